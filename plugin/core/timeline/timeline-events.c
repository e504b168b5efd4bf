/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/timeline/timeline-private.h"

/* Number of events at or before T. */
static guint
count_until (const GPtrArray *events, gint64 time_ns)
{
  guint low = 0, high = events->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (((const TlmEvent *) events->pdata[middle])->time_ns <= time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gboolean
same_event (const TlmEvent *a, const TlmEvent *b)
{
  return strcmp (a->id, b->id) == 0 && g_strcmp0 (a->vehicle, b->vehicle) == 0;
}

/* The rival of an event: one of the same name and vehicle of another source or
 * of less certainty. A source may well name one phase twice (two coasts), and what it says
 * is under way has begun at an instant that another may know. */
static TlmEvent *
find_rival (const TlmTimeline *timeline, const TlmEvent *event, guint *index)
{
  for (guint i = 0; i < timeline->events->len; i++) {
    TlmEvent *other = timeline->events->pdata[i];
    gboolean is_instant_news = other->under_way && other->confidence == TLM_CONFIDENCE_GIVEN &&
        !event->under_way;
    if (same_event (other, event) && !is_instant_news &&
        (other->confidence != event->confidence || g_strcmp0 (other->source, event->source) != 0 ||
         other->time_ns == event->time_ns)) {
      *index = i;
      return other;
    }
  }
  return NULL;
}

/* Takes ownership of EVENT. */
static void
insert_event (TlmTimeline *timeline, TlmEvent *event)
{
  TlmEvent *rival;
  guint index;

  rival = find_rival (timeline, event, &index);
  if (rival && rival->confidence >= event->confidence) {
    tlm_event_unref (event);
    return;
  }
  if (rival)
    g_ptr_array_remove_index (timeline->events, index);
  timeline->phases_said |= event->says_phase;
  /* A stream that never ends may never stop to say something. */
  if (timeline->events->len >= TLM_LOG_MAX_EVENTS) {
    tlm_event_unref (event);
    return;
  }
  g_ptr_array_insert (timeline->events, (gint) count_until (timeline->events, event->time_ns),
      event);
}

void
tlm_timeline_add_event (TlmTimeline *timeline, TlmEvent *event)
{
  g_return_if_fail (timeline != NULL && event != NULL);
  if (event->confidence == TLM_CONFIDENCE_NOMINAL)
    g_ptr_array_add (timeline->planned, tlm_event_ref (event));
  insert_event (timeline, event);
  tlm_timeline_share_events (timeline);
}

/* What can be looked forward to. */
static void
fill_agenda (const GPtrArray *events, GPtrArray *agenda)
{
  g_ptr_array_set_size (agenda, 0);
  for (guint i = 0; i < events->len; i++)
    if (!((const TlmEvent *) events->pdata[i])->under_way)
      g_ptr_array_add (agenda, events->pdata[i]);
}

void
tlm_timeline_share_events (TlmTimeline *timeline)
{
  timeline->revision++;
  fill_agenda (timeline->events, timeline->agenda);
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    g_ptr_array_set_size (vehicle->events, 0);
    for (guint j = 0; j < timeline->events->len; j++) {
      TlmEvent *event = timeline->events->pdata[j];
      if (!event->vehicle || strcmp (event->vehicle, vehicle->name) == 0)
        g_ptr_array_add (vehicle->events, tlm_event_ref (event));
    }
    fill_agenda (vehicle->events, vehicle->agenda);
  }
}

static gboolean
is_of (const TlmEvent *event, const char *name)
{
  return !name || !event->vehicle || strcmp (event->vehicle, name) == 0;
}

const TlmEvent *
tlm_timeline_said_at (const TlmTimeline *timeline, const char *name, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, NULL);
  if (!timeline->phases_said)
    return NULL;
  for (guint i = count_until (timeline->events, time_ns); i-- > 0;) {
    const TlmEvent *event = timeline->events->pdata[i];
    if (event->says_phase && is_of (event, name))
      return event;
  }
  return NULL;
}

/* The phase that EVENT would lead to if nothing else were said. */
static const char *
own_phase (const TlmTimeline *timeline, const TlmEvent *event)
{
  const char *phase = timeline->phases ? g_hash_table_lookup (timeline->phases, event->id) : event->id;

  return phase || !event->says_phase ? phase : event->id;
}

