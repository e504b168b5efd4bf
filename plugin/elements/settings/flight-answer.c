/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/flight-answer.h"

#include <gst/telemetry/telemetry.h>

#include "core/time/posix.h"
#include "elements/settings/publish.h"

G_STATIC_ASSERT (TLM_TIME_NONE == GST_CLOCK_STIME_NONE);

/* An event, and what only the timeline can say of it. */
typedef struct {
  TlmEvent *event;             /* reference */
  gboolean leads;              /* to a phase */
  GstTelemetryTime time;
  gint64 time_ns, after_ns, before_ns;  /* since liftoff, or on the clock of a timeline without */
} EventNote;

struct _GstTelemetryFlightNotes {
  GstTelemetryPresentation *presentation;   /* or NULL: nobody names phases */
  GstTelemetryNames *names;    /* with SNAPSHOT; else NULL, and of all times: */
  TlmSnapshot *snapshot;
  GstTelemetryTimelineParts parts;
  GArray *events;              /* EventNote */
};

gboolean
gst_telemetry_query_asks (GstQuery *query, const char *name, GstElement *element)
{
  const GstStructure *structure = gst_query_get_structure (query);
  g_autofree char *own = NULL;
  const char *source;

  if (GST_QUERY_TYPE (query) != GST_QUERY_CUSTOM || !structure || !gst_structure_has_name (structure, name))
    return FALSE;
  source = gst_structure_get_string (structure, "source");
  own = gst_object_get_name (GST_OBJECT (element));
  return !source || g_strcmp0 (source, own) == 0;
}

GstClockTime
gst_telemetry_query_stream_time (GstQuery *query)
{
  guint64 time = GST_CLOCK_TIME_NONE;

  gst_structure_get_uint64 (gst_query_get_structure (query), "stream-time", &time);
  return time;
}

GstTelemetryFlightNotes *
gst_telemetry_timeline_note_snapshot (TlmTimeline *timeline, gint64 time_ns)
{
  GstTelemetryFlightNotes *notes = g_new0 (GstTelemetryFlightNotes, 1);

  notes->names = gst_telemetry_names_of (timeline);
  notes->snapshot = tlm_snapshot_new ();
  tlm_timeline_at (timeline, time_ns, NULL, notes->snapshot);
  return notes;
}

GstTelemetryFlightNotes *
gst_telemetry_flight_note_snapshot (GstTelemetryPresentation *presentation, gint64 time_ns)
{
  GstTelemetryFlightNotes *notes = gst_telemetry_timeline_note_snapshot (presentation->flight->timeline, time_ns);

  notes->presentation = gst_telemetry_presentation_ref (presentation);
  return notes;
}

static void
event_note_clear (gpointer data)
{
  tlm_event_unref (((EventNote *) data)->event);
}

static GstTelemetryTime
time_on_clocks (const TlmTimeline *timeline, gint64 time_ns, GstTelemetryStreamTimeFunc stream_time,
    gconstpointer data)
{
  TlmInstant instant = tlm_timeline_to_instant (timeline, time_ns);
  GstTelemetryTime time = {
    .stream_time = stream_time (time_ns, data),
    .elapsed = tlm_timeline_to_elapsed (timeline, time_ns),
    .utc_ns = GST_CLOCK_STIME_NONE,
  };

  if (instant != TLM_TIME_NONE)
    tlm_instant_to_posix_ns (instant, &time.utc_ns);
  return time;
}

static gint64
told_time (const TlmTimeline *timeline, gint64 time_ns)
{
  gint64 elapsed = time_ns == TLM_TIME_NONE ? TLM_TIME_NONE : tlm_timeline_to_elapsed (timeline, time_ns);

  return elapsed == TLM_TIME_NONE ? time_ns : elapsed;
}

static void
note_channels (GstTelemetryFlightNotes *notes, const TlmTimeline *timeline)
{
  TlmOrigin origin;

  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    for (guint j = 0; j < tlm_timeline_n_channels (timeline); j++) {
      GstTelemetryTimelineChannel channel;
      if (!tlm_timeline_has_channel (timeline, i, j, &origin))
        continue;
      channel = (GstTelemetryTimelineChannel) {
        .vehicle = g_strdup (tlm_timeline_vehicle_name (timeline, i)),
        .channel = g_strdup (tlm_timeline_channel_name (timeline, j)),
        .unit = g_strdup (tlm_quantity_si_symbol (tlm_timeline_channel_quantity (timeline, j))),
        .derived = origin == TLM_ORIGIN_DERIVED,
      };
      g_array_append_val (notes->parts.channels, channel);
    }
  }
}

GstTelemetryFlightNotes *
gst_telemetry_timeline_note_timeline (const TlmTimeline *timeline, GstTelemetryStreamTimeFunc stream_time,
    gconstpointer data)
{
  GstTelemetryFlightNotes *notes = g_new0 (GstTelemetryFlightNotes, 1);
  gint64 first, last;

  notes->parts.channels = g_array_new (FALSE, FALSE, sizeof (GstTelemetryTimelineChannel));
  notes->events = g_array_new (FALSE, FALSE, sizeof (EventNote));
  g_array_set_clear_func (notes->events, event_note_clear);
  notes->parts.has_span = tlm_timeline_span (timeline, &first, &last);
  if (notes->parts.has_span) {
    notes->parts.first = time_on_clocks (timeline, first, stream_time, data);
    notes->parts.last = time_on_clocks (timeline, last, stream_time, data);
  }
  note_channels (notes, timeline);
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    EventNote note = {
      .event = tlm_event_ref ((TlmEvent *) event),
      .leads = tlm_timeline_phase_of (timeline, event) != NULL,
      .time = time_on_clocks (timeline, event->time_ns, stream_time, data),
      .time_ns = told_time (timeline, event->time_ns),
      .after_ns = told_time (timeline, event->after_ns),
      .before_ns = told_time (timeline, event->before_ns),
    };
    g_array_append_val (notes->events, note);
  }
  return notes;
}

