/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "widget-data.h"

#define SIZE 600

/* -2 to 8 g from -120° to 120°: 24° for 1 g. Only the marks are red. */
#define METER "[layout]\nsafe=0\n[widget g]\ntype=g-meter\nanchor=center\nunit=g\nminimum=-2\nmaximum=8\n" \
    "diameter=1000\nstart=-120\nsweep=240\nmark-colour=#ff0000\nneedle-colour=none\nface-colour=none\n" \
    "rim-colour=none\ntick-colour=none\nlabel-colour=none\n"

#define G 9.80665

static TlmTimeline *
flight (void)
{
  static const WidgetChannel channel = { "g-load", TLM_QUANTITY_ACCELERATION,
    { 1 * G, 2 * G, 4 * G, 3 * G, -1 * G, 0, 6 * G, 0 }, 8 };

  return widget_timeline (&channel, 1);
}

/* Whether anything near the rim at an acceleration is red. */
static gboolean
is_marked (cairo_surface_t *surface, double g)
{
  double a = (-120 + 24 * (g + 2)) * G_PI / 180;

  for (double r = 220; r < 298; r += 0.5) {
    guint32 pixel = widget_pixel (surface, (int) (SIZE / 2.0 + r * sin (a)), (int) (SIZE / 2.0 - r * cos (a)));

    if (pixel >> 16 > 100)
      return TRUE;
  }
  return FALSE;
}

static void
test_marks (void)
{
  static const struct { double t, low, high; } cases[] = {
    { 0, 1, 1 }, { 1, 1, 2 }, { 2, 1, 4 }, { 3, 1, 4 }, { 4, -1, 4 }, { 5, -1, 4 }, { 6, -1, 6 }, { 7, -1, 6 },
  };
  g_autoptr (TlmTimeline) timeline = flight ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    cairo_surface_t *surface = widget_picture (METER "colour=none\n", timeline, cases[i].t, SIZE, SIZE);

    for (double g = -1.9; g < 7.95; g += 0.1) {
      double away = MIN (fabs (g - cases[i].low), fabs (g - cases[i].high));

      if (away < 0.04)
        g_assert_true (is_marked (surface, g));
      else if (away > 0.8)
        g_assert_false (is_marked (surface, g));
    }
    cairo_surface_destroy (surface);
  }
}

/* In whatever order instants are asked for, each has the same picture. */
static void
test_seeks (void)
{
  static const int order[] = { 7, 2, 5, 0, 6, 3, 1, 4 };
  g_autoptr (TlmTimeline) timeline = flight ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (TlrScene) seeking = widget_scene (METER, timeline, "GRAY8", SIZE, SIZE);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    g_autoptr (TlrScene) fresh = widget_scene (METER, timeline, "GRAY8", SIZE, SIZE);
    g_autofree guint8 *a = g_malloc0 (SIZE * SIZE), *b = g_malloc0 (SIZE * SIZE);
    TlrFrame frame = { .format = tlr_pixel_format_find ("GRAY8"), .width = SIZE, .height = SIZE,
      .data = { a }, .stride = { SIZE } };

    tlm_timeline_at (timeline, order[i] * TLM_SECOND, NULL, snapshot);
    tlr_scene_update (seeking, snapshot);
    tlr_scene_blend (seeking, &frame);
    frame.data[0] = b;
    tlr_scene_update (fresh, snapshot);
    tlr_scene_blend (fresh, &frame);
    g_assert_cmpmem (a, SIZE * SIZE, b, SIZE * SIZE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/g-meter/marks", test_marks);
  g_test_add_func ("/g-meter/seeks", test_seeks);
  return g_test_run ();
}