/* Whether a channel says another phase than EVENT, which was found, would lead to. */
static gboolean
is_gainsaid (const TlmTimeline *timeline, const TlmEvent *event)
{
  const char *phase;
  const TlmEvent *said;

  if (event->confidence != TLM_CONFIDENCE_DETECTED || !timeline->phases_said)
    return FALSE;
  phase = own_phase (timeline, event);
  said = phase ? tlm_timeline_said_at (timeline, event->vehicle, event->time_ns) : NULL;
  return said && g_strcmp0 (own_phase (timeline, said), phase) != 0;
}

/* … and says at another time the one that it would lead to. */
static gboolean
is_contradiction (const TlmTimeline *timeline, const TlmEvent *event)
{
  if (!is_gainsaid (timeline, event))
    return FALSE;
  for (guint i = 0; i < timeline->events->len; i++) {
    const TlmEvent *said = timeline->events->pdata[i];
    if (said->says_phase && is_of (said, event->vehicle) &&
        g_strcmp0 (own_phase (timeline, said), own_phase (timeline, event)) == 0)
      return TRUE;
  }
  return FALSE;
}

void
tlm_timeline_set_found_events (TlmTimeline *timeline, const GPtrArray *found)
{
  g_return_if_fail (timeline != NULL && found != NULL);
  for (guint i = timeline->events->len; i-- > 0;) {
    if (((TlmEvent *) timeline->events->pdata[i])->confidence != TLM_CONFIDENCE_GIVEN)
      g_ptr_array_remove_index (timeline->events, i);
  }
  for (guint i = 0; i < found->len; i++)
    if (!is_contradiction (timeline, found->pdata[i]))
      insert_event (timeline, tlm_event_ref (found->pdata[i]));
  tlm_timeline_share_events (timeline);
}

static gboolean
is_nominal (const GPtrArray *events, guint index)
{
  return ((const TlmEvent *) events->pdata[index])->confidence == TLM_CONFIDENCE_NOMINAL;
}

void
tlm_timeline_set_phases (TlmTimeline *timeline, GHashTable *phases)
{
  g_return_if_fail (timeline != NULL);
  if (phases)
    g_hash_table_ref (phases);
  g_clear_pointer (&timeline->phases, g_hash_table_unref);
  timeline->phases = phases;
  timeline->revision++;
}

const char *
tlm_timeline_phase_of (const TlmTimeline *timeline, const TlmEvent *event)
{
  g_return_val_if_fail (timeline != NULL && event != NULL, NULL);
  return is_gainsaid (timeline, event) ? NULL : own_phase (timeline, event);
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
  agenda.due = agenda.passed = agenda.next = count_until (events, time_ns);
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
tlm_timeline_phase_at (const TlmTimeline *timeline, const GPtrArray *events,
    const GPtrArray *agenda, gint64 time_ns)
{
  TlmAgenda come = agenda_at (agenda, time_ns);
  guint passed = time_ns == TLM_TIME_NONE ? 0 : count_until (events, time_ns);
  TlmPhaseState state = { .since_ns = TLM_TIME_NONE };
  const char *current = NULL, *phase;

  for (guint i = passed; i-- > 0 && !state.previous;) {
    TlmEvent *event = events->pdata[i];

    if (!is_nominal (events, i) && has_come (event, time_ns) && (phase = tlm_timeline_phase_of (timeline, event))) {
      if (!state.current) {
        state.current = tlm_event_ref (event);
        current = phase;
      } else if (strcmp (phase, current) != 0) {
        state.previous = tlm_event_ref (event);
        break;
      }
      state.since_ns = since (event);
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

guint
tlm_timeline_n_events_until (const TlmTimeline *timeline, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return count_until (timeline->events, time_ns);
}

guint
tlm_timeline_n_events (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->events->len;
}

const TlmEvent *
tlm_timeline_event (const TlmTimeline *timeline, guint index)
{
  g_return_val_if_fail (timeline != NULL && index < timeline->events->len, NULL);
  return timeline->events->pdata[index];
}

guint
tlm_timeline_n_planned_events (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->planned->len;
}

const TlmEvent *
tlm_timeline_planned_event (const TlmTimeline *timeline, guint index)
{
  g_return_val_if_fail (timeline != NULL && index < timeline->planned->len, NULL);
  return timeline->planned->pdata[index];
}
