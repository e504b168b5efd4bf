/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/overlay-painter.h"

#include <string.h>

#include "core/time/sum.h"

/* Pictures are drawn at the window's size between these, pixels each way. */
#define MIN_WINDOW 64
#define MAX_WINDOW 8192

/* The size at which a sink shows the frame in its window, so that what is
 * attached can be as sharp as the window is. */
static void
fit_window (const GstTelemetryCanvas *canvas, TlrSceneSpec *spec)
{
  double aspect = (double) spec->width * spec->par_n / ((double) spec->height * spec->par_d);
  int width = canvas->window_width, height = canvas->window_height;

  if (width <= 0 || height <= 0 || width > MAX_WINDOW || height > MAX_WINDOW)
    return;
  if (aspect >= (double) width / height)
    height = (int) (width / aspect + 0.5);
  else
    width = (int) (height * aspect + 0.5);
  if (width < MIN_WINDOW || height < MIN_WINDOW)
    return;
  spec->width = width;
  spec->height = height;
  spec->par_n = spec->par_d = 1;
}

static TlrSceneSpec
scene_spec (const GstTelemetryPainter *painter, const GstVideoInfo *info)
{
  const GstTelemetryCanvas *canvas = &painter->canvas;
  gboolean fields = GST_VIDEO_INFO_INTERLACE_MODE (info) == GST_VIDEO_INTERLACE_MODE_ALTERNATE;
  TlrSceneSpec spec = {
    .native = painter->spec,
    .width = canvas->visible.width,
    .height = canvas->visible.height,
    .par_n = MAX (GST_VIDEO_INFO_PAR_N (info), 1),
    .par_d = MAX (GST_VIDEO_INFO_PAR_D (info), 1),
  };

  if (fields)
    spec.par_d *= 2;
  if (canvas->attach)
    fit_window (canvas, &spec);
  return spec;
}

static gboolean
make_scene (GstTelemetryPainter *painter, const GstVideoInfo *info, GError **error)
{
  const GstTelemetryPresentation *presentation = painter->presentation;
  TlmFlight *flight = presentation->flight;
  TlrSceneSpec spec = scene_spec (painter, info);

  painter->stage = tlr_stage_new (presentation->layout, &presentation->style, flight->timeline,
      flight->mission, &spec, error);
  if (!painter->stage)
    return FALSE;
  if (painter->canvas.attach)
    painter->attachment = gst_telemetry_attachment_new (&painter->canvas.visible, spec.width,
        spec.height);
  else if (!g_str_equal (painter->spec.format->name, GST_VIDEO_INFO_NAME (info)))
    painter->rows = gst_telemetry_rows_new (info, &painter->canvas.visible);
  return TRUE;
}

GstTelemetryPainter *
gst_telemetry_painter_new (GstTelemetryPresentation *presentation, const GstVideoInfo *info,
    const GstTelemetryCanvas *canvas, GError **error)
{
  GstTelemetryPainter *painter = g_new0 (GstTelemetryPainter, 1);
  TlmFlight *flight = presentation->flight;

  painter->presentation = gst_telemetry_presentation_ref (presentation);
  painter->said = presentation->sync;
  painter->canvas = *canvas;
  painter->snapshot = tlm_snapshot_new ();
  painter->n_vehicles = tlm_timeline_n_vehicles (flight->timeline);
  painter->n_channels = tlm_timeline_n_channels (flight->timeline);
  painter->names = gst_telemetry_names_of (flight->timeline);
  painter->phase_names = gst_telemetry_phase_names_new (flight->profile,
      presentation->style.language);
  if (canvas->attach) {
    gst_telemetry_attachment_native_spec (&painter->spec);
  } else if (!gst_telemetry_native_spec (info, canvas->graphics_white, &painter->spec)) {
    g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_CAPS, "cannot blend on %s frames",
        GST_VIDEO_INFO_NAME (info));
    gst_telemetry_painter_free (painter);
    return NULL;
  }
  if (!make_scene (painter, info, error)) {
    gst_telemetry_painter_free (painter);
    return NULL;
  }
  painter->wanted = *tlr_scene_channels (tlr_stage_scene (painter->stage));
  gst_telemetry_presentation_want_measured (presentation, &painter->wanted);
  painter->fps_n = GST_VIDEO_INFO_FPS_N (info);
  painter->fps_d = GST_VIDEO_INFO_FPS_D (info);
  return painter;
}

gboolean
gst_telemetry_painter_cut (GstTelemetryPainter *painter, const TlmPlace *first, GError **error)
{
  if (!painter->presentation->edit)
    return TRUE;
  painter->edit = gst_telemetry_presentation_edit (painter->presentation, painter->fps_n, painter->fps_d, first,
      error);
  return painter->edit != NULL;
}

static void
relate_film (GstTelemetryPainter *painter)
{
  const TlmFlight *flight = painter->presentation->flight;
  TlmRational rate = TLM_RATIONAL_ZERO;
  TlmConform *conform;

  if (painter->fps_n > 0)
    tlm_rational_make (painter->fps_n, painter->fps_d, &rate);
  conform = tlm_conform_new (painter->edit, flight->mission, flight->timeline, rate);
  tlm_conform_free (painter->conform);
  painter->conform = conform;
  painter->sync = tlm_sync_film (conform->film);
}

