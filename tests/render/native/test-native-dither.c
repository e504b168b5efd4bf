/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A shade over an even picture: no bands, no colour, and the same each time. */
#include "grey-frame.h"
#include "native-reference.h"

#define WIDTH 256
#define HEIGHT 64

/* Black that becomes denser from row to row, over the grey CODE, on a format of 8 bits. */
static TestFrame
shade (const char *name, guint code)
{
  const TlrPixelFormat *format = tlr_pixel_format_find (name);
  TlrColorimetry rgb = { .matrix = TLR_MATRIX_RGB, .range = TLR_RANGE_FULL };
  TlrNativeSpec spec = { format, format->model == TLR_MODEL_RGB ? rgb : test_bt709, FALSE };
  g_autoptr (TlrNative) native = tlr_native_new (&spec, WIDTH, HEIGHT);
  g_autofree guint32 *argb = g_new (guint32, WIDTH * HEIGHT);
  TestFrame frame;

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    argb[i] = (2 * (i / WIDTH) + 1) << 24;
  tlr_native_import (native, 0, 0, (const guint8 *) argb, WIDTH * 4, WIDTH, HEIGHT);
  tlr_native_update_spans (native, 0, 0, WIDTH, HEIGHT);
  test_frame_init (&frame, format, WIDTH, HEIGHT, 0);
  for (guint i = 0; i < format->n_planes; i++)
    memset (frame.frame.data[i], i ? 128 : (int) code, (gsize) frame.frame.stride[i] * (HEIGHT >> (i > 0)));
  tlr_native_blend (native, 0, 0, &frame.frame);
  return frame;
}

/* The mean over a row of the pattern is nearer to the exact product than half a code, which rounding to nearest is off
 * in some rows; each pixel is within a code, and R, G and B are alike. */
static void
test_gradient (void)
{
  TestFrame frame = shade ("BGRx", 30);

  for (int y = 1; y < HEIGHT; y++) {
    double exact = 30 * (255 - (2 * y + 1)) / 255.0, sum = 0;

    for (int x = 0; x < WIDTH; x++) {
      const guint8 *p = frame.frame.data[0] + y * frame.frame.stride[0] + 4 * x;
      g_assert_cmpuint (p[0], ==, p[1]);
      g_assert_cmpuint (p[0], ==, p[2]);
      g_assert_cmpfloat (fabs (p[0] - exact), <, 1);
      sum += p[0];
    }
    g_assert_cmpfloat (fabs (sum / WIDTH - exact), <, 0.4);
  }
  test_frame_clear (&frame);
}

/* Black stays black: nothing of the pattern shows where there is nothing to round. */
static void
test_black (void)
{
  TestFrame frame = shade ("BGRx", 0);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < 3 * WIDTH; x++)
      g_assert_cmpuint (frame.frame.data[0][y * frame.frame.stride[0] + x / 3 * 4 + x % 3], ==, 0);
  test_frame_clear (&frame);
}

/* Chroma has no pattern: over grey both stay a middle code or the one beside it, row by row. */
static void
test_chroma (void)
{
  TestFrame frame = shade ("I420", 30);

  for (int y = 0; y < HEIGHT / 2; y++)
    for (int x = 1; x < WIDTH / 2; x++)
      for (int plane = 1; plane < 3; plane++)
        g_assert_cmpuint (frame.frame.data[plane][y * frame.frame.stride[plane] + x], ==,
            frame.frame.data[plane][y * frame.frame.stride[plane]]);
  test_frame_clear (&frame);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/native-dither/gradient", test_gradient);
  g_test_add_func ("/native-dither/black", test_black);
  g_test_add_func ("/native-dither/chroma", test_chroma);
  return g_test_run ();
}
