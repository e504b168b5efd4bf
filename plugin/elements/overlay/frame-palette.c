/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/frame-palette.h"

#include <string.h>

void
gst_telemetry_palette_read (GstTelemetryPalette *palette, const GstVideoFrame *frame)
{
  const GstVideoFormatInfo *format = frame->info.finfo;
  guint8 indices[256], colours[256][4];
  gpointer data[GST_VIDEO_MAX_PLANES] = { indices, frame->data[1] };
  gint stride[GST_VIDEO_MAX_PLANES] = { sizeof indices, frame->info.stride[1] };

  for (guint i = 0; i < sizeof indices; i++)
    indices[i] = (guint8) i;
  format->unpack_func (format, GST_VIDEO_PACK_FLAG_NONE, colours, data, stride, 0, 0, 256);
  if (palette->known && memcmp (colours, palette->colours, sizeof colours) == 0)
    return;
  memcpy (palette->colours, colours, sizeof colours);
  memset (palette->nearest, -1, sizeof palette->nearest);
  palette->known = TRUE;
}

/* How far apart two colours look, roughly: green counts most, blue least. A
 * transparent colour is last choice. */
static int
distance (const guint8 *a, const guint8 *b)
{
  int r = a[1] - b[1], g = a[2] - b[2], bl = a[3] - b[3];

  return 3 * r * r + 6 * g * g + bl * bl + (b[0] < 255 ? 1 << 24 : 0);
}

guint8
gst_telemetry_palette_find (GstTelemetryPalette *palette, const guint8 *pixel)
{
  guint key = (guint) (pixel[1] >> 3 << 10 | pixel[2] >> 3 << 5 | pixel[3] >> 3);
  /* The middle of all colours of that key, so that it does not matter which of
   * them was met first. */
  guint8 middle[4] = { 255, (pixel[1] & 248) | 4, (pixel[2] & 248) | 4, (pixel[3] & 248) | 4 };
  int least = G_MAXINT;

  if (palette->nearest[key] >= 0)
    return (guint8) palette->nearest[key];
  for (gint16 i = 0; i < 256; i++) {
    int d = distance (middle, palette->colours[i]);

    if (d < least) {
      least = d;
      palette->nearest[key] = i;
    }
  }
  return (guint8) palette->nearest[key];
}
