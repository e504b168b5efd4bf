/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/limits.h"
#include "core/timeline/timeline-live.h"
#include "core/timeline/timeline-private.h"

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

static gboolean
is_given (const TlmTimeline *timeline, const TlmEvent *event)
{
  return !is_found (timeline, event);
}

/* A list that follows from that of all events: it changes by one event at a time. */
typedef struct {
  GPtrArray *list;
  gboolean (*takes) (const TlmTimeline *timeline, const TlmEvent *event);
  GArray *runs;          /* of LIST, or NULL */
  guint64 *changes;      /* of LIST but one more at its end, or NULL */
} Follower;

/* Whether EVENT leads where it says whatever else is said, and when it does. */
static gboolean
is_plain (const TlmEvent *event)
{
  return event->confidence == TLM_CONFIDENCE_GIVEN && event->before_ns == TLM_TIME_NONE;
}

/* What stood in the list does so no more, or at another index. */
static void
count_change (const Follower *follower)
{
  if (follower->changes)
    ++*follower->changes;
}

/* The list has changed from index FROM on. */
static void
follow_up (const TlmTimeline *timeline, const Follower *follower, guint from)
{
  const GPtrArray *list = follower->list;

  if (!follower->runs)
    return;
  g_array_set_size (follower->runs, list->len);
  for (guint i = from; i < list->len; i++) {
    const TlmEvent *event = list->pdata[i], *before = i > 0 ? list->pdata[i - 1] : NULL;
    gboolean goes_on = before && is_plain (event) && is_plain (before) &&
        g_strcmp0 (own_phase (timeline, before), own_phase (timeline, event)) == 0;
    g_array_index (follower->runs, guint, i) = goes_on ? g_array_index (follower->runs, guint, i - 1) : i;
  }
}

#define N_OF_VEHICLE 2
#define N_OF_TIMELINE 5

static void
followers_of_timeline (TlmTimeline *timeline, Follower out[N_OF_TIMELINE])
{
  out[0] = (Follower) { .list = timeline->agenda, .takes = is_on_agenda };
  out[1] = (Follower) { .list = timeline->leading, .takes = may_lead, .runs = timeline->runs };
  out[2] = (Follower) { .list = timeline->sayings, .takes = says_phase };
  out[3] = (Follower) { .list = timeline->found, .takes = is_found };
  out[4] = (Follower) { .list = timeline->given, .takes = is_given, .changes = &timeline->given_changes };
}

static void
followers_of_vehicle (const TlmTimelineVehicle *vehicle, Follower out[N_OF_VEHICLE])
{
  out[0] = (Follower) { .list = vehicle->agenda, .takes = is_on_agenda };
  out[1] = (Follower) { .list = vehicle->leading, .takes = may_lead, .runs = vehicle->runs };
}

static void
insert_in (const TlmTimeline *timeline, const Follower *followers, guint n, TlmEvent *event)
{
  for (guint i = 0; i < n; i++)
    if (followers[i].takes (timeline, event)) {
      guint at = tlm_events_until (followers[i].list, event->time_ns);
      tlm_events_insert (followers[i].list, event);
      if (at + 1 != followers[i].list->len)
        count_change (&followers[i]);
      follow_up (timeline, &followers[i], at);
    }
}

static void
remove_from (const TlmTimeline *timeline, const Follower *followers, guint n, const TlmEvent *event)
{
  for (guint i = 0; i < n; i++)
    if (followers[i].takes (timeline, event) && tlm_events_remove (followers[i].list, event)) {
      count_change (&followers[i]);
      follow_up (timeline, &followers[i], tlm_events_until (followers[i].list, event->time_ns - 1));
    }
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

/* Of as many as before each may be another. */
static void
fill (const TlmTimeline *timeline, const Follower *followers, guint n, const GPtrArray *events)
{
  for (guint i = 0; i < n; i++) {
    g_ptr_array_set_size (followers[i].list, 0);
    for (guint k = 0; k < events->len; k++)
      if (followers[i].takes (timeline, events->pdata[k]))
        g_ptr_array_add (followers[i].list, events->pdata[k]);
    count_change (&followers[i]);
    follow_up (timeline, &followers[i], 0);
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

const GPtrArray *
tlm_timeline_given_events (const TlmTimeline *timeline, guint64 *changes)
{
  g_return_val_if_fail (timeline != NULL && changes != NULL, NULL);
  *changes = timeline->given_changes;
  return timeline->given;
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

static gboolean
are_alike (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!tlm_event_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
remember_found (TlmTimeline *timeline, const GPtrArray *found)
{
  g_ptr_array_set_size (timeline->last_found, 0);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (timeline->last_found, tlm_event_ref (found->pdata[i]));
}

void
tlm_timeline_set_found_events (TlmTimeline *timeline, const GPtrArray *found)
{
  g_return_if_fail (timeline != NULL && found != NULL);
  if (!timeline->phases_said && are_alike (timeline->last_found, found))
    return;
  remember_found (timeline, found);
  while (timeline->found->len > 0)
    detach (timeline, timeline->found->pdata[timeline->found->len - 1]);
  for (guint i = 0; i < found->len; i++)
    if (!is_contradiction (timeline, found->pdata[i]))
      insert_event (timeline, tlm_event_ref (found->pdata[i]));
  timeline->revision++;
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
