/* SPDX-License-Identifier: LGPL-2.1-or-later */

/**
 * SECTION:element-telemetrysubtitle
 * @title: telemetrysubtitle
 *
 * Telemetry to timed text: subtitles that can be switched off and cost no
 * re-encoding. What comes out is what the other side asks for: plain text
 * (`text/x-raw,format=utf8`), Pango markup, or ASS with the places, type and
 * colours of the layout; `application/x-ass,format=file` is a whole .ass file.
 *
 * |[
 * gst-launch-1.0 matroskamux name=mux ! filesink location=out.mkv \
 *     filesrc location=launch.mp4 ! parsebin ! queue ! mux. \
 *     telemetrysrc mission=flight.mission duration=60000000000 ! tee name=t \
 *     t. ! queue ! telemetrysubtitle language=en ! text/x-raw ! mux. \
 *     t. ! queue ! telemetrysubtitle language=ru ! application/x-ass ! mux.
 * ]|
 *
 * One element makes one track in one language; a tee feeds as many as there are
 * languages, and the telemetry is read once.
 *
 * Behind telemetrysrc cues are exact: each says what telemetryoverlay would burn
 * into the frame at its start, begins and ends with what it says, and neighbours
 * with the same words are one. Behind other sources of application/x-telemetry
 * only the past is known: each cue lasts one interval, and not being live those
 * with the same words are joined up to ten seconds.
 */

#include "elements/gsttelemetrysubtitle.h"

#include <gst/telemetry/telemetry.h>

#include "elements/subtitle-source.h"
#include "elements/subtitle-writer.h"
#include "elements/units-type.h"
#include "elements/wishes.h"

GST_DEBUG_CATEGORY_STATIC (telemetrysubtitle_debug);
#define GST_CAT_DEFAULT telemetrysubtitle_debug

/* No footage is longer (73 years), so that sums of times cannot overflow. */
#define LONGEST (G_MAXINT64 / 4)

/* A cue, and a silence, is at most this long. */
#define CUE_MAX (600 * TLM_SECOND)

/* How long cues with the same words are joined where the end is not known. */
#define HOLD_MAX (10 * TLM_SECOND)

#define INTERVAL_MIN (10 * GST_MSECOND)

struct _GstTelemetrySubtitle {
  GstElement parent;
  GstPad *sinkpad, *srcpad;

  char *text;                      /* the properties, under the object lock */
  char *layout;
  char *language;
  TlrUnits units;
  gint64 interval_ns;
  int fps_n, fps_d;
  int width, height;
  gboolean bottom;
  GstTelemetryWishes wishes;       /* of which it has marks */

  GstSegment segment;              /* of the streaming thread */
  GQueue events;                   /* GstEvent *, that wait for the caps */
  GstTelemetrySubtitleSource *source;
  GstTelemetryWriter *writer;
  guint n_channels, n_vehicles;    /* of the timeline when the writer was made */
  gint64 position_ns;              /* stream time that is done */
  gboolean negotiated, begun, live, discont;
  gboolean placed;                 /* position_ns is that of the segment */
  GstBuffer *held;                 /* or NULL: its words may go on */
};

enum {
  PROP_0,
  PROP_TEMPLATE,
  PROP_INTERVAL,
  PROP_UNITS,
  PROP_LAYOUT,
  PROP_LANGUAGE,
  PROP_FRAME_RATE,
  PROP_POSITION,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_MARKS,
  PROP_MARK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GstStaticPadTemplate sink_template = GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_TELEMETRY_MEDIA_TYPE));

static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_TELEMETRY_TEXT_CAPS));

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetrySubtitle, gst_telemetry_subtitle, GST_TYPE_ELEMENT,
    GST_DEBUG_CATEGORY_INIT (telemetrysubtitle_debug, "telemetrysubtitle", 0,
        "telemetry to timed text"))
