/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/timeline/timeline-live.h"
#include "render/widgets/layout-load.h"
#include "widget-data.h"

#define SIZE 800

/* A dial alone in a square frame of 800 pixels, its scale 0 to 100 m/s from
 * -120° to 120°; only the needle is red. */
#define DIAL DIAL_FROM ("minimum=0\nmaximum=100\n")
#define DIAL_FROM(scale) "[layout]\nsafe=0\n[widget d]\ntype=dial\nanchor=center\nchannel=vertical-speed\n" \
    "unit=m/s\n" scale "diameter=1000\nstart=-120\nsweep=240\nneedle-colour=#ff0000\n" \
    "warning-colour=#00ff00\nface-colour=none\nrim-colour=none\ntick-colour=none\n" \
    "label-colour=none\ncolour=none\n"

/* The same as an arc, whose filled part is red. */
#define ARC "[layout]\nsafe=0\n[widget d]\ntype=arc\nanchor=center\nchannel=vertical-speed\nunit=m/s\n" \
    "minimum=0\nmaximum=100\ndiameter=980\nthickness=40\nstart=-120\nsweep=240\nfill-colour=#ff0000\n" \
    "tip-colour=none\ntrack-colour=none\nwarning-colour=#00ff00\nlabel-colour=none\ncolour=none\n"

static TlmTimeline *
speeds (void)
{
  static const WidgetChannel channel = { "vertical-speed", TLM_QUANTITY_SPEED,
    { 0, 25, 50, 75, 100, 150, -20, 50, 50, 50.001 }, 10 };

  return widget_timeline (&channel, 1);
}

static gboolean
is_red (guint32 pixel)
{
  return (pixel >> 16) > 128 && (pixel >> 8 & 255) < 60;
}

/* Where the needle points: the mean of its pixels far from the middle. */
static double
angle_of (const char *layout, TlmTimeline *timeline, double t_s)
{
  cairo_surface_t *surface = widget_picture (layout, timeline, t_s, SIZE, SIZE);
  double sum_x = 0, sum_y = 0;

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++) {
      double dx = x + 0.5 - SIZE / 2.0, dy = y + 0.5 - SIZE / 2.0;

      if (hypot (dx, dy) > 150 && is_red (widget_pixel (surface, x, y))) {
        sum_x += dx;
        sum_y += dy;
      }
    }
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (hypot (sum_x, sum_y), >, 0);
  return atan2 (sum_x, -sum_y) * 180 / G_PI;
}

static double
needle_angle (double t_s)
{
  g_autoptr (TlmTimeline) timeline = speeds ();

  return angle_of (DIAL, timeline, t_s);
}

/* A scale by the data is no finer than ten steps of the number on it, 0 to 1 m/s with one
 * decimal: what lies under them is the noise of a station at rest. */
static void
test_fine (void)
{
  static const WidgetChannel fine = { "vertical-speed", TLM_QUANTITY_SPEED, { 0, 0.03, 0.04 }, 3 };
  static const WidgetChannel coarse = { "vertical-speed", TLM_QUANTITY_SPEED, { 0, 2, 4 }, 3 };
  g_autoptr (TlmTimeline) noise = widget_timeline (&fine, 1), climb = widget_timeline (&coarse, 1);
  const char *layout = DIAL_FROM ("decimals=1\n");

  g_assert_cmpfloat (fabs (angle_of (layout, noise, 1) - (-120 + 240 * 0.03)), <, 0.4);
  g_assert_cmpfloat (fabs (angle_of (layout, climb, 1) - (-120 + 240 * 0.5)), <, 0.4);
}

static void
test_angle (void)
{
  static const double values[] = { 0, 25, 50, 75, 100 };

  for (int t = 0; t < 5; t++)
    g_assert_cmpfloat (fabs (needle_angle (t) - (-120 + 2.4 * values[t])), <, 0.4);
}