gboolean
gst_telemetry_painter_relate (GstTelemetryPainter *painter)
{
  const TlmTimeline *timeline = painter->presentation->flight->timeline;
  gint64 zero[] = { tlm_timeline_from_elapsed (timeline, 0),
    tlm_timeline_from_instant (timeline, 0) }, first, last;
  /* What has come stays: all channels are looked at only until then. */
  gboolean has_telemetry = (painter->is_related && painter->has_telemetry) ||
      tlm_timeline_span (timeline, &first, &last);

  if (painter->is_related && has_telemetry == painter->has_telemetry &&
      memcmp (zero, painter->zero_ns, sizeof zero) == 0)
    return FALSE;
  painter->is_related = TRUE;
  painter->has_telemetry = has_telemetry;
  memcpy (painter->zero_ns, zero, sizeof zero);
  if (painter->edit)
    relate_film (painter);
  else
    painter->sync = tlm_sync_resolve (&painter->said, timeline, painter->fps_n, painter->fps_d);
  return TRUE;
}

void
gst_telemetry_painter_take_relation (GstTelemetryPainter *painter,
    const GstTelemetryPainter *before)
{
  if (!before->is_related || before->edit || painter->edit || before->presentation != painter->presentation ||
      before->fps_n != painter->fps_n || before->fps_d != painter->fps_d)
    return;
  painter->said = before->said;
  painter->sync = before->sync;
  painter->is_related = TRUE;
  painter->has_telemetry = before->has_telemetry;
  memcpy (painter->zero_ns, before->zero_ns, sizeof painter->zero_ns);
}

void
gst_telemetry_painter_free (GstTelemetryPainter *painter)
{
  if (!painter)
    return;
  gst_telemetry_rows_free (painter->rows);
  gst_telemetry_attachment_free (painter->attachment);
  tlr_stage_free (painter->stage);
  tlm_snapshot_free (painter->snapshot);
  tlm_conform_free (painter->conform);
  tlm_edit_free (painter->edit);
  gst_telemetry_names_unref (painter->names);
  gst_telemetry_phase_names_free (painter->phase_names);
  gst_telemetry_presentation_unref (painter->presentation);
  g_free (painter);
}

gint64
gst_telemetry_painter_map (const GstTelemetryPainter *painter, TlmDuration footage_time_ns, TlmDuration offset_ns)
{
  /* The mission's offset is in the knots of footage that is whole. */
  if (painter->sync.film)
    offset_ns = tlm_time_moved (offset_ns, painter->said.time_offset_ns);
  return tlm_sync_apply_later (&painter->sync, footage_time_ns, offset_ns);
}

void
gst_telemetry_painter_seek (GstTelemetryPainter *painter, gint64 time_ns, const TlrPose *pose)
{
  tlm_timeline_at (painter->presentation->flight->timeline, time_ns, &painter->wanted,
      painter->snapshot);
  tlr_stage_update (painter->stage, painter->snapshot, pose);
}

static gboolean
is_outgrown (const GstTelemetryPainter *painter)
{
  const TlmTimeline *timeline = painter->presentation->flight->timeline;

  return !tlr_scene_is_current (tlr_stage_scene (painter->stage)) ||
      tlm_timeline_n_vehicles (timeline) != painter->n_vehicles ||
      tlm_timeline_n_channels (timeline) != painter->n_channels;
}

GstTelemetrySnapshot *
gst_telemetry_painter_publish (const GstTelemetryPainter *painter)
{
  return gst_telemetry_snapshot_publish (painter->names, painter->snapshot, painter->phase_names);
}

gboolean
gst_telemetry_painter_fits (const GstTelemetryPainter *painter,
    const GstTelemetryPresentation *presentation, const GstTelemetryCanvas *canvas)
{
  const GstTelemetryCanvas *own = &painter->canvas;

  return painter->presentation == presentation && !is_outgrown (painter) &&
      memcmp (&own->visible, &canvas->visible, sizeof own->visible) == 0 &&
      own->graphics_white == canvas->graphics_white && own->attach == canvas->attach &&
      own->window_width == canvas->window_width && own->window_height == canvas->window_height;
}

void
gst_telemetry_painter_blend (GstTelemetryPainter *painter, const GstVideoFrame *frame)
{
  g_return_if_fail (!painter->canvas.attach);
  if (painter->rows) {
    gst_telemetry_rows_blend (painter->rows, painter->stage, frame);
    return;
  }
  TlrFrame native = gst_telemetry_frame (frame, painter->spec.format, &painter->canvas.visible);
  tlr_stage_blend_rows (painter->stage, &native, 0, native.height);
}

void
gst_telemetry_painter_attach (GstTelemetryPainter *painter, GstBuffer *buffer)
{
  g_return_if_fail (painter->canvas.attach);
  gst_telemetry_attachment_apply (painter->attachment, painter->stage, buffer);
}
