/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is known at an instant. */
#include <string.h>

#include "core/log/event-index.h"
#include "core/timeline/derived-trajectory.h"
#include "core/timeline/timeline-private.h"

static gboolean
is_nominal (const GPtrArray *events, guint index)
{
  return ((const TlmEvent *) events->pdata[index])->confidence == TLM_CONFIDENCE_NOMINAL;
}

/* A time that is only typical of such flights is no promise; what comes after an overdue event is
 * promised only where it is certain. */
static gboolean
is_promised (const TlmEvent *event, gboolean is_overdue)
{
  return event->confidence != TLM_CONFIDENCE_NOMINAL || (!event->typical && !is_overdue);
}

static TlmAgenda
agenda_at (const GPtrArray *events, gint64 time_ns)
{
  TlmAgenda agenda = { .n = events->len, .next = events->len };

  if (time_ns == TLM_TIME_NONE)
    return agenda;
  agenda.due = agenda.passed = agenda.next = tlm_events_until (events, time_ns);
  while (agenda.passed > 0 && is_nominal (events, agenda.passed - 1))
    agenda.passed--;
  while (agenda.next < agenda.n && !is_promised (events->pdata[agenda.next], agenda.due > agenda.passed))
    agenda.next++;
  return agenda;
}

/* An event that lies in a gap has come for certain where the gap ends, and since when is not
 * known. */
static gboolean
has_come (const TlmEvent *event, gint64 time_ns)
{
  return event->before_ns == TLM_TIME_NONE || event->before_ns <= time_ns;
}

static gint64
since (const TlmEvent *event)
{
  return event->under_way || event->before_ns != TLM_TIME_NONE ? TLM_TIME_NONE : event->time_ns;
}

TlmPhaseState
tlm_timeline_phase_at (const TlmTimeline *timeline, const GPtrArray *leading, const GArray *runs,
    const GPtrArray *agenda, gint64 time_ns)
{
  TlmAgenda come = agenda_at (agenda, time_ns);
  guint passed = time_ns == TLM_TIME_NONE ? 0 : tlm_events_until (leading, time_ns);
  TlmPhaseState state = { .since_ns = TLM_TIME_NONE };
  const char *current = NULL, *phase;

  for (guint i = passed; i-- > 0 && !state.previous;) {
    TlmEvent *event = leading->pdata[i];

    if (has_come (event, time_ns) && (phase = tlm_timeline_phase_of (timeline, event))) {
      if (!state.current) {
        state.current = tlm_event_ref (event);
        current = phase;
      } else if (strcmp (phase, current) != 0) {
        state.previous = tlm_event_ref (event);
        break;
      }
      i = g_array_index (runs, guint, i);
      state.since_ns = since (leading->pdata[i]);
    }
  }
  if (come.next < come.n)
    state.next = tlm_event_ref (agenda->pdata[come.next]);
  return state;
}

static const GPtrArray *
events_of (const TlmTimeline *timeline, int vehicle)
{
  if (vehicle < 0)
    return timeline->agenda;
  return (guint) vehicle < timeline->vehicles->len ?
      ((const TlmTimelineVehicle *) timeline->vehicles->pdata[vehicle])->agenda : NULL;
}

guint
tlm_timeline_n_events_of (const TlmTimeline *timeline, int vehicle)
{
  const GPtrArray *events;

  g_return_val_if_fail (timeline != NULL, 0);
  events = events_of (timeline, vehicle);
  return events ? events->len : 0;
}

const TlmEvent *
tlm_timeline_event_of (const TlmTimeline *timeline, int vehicle, guint index)
{
  const GPtrArray *events;

  g_return_val_if_fail (timeline != NULL, NULL);
  events = events_of (timeline, vehicle);
  g_return_val_if_fail (events != NULL && index < events->len, NULL);
  return events->pdata[index];
}

TlmAgenda
tlm_timeline_agenda (const TlmTimeline *timeline, int vehicle, gint64 time_ns)
{
  static const TlmAgenda none = { 0 };
  const GPtrArray *events;

  g_return_val_if_fail (timeline != NULL, none);
  events = events_of (timeline, vehicle);
  return events ? agenda_at (events, time_ns) : none;
}

TlmValue
tlm_timeline_value (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns)
{
  TlmEvaluation evaluation;

  g_return_val_if_fail (timeline != NULL, TLM_VALUE_ABSENT);
  if (vehicle >= timeline->vehicles->len || channel >= timeline->channels->len ||
      time_ns == TLM_TIME_NONE)
    return TLM_VALUE_ABSENT;
  tlm_evaluation_begin (&evaluation, timeline, timeline->vehicles->pdata[vehicle], NULL, time_ns);
  return tlm_evaluation_get (&evaluation, channel);
}