GST_ELEMENT_REGISTER_DEFINE (telemetrysubtitle, "telemetrysubtitle", GST_RANK_NONE,
    GST_TYPE_TELEMETRY_SUBTITLE)

enum { POSITION_TOP, POSITION_BOTTOM };

static GType
position_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { POSITION_TOP, "Top: subtitles with dialogue keep the bottom", "top" },
    { POSITION_BOTTOM, "Bottom", "bottom" },
    { 0, NULL, NULL }
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GstTelemetrySubtitlePosition", values));
  return type;
}

static void
replace_string (char **field, const GValue *value)
{
  g_free (*field);
  *field = g_value_dup_string (value);
  if (*field && **field == '\0')
    g_clear_pointer (field, g_free);
}

static void
gst_telemetry_subtitle_set_property (GObject *object, guint id, const GValue *value,
    GParamSpec *pspec)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (object);

  GST_OBJECT_LOCK (self);
  switch (id) {
    case PROP_TEMPLATE:
      replace_string (&self->text, value);
      break;
    case PROP_INTERVAL:
      self->interval_ns = g_value_get_int64 (value);
      break;
    case PROP_UNITS:
      self->units = g_value_get_enum (value);
      break;
    case PROP_LAYOUT:
      replace_string (&self->layout, value);
      break;
    case PROP_LANGUAGE:
      replace_string (&self->language, value);
      break;
    case PROP_FRAME_RATE:
      self->fps_n = gst_value_get_fraction_numerator (value);
      self->fps_d = gst_value_get_fraction_denominator (value);
      break;
    case PROP_POSITION:
      self->bottom = g_value_get_enum (value) == POSITION_BOTTOM;
      break;
    case PROP_WIDTH:
      self->width = g_value_get_int (value);
      break;
    case PROP_HEIGHT:
      self->height = g_value_get_int (value);
      break;
    case PROP_MARKS:
      gst_telemetry_wish_set (&self->wishes, GST_TELEMETRY_WISH_MARKS, value);
      break;
    case PROP_MARK:
      gst_telemetry_wish_set (&self->wishes, GST_TELEMETRY_WISH_MARK, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  GST_OBJECT_UNLOCK (self);
}

static void
gst_telemetry_subtitle_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (object);

  GST_OBJECT_LOCK (self);
  switch (id) {
    case PROP_TEMPLATE:
      g_value_set_string (value, self->text);
      break;
    case PROP_INTERVAL:
      g_value_set_int64 (value, self->interval_ns);
      break;
    case PROP_UNITS:
      g_value_set_enum (value, self->units);
      break;
    case PROP_LAYOUT:
      g_value_set_string (value, self->layout ? self->layout : "webcast");
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_FRAME_RATE:
      gst_value_set_fraction (value, self->fps_n, self->fps_d);
      break;
    case PROP_POSITION:
      g_value_set_enum (value, self->bottom ? POSITION_BOTTOM : POSITION_TOP);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;
    case PROP_HEIGHT:
      g_value_set_int (value, self->height);
      break;
    case PROP_MARKS:
    case PROP_MARK:
      gst_telemetry_wish_get (&self->wishes, GST_TELEMETRY_WISH_MARKS, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  GST_OBJECT_UNLOCK (self);
}

/* Writers: one for the caps that are asked for and what is known. */

static gboolean
is_plain (const char *layout)
{
  return g_strcmp0 (layout, "none") == 0;
}

/* How stream time relates to the telemetry: as upstream says, unless marks do. */
static gboolean
find_sync (GstTelemetrySubtitle *self, TlrCueSpec *spec, GError **error)
{
  g_autofree char *marks = NULL, *problem = NULL;
  TlmSync sync = TLM_SYNC_NONE;

  GST_OBJECT_LOCK (self);
  marks = g_strdup (self->wishes.marks);
  GST_OBJECT_UNLOCK (self);
  spec->sync = gst_telemetry_subtitle_source_sync (self->source);
  if (!marks)
    return TRUE;
  if (!tlm_sync_read (&sync, &(TlmSyncText) { .marks = marks }, error))
    return FALSE;
  spec->sync = tlm_sync_resolve (&sync, spec->timeline, spec->fps_n, spec->fps_d);
  problem = tlm_sync_explain (&spec->sync);
  if (problem && spec->sync.problem != TLM_SYNC_NO_TELEMETRY)
    g_set_error (error, GST_LIBRARY_ERROR, GST_LIBRARY_ERROR_SETTINGS, "marks: %s", problem);
  return !problem || spec->sync.problem == TLM_SYNC_NO_TELEMETRY;
}

static GstTelemetryWriter *
load_writer (GstTelemetrySubtitle *self, GstTelemetryTextFormat format, GError **error)
{
  g_autofree char *text = NULL, *language = NULL, *name = NULL;
  g_autoptr (TlrLayout) layout = NULL;
  TlrCueSpec spec;

  GST_OBJECT_LOCK (self);
  text = g_strdup (self->text);
  language = g_strdup (self->language);
  name = g_strdup (self->layout ? self->layout : "webcast");
  spec = (TlrCueSpec) { .style = { .units = self->units, .language = language }, .text = text,
    .interval_ns = self->interval_ns, .fps_n = self->fps_n, .fps_d = self->fps_d,
    .width = self->width, .height = self->height, .bottom = self->bottom };
  GST_OBJECT_UNLOCK (self);
  spec.timeline = gst_telemetry_subtitle_source_timeline (self->source);
  spec.mission = gst_telemetry_subtitle_source_mission (self->source);
  spec.style.profile = gst_telemetry_subtitle_source_profile (self->source);
  if (!find_sync (self, &spec, error))
    return NULL;
  spec.layout = layout = tlr_layout_load (is_plain (name) ? "webcast" : name, error);
  if (!layout)
    return NULL;
  return gst_telemetry_writer_new (format, &spec, is_plain (name), error);
}

/* Whether the writer knows all there is to be known. */
static gboolean
is_writer_current (const GstTelemetrySubtitle *self)
{
  const TlmTimeline *timeline = gst_telemetry_subtitle_source_timeline (self->source);

  return self->writer && (gst_telemetry_subtitle_source_is_whole (self->source) ||
      (self->n_channels == tlm_timeline_n_channels (timeline) &&
          self->n_vehicles == tlm_timeline_n_vehicles (timeline)));
}

static GstCaps *
choose_caps (GstTelemetrySubtitle *self)
{
  g_autoptr (GstCaps) allowed = gst_pad_get_allowed_caps (self->srcpad);

  if (!allowed)
    allowed = gst_static_pad_template_get_caps (&src_template);
  return gst_caps_is_empty (allowed) ? NULL : gst_caps_fixate (g_steal_pointer (&allowed));
}

static gboolean
ensure_writer (GstTelemetrySubtitle *self)
{
  const TlmTimeline *timeline = gst_telemetry_subtitle_source_timeline (self->source);
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (GError) error = NULL;

  if (is_writer_current (self))
    return TRUE;
  caps = choose_caps (self);
  if (!caps)
    return FALSE;
  g_clear_pointer (&self->writer, gst_telemetry_writer_free);
  self->writer = load_writer (self, gst_telemetry_text_format_from_caps (caps), &error);
  if (!self->writer) {
    GST_ELEMENT_ERROR (self, RESOURCE, SETTINGS, ("%s", error->message), (NULL));
    return FALSE;
  }
  self->n_channels = tlm_timeline_n_channels (timeline);
  self->n_vehicles = tlm_timeline_n_vehicles (timeline);
  return TRUE;
}

/* Tracks are told apart by their language (ISO 639) in menus of players. */
static GstTagList *
track_tags (GstTelemetrySubtitle *self)
{
  g_autofree char *language = NULL;

  GST_OBJECT_LOCK (self);
  language = g_strdup (self->language ? self->language : "en");
  GST_OBJECT_UNLOCK (self);
  g_strdelimit (language, "_-.@", '\0');
  return gst_tag_list_new (GST_TAG_TITLE, "Telemetry", GST_TAG_LANGUAGE_CODE, language, NULL);
}

static void
push_waiting (GstTelemetrySubtitle *self)
{
  GstEvent *event;

  while ((event = g_queue_pop_head (&self->events)))
    gst_pad_push_event (self->srcpad, event);
}

/* Pushes caps, then what waited for them. */
static gboolean
negotiate (GstTelemetrySubtitle *self)
{
  g_autoptr (GstCaps) caps = NULL;

  if (!ensure_writer (self))
    return FALSE;
  if (self->negotiated)
    return TRUE;
  caps = gst_telemetry_writer_caps (self->writer);
  if (!gst_pad_push_event (self->srcpad, gst_event_new_caps (caps)) &&
      gst_pad_is_linked (self->srcpad))
    GST_WARNING_OBJECT (self, "%" GST_PTR_FORMAT " is not taken", caps);
  self->negotiated = TRUE;
  /* Muxers do not wait for the words of sparse streams: the language must be
   * there before the segment, and after the caps, for caps filters hold it back. */
  gst_pad_push_event (self->srcpad, gst_event_new_tag (track_tags (self)));
  push_waiting (self);
  return TRUE;
}

/* Pushing: the times of buffers are stream time until here. */

static GstFlowReturn
push_buffer (GstTelemetrySubtitle *self, GstBuffer *buffer)
{
  if (GST_BUFFER_PTS_IS_VALID (buffer))
    GST_BUFFER_PTS (buffer) = gst_segment_position_from_stream_time (&self->segment,
        GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));
  GST_BUFFER_DTS (buffer) = GST_BUFFER_PTS (buffer);
  if (self->discont)
    GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_DISCONT);
  self->discont = FALSE;
  self->begun = TRUE;
  return gst_pad_push (self->srcpad, buffer);
}

