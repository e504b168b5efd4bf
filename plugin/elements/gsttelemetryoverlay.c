/* SPDX-License-Identifier: LGPL-2.1-or-later */

/**
 * SECTION:element-telemetryoverlay
 * @title: telemetryoverlay
 *
 * Shows spacecraft telemetry on video: altitude, speed, mission clock, phase.
 *
 * |[
 * gst-launch-1.0 filesrc location=launch.mp4 ! decodebin ! \
 *     telemetryoverlay location=flight.csv liftoff-at=12.48 ! \
 *     videoconvert ! autovideosink
 * ]|
 *
 * Each frame is a function of its own time alone, so that seeking, trimming and
 * rendering in pieces give the same pictures.
 */

#include "elements/gsttelemetryoverlay.h"

#include "elements/chapters.h"
#include "elements/overlay-herald.h"
#include "elements/overlay-painter.h"

GST_DEBUG_CATEGORY_STATIC (telemetryoverlay_debug);
#define GST_CAT_DEFAULT telemetryoverlay_debug

/* No footage is longer (73 years), so that sums of times cannot overflow. */
#define LONGEST (G_MAXINT64 / 4)

typedef enum {
  TIME_SOURCE_STREAM_TIME,
  TIME_SOURCE_PTS,
  TIME_SOURCE_RUNNING_TIME
} TimeSource;

struct _GstTelemetryOverlay {
  GstBaseTransform parent;

  GMutex lock;                     /* guards the fields down to the next comment */
  GstTelemetryWishes wishes;
  TimeSource time_source;
  TlmDuration time_offset_ns;
  gboolean enabled;
  gboolean started;
  GstTelemetryShow *show;          /* NULL until started */

  /* Of the streaming thread alone. */
  GstVideoInfo info;
  gboolean has_info;
  GstTelemetryPainter *painter;
  GstTelemetryHerald *herald;
  GstTagList *upstream_tags;
  GstTelemetryShow *announced;     /* the show whose tags and warnings went out */
};

enum {
  PROP_0,
  PROP_LOCATION,
  PROP_MISSION,
  PROP_COLUMNS,
  PROP_LAYOUT,
  PROP_UNITS,
  PROP_LANGUAGE,
  PROP_LIFTOFF_AT,
  PROP_TIME_OFFSET,
  PROP_TIME_SOURCE,
  PROP_STALE_AFTER,
  PROP_LOST_AFTER,
  PROP_ENABLED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetryOverlay, gst_telemetry_overlay, GST_TYPE_BASE_TRANSFORM,
    GST_DEBUG_CATEGORY_INIT (telemetryoverlay_debug, "telemetryoverlay", 0, "telemetry on video"))
GST_ELEMENT_REGISTER_DEFINE (telemetryoverlay, "telemetryoverlay", GST_RANK_NONE,
    GST_TYPE_TELEMETRY_OVERLAY)

static GType
time_source_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { TIME_SOURCE_STREAM_TIME, "Position in the media", "stream-time" },
    { TIME_SOURCE_PTS, "Time stamp of the buffer", "pts" },
    { TIME_SOURCE_RUNNING_TIME, "Time since the pipeline began to play", "running-time" },
    { 0, NULL, NULL }
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GstTelemetryTimeSource", values));
  return type;
}

static GType
units_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { TLR_UNITS_LAYOUT, "As the layout says, metric where it says nothing", "layout" },
    { TLR_UNITS_METRIC, "Metres, km, km/h", "metric" },
    { TLR_UNITS_IMPERIAL, "Feet, miles, mph", "imperial" },
    { TLR_UNITS_NAUTICAL, "Feet, nautical miles, knots", "nautical" },
    { 0, NULL, NULL }
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GstTelemetryUnits", values));
  return type;
}

/* Shows: loaded by whoever sets a property, drawn by the streaming thread. */

static GstTelemetryShow *
ref_show (GstTelemetryOverlay *self)
{
  GstTelemetryShow *show;

  g_mutex_lock (&self->lock);
  show = self->show ? gst_telemetry_show_ref (self->show) : NULL;
  g_mutex_unlock (&self->lock);
  return show;
}

