/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Words that become others and events that slide. TELEMETRY_SHEETS=FOLDER draws sheets. */
#include <math.h>

#include "motion-data.h"

#define PHASE "[layout]\nsafe=4\n[widget p]\ntype=phase\nanchor=top\ntimed=yes\nsize=60\nalign=center\nchange=%s\n" \
    "[widget n]\ntype=phase\nwhich=next\ntimed=yes\nsize=40\nalign=center\nanchor=center\nchange=%s\n"

/* The words are others than without the key during the 300 ms after the event at 114 s, and never else. */
static void
test_change (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autofree char *cut = g_strdup_printf (PHASE, "none", "none");
  g_autofree char *fade = g_strdup_printf (PHASE, "fade 300ms", "fade 300ms");

  g_assert_cmpuint (motion_check (fade, timeline, "I420", 480, 270, 113.5), >=, 8);
  g_assert_cmpuint (motion_check (fade, timeline, "BGRA", 480, 270, 113.5), >=, 8);
  motion_sheet ("motion-change", fade, timeline, 320, 180, 113.5);
  guint differ = 0;
  for (int i = 0; i < MOTION_FRAMES; i++) {
    double t = (double) motion_time (113.5, i) / 1e9;
    cairo_surface_t *a = widget_picture (cut, timeline, t, 480, 270), *b = widget_picture (fade, timeline, t, 480, 270);
    gboolean same = memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), 480 * 270 * 4) == 0;

    g_assert_true (same || (t >= 114 && t < 114.3));
    differ += !same;
    cairo_surface_destroy (a);
    cairo_surface_destroy (b);
  }
  g_assert_cmpuint (differ, >=, 8);
}

/* Of one second's digits nothing fades: the words stay. */
static void
test_running (void)
{
  static const char text[] = "[widget t]\ntype=text\ntext={clock} {speed:m/s}\nsize=60\nchange=fade 300ms\n";
  static const char plain[] = "[widget t]\ntype=text\ntext={clock} {speed:m/s}\nsize=60\n";
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);

  for (int i = 0; i < MOTION_FRAMES; i++) {
    double t = (double) motion_time (113.5, i) / 1e9;
    cairo_surface_t *a = widget_picture (text, timeline, t, 480, 270), *b = widget_picture (plain, timeline, t, 480, 270);

    g_assert_cmpmem (cairo_image_surface_get_data (a), 480 * 270 * 4, cairo_image_surface_get_data (b), 480 * 270 * 4);
    cairo_surface_destroy (a);
    cairo_surface_destroy (b);
  }
}

#define LADDER "[layout]\nsafe=4\n[widget e]\ntype=%s\nanchor=bottom\nwidth=100%%\nsize=40\ndot=24\nline=5\nmotion=%s\n"

/* Where the middle of the white marker's core is, from the right of a row of pixels. */
static int
marker (cairo_surface_t *surface, int y)
{
  int width = cairo_image_surface_get_width (surface);

  for (int x = width - 1; x >= 0; x--)
    if (widget_pixel (surface, x, y) == 0xffffff)
      return x;
  return -1;
}

/* How much ink is on a picture, and where its middle is. */
static double
ink (cairo_surface_t *surface, double *middle)
{
  double sum = 0, moment = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++) {
      double light = widget_pixel (surface, x, y) & 255;

      sum += light;
      moment += light * x;
    }
  *middle = moment / sum;
  return sum;
}

/* Now stands in the middle while the events slide, on and back by the same steps. */
static void
test_bar (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autofree char *text = g_strdup_printf (LADDER, "phase-bar", "continuous");
  g_autofree char *pages = g_strdup_printf (LADDER, "phase-bar", "pages");
  g_autoptr (TlrScene) scene = widget_scene (text, timeline, "BGRA", 640, 360);
  TlrRect rect;

  g_assert_cmpuint (motion_check (text, timeline, "I420", 640, 360, 114.5), >, 50);
  g_assert_cmpuint (motion_check (text, timeline, "BGRA", 640, 360, 117), >, 50);
  motion_sheet ("motion-bar", text, timeline, 480, 180, 117);
  g_assert_true (tlr_scene_widget_rect (scene, "e", &rect));
  /* 8 events, of which 4 have room: from half a page after the start to half a page before the end. */
  for (double t = 115; t < 118; t += 0.5) {
    cairo_surface_t *surface = widget_picture (text, timeline, t, 640, 360);
    int middle = rect.x + rect.width / 2, top = -1;

    for (int y = rect.y; y < rect.y + rect.height; y++)
      top = MAX (top, marker (surface, y) > 0 ? y : -1);
    g_assert_cmpint (top, >, 0);
    g_assert_cmphex (widget_pixel (surface, middle, rect.y + 8), ==, 0xffffff);
    cairo_surface_destroy (surface);
  }
  /* It begins and ends as pages do. */
  for (guint i = 0; i < 2; i++) {
    double t = i ? 600 : -20;
    cairo_surface_t *a = widget_picture (text, timeline, t, 640, 360), *b = widget_picture (pages, timeline, t, 640, 360);
    double at_a, at_b, ink_a = ink (a, &at_a), ink_b = ink (b, &at_b);

    g_assert_cmpfloat_with_epsilon (ink_a / ink_b, 1, 0.02);
    g_assert_cmpfloat_with_epsilon (at_a, at_b, 1);
    cairo_surface_destroy (a);
    cairo_surface_destroy (b);
  }
}

static void
test_arc (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autofree char *text = g_strdup_printf (LADDER "rise=120\n", "phase-arc", "continuous");

  g_assert_cmpuint (motion_check (text, timeline, "I420", 640, 360, 116), >, 50);
  g_assert_cmpuint (motion_check (text, timeline, "BGRA", 640, 360, 117), >, 50);
  motion_sheet ("motion-arc", text, timeline, 480, 270, 117);
}

#define NUMBER "[layout]\nsafe=4\n[widget v]\ntype=field\nanchor=center\nvalue={speed:m/s}\nunit={speed.unit:m/s}\nsize=200\n" \
    "refresh=1\n%s"

/* Digits that change roll for 400 ms of each second, and then stand as without the key. */
static void
test_roll (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autofree char *text = g_strdup_printf (NUMBER, "roll=yes\n");
  g_autofree char *plain = g_strdup_printf (NUMBER, "");

  g_assert_cmpuint (motion_check (text, timeline, "I420", 480, 270, 99.5), >=, 18);
  g_assert_cmpuint (motion_check (text, timeline, "BGRA", 480, 270, 99.5), >=, 18);
  motion_sheet ("motion-roll", text, timeline, 320, 180, 99.5);
  for (int i = 0; i < MOTION_FRAMES; i++) {
    double t = (double) motion_time (99.5, i) / 1e9, since = t - floor (t + 1e-6);
    cairo_surface_t *a = widget_picture (text, timeline, t, 480, 270), *b = widget_picture (plain, timeline, t, 480, 270);
    gboolean same = memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), 480 * 270 * 4) == 0;

    g_assert_true (same || (since >= 0 && since < 0.4));
    g_assert_false (same && since > 0.1 && since < 0.3);
    cairo_surface_destroy (a);
    cairo_surface_destroy (b);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motion-words/change", test_change);
  g_test_add_func ("/motion-words/running", test_running);
  g_test_add_func ("/motion-words/bar", test_bar);
  g_test_add_func ("/motion-words/arc", test_arc);
  g_test_add_func ("/motion-words/roll", test_roll);
  return g_test_run ();
}