static GstFlowReturn
push_gap (GstTelemetrySubtitle *self, gint64 from_ns, gint64 end_ns)
{
  GstClockTime start = gst_segment_position_from_stream_time (&self->segment, GST_FORMAT_TIME,
      (GstClockTime) from_ns);

  gst_pad_push_event (self->srcpad, gst_event_new_gap (start, (GstClockTime) (end_ns - from_ns)));
  return GST_FLOW_OK;
}

static GstFlowReturn
push_held (GstTelemetrySubtitle *self)
{
  return self->held ? push_buffer (self, g_steal_pointer (&self->held)) : GST_FLOW_OK;
}

static gboolean
same_words (GstBuffer *a, GstBuffer *b)
{
  GstMapInfo map;
  gboolean same;

  if (gst_buffer_get_size (a) != gst_buffer_get_size (b) ||
      GST_BUFFER_PTS (a) + GST_BUFFER_DURATION (a) != GST_BUFFER_PTS (b) ||
      GST_BUFFER_DURATION (a) + GST_BUFFER_DURATION (b) > HOLD_MAX)
    return FALSE;
  if (!gst_buffer_map (a, &map, GST_MAP_READ))
    return FALSE;
  same = gst_buffer_memcmp (b, 0, map.data, map.size) == 0;
  gst_buffer_unmap (a, &map);
  return same;
}

