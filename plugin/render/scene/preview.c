/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/preview.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "core/base/error.h"

/* FALSE where there is no memory for so many pixels, or Cairo has no surfaces so large. */
static gboolean
is_whole (cairo_status_t status, int width, int height, GError **error)
{
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "a picture of %d x %d pixels cannot be drawn: %s; give a smaller "
        "size, as in 1920 x 1080", width, height, cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

static void
paint_pixbuf (cairo_t *cr, const GdkPixbuf *pixbuf, int width, int height)
{
  int channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint8 *out = cairo_image_surface_get_data (surface);
  int out_stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; out && y < height; y++)
    for (int x = 0; x < width; x++) {
      const guint8 *p = pixels + (gsize) y * stride + (gsize) x * channels;
      ((guint32 *) (out + (gsize) y * out_stride))[x] = (guint32) (p[0] << 16 | p[1] << 8 | p[2]);
    }
  cairo_surface_mark_dirty (surface);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

/* Scaled so that no edge stays bare, and cut in the middle. */
static GdkPixbuf *
load_cover (const char *path, int width, int height, GError **error)
{
  g_autoptr (GdkPixbuf) whole = gdk_pixbuf_new_from_file (path, error);

  if (!whole)
    return NULL;
  double scale = MAX ((double) width / gdk_pixbuf_get_width (whole),
      (double) height / gdk_pixbuf_get_height (whole));
  int w = MAX (width, (int) (gdk_pixbuf_get_width (whole) * scale + 0.5));
  int h = MAX (height, (int) (gdk_pixbuf_get_height (whole) * scale + 0.5));
  g_autoptr (GdkPixbuf) scaled = gdk_pixbuf_scale_simple (whole, w, h, GDK_INTERP_BILINEAR);
  if (!scaled) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: too large to scale", path);
    return NULL;
  }
  return gdk_pixbuf_new_subpixbuf (scaled, (w - width) / 2, (h - height) / 2, width, height);
}

static gboolean
paint_backdrop (cairo_surface_t *surface, const TlrBackdrop *backdrop, int width, int height,
    GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (!backdrop)
    return TRUE;
  if (backdrop->path && !(pixbuf = load_cover (backdrop->path, width, height, error)))
    return FALSE;
  cairo_t *cr = cairo_create (surface);
  if (pixbuf) {
    paint_pixbuf (cr, pixbuf, width, height);
  } else {
    const double *c = backdrop->rgba;
    cairo_set_source_rgba (cr, c[0], c[1], c[2], c[3]);
    cairo_paint (cr);
  }
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  return is_whole (status, width, height, error);
}

static void
blend (const TlrScene *scene, const TlrPixelFormat *format, cairo_surface_t *surface,
    int width, int height)
{
  TlrFrame frame = { .format = format, .width = width, .height = height, .premultiplied = TRUE };

  cairo_surface_flush (surface);
  frame.data[0] = cairo_image_surface_get_data (surface);
  frame.stride[0] = cairo_image_surface_get_stride (surface);
  tlr_scene_blend (scene, &frame);
  cairo_surface_mark_dirty (surface);
}

cairo_surface_t *
tlr_preview_draw (TlrLayout *layout, const TlrStyle *style, TlmTimeline *timeline,
    const TlmMission *mission, const TlmSnapshot *snapshot, int width, int height,
    const TlrBackdrop *backdrop, GError **error)
{
  TlrSceneSpec spec = { .width = width, .height = height };

  g_return_val_if_fail (snapshot != NULL, NULL);
  spec.native.format = tlr_pixel_format_find (G_BYTE_ORDER == G_LITTLE_ENDIAN ? "BGRA" : "ARGB");
  spec.native.colorimetry.matrix = TLR_MATRIX_RGB;
  spec.native.colorimetry.range = TLR_RANGE_FULL;
  g_autoptr (TlrScene) scene = tlr_scene_new (layout, style, timeline, mission, &spec, error);
  if (!scene)
    return NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  if (!is_whole (cairo_surface_status (surface), width, height, error) || !paint_backdrop (surface, backdrop, width, height, error)) {
    cairo_surface_destroy (surface);
    return NULL;
  }
  tlr_scene_update (scene, snapshot);
  blend (scene, spec.native.format, surface, width, height);
  return surface;
}
