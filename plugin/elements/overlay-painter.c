/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay-painter.h"

GstTelemetryPainter *
gst_telemetry_painter_new (GstTelemetryShow *show, const GstVideoInfo *info, GError **error)
{
  GstTelemetryPainter *painter = g_new0 (GstTelemetryPainter, 1);
  TlmFlight *flight = show->flight;
  TlrSceneSpec spec;

  painter->show = gst_telemetry_show_ref (show);
  painter->snapshot = tlm_snapshot_new ();
  painter->n_vehicles = tlm_timeline_n_vehicles (flight->timeline);
  painter->n_channels = tlm_timeline_n_channels (flight->timeline);
  painter->names = gst_telemetry_names_of (flight->timeline);
  if (!gst_telemetry_native_spec (info, 0, &painter->spec)) {
    g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_CAPS, "cannot blend on %s frames",
        GST_VIDEO_INFO_NAME (info));
    gst_telemetry_painter_free (painter);
    return NULL;
  }
  spec = (TlrSceneSpec) { painter->spec, GST_VIDEO_INFO_WIDTH (info), GST_VIDEO_INFO_HEIGHT (info),
      GST_VIDEO_INFO_PAR_N (info), GST_VIDEO_INFO_PAR_D (info) };
  painter->scene = tlr_scene_new (show->layout, &show->style, flight->timeline, flight->mission,
      &spec, error);
  if (!painter->scene) {
    gst_telemetry_painter_free (painter);
    return NULL;
  }
  painter->wanted = *tlr_scene_channels (painter->scene);
  gst_telemetry_show_want_measured (show, &painter->wanted);
  painter->sync = tlm_sync_resolve (&show->sync, flight->timeline,
      GST_VIDEO_INFO_FPS_N (info), GST_VIDEO_INFO_FPS_D (info));
  return painter;
}

void
gst_telemetry_painter_free (GstTelemetryPainter *painter)
{
  if (!painter)
    return;
  tlr_scene_free (painter->scene);
  tlm_snapshot_free (painter->snapshot);
  gst_telemetry_names_unref (painter->names);
  gst_telemetry_show_unref (painter->show);
  g_free (painter);
}

gint64
gst_telemetry_painter_map (const GstTelemetryPainter *painter, TlmDuration footage_time_ns)
{
  return tlm_sync_apply (&painter->sync, footage_time_ns);
}

void
gst_telemetry_painter_seek (GstTelemetryPainter *painter, gint64 time_ns)
{
  tlm_timeline_at (painter->show->flight->timeline, time_ns, &painter->wanted, painter->snapshot);
  tlr_scene_update (painter->scene, painter->snapshot);
}

gboolean
gst_telemetry_painter_is_outgrown (const GstTelemetryPainter *painter)
{
  const TlmTimeline *timeline = painter->show->flight->timeline;

  return !tlr_scene_is_current (painter->scene) ||
      tlm_timeline_n_vehicles (timeline) != painter->n_vehicles ||
      tlm_timeline_n_channels (timeline) != painter->n_channels;
}

GstTelemetrySnapshot *
gst_telemetry_painter_publish (const GstTelemetryPainter *painter)
{
  return gst_telemetry_snapshot_publish (painter->names, painter->snapshot);
}

void
gst_telemetry_painter_blend (const GstTelemetryPainter *painter, const GstVideoFrame *frame)
{
  TlrFrame native = gst_telemetry_frame (frame, painter->spec.format);

  tlr_scene_blend (painter->scene, &native);
}