/* Joins cues whose ends were not known when they began. */
static GstFlowReturn
hold_buffer (GstTelemetrySubtitle *self, GstBuffer *buffer)
{
  GstFlowReturn flow;

  if (self->held && same_words (self->held, buffer)) {
    GST_BUFFER_DURATION (self->held) += GST_BUFFER_DURATION (buffer);
    gst_buffer_unref (buffer);
    return GST_FLOW_OK;
  }
  flow = push_held (self);
  self->held = buffer;
  return flow;
}

static gboolean
joins (const GstTelemetrySubtitle *self)
{
  return !self->live && !gst_telemetry_subtitle_source_is_whole (self->source) &&
      self->segment.rate > 0;
}

static GstFlowReturn
push_header (GstTelemetrySubtitle *self, gint64 at_ns)
{
  GstBuffer *header = gst_telemetry_writer_header (self->writer);

  if (!header)
    return GST_FLOW_OK;
  GST_BUFFER_PTS (header) = (GstClockTime) at_ns;
  GST_BUFFER_DURATION (header) = 0;
  GST_BUFFER_FLAG_SET (header, GST_BUFFER_FLAG_HEADER);
  return push_buffer (self, header);
}

/* A stream that begins with nothing to say begins with a blank cue, since some
 * muxers and players take the first cue for the start of the track. */