/* While running a wish that cannot be met leaves the picture as it is. */
static gboolean
try_wishes (GstTelemetryOverlay *self, GstTelemetryWishes *wishes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstTelemetryShow) previous = ref_show (self);
  GstTelemetryShow *show = gst_telemetry_show_load (wishes, previous, &error);

  if (!show) {
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS, ("%s", error->message),
        ("the picture stays as it was"));
    gst_telemetry_wishes_clear (wishes);
    return FALSE;
  }
  g_mutex_lock (&self->lock);
  gst_telemetry_wishes_clear (&self->wishes);
  self->wishes = *wishes;
  g_clear_pointer (&self->show, gst_telemetry_show_unref);
  self->show = show;
  g_mutex_unlock (&self->lock);
  return TRUE;
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
set_wish (GstTelemetryWishes *wishes, guint id, const GValue *value)
{
  switch (id) {
    case PROP_LOCATION:
      replace_string (&wishes->location, value);
      break;
    case PROP_MISSION:
      replace_string (&wishes->mission, value);
      break;
    case PROP_COLUMNS:
      replace_string (&wishes->columns, value);
      break;
    case PROP_LAYOUT:
      replace_string (&wishes->layout, value);
      break;
    case PROP_UNITS:
      wishes->units = g_value_get_enum (value);
      break;
    case PROP_LANGUAGE:
      replace_string (&wishes->language, value);
      break;
    case PROP_LIFTOFF_AT:
      replace_string (&wishes->liftoff_at, value);
      break;
    case PROP_STALE_AFTER:
      wishes->stale_after_ns = g_value_get_int64 (value);
      break;
    case PROP_LOST_AFTER:
      wishes->lost_after_ns = g_value_get_int64 (value);
      break;
  }
}

static void
change_wish (GstTelemetryOverlay *self, guint id, const GValue *value)
{
  GstTelemetryWishes wishes;
  gboolean started;

  g_mutex_lock (&self->lock);
  started = self->started;
  if (!started)
    set_wish (&self->wishes, id, value);
  else
    gst_telemetry_wishes_copy (&wishes, &self->wishes);
  g_mutex_unlock (&self->lock);
  if (started) {
    set_wish (&wishes, id, value);
    try_wishes (self, &wishes);
  }
}

static void
gst_telemetry_overlay_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (object);

  switch (id) {
    case PROP_TIME_SOURCE:
      g_mutex_lock (&self->lock);
      self->time_source = g_value_get_enum (value);
      g_mutex_unlock (&self->lock);
      break;
    case PROP_TIME_OFFSET:
      g_mutex_lock (&self->lock);
      self->time_offset_ns = g_value_get_int64 (value);
      g_mutex_unlock (&self->lock);
      break;
    case PROP_ENABLED:
      g_mutex_lock (&self->lock);
      self->enabled = g_value_get_boolean (value);
      g_mutex_unlock (&self->lock);
      gst_base_transform_set_passthrough (GST_BASE_TRANSFORM (self), !g_value_get_boolean (value));
      break;
    default:
      if (id == PROP_0 || id >= N_PROPS)
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      else
        change_wish (self, id, value);
  }
}

static void
gst_telemetry_overlay_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (object);
  const GstTelemetryWishes *wishes = &self->wishes;

  g_mutex_lock (&self->lock);
  switch (id) {
    case PROP_LOCATION:
      g_value_set_string (value, wishes->location);
      break;
    case PROP_MISSION:
      g_value_set_string (value, wishes->mission);
      break;
    case PROP_COLUMNS:
      g_value_set_string (value, wishes->columns);
      break;
    case PROP_LAYOUT:
      g_value_set_string (value, wishes->layout ? wishes->layout : "webcast");
      break;
    case PROP_UNITS:
      g_value_set_enum (value, wishes->units);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, wishes->language);
      break;
    case PROP_LIFTOFF_AT:
      g_value_set_string (value, wishes->liftoff_at);
      break;
    case PROP_TIME_OFFSET:
      g_value_set_int64 (value, self->time_offset_ns);
      break;
    case PROP_TIME_SOURCE:
      g_value_set_enum (value, self->time_source);
      break;
    case PROP_STALE_AFTER:
      g_value_set_int64 (value, wishes->stale_after_ns);
      break;
    case PROP_LOST_AFTER:
      g_value_set_int64 (value, wishes->lost_after_ns);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  g_mutex_unlock (&self->lock);
}

/* Starting and stopping */

