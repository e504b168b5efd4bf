/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/past.h"

#include <math.h>

#include "core/timeline/extremes.h"
#include "render/layout/come.h"

/* Over how long a rate is taken. */
#define RATE_NS TLM_SECOND

struct _TlrPast {
  const TlmTimeline *timeline;
  int vehicle;
  TlrPastSpec spec;
  TlmExtremes *extremes;     /* of CHANNEL, or NULL */
  guint channel;
};

TlrPast *
tlr_past_new (const TlmTimeline *timeline, int vehicle, const TlrPastSpec *spec)
{
  TlrPast *past;

  g_return_val_if_fail (timeline != NULL && spec != NULL, NULL);
  past = g_new0 (TlrPast, 1);
  past->timeline = timeline;
  past->vehicle = vehicle;
  past->spec = *spec;
  return past;
}

void
tlr_past_free (TlrPast *past)
{
  if (!past)
    return;
  tlm_extremes_free (past->extremes);
  g_free (past);
}

static guint
vehicle_of (const TlrPast *past)
{
  return (guint) MAX (past->vehicle, 0);
}

static TlmValue
known (double value)
{
  return (TlmValue) { .value = value, .age_ns = 0, .validity = TLM_VALIDITY_FRESH, .origin = TLM_ORIGIN_DERIVED };
}

static TlmValue
extreme_at (TlrPast *past, guint channel, gint64 time_ns)
{
  double low, high;
  gint64 first_ns, last_ns;

  if (past->spec.whole) {
    if (!tlm_timeline_span (past->timeline, &first_ns, &last_ns))
      return TLM_VALUE_ABSENT;
    time_ns = last_ns;
  }
  if (!past->extremes || past->channel != channel) {
    tlm_extremes_free (past->extremes);
    past->extremes = tlm_extremes_new (past->timeline, vehicle_of (past), channel);
    past->channel = channel;
  }
  if (!tlm_extremes_at (past->extremes, time_ns, &low, &high))
    return TLM_VALUE_ABSENT;
  return known (past->spec.reading == TLM_READING_MAXIMUM ? high : low);
}

/* The value at the event. */
static TlmValue
event_value (const TlrPast *past, guint channel, gint64 time_ns)
{
  const char *name = past->spec.event;
  const TlmEvent *event = tlr_find_come (past->timeline, past->vehicle, name, time_ns);
  TlmValue value;

  if (!event && past->spec.whole)
    event = tlr_find_certain (past->timeline, past->vehicle, name, 0);
  if (!event)
    return TLM_VALUE_ABSENT;
  value = tlm_timeline_value (past->timeline, vehicle_of (past), channel, event->time_ns);
  return tlm_value_is_shown (&value) ? known (value.value) : TLM_VALUE_ABSENT;
}

/* From A to B, of a direction the shorter way. */
static double
difference (const TlrPast *past, guint channel, double a, double b)
{
  const TlmTrack *track = tlm_timeline_track (past->timeline, vehicle_of (past), channel);
  TlmChannelId kind = tlm_timeline_channel_kind (past->timeline, channel);
  gboolean turns = track ? track->interpolation == TLM_INTERPOLATION_ANGLE :
      kind < TLM_N_STANDARD_CHANNELS && tlm_channel_get (kind)->interpolation == TLM_INTERPOLATION_ANGLE;

  return turns ? remainder (b - a, 360) : b - a;
}

static TlmValue
change_at (const TlrPast *past, guint channel, const TlmSnapshot *snapshot)
{
  TlmValue then = event_value (past, channel, snapshot->time_ns);
  TlmValue now = tlm_snapshot_value (snapshot, vehicle_of (past), channel);

  if (!tlm_value_is_shown (&then) || !tlm_value_is_shown (&now))
    return TLM_VALUE_ABSENT;
  now.value = difference (past, channel, then.value, now.value);
  return now;
}

/* By samples up to now: the same live, where nothing later is known yet. */
static gboolean
measured_rate (const TlrPast *past, guint channel, const TlmSeries *series, gint64 time_ns, double *rate)
{
  gssize last = tlm_series_find (series, time_ns), first = last;

  while (first > 0 && !tlm_series_is_gap (series, (gsize) first - 1) &&
      tlm_series_time (series, (gsize) last) - tlm_series_time (series, (gsize) first) < RATE_NS)
    first--;
  if (last < 0 || first == last)
    return FALSE;
  *rate = difference (past, channel, tlm_series_value (series, (gsize) first), tlm_series_value (series, (gsize) last)) /
      tlm_duration_to_s (tlm_series_time (series, (gsize) last) - tlm_series_time (series, (gsize) first));
  return TRUE;
}

static gboolean
derived_rate (const TlrPast *past, guint channel, gint64 time_ns, double now, double *rate)
{
  TlmValue before = tlm_timeline_value (past->timeline, vehicle_of (past), channel, time_ns - RATE_NS);

  if (!tlm_value_is_shown (&before))
    return FALSE;
  *rate = difference (past, channel, before.value, now) / tlm_duration_to_s (RATE_NS);
  return TRUE;
}

static TlmValue
rate_at (const TlrPast *past, guint channel, const TlmSnapshot *snapshot)
{
  TlmValue now = tlm_snapshot_value (snapshot, vehicle_of (past), channel);
  const TlmTrack *track = now.origin == TLM_ORIGIN_MEASURED ?
      tlm_timeline_track (past->timeline, vehicle_of (past), channel) : NULL;
  double rate = 0;

  if (!tlm_value_is_shown (&now) || !(track ?
      measured_rate (past, channel, track->series, snapshot->time_ns, &rate) :
      derived_rate (past, channel, snapshot->time_ns, now.value, &rate)))
    return TLM_VALUE_ABSENT;
  now.value = rate;
  return now;
}

TlmValue
tlr_past_at (TlrPast *past, guint channel, const TlmSnapshot *snapshot)
{
  g_return_val_if_fail (past != NULL && snapshot != NULL, TLM_VALUE_ABSENT);
  if (snapshot->time_ns == TLM_TIME_NONE)
    return TLM_VALUE_ABSENT;
  switch (past->spec.reading) {
    case TLM_READING_MAXIMUM:
    case TLM_READING_MINIMUM:
      return extreme_at (past, channel, snapshot->time_ns);
    case TLM_READING_AT:
      return event_value (past, channel, snapshot->time_ns);
    case TLM_READING_CHANGE:
      return change_at (past, channel, snapshot);
    case TLM_READING_RATE:
      return rate_at (past, channel, snapshot);
    default:
      return tlm_snapshot_value (snapshot, vehicle_of (past), channel);
  }
}
