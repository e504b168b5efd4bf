/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

/* Pictures of tests/golden, and how near to them a picture has to be. */

/* They are drawn with the fonts that tests/golden/fonts.conf names. To be called before
 * fontconfig is. */
static inline void
golden_fonts_use (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "tests", "golden", "fonts.conf", NULL);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_setenv ("FONTCONFIG_FILE", path, TRUE);
}

/* Since cairo 1.18 letters stand at quarters of a pixel; the pictures are of those before,
 * which had them at whole ones. */
static inline gboolean
golden_letters_stand_alike (void)
{
  return cairo_version () < CAIRO_VERSION_ENCODE (1, 17, 4);
}

/* The byte of component C, blue first, of a pixel of four bytes. */
static inline guint8 *
golden_pixel (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface) + 4 * x;
}

/* How far component C of pixel X, Y of A is from any that B has there, or, where letters
 * do not stand alike, a pixel beside. */
static inline int
golden_reach (cairo_surface_t *a, cairo_surface_t *b, int x, int y, int c)
{
  int reach = golden_letters_stand_alike () ? 0 : 1, value = golden_pixel (a, x, y)[c], least = 255, most = 0;

  if (golden_pixel (b, x, y)[c] == value)
    return 0;
  for (int row = MAX (y - reach, 0); row <= MIN (y + reach, cairo_image_surface_get_height (b) - 1); row++)
    for (int column = MAX (x - reach, 0); column <= MIN (x + reach, cairo_image_surface_get_width (b) - 1); column++) {
      least = MIN (least, golden_pixel (b, column, row)[c]);
      most = MAX (most, golden_pixel (b, column, row)[c]);
    }
  return MAX (MAX (least - value, value - most), 0);
}

/* Mean and largest difference of the components of two pictures of one size. */
static inline void
golden_compare (cairo_surface_t *golden, cairo_surface_t *picture, double *mean, int *most)
{
  int width = cairo_image_surface_get_width (golden), height = cairo_image_surface_get_height (golden);
  double sum = 0;

  g_assert_cmpint (width, ==, cairo_image_surface_get_width (picture));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (picture));
  *most = 0;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++) {
        int d = MAX (golden_reach (golden, picture, x, y, c), golden_reach (picture, golden, x, y, c));
        sum += d;
        *most = MAX (*most, d);
      }
  *mean = sum / (3.0 * width * height);
}
