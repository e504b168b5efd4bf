/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Each video format that GStreamer has, through the element: those that are
 * unpacked against the blend of what GStreamer unpacks them to (layouts keep to
 * the grid of the format that is blended, so that pictures of others lie a little
 * differently; their blend has tests of its own). */
#include <stdlib.h>
#include <string.h>

#include "overlay-fixture.h"
#include "render/native/pixel-format.h"

/* Odd, so that the last chroma samples and words are half filled. */
#define WIDTH 333
#define HEIGHT 187
/* The columns of the widest tiles above that. */
#define WHOLE_WIDTH 336

static Fixture fixture;

/* What GStreamer packs by whole frames, in interlaced ones too, and by so many columns;
 * it leaves out the rest of a row, unless the row is said to end with a whole tile. */
static const struct {
  const char *name;
  int columns;
} by_whole_frames[] = { { "NV12_10BE_8L128", 1 }, { "MT2110T", 16 }, { "MT2110R", 16 } };

typedef struct {
  GstVideoInfo info;         /* of the format */
  GstVideoInfo unpacked;     /* the same picture unpacked */
  GstVideoPackFlags flags;
  int width;                 /* that is packed and unpacked */
} Pair;

static void
pair_init (Pair *pair, GstVideoFormat format, GstVideoInterlaceMode mode)
{
  gst_video_info_set_interlaced_format (&pair->info, format, mode, WIDTH, HEIGHT);
  gst_video_info_set_interlaced_format (&pair->unpacked, pair->info.finfo->unpack_format, mode, WIDTH, HEIGHT);
  pair->unpacked.colorimetry = pair->info.colorimetry;
  pair->flags = pair->info.colorimetry.range == GST_VIDEO_COLOR_RANGE_16_235 ?
      GST_VIDEO_PACK_FLAG_TRUNCATE_RANGE : GST_VIDEO_PACK_FLAG_NONE;
  pair->width = WIDTH;
  if (mode == GST_VIDEO_INTERLACE_MODE_INTERLEAVED)
    pair->flags |= GST_VIDEO_PACK_FLAG_INTERLACED;
  for (guint i = 0; i < G_N_ELEMENTS (by_whole_frames); i++)
    if (g_str_equal (by_whole_frames[i].name, GST_VIDEO_INFO_NAME (&pair->info))) {
      pair->flags &= ~(guint) GST_VIDEO_PACK_FLAG_INTERLACED;
      pair->width = by_whole_frames[i].columns > 1 ? WHOLE_WIDTH : WIDTH;
    }
}

/* An opaque picture of 8x8 squares, in which subsampling loses nothing. */
static void
draw_line (const GstVideoInfo *unpacked, guint8 *line, int y)
{
  gboolean wide = GST_VIDEO_FORMAT_INFO_BITS (unpacked->finfo) == 16;

  for (int x = 0; x < WHOLE_WIDTH; x++)
    for (int i = 0; i < 4; i++) {
      guint value = i == 0 ? 0xFFFF : (guint) (0x3000 + (x / 8 * 0x0507 + y / 8 * 0x1301 + i * 0x2345) % 0x9000);
      if (wide)
        ((guint16 *) line)[4 * x + i] = (guint16) value;
      else
        line[4 * x + i] = (guint8) (value >> 8);
    }
}

static GstBuffer *
draw_frame (const Pair *pair)
{
  const GstVideoFormatInfo *format = pair->info.finfo;
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&pair->info), NULL);
  guint8 line[WHOLE_WIDTH * 8];
  GstVideoFrame frame;

  gst_buffer_memset (buffer, 0, 0, GST_VIDEO_INFO_SIZE (&pair->info));
  g_assert_true (gst_video_frame_map (&frame, &pair->info, buffer, GST_MAP_READWRITE));
  for (int y = 0; y < HEIGHT; y++) {
    draw_line (&pair->unpacked, line, y);
    format->pack_func (format, pair->flags, line, sizeof line, frame.data, frame.info.stride,
        GST_VIDEO_CHROMA_SITE_COSITED, y, pair->width);
  }
  gst_video_frame_unmap (&frame);
  GST_BUFFER_PTS (buffer) = GST_SECOND;
  return buffer;
}

