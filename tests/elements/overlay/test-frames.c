/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames that are not simply whole, progressive and SDR. */
#include <math.h>
#include <string.h>

#include "overlay-fixture.h"

static Fixture fixture;

/* A frame of one byte value through the element; the result is the caller's. */
static GstBuffer *
pass (const char *caps, double graphics_white, GstBuffer *frame)
{
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  GstHarness *harness;
  GstBuffer *out;

  g_object_set (overlay, "location", fixture.log, "graphics-white", graphics_white, NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_harness_set_src_caps_str (harness, caps);
  GST_BUFFER_PTS (frame) = GST_SECOND;
  g_assert_cmpint (gst_harness_push (harness, frame), ==, GST_FLOW_OK);
  out = gst_harness_pull (harness);
  gst_harness_teardown (harness);
  gst_object_unref (overlay);
  return out;
}

static void
read_caps (const char *text, GstVideoInfo *info)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (text);

  g_assert_true (gst_video_info_from_caps (info, caps));
}

static GstBuffer *
make (gsize size)
{
  GstBuffer *frame = gst_buffer_new_allocate (NULL, size, NULL);

  gst_buffer_memset (frame, 0, 0x40, size);
  return frame;
}

static gboolean
row_is (const guint8 *row, int bytes, guint8 value)
{
  for (int i = 0; i < bytes; i++)
    if (row[i] != value)
      return FALSE;
  return TRUE;
}

/* Rows of Y of a frame of 0x40 that are no longer so. */
static void
touched_rows (GstBuffer *frame, const GstVideoInfo *info, guint plane, int rows, gboolean *touched)
{
  GstVideoFrame map;

  g_assert_true (gst_video_frame_map (&map, info, frame, GST_MAP_READ));
  for (int y = 0; y < rows; y++)
    touched[y] = !row_is ((guint8 *) map.data[plane] + y * map.info.stride[plane],
        GST_VIDEO_INFO_WIDTH (info) >> (plane > 0), 0x40);
  gst_video_frame_unmap (&map);
}

/* Chroma rows belong to the fields in turn: a field that nothing was drawn on
 * keeps its chroma. The ground begins at any row, too faint there to change what is
 * rounded: one row of chroma may be a code off over luma that is not. */
static void
check_interlaced (const char *mode)
{
  g_autofree char *caps = g_strdup_printf ("video/x-raw,format=I420,width=640,height=360,framerate=25/1,"
      "interlace-mode=%s,field-order=top-field-first", mode);
  gboolean luma[360], chroma[180];
  GstVideoInfo info;
  guint n_faint = 0;

  if (g_str_equal (mode, "mixed"))
    *strstr (caps, ",field-order") = 0;
  read_caps (caps, &info);
  g_autoptr (GstBuffer) out = pass (caps, 203, make (GST_VIDEO_INFO_SIZE (&info)));
  touched_rows (out, &info, 0, 360, luma);
  touched_rows (out, &info, 1, 180, chroma);
  for (int y = 0; y < 180; y++)
    if (chroma[y]) {
      int top = y / 2 * 4 + y % 2;
      n_faint += !luma[top] && !luma[top + 2];
    }
  g_assert_cmpuint (n_faint, <=, 1);
  g_assert_true (luma[359] || luma[350] || luma[340]);
}

static void
test_interleaved (void)
{
  check_interlaced ("interleaved");
}

static void
test_mixed (void)
{
  check_interlaced ("mixed");
}

/* One field a buffer is a frame of half the rows, each twice as high. */
static void
test_alternate (void)
{
  static const char caps[] = "video/x-raw(format:Interlaced),format=I420,width=640,height=360,framerate=25/1,"
      "interlace-mode=alternate";
  static const char half[] = "video/x-raw,format=I420,width=640,height=180,framerate=25/1,"
      "pixel-aspect-ratio=1/2";
  gboolean rows[180];
  GstVideoInfo info;
  GstMapInfo a, b;

  read_caps (caps, &info);
  g_autoptr (GstBuffer) field = pass (caps, 203, make (GST_VIDEO_INFO_SIZE (&info)));
  g_autoptr (GstBuffer) frame = pass (half, 203, make (GST_VIDEO_INFO_SIZE (&info)));
  touched_rows (field, &info, 0, 180, rows);
  g_assert_false (rows[60]);
  g_assert_true (rows[160]);
  gst_buffer_map (field, &a, GST_MAP_READ);
  gst_buffer_map (frame, &b, GST_MAP_READ);
  g_assert_cmpmem (a.data, a.size, b.data, b.size);
  gst_buffer_unmap (field, &a);
  gst_buffer_unmap (frame, &b);
}

