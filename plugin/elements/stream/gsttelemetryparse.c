/* SPDX-License-Identifier: LGPL-2.1-or-later */

/**
 * SECTION:element-telemetryparse
 * @title: telemetryparse
 *
 * Telemetry as it comes from a socket, a demultiplexer or a file, to samples:
 * application/x-telemetry, one line of JSON a buffer.
 *
 * ## Example launch line
 * |[
 * gst-launch-1.0 udpsrc port=5600 caps="application/x-mavlink,framing=datagram" ! \
 *     telemetryparse ! filesink location=flight.jsonl
 * ]| Keeps what a flight controller sends.
 *
 * Buffers need not hold whole records, unless the caps say framing=datagram: then no record goes on from one into the
 * next, and one that is cut costs itself alone. Garbage between records is skipped and counted (`stats`). A stream that
 * cannot be read is a warning on the bus and no error: the video that it goes with plays on.
 */

#include "elements/stream/gsttelemetryparse.h"

#include <gst/telemetry/gsttelemetrycaps.h>

#include "core/mission/mission.h"
#include "elements/settings/properties.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/feed-stats.h"
#include "elements/stream/sample-output.h"
#include "elements/stream/sample-stream.h"
#include "elements/stream/sample-witness.h"
#include "elements/stream/stream-options.h"
#include "elements/stream/wire-format.h"

GST_DEBUG_CATEGORY_STATIC (telemetryparse_debug);
#define GST_CAT_DEFAULT telemetryparse_debug

#define GST_TYPE_TELEMETRY_PARSE (gst_telemetry_parse_get_type ())
G_DECLARE_FINAL_TYPE (GstTelemetryParse, gst_telemetry_parse, GST, TELEMETRY_PARSE, GstElement)

struct _GstTelemetryParse {
  GstElement parent;

  /* guarded by the object lock */
  GstTelemetrySettings settings;
  TlmMission *mission;                /* loaded from READY to PAUSED, or NULL */
  GstTelemetryStreamStats past;       /* of streams before this one */
  GstTelemetryStreamStats stats;      /* of this one */

  /* of the streaming thread alone */
  GstTelemetrySampleStream *stream;   /* NULL before the first buffer and after EOS */
  const TlmDecoder *decoder;          /* as the caps say, or NULL */
  gboolean datagrams;                 /* as they say */
  GstTelemetrySampleOutput output;
  gboolean broken;                    /* a warning was given, the rest is dropped */
};

static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_TELEMETRY_CAPS));

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetryParse, gst_telemetry_parse, GST_TYPE_ELEMENT,
    GST_DEBUG_CATEGORY_INIT (telemetryparse_debug, "telemetryparse", 0, "telemetry to samples"))
GST_ELEMENT_REGISTER_DEFINE (telemetryparse, "telemetryparse", GST_RANK_NONE, GST_TYPE_TELEMETRY_PARSE)

static void
gst_telemetry_parse_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GstTelemetryParse *self = GST_TELEMETRY_PARSE (object);

  gst_telemetry_object_lock (self);
  gst_telemetry_settings_set (&self->settings, id, value);
  gst_telemetry_object_unlock (self);
}

/* With the object lock held. */
static GstStructure *
stats_structure (const GstTelemetryParse *self)
{
  GstTelemetryStreamStats all = self->past;

  gst_telemetry_stream_stats_add (&all, &self->stats);
  return gst_telemetry_stream_stats_to_structure (&all, FALSE);
}

static void
gst_telemetry_parse_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetryParse *self = GST_TELEMETRY_PARSE (object);

  gst_telemetry_object_lock (self);
  if (gst_telemetry_property_by_id (id)->kind == GST_TELEMETRY_PROPERTY_STATS)
    g_value_take_boxed (value, stats_structure (self));
  else
    gst_telemetry_settings_get (&self->settings, id, value);
  gst_telemetry_object_unlock (self);
}

/* Streams */

static GstTelemetrySampleStream *
stream_new (GstTelemetryParse *self)
{
  g_autoptr (TlmDecodeOptions) copy = NULL;
  TlmDecodeOptions options;

  gst_telemetry_object_lock (self);
  options = gst_telemetry_stream_options (&self->settings, self->mission,
      self->mission ? gst_telemetry_stream_source (self->mission) : NULL);
  copy = tlm_decode_options_copy (&options);
  gst_telemetry_object_unlock (self);
  return gst_telemetry_sample_stream_new (copy->format ? NULL : self->decoder, copy);
}

static void
note_stats (GstTelemetryParse *self)
{
  GstTelemetryStreamStats stats;

  gst_telemetry_sample_stream_get_stats (self->stream, &stats);
  gst_telemetry_object_lock (self);
  self->stats = stats;
  gst_telemetry_object_unlock (self);
}