static gboolean
gst_telemetry_overlay_start (GstBaseTransform *trans)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);
  g_autoptr (GError) error = NULL;
  GstTelemetryWishes wishes;
  GstTelemetryShow *show;

  g_mutex_lock (&self->lock);
  gst_telemetry_wishes_copy (&wishes, &self->wishes);
  g_mutex_unlock (&self->lock);
  show = gst_telemetry_show_load (&wishes, NULL, &error);
  gst_telemetry_wishes_clear (&wishes);
  if (!show) {
    GST_ELEMENT_ERROR (self, RESOURCE, OPEN_READ, ("%s", error->message), (NULL));
    return FALSE;
  }
  g_mutex_lock (&self->lock);
  self->show = show;
  self->started = TRUE;
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
gst_telemetry_overlay_stop (GstBaseTransform *trans)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);

  g_clear_pointer (&self->painter, gst_telemetry_painter_free);
  g_clear_pointer (&self->announced, gst_telemetry_show_unref);
  g_clear_pointer (&self->upstream_tags, gst_tag_list_unref);
  gst_telemetry_herald_forget (self->herald);
  self->has_info = FALSE;
  g_mutex_lock (&self->lock);
  self->started = FALSE;
  g_clear_pointer (&self->show, gst_telemetry_show_unref);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
gst_telemetry_overlay_set_caps (GstBaseTransform *trans, GstCaps *in, GstCaps *out)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);

  g_clear_pointer (&self->painter, gst_telemetry_painter_free);
  self->has_info = gst_video_info_from_caps (&self->info, in);
  return self->has_info;
}

/* Tags */

static void
push_tags (GstTelemetryOverlay *self, GstTelemetryShow *show)
{
  g_autoptr (GstTagList) ours = gst_telemetry_show_tags (show);

  if (!ours)
    return;
  gst_pad_push_event (GST_BASE_TRANSFORM_SRC_PAD (self), gst_event_new_tag (
          gst_tag_list_merge (self->upstream_tags, ours, GST_TAG_MERGE_APPEND)));
}

static void
post_warnings (GstTelemetryOverlay *self, GstTelemetryShow *show)
{
  const GPtrArray *warnings = show->flight->warnings;

  for (guint i = 0; i < warnings->len; i++)
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", (const char *) warnings->pdata[i]), (NULL));
  if (self->painter->sync.guessed)
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS,
        ("The telemetry is in UTC and nothing says when the footage was taken: its first sample is "
            "shown at the start. Set liftoff-at, or footage-start in the mission."), (NULL));
  if (!self->painter->sync.known)
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS,
        ("liftoff-at is a frame number, and this video has no fixed frame rate: no number is shown. "
            "Give liftoff-at in seconds."), (NULL));
}

/* Chapters, unless the stream has its own or is live, where nobody knows them.
 * They must come before the first buffer: muxers write them into the header. */
static void
push_chapters (GstTelemetryOverlay *self, GstTelemetryShow *show)
{
  GstPad *srcpad = GST_BASE_TRANSFORM_SRC_PAD (self);
  g_autoptr (GstEvent) theirs = gst_pad_get_sticky_event (srcpad, GST_EVENT_TOC, 0);
  g_autoptr (GstQuery) latency = gst_query_new_latency ();
  g_autoptr (GstToc) toc = NULL;
  gboolean live = FALSE;
  gint64 duration = -1;

  if (theirs)
    return;
  if (gst_pad_peer_query (GST_BASE_TRANSFORM_SINK_PAD (self), latency))
    gst_query_parse_latency (latency, &live, NULL, NULL);
  if (live)
    return;
  if (!gst_pad_peer_query_duration (GST_BASE_TRANSFORM_SINK_PAD (self), GST_FORMAT_TIME, &duration))
    duration = -1;
  toc = gst_telemetry_chapters_new (show->flight->timeline, &self->painter->sync,
      duration < 0 ? GST_CLOCK_TIME_NONE : (GstClockTime) duration);
  if (toc)
    gst_pad_push_event (srcpad, gst_event_new_toc (toc, FALSE));
}

/* Once a show: what a user should know of it, in the stream and on the bus. */
static void
announce (GstTelemetryOverlay *self, GstTelemetryShow *show)
{
  if (self->announced == show)
    return;
  g_clear_pointer (&self->announced, gst_telemetry_show_unref);
  self->announced = gst_telemetry_show_ref (show);
  gst_telemetry_herald_forget (self->herald);
  push_tags (self, show);
  push_chapters (self, show);
  post_warnings (self, show);
}