/* The frame as one plane of four words a pixel. */
static GstBuffer *
unpack_frame (const Pair *pair, GstBuffer *packed)
{
  const GstVideoFormatInfo *format = pair->info.finfo;
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&pair->unpacked), NULL);
  guint8 line[WHOLE_WIDTH * 8];
  GstVideoFrame from, to;

  g_assert_true (gst_video_frame_map (&from, &pair->info, packed, GST_MAP_READ));
  g_assert_true (gst_video_frame_map (&to, &pair->unpacked, buffer, GST_MAP_WRITE));
  for (int y = 0; y < HEIGHT; y++) {
    format->unpack_func (format, pair->flags, line, from.data, from.info.stride, 0, y, pair->width);
    memcpy ((guint8 *) to.data[0] + y * to.info.stride[0], line,
        WIDTH * (gsize) GST_VIDEO_FORMAT_INFO_PSTRIDE (pair->unpacked.finfo, 0));
  }
  gst_video_frame_unmap (&from);
  gst_video_frame_unmap (&to);
  GST_BUFFER_PTS (buffer) = GST_SECOND;
  return buffer;
}

static GstBuffer *
pass (const GstVideoInfo *info, GstBuffer *buffer)
{
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  GstHarness *harness;
  GstBuffer *out;

  g_object_set (overlay, "location", fixture.log, NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_harness_set_src_caps (harness, gst_video_info_to_caps (info));
  g_assert_cmpint (gst_harness_push (harness, gst_buffer_ref (buffer)), ==, GST_FLOW_OK);
  out = gst_harness_pull (harness);
  gst_harness_teardown (harness);
  gst_object_unref (overlay);
  return out;
}

/* Word i of pixel x, y of an unpacked frame. */
static int
word (const Pair *pair, const GstMapInfo *map, int x, int y, int i)
{
  const guint8 *row = map->data + y * pair->unpacked.stride[0];

  return GST_VIDEO_FORMAT_INFO_BITS (pair->unpacked.finfo) == 16 ?
      ((const guint16 *) row)[4 * x + i] : row[4 * x + i];
}

/* The mean over the pixels that share a sample of word i with pixel x, y. */
static double
mean (const Pair *pair, const GstMapInfo *map, int x, int y, int i)
{
  const GstVideoFormatInfo *format = pair->info.finfo;
  int w = 1, h = 1, step = 1, top = y, n = 0;
  double sum = 0;

  if (i >= 2 && GST_VIDEO_FORMAT_INFO_IS_YUV (format)) {
    w = 1 << GST_VIDEO_FORMAT_INFO_W_SUB (format, 1);
    h = 1 << GST_VIDEO_FORMAT_INFO_H_SUB (format, 1);
  }
  if (h > 1 && (pair->flags & GST_VIDEO_PACK_FLAG_INTERLACED))
    step = 2;
  top = y / (h * step) * (h * step) + y % step;
  for (int row = top; row < MIN (top + h * step, HEIGHT); row += step)
    for (int column = x / w * w; column < MIN (x / w * w + w, WIDTH); column++, n++)
      sum += word (pair, map, column, row, i);
  return sum / n;
}

/* Whether the reference left the rows alone that may share samples with row y. */
static gboolean
is_outside (const Pair *pair, const GstMapInfo *before, const GstMapInfo *wanted, int y)
{
  gsize stride = (gsize) pair->unpacked.stride[0], top = (gsize) (y & -8);
  gsize rows = MIN (8, HEIGHT - top);

  return memcmp (before->data + top * stride, wanted->data + top * stride, rows * stride) == 0;
}

/* GStreamer's packing of these loses the last V of a row of odd length. */
static gboolean
is_lost (const Pair *pair, int x, int i)
{
  GstVideoFormat format = GST_VIDEO_INFO_FORMAT (&pair->info);

  return x == WIDTH - 1 && i == 3 &&
      (format == GST_VIDEO_FORMAT_NV12_10LE32 || format == GST_VIDEO_FORMAT_NV16_10LE32);
}

/* The layout has nothing in the upper third, on whichever grid. */
static void
compare_parts (const Pair *pair, const GstMapInfo *before, const GstMapInfo *got)
{
  gsize upper = (gsize) pair->unpacked.stride[0] * (HEIGHT / 3);
  guint changed = 0;

  g_assert_cmpmem (before->data, upper, got->data, upper);
  for (gsize i = upper; i < before->size; i++)
    changed += before->data[i] != got->data[i];
  g_assert_cmpuint (changed, >, 1000);
}

static void
compare (const Pair *pair, const GstMapInfo *before, const GstMapInfo *wanted, const GstMapInfo *got)
{
  const GstVideoFormatInfo *format = pair->info.finfo;
  guint changed = 0, bits = GST_VIDEO_FORMAT_INFO_BITS (pair->unpacked.finfo);

  for (int y = 0; y < HEIGHT; y++) {
    gboolean outside = is_outside (pair, before, wanted, y);

    for (int x = 0; x < WIDTH; x++)
      for (int i = 0; i < 4; i++) {
        int component = i == 0 ? 3 : i - 1, is = word (pair, got, x, y, i);
        if (component >= (int) GST_VIDEO_FORMAT_INFO_N_COMPONENTS (format) || is_lost (pair, x, i))
          continue;
        double unit = 1 << (bits - GST_VIDEO_FORMAT_INFO_DEPTH (format, component));
        double want = mean (pair, wanted, x, y, i);
        changed += is != word (pair, before, x, y, i);
        if (outside)
          g_assert_cmpint (is, ==, word (pair, before, x, y, i));
        else if (ABS (is - want) > unit + 1)
          g_error ("%s word %d at %d,%d: %d before, %g wanted, %d found", GST_VIDEO_FORMAT_INFO_NAME (format),
              i, x, y, word (pair, before, x, y, i), want, is);
      }
  }
  g_assert_cmpuint (changed, >, 1000);
}

static void
check_format (GstVideoFormat format, GstVideoInterlaceMode mode)
{
  GstMapInfo before, wanted, got;
  Pair pair;

  pair_init (&pair, format, mode);
  g_test_message ("%s", GST_VIDEO_INFO_NAME (&pair.info));
  g_autoptr (GstBuffer) frame = draw_frame (&pair);
  g_autoptr (GstBuffer) plain = unpack_frame (&pair, frame);
  g_autoptr (GstBuffer) blended = pass (&pair.unpacked, plain);
  g_autoptr (GstBuffer) out = pass (&pair.info, frame);
  g_autoptr (GstBuffer) unpacked = unpack_frame (&pair, out);
  gst_buffer_map (plain, &before, GST_MAP_READ);
  gst_buffer_map (blended, &wanted, GST_MAP_READ);
  gst_buffer_map (unpacked, &got, GST_MAP_READ);
  if (tlr_pixel_format_find (GST_VIDEO_INFO_NAME (&pair.info)))
    compare_parts (&pair, &before, &got);
  else
    compare (&pair, &before, &wanted, &got);
  gst_buffer_unmap (plain, &before);
  gst_buffer_unmap (blended, &wanted);
  gst_buffer_unmap (unpacked, &got);
}

static void
check_all (GstVideoInterlaceMode mode)
{
  guint n;
  const GstVideoFormat *formats = gst_video_formats_raw (&n);

  g_assert_cmpuint (n, >=, 111);
  for (guint i = 0; i < n; i++)
    if (formats[i] != GST_VIDEO_FORMAT_RGB8P)
      check_format (formats[i], mode);
}

static void
test_progressive (void)
{
  check_all (GST_VIDEO_INTERLACE_MODE_PROGRESSIVE);
}

static void
test_interleaved (void)
{
  check_all (GST_VIDEO_INTERLACE_MODE_INTERLEAVED);
}

/* A frame keeps its palette, and rows without a picture their indices. */
static void
test_palette (void)
{
  GstMapInfo before, after;
  guint changed = 0;
  Pair pair;

  pair_init (&pair, GST_VIDEO_FORMAT_RGB8P, GST_VIDEO_INTERLACE_MODE_PROGRESSIVE);
  g_autoptr (GstBuffer) frame = draw_frame (&pair);
  g_autoptr (GstBuffer) out = pass (&pair.info, frame);
  gst_buffer_map (frame, &before, GST_MAP_READ);
  gst_buffer_map (out, &after, GST_MAP_READ);
  gsize palette = GST_VIDEO_INFO_PLANE_OFFSET (&pair.info, 1);
  g_assert_cmpmem (before.data + palette, before.size - palette, after.data + palette, after.size - palette);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      int at = y * GST_VIDEO_INFO_PLANE_STRIDE (&pair.info, 0) + x;
      changed += before.data[at] != after.data[at];
      g_assert_true (y >= HEIGHT / 3 || before.data[at] == after.data[at]);
    }
  g_assert_cmpuint (changed, >, 1000);
  gst_buffer_unmap (frame, &before);
  gst_buffer_unmap (out, &after);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/every-format/progressive", test_progressive);
  g_test_add_func ("/every-format/interleaved", test_interleaved);
  g_test_add_func ("/every-format/palette", test_palette);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