/* Ends what is there; its counts stay. */
static void
drop_stream (GstTelemetryParse *self)
{
  g_clear_pointer (&self->stream, gst_telemetry_sample_stream_free);
  gst_telemetry_object_lock (self);
  gst_telemetry_stream_stats_add (&self->past, &self->stats);
  self->stats = (GstTelemetryStreamStats) { 0 };
  gst_telemetry_object_unlock (self);
}

static void
give_up (GstTelemetryParse *self, const GError *error)
{
  if (!self->broken)
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", error->message),
        ("the rest of this telemetry stream is ignored"));
  self->broken = TRUE;
}

static GstFlowReturn
push_samples (GstTelemetryParse *self, gboolean *any)
{
  GstFlowReturn flow = GST_FLOW_OK;
  GstBuffer *sample;

  while (flow == GST_FLOW_OK && (sample = gst_telemetry_sample_stream_pull (self->stream))) {
    *any = TRUE;
    flow = gst_telemetry_sample_output_push (&self->output, sample);
  }
  return flow;
}

/* In a segment of bytes a source stamps the first buffer with 0, which says
 * nothing; a later time is that of arrival. */
static GstClockTime
time_of (const GstTelemetryParse *self, GstBuffer *buffer)
{
  GstClockTime pts = GST_BUFFER_PTS (buffer);

  return self->output.segment.format == GST_FORMAT_TIME || pts != 0 ? pts : GST_CLOCK_TIME_NONE;
}

static GBytes *
copy_bytes (GstBuffer *buffer)
{
  gpointer data;
  gsize size;

  gst_buffer_extract_dup (buffer, 0, gst_buffer_get_size (buffer), &data, &size);
  return g_bytes_new_take (data, size);
}

static GstFlowReturn
gst_telemetry_parse_chain (GstPad *pad, GstObject *parent, GstBuffer *buffer)
{
  GstTelemetryParse *self = GST_TELEMETRY_PARSE (parent);
  GstClockTime pts = time_of (self, buffer), duration = GST_BUFFER_DURATION (buffer);
  g_autoptr (GBytes) bytes = self->broken ? NULL : copy_bytes (buffer);
  g_autoptr (GError) error = NULL;
  GstFlowReturn flow = GST_FLOW_OK;
  gboolean any = FALSE;

  if (!self->stream)
    self->stream = stream_new (self);
  gst_telemetry_sample_stream_set_datagrams (self->stream, self->datagrams);
  if (GST_BUFFER_IS_DISCONT (buffer)) {
    gst_telemetry_sample_stream_jump (self->stream);
    self->output.discont = TRUE;
  }
  gst_buffer_unref (buffer);
  if (bytes) {
    if (!gst_telemetry_sample_stream_push (self->stream, bytes, pts, duration, &error))
      give_up (self, error);
    flow = push_samples (self, &any);
    note_stats (self);
    gst_telemetry_sample_stream_post_warnings (self->stream, GST_ELEMENT (self));
  }
  /* Whoever waits for telemetry learns that there is none up to here. */
  if (!any && flow == GST_FLOW_OK && GST_CLOCK_TIME_IS_VALID (pts))
    gst_telemetry_sample_output_gap (&self->output, pts, duration);
  return flow;
}

/* Events */

static void
finish_stream (GstTelemetryParse *self)
{
  g_autoptr (GError) error = NULL;
  gboolean any;

  if (!self->stream)
    return;
  if (!self->broken && !gst_telemetry_sample_stream_finish (self->stream, &error))
    give_up (self, error);
  push_samples (self, &any);
  note_stats (self);
  drop_stream (self);
}

static gboolean
take_caps (GstTelemetryParse *self, GstEvent *event)
{
  g_autoptr (GError) error = NULL;
  const TlmDecoder *decoder = NULL;
  GstCaps *caps;

  gst_event_parse_caps (event, &caps);
  if (!gst_telemetry_wire_is_any (caps)) {
    decoder = gst_telemetry_wire_decoder (caps, &error);
    if (!decoder) {
      GST_ELEMENT_ERROR (self, STREAM, FORMAT, ("%s", error->message), (NULL));
      return FALSE;
    }
  }
  if (self->stream && decoder != self->decoder)
    finish_stream (self);
  self->decoder = decoder;
  self->datagrams = gst_telemetry_wire_is_datagrams (caps);
  self->broken = FALSE;
  gst_telemetry_sample_output_head (&self->output);
  return TRUE;
}

static void
flush (GstTelemetryParse *self)
{
  if (self->stream) {
    note_stats (self);
    drop_stream (self);
  }
  gst_telemetry_sample_output_jump (&self->output);
  self->broken = FALSE;
}