static gboolean
gst_telemetry_overlay_sink_event (GstBaseTransform *trans, GstEvent *event)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);

  if (GST_EVENT_TYPE (event) == GST_EVENT_TAG) {
    g_autoptr (GstTelemetryShow) show = ref_show (self);
    g_autoptr (GstTagList) ours = show ? gst_telemetry_show_tags (show) : NULL;
    GstTagList *tags;

    gst_event_parse_tag (event, &tags);
    gst_clear_tag_list (&self->upstream_tags);
    self->upstream_tags = gst_tag_list_ref (tags);
    if (ours) {
      tags = gst_tag_list_merge (self->upstream_tags, ours, GST_TAG_MERGE_APPEND);
      gst_event_unref (event);
      event = gst_event_new_tag (tags);
    }
  }
  if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    gst_telemetry_herald_forget (self->herald);
  return GST_BASE_TRANSFORM_CLASS (gst_telemetry_overlay_parent_class)->sink_event (trans, event);
}

/* Frames */

/* Where a buffer is in the footage, with time-offset, or TLM_TIME_NONE. */
static TlmDuration
footage_time (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  const GstSegment *segment = &GST_BASE_TRANSFORM (self)->segment;
  GstClockTime pts = GST_BUFFER_PTS (buffer), magnitude;
  gboolean forward = TRUE;
  TlmDuration offset;
  TimeSource source;

  g_mutex_lock (&self->lock);
  source = self->time_source;
  offset = self->time_offset_ns;
  g_mutex_unlock (&self->lock);
  if (!GST_CLOCK_TIME_IS_VALID (pts) || segment->format != GST_FORMAT_TIME)
    return TLM_TIME_NONE;
  if (source == TIME_SOURCE_STREAM_TIME)
    forward = gst_segment_to_stream_time_full (segment, GST_FORMAT_TIME, pts, &magnitude) > 0;
  else if (source == TIME_SOURCE_RUNNING_TIME)
    forward = gst_segment_to_running_time_full (segment, GST_FORMAT_TIME, pts, &magnitude) > 0;
  else
    magnitude = pts;
  if (!GST_CLOCK_TIME_IS_VALID (magnitude) || magnitude > LONGEST)
    return TLM_TIME_NONE;
  return (forward ? (TlmDuration) magnitude : -(TlmDuration) magnitude) + offset;
}

/* The painter for the show of this moment. A show that cannot be drawn (a
 * layout that does not fit these frames) leaves the frames as they are. */
static GstTelemetryPainter *
ready_painter (GstTelemetryOverlay *self)
{
  g_autoptr (GstTelemetryShow) show = ref_show (self);
  g_autoptr (GError) error = NULL;

  if (!show || !self->has_info)
    return NULL;
  if (self->painter && self->painter->show == show)
    return self->painter;
  g_clear_pointer (&self->painter, gst_telemetry_painter_free);
  self->painter = gst_telemetry_painter_new (show, &self->info, &error);
  if (!self->painter) {
    GST_ELEMENT_WARNING (self, STREAM, FORMAT, ("%s", error->message), (NULL));
    return NULL;
  }
  announce (self, show);
  return self->painter;
}

/* Animated properties follow the stream's own time. */
static void
gst_telemetry_overlay_before_transform (GstBaseTransform *trans, GstBuffer *buffer)
{
  GstClockTime time = gst_segment_to_stream_time (&trans->segment, GST_FORMAT_TIME,
      GST_BUFFER_PTS (buffer));

  if (GST_CLOCK_TIME_IS_VALID (time))
    gst_object_sync_values (GST_OBJECT (trans), time);
}

static GstFlowReturn
gst_telemetry_overlay_transform_ip (GstBaseTransform *trans, GstBuffer *buffer)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);
  GstTelemetryPainter *painter = ready_painter (self);
  GstVideoFrame frame;

  if (!painter)
    return GST_FLOW_OK;
  gst_telemetry_painter_seek (painter, footage_time (self, buffer));
  if (!gst_video_frame_map (&frame, &self->info, buffer,
          GST_MAP_READWRITE | GST_VIDEO_FRAME_MAP_FLAG_NO_REF)) {
    GST_WARNING_OBJECT (self, "a frame cannot be mapped, it passes as it is");
    return GST_FLOW_OK;
  }
  gst_telemetry_painter_blend (painter, &frame);
  gst_video_frame_unmap (&frame);
  gst_telemetry_herald_look (self->herald, painter->show->flight->timeline, painter->snapshot,
      gst_segment_to_running_time (&trans->segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer)));
  gst_buffer_add_telemetry_meta (buffer,
      gst_telemetry_show_publish (painter->show, painter->snapshot));
  return GST_FLOW_OK;
}

static void
gst_telemetry_overlay_finalize (GObject *object)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (object);

  gst_telemetry_wishes_clear (&self->wishes);
  gst_telemetry_herald_free (self->herald);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (gst_telemetry_overlay_parent_class)->finalize (object);
}

