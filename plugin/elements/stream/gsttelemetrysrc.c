/* SPDX-License-Identifier: LGPL-2.1-or-later */

/**
 * SECTION:element-telemetrysrc
 * @title: telemetrysrc
 *
 * A log, an ephemeris, an element set or a whole mission as a seekable stream of
 * samples: one line of JSON a buffer, for each vehicle, every `interval` and at
 * each event. Chapters made of the phases (a TOC event), tags, and the flight
 * itself go before the first buffer.
 *
 * ## Example launch line
 * |[
 * gst-launch-1.0 telemetrysrc mission=flight.mission ! telemetrysubtitle ! \
 *     srtenc ! filesink location=flight.srt
 * ]| Writes subtitles of a whole mission.
 *
 * Stream time is footage time: 0 is the first frame. The interval of one second
 * is that of cues; elements of this plugin take the numbers in between from the
 * flight, a file for people has no use for more, and other readers set less.
 *
 * Programs that ask for a time, or for what is known of the flight, are answered by the queries of
 * libgsttelemetry (gst_query_new_telemetry_snapshot()).
 */

#include "elements/stream/gsttelemetrysrc.h"

#include <gst/telemetry/telemetry.h>

#include "core/encode/sample-json.h"
#include "elements/settings/properties.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/src-private.h"
#include "host/wishes.h"

GST_DEBUG_CATEGORY_STATIC (telemetrysrc_debug);
#define GST_CAT_DEFAULT telemetrysrc_debug

static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_TELEMETRY_CAPS));

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetrySrc, gst_telemetry_src, GST_TYPE_PUSH_SRC,
    GST_DEBUG_CATEGORY_INIT (telemetrysrc_debug, "telemetrysrc", 0, "telemetry as a stream"))
GST_ELEMENT_REGISTER_DEFINE (telemetrysrc, "telemetrysrc", GST_RANK_NONE, GST_TYPE_TELEMETRY_SRC)

static void
gst_telemetry_src_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (object);

  gst_telemetry_object_lock (self);
  gst_telemetry_settings_set (&self->settings, id, value);
  gst_telemetry_object_unlock (self);
}

static void
gst_telemetry_src_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (object);

  gst_telemetry_object_lock (self);
  gst_telemetry_settings_get (&self->settings, id, value);
  gst_telemetry_object_unlock (self);
}

/* Starting and stopping */

/* DURATION_NS is that of the footage; 0: to the end of the telemetry. */
static gboolean
settle_end (GstTelemetrySrc *self, gint64 duration_ns)
{
  g_autofree char *problem = tlm_sync_explain (&self->instants.sync);

  self->end_ns = duration_ns;
  /* A film without a number would look like one whose telemetry is silent. */
  if (problem && (duration_ns <= 0 || self->instants.sync.problem != TLM_SYNC_NO_TELEMETRY)) {
    GST_ELEMENT_ERROR (self, RESOURCE, SETTINGS, ("Nothing can be placed: %s%s.", problem,
            self->instants.sync.problem == TLM_SYNC_NO_RATE ?
            ", or the frame rate, as in frame-rate=25/1" : ""), (NULL));
    return FALSE;
  }
  if (duration_ns > 0)
    return TRUE;
  if (!tlh_footage_end (self->instants.timeline, &self->instants.sync, &self->end_ns) ||
      self->end_ns > GST_TELEMETRY_LONGEST) {
    GST_ELEMENT_ERROR (self, RESOURCE, SETTINGS, ("The mission has no telemetry and no events: "
            "set duration to that of the footage."), (NULL));
    return FALSE;
  }
  self->end_ns = MAX (self->end_ns, 0);
  return TRUE;
}

/* Loads what SETTINGS say. */
static gboolean
load (GstTelemetrySrc *self, const GstTelemetrySettings *settings)
{
  g_autoptr (GError) error = NULL;

  self->presentation = gst_telemetry_presentation_load (settings, NULL, &error);
  if (!self->presentation) {
    GST_ELEMENT_ERROR (self, RESOURCE, OPEN_READ, ("%s", error->message), (NULL));
    return FALSE;
  }
  /* Nobody else has it yet. */
  self->presentation->sync.time_offset_ns += settings->time_offset_ns;
  self->instants = (GstTelemetryInstants) {
    .timeline = self->presentation->flight->timeline,
    .sync = tlm_sync_resolve (&self->presentation->sync, self->presentation->flight->timeline,
        settings->frame_rate.n, settings->frame_rate.d),
    .interval_ns = settings->interval_ns,
  };
  return settle_end (self, settings->duration_ns);
}

