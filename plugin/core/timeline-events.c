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

void
tlm_timeline_add_event (TlmTimeline *timeline, TlmEvent *event)
{
  TlmEvent *rival;
  guint index;

  g_return_if_fail (timeline != NULL && event != NULL);
  rival = find_rival (timeline, event, &index);
  if (rival && rival->confidence >= event->confidence) {
    tlm_event_unref (event);
    return;
  }
  if (rival)
    g_ptr_array_remove_index (timeline->events, index);
  g_ptr_array_insert (timeline->events, (gint) count_until (timeline->events, event->time_ns), event);
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

TlmPhaseState
tlm_timeline_phase_at (const GPtrArray *events, gint64 time_ns)
{
  guint passed = count_until (events, time_ns);
  TlmPhaseState phase = { NULL, NULL, NULL };

  if (passed > 1)
    phase.previous = tlm_event_ref (events->pdata[passed - 2]);
  if (passed > 0)
    phase.current = tlm_event_ref (events->pdata[passed - 1]);
  if (passed < events->len)
    phase.next = tlm_event_ref (events->pdata[passed]);
  return phase;
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
