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
 *
 * Which instant a frame shows: the time of the frame is its place in the footage,
 * by `time-source`: stream time (which in a trimmed clip of an edit is the time in
 * the medium), PTS, running time or its timecode. `liftoff-at`, `footage-start`
 * and `marks` say which instants places show, in seconds, frames or timecode. One
 * such pair is an offset. Two are a line:
 * they correct a clock that drifts, or say how fast a time-lapse is. More are a line
 * through all, for footage of variable speed; before the first and after the last
 * the speed of the nearest piece goes on. Where places are timecode (23.976 to 60,
 * drop-frame written 10:42:13;07), footage-start gives that of the first frame, or
 * frames bring their own with time-source=timecode: from their stream, or from
 * linear timecode on a track of sound through timecodestamper, whose branches both
 * need a clocksync in GStreamer 1.22.
 *
 * With time-source=reference-timestamp (UTC that frames carry) and arrival (the
 * clock of this machine, for live video) frames say their instant themselves, and
 * nothing else is needed. Telemetry on telemetry_sink is matched by running time,
 * unless such a time source is set, or marks are.
 *
 * Where telemetry falls silent its numbers are marked after `stale-after`, are ---
 * after `lost-after`, and the built-in layouts (but data) show a badge, LOS and for how
 * long, until it is heard again; telemetry-lost and telemetry-recovered are posted
 * on the bus, once for each loss. The end of a file is told, and has no badge.
 */

#include "elements/overlay/gsttelemetryoverlay.h"

#include "elements/overlay/frame-instant.h"
#include "elements/overlay/overlay-private.h"

GST_DEBUG_CATEGORY (telemetryoverlay_debug);
#define GST_CAT_DEFAULT telemetryoverlay_debug

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetryOverlay, gst_telemetry_overlay, GST_TYPE_BASE_TRANSFORM,
    GST_DEBUG_CATEGORY_INIT (telemetryoverlay_debug, "telemetryoverlay", 0, "telemetry on video"))
GST_ELEMENT_REGISTER_DEFINE (telemetryoverlay, "telemetryoverlay", GST_RANK_NONE,
    GST_TYPE_TELEMETRY_OVERLAY)

GstTelemetryPresentation *
gst_telemetry_overlay_ref_presentation (GstTelemetryOverlay *self)
{
  GstTelemetryPresentation *presentation;

  gst_telemetry_lock (&self->lock);
  presentation = self->presentation ? gst_telemetry_presentation_ref (self->presentation) : NULL;
  gst_telemetry_unlock (&self->lock);
  return presentation;
}

/* Starting and stopping */

/* What the property and the mission say of what comes on telemetry_sink. */
static void
set_stream_options (GstTelemetryOverlay *self, const GstTelemetrySettings *settings,
    const TlmMissionSource *stream)
{
  TlmDecodeOptions options = {
    .columns = settings->columns ? settings->columns : stream->columns,
    .vehicle = stream->vehicle,
    .packets = stream->packets,
  };

  gst_telemetry_queue_set_options (self->queue, &options);
}

static gboolean
gst_telemetry_overlay_start (GstBaseTransform *trans)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);
  g_autoptr (GError) error = NULL;
  GstTelemetrySettings settings;
  GstTelemetryPresentation *presentation;
  gboolean awaited;

  gst_telemetry_lock (&self->lock);
  gst_telemetry_settings_copy (&settings, &self->settings);
  gst_telemetry_unlock (&self->lock);
  presentation = gst_telemetry_presentation_load (&settings, NULL, &error);
  if (presentation)
    set_stream_options (self, &settings, presentation->flight->mission->stream);
  gst_telemetry_settings_clear (&settings);
  if (!presentation) {
    GST_ELEMENT_ERROR (self, RESOURCE, OPEN_READ, ("%s", error->message), (NULL));
    return FALSE;
  }
  gst_telemetry_lock (&self->lock);
  self->presentation = presentation;
  self->started = TRUE;
  awaited = self->telemetry_pad != NULL;
  gst_telemetry_unlock (&self->lock);
  if (awaited)
    gst_telemetry_queue_set_presentation (self->queue, presentation);
  return TRUE;
}