GstTelemetryFlightNotes *
gst_telemetry_flight_note_timeline (GstTelemetryPresentation *presentation,
    GstTelemetryStreamTimeFunc stream_time, gconstpointer data)
{
  GstTelemetryFlightNotes *notes = gst_telemetry_timeline_note_timeline (presentation->flight->timeline, stream_time, data);

  notes->presentation = gst_telemetry_presentation_ref (presentation);
  return notes;
}

static const TlmProfile *
profile_of (const GstTelemetryPresentation *presentation)
{
  return presentation ? presentation->flight->profile : NULL;
}

static const char *
language_of (const GstTelemetryPresentation *presentation)
{
  return presentation ? presentation->style.language : NULL;
}

static GstStructure *
describe_event (const GstTelemetryPresentation *presentation, const EventNote *note)
{
  const TlmProfile *profile = profile_of (presentation);
  const TlmEvent *event = note->event;
  g_autofree char *event_label = tlm_profile_event_label (profile, event, language_of (presentation));
  GstStructure *structure = gst_structure_new ("telemetry-event",
      "vehicle", G_TYPE_STRING, event->vehicle ? event->vehicle : "",
      "event", G_TYPE_STRING, event->id,
      "event-label", G_TYPE_STRING, event_label,
      "time", G_TYPE_INT64, note->time_ns,
      "confidence", G_TYPE_STRING, tlm_confidence_name (event->confidence),
      "under-way", G_TYPE_BOOLEAN, event->under_way, NULL);

  if (note->leads) {
    g_autofree char *label = tlm_profile_phase_label (profile, event, language_of (presentation));
    gst_structure_set (structure, "label", G_TYPE_STRING, label,
        "phase", G_TYPE_STRING, profile ? tlm_profile_phase_after (profile, event->id) : event->id, NULL);
  }
  if (note->after_ns != TLM_TIME_NONE && note->before_ns != TLM_TIME_NONE)
    gst_structure_set (structure, "after", G_TYPE_INT64, note->after_ns,
        "before", G_TYPE_INT64, note->before_ns, NULL);
  if (event->error_ns != TLM_TIME_NONE)
    gst_structure_set (structure, "error", G_TYPE_INT64, event->error_ns, NULL);
  return structure;
}

static GstTelemetryTimeline *
publish_timeline (GstTelemetryFlightNotes *notes)
{
  notes->parts.events = g_array_sized_new (FALSE, FALSE, sizeof (GstTelemetryTimelineEvent), notes->events->len);
  for (guint i = 0; i < notes->events->len; i++) {
    const EventNote *note = &g_array_index (notes->events, EventNote, i);
    GstTelemetryTimelineEvent event = { describe_event (notes->presentation, note), note->time };
    g_array_append_val (notes->parts.events, event);
  }
  return _gst_telemetry_private_1 ()->make_timeline (&notes->parts);
}

static GstTelemetrySnapshot *
publish_snapshot (GstTelemetryFlightNotes *notes)
{
  GstTelemetryPhaseNames *phase_names = gst_telemetry_phase_names_new (profile_of (notes->presentation),
      language_of (notes->presentation));
  GstTelemetrySnapshot *snapshot = gst_telemetry_snapshot_publish (notes->names, notes->snapshot, phase_names);

  gst_telemetry_phase_names_free (phase_names);
  return snapshot;
}

static void
notes_free (GstTelemetryFlightNotes *notes)
{
  g_clear_pointer (&notes->events, g_array_unref);
  gst_telemetry_names_unref (notes->names);
  tlm_snapshot_free (notes->snapshot);
  gst_telemetry_presentation_unref (notes->presentation);
  g_free (notes);
}

void
gst_telemetry_flight_notes_answer (GstTelemetryFlightNotes *notes, GstQuery *query)
{
  GstStructure *structure = gst_query_writable_structure (query);

  if (notes->snapshot) {
    g_autoptr (GstTelemetrySnapshot) snapshot = publish_snapshot (notes);
    gst_structure_set (structure, "snapshot", GST_TYPE_TELEMETRY_SNAPSHOT, snapshot, NULL);
  } else {
    g_autoptr (GstTelemetryTimeline) timeline = publish_timeline (notes);
    gst_structure_set (structure, "timeline", GST_TYPE_TELEMETRY_TIMELINE, timeline, NULL);
  }
  notes_free (notes);
}

static TlmDuration
footage_time (gint64 time_ns, gconstpointer sync)
{
  return tlm_sync_invert (sync, time_ns);
}

gboolean
gst_telemetry_flight_answer (GstTelemetryPresentation *presentation, const TlmSyncResult *sync,
    GstElement *element, GstQuery *query)
{
  GstTelemetryFlightNotes *notes;

  if (gst_telemetry_query_asks (query, GST_TELEMETRY_QUERY_TIMELINE, element)) {
    notes = gst_telemetry_flight_note_timeline (presentation, footage_time, sync);
  } else if (gst_telemetry_query_asks (query, GST_TELEMETRY_QUERY_SNAPSHOT, element)) {
    GstClockTime time = gst_telemetry_query_stream_time (query);
    if (time > GST_TELEMETRY_LONGEST || !sync->known)
      return FALSE;
    notes = gst_telemetry_flight_note_snapshot (presentation, tlm_sync_apply (sync, (TlmDuration) time));
  } else {
    return FALSE;
  }
  gst_telemetry_flight_notes_answer (notes, query);
  return TRUE;
}
