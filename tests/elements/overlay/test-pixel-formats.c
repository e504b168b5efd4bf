/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The blender's table of formats against GStreamer's own packing functions. */
#include <gst/video/video.h>

#include "render/native/pixel-format.h"

#define WIDTH 16
#define HEIGHT 8

/* What 1.22 knows none of. */
static const struct {
  const char *name;
  guint minor;           /* of the first 1.x with the format */
} newer[] = {
  { "A422", 24 }, { "A444", 24 }, { "A420_12LE", 24 }, { "A420_12BE", 24 }, { "A422_12LE", 24 },
  { "A422_12BE", 24 }, { "A444_12LE", 24 }, { "A444_12BE", 24 }, { "A420_16LE", 24 }, { "A420_16BE", 24 },
  { "A422_16LE", 24 }, { "A422_16BE", 24 }, { "A444_16LE", 24 }, { "A444_16BE", 24 }, { "GBR_16LE", 24 },
  { "GBR_16BE", 24 }, { "RBGA", 24 }, { "Y216_LE", 26 }, { "Y216_BE", 26 }, { "Y416_LE", 26 },
  { "Y416_BE", 26 }, { "GRAY10_LE16", 26 },
};

/* Whether the GStreamer that runs is older than the format. */
static gboolean
is_newer (const char *name)
{
  guint major, minor, micro, nano;

  gst_version (&major, &minor, &micro, &nano);
  for (guint i = 0; i < G_N_ELEMENTS (newer); i++)
    if (g_str_equal (newer[i].name, name))
      return major == 1 && minor < newer[i].minor;
  return FALSE;
}

/* The value of a component (0 alpha, 1..3 as the unpacked format has them) that
 * is packed for pixel x, y: even over 4x4 pixels, so that siting is no matter. */
static guint16
sample (guint component, int x, int y)
{
  return (guint16) ((component + 1) * 0x2B37u + (guint) (x / 4) * 0x1D05u + (guint) (y / 4) * 0x6A01u);
}

static void
pack (const GstVideoFormatInfo *info, GstVideoFrame *frame)
{
  const GstVideoFormatInfo *unpacked = gst_video_format_get_info (info->unpack_format);
  gboolean wide = GST_VIDEO_FORMAT_INFO_BITS (unpacked) == 16;
  guint16 line_16[WIDTH * 4 * HEIGHT];
  guint8 line_8[WIDTH * 4 * HEIGHT];

  for (int y = 0; y < HEIGHT; y++)
    for (int i = 0; i < WIDTH * 4; i++) {
      line_16[y * WIDTH * 4 + i] = sample ((guint) i % 4, i / 4, y);
      line_8[y * WIDTH * 4 + i] = (guint8) (sample ((guint) i % 4, i / 4, y) >> 8);
    }
  for (int y = 0; y < HEIGHT; y += (int) info->pack_lines)
    info->pack_func (info, GST_VIDEO_PACK_FLAG_NONE,
        wide ? (gpointer) (line_16 + y * WIDTH * 4) : (gpointer) (line_8 + y * WIDTH * 4),
        WIDTH * (wide ? 8 : 4), frame->data, frame->info.stride,
        GST_VIDEO_CHROMA_SITE_COSITED, y, WIDTH);
}

/* A sample read by way of the table. */
static guint
read_sample (const TlrPixelFormat *format, const TlrComponent *c, GstVideoFrame *frame, int column,
    int row)
{
  const guint8 *p = (guint8 *) frame->data[c->plane] + row * frame->info.stride[c->plane]
      + c->offset + column * c->stride;

  if (format->word == 1)
    return *p;
  gboolean big = (G_BYTE_ORDER == G_BIG_ENDIAN) != format->swapped;
  return (guint) (big ? GST_READ_UINT16_BE (p) : GST_READ_UINT16_LE (p)) >> c->shift;
}

static void
check_component (const TlrPixelFormat *format, guint i, GstVideoFrame *frame)
{
  const TlrComponent *c = &format->components[i];
  gboolean alpha = format->has_alpha && i + 1u == format->n_components;

  for (int y = 0; y < HEIGHT; y += 4)
    for (int x = 0; x < WIDTH; x += 4) {
      guint want = sample (alpha ? 0 : i + 1, x, y) >> (16 - format->depth);
      guint got = read_sample (format, c, frame, x >> c->w_sub, y >> c->h_sub);

      if (want != got)
        g_error ("%s component %u at %d,%d: GStreamer packs %#x, the table reads %#x", format->name,
            i, x, y, want, got);
    }
}

static void
test_format (gconstpointer data)
{
  const TlrPixelFormat *format = data;
  GstVideoFormat id = gst_video_format_from_string (format->name);
  const GstVideoFormatInfo *info;
  GstVideoInfo video_info;
  GstVideoFrame frame;

  g_assert_cmpint (id, !=, GST_VIDEO_FORMAT_UNKNOWN);
  info = gst_video_format_get_info (id);
  g_assert_cmpuint (format->n_planes, ==, info->n_planes);
  g_assert_cmpuint (format->n_components, ==, info->n_components);
  g_assert_cmpint (format->model == TLR_MODEL_RGB, ==, GST_VIDEO_FORMAT_INFO_IS_RGB (info));
  g_assert_cmpint (format->model == TLR_MODEL_GREY, ==, GST_VIDEO_FORMAT_INFO_IS_GRAY (info));
  for (guint i = 0; i < info->n_components; i++) {
    g_assert_cmpuint (format->components[i].plane, ==, info->plane[i]);
    g_assert_cmpint (format->components[i].stride, ==, info->pixel_stride[i]);
    g_assert_cmpuint (format->components[i].w_sub, ==, info->w_sub[i]);
    g_assert_cmpuint (format->components[i].h_sub, ==, info->h_sub[i]);
  }
  gst_video_info_set_format (&video_info, id, WIDTH, HEIGHT);
  GstBuffer *buffer = gst_buffer_new_and_alloc (GST_VIDEO_INFO_SIZE (&video_info));
  g_assert_true (gst_video_frame_map (&frame, &video_info, buffer, GST_MAP_READWRITE));
  pack (info, &frame);
  for (guint i = 0; i < format->n_components; i++)
    check_component (format, i, &frame);
  gst_video_frame_unmap (&frame);
  gst_buffer_unref (buffer);
}

/* What the table leaves out, GStreamer unpacks to something that is in it. */
static void
test_the_rest (void)
{
  guint n, missing = 0;
  const GstVideoFormat *ids = gst_video_formats_raw (&n);

  for (guint i = 0; i < n; i++) {
    const GstVideoFormatInfo *info = gst_video_format_get_info (ids[i]);
    const char *unpacked = gst_video_format_to_string (info->unpack_format);

    if (tlr_pixel_format_find (info->name) != NULL)
      continue;
    missing++;
    g_test_message ("%s is unpacked to %s", info->name, unpacked);
    g_assert_nonnull (tlr_pixel_format_find (unpacked));
  }
  g_assert_cmpuint (missing, <, n / 4);
}

int
main (int argc, char **argv)
{
  guint n;
  const TlrPixelFormat *formats = tlr_pixel_format_table (&n);

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n; i++) {
    if (is_newer (formats[i].name))
      continue;
    g_autofree char *path = g_strconcat ("/pixel-formats/", formats[i].name, NULL);
    g_test_add_data_func (path, &formats[i], test_format);
  }
  g_test_add_func ("/pixel-formats-left-out", test_the_rest);
  return g_test_run ();
}
