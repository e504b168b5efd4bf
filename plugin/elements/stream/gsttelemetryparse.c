/* SPDX-License-Identifier: LGPL-2.1-or-later */

/**
 * SECTION:element-telemetryparse
 * @title: telemetryparse
 *
 * Telemetry as it comes from a socket, a demultiplexer or a file, to samples:
 * application/x-telemetry, one line of JSON a buffer.
 *
 * |[
 * gst-launch-1.0 udpsrc port=5600 caps=application/x-mavlink ! telemetryparse ! \
 *     filesink location=flight.jsonl
 * ]|
 *
 * Buffers need not hold whole records. Garbage between records is skipped and
 * counted (the property `stats`). A stream that cannot be read at all is a
 * warning on the bus and no error: the video that it goes with plays on.
 */

#include "elements/stream/gsttelemetryparse.h"

#include <gst/telemetry/gsttelemetrycaps.h>

#include "core/mission/mission.h"
#include "elements/settings/ranked-lock.h"
#include "elements/settings/settings.h"
#include "elements/stream/sample-stream.h"
#include "elements/stream/wire-format.h"

GST_DEBUG_CATEGORY_STATIC (telemetryparse_debug);
#define GST_CAT_DEFAULT telemetryparse_debug

struct _GstTelemetryParse {
  GstElement parent;
  GstPad *sink, *src;

  /* guarded by the object lock */
  char *format, *vehicle;
  GstTelemetrySettings settings;          /* of which it has columns and mission */
  TlmMission *mission;                /* loaded from READY to PAUSED, or NULL */
  TlmFeedStats past;                  /* of streams before this one */
  TlmFeedStats stats;                 /* of this one */

  /* of the streaming thread alone */
  GstTelemetrySampleStream *stream;   /* NULL before the first buffer and after EOS */
  const TlmDecoder *decoder;          /* as the caps say, or NULL */
  GstSegment segment;
  GstEvent *own_segment;              /* goes out before the first buffer, or NULL */
  gboolean has_caps, discont, broken;
};

enum {
  PROP_FORMAT = GST_TELEMETRY_N_SETTINGS,
  PROP_VEHICLE,
  PROP_STATS
};

static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_TELEMETRY_CAPS));

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetryParse, gst_telemetry_parse, GST_TYPE_ELEMENT,
    GST_DEBUG_CATEGORY_INIT (telemetryparse_debug, "telemetryparse", 0, "telemetry to samples"))
GST_ELEMENT_REGISTER_DEFINE (telemetryparse, "telemetryparse", GST_RANK_NONE,
    GST_TYPE_TELEMETRY_PARSE)

