/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The clock of a timeline, and what it spans. */
#include "core/timeline/derived-state.h"
#include "core/timeline/timeline-private.h"

void
tlm_timeline_set_epoch (TlmTimeline *timeline, TlmInstant epoch)
{
  g_return_if_fail (timeline != NULL);
  timeline->epoch = epoch;
  timeline->revision++;
}

TlmInstant
tlm_timeline_get_epoch (const TlmTimeline *timeline)
{
  return timeline->epoch;
}

TlmClock
tlm_timeline_get_clock (const TlmTimeline *timeline)
{
  return timeline->clock;
}

const TlmClockFit *
tlm_timeline_get_film (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, NULL);
  return timeline->film.n > 0 ? &timeline->film : NULL;
}

gint64
tlm_timeline_from_elapsed (const TlmTimeline *timeline, TlmDuration elapsed_ns)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (elapsed_ns == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_ELAPSED)
    return elapsed_ns;
  return timeline->epoch == TLM_TIME_NONE ? TLM_TIME_NONE : timeline->epoch + elapsed_ns;
}

gint64
tlm_timeline_from_instant (const TlmTimeline *timeline, TlmInstant instant)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (instant == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_TAI)
    return instant;
  return timeline->epoch == TLM_TIME_NONE ? TLM_TIME_NONE : instant - timeline->epoch;
}

TlmDuration
tlm_timeline_to_elapsed (const TlmTimeline *timeline, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (time_ns == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_ELAPSED)
    return time_ns;
  return timeline->epoch == TLM_TIME_NONE ? TLM_TIME_NONE : time_ns - timeline->epoch;
}

TlmInstant
tlm_timeline_to_instant (const TlmTimeline *timeline, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (time_ns == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_TAI)
    return time_ns;
  return timeline->epoch == TLM_TIME_NONE ? TLM_TIME_NONE : timeline->epoch + time_ns;
}

static void
widen (gint64 *first_ns, gint64 *last_ns, gint64 from_ns, gint64 to_ns)
{
  *first_ns = MIN (*first_ns, from_ns);
  *last_ns = MAX (*last_ns, to_ns);
}

gboolean
tlm_timeline_span (const TlmTimeline *timeline, gint64 *first_ns, gint64 *last_ns)
{
  gint64 first = G_MAXINT64, last = G_MININT64, from, to;

  g_return_val_if_fail (timeline != NULL, FALSE);
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    const TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->channels->len; j++) {
      const GPtrArray *tracks = vehicle->channels->pdata[j];
      for (guint k = 0; tracks && k < tracks->len; k++) {
        const TlmSeries *series = ((TlmTrack *) tracks->pdata[k])->series;
        gsize n = tlm_series_length (series);
        if (n > 0)
          widen (&first, &last, tlm_series_time (series, 0), tlm_series_time (series, n - 1));
      }
    }
    for (guint j = 0; j < TLM_N_PLANS; j++)
      if (tlm_derived_states_span (vehicle->states[j], &from, &to))
        widen (&first, &last, from, to);
  }
  if (first > last)
    return FALSE;
  *first_ns = first;
  *last_ns = last;
  return TRUE;
}