/* A frame with rows of its own length, and bytes between and behind them. */
static void
test_padding (void)
{
  static const char caps[] = "video/x-raw,format=GRAY8,width=333,height=360,framerate=25/1";
  gsize offset[GST_VIDEO_MAX_PLANES] = { 100 };
  gint stride[GST_VIDEO_MAX_PLANES] = { 400 };
  GstBuffer *in = make (100 + 400 * 360 + 50);
  GstVideoInfo info;
  GstMapInfo a, b;

  read_caps (caps, &info);
  gst_buffer_add_video_meta_full (in, GST_VIDEO_FRAME_FLAG_NONE, GST_VIDEO_FORMAT_GRAY8, 333, 360, 1, offset, stride);
  g_autoptr (GstBuffer) padded = pass (caps, 203, in);
  g_autoptr (GstBuffer) plain = pass (caps, 203, make (GST_VIDEO_INFO_SIZE (&info)));
  gst_buffer_map (padded, &a, GST_MAP_READ);
  gst_buffer_map (plain, &b, GST_MAP_READ);
  g_assert_true (row_is (a.data, 100, 0x40));
  g_assert_true (row_is (a.data + 100 + 400 * 360, 50, 0x40));
  for (int y = 0; y < 360; y++) {
    g_assert_cmpmem (a.data + 100 + 400 * y, 333, b.data + info.stride[0] * y, 333);
    g_assert_true (row_is (a.data + 100 + 400 * y + 333, 67, 0x40));
  }
  gst_buffer_unmap (padded, &a);
  gst_buffer_unmap (plain, &b);
}

/* What a crop meta leaves of a frame looks like a frame of that size, also in a
 * format that is unpacked. */
static void
check_crop (const char *format, int left, int top)
{
  g_autofree char *large = g_strdup_printf ("video/x-raw,format=%s,width=800,height=560,framerate=25/1", format);
  g_autofree char *small = g_strdup_printf ("video/x-raw,format=%s,width=640,height=360,framerate=25/1", format);
  GstVideoInfo large_info, small_info;
  GstVideoFrame a, b;

  read_caps (large, &large_info);
  read_caps (small, &small_info);
  GstBuffer *in = make (GST_VIDEO_INFO_SIZE (&large_info));
  GstVideoCropMeta *crop = gst_buffer_add_video_crop_meta (in);
  crop->x = (guint) left;
  crop->y = (guint) top;
  crop->width = 640;
  crop->height = 360;
  g_autoptr (GstBuffer) cropped = pass (large, 203, in);
  g_autoptr (GstBuffer) whole = pass (small, 203, make (GST_VIDEO_INFO_SIZE (&small_info)));
  g_assert_true (gst_video_frame_map (&a, &large_info, cropped, GST_MAP_READ));
  g_assert_true (gst_video_frame_map (&b, &small_info, whole, GST_MAP_READ));
  int bytes = GST_VIDEO_FRAME_COMP_PSTRIDE (&a, 0);
  for (int y = 0; y < 560; y++) {
    const guint8 *row = (guint8 *) a.data[0] + y * a.info.stride[0];
    if (y < top || y >= top + 360)
      g_assert_true (row_is (row, 800 * bytes, 0x40));
    else
      g_assert_cmpmem (row + left * bytes, (gsize) (640 * bytes), (guint8 *) b.data[0] + (y - top) * b.info.stride[0],
          (gsize) (640 * bytes));
  }
  gst_video_frame_unmap (&a);
  gst_video_frame_unmap (&b);
}

static void
test_crop (void)
{
  check_crop ("I420", 40, 100);
  check_crop ("RGB", 41, 101);
  check_crop ("RGB16", 41, 101);
}

/* Columns that the picture covers, of a mid row of the digits. */
static int
covered_width (const char *caps)
{
  GstVideoInfo info;
  GstVideoFrame frame;
  int most = 0;

  read_caps (caps, &info);
  g_autoptr (GstBuffer) out = pass (caps, 203, make (GST_VIDEO_INFO_SIZE (&info)));
  g_assert_true (gst_video_frame_map (&frame, &info, out, GST_MAP_READ));
  for (int y = 0; y < GST_VIDEO_INFO_HEIGHT (&info); y++) {
    const guint8 *row = (guint8 *) frame.data[0] + y * frame.info.stride[0];
    int white = 0;
    for (int x = 0; x < GST_VIDEO_INFO_WIDTH (&info); x++)
      white += row[x] > 200;
    most = MAX (most, white);
  }
  gst_video_frame_unmap (&frame);
  return most;
}