static GstFlowReturn
push_nothing (GstTelemetrySubtitle *self, gint64 from_ns, gint64 end_ns)
{
  GstBuffer *blank = self->begun ? NULL : gst_telemetry_writer_blank (self->writer, from_ns, end_ns);
  GstFlowReturn flow = push_held (self);

  if (flow != GST_FLOW_OK) {
    gst_clear_buffer (&blank);
    return flow;
  }
  return blank ? push_buffer (self, blank) : push_gap (self, from_ns, end_ns);
}

/* Pushes what a step wrote, the last first when playing backwards. */
static GstFlowReturn
push_all (GstTelemetrySubtitle *self, GPtrArray *out)
{
  GstFlowReturn flow = GST_FLOW_OK;

  for (guint i = 0; i < out->len && flow == GST_FLOW_OK; i++) {
    guint at = self->segment.rate < 0 ? out->len - 1 - i : i;
    GstBuffer *buffer = g_steal_pointer (&out->pdata[at]);
    flow = joins (self) ? hold_buffer (self, buffer) : push_buffer (self, buffer);
  }
  return flow;
}

static void
unref_buffer (gpointer buffer)
{
  if (buffer)
    gst_buffer_unref (buffer);
}

static GPtrArray *
new_out (void)
{
  return g_ptr_array_new_with_free_func (unref_buffer);
}

/* Forwards: writes from the position on until COVERED is passed; a cue may reach
 * beyond it, to LIMIT. */
static GstFlowReturn
advance (GstTelemetrySubtitle *self, gint64 covered_ns, gint64 limit_ns)
{
  GstFlowReturn flow = GST_FLOW_OK;

  if (!self->begun)
    flow = push_header (self, self->position_ns);
  while (flow == GST_FLOW_OK && self->position_ns < covered_ns && self->position_ns < limit_ns) {
    g_autoptr (GPtrArray) out = new_out ();
    gint64 from = self->position_ns, end = MIN (limit_ns, from + CUE_MAX);

    if (!gst_telemetry_subtitle_source_is_whole (self->source))
      end = MIN (end, gst_telemetry_writer_next_time (self->writer, from));
    self->position_ns = gst_telemetry_writer_write (self->writer, from, end, out);
    flow = out->len ? push_all (self, out) : push_nothing (self, from, self->position_ns);
  }
  return flow;
}

/* Backwards: the cues of one stretch, the last first. */
static GstFlowReturn
retreat (GstTelemetrySubtitle *self, gint64 from_ns, gint64 end_ns)
{
  g_autoptr (GPtrArray) out = new_out ();
  gint64 at = from_ns;

  end_ns = MIN (end_ns, self->position_ns);
  if (at >= end_ns)
    return GST_FLOW_OK;
  self->position_ns = from_ns;
  while (at < end_ns)
    at = gst_telemetry_writer_write (self->writer, at, end_ns, out);
  return out->len ? push_all (self, out) : push_gap (self, from_ns, end_ns);
}

