/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/picture-file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* Pixels each way of a picture that is taken as it is. */
#define TAKEN_MAX 8192

static char *
resolve (const TlmKeyFile *file, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (file->name);

  return g_path_is_absolute (path) ? g_strdup (path) : g_build_filename (folder, path, NULL);
}

static guint32
premultiply (const guint8 *p, gboolean has_alpha)
{
  guint32 a = has_alpha ? p[3] : 255;

  return a << 24 | (p[0] * a + 127) / 255 << 16 | (p[1] * a + 127) / 255 << 8 | (p[2] * a + 127) / 255;
}

static cairo_surface_t *
to_surface (const GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS) {
    cairo_surface_destroy (surface);
    return NULL;
  }
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++) {
    guint32 *out = (guint32 *) (void *) (cairo_image_surface_get_data (surface) +
        (gsize) y * cairo_image_surface_get_stride (surface));
    for (int x = 0; x < width; x++)
      out[x] = premultiply (pixels + (gsize) y * stride + (gsize) x * channels, channels == 4);
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

gboolean
tlr_picture_file_check (const TlmKeyFile *file, const char *group, const char *key, GError **error)
{
  g_autofree char *path = tlm_key_file_get (file, group, key);
  g_autofree char *whole = path ? resolve (file, path) : NULL;

  if (!path || gdk_pixbuf_get_file_info (whole, NULL, NULL))
    return TRUE;
  tlm_key_file_error (file, group, key, error, "no picture in \"%s\": %s", whole,
      g_file_test (whole, G_FILE_TEST_EXISTS) ? "neither PNG, JPEG nor another format known here" :
      "no such file");
  return FALSE;
}

cairo_surface_t *
tlr_picture_file_load (const TlrContext *context, const char *path)
{
  g_autofree char *whole = resolve (context->layout->file, path);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  int width = 0, height = 0;

  if (gdk_pixbuf_get_file_info (whole, &width, &height) && MAX (width, height) > TAKEN_MAX)
    pixbuf = gdk_pixbuf_new_from_file_at_scale (whole, TAKEN_MAX, TAKEN_MAX, TRUE, NULL);
  else
    pixbuf = gdk_pixbuf_new_from_file (whole, NULL);
  return pixbuf ? to_surface (pixbuf) : NULL;
}