/* Pixels twice as wide need half as many of them for the same digits. */
static void
test_pixel_aspect (void)
{
  int square = covered_width ("video/x-raw,format=GRAY8,width=1280,height=720,framerate=25/1");
  int wide = covered_width ("video/x-raw,format=GRAY8,width=640,height=720,framerate=25/1,pixel-aspect-ratio=2/1");

  g_assert_cmpint (square, >, 40);
  g_assert_cmpfloat_with_epsilon ((double) square / wide, 2, 0.35);
}

/* The brightest Y that white graphics get in a dark frame. */
static int
brightest (const char *caps, double graphics_white)
{
  GstVideoInfo info;
  GstVideoFrame frame;
  int most = 0;

  read_caps (caps, &info);
  GstBuffer *in = make (GST_VIDEO_INFO_SIZE (&info));
  gst_buffer_memset (in, 0, 0, GST_VIDEO_INFO_SIZE (&info));
  g_autoptr (GstBuffer) out = pass (caps, graphics_white, in);
  g_assert_true (gst_video_frame_map (&frame, &info, out, GST_MAP_READ));
  int shift = GST_VIDEO_FORMAT_INFO_SHIFT (info.finfo, 0);
  for (int y = 0; y < GST_VIDEO_INFO_HEIGHT (&info); y++)
    for (int x = 0; x < GST_VIDEO_INFO_WIDTH (&info); x++) {
      const guint8 *row = (guint8 *) frame.data[0] + y * frame.info.stride[0];
      int v = GST_VIDEO_INFO_COMP_DEPTH (&info, 0) > 8 ? GST_READ_UINT16_LE (row + 2 * x) >> shift : row[x];
      most = MAX (most, v);
    }
  gst_video_frame_unmap (&frame);
  return most;
}

#define SIZE ",width=1280,height=720,framerate=25/1,colorimetry="
#define TEN_BIT "video/x-raw,format=I420_10LE" SIZE

/* SMPTE ST 2084, inverse EOTF, as a limited 10 bit code. */
static double
pq_code (double cd_m2)
{
  double y = pow (cd_m2 / 10000, 2610.0 / 16384);
  double e = pow ((3424.0 / 4096 + 2413.0 / 128 * y) / (1 + 2392.0 / 128 * y), 2523.0 / 32);

  return 64 + 876 * e;
}

static void
test_white_of_hdr (void)
{
  g_assert_cmpint (ABS (brightest (TEN_BIT "bt2100-pq", 203) - 573), <=, 1);
  for (double white = 80; white < 1000; white *= 1.7)
    g_assert_cmpfloat_with_epsilon (brightest (TEN_BIT "bt2100-pq", white), pq_code (white), 1);
  /* 203 cd/m2 is 75 % of HLG (BT.2408 table 1). */
  g_assert_cmpint (ABS (brightest (TEN_BIT "bt2100-hlg", 203) - (64 + 657)), <=, 1);
}

/* Opaque is opaque, in each range and depth. */
static void
test_white_of_sdr (void)
{
  g_assert_cmpint (brightest ("video/x-raw,format=I420" SIZE "bt709", 203), ==, 235);
  g_assert_cmpint (brightest ("video/x-raw,format=I420" SIZE "bt601", 203), ==, 235);
  g_assert_cmpint (brightest ("video/x-raw,format=I420" SIZE "1:4:0:0", 203), ==, 255);
  g_assert_cmpint (brightest (TEN_BIT "bt2020-10", 203), ==, 940);
  g_assert_cmpint (brightest (TEN_BIT "bt709", 1000), ==, 940);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/frames/interleaved", test_interleaved);
  g_test_add_func ("/frames/mixed", test_mixed);
  g_test_add_func ("/frames/alternate", test_alternate);
  g_test_add_func ("/frames/padding", test_padding);
  g_test_add_func ("/frames/crop", test_crop);
  g_test_add_func ("/frames/pixel-aspect", test_pixel_aspect);
  g_test_add_func ("/frames/white-of-hdr", test_white_of_hdr);
  g_test_add_func ("/frames/white-of-sdr", test_white_of_sdr);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