static void
gst_telemetry_parse_set_property (GObject *object, guint id, const GValue *value,
    GParamSpec *pspec)
{
  GstTelemetryParse *self = GST_TELEMETRY_PARSE (object);
  gboolean known = TRUE;

  gst_telemetry_object_lock (self);
  switch (id) {
    case PROP_FORMAT:
      gst_telemetry_take_text (&self->format, value);
      break;
    case PROP_VEHICLE:
      gst_telemetry_take_text (&self->vehicle, value);
      break;
    case GST_TELEMETRY_SETTING_COLUMNS:
    case GST_TELEMETRY_SETTING_MISSION:
      gst_telemetry_setting_set (&self->settings, id, value);
      break;
    default:
      known = FALSE;
  }
  gst_telemetry_object_unlock (self);
  if (!known)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static GstStructure *
stats_structure (const GstTelemetryParse *self)
{
  const TlmFeedStats *past = &self->past, *now = &self->stats;

  return gst_structure_new ("telemetry-stats",
      "good", G_TYPE_UINT64, past->good + now->good,
      "bad", G_TYPE_UINT64, past->bad + now->bad,
      "lost", G_TYPE_UINT64, past->lost + now->lost,
      "duplicate", G_TYPE_UINT64, past->duplicate + now->duplicate,
      "out-of-order", G_TYPE_UINT64, past->out_of_order + now->out_of_order,
      "bytes", G_TYPE_UINT64, past->bytes + now->bytes, NULL);
}

static void
gst_telemetry_parse_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetryParse *self = GST_TELEMETRY_PARSE (object);
  gboolean known = TRUE;

  gst_telemetry_object_lock (self);
  switch (id) {
    case PROP_FORMAT:
      g_value_set_string (value, self->format);
      break;
    case PROP_VEHICLE:
      g_value_set_string (value, self->vehicle);
      break;
    case PROP_STATS:
      g_value_take_boxed (value, stats_structure (self));
      break;
    case GST_TELEMETRY_SETTING_COLUMNS:
    case GST_TELEMETRY_SETTING_MISSION:
      gst_telemetry_setting_get (&self->settings, id, value);
      break;
    default:
      known = FALSE;
  }
  gst_telemetry_object_unlock (self);
  if (!known)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* Streams */

/* What the mission says of the stream, or of its first source, where no property
 * says otherwise, as a copy; with the object lock held. */
static TlmDecodeOptions *
decode_options (const GstTelemetryParse *self)
{
  TlmDecodeOptions options = { 0 };

  if (self->mission) {
    gboolean stream = self->mission->sources->len == 0 ||
        g_key_file_has_group (self->mission->keys->keys, "stream");
    const TlmMissionSource *source = stream ? self->mission->stream :
        self->mission->sources->pdata[0];
    options = (TlmDecodeOptions) {
      .columns = source->columns,
      .format = source->format,
      .vehicle = source->vehicle,
      .packets = source->packets,
    };
  }
  options.columns = self->settings.columns ? self->settings.columns : options.columns;
  options.format = self->format ? self->format : options.format;
  options.vehicle = self->vehicle ? self->vehicle : options.vehicle;
  return tlm_decode_options_copy (&options);
}

static GstTelemetrySampleStream *
stream_new (GstTelemetryParse *self)
{
  GstTelemetrySampleStream *stream;
  TlmDecodeOptions *options;

  gst_telemetry_object_lock (self);
  options = decode_options (self);
  gst_telemetry_object_unlock (self);
  stream = gst_telemetry_sample_stream_new (options->format ? NULL : self->decoder, options);
  tlm_decode_options_free (options);
  return stream;
}

static void
note_stats (GstTelemetryParse *self)
{
  TlmFeedStats stats;

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
  self->past.good += self->stats.good;
  self->past.bad += self->stats.bad;
  self->past.lost += self->stats.lost;
  self->past.duplicate += self->stats.duplicate;
  self->past.out_of_order += self->stats.out_of_order;
  self->past.bytes += self->stats.bytes;
  self->stats = (TlmFeedStats) { 0 };
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

/* Caps and segment go out with the first data, whether or not any came in. */
static void
push_head (GstTelemetryParse *self)
{
  if (!self->has_caps) {
    g_autoptr (GstCaps) caps = gst_caps_from_string (GST_TELEMETRY_CAPS);
    g_autoptr (GstEvent) start = gst_pad_get_sticky_event (self->sink, GST_EVENT_STREAM_START, 0);
    if (!start) {
      g_autofree char *id = gst_pad_create_stream_id (self->src, GST_ELEMENT (self), NULL);
      gst_pad_push_event (self->src, gst_event_new_stream_start (id));
    }
    gst_pad_push_event (self->src, gst_event_new_caps (caps));
    self->has_caps = TRUE;
  }
  if (self->own_segment)
    gst_pad_push_event (self->src, g_steal_pointer (&self->own_segment));
}

static GstFlowReturn
push_samples (GstTelemetryParse *self, gboolean *any)
{
  GstFlowReturn flow = GST_FLOW_OK;
  GstBuffer *sample;

  while (flow == GST_FLOW_OK && (sample = gst_telemetry_sample_stream_pull (self->stream))) {
    push_head (self);
    if (self->discont)
      GST_BUFFER_FLAG_SET (sample, GST_BUFFER_FLAG_DISCONT);
    self->discont = FALSE;
    *any = TRUE;
    flow = gst_pad_push (self->src, sample);
  }
  return flow;
}

/* In a segment of bytes a source stamps the first buffer with 0, which says
 * nothing; a later time is that of arrival. */
static GstClockTime
time_of (const GstTelemetryParse *self, GstBuffer *buffer)
{
  GstClockTime pts = GST_BUFFER_PTS (buffer);

  return self->segment.format == GST_FORMAT_TIME || pts != 0 ? pts : GST_CLOCK_TIME_NONE;
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
  if (GST_BUFFER_IS_DISCONT (buffer)) {
    gst_telemetry_sample_stream_jump (self->stream);
    self->discont = TRUE;
  }
  gst_buffer_unref (buffer);
  if (bytes) {
    if (!gst_telemetry_sample_stream_push (self->stream, bytes, pts, duration, &error))
      give_up (self, error);
    flow = push_samples (self, &any);
    note_stats (self);
  }
  /* Whoever waits for telemetry learns that there is none up to here. */
  if (!any && flow == GST_FLOW_OK && GST_CLOCK_TIME_IS_VALID (pts)) {
    push_head (self);
    gst_pad_push_event (self->src, gst_event_new_gap (pts, duration));
  }
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
  self->broken = FALSE;
  push_head (self);
  return TRUE;
}

/* A stream of bytes becomes one of time. */
static gboolean
take_segment (GstTelemetryParse *self, GstEvent *event)
{
  gst_event_copy_segment (event, &self->segment);
  gst_clear_event (&self->own_segment);
  if (self->segment.format == GST_FORMAT_TIME) {
    push_head (self);
    return gst_pad_push_event (self->src, gst_event_ref (event));
  }
  g_autoptr (GstSegment) segment = gst_segment_new ();
  gst_segment_init (segment, GST_FORMAT_TIME);
  self->own_segment = gst_event_new_segment (segment);
  return TRUE;
}

static void
flush (GstTelemetryParse *self)
{
  if (self->stream) {
    note_stats (self);
    drop_stream (self);
  }
  gst_segment_init (&self->segment, GST_FORMAT_UNDEFINED);
  gst_clear_event (&self->own_segment);
  self->discont = TRUE;
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
      result = take_segment (self, event);
      gst_event_unref (event);
      return result;
    case GST_EVENT_GAP:
      push_head (self);
      break;
    case GST_EVENT_EOS:
      finish_stream (self);
      push_head (self);
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
  g_autofree char *path = NULL;
  TlmMission *mission;

  g_object_get (self, "mission", &path, NULL);
  if (!path)
    return TRUE;
  mission = tlm_mission_load (path, &error);
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
  self->has_caps = FALSE;
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
  self->past = self->stats = (TlmFeedStats) { 0 };
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
  gst_clear_event (&self->own_segment);
  g_free (self->format);
  gst_telemetry_settings_clear (&self->settings);
  g_free (self->vehicle);
  tlm_mission_free (self->mission);
  G_OBJECT_CLASS (gst_telemetry_parse_parent_class)->finalize (object);
}

static void
gst_telemetry_parse_init (GstTelemetryParse *self)
{
  GstElementClass *element_class = GST_ELEMENT_GET_CLASS (self);

  self->sink = gst_pad_new_from_template (
      gst_element_class_get_pad_template (element_class, "sink"), "sink");
  self->src = gst_pad_new_from_static_template (&src_template, "src");
  gst_pad_set_chain_function (self->sink, gst_telemetry_parse_chain);
  gst_pad_set_event_function (self->sink, gst_telemetry_parse_sink_event);
  gst_pad_use_fixed_caps (self->src);
  gst_element_add_pad (GST_ELEMENT (self), self->sink);
  gst_element_add_pad (GST_ELEMENT (self), self->src);
  self->discont = TRUE;
}

#define SETTING (GST_PARAM_MUTABLE_READY | G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS)

static void
install_properties (GObjectClass *object_class)
{
  object_class->set_property = gst_telemetry_parse_set_property;
  object_class->get_property = gst_telemetry_parse_get_property;
  g_object_class_install_property (object_class, PROP_FORMAT,
      g_param_spec_string ("format", "Format",
          "Name of the wire format (klv, gpmf, nmea, mavlink, csv, json, jsonl, oem, …), whatever "
          "the caps say; unset, it is told by the caps or by the first bytes", NULL, SETTING));
  g_object_class_install_property (object_class, GST_TELEMETRY_SETTING_COLUMNS,
      gst_telemetry_setting_spec (GST_TELEMETRY_SETTING_COLUMNS, SETTING));
  g_object_class_install_property (object_class, PROP_VEHICLE,
      g_param_spec_string ("vehicle", "Vehicle",
          "Name of the vehicle where the telemetry names none", NULL, SETTING));
  /* Of a mission this element takes a part. */
  g_object_class_install_property (object_class, GST_TELEMETRY_SETTING_MISSION,
      g_param_spec_string ("mission", "Mission",
          "Mission file whose [stream] or first [telemetry], and [packets], say what is in the "
          "stream, where no property says otherwise", NULL, SETTING));
  g_object_class_install_property (object_class, PROP_STATS,
      g_param_spec_boxed ("stats", "Statistics",
          "What came so far: good, bad, lost, duplicate and out-of-order records, bytes",
          GST_TYPE_STRUCTURE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
gst_telemetry_parse_class_init (GstTelemetryParseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  g_autoptr (GstCaps) caps = gst_telemetry_wire_any_caps ();

  object_class->finalize = gst_telemetry_parse_finalize;
  element_class->change_state = gst_telemetry_parse_change_state;
  install_properties (object_class);
  gst_element_class_add_pad_template (element_class,
      gst_pad_template_new ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, caps));
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Telemetry parser",
      "Codec/Parser/Metadata", "Reads telemetry in any wire format as it comes",
      "The gst-telemetry developers");
}
