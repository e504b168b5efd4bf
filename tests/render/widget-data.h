/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"
#include "render/scene/preview.h"
#include "render/scene/scene.h"
#include "render/widgets/layout-load.h"

/* Channels of one vehicle by hand: each a name and values at whole seconds from
 * T+0, the last one's time the end of the data. */
typedef struct {
  const char *name;
  TlmQuantity quantity;
  double values[12];
  guint n;
} WidgetChannel;

static inline TlmTimeline *
widget_timeline (const WidgetChannel *channels, guint n_channels)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  g_autoptr (GError) error = NULL;

  log->clock = TLM_CLOCK_ELAPSED;
  for (guint i = 0; i < n_channels; i++) {
    TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), channels[i].name, channels[i].quantity);

    for (guint k = 0; k < channels[i].n; k++)
      tlm_series_append (track->series, k * TLM_SECOND, channels[i].values[k]);
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, &error));
  g_assert_no_error (error);
  return timeline;
}

static inline TlrLayout *
widget_layout (const char *text)
{
  g_autoptr (GError) error = NULL;
  TlrLayout *layout = tlr_layout_parse ("test.layout", text, -1, &error);

  g_assert_no_error (error);
  return layout;
}

/* The layout over black, as Cairo's RGB words. */
static inline cairo_surface_t *
widget_picture (const char *layout_text, TlmTimeline *timeline, double t_s, int width, int height)
{
  g_autoptr (TlrLayout) layout = widget_layout (layout_text);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  TlrBackdrop black = { NULL, { 0, 0, 0, 1 } };

  tlm_timeline_at (timeline, (gint64) (t_s * 1e9), NULL, snapshot);
  cairo_surface_t *surface = tlr_preview_draw (layout, NULL, timeline, NULL, snapshot, width, height,
      &black, &error);
  g_assert_no_error (error);
  return surface;
}

static inline guint32
widget_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return ((const guint32 *) (const void *) (data + (gsize) y *
          (gsize) cairo_image_surface_get_stride (surface)))[x] & 0xffffff;
}

/* Pixels that are nearly of a colour. */
static inline guint
widget_count (cairo_surface_t *surface, guint32 colour)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  guint n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      guint32 pixel = widget_pixel (surface, x, y);
      int worst = 0;

      for (int c = 0; c < 24; c += 8)
        worst = MAX (worst, ABS ((int) (pixel >> c & 255) - (int) (colour >> c & 255)));
      n += worst < 60;
    }
  return n;
}

/* Serial of the only region that has the widget, after showing T. */
static inline guint
widget_serial (TlrScene *scene, TlmTimeline *timeline, double t_s)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  guint serial, sum = 0;

  tlm_timeline_at (timeline, (gint64) (t_s * 1e9), NULL, snapshot);
  tlr_scene_update (scene, snapshot);
  for (guint i = 0; i < tlr_scene_n_regions (scene); i++) {
    tlr_scene_region (scene, i, NULL, &serial, NULL);
    sum += serial;
  }
  return sum;
}

static inline TlrScene *
widget_scene (const char *layout_text, TlmTimeline *timeline, const char *format, int width, int height)
{
  g_autoptr (TlrLayout) layout = widget_layout (layout_text);
  g_autoptr (GError) error = NULL;
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find (format) },
    .width = width, .height = height };
  TlrScene *scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);

  g_assert_no_error (error);
  return scene;
}
