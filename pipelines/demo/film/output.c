/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "output.h"

#include <errno.h>

static gboolean
check (gboolean good, GError **error)
{
  int code = errno;

  if (!good)
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "cannot write: %s", g_strerror (code));
  return good;
}

gboolean
output_start (FILE *stream, int width, int height, int fps, GError **error)
{
  return check (fprintf (stream, "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420mpeg2\n",
          width, height, fps) > 0, error);
}

gboolean
output_frame (FILE *stream, const guint8 *picture, int width, int height, GError **error)
{
  gsize size = (gsize) width * height * 3 / 2;

  return check (fputs ("FRAME\n", stream) >= 0 && fwrite (picture, 1, size, stream) == size
      && fflush (stream) == 0, error);
}

static guint8
to_byte (double v)
{
  return (guint8) CLAMP (v + 0.5, 0.0, 255.0);
}

gboolean
output_ppm (const char *path, const guint8 *picture, int width, int height, GError **error)
{
  g_autoptr (GString) file = g_string_new (NULL);
  const guint8 *cb = picture + (gsize) width * height, *cr = cb + (gsize) width * height / 4;

  g_string_printf (file, "P6\n%d %d\n255\n", width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      gsize half = (gsize) (y / 2) * (width / 2) + x / 2;
      double l = 255.0 / 219.0 * (picture[(gsize) y * width + x] - 16);
      double u = 255.0 / 224.0 * (cb[half] - 128), v = 255.0 / 224.0 * (cr[half] - 128);
      guint8 rgb[3] = { to_byte (l + 1.5748 * v),
        to_byte (l - 0.1873 * u - 0.4681 * v), to_byte (l + 1.8556 * u) };
      g_string_append_len (file, (const char *) rgb, 3);
    }
  return g_file_set_contents (path, file->str, file->len, error);
}
