/* SPDX-License-Identifier: LGPL-2.1-or-later */

/**
 * SECTION:element-telemetryoverlay
 * @title: telemetryoverlay
 *
 * Shows spacecraft telemetry on video: altitude, speed, mission clock, phase.
 *
 * ## Example launch line
 * |[
 * gst-launch-1.0 filesrc location=launch.mp4 ! decodebin ! \
 *     telemetryoverlay location=flight.csv liftoff-at=12.48 ! \
 *     videoconvert ! autovideosink
 * ]| Plays a film with what a log says, where liftoff is 12.48 s into the film.
 *
 * Each frame is a function of its own time alone, so that seeking, trimming and
 * rendering in pieces give the same pictures.
 *
 * Which instant a frame shows: the time of the frame is its place in the footage,
 * by `time-source`: stream time (which in a trimmed clip of an edit is the time in
 * the medium), PTS, running time or its timecode. `liftoff-at`, `footage-start`
 * and `marks` say which instants places show, in seconds, frames or timecode. Stream time is
 * counted from the first picture of the container, whatever time that has there, the same
 * after a seek; over parts of a recording that follow one another (concat) it goes on. In
 * an edit of GES it is what the edit says. A frame (#374) is counted in the file itself, which
 * is read a second time so far as it needs; where there is no file it goes by the frame rate,
 * and pictures that do not come so are warned of. One
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
 * unless such a time source is set, or liftoff-at, footage-start or marks are.
 *
 * Footage and telemetry that have no instant in common are told of: by a warning with
 * both spans, and by telemetry-apart on the bus.
 *
 * Footage that is stored on its side, with a tag that says how to turn it, is warned of: put
 * `videoflip video-direction=auto` before the overlay.
 *
 * Where telemetry falls silent its numbers are marked after `stale-after`, are ---
 * after `lost-after`, and the built-in layouts (but data) show a badge, LOS and for how
 * long, until it is heard again; telemetry-lost and telemetry-recovered are posted
 * on the bus, once for each loss. The end of a file is told, and has no badge.
 *
 * What is on a frame rides on it as #GstTelemetryMeta. Programs that ask for another time, or for what is known
 * of the flight, are answered by the queries of libgsttelemetry (gst_query_new_telemetry_snapshot()).
 */

#include "elements/overlay/gsttelemetryoverlay.h"

#include "elements/overlay/overlay-debug.h"
#include "elements/overlay/overlay-private.h"
#include "elements/settings/properties.h"

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetryOverlay, gst_telemetry_overlay, GST_TYPE_BASE_TRANSFORM,
    GST_DEBUG_CATEGORY_INIT (telemetryoverlay_debug, "telemetryoverlay", 0, "telemetry on video"))
GST_ELEMENT_REGISTER_DEFINE (telemetryoverlay, "telemetryoverlay", GST_RANK_NONE,
    GST_TYPE_TELEMETRY_OVERLAY)

/* Starting and stopping */

static gboolean
gst_telemetry_overlay_start (GstBaseTransform *trans)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);
  g_autoptr (GError) error = NULL;

  if (gst_telemetry_overlay_load (self, &error))
    return TRUE;
  GST_ELEMENT_ERROR (self, RESOURCE, OPEN_READ, ("%s", error->message), (NULL));
  return FALSE;
}

static gboolean
gst_telemetry_overlay_stop (GstBaseTransform *trans)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);

  g_clear_pointer (&self->painter, gst_telemetry_painter_free);
  g_clear_pointer (&self->unfit, gst_telemetry_presentation_unref);
  gst_telemetry_overlay_drop_pool (self);
  g_clear_pointer (&self->tagged, gst_telemetry_presentation_unref);
  g_clear_pointer (&self->upstream_tags, gst_tag_list_unref);
  gst_telemetry_announcer_forget (self->announcer);
  gst_telemetry_queue_set_presentation (self->queue, NULL);
  gst_telemetry_overlay_forget_places (self);
  self->footage_duration_ns = TLM_TIME_NONE;
  self->has_info = self->live_known = self->timed_out = self->timeout_told =
      self->told_unmet = FALSE;
  gst_telemetry_lock (&self->lock);
  self->refused = self->flowing = FALSE;
  gst_telemetry_unlock (&self->lock);
  gst_telemetry_overlay_unload (self);
  gst_telemetry_overlay_forget_shown (self);
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
gst_telemetry_overlay_submit_input_buffer (GstBaseTransform *trans, gboolean discont,
    GstBuffer *buffer)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (trans);

  gst_telemetry_overlay_place_frame (self, buffer);
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

  gst_telemetry_origin_take_event (&self->origin, event);
  if (GST_EVENT_TYPE (event) == GST_EVENT_TAG)
    event = gst_telemetry_overlay_merge_tags (self, event);
  if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    gst_telemetry_announcer_forget (self->announcer);
  if (GST_EVENT_TYPE (event) == GST_EVENT_EOS)
    gst_telemetry_overlay_end_meeting (self);
  if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP || GST_EVENT_TYPE (event) == GST_EVENT_EOS)
    gst_telemetry_queue_frames_reset (self->queue, GST_EVENT_TYPE (event) == GST_EVENT_EOS);
  return GST_BASE_TRANSFORM_CLASS (gst_telemetry_overlay_parent_class)->sink_event (trans, event);
}

static gboolean
gst_telemetry_overlay_query (GstBaseTransform *trans, GstPadDirection direction, GstQuery *query)
{
  if (direction == GST_PAD_SRC && GST_QUERY_TYPE (query) == GST_QUERY_LATENCY)
    return gst_telemetry_overlay_answer_latency (GST_TELEMETRY_OVERLAY (trans), query);
  if (gst_telemetry_overlay_answer (GST_TELEMETRY_OVERLAY (trans), query))
    return TRUE;
  return GST_BASE_TRANSFORM_CLASS (gst_telemetry_overlay_parent_class)->query (trans, direction,
      query);
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
  gst_telemetry_overlay_draw (GST_TELEMETRY_OVERLAY (trans), buffer);
  return GST_FLOW_OK;
}

static void
gst_telemetry_overlay_finalize (GObject *object)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY (object);

  gst_telemetry_overlay_forget_shown (self);
  gst_telemetry_settings_clear (&self->settings);
  gst_telemetry_overlay_forget_places (self);
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
  gst_telemetry_overlay_forget_places (self);
  self->footage_duration_ns = TLM_TIME_NONE;
  gst_telemetry_settings_init (&self->settings, GST_TELEMETRY_ELEMENT_OVERLAY);
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