static guint
count (const char *layout, double t_s, guint32 colour)
{
  g_autoptr (TlmTimeline) timeline = speeds ();
  cairo_surface_t *surface = widget_picture (layout, timeline, t_s, SIZE, SIZE);
  guint n = widget_count (surface, colour);

  cairo_surface_destroy (surface);
  return n;
}

/* Beyond its ends the needle stands a little further, and a mark says so. */
static void
test_pegged (void)
{
  g_assert_cmpfloat (fabs (needle_angle (5) - 123), <, 0.6);
  g_assert_cmpfloat (fabs (needle_angle (6) + 123), <, 0.6);
  g_assert_cmpuint (count (DIAL, 4, 0x00ff00), ==, 0);
  g_assert_cmpuint (count (DIAL, 5, 0x00ff00), >, 200);
  g_assert_cmpuint (count (DIAL, 6, 0x00ff00), >, 200);
  g_assert_cmpuint (count (ARC, 4, 0x00ff00), ==, 0);
  g_assert_cmpuint (count (ARC, 5, 0x00ff00), >, 200);
}

/* The data end at 9 s: stale after 12 s (3 steps), lost after 14 s. */
static void
test_validity (void)
{
  g_assert_cmpuint (count (DIAL, 9, 0xff0000), >, 2 * count (DIAL, 13, 0xff0000));
  g_assert_cmpuint (count (DIAL, 13, 0xff0000), >, 100);
  g_assert_cmpuint (count (DIAL, 20, 0xff0000), ==, 0);
  g_assert_cmpuint (count (ARC, 9, 0xff0000), >, 3 * count (ARC, 13, 0xff0000));
  g_assert_cmpuint (count (ARC, 13, 0xff0000), >, 100);
  g_assert_cmpuint (count (ARC, 20, 0xff0000), ==, 0);
}

/* The ring's middle is red from the start to the value's angle and no further. */
static void
test_arc (void)
{
  static const double values[] = { 0, 25, 50, 75, 100 };
  g_autoptr (TlmTimeline) timeline = speeds ();
  double thickness = 40 * 0.8, radius = 980 * 0.8 / 2 - 0.9 * thickness;

  for (int t = 1; t < 5; t++) {
    cairo_surface_t *surface = widget_picture (ARC, timeline, t, SIZE, SIZE);
    g_autoptr (TlrScene) scene = widget_scene (ARC, timeline, "BGRx", SIZE, SIZE);
    TlrRect r;

    g_assert_true (tlr_scene_widget_rect (scene, "d", &r));
    for (double angle = -118; angle < 119; angle += 1) {
      double end = -120 + 2.4 * values[t], a = angle * G_PI / 180;
      int x = (int) floor (r.x + r.width / 2.0 + radius * sin (a));
      int y = (int) floor (r.y + 980 * 0.8 / 2 - radius * cos (a));

      if (fabs (angle - end) > 1)
        g_assert_cmpint (is_red (widget_pixel (surface, x, y)), ==, angle < end);
    }
    cairo_surface_destroy (surface);
  }
}

/* Only a visible change is painted: 0.001 m/s is a two-hundredth of a pixel. */
static void
check_repaint (const char *layout)
{
  g_autoptr (TlmTimeline) timeline = speeds ();
  g_autoptr (TlrScene) scene = widget_scene (layout, timeline, "I420", 320, 320);
  guint before = widget_serial (scene, timeline, 8);

  g_assert_cmpuint (widget_serial (scene, timeline, 9), ==, before);
  g_assert_cmpuint (widget_serial (scene, timeline, 3), !=, before);
}

static void
test_repaint (void)
{
  check_repaint (DIAL "decimals=0\n");
  check_repaint (ARC "decimals=0\n");
}

