/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/gauge-follow.h"

#include <math.h>

#include "render/scene/refresh.h"

/* What is this close to a round number is it. */
#define CLOSE 1e-9

static double
magnitude_at (const TlrWidget *widget, guint channel, gint64 time_ns)
{
  TlmValue value = tlm_timeline_value (widget->context->timeline, (guint) MAX (widget->vehicle, 0), channel, time_ns);

  return tlm_value_is_shown (&value) && isfinite (value.value) ? fabs (value.value) : 0;
}

/* Samples up to number NOW; those that are there already are kept. */
static void
fill (TlrGaugeFollow *follow, const TlrWidget *widget, guint channel, gint64 now)
{
  const TlmTimeline *timeline = widget->context->timeline;
  guint64 revision = tlm_timeline_get_revision (timeline);
  gint64 first = now - TLR_FOLLOW_SAMPLES + 1;

  if (follow->is_filled && follow->revision == revision && now >= follow->newest)
    first = MAX (first, follow->newest + 1);
  for (gint64 i = first; i <= now; i++) {
    guint place = (guint) ((i % TLR_FOLLOW_SAMPLES + TLR_FOLLOW_SAMPLES) % TLR_FOLLOW_SAMPLES);
    follow->magnitudes[place] = magnitude_at (widget, channel, tlr_refresh_time (timeline, follow->step_ns, i));
  }
  follow->newest = now;
  follow->revision = revision;
  follow->is_filled = TRUE;
}

double
tlr_gauge_follow_reach (TlrGaugeFollow *follow, const TlrWidget *widget, guint channel, const TlmSnapshot *snapshot)
{
  TlmValue value = tlm_snapshot_value (snapshot, (guint) MAX (widget->vehicle, 0), channel);
  double reach = tlm_value_is_shown (&value) && isfinite (value.value) ? fabs (value.value) : 0;

  if (snapshot->time_ns == TLM_TIME_NONE)
    return reach;
  fill (follow, widget, channel, tlr_refresh_slot (widget->context->timeline, follow->step_ns, snapshot->time_ns));
  for (guint i = 0; i < TLR_FOLLOW_SAMPLES; i++)
    reach = MAX (reach, follow->magnitudes[i]);
  return reach;
}

gint16
tlr_gauge_follow_code (double value)
{
  gint16 code = (gint16) (3 * CLAMP (floor (log10 (value)), -300, 299));

  while (tlr_gauge_follow_end (code) < value * (1 - CLOSE) && code < 900)
    code++;
  return code;
}

double
tlr_gauge_follow_end (gint16 code)
{
  static const double mantissas[] = { 1, 2, 5 };
  int power = (int) floor (code / 3.0);

  return mantissas[code - 3 * power] * pow (10, power);
}
