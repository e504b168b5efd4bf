/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "counted-malloc.h"
#include "native-reference.h"

static const char *const format_names[] = { "I420", "NV12", "YUY2", "Y41B", "YUV9", "RGB", "BGRx",
  "RGBA", "A420", "AYUV", "GRAY8", "I420_10LE", "I422_10BE", "P010_10LE", "Y412_BE", "AYUV64" };

#define WIDTH 160
#define HEIGHT 32

static void
fill_random (GRand *rand, guint32 *argb, int n)
{
  for (int i = 0; i < n; i++) {
    guint kind = g_rand_int (rand) & 3, a = kind == 0 ? 0 : kind == 1 ? 255 : g_rand_int (rand) & 255;

    argb[i] = a << 24;
    for (int shift = 0; shift < 24; shift += 8)
      argb[i] |= (guint) g_rand_int_range (rand, 0, (gint32) a + 1) << shift;
  }
}

static TlrNative *
make_native (const TlrPixelFormat *format, const TestPicture *p)
{
  TlrNativeSpec spec = { format, *p->colorimetry, p->interlaced };
  TlrNative *native = tlr_native_new (&spec, p->width, p->height);

  tlr_native_import (native, 0, 0, (const guint8 *) p->argb, p->width * 4, p->width, p->height);
  tlr_native_update_spans (native, 0, 0, p->width, p->height);
  return native;
}

/* A background copied, a strip composed over a part of it, blended at once:
 * against the two blended one after the other, in double precision. */
static void
check_compose (const TlrPixelFormat *format, gboolean interlaced, const TlrColorimetry *colorimetry)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint32 below[WIDTH * HEIGHT], above[32 * 16];
  TestPicture p = { below, WIDTH, HEIGHT, 0, 0, colorimetry, interlaced };
  TestPicture strip = { above, 32, 16, 64, 8, colorimetry, interlaced };
  TlrNativeSpec spec = { format, *colorimetry, interlaced };
  TestFrame before, after;

  fill_random (rand, below, WIDTH * HEIGHT);
  fill_random (rand, above, 32 * 16);
  g_autoptr (TlrNative) background = make_native (format, &p);
  g_autoptr (TlrNative) glyphs = make_native (format, &strip);
  g_autoptr (TlrNative) target = tlr_native_new (&spec, WIDTH, HEIGHT);
  test_frame_init (&before, format, WIDTH, HEIGHT, 1);
  test_frame_fill_random (&before, rand, TRUE);
  after = test_frame_copy (&before);
  n_allocations = 0;
  tlr_native_copy_rect (target, 0, 0, background, 0, 0, WIDTH, HEIGHT);
  tlr_native_over (target, 64, 8, glyphs, 0, 0, 32, 16);
  tlr_native_update_spans (target, 0, 0, WIDTH, HEIGHT);
  tlr_native_blend (target, 0, 0, &after.frame);
  g_assert_cmpuint (n_allocations, ==, 0);
  for (guint i = 0; i < format->n_components; i++) {
    const TlrComponent *c = &format->components[i];
    for (int row = 0; row < test_rows (&before.frame, c); row++)
      for (int column = 0; column < test_columns (&before.frame, c); column++) {
        TestSums s1 = test_sum (&p, &before.frame, i, column, row);
        TestSums s2 = test_sum (&strip, &before.frame, i, column, row);
        double want = test_get (&before.frame, c, column, row);
        guint got = test_get (&after.frame, c, column, row);

        want = s1.value + want * (1 - s1.alpha);
        want = s2.value + want * (1 - s2.alpha);
        if (s2.alpha == 1 || (s2.alpha == 0 && s1.alpha == 1))
          g_assert_cmpfloat_with_epsilon (want, got, 0.5 + 1e-6);
        else
          g_assert_cmpfloat_with_epsilon (want, got, format->depth == 8 || format->depth == 16 ? 2 : 1);
      }
  }
  test_frame_clear (&before);
  test_frame_clear (&after);
}

static void
test_compose (gconstpointer data)
{
  const TlrPixelFormat *format = tlr_pixel_format_find (data);
  TlrColorimetry limited = { TLR_MATRIX_BT709 }, full = { TLR_MATRIX_BT601, TLR_RANGE_FULL };

  check_compose (format, FALSE, &limited);
  check_compose (format, TRUE, &limited);
  check_compose (format, FALSE, &full);
}