static void
check_error (const char *keys, const char *words)
{
  g_autofree char *text = g_strconcat ("[widget d]\ntype=dial\n", keys, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_parse ("test.layout", text, -1, &error);

  g_assert_null (layout);
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "test.layout:"));
  g_assert_nonnull (strstr (error->message, "[widget d]"));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_errors (void)
{
  check_error ("minimum=5\nmaximum=5\n", "maximum: 5 is not above minimum=5");
  check_error ("zones=0:50:red\n", "zones");
  check_error ("zones=50:0:#ff0000\n", "FROM:TO:COLOUR");
  check_error ("channel=vertical-speed\nunit=kg\n", "unit of mass");
  check_error ("sweep=400\n", "sweep");
}

/* A scale without ends of its own is round numbers around the data. */
static void
test_scale (void)
{
  static const WidgetChannel channel = { "speed", TLM_QUANTITY_SPEED, { 0, 1655.6 }, 2 };
  g_autoptr (TlmTimeline) timeline = widget_timeline (&channel, 1);
  static const char layout[] = "[layout]\nsafe=0\n[widget d]\ntype=arc\nanchor=center\nchannel=speed\n"
      "diameter=980\nthickness=40\nstart=-120\nsweep=240\nfill-colour=#ff0000\ntip-colour=none\n"
      "track-colour=none\nlabel-colour=none\ncolour=none\n";
  cairo_surface_t *surface = widget_picture (layout, timeline, 1, SIZE, SIZE);
  double radius = 980 * 0.8 / 2 - 0.9 * 32, last = -120;
  g_autoptr (TlrScene) scene = widget_scene (layout, timeline, "BGRx", SIZE, SIZE);
  TlrRect r;

  g_assert_true (tlr_scene_widget_rect (scene, "d", &r));
  for (double a = -119; a < 120; a += 0.25)
    if (is_red (widget_pixel (surface, (int) (r.x + r.width / 2.0 + radius * sin (a * G_PI / 180)),
                (int) (r.y + 392 - radius * cos (a * G_PI / 180)))))
      last = a;
  /* 5960 km/h of 6000. */
  g_assert_cmpfloat (fabs (last - (-120 + 240 * 5960.16 / 6000)), <, 1);
  cairo_surface_destroy (surface);
}

/* A live value beyond a scale that only the data gave asks for another one. */
static void
test_outgrown (void)
{
  static const WidgetChannel few = { "speed", TLM_QUANTITY_SPEED, { 0, 90 }, 2 };
  g_autoptr (TlmTimeline) timeline = widget_timeline (&few, 1);
  g_autoptr (TlrScene) given = widget_scene (DIAL, timeline, "I420", 320, 320);
  g_autoptr (TlrScene) by_data = widget_scene ("[widget d]\ntype=dial\n", timeline, "I420", 320, 320);
  g_autoptr (TlmLog) more = tlm_log_new ("test", "test");

  widget_serial (given, timeline, 1);
  widget_serial (by_data, timeline, 1);
  g_assert_true (tlr_scene_is_current (given) && tlr_scene_is_current (by_data));
  more->clock = TLM_CLOCK_ELAPSED;
  tlm_series_append (tlm_log_track (tlm_log_vehicle (more, ""), "speed", TLM_QUANTITY_SPEED)->series,
      2 * TLM_SECOND, 400);
  tlm_log_seal (more);
  g_assert_true (tlm_timeline_extend (timeline, more, NULL, NULL));
  widget_serial (given, timeline, 2);
  widget_serial (by_data, timeline, 2);
  g_assert_true (tlr_scene_is_current (given));
  g_assert_false (tlr_scene_is_current (by_data));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dial/fine", test_fine);
  g_test_add_func ("/dial/angle", test_angle);
  g_test_add_func ("/dial/arc", test_arc);
  g_test_add_func ("/dial/pegged", test_pegged);
  g_test_add_func ("/dial/validity", test_validity);
  g_test_add_func ("/dial/repaint", test_repaint);
  g_test_add_func ("/dial/scale", test_scale);
  g_test_add_func ("/dial/errors", test_errors);
  g_test_add_func ("/dial/outgrown", test_outgrown);
  return g_test_run ();
}