static void
gst_telemetry_overlay_init (GstTelemetryOverlay *self)
{
  g_mutex_init (&self->lock);
  self->herald = gst_telemetry_herald_new (GST_ELEMENT (self));
  self->enabled = TRUE;
}

#define PLAYING (GST_PARAM_MUTABLE_PLAYING | G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS)

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_LOCATION] = g_param_spec_string ("location", "Location",
      "Telemetry: path or URI of a log, an ephemeris or an element set", NULL, PLAYING);
  properties[PROP_MISSION] = g_param_spec_string ("mission", "Mission",
      "Mission file: sources, units, liftoff, events, vehicles", NULL, PLAYING);
  properties[PROP_COLUMNS] = g_param_spec_string ("columns", "Columns",
      "What the columns mean where the header does not say: "
      "altitude=alt:ft,speed=vz:ft/s,time=t:s", NULL, PLAYING);
  properties[PROP_LAYOUT] = g_param_spec_string ("layout", "Layout",
      "Built-in layout by name, or path of a layout file", "webcast", PLAYING);
  properties[PROP_UNITS] = g_param_spec_enum ("units", "Units",
      "Units of fields whose unit the layout leaves open", units_get_type (), TLR_UNITS_LAYOUT, PLAYING);
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", "Language",
      "Language of labels and numbers (en, ru, es, fr, de, zh, ja), whatever the locale; "
      "English unless set", NULL, PLAYING);
  properties[PROP_LIFTOFF_AT] = g_param_spec_string ("liftoff-at", "Liftoff at",
      "Where liftoff is in the footage: seconds (12.48), HH:MM:SS.mmm or a frame (#374)",
      NULL, PLAYING);
  properties[PROP_TIME_OFFSET] = g_param_spec_int64 ("time-offset", "Time offset",
      "Nanoseconds added to each frame's time: positive shows later telemetry",
      -LONGEST, LONGEST, 0, PLAYING | GST_PARAM_CONTROLLABLE);
  properties[PROP_TIME_SOURCE] = g_param_spec_enum ("time-source", "Time source",
      "Which time of a frame is its place in the footage", time_source_get_type (),
      TIME_SOURCE_STREAM_TIME, PLAYING);
  properties[PROP_STALE_AFTER] = g_param_spec_int64 ("stale-after", "Stale after",
      "Nanoseconds after which a value that is not renewed is marked old "
      "(0 = as the mission says, or 2 s)", 0, LONGEST, 0, PLAYING);
  properties[PROP_LOST_AFTER] = g_param_spec_int64 ("lost-after", "Lost after",
      "Nanoseconds after which a value that is not renewed is no longer shown "
      "(0 = as the mission says, or 5 s)", 0, LONGEST, 0, PLAYING);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", "Enabled",
      "FALSE lets frames through untouched", TRUE, PLAYING | GST_PARAM_CONTROLLABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
add_pad_templates (GstElementClass *element_class)
{
  g_autoptr (GstCaps) caps = gst_telemetry_blend_caps ();

  gst_element_class_add_pad_template (element_class,
      gst_pad_template_new ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, caps));
  gst_element_class_add_pad_template (element_class,
      gst_pad_template_new ("src", GST_PAD_SRC, GST_PAD_ALWAYS, caps));
}

static void
gst_telemetry_overlay_class_init (GstTelemetryOverlayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseTransformClass *trans_class = GST_BASE_TRANSFORM_CLASS (klass);

  object_class->set_property = gst_telemetry_overlay_set_property;
  object_class->get_property = gst_telemetry_overlay_get_property;
  object_class->finalize = gst_telemetry_overlay_finalize;
  install_properties (object_class);

  trans_class->start = gst_telemetry_overlay_start;
  trans_class->stop = gst_telemetry_overlay_stop;
  trans_class->set_caps = gst_telemetry_overlay_set_caps;
  trans_class->sink_event = gst_telemetry_overlay_sink_event;
  trans_class->transform_ip_on_passthrough = FALSE;
  trans_class->before_transform = gst_telemetry_overlay_before_transform;
  trans_class->transform_ip = gst_telemetry_overlay_transform_ip;

  add_pad_templates (element_class);
  gst_element_class_set_static_metadata (element_class, "Telemetry overlay",
      "Filter/Effect/Video", "Shows spacecraft telemetry on video",
      "The gst-telemetry developers");
  gst_type_mark_as_plugin_api (time_source_get_type (), 0);
  gst_type_mark_as_plugin_api (units_get_type (), 0);
}