static gboolean
gst_telemetry_overlay_stop (GstBaseTransform *trans)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);
  g_autoptr (GstTelemetryPresentation) presentation = NULL;

  g_clear_pointer (&self->painter, gst_telemetry_painter_free);
  g_clear_pointer (&self->unfit, gst_telemetry_presentation_unref);
  gst_telemetry_overlay_drop_pool (self);
  g_clear_pointer (&self->tagged, gst_telemetry_presentation_unref);
  g_clear_pointer (&self->upstream_tags, gst_tag_list_unref);
  gst_telemetry_announcer_forget (self->announcer);
  gst_telemetry_queue_set_presentation (self->queue, NULL);
  self->has_info = self->live_known = self->timed_out = self->gave_up = FALSE;
  gst_telemetry_lock (&self->lock);
  self->started = self->refused = FALSE;
  presentation = g_steal_pointer (&self->presentation);
  gst_telemetry_unlock (&self->lock);
  return TRUE;
}

static gboolean
gst_telemetry_overlay_set_caps (GstBaseTransform *trans, GstCaps *in, GstCaps *out)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);

  g_clear_pointer (&self->painter, gst_telemetry_painter_free);
  g_clear_pointer (&self->unfit, gst_telemetry_presentation_unref);
  gst_telemetry_overlay_drop_pool (self);
  self->has_info = gst_video_info_from_caps (&self->info, in);
  gst_telemetry_overlay_note_caps (self, in, out);
  return self->has_info;
}

static GstFlowReturn
gst_telemetry_overlay_submit_input_buffer (GstBaseTransform *trans, gboolean discont, GstBuffer *buffer)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);

  if (!gst_base_transform_is_passthrough (trans))
    gst_telemetry_overlay_settle (self);
  else
    gst_telemetry_queue_pass (self->queue, gst_segment_to_running_time (&trans->segment,
            GST_FORMAT_TIME, GST_BUFFER_PTS (buffer)));
  return GST_BASE_TRANSFORM_CLASS (gst_telemetry_overlay_parent_class)->submit_input_buffer (trans,
      discont, buffer);
}

/* A sink that was exchanged, or whose window has another size, wants asking. */
static gboolean
gst_telemetry_overlay_src_event (GstBaseTransform *trans, GstEvent *event)
{
  if (GST_EVENT_TYPE (event) == GST_EVENT_RECONFIGURE)
    gst_telemetry_overlay_renegotiate (GST_TELEMETRY_OVERLAY (trans));
  return GST_BASE_TRANSFORM_CLASS (gst_telemetry_overlay_parent_class)->src_event (trans, event);
}

static gboolean
gst_telemetry_overlay_sink_event (GstBaseTransform *trans, GstEvent *event)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);

  if (GST_EVENT_TYPE (event) == GST_EVENT_TAG)
    event = gst_telemetry_overlay_merge_tags (self, event);
  if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    gst_telemetry_announcer_forget (self->announcer);
  if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP || GST_EVENT_TYPE (event) == GST_EVENT_EOS)
    gst_telemetry_queue_frames_reset (self->queue, GST_EVENT_TYPE (event) == GST_EVENT_EOS);
  return GST_BASE_TRANSFORM_CLASS (gst_telemetry_overlay_parent_class)->sink_event (trans, event);
}

static gboolean
gst_telemetry_overlay_query (GstBaseTransform *trans, GstPadDirection direction, GstQuery *query)
{
  if (direction == GST_PAD_SRC && GST_QUERY_TYPE (query) == GST_QUERY_LATENCY)
    return gst_telemetry_overlay_answer_latency (GST_TELEMETRY_OVERLAY (trans), query);
  return GST_BASE_TRANSFORM_CLASS (gst_telemetry_overlay_parent_class)->query (trans, direction, query);
}

