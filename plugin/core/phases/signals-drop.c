/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The instants of a recording that grows: all of them moved, and those that are so old that nothing asks for them let
 * go of. */
#include "core/phases/signals-private.h"

void
tlm_signals_shift (TlmSignals *signals, TlmDuration offset_ns)
{
  g_return_if_fail (signals != NULL);
  for (guint i = 0; i < signals->times->len; i++)
    g_array_index (signals->times, gint64, i) += offset_ns;
  if (signals->first_ns != G_MAXINT64)
    signals->first_ns += offset_ns;
  if (signals->settled_ns != G_MININT64)
    signals->settled_ns += offset_ns;
  if (signals->firm_ns != G_MININT64)
    signals->firm_ns += offset_ns;
  tlm_rate_forget (&signals->speed);
  tlm_rate_forget (&signals->climb);
  tlm_rate_forget (&signals->altitude);
}

/* What is told of an instant rests on the half minute before it or on fifteen instants, and what is dated by it on the
 * minute before that: these are far more. */
#define GUARD_NS (600 * TLM_SECOND)
#define GUARD_INSTANTS 64

/* A new array, since one that gets shorter keeps its room. */
static void
drop (GArray **array, guint size, gsize n)
{
  GArray *old = *array;

  if (!old || old->len <= n)
    return;
  *array = g_array_sized_new (FALSE, FALSE, size, old->len - (guint) n);
  g_array_append_vals (*array, old->data + n * size, old->len - (guint) n);
  g_array_unref (old);
}

gsize
tlm_signals_drop (TlmSignals *signals, gsize index)
{
  gsize n;

  g_return_val_if_fail (signals != NULL && index < signals->times->len, 0);
  n = MIN (tlm_signals_find (signals, tlm_signals_time (signals, index) - GUARD_NS),
      index > GUARD_INSTANTS ? index - GUARD_INSTANTS : 0);
  if (n == 0 && signals->fixed == 0)
    return 0;
  signals->begin_m = tlm_signals_begin_m (signals);
  signals->fixed = index - n;
  signals->kept = MAX (signals->kept, index) - n;
  drop (&signals->times, sizeof (gint64), n);
  drop (&signals->gaps, sizeof (guint8), n);
  drop (&signals->kinematics, sizeof (TlmKinematics), n);
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++)
    for (guint j = 0; j < TLM_SIGNAL_ORDERS; j++)
      drop (&signals->channels[i].values[j], sizeof (double), n);
  tlm_rate_drop (&signals->speed, tlm_signals_time (signals, 0));
  tlm_rate_drop (&signals->climb, tlm_signals_time (signals, 0));
  tlm_rate_drop (&signals->altitude, tlm_signals_time (signals, 0));
  return n;
}

gboolean
tlm_signals_came_late (const TlmSignals *signals, gint64 time_ns)
{
  if (signals->fixed == 0 || time_ns > tlm_signals_time (signals, signals->fixed - 1))
    return FALSE;
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++) {
    const TlmSeries *series = signals->channels[i].series;
    gssize at = series ? tlm_series_find (series, time_ns) : -1;
    if (at >= 0 && tlm_series_time (series, (gsize) at) == time_ns)
      return TRUE;
  }
  return FALSE;
}
