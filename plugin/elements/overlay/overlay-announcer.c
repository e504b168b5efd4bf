/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/overlay-announcer.h"

#include <gst/telemetry/gsttelemetrymessages.h>

#include "elements/settings/ranked-lock.h"

/* What was seen of one vehicle, or of the mission. */
typedef struct {
  TlmEvent *phase;       /* reference, or NULL */
  gboolean had_values;
  gboolean lost;
} Seen;

struct _GstTelemetryAnnouncer {
  GstElement *element;
  GArray *seen;          /* Seen: the mission, then each vehicle */
  GQueue news;           /* GstMessage *, not posted yet */
};

static void
seen_clear (gpointer data)
{
  g_clear_pointer (&((Seen *) data)->phase, tlm_event_unref);
}

GstTelemetryAnnouncer *
gst_telemetry_announcer_new (GstElement *element)
{
  GstTelemetryAnnouncer *announcer = g_new0 (GstTelemetryAnnouncer, 1);

  announcer->element = element;
  g_queue_init (&announcer->news);
  announcer->seen = g_array_new (FALSE, TRUE, sizeof (Seen));
  g_array_set_clear_func (announcer->seen, seen_clear);
  return announcer;
}

void
gst_telemetry_announcer_free (GstTelemetryAnnouncer *announcer)
{
  if (!announcer)
    return;
  g_array_unref (announcer->seen);
  g_queue_clear_full (&announcer->news, (GDestroyNotify) gst_message_unref);
  g_free (announcer);
}

void
gst_telemetry_announcer_forget (GstTelemetryAnnouncer *announcer)
{
  g_array_set_size (announcer->seen, 0);
}

static void
keep (GstTelemetryAnnouncer *announcer, GstStructure *structure, GstClockTime running_time)
{
  gst_structure_set (structure, "running-time", G_TYPE_UINT64, running_time, NULL);
  g_queue_push_tail (&announcer->news,
      gst_message_new_element (GST_OBJECT (announcer->element), structure));
}

void
gst_telemetry_announcer_add (GstTelemetryAnnouncer *announcer, GstMessage *message)
{
  g_return_if_fail (announcer != NULL && message != NULL);
  g_queue_push_tail (&announcer->news, message);
}

void
gst_telemetry_announcer_post (GstTelemetryAnnouncer *announcer)
{
  GstMessage *message;

  gst_telemetry_lock_none_held ();
  while ((message = g_queue_pop_head (&announcer->news)))
    gst_element_post_message (announcer->element, message);
}

/* How far the time of an event may move before people are told of it. */
#define REVISED_NS TLM_SECOND

static gboolean
are_alike (const TlmEvent *a, const TlmEvent *b)
{
  return a == b || (a->confidence == b->confidence && g_str_equal (a->id, b->id) &&
      g_strcmp0 (a->vehicle, b->vehicle) == 0);
}

/* Whether EVENT, or one like it, stands where it stood when it was told. */
static gboolean
still_stands (const TlmTimeline *timeline, const TlmEvent *event)
{
  for (guint i = tlm_timeline_n_events_until (timeline, event->time_ns); i > 0; i--) {
    const TlmEvent *other = tlm_timeline_event (timeline, i - 1);
    if (other->time_ns < event->time_ns)
      return FALSE;
    if (are_alike (other, event))
      return TRUE;
  }
  return FALSE;
}

typedef enum { NEWS_NONE, NEWS_EVENT, NEWS_REVISED } News;

/* What EVENT is after the one that was TOLD. While telemetry comes all events are found
 * anew: the same one has another address, and a little other time, each second. */
static News
compare (const TlmTimeline *timeline, const TlmEvent *told, const TlmEvent *event)
{
  if (!told || !are_alike (told, event))
    return NEWS_EVENT;
  if (ABS (event->time_ns - told->time_ns) < REVISED_NS)
    return NEWS_NONE;
  return still_stands (timeline, told) ? NEWS_EVENT : NEWS_REVISED;
}

static gint64
shown_time (const TlmTimeline *timeline, gint64 time_ns)
{
  gint64 elapsed = time_ns == TLM_TIME_NONE ? TLM_TIME_NONE :
      tlm_timeline_to_elapsed (timeline, time_ns);

  return elapsed == TLM_TIME_NONE ? time_ns : elapsed;
}

