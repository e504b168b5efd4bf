/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A vehicle's channels, planned ones and differences among them. */
#include <math.h>

#include "core/timeline/timeline-private.h"
#include "core/timeline/tracks.h"

void
tlm_evaluation_begin (TlmEvaluation *evaluation, const TlmTimeline *timeline,
    const TlmTimelineVehicle *vehicle, TlmSlopeMemory *slopes, gint64 time_ns)
{
  TlmInstant instant = tlm_timeline_to_instant (timeline, time_ns);

  evaluation->timeline = timeline;
  evaluation->vehicle = vehicle;
  for (guint plan = 0; plan < TLM_N_PLANS; plan++)
    tlm_derived_begin (&evaluation->plan[plan], &timeline->world, &vehicle->basis[plan], slopes,
        time_ns, instant);
}

static TlmValue
delta (TlmEvaluation *evaluation, const TlmTimelineChannel *row)
{
  TlmValue actual = tlm_evaluation_get (evaluation, row->base);
  TlmValue planned = tlm_evaluation_get (evaluation, row->planned);
  double difference = actual.value - planned.value;

  if (row->base < TLM_N_STANDARD_CHANNELS &&
      tlm_channel_get (row->base)->interpolation == TLM_INTERPOLATION_ANGLE)
    difference = remainder (difference, 360);
  return tlm_derived_value (difference, &actual, &planned);
}

TlmValue
tlm_evaluation_get (TlmEvaluation *evaluation, guint channel)
{
  const TlmTimeline *timeline = evaluation->timeline;
  const TlmTimelineChannel *row;
  const GPtrArray *tracks;

  if (channel < TLM_N_STANDARD_CHANNELS)
    return tlm_derived_get (&evaluation->plan[TLM_ACTUAL], channel);
  row = tlm_timeline_channel_row (timeline, channel);
  if (row->kind == TLM_CHANNEL_PLANNED)
    return tlm_derived_get (&evaluation->plan[TLM_PLANNED], row->base);
  tracks = tlm_timeline_tracks (evaluation->vehicle, channel);
  if (tracks)
    return tlm_tracks_at (tracks, evaluation->plan[TLM_ACTUAL].time_ns, &timeline->world.limits,
        NULL);
  return row->kind == TLM_CHANNEL_DELTA ? delta (evaluation, row) : TLM_VALUE_ABSENT;
}