/* Where the stream ends, as stream time. */
static gint64
stream_end (GstTelemetrySubtitle *self)
{
  gint64 end = LONGEST, duration;
  GstClockTime stop = self->segment.stop;

  if (gst_pad_peer_query_duration (self->sinkpad, GST_FORMAT_TIME, &duration) && duration > 0)
    end = MIN (end, duration);
  if (GST_CLOCK_TIME_IS_VALID (stop)) {
    stop = gst_segment_to_stream_time (&self->segment, GST_FORMAT_TIME, stop);
    if (GST_CLOCK_TIME_IS_VALID (stop))
      end = MIN (end, (gint64) MIN (stop, (GstClockTime) LONGEST));
  }
  return end;
}

static void
look_at_upstream (GstTelemetrySubtitle *self)
{
  g_autoptr (GstQuery) latency = gst_query_new_latency ();

  self->live = FALSE;
  if (gst_pad_peer_query (self->sinkpad, latency))
    gst_query_parse_latency (latency, &self->live, NULL, NULL);
}

/* The position at the start of a segment. */
static void
place (GstTelemetrySubtitle *self, gint64 at_ns)
{
  GstClockTime start = gst_segment_to_stream_time (&self->segment, GST_FORMAT_TIME,
      self->segment.start);

  if (self->placed)
    return;
  self->placed = TRUE;
  look_at_upstream (self);
  if (self->segment.rate < 0)
    self->position_ns = stream_end (self);
  else if (gst_telemetry_subtitle_source_is_whole (self->source) && GST_CLOCK_TIME_IS_VALID (start))
    self->position_ns = (gint64) MIN (start, (GstClockTime) LONGEST);
  else
    self->position_ns = self->live ? at_ns : 0;
}

/* A stretch of stream time that telemetry has passed. */
static GstFlowReturn
pass (GstTelemetrySubtitle *self, gint64 from_ns, gint64 end_ns)
{
  gint64 limit;

  if (!negotiate (self))
    return GST_PAD_IS_FLUSHING (self->srcpad) ? GST_FLOW_FLUSHING : GST_FLOW_NOT_NEGOTIATED;
  place (self, from_ns);
  if (self->segment.rate < 0)
    return retreat (self, from_ns, end_ns);
  limit = stream_end (self);
  if (gst_telemetry_subtitle_source_is_whole (self->source))
    return advance (self, end_ns, limit);
  /* What comes after the sample is not known yet. */
  return advance (self, from_ns + 1, limit);
}

static gboolean
stream_time (const GstTelemetrySubtitle *self, GstClockTime pts, gint64 *time_ns)
{
  GstClockTime time;

  if (!GST_CLOCK_TIME_IS_VALID (pts) || self->segment.format != GST_FORMAT_TIME)
    return FALSE;
  time = gst_segment_to_stream_time (&self->segment, GST_FORMAT_TIME, pts);
  if (!GST_CLOCK_TIME_IS_VALID (time) || time > (GstClockTime) LONGEST)
    return FALSE;
  *time_ns = (gint64) time;
  return TRUE;
}

static GstFlowReturn
gst_telemetry_subtitle_chain (GstPad *pad, GstObject *parent, GstBuffer *buffer)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (parent);
  g_autoptr (GstBuffer) owned = buffer;
  g_autoptr (GError) error = NULL;
  gint64 at, end;

  if (!stream_time (self, GST_BUFFER_PTS (buffer), &at)) {
    GST_DEBUG_OBJECT (self, "a sample without a time in the stream is left out");
    return GST_FLOW_OK;
  }
  if (!gst_telemetry_subtitle_source_push (self->source, buffer, at, &error)) {
    GST_ELEMENT_ERROR (self, STREAM, DECODE, ("%s", error->message), (NULL));
    return GST_FLOW_ERROR;
  }
  end = at + (GST_BUFFER_DURATION_IS_VALID (buffer) ? (gint64) GST_BUFFER_DURATION (buffer) : 1);
  return pass (self, at, MIN (end, LONGEST));
}

/* Events */

