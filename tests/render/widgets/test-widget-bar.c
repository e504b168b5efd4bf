/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/preview.h"
#include "render/widgets/layout-load.h"
#include "scene-data.h"

/* A bar of 1000 pixels alone in a frame of 1200x1000: 1 pixel is 8.58 m/s. */
static const char layout_text[] = "[layout]\nsafe=0\n[widget b]\ntype=bar\nchannel=speed\n"
    "unit=km/h\nmaximum=30888\nlength=1000\nthickness=40\nradius=0\ncolour=#ffffff\n"
    "track-colour=#000000\n";

/* White pixels of the row through its middle. */
static int
white_at (double t_s)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_parse ("bar", layout_text, -1, &error);
  int n = 0;

  g_assert_no_error (error);
  tlm_timeline_at (timeline, (gint64) (t_s * 1e9), NULL, snapshot);
  cairo_surface_t *surface = tlr_preview_draw (layout, NULL, timeline, NULL, snapshot, 1200, 1000,
      NULL, &error);
  g_assert_no_error (error);
  const guint8 *row = cairo_image_surface_get_data (surface) +
      20 * cairo_image_surface_get_stride (surface);
  for (int x = 0; x < 1200; x++)
    n += (((const guint32 *) row)[x] & 0xffffff) == 0xffffff;
  cairo_surface_destroy (surface);
  return n;
}

/* The speed is 14.3 t m/s, so 600 s fill it. */
static void
test_length (void)
{
  g_assert_cmpint (white_at (0), ==, 0);
  g_assert_cmpint (ABS (white_at (150) - 250), <=, 1);
  g_assert_cmpint (ABS (white_at (450) - 750), <=, 1);
  g_assert_cmpint (white_at (600), ==, 1000);
}

/* In the gap after T+300: hollow, then empty. */
static void
test_validity (void)
{
  g_assert_cmpint (white_at (300), >=, 499);
  g_assert_cmpint (white_at (304), >, 0);
  g_assert_cmpint (white_at (304), <, 10);
  g_assert_cmpint (white_at (310), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bar/length", test_length);
  g_test_add_func ("/bar/validity", test_validity);
  return g_test_run ();
}
