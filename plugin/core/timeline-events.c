/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/timeline-private.h"

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
 * of less certainty. A source may well name one phase twice (two coasts). */
static TlmEvent *
find_rival (const TlmTimeline *timeline, const TlmEvent *event, guint *index)
{
  for (guint i = 0; i < timeline->events->len; i++) {
    TlmEvent *other = timeline->events->pdata[i];
    if (same_event (other, event) &&
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
  g_ptr_array_insert (timeline->events, (gint) count_until (timeline->events, event->time_ns), event);
}

void
tlm_timeline_add_event (TlmTimeline *timeline, TlmEvent *event)
{
  g_return_if_fail (timeline != NULL && event != NULL);
  insert_event (timeline, event);
  tlm_timeline_share_events (timeline);
}

void
tlm_timeline_share_events (TlmTimeline *timeline)
{
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    g_ptr_array_set_size (vehicle->events, 0);
    for (guint j = 0; j < timeline->events->len; j++) {
      TlmEvent *event = timeline->events->pdata[j];
      if (!event->vehicle || strcmp (event->vehicle, vehicle->name) == 0)
        g_ptr_array_add (vehicle->events, tlm_event_ref (event));
    }
  }
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
}

/* The phase an event leads to; NULL for none. */
static const char *
phase_of (const TlmTimeline *timeline, const TlmEvent *event)
{
  return timeline->phases ? g_hash_table_lookup (timeline->phases, event->id) : event->id;
}

TlmPhaseState
tlm_timeline_phase_at (const TlmTimeline *timeline, const GPtrArray *events, gint64 time_ns)
{
  guint passed = count_until (events, time_ns);
  TlmPhaseState state = { NULL, NULL, NULL, TLM_TIME_NONE };
  const char *current = NULL, *phase;
  gboolean overdue = FALSE;

  for (guint i = passed; i-- > 0 && !state.previous;) {
    TlmEvent *event = events->pdata[i];

    if (is_nominal (events, i)) {
      overdue |= !state.current;
    } else if ((phase = phase_of (timeline, event))) {
      if (!state.current) {
        state.current = tlm_event_ref (event);
        current = phase;
      } else if (strcmp (phase, current) != 0) {
        state.previous = tlm_event_ref (event);
        break;
      }
      state.since_ns = event->time_ns;
    }
  }
  for (guint i = passed; i < events->len && !state.next; i++) {
    if (!overdue || !is_nominal (events, i))
      state.next = tlm_event_ref (events->pdata[i]);
  }
  return state;
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