static gboolean
gst_telemetry_parse_sink_event (GstPad *pad, GstObject *parent, GstEvent *event)
{
  GstTelemetryParse *self = GST_TELEMETRY_PARSE (parent);
  gboolean result;

  switch (GST_EVENT_TYPE (event)) {
    case GST_EVENT_CAPS:
      result = take_caps (self, event);
      gst_event_unref (event);
      return result;
    case GST_EVENT_SEGMENT:
      result = gst_telemetry_sample_output_segment (&self->output, event);
      gst_event_unref (event);
      return result;
    case GST_EVENT_GAP:
      gst_telemetry_sample_output_head (&self->output);
      break;
    case GST_EVENT_EOS:
      finish_stream (self);
      gst_telemetry_sample_output_head (&self->output);
      break;
    case GST_EVENT_FLUSH_STOP:
      flush (self);
      break;
    default:
      break;
  }
  return gst_pad_event_default (pad, parent, event);
}

static gboolean
load_mission (GstTelemetryParse *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *limits = NULL;
  TlmMission *mission;

  g_object_get (self, "mission", &path, "limits", &limits, NULL);
  if (tlm_limits_set (limits, &error) && !path)
    return TRUE;
  mission = error ? NULL : tlm_mission_load (path, &error);
  if (!mission) {
    GST_ELEMENT_ERROR (self, RESOURCE, OPEN_READ, ("%s", error->message), (NULL));
    return FALSE;
  }
  gst_telemetry_object_lock (self);
  self->mission = mission;
  gst_telemetry_object_unlock (self);
  return TRUE;
}

static void
reset (GstTelemetryParse *self)
{
  TlmMission *mission;

  flush (self);
  self->output.has_caps = FALSE;
  self->decoder = NULL;
  gst_telemetry_object_lock (self);
  mission = g_steal_pointer (&self->mission);
  gst_telemetry_object_unlock (self);
  tlm_mission_free (mission);
}

static void
forget_stats (GstTelemetryParse *self)
{
  gst_telemetry_object_lock (self);
  self->past = self->stats = (GstTelemetryStreamStats) { 0 };
  gst_telemetry_object_unlock (self);
}

static GstStateChangeReturn
gst_telemetry_parse_change_state (GstElement *element, GstStateChange transition)
{
  GstTelemetryParse *self = GST_TELEMETRY_PARSE (element);
  GstStateChangeReturn result;

  if (transition == GST_STATE_CHANGE_READY_TO_PAUSED && !load_mission (self))
    return GST_STATE_CHANGE_FAILURE;
  result = GST_ELEMENT_CLASS (gst_telemetry_parse_parent_class)->change_state (element, transition);
  if (transition == GST_STATE_CHANGE_PAUSED_TO_READY)
    reset (self);
  if (transition == GST_STATE_CHANGE_READY_TO_NULL)
    forget_stats (self);
  return result;
}

static void
gst_telemetry_parse_finalize (GObject *object)
{
  GstTelemetryParse *self = GST_TELEMETRY_PARSE (object);

  gst_telemetry_sample_stream_free (self->stream);
  gst_clear_event (&self->output.own_segment);
  gst_telemetry_settings_clear (&self->settings);
  tlm_mission_free (self->mission);
  G_OBJECT_CLASS (gst_telemetry_parse_parent_class)->finalize (object);
}

static void
gst_telemetry_parse_init (GstTelemetryParse *self)
{
  GstElementClass *element_class = GST_ELEMENT_GET_CLASS (self);
  GstPad *sink = gst_pad_new_from_template (gst_element_class_get_pad_template (element_class, "sink"), "sink");
  GstPad *src = gst_pad_new_from_static_template (&src_template, "src");

  self->output = (GstTelemetrySampleOutput) { .sink = sink, .src = src };
  gst_telemetry_sample_output_jump (&self->output);
  gst_telemetry_settings_init (&self->settings, GST_TELEMETRY_ELEMENT_PARSE);
  gst_pad_set_chain_function (sink, gst_telemetry_parse_chain);
  gst_pad_set_event_function (sink, gst_telemetry_parse_sink_event);
  gst_pad_use_fixed_caps (src);
  gst_telemetry_witness_attach (GST_ELEMENT (self), src);
  gst_pad_set_query_function (src, gst_telemetry_witness_query);
  gst_pad_set_query_function (sink, gst_telemetry_witness_query);
  gst_element_add_pad (GST_ELEMENT (self), sink);
  gst_element_add_pad (GST_ELEMENT (self), src);
}

static void
gst_telemetry_parse_class_init (GstTelemetryParseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  g_autoptr (GstCaps) caps = gst_telemetry_wire_any_caps ();

  object_class->finalize = gst_telemetry_parse_finalize;
  element_class->change_state = gst_telemetry_parse_change_state;
  object_class->set_property = gst_telemetry_parse_set_property;
  object_class->get_property = gst_telemetry_parse_get_property;
  gst_telemetry_properties_install (object_class, GST_TELEMETRY_ELEMENT_PARSE);
  gst_element_class_add_pad_template (element_class,
      gst_pad_template_new ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, caps));
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Telemetry parser", "Codec/Parser/Metadata",
      "Reads telemetry in any wire format as it comes", "The gst-telemetry developers");
}
