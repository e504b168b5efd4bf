/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One frame: the painter for it, its picture, and what there is to tell of it. */
#include "elements/overlay/overlay-debug.h"
#include "elements/overlay/overlay-private.h"

#include <string.h>

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
ready_painter (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation,
    GstBuffer *buffer, GError **error)
{
  GstTelemetryCanvas canvas = find_canvas (self, buffer);
  GstTelemetryPainter *before;

  if (self->painter && gst_telemetry_painter_fits (self->painter, presentation, &canvas)) {
    if (self->settled_source != self->now.time_source)
      gst_telemetry_overlay_settle_places (self, self->painter);
    return self->painter;
  }
  /* What could not be drawn once is not tried for each frame. */
  if (self->unfit == presentation &&
      memcmp (&self->unfit_rect, &canvas.visible, sizeof canvas.visible) == 0)
    return NULL;
  before = g_steal_pointer (&self->painter);
  self->painter = gst_telemetry_painter_new (presentation, &self->info, &canvas, error);
  if (self->painter)
    gst_telemetry_overlay_settle_places (self, self->painter);
  if (self->painter && !gst_telemetry_painter_cut (self->painter, &self->first_timecode, error))
    g_clear_pointer (&self->painter, gst_telemetry_painter_free);
  if (self->painter && before)
    gst_telemetry_painter_take_relation (self->painter, before);
  gst_telemetry_painter_free (before);
  if (!self->painter) {
    gst_telemetry_presentation_unref (self->unfit);
    self->unfit = gst_telemetry_presentation_ref (presentation);
    self->unfit_rect = canvas.visible;
  }
  return self->painter;
}

/* Brings the scene to this frame's instant. The lock on the timeline is held
 * meanwhile, since telemetry may be arriving; what there is to tell is told after it. */
static GstTelemetryPainter *
prepare_picture (GstTelemetryOverlay *self, GstTelemetryPresentation **current,
    GstBuffer *buffer)
{
  GstClockTime running_time = gst_segment_to_running_time (&GST_BASE_TRANSFORM (self)->segment,
      GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));
  g_autoptr (GError) error = NULL;
  GstTelemetryPainter *painter;
  GstTelemetryPresentation *presentation;
  gboolean related = FALSE;

  gst_telemetry_overlay_measure_footage (self);
  gst_telemetry_overlay_wait (self, current, running_time);
  presentation = *current;
  painter = ready_painter (self, presentation, buffer, &error);
  if (self->tagged != presentation) {
    gst_telemetry_announcer_forget (self->announcer);
    gst_telemetry_overlay_forget_meeting (self);
    gst_telemetry_overlay_forget_silence (self);
  }
  if (painter) {
    gint64 time_ns;
    related = gst_telemetry_painter_relate (painter);
    time_ns = gst_telemetry_overlay_shown_time (self, presentation, buffer);
    painter->is_elsewhere = painter->edit && time_ns == TLM_TIME_NONE;
    gst_telemetry_overlay_note_shown (self, presentation);
    gst_telemetry_overlay_wait_for (self, time_ns);
    gst_telemetry_painter_seek (painter, time_ns, &self->now.pose);
    /* A frame that nobody knows the instant of says nothing of the telemetry. */
    if (time_ns != TLM_TIME_NONE)
      gst_telemetry_announcer_look (self->announcer, presentation->flight,
          presentation->style.language, painter->snapshot, running_time);
    gst_telemetry_overlay_look_for_meeting (self, presentation->flight->timeline, time_ns);
    gst_telemetry_overlay_look_for_values (self, time_ns, running_time);
  }
  gst_telemetry_overlay_end_wait (self);
  if (error) {
    GST_ELEMENT_WARNING (self, STREAM, FORMAT, ("%s", error->message), (NULL));
    gst_telemetry_overlay_warn_of_fonts (self, presentation);
  }
  if (related)
    gst_telemetry_overlay_warn_of_sync (self);
  if (painter)
    gst_telemetry_overlay_warn_of_places (self);
  gst_telemetry_announcer_post (self->announcer);
  if (painter)
    gst_telemetry_overlay_send_tags (self, presentation);
  return painter;
}

static gboolean
burn (GstTelemetryOverlay *self, GstTelemetryPainter *painter, GstBuffer *buffer)
{
  GstVideoFrame frame;

  if (!gst_video_frame_map (&frame, &self->info, buffer,
          GST_MAP_READWRITE | GST_VIDEO_FRAME_MAP_FLAG_NO_REF)) {
    GST_WARNING_OBJECT (self, "a frame cannot be mapped, it passes as it is");
    return FALSE;
  }
  gst_telemetry_painter_blend (painter, &frame);
  gst_video_frame_unmap (&frame);
  return TRUE;
}

void
gst_telemetry_overlay_draw (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  g_autoptr (GstTelemetryPresentation) presentation = gst_telemetry_overlay_begin_frame (self);
  GstTelemetryPainter *painter = NULL;
  GstTelemetrySnapshot *snapshot;

  if (presentation && self->has_info && (self->attaching || self->mappable))
    painter = prepare_picture (self, &presentation, buffer);
  if (!painter || painter->is_elsewhere)
    return;
  if (self->attaching)
    gst_telemetry_painter_attach (painter, buffer);
  else if (!burn (self, painter, buffer))
    return;
  snapshot = gst_telemetry_painter_publish (painter);
  gst_telemetry_overlay_note_newest (self, snapshot);
  gst_buffer_add_telemetry_meta_from (buffer, snapshot, GST_OBJECT_NAME (self));
}