/* Where a buffer is in the footage, with time-offset, or TLM_TIME_NONE. */
static TlmDuration
footage_time (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  const GstSegment *segment = &GST_BASE_TRANSFORM (self)->segment;
  GstClockTime pts = GST_BUFFER_PTS (buffer), magnitude;
  GstTelemetryTimeSource source = self->now.time_source;
  TlmDuration offset = self->now.time_offset_ns;
  gboolean forward = TRUE;

  if (source == TIME_SOURCE_TIMECODE) {
    TlmDuration since_midnight = gst_telemetry_frame_timecode (buffer);
    return since_midnight == TLM_TIME_NONE ? TLM_TIME_NONE : offset + tlm_footage_start_since (
        &self->painter->presentation->sync.footage_start, since_midnight,
        GST_VIDEO_INFO_FPS_N (&self->info), GST_VIDEO_INFO_FPS_D (&self->info));
  }
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

static GstTelemetryCanvas
find_canvas (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  return (GstTelemetryCanvas) {
    .visible = gst_telemetry_visible_rect (&self->info, buffer),
    .graphics_white = self->now.graphics_white,
    .attach = self->attaching,
    .window_width = self->window_width,
    .window_height = self->window_height,
  };
}

/* The painter for the presentation and the frame of this moment. One that cannot be
 * drawn (a layout that does not fit these frames) leaves the frames as they are: NULL,
 * with an error the first time. */
static GstTelemetryPainter *
ready_painter (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation, GstBuffer *buffer, GError **error)
{
  GstTelemetryCanvas canvas = find_canvas (self, buffer);

  if (self->painter && gst_telemetry_painter_fits (self->painter, presentation, &canvas))
    return self->painter;
  /* What could not be drawn once is not tried for each frame. */
  if (self->unfit == presentation && memcmp (&self->unfit_rect, &canvas.visible, sizeof canvas.visible) == 0)
    return NULL;
  g_clear_pointer (&self->painter, gst_telemetry_painter_free);
  self->painter = gst_telemetry_painter_new (presentation, &self->info, &canvas, error);
  if (!self->painter) {
    gst_telemetry_presentation_unref (self->unfit);
    self->unfit = gst_telemetry_presentation_ref (presentation);
    self->unfit_rect = canvas.visible;
  }
  return self->painter;
}

/* Whether a time source says which instant a frame is of, and that instant. */
static gboolean
frame_instant (GstTelemetryTimeSource source, GstBuffer *buffer, TlmInstant *instant)
{
  if (source == TIME_SOURCE_REFERENCE_TIMESTAMP)
    *instant = gst_telemetry_frame_instant (buffer);
  else if (source == TIME_SOURCE_ARRIVAL)
    *instant = gst_telemetry_arrival_instant ();
  else
    return FALSE;
  return TRUE;
}

/* Which time on the timeline's clock a frame shows: its own instant where the time
 * source has one; by its place in the footage where marks say what that shows; else
 * by the running time where telemetry comes on its pad, else by its place. */
static gint64
shown_time (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation, GstBuffer *buffer,
    GstClockTime running_time)
{
  GstTelemetryTimeSource source = self->now.time_source;
  TlmInstant instant;
  gint64 time_ns;

  if (frame_instant (source, buffer, &instant))
    time_ns = instant == TLM_TIME_NONE ? TLM_TIME_NONE :
        tlm_timeline_from_instant (presentation->flight->timeline, instant);
  else if (source == TIME_SOURCE_TIMECODE || presentation->source || presentation->sync.marks.n > 0 || (time_ns =
          gst_telemetry_queue_map (self->queue, running_time)) == TLM_TIME_NONE)
    return gst_telemetry_painter_map (self->painter, footage_time (self, buffer));
  return time_ns == TLM_TIME_NONE ? TLM_TIME_NONE : time_ns + self->now.time_offset_ns;
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

/* Brings the scene to this frame's instant. The lock on the timeline is held
 * meanwhile, since telemetry may be arriving; what there is to tell is told after it. */
static GstTelemetryPainter *
prepare_picture (GstTelemetryOverlay *self, GstTelemetryPresentation **current, GstBuffer *buffer)
{
  GstClockTime running_time = gst_segment_to_running_time (&GST_BASE_TRANSFORM (self)->segment,
      GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));
  g_autoptr (GError) error = NULL;
  GstTelemetryPainter *painter;
  GstTelemetryPresentation *presentation;

  gst_telemetry_overlay_wait (self, current, running_time);
  presentation = *current;
  painter = ready_painter (self, presentation, buffer, &error);
  if (self->tagged != presentation)
    gst_telemetry_announcer_forget (self->announcer);
  if (painter) {
    gint64 time_ns = shown_time (self, presentation, buffer, running_time);
    gst_telemetry_overlay_wait_for (self, time_ns);
    gst_telemetry_painter_seek (painter, time_ns);
    gst_telemetry_announcer_look (self->announcer, presentation->flight, presentation->style.language, painter->snapshot,
        running_time);
  }
  gst_telemetry_overlay_end_wait (self);
  if (error)
    GST_ELEMENT_WARNING (self, STREAM, FORMAT, ("%s", error->message), (NULL));
  gst_telemetry_announcer_post (self->announcer);
  if (painter)
    gst_telemetry_overlay_send_tags (self, presentation);
  return painter;
}

static void
burn (GstTelemetryOverlay *self, GstTelemetryPainter *painter, GstBuffer *buffer)
{
  GstVideoFrame frame;

  if (!gst_video_frame_map (&frame, &self->info, buffer,
          GST_MAP_READWRITE | GST_VIDEO_FRAME_MAP_FLAG_NO_REF)) {
    GST_WARNING_OBJECT (self, "a frame cannot be mapped, it passes as it is");
    return;
  }
  gst_telemetry_painter_blend (painter, &frame);
  gst_video_frame_unmap (&frame);
  gst_buffer_add_telemetry_meta (buffer, gst_telemetry_painter_publish (painter));
}

/* The presentation of this moment, and the properties that go with it. */
static GstTelemetryPresentation *
take_settings (GstTelemetryOverlay *self)
{
  GstTelemetryPresentation *presentation;

  gst_telemetry_lock (&self->lock);
  self->now = self->wanted;
  presentation = self->presentation ? gst_telemetry_presentation_ref (self->presentation) : NULL;
  gst_telemetry_unlock (&self->lock);
  return presentation;
}

static GstFlowReturn
gst_telemetry_overlay_transform_ip (GstBaseTransform *trans, GstBuffer *buffer)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);
  g_autoptr (GstTelemetryPresentation) presentation = take_settings (self);
  GstTelemetryPainter *painter = presentation && self->has_info ? prepare_picture (self, &presentation, buffer) : NULL;

  if (!painter)
    return GST_FLOW_OK;
  if (self->attaching) {
    gst_telemetry_painter_attach (painter, buffer);
    gst_buffer_add_telemetry_meta (buffer, gst_telemetry_painter_publish (painter));
  } else {
    burn (self, painter, buffer);
  }
  return GST_FLOW_OK;
}

