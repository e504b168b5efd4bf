/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The clock of a timeline, and what it spans. */
#include "core/base/error.h"
#include "core/time/iso8601.h"
#include "core/time/sum.h"
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

/* No instant is further away than telemetry may be. */
static gint64
usual (TlmClock clock, gint64 time_ns)
{
  return tlm_time_is_usual (clock, time_ns) ? time_ns : TLM_TIME_NONE;
}

gint64
tlm_timeline_from_elapsed (const TlmTimeline *timeline, TlmDuration elapsed_ns)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (elapsed_ns == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_ELAPSED)
    return elapsed_ns;
  return usual (TLM_CLOCK_TAI, tlm_time_moved (timeline->epoch, elapsed_ns));
}

gint64
tlm_timeline_from_instant (const TlmTimeline *timeline, TlmInstant instant)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (instant == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_TAI)
    return instant;
  return tlm_time_between (timeline->epoch, instant);
}

TlmDuration
tlm_timeline_to_elapsed (const TlmTimeline *timeline, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (time_ns == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_ELAPSED)
    return time_ns;
  return tlm_time_between (timeline->epoch, time_ns);
}

TlmInstant
tlm_timeline_to_instant (const TlmTimeline *timeline, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, TLM_TIME_NONE);
  if (time_ns == TLM_TIME_NONE || timeline->clock == TLM_CLOCK_TAI)
    return time_ns;
  return usual (TLM_CLOCK_TAI, tlm_time_moved (timeline->epoch, time_ns));
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

static gboolean
fail_span (const char *source, const char *what, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "%s has times %s; say which instant it counts from, "
      "liftoff= in [mission] or offset= in its [telemetry]", source ? source : "this telemetry", what);
  return FALSE;
}

gboolean
tlm_timeline_takes_span (const TlmTimeline *timeline, const char *source, gint64 first_ns,
    gint64 last_ns, GError **error)
{
  gint64 from, to;

  if (!tlm_time_is_usual (timeline->clock, first_ns) || !tlm_time_is_usual (timeline->clock, last_ns))
    return fail_span (source, tlm_time_unusual_text (timeline->clock), error);
  if (tlm_timeline_span (timeline, &from, &to) &&
      tlm_time_apart (MIN (from, first_ns), MAX (to, last_ns)) > TLM_SPAN_LONGEST)
    return fail_span (source, "over 290 years from those of other telemetry of this flight", error);
  return TRUE;
}

gboolean
tlm_timeline_takes_times (const TlmTimeline *timeline, const TlmLog *log, gint64 offset_ns,
    GError **error)
{
  gint64 first, last;

  if (log->events->len > 0) {
    const TlmEvent *begin = log->events->pdata[0], *end = log->events->pdata[log->events->len - 1];
    if (!tlm_timeline_takes_span (timeline, log->source, tlm_time_moved (begin->time_ns, offset_ns),
            tlm_time_moved (end->time_ns, offset_ns), error))
      return FALSE;
  }
  return !tlm_log_span (log, &first, &last) || tlm_timeline_takes_span (timeline, log->source,
      tlm_time_moved (first, offset_ns), tlm_time_moved (last, offset_ns), error);
}