static void
forget_position (GstTelemetrySubtitle *self)
{
  self->placed = FALSE;
  self->discont = TRUE;
  gst_clear_buffer (&self->held);
}

static void
forget_stream (GstTelemetrySubtitle *self)
{
  g_queue_clear_full (&self->events, (GDestroyNotify) gst_event_unref);
  g_clear_pointer (&self->writer, gst_telemetry_writer_free);
  g_clear_pointer (&self->source, gst_telemetry_subtitle_source_free);
  self->source = gst_telemetry_subtitle_source_new ();
  self->negotiated = self->begun = FALSE;
  gst_segment_init (&self->segment, GST_FORMAT_TIME);
  forget_position (self);
}

static gboolean
forward_or_wait (GstTelemetrySubtitle *self, GstEvent *event)
{
  if (self->negotiated || !GST_EVENT_IS_SERIALIZED (event) ||
      GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    return gst_pad_push_event (self->srcpad, event);
  g_queue_push_tail (&self->events, event);
  return TRUE;
}

static gboolean
take_gap (GstTelemetrySubtitle *self, GstEvent *event)
{
  GstClockTime start, duration;
  gint64 at;

  gst_event_parse_gap (event, &start, &duration);
  gst_event_unref (event);
  if (!stream_time (self, start, &at))
    return TRUE;
  pass (self, at, GST_CLOCK_TIME_IS_VALID (duration) ?
      MIN (at + (gint64) MIN (duration, (GstClockTime) LONGEST), LONGEST) : at + 1);
  return TRUE;
}

static gboolean
take_segment (GstTelemetrySubtitle *self, GstEvent *event)
{
  push_held (self);
  gst_event_copy_segment (event, &self->segment);
  forget_position (self);
  return forward_or_wait (self, event);
}

static gboolean
take_stream_start (GstTelemetrySubtitle *self, GstEvent *event)
{
  GstStreamFlags flags;

  forget_stream (self);
  event = gst_event_make_writable (event);
  gst_event_parse_stream_flags (event, &flags);
  gst_event_set_stream_flags (event, flags | GST_STREAM_FLAG_SPARSE);
  return gst_pad_push_event (self->srcpad, event);
}

static gboolean
gst_telemetry_subtitle_sink_event (GstPad *pad, GstObject *parent, GstEvent *event)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (parent);

  switch (GST_EVENT_TYPE (event)) {
    case GST_EVENT_STREAM_START:
      return take_stream_start (self, event);
    case GST_EVENT_CAPS:
      gst_event_unref (event);
      return TRUE;
    case GST_EVENT_SEGMENT:
      return take_segment (self, event);
    case GST_EVENT_GAP:
      return take_gap (self, event);
    case GST_EVENT_CUSTOM_DOWNSTREAM_STICKY:
      if (gst_telemetry_subtitle_source_take_event (self->source, event)) {
        g_clear_pointer (&self->writer, gst_telemetry_writer_free);
        gst_event_unref (event);
        return TRUE;
      }
      break;
    case GST_EVENT_FLUSH_STOP:
      gst_segment_init (&self->segment, GST_FORMAT_TIME);
      forget_position (self);
      break;
    case GST_EVENT_EOS:
      negotiate (self);
      push_held (self);
      break;
    default:
      break;
  }
  return forward_or_wait (self, event);
}

static GstStateChangeReturn
gst_telemetry_subtitle_change_state (GstElement *element, GstStateChange transition)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (element);
  GstStateChangeReturn result;

  result = GST_ELEMENT_CLASS (gst_telemetry_subtitle_parent_class)->change_state (element, transition);
  if (transition == GST_STATE_CHANGE_PAUSED_TO_READY)
    forget_stream (self);
  return result;
}