static void
gst_telemetry_overlay_finalize (GObject *object)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (object);

  gst_telemetry_settings_clear (&self->settings);
  gst_telemetry_announcer_free (self->announcer);
  gst_telemetry_queue_free (self->queue);
  gst_clear_object (&self->telemetry_pad);
  gst_telemetry_lock_clear (&self->lock);
  G_OBJECT_CLASS (gst_telemetry_overlay_parent_class)->finalize (object);
}

static void
gst_telemetry_overlay_init (GstTelemetryOverlay *self)
{
  gst_telemetry_lock_init (&self->lock, GST_TELEMETRY_RANK_SETTINGS,
      "the settings of the overlay");
  self->announcer = gst_telemetry_announcer_new (GST_ELEMENT (self));
  self->queue = gst_telemetry_queue_new ();
  self->history = TLM_HISTORY_DEFAULT;
  self->reorder_window_ns = TLM_SECOND;
  self->max_wait = -1;
  self->wanted.graphics_white = 203;
  self->enabled = TRUE;
}

static void
add_pad_templates (GstElementClass *element_class)
{
  g_autoptr (GstCaps) caps = gst_telemetry_template_caps ();

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

  object_class->finalize = gst_telemetry_overlay_finalize;
  gst_telemetry_overlay_install_properties (object_class);

  trans_class->query = gst_telemetry_overlay_query;
  trans_class->start = gst_telemetry_overlay_start;
  trans_class->stop = gst_telemetry_overlay_stop;
  trans_class->set_caps = gst_telemetry_overlay_set_caps;
  trans_class->submit_input_buffer = gst_telemetry_overlay_submit_input_buffer;
  trans_class->prepare_output_buffer = gst_telemetry_overlay_prepare_output_buffer;
  trans_class->propose_allocation = gst_telemetry_overlay_propose_allocation;
  trans_class->transform_caps = gst_telemetry_overlay_transform_caps;
  trans_class->fixate_caps = gst_telemetry_overlay_fixate_caps;
  trans_class->src_event = gst_telemetry_overlay_src_event;
  trans_class->sink_event = gst_telemetry_overlay_sink_event;
  trans_class->transform_ip_on_passthrough = FALSE;
  trans_class->before_transform = gst_telemetry_overlay_before_transform;
  trans_class->transform_ip = gst_telemetry_overlay_transform_ip;

  add_pad_templates (element_class);
  gst_telemetry_overlay_install_pad (element_class);
  gst_element_class_set_static_metadata (element_class, "Telemetry overlay",
      "Filter/Effect/Video", "Shows spacecraft telemetry on video",
      "The gst-telemetry developers");
}
