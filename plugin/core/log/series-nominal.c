/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a source itself says of how often it measures. */
#include "core/log/series-private.h"

/* A sender that changes its mind more often says nothing that can be used. */
#define MOST_CHANGES 256
/* Steps of what comes so often, of which more are a loss: as among neighbours. */
#define LOSS_STEPS 3

typedef struct {
  gint64 from_ns;
  TlmDuration step_ns;     /* 0: it says none */
} Nominal;

static Nominal *
nominal_at (const GArray *nominal, guint index)
{
  return &g_array_index (nominal, Nominal, index);
}

/* The index of the last that is at or before T; -1 where there is none. */
static gint
find (const GArray *nominal, gint64 time_ns)
{
  gint i = (gint) nominal->len - 1;

  while (i >= 0 && nominal_at (nominal, (guint) i)->from_ns > time_ns)
    i--;
  return i;
}

void
tlm_series_declare_step (TlmSeries *series, gint64 from_ns, TlmDuration step_ns)
{
  const Nominal now = { from_ns, step_ns };
  gint before;

  g_return_if_fail (series != NULL && step_ns >= 0);
  if (!series->nominal && step_ns == 0)
    return;
  if (!series->nominal)
    series->nominal = g_array_new (FALSE, FALSE, sizeof (Nominal));
  before = find (series->nominal, from_ns);
  if ((before >= 0 ? nominal_at (series->nominal, (guint) before)->step_ns : 0) == step_ns ||
      series->nominal->len > MOST_CHANGES)
    return;
  tlm_series_touch (series);
  if (before >= 0 && nominal_at (series->nominal, (guint) before)->from_ns == from_ns)
    *nominal_at (series->nominal, (guint) before) = now;
  else
    g_array_insert_val (series->nominal, (guint) (before + 1), now);
  if (series->nominal->len > MOST_CHANGES)
    for (guint i = 0; i < series->nominal->len; i++)
      nominal_at (series->nominal, i)->step_ns = 0;
}

void
tlm_series_keep_step (TlmSeries *series, const TlmSeries *from)
{
  g_return_if_fail (series != NULL && from != NULL && series->length == 0 && !series->nominal);
  if (!from->nominal)
    return;
  series->nominal = g_array_new (FALSE, FALSE, sizeof (Nominal));
  g_array_append_vals (series->nominal, nominal_at (from->nominal, from->nominal->len - 1), 1);
}

void
tlm_series_append_nominal (TlmSeries *series, const TlmSeries *from, gint64 offset_ns)
{
  for (guint i = 0; from->nominal && i < from->nominal->len; i++)
    tlm_series_declare_step (series, nominal_at (from->nominal, i)->from_ns + offset_ns,
        nominal_at (from->nominal, i)->step_ns);
}

void
tlm_series_shift_nominal (TlmSeries *series, gint64 offset_ns)
{
  for (guint i = 0; series->nominal && i < series->nominal->len; i++)
    nominal_at (series->nominal, i)->from_ns += offset_ns;
}

static TlmDuration
step_at (const TlmSeries *series, gint64 time_ns)
{
  gint i = find (series->nominal, time_ns);

  return i >= 0 ? nominal_at (series->nominal, (guint) i)->step_ns : 0;
}

TlmDuration
tlm_series_nominal_gap (const TlmSeries *series, gsize first)
{
  TlmDuration here, there;

  if (!series->nominal || first < series->thinned)
    return 0;
  here = there = step_at (series, series->samples[first].time_ns);
  if (first + 1 < series->length)
    there = step_at (series, series->samples[first + 1].time_ns);
  return here == 0 || there == 0 ? 0 : MAX (LOSS_STEPS * MAX (here, there), TLM_SERIES_NEVER_GAP);
}