/* A cleared rectangle shows nothing, and its neighbours are as they were. */
static void
test_clear (void)
{
  TlrColorimetry colorimetry = { TLR_MATRIX_BT709 };
  g_autofree guint32 *argb = g_new (guint32, WIDTH * HEIGHT);
  TestPicture p = { argb, WIDTH, HEIGHT, 0, 0, &colorimetry, FALSE };

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    argb[i] = 0xFFFFFFFFu;
  for (guint f = 0; f < G_N_ELEMENTS (format_names); f++) {
    const TlrPixelFormat *format = tlr_pixel_format_find (format_names[f]);
    g_autoptr (TlrNative) native = make_native (format, &p);
    TestFrame frame;

    test_frame_init (&frame, format, WIDTH, HEIGHT, 0);
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++)
        test_set (&frame.frame, &format->components[0], x, y, 3);
    tlr_native_clear_rect (native, 32, 8, 96, 16);
    tlr_native_update_spans (native, 32, 8, 96, 16);
    tlr_native_blend (native, 0, 0, &frame.frame);
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++) {
        gboolean clear = x >= 32 && x < 128 && y >= 8 && y < 24;
        g_assert_cmpint (test_get (&frame.frame, &format->components[0], x, y) == 3, ==, clear);
      }
    test_frame_clear (&frame);
  }
}

/* Through light: more colours than are remembered, each with its own code. */
static void
test_hdr (void)
{
  TlrColorimetry colorimetry = { TLR_MATRIX_BT2020, TLR_RANGE_LIMITED, TLR_TRANSFER_PQ,
    TLR_PRIMARIES_BT2020, 0 };
  const TlrPixelFormat *format = tlr_pixel_format_find ("Y444_12LE");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint32 argb[WIDTH * HEIGHT];
  TestPicture p = { argb, WIDTH, HEIGHT, 0, 0, &colorimetry, FALSE };
  TestFrame frame;

  fill_random (rand, argb, WIDTH * HEIGHT);
  g_autoptr (TlrNative) native = make_native (format, &p);
  test_frame_init (&frame, format, WIDTH, HEIGHT, 0);
  for (guint i = 0; i < 3; i++)
    for (int j = 0; j < WIDTH * HEIGHT; j++)
      test_set (&frame.frame, &format->components[i], j % WIDTH, j / WIDTH, 1000);
  tlr_native_blend (native, 0, 0, &frame.frame);
  for (int j = 0; j < WIDTH * HEIGHT; j++) {
    double a = (argb[j] >> 24) / 255.0, rgb[3], code[3];

    for (int i = 0; i < 3; i++)
      rgb[i] = a > 0 ? (argb[j] >> (16 - 8 * i) & 255) / 255.0 / a : 0;
    tlr_colour_encode (&colorimetry, 12, rgb, code);
    for (int i = 0; i < 3; i++)
      g_assert_cmpfloat_with_epsilon (a * code[i] + (1 - a) * 1000, test_get (&frame.frame,
          &format->components[i], j % WIDTH, j / WIDTH), a == 1 || a == 0 ? 0.5 : 0.6);
  }
  test_frame_clear (&frame);
}

/* YUV without a matrix is G, B, R. */
static void
test_identity (void)
{
  TlrColorimetry colorimetry = { TLR_MATRIX_RGB, TLR_RANGE_FULL };
  const TlrPixelFormat *format = tlr_pixel_format_find ("Y444");
  guint32 argb = 0xFF102030u;
  TestPicture p = { &argb, 1, 1, 0, 0, &colorimetry, FALSE };
  g_autoptr (TlrNative) native = make_native (format, &p);
  TestFrame frame;

  test_frame_init (&frame, format, 1, 1, 0);
  tlr_native_blend (native, 0, 0, &frame.frame);
  g_assert_cmpuint (test_get (&frame.frame, &format->components[0], 0, 0), ==, 0x20);
  g_assert_cmpuint (test_get (&frame.frame, &format->components[1], 0, 0), ==, 0x30);
  g_assert_cmpuint (test_get (&frame.frame, &format->components[2], 0, 0), ==, 0x10);
  test_frame_clear (&frame);
}

/* Rectangles off the grid or out of the picture are refused. */
static void
test_refused (void)
{
  static const int bad[][4] = { { 1, 0, 2, 2 }, { 0, 1, 2, 2 }, { 0, 0, 3, 2 }, { -2, 0, 2, 2 },
    { 6, 0, 4, 2 }, { 0, 0, 2, 10 } };
  TlrNativeSpec spec = { tlr_pixel_format_find ("I420"), { TLR_MATRIX_BT709 }, FALSE };
  g_autoptr (TlrNative) native = tlr_native_new (&spec, 8, 8);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*tlr_native_rect_is_valid*");
    tlr_native_clear_rect (native, bad[i][0], bad[i][1], bad[i][2], bad[i][3]);
    g_test_assert_expected_messages ();
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (format_names); i++) {
    g_autofree char *path = g_strconcat ("/native/compose/", format_names[i], NULL);
    g_test_add_data_func (path, format_names[i], test_compose);
  }
  g_test_add_func ("/native/clear", test_clear);
  g_test_add_func ("/native/hdr", test_hdr);
  g_test_add_func ("/native/identity", test_identity);
  g_test_add_func ("/native/refused", test_refused);
  if (!COUNTS_ALLOCATIONS)
    g_test_message ("allocations are not counted in this build");
  return g_test_run ();
}