/* Whoever asks in another thread has what is loaded, or nothing. */
static void
set_answering (GstTelemetrySrc *self, gboolean answering)
{
  gst_telemetry_object_lock (self);
  self->answering = answering;
  gst_telemetry_object_unlock (self);
}

static gboolean
gst_telemetry_src_start (GstBaseSrc *base)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (base);
  GstTelemetrySettings settings;
  gboolean loaded;

  gst_telemetry_object_lock (self);
  gst_telemetry_settings_copy (&settings, &self->settings);
  gst_telemetry_object_unlock (self);
  loaded = load (self, &settings);
  gst_telemetry_settings_clear (&settings);
  if (!loaded) {
    g_clear_pointer (&self->presentation, gst_telemetry_presentation_unref);
    return FALSE;
  }
  self->snapshot = tlm_snapshot_new ();
  self->position_ns = 0;
  self->announced = FALSE;
  self->discont = TRUE;
  set_answering (self, TRUE);
  return TRUE;
}

static void
drop_waiting (GstTelemetrySrc *self)
{
  g_queue_clear_full (&self->waiting, (GDestroyNotify) gst_buffer_unref);
}

static gboolean
gst_telemetry_src_stop (GstBaseSrc *base)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (base);

  set_answering (self, FALSE);
  drop_waiting (self);
  g_clear_pointer (&self->presentation, gst_telemetry_presentation_unref);
  g_clear_pointer (&self->snapshot, tlm_snapshot_free);
  return TRUE;
}

/* Events that go with the segment must come after it, and the base class pushes
 * that only when it has a buffer. */
static GstPadProbeReturn
before_buffer (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (GST_PAD_PARENT (pad));

  if (!self->announced)
    gst_telemetry_src_announce (self);
  return GST_PAD_PROBE_OK;
}

static void
queue_line (GstTelemetrySrc *self, const GString *line, gint64 start_ns, gint64 end_ns)
{
  GstBuffer *buffer = gst_buffer_new_memdup (line->str, line->len);

  GST_BUFFER_PTS (buffer) = (GstClockTime) start_ns;
  GST_BUFFER_DTS (buffer) = (GstClockTime) start_ns;
  GST_BUFFER_DURATION (buffer) = (GstClockTime) (end_ns - start_ns);
  if (self->discont)
    GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_DISCONT);
  self->discont = FALSE;
  g_queue_push_tail (&self->waiting, buffer);
}

/* The events of an instant: where the footage is quicker than life, what came since the
 * nanosecond before. Of what was under way when first seen no line can say when it began. */
static void
queue_events (GstTelemetrySrc *self, gint64 start_ns, gint64 end_ns)
{
  const TlmTimeline *timeline = self->presentation->flight->timeline;
  gint64 from_ns = tlm_sync_apply (&self->instants.sync, start_ns - 1);
  guint end = tlm_timeline_n_events_until (timeline, tlm_sync_apply (&self->instants.sync,
          start_ns));
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = tlm_timeline_n_events_until (timeline, from_ns); i < end; i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    g_string_truncate (line, 0);
    if (event->confidence != TLM_CONFIDENCE_NOMINAL && !event->under_way &&
        tlm_sample_json_append_event (line, timeline, event))
      queue_line (self, line, start_ns, end_ns);
  }
}

/* A line a vehicle that has something to say. Where none has, a blank line stands,
 * which readers pass over, so that the stream has no hole. */
static void
queue_instant (GstTelemetrySrc *self, gint64 start_ns, gint64 end_ns)
{
  const TlmTimeline *timeline = self->presentation->flight->timeline;
  gint64 time_ns = tlm_sync_apply (&self->instants.sync, start_ns);
  g_autoptr (GString) line = g_string_new (NULL);

  tlm_timeline_at (timeline, time_ns, NULL, self->snapshot);
  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    g_string_truncate (line, 0);
    if (tlm_sample_json_append (line, timeline, self->snapshot, i))
      queue_line (self, line, start_ns, end_ns);
  }
  if (g_queue_is_empty (&self->waiting)) {
    g_string_assign (line, "\n");
    queue_line (self, line, start_ns, end_ns);
  }
  queue_events (self, start_ns, end_ns);
}

