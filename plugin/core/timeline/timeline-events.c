/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/timeline/timeline-private.h"

#include "core/base/limits.h"

/* What can be looked forward to. */
static gboolean
is_on_agenda (const TlmTimeline *timeline, const TlmEvent *event)
{
  return !event->under_way;
}

/* The phase that EVENT would lead to if nothing else were said. */
static const char *
own_phase (const TlmTimeline *timeline, const TlmEvent *event)
{
  const char *phase = timeline->phases ? g_hash_table_lookup (timeline->phases, event->id) : event->id;

  return phase || !event->says_phase ? phase : event->id;
}

static gboolean
may_lead (const TlmTimeline *timeline, const TlmEvent *event)
{
  return event->confidence != TLM_CONFIDENCE_NOMINAL && own_phase (timeline, event);
}

static gboolean
says_phase (const TlmTimeline *timeline, const TlmEvent *event)
{
  return event->says_phase;
}

static gboolean
is_found (const TlmTimeline *timeline, const TlmEvent *event)
{
  return event->confidence != TLM_CONFIDENCE_GIVEN;
}

/* A list that follows from that of all events: it changes by one event at a time. */
typedef struct {
  GPtrArray *list;
  gboolean (*takes) (const TlmTimeline *timeline, const TlmEvent *event);
} Follower;

#define N_OF_VEHICLE 2
#define N_OF_TIMELINE 4

static void
followers_of_timeline (const TlmTimeline *timeline, Follower out[N_OF_TIMELINE])
{
  out[0] = (Follower) { timeline->agenda, is_on_agenda };
  out[1] = (Follower) { timeline->leading, may_lead };
  out[2] = (Follower) { timeline->sayings, says_phase };
  out[3] = (Follower) { timeline->found, is_found };
}

static void
followers_of_vehicle (const TlmTimelineVehicle *vehicle, Follower out[N_OF_VEHICLE])
{
  out[0] = (Follower) { vehicle->agenda, is_on_agenda };
  out[1] = (Follower) { vehicle->leading, may_lead };
}

static void
insert_in (const TlmTimeline *timeline, const Follower *followers, guint n, TlmEvent *event)
{
  for (guint i = 0; i < n; i++)
    if (followers[i].takes (timeline, event))
      tlm_events_insert (followers[i].list, event);
}

static void
remove_from (const TlmTimeline *timeline, const Follower *followers, guint n, const TlmEvent *event)
{
  for (guint i = 0; i < n; i++)
    if (followers[i].takes (timeline, event))
      tlm_events_remove (followers[i].list, event);
}

/* Takes ownership of EVENT, which has no rival. */
static void
attach (TlmTimeline *timeline, TlmEvent *event)
{
  Follower all[N_OF_TIMELINE], own[N_OF_VEHICLE];

  tlm_events_insert (timeline->events, event);
  tlm_event_index_add (timeline->index, event);
  followers_of_timeline (timeline, all);
  insert_in (timeline, all, N_OF_TIMELINE, event);
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    if (!tlm_event_is_of (event, vehicle->name))
      continue;
    tlm_events_insert (vehicle->events, tlm_event_ref (event));
    followers_of_vehicle (vehicle, own);
    insert_in (timeline, own, N_OF_VEHICLE, event);
  }
}

static void
detach (TlmTimeline *timeline, TlmEvent *event)
{
  Follower all[N_OF_TIMELINE], own[N_OF_VEHICLE];

  tlm_event_index_remove (timeline->index, event);
  followers_of_timeline (timeline, all);
  remove_from (timeline, all, N_OF_TIMELINE, event);
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    if (!tlm_event_is_of (event, vehicle->name))
      continue;
    followers_of_vehicle (vehicle, own);
    remove_from (timeline, own, N_OF_VEHICLE, event);
    tlm_events_remove (vehicle->events, event);
  }
  tlm_events_remove (timeline->events, event);
}

static void
fill (const TlmTimeline *timeline, const Follower *followers, guint n, const GPtrArray *events)
{
  for (guint i = 0; i < n; i++) {
    g_ptr_array_set_size (followers[i].list, 0);
    for (guint k = 0; k < events->len; k++)
      if (followers[i].takes (timeline, events->pdata[k]))
        g_ptr_array_add (followers[i].list, events->pdata[k]);
  }
}