const char *
tlm_timeline_text (const TlmTimeline *timeline, guint vehicle, const char *name, gint64 time_ns)
{
  const TlmTimelineVehicle *self;

  g_return_val_if_fail (timeline != NULL && name != NULL, NULL);
  self = tlm_timeline_get_vehicle (timeline, vehicle);
  for (guint i = 0; self && time_ns != TLM_TIME_NONE && i < self->texts->len; i++) {
    const TlmTextTrack *track = self->texts->pdata[i];
    if (strcmp (track->name, name) == 0)
      return tlm_text_track_at (track, time_ns, NULL);
  }
  return NULL;
}

/* A measured position is none, whatever else is known. */
static gboolean
is_predicted (TlmDerivedContext *context)
{
  return context->basis->states->len > 0 && tlm_derived_need_motion (context)
      && context->motion != TLM_MOTION_PLACE && context->state.is_predicted;
}

/* What is wanted of the channels that there are; all others are absent already. */
static void
fill_values (TlmEvaluation *evaluation, const TlmChannelSet *wanted, TlmValue *values)
{
  const TlmTimeline *timeline = evaluation->timeline;
  TlmDerivedContext *actual = &evaluation->plan[TLM_ACTUAL];

  for (guint64 rest = actual->basis->available & (wanted ? wanted->bits[0] : G_MAXUINT64);
      rest != 0; rest &= rest - 1) {
    const guint channel = (guint) __builtin_ctzll (rest);
    values[channel] = tlm_derived_get (actual, channel);
  }
  for (guint i = TLM_N_STANDARD_CHANNELS; i < timeline->channels->len; i++)
    if (tlm_channel_set_has (wanted, i))
      values[i] = tlm_evaluation_get (evaluation, i);
}
G_STATIC_ASSERT (TLM_N_STANDARD_CHANNELS <= 64);

static void
fill_vehicle (const TlmTimeline *timeline, guint index, const TlmChannelSet *wanted,
    TlmSnapshot *snapshot)
{
  const TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[index];
  TlmVehicleState *state = &snapshot->vehicles[index];
  TlmEvaluation evaluation;

  tlm_evaluation_begin (&evaluation, timeline, vehicle, snapshot->slopes, snapshot->time_ns);
  fill_values (&evaluation, wanted, state->values);
  state->speed_frame = evaluation.plan[TLM_ACTUAL].speed_frame;
  state->is_predicted = is_predicted (&evaluation.plan[TLM_ACTUAL]);
  state->phase = tlm_timeline_phase_at (timeline, vehicle->leading, vehicle->runs, vehicle->agenda,
      snapshot->time_ns);
}

/* The phase of the mission, which is that of a vehicle that has all events. */
static TlmPhaseState
find_phase (const TlmTimeline *timeline, const TlmSnapshot *snapshot)
{
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    const TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    if (vehicle->events->len == timeline->events->len)
      return tlm_phase_state_copy (&snapshot->vehicles[i].phase);
  }
  return tlm_timeline_phase_at (timeline, timeline->leading, timeline->runs, timeline->agenda, snapshot->time_ns);
}

void
tlm_timeline_at (const TlmTimeline *timeline, gint64 time_ns, const TlmChannelSet *wanted,
    TlmSnapshot *snapshot)
{
  g_return_if_fail (timeline != NULL && snapshot != NULL);
  tlm_snapshot_reset (snapshot, timeline->vehicles->len, timeline->channels->len);
  if (time_ns == TLM_TIME_NONE)
    return;
  if (!snapshot->slopes)
    snapshot->slopes = tlm_slope_memory_new ();
  snapshot->time_ns = time_ns;
  snapshot->instant = tlm_timeline_to_instant (timeline, time_ns);
  snapshot->elapsed_ns = tlm_timeline_to_elapsed (timeline, time_ns);
  for (guint i = 0; i < timeline->vehicles->len; i++)
    fill_vehicle (timeline, i, wanted, snapshot);
  snapshot->phase = find_phase (timeline, snapshot);
}

gboolean
tlm_timeline_may_predict (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, FALSE);
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    const TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    if (vehicle->states[TLM_ACTUAL]->len > 0)
      return TRUE;
  }
  return FALSE;
}