/* Queues the next instant; FALSE at the end. */
static gboolean
next_instant (GstTelemetrySrc *self)
{
  const GstSegment *segment = &GST_BASE_SRC (self)->segment;
  gboolean forward = segment->rate >= 0;
  gint64 limit = self->end_ns, at = self->position_ns, start, end;

  if (GST_CLOCK_TIME_IS_VALID (segment->stop))
    limit = MIN (limit, (gint64) segment->stop);
  if (forward ? at >= limit : at <= (gint64) segment->start)
    return FALSE;
  start = forward ? at :
      gst_telemetry_instants_before (&self->instants, at, (gint64) segment->start);
  end = forward ? gst_telemetry_instants_after (&self->instants, at, limit) : at;
  self->position_ns = forward ? end : start;
  queue_instant (self, start, end);
  return TRUE;
}

static GstFlowReturn
gst_telemetry_src_create (GstPushSrc *push, GstBuffer **buffer)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (push);

  while (g_queue_is_empty (&self->waiting)) {
    if (next_instant (self))
      continue;
    if (!self->announced)
      gst_telemetry_src_post_warnings (self);
    return GST_FLOW_EOS;
  }
  *buffer = g_queue_pop_head (&self->waiting);
  return GST_FLOW_OK;
}

static gboolean
gst_telemetry_src_do_seek (GstBaseSrc *base, GstSegment *segment)
{
  GstTelemetrySrc *self = GST_TELEMETRY_SRC (base);
  gint64 start = (gint64) MIN (segment->start, (guint64) self->end_ns), stop = self->end_ns;

  if (segment->format != GST_FORMAT_TIME)
    return FALSE;
  if (GST_CLOCK_TIME_IS_VALID (segment->stop))
    stop = MIN (stop, (gint64) segment->stop);
  segment->time = segment->start;
  segment->duration = (guint64) self->end_ns;
  segment->position = (guint64) (segment->rate >= 0 ? start : stop);
  self->position_ns = (gint64) segment->position;
  self->discont = TRUE;
  drop_waiting (self);
  return TRUE;
}

static gboolean
gst_telemetry_src_is_seekable (GstBaseSrc *base)
{
  return TRUE;
}

static gboolean
gst_telemetry_src_query (GstBaseSrc *base, GstQuery *query)
{
  if (gst_telemetry_src_answer (GST_TELEMETRY_SRC (base), query))
    return TRUE;
  return GST_BASE_SRC_CLASS (gst_telemetry_src_parent_class)->query (base, query);
}

static void
gst_telemetry_src_finalize (GObject *object)
{
  gst_telemetry_settings_clear (&GST_TELEMETRY_SRC (object)->settings);
  G_OBJECT_CLASS (gst_telemetry_src_parent_class)->finalize (object);
}

static void
gst_telemetry_src_init (GstTelemetrySrc *self)
{
  gst_telemetry_settings_init (&self->settings, GST_TELEMETRY_ELEMENT_SRC);
  g_queue_init (&self->waiting);
  gst_base_src_set_format (GST_BASE_SRC (self), GST_FORMAT_TIME);
  gst_pad_add_probe (GST_BASE_SRC_PAD (self), GST_PAD_PROBE_TYPE_BUFFER, before_buffer, NULL, NULL);
  gst_base_src_set_automatic_eos (GST_BASE_SRC (self), FALSE);
}

static void
gst_telemetry_src_class_init (GstTelemetrySrcClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *base_class = GST_BASE_SRC_CLASS (klass);

  object_class->set_property = gst_telemetry_src_set_property;
  object_class->get_property = gst_telemetry_src_get_property;
  object_class->finalize = gst_telemetry_src_finalize;
  gst_telemetry_properties_install (object_class, GST_TELEMETRY_ELEMENT_SRC);

  base_class->start = gst_telemetry_src_start;
  base_class->stop = gst_telemetry_src_stop;
  base_class->do_seek = gst_telemetry_src_do_seek;
  base_class->is_seekable = gst_telemetry_src_is_seekable;
  base_class->query = gst_telemetry_src_query;
  GST_PUSH_SRC_CLASS (klass)->create = gst_telemetry_src_create;

  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Telemetry source", "Source/Metadata",
      "Reads a log, an ephemeris, an element set or a mission, and sends its samples",
      "The gst-telemetry developers");
}