void
tlm_timeline_share_with (TlmTimeline *timeline, TlmTimelineVehicle *vehicle)
{
  Follower own[N_OF_VEHICLE];

  g_ptr_array_set_size (vehicle->events, 0);
  for (guint i = 0; i < timeline->events->len; i++)
    if (tlm_event_is_of (timeline->events->pdata[i], vehicle->name))
      g_ptr_array_add (vehicle->events, tlm_event_ref (timeline->events->pdata[i]));
  followers_of_vehicle (vehicle, own);
  fill (timeline, own, N_OF_VEHICLE, vehicle->events);
}

void
tlm_timeline_share_events (TlmTimeline *timeline)
{
  Follower all[N_OF_TIMELINE];

  timeline->revision++;
  tlm_event_index_clear (timeline->index);
  for (guint i = 0; i < timeline->events->len; i++)
    tlm_event_index_add (timeline->index, timeline->events->pdata[i]);
  followers_of_timeline (timeline, all);
  fill (timeline, all, N_OF_TIMELINE, timeline->events);
  for (guint i = 0; i < timeline->vehicles->len; i++)
    tlm_timeline_share_with (timeline, timeline->vehicles->pdata[i]);
}

/* A stream that never ends may never stop to say something: the oldest eighth goes. */
static void
make_room (TlmTimeline *timeline)
{
  guint n = timeline->events->len / 8;

  if (timeline->events->len < tlm_limit (TLM_LIMIT_EVENTS))
    return;
  g_ptr_array_remove_range (timeline->events, 0, n);
  timeline->n_thinned_events += n;
  tlm_timeline_share_events (timeline);
}

/* Whether EVENT may stand: a rival of less certainty goes. */
static gboolean
prevails (TlmTimeline *timeline, const TlmEvent *event)
{
  TlmEvent *rival = tlm_event_index_rival (timeline->index, event);

  if (rival && rival->confidence >= event->confidence)
    return FALSE;
  if (rival)
    detach (timeline, rival);
  return TRUE;
}

/* Takes ownership of EVENT. */
static void
insert_event (TlmTimeline *timeline, TlmEvent *event)
{
  if (!prevails (timeline, event)) {
    tlm_event_unref (event);
    return;
  }
  timeline->phases_said |= event->says_phase;
  make_room (timeline);
  attach (timeline, event);
}

void
tlm_timeline_add_event (TlmTimeline *timeline, TlmEvent *event)
{
  g_return_if_fail (timeline != NULL && event != NULL);
  if (event->confidence == TLM_CONFIDENCE_NOMINAL)
    g_ptr_array_add (timeline->planned, tlm_event_ref (event));
  insert_event (timeline, event);
  timeline->revision++;
}

void
tlm_timeline_add_events (TlmTimeline *timeline, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    tlm_timeline_add_event (timeline, events->pdata[i]);
}

guint64
tlm_timeline_n_thinned_events (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->n_thinned_events;
}

const TlmEvent *
tlm_timeline_said_at (const TlmTimeline *timeline, const char *name, gint64 time_ns)
{
  g_return_val_if_fail (timeline != NULL, NULL);
  if (!timeline->phases_said)
    return NULL;
  for (guint i = tlm_events_until (timeline->sayings, time_ns); i-- > 0;)
    if (tlm_event_is_of (timeline->sayings->pdata[i], name))
      return timeline->sayings->pdata[i];
  return NULL;
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
  for (guint i = 0; i < timeline->sayings->len; i++) {
    const TlmEvent *said = timeline->sayings->pdata[i];
    if (tlm_event_is_of (said, event->vehicle) && g_strcmp0 (own_phase (timeline, said),
            own_phase (timeline, event)) == 0)
      return TRUE;
  }
  return FALSE;
}

void
tlm_timeline_set_found_events (TlmTimeline *timeline, const GPtrArray *found)
{
  g_return_if_fail (timeline != NULL && found != NULL);
  while (timeline->found->len > 0)
    detach (timeline, timeline->found->pdata[timeline->found->len - 1]);
  for (guint i = 0; i < found->len; i++)
    if (!is_contradiction (timeline, found->pdata[i]))
      insert_event (timeline, tlm_event_ref (found->pdata[i]));
  timeline->revision++;
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
  tlm_timeline_share_events (timeline);
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
tlm_timeline_phase_at (const TlmTimeline *timeline, const GPtrArray *leading,
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