/* What is known of the event's time; what is not known has no field. */
static void
add_knowledge (GstStructure *structure, const TlmTimeline *timeline, const TlmEvent *event)
{
  gst_structure_set (structure, "under-way", G_TYPE_BOOLEAN, event->under_way, NULL);
  if (event->after_ns != TLM_TIME_NONE && event->before_ns != TLM_TIME_NONE)
    gst_structure_set (structure, "after", G_TYPE_INT64, shown_time (timeline, event->after_ns),
        "before", G_TYPE_INT64, shown_time (timeline, event->before_ns), NULL);
  if (event->error_ns != TLM_TIME_NONE)
    gst_structure_set (structure, "error", G_TYPE_INT64, event->error_ns, NULL);
}

static void
look_at_phase (GstTelemetryAnnouncer *announcer, const TlmFlight *flight, const char *language,
    Seen *seen, const char *vehicle, const TlmPhaseState *phase, GstClockTime running_time)
{
  g_autofree char *label = NULL, *event_label = NULL;
  const TlmProfile *profile = flight->profile;
  GstStructure *structure;
  News news;

  if (seen->phase == phase->current)
    return;
  if (!phase->current) {
    g_clear_pointer (&seen->phase, tlm_event_unref);
    return;
  }
  news = compare (flight->timeline, seen->phase, phase->current);
  if (news == NEWS_NONE)
    return;
  g_clear_pointer (&seen->phase, tlm_event_unref);
  seen->phase = tlm_event_ref (phase->current);
  label = tlm_profile_phase_label (profile, seen->phase, language);
  event_label = tlm_profile_event_label (profile, seen->phase, language);
  structure = gst_structure_new (GST_TELEMETRY_MESSAGE_PHASE,
      "vehicle", G_TYPE_STRING, vehicle,
      "event", G_TYPE_STRING, seen->phase->id,
      "event-label", G_TYPE_STRING, event_label,
      "phase", G_TYPE_STRING, profile ? tlm_profile_phase_after (profile, seen->phase->id) :
          seen->phase->id,
      "time", G_TYPE_INT64, shown_time (flight->timeline, seen->phase->time_ns),
      "confidence", G_TYPE_STRING, tlm_confidence_name (seen->phase->confidence),
      "label", G_TYPE_STRING, label,
      "revised", G_TYPE_BOOLEAN, news == NEWS_REVISED || seen->phase->revised, NULL);
  add_knowledge (structure, flight->timeline, seen->phase);
  keep (announcer, structure, running_time);
}

static gboolean
has_values (const TlmSnapshot *snapshot, guint vehicle)
{
  for (guint i = 0; i < snapshot->n_channels; i++)
    if (tlm_value_is_shown (&snapshot->vehicles[vehicle].values[i]))
      return TRUE;
  return FALSE;
}

static void
look_at_signal (GstTelemetryAnnouncer *announcer, Seen *seen, const char *vehicle, gboolean values,
    GstClockTime running_time)
{
  if (seen->had_values && !values && !seen->lost) {
    seen->lost = TRUE;
    keep (announcer, gst_structure_new (GST_TELEMETRY_MESSAGE_LOST, "vehicle", G_TYPE_STRING,
            vehicle, NULL), running_time);
  } else if (seen->lost && values) {
    seen->lost = FALSE;
    keep (announcer, gst_structure_new (GST_TELEMETRY_MESSAGE_RECOVERED, "vehicle", G_TYPE_STRING,
            vehicle, NULL), running_time);
  }
  seen->had_values = values;
}

void
gst_telemetry_announcer_look (GstTelemetryAnnouncer *announcer, const TlmFlight *flight,
    const char *language, const TlmSnapshot *snapshot, GstClockTime running_time)
{
  const TlmTimeline *timeline = flight->timeline;

  g_return_if_fail (announcer != NULL && timeline != NULL && snapshot != NULL);
  if (announcer->seen->len != snapshot->n_vehicles + 1)
    g_array_set_size (announcer->seen, snapshot->n_vehicles + 1);
  look_at_phase (announcer, flight, language, &g_array_index (announcer->seen, Seen, 0), "",
      &snapshot->phase, running_time);
  for (guint i = 0; i < snapshot->n_vehicles; i++) {
    const char *name = tlm_timeline_vehicle_name (timeline, i);
    Seen *seen = &g_array_index (announcer->seen, Seen, i + 1);
    if (*name)
      look_at_phase (announcer, flight, language, seen, name, &snapshot->vehicles[i].phase,
          running_time);
    look_at_signal (announcer, seen, name, has_values (snapshot, i), running_time);
  }
}
