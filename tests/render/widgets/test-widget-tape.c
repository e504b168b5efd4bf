/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "widget-data.h"

#define SIZE 1000

/* A tape alone, 800 rows for 100 m/s: 8 rows for 1 m/s. Only the ticks (every 20
 * m/s) are green, only marks red, only what is beyond the scale blue. */
#define TAPE "[layout]\nsafe=0\n[widget t]\ntype=tape\nanchor=center\nchannel=speed\nunit=m/s\n" \
    "span=100\nlength=800\nthickness=200\nline=4\ntick-size=20\ntick-colour=#00ff00\n" \
    "label-colour=none\ncolour=none\nface-colour=none\nbox-colour=none\nrim-colour=none\n" \
    "mark-colour=#ff0000\nwarning-colour=#0000ff\ndirection=left\n"

static TlmTimeline *
flight (void)
{
  static const WidgetChannel channels[] = {
    { "speed", TLM_QUANTITY_SPEED, { 0, 150, 157, 200, 400, 400, 400.001 }, 7 },
    { "planned.speed", TLM_QUANTITY_SPEED, { 0, 120, 120, 120, 120, 120, 120 }, 7 },
  };

  return widget_timeline (channels, G_N_ELEMENTS (channels));
}

/* Middles of the runs of a colour in a column of the widget. */
static guint
find_rows (const char *layout, double t_s, int column, guint32 colour, double rows[64])
{
  g_autoptr (TlmTimeline) timeline = flight ();
  g_autoptr (TlrScene) scene = widget_scene (layout, timeline, "BGRx", SIZE, SIZE);
  cairo_surface_t *surface = widget_picture (layout, timeline, t_s, SIZE, SIZE);
  guint n = 0;
  TlrRect r;

  g_assert_true (tlr_scene_widget_rect (scene, "t", &r));
  for (int y = 0, start = -1; y < SIZE && n < 64; y++) {
    gboolean is = widget_pixel (surface, r.x + column, y) == colour;

    if (is && start < 0)
      start = y;
    if (!is && start >= 0) {
      /* What the window's edges cut, and the number's box, counts for nothing. */
      if (start > 104 && y < 897 && (y < 465 || start > 535))
        rows[n++] = (start + y) / 2.0;
      start = -1;
    }
  }
  cairo_surface_destroy (surface);
  return n;
}

/* Numbered ticks stand where their values belong, and no others. */
static void
check_ticks (double t_s, double value)
{
  double rows[64], reach = 50;
  guint n = find_rows (TAPE, t_s, 24, 0x00ff00, rows), expected = 0;

  for (double tick = 20 * floor ((value + reach) / 20); tick > value - reach; tick -= 20) {
    double y = 500 - 8 * (tick - value);

    if (y < 108 || y > 892 || fabs (y - 500) < 38)
      continue;
    g_assert_cmpuint (expected, <, n);
    g_assert_cmpfloat (fabs (rows[expected] - y), <=, 1);
    expected++;
  }
  g_assert_cmpuint (expected, >=, 4);
  g_assert_cmpuint (n, ==, expected);
}

static void
test_ticks (void)
{
  check_ticks (1, 150);
  check_ticks (2, 157);
  check_ticks (3, 200);
}

/* Nothing below 0 for a speed. */
static void
test_begin (void)
{
  double rows[64];
  guint n = find_rows (TAPE, 0, 24, 0x00ff00, rows);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpfloat (rows[n - 1], <=, 501);
}

static guint
count (const char *layout, double t_s, guint32 colour)
{
  g_autoptr (TlmTimeline) timeline = flight ();
  cairo_surface_t *surface = widget_picture (layout, timeline, t_s, SIZE, SIZE);
  guint n = widget_count (surface, colour);

  cairo_surface_destroy (surface);
  return n;
}

static void
test_marks (void)
{
  double rows[64];

  g_assert_cmpuint (find_rows (TAPE "marks=140; 1000\n", 1, 2, 0xff0000, rows), ==, 1);
  g_assert_cmpfloat (fabs (rows[0] - (500 + 80)), <=, 1);
  /* Planned 120 at 157 m/s: seen; at 200 below the window: at its edge. */
  g_assert_cmpuint (find_rows (TAPE "bug=planned.speed\n", 2, 12, 0xff0000, rows), ==, 2);
  g_assert_cmpfloat (fabs ((rows[0] + rows[1]) / 2 - (500 + 8 * 37)), <=, 1);
  g_assert_cmpuint (find_rows (TAPE "bug=planned.speed\n", 3, 12, 0xff0000, rows), ==, 1);
  g_assert_cmpfloat (rows[0], >, 850);
}

/* Beyond the end of the scale it stands still, and says so. */
static void
test_pegged (void)
{
  g_assert_cmpuint (count (TAPE "maximum=300\n", 3, 0x0000ff), ==, 0);
  g_assert_cmpuint (count (TAPE "maximum=300\n", 4, 0x0000ff), >, 100);
  g_assert_cmpuint (count (TAPE "minimum=100\n", 0, 0x0000ff), >, 100);
}

/* Data end at 6 s: stale after 9 s, lost after 11 s. */
static void
test_validity (void)
{
  g_assert_cmpuint (count (TAPE, 6, 0x00ff00), >, count (TAPE, 10, 0x00ff00) + 100);
  g_assert_cmpuint (count (TAPE, 10, 0x00ff00), >, 100);
  g_assert_cmpuint (count (TAPE, 20, 0x00ff00), ==, 0);
}

static void
test_repaint (void)
{
  g_autoptr (TlmTimeline) timeline = flight ();
  g_autoptr (TlrScene) scene = widget_scene (TAPE "decimals=0\n", timeline, "I420", 400, 400);
  guint before = widget_serial (scene, timeline, 5);

  g_assert_cmpuint (widget_serial (scene, timeline, 6), ==, before);
  g_assert_cmpuint (widget_serial (scene, timeline, 2), !=, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tape/ticks", test_ticks);
  g_test_add_func ("/tape/begin", test_begin);
  g_test_add_func ("/tape/marks", test_marks);
  g_test_add_func ("/tape/pegged", test_pegged);
  g_test_add_func ("/tape/validity", test_validity);
  g_test_add_func ("/tape/repaint", test_repaint);
  return g_test_run ();
}