static void
gst_telemetry_subtitle_finalize (GObject *object)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (object);

  forget_stream (self);
  gst_telemetry_subtitle_source_free (self->source);
  g_free (self->text);
  g_free (self->layout);
  g_free (self->language);
  gst_telemetry_wishes_clear (&self->wishes);
  G_OBJECT_CLASS (gst_telemetry_subtitle_parent_class)->finalize (object);
}

static void
gst_telemetry_subtitle_init (GstTelemetrySubtitle *self)
{
  self->sinkpad = gst_pad_new_from_static_template (&sink_template, "sink");
  gst_pad_set_chain_function (self->sinkpad, gst_telemetry_subtitle_chain);
  gst_pad_set_event_function (self->sinkpad, gst_telemetry_subtitle_sink_event);
  gst_element_add_pad (GST_ELEMENT (self), self->sinkpad);
  self->srcpad = gst_pad_new_from_static_template (&src_template, "src");
  gst_pad_use_fixed_caps (self->srcpad);
  gst_element_add_pad (GST_ELEMENT (self), self->srcpad);
  self->interval_ns = GST_SECOND;
  self->fps_d = 1;
  self->width = 1920;
  self->height = 1080;
  g_queue_init (&self->events);
  forget_stream (self);
}

#define READY (GST_PARAM_MUTABLE_READY | G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS)

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_TEMPLATE] = g_param_spec_string ("template", "Template",
      "Lines with fields, as in {speed} {speed.unit}\\n{altitude:km:1}; a line with {vehicle} "
      "stands once for each (a launch line needs the backslash twice); unset: clock, phase, speed and altitude", NULL, READY);
  properties[PROP_INTERVAL] = g_param_spec_int64 ("interval", "Interval",
      "Nanoseconds from one cue to the next", INTERVAL_MIN, LONGEST, GST_SECOND, READY);
  properties[PROP_UNITS] = g_param_spec_enum ("units", "Units",
      "Units of fields whose unit is left open", gst_telemetry_units_get_type (),
      TLR_UNITS_LAYOUT, READY);
  properties[PROP_LAYOUT] = g_param_spec_string ("layout", "Layout",
      "Layout whose words are used and whose widgets ASS shows, by name or path; none: ASS shows "
      "the lines of the template", "webcast", READY);
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", "Language",
      "Language of labels and numbers (en, ru, es, fr, de, zh, ja), and of the track; English "
      "unless set", NULL, READY);
  properties[PROP_FRAME_RATE] = gst_param_spec_fraction ("frame-rate", "Frame rate",
      "Cues begin with frames of this rate; 0/1: at any time", 0, 1, G_MAXINT, 1, 0, 1, READY);
  properties[PROP_POSITION] = g_param_spec_enum ("position", "Position",
      "Where ASS without a layout puts its lines", position_get_type (), POSITION_TOP, READY);
  properties[PROP_WIDTH] = g_param_spec_int ("width", "Width",
      "Pixels of the picture that ASS is placed on", 16, 16384, 1920, READY);
  properties[PROP_HEIGHT] = g_param_spec_int ("height", "Height",
      "Pixels of the picture that ASS is placed on", 16, 16384, 1080, READY);
  properties[PROP_MARKS] = gst_telemetry_wish_spec (GST_TELEMETRY_WISH_MARKS, READY);
  properties[PROP_MARK] = gst_telemetry_wish_spec (GST_TELEMETRY_WISH_MARK, READY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gst_telemetry_subtitle_class_init (GstTelemetrySubtitleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);

  object_class->set_property = gst_telemetry_subtitle_set_property;
  object_class->get_property = gst_telemetry_subtitle_get_property;
  object_class->finalize = gst_telemetry_subtitle_finalize;
  install_properties (object_class);

  element_class->change_state = gst_telemetry_subtitle_change_state;
  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Telemetry subtitles", "Codec/Encoder/Subtitle",
      "Spacecraft telemetry to timed text: plain, Pango markup, ASS",
      "The gst-telemetry developers");
  gst_type_mark_as_plugin_api (position_get_type (), 0);
}
