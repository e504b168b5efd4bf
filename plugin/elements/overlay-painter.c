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
  gst_telemetry_show_unref (painter->show);
  g_free (painter);
}

void
gst_telemetry_painter_seek (GstTelemetryPainter *painter, TlmDuration footage_time_ns)
{
  tlm_timeline_at (painter->show->flight->timeline,
      tlm_sync_apply (&painter->sync, footage_time_ns), &painter->wanted, painter->snapshot);
  tlr_scene_update (painter->scene, painter->snapshot);
}

void
gst_telemetry_painter_blend (const GstTelemetryPainter *painter, const GstVideoFrame *frame)
{
  TlrFrame native = gst_telemetry_frame (frame, painter->spec.format);

  tlr_scene_blend (painter->scene, &native);
}
