/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/vehicle-signal.h"

#include "core/timeline/timeline-live.h"
#include "core/timeline/timeline-private.h"

/* The last measured state at or before TIME; FALSE for none. */
static gboolean
find_state (const TlmTimeline *timeline, guint vehicle, gint64 time_ns, TlmEphemerisState *state)
{
  const TlmTimelineVehicle *row = tlm_timeline_get_vehicle (timeline, vehicle);

  return row && tlm_derived_last_state (row->states[TLM_ACTUAL],
      tlm_timeline_to_instant (timeline, time_ns), state) && state->origin == TLM_EPHEMERIS_MEASURED;
}

/* The best there is of what was measured, and the age of the youngest. */
static TlmValidity
find_best (const TlmTimeline *timeline, guint vehicle, const TlmSnapshot *snapshot,
    TlmDuration *age_ns)
{
  TlmValidity best = TLM_VALIDITY_ABSENT;

  TlmEphemerisState state;

  *age_ns = G_MAXINT64;
  if (find_state (timeline, vehicle, snapshot->time_ns, &state)) {
    *age_ns = tlm_timeline_to_instant (timeline, snapshot->time_ns) - state.instant;
    best = tlm_age_validity (&timeline->world.limits, *age_ns, state.step_ns);
  }
  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    TlmValue value;
    if (!tlm_timeline_track (timeline, vehicle, i))
      continue;
    value = tlm_snapshot_value (snapshot, vehicle, i);
    if (value.validity == TLM_VALIDITY_ABSENT)
      continue;
    best = MAX (best, value.validity);
    *age_ns = MIN (*age_ns, value.age_ns);
  }
  return best;
}

static gboolean
has_later (const TlmTimeline *timeline, guint vehicle, gint64 time_ns)
{
  TlmInstant first, last;

  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    const TlmTrack *track = tlm_timeline_track (timeline, vehicle, i);
    gsize n = track ? tlm_series_length (track->series) : 0;
    if (n > 0 && tlm_series_time (track->series, n - 1) > time_ns)
      return TRUE;
  }
  if (!tlm_timeline_get_vehicle (timeline, vehicle) || !tlm_derived_states_span (
          tlm_timeline_get_vehicle (timeline, vehicle)->states[TLM_ACTUAL], &first, &last))
    return FALSE;
  return last > tlm_timeline_to_instant (timeline, time_ns);
}

TlmSignal
tlm_signal_at (const TlmTimeline *timeline, guint vehicle, const TlmSnapshot *snapshot,
    TlmDuration *age_ns)
{
  TlmValidity best;
  TlmDuration age;

  g_return_val_if_fail (timeline != NULL && snapshot != NULL, TLM_SIGNAL_NONE);
  best = find_best (timeline, vehicle, snapshot, &age);
  if (best == TLM_VALIDITY_ABSENT)
    return TLM_SIGNAL_NONE;
  if (best >= TLM_VALIDITY_STALE)
    return TLM_SIGNAL_FOUND;
  if (age_ns)
    *age_ns = age;
  return tlm_timeline_is_open (timeline) || has_later (timeline, vehicle, snapshot->time_ns) ?
      TLM_SIGNAL_LOST : TLM_SIGNAL_ENDED;
}

TlmValidity
tlm_signal_validity (const TlmTimeline *timeline, guint vehicle, const TlmSnapshot *snapshot)
{
  TlmDuration age;

  g_return_val_if_fail (timeline != NULL && snapshot != NULL, TLM_VALIDITY_ABSENT);
  return find_best (timeline, vehicle, snapshot, &age);
}

static gboolean
has_sample (const TlmTimeline *timeline, guint vehicle, gint64 time_ns)
{
  TlmInstant first, last;

  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    const TlmTrack *track = tlm_timeline_track (timeline, vehicle, i);
    if (track && tlm_series_length (track->series) > 0 && tlm_series_time (track->series, 0) <= time_ns)
      return TRUE;
  }
  for (guint i = 0; i < tlm_timeline_n_texts (timeline, vehicle); i++)
    if (tlm_text_track_at (tlm_timeline_text_track (timeline, vehicle, i), time_ns, NULL))
      return TRUE;
  return tlm_derived_states_span (tlm_timeline_get_vehicle (timeline, vehicle)->states[TLM_ACTUAL],
      &first, &last) && first <= tlm_timeline_to_instant (timeline, time_ns);
}

/* What is all vehicles' starts none of several. */
static gboolean
has_event (const TlmTimeline *timeline, int vehicle, gint64 time_ns)
{
  guint due = tlm_timeline_agenda (timeline, vehicle, time_ns).due;
  gboolean is_one_of_many = vehicle >= 0 && tlm_timeline_n_vehicles (timeline) > 1;

  for (guint i = 0; i < due; i++) {
    const TlmEvent *event = tlm_timeline_event_of (timeline, vehicle, i);
    if (event->confidence != TLM_CONFIDENCE_NOMINAL && (event->vehicle || !is_one_of_many) &&
        MAX (event->time_ns, event->before_ns) <= time_ns)
      return TRUE;
  }
  return FALSE;
}

gboolean
tlm_vehicle_has_started (const TlmTimeline *timeline, int vehicle, gint64 time_ns)
{
  guint n;

  g_return_val_if_fail (timeline != NULL, FALSE);
  n = tlm_timeline_n_vehicles (timeline);
  if (time_ns == TLM_TIME_NONE || (vehicle >= 0 && (guint) vehicle >= n))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if ((vehicle < 0 || (guint) vehicle == i) && has_sample (timeline, i, time_ns))
      return TRUE;
  return has_event (timeline, vehicle, time_ns);
}

const char *
tlm_signal_name (TlmSignal signal)
{
  static const char *const names[] = { "none", "found", "lost", "ended" };

  g_return_val_if_fail (signal <= TLM_SIGNAL_ENDED, "");
  return names[signal];
}

void
tlm_signal_add_channels (const TlmTimeline *timeline, guint vehicle, TlmChannelSet *set)
{
  g_return_if_fail (timeline != NULL && set != NULL);
  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++)
    if (tlm_timeline_track (timeline, vehicle, i))
      tlm_channel_set_add (set, i);
}
