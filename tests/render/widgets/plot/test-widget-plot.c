/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/timeline-live.h"
#include "scene-data.h"
#include "widget-data.h"

#define LINE 0xff0000
#define FAINT 0x0000ff

/* Speed over time, 0 .. 10000 m/s and 0 .. 600 s, in a frame of 800x600. */
static const char plot_text[] = "[layout]\nsafe=0\n[widget p]\ntype=plot\nchannel=speed\nunit=m/s\n"
    "length=1200\nthickness=900\nminimum=0\nmaximum=10000\nagainst-minimum=0\nagainst-maximum=600\n"
    "dot=0\nline=4\nplan-line=4\nline-colour=#ff0000\nplan-colour=#0000ff\ngrid-colour=none\n"
    "ground-colour=#000000\n";

static const char spark_text[] = "[layout]\nsafe=0\n[widget s]\ntype=sparkline\nchannel=speed\n"
    "length=600\nthickness=300\nwindow=100\ndot=0\nline=6\ncolour=#ff0000\nfill-colour=none\n"
    "track-colour=#000000\n";

/* Columns that have a colour anywhere, and the highest row of it there. */
static guint
columns_of (cairo_surface_t *surface, guint32 colour, int first, int end, int *top)
{
  guint n = 0;

  for (int x = first; x < end; x++) {
    gboolean found = FALSE;

    for (int y = 0; y < cairo_image_surface_get_height (surface) && !found; y++)
      if (widget_pixel (surface, x, y) == colour) {
        found = TRUE;
        *top = MIN (*top, y);
      }
    n += found;
  }
  return n;
}

/* The speed is 14.3 t m/s: half the way there, half of the line is full. */
static void
test_past (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  guint past[4], rest[4];

  for (int i = 0; i < 4; i++) {
    cairo_surface_t *surface = widget_picture (plot_text, timeline, 150 * i, 800, 600);
    int top = 600;

    past[i] = columns_of (surface, LINE, 0, 800, &top);
    rest[i] = columns_of (surface, FAINT, 0, 800, &top);
    cairo_surface_destroy (surface);
  }
  g_assert_cmpuint (past[0], ==, 0);
  g_assert_cmpuint (ABS ((int) past[2] - 2 * (int) past[1]), <=, 6);
  g_assert_cmpuint (past[3], >, past[2]);
  g_assert_cmpuint (rest[0], >, rest[1]);
  g_assert_cmpuint (rest[1], >, rest[2]);
}

/* Nothing is drawn over the 20 s between T+300 and T+320. */
static void
test_gap (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  cairo_surface_t *surface = widget_picture (plot_text, timeline, 600, 800, 600);
  int first = 800, last = 0, top = 600, longest = 0, run = 0;

  for (int x = 0; x < 800; x++)
    if (columns_of (surface, LINE, x, x + 1, &top)) {
      first = MIN (first, x);
      last = MAX (last, x);
    }
  for (int x = first; x <= last; x++) {
    run = columns_of (surface, LINE, x, x + 1, &top) ? 0 : run + 1;
    longest = MAX (longest, run);
  }
  /* 20 s of 600, less what the width of the line takes at both ends. */
  double expected = (last - first) * 20.0 / 600;
  g_test_message ("gap of %d columns, expected %.1f", longest, expected);
  g_assert_cmpfloat (ABS (longest - expected), <=, 6);
  cairo_surface_destroy (surface);
}

/* One channel over another, both known by formula: altitude 1.9 t², speed 14.3 t. */
static void
test_against (void)
{
  static const char text[] = "[layout]\nsafe=0\n[widget p]\ntype=plot\nchannel=altitude\nunit=m\n"
      "against=speed\nagainst-unit=m/s\nlength=1200\nthickness=900\nminimum=0\nmaximum=684000\n"
      "against-minimum=0\nagainst-maximum=8580\nplan=none\ndot=0\nline=3\nline-colour=#ff0000\n"
      "grid-colour=none\nground-colour=#000000\n";
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  cairo_surface_t *surface = widget_picture (text, timeline, 600, 800, 600);
  int first = 800, last = 0, top = 600, bottom = 0, top_middle = 600;

  for (int x = 0; x < 800; x++)
    if (columns_of (surface, LINE, x, x + 1, &top)) {
      first = MIN (first, x);
      last = MAX (last, x);
    }
  for (int y = 0; y < 600; y++)
    for (int x = first; x <= last; x++)
      if (widget_pixel (surface, x, y) == LINE)
        bottom = MAX (bottom, y);
  /* A quarter of the way across it is a sixteenth of the way up. */
  columns_of (surface, LINE, first + (last - first) / 4, first + (last - first) / 4 + 1, &top_middle);
  g_assert_cmpfloat (ABS ((bottom - top_middle) / (double) (bottom - top) - 1 / 16.0), <, 0.02);
  cairo_surface_destroy (surface);
}

/* The last 100 s of a speed that rises: the curve rises from left to right. */
static void
test_sparkline (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  cairo_surface_t *surface = widget_picture (spark_text, timeline, 250, 800, 600);
  int left = 600, right = 600;
  guint n = columns_of (surface, LINE, 0, 360, &left);

  g_assert_cmpuint (n, >, 350);
  left = 600;
  columns_of (surface, LINE, 5, 8, &left);
  columns_of (surface, LINE, 350, 353, &right);
  g_assert_cmpint (right, <, left);
  cairo_surface_destroy (surface);
  /* In the gap the end is missing; ten seconds later there is a hole. */
  surface = widget_picture (spark_text, timeline, 315, 800, 600);
  g_assert_cmpuint (columns_of (surface, LINE, 340, 360, &right), ==, 0);
  cairo_surface_destroy (surface);
  surface = widget_picture (spark_text, timeline, 330, 800, 600);
  g_assert_cmpuint (columns_of (surface, LINE, 350, 357, &right), >, 0);
  g_assert_cmpuint (columns_of (surface, LINE, 270, 300, &right), ==, 0);
  cairo_surface_destroy (surface);
}

/* A scene that has been everywhere shows what a new one shows, bit for bit. */
static void
check_pure (const char *text, const char *format)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlrScene) old = widget_scene (text, timeline, format, 640, 480);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (int i = 0; i < 60; i++) {
    double t = i % 2 ? g_rand_double_range (random, -30, 650) : 100 + i / 30.0;
    g_autoptr (TlrScene) fresh = widget_scene (text, timeline, format, 640, 480);
    TlrFrame a = frame_new (format, 640, 480), b = frame_new (format, 640, 480);

    tlm_timeline_at (timeline, i == 7 ? TLM_TIME_NONE : (gint64) (t * 1e9), NULL, snapshot);
    tlr_scene_update (old, snapshot);
    tlr_scene_update (fresh, snapshot);
    tlr_scene_blend (old, &a);
    tlr_scene_blend (fresh, &b);
    g_assert_true (frames_equal (&a, &b));
    frame_clear (&a);
    frame_clear (&b);
  }
}

static void
test_pure (void)
{
  check_pure (plot_text, "I420");
  check_pure (spark_text, "I420");
  check_pure (spark_text, "YUY2");
}

/* Nothing visible moves in a hundredth of a second, and nothing is repainted. */
static void
test_repaint (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlrScene) scene = widget_scene (plot_text, timeline, "BGRA", 640, 480);
  guint before = widget_serial (scene, timeline, 100);

  g_assert_cmpuint (widget_serial (scene, timeline, 100.01), ==, before);
  g_assert_cmpuint (widget_serial (scene, timeline, 110), >, before);
}

static void
extend (TlmTimeline *timeline, int from_s, int to_s)
{
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), "speed", TLM_QUANTITY_SPEED);
  g_autoptr (GError) error = NULL;

  log->clock = TLM_CLOCK_ELAPSED;
  for (int t = from_s; t < to_s; t++)
    tlm_series_append (track->series, t * TLM_SECOND, t);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_extend (timeline, log, NULL, &error));
  g_assert_no_error (error);
}

/* A live flight that goes beyond the scales wants a new scene; what comes within
 * them is shown at once. */
static void
test_live (void)
{
  static const char text[] = "[layout]\nsafe=0\n[widget p]\ntype=plot\nchannel=speed\nunit=m/s\n"
      "length=1200\nthickness=900\nline-colour=#ff0000\n";
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();

  extend (timeline, 0, 52);
  g_autoptr (TlrScene) scene = widget_scene (text, timeline, "BGRA", 640, 480);
  guint before = widget_serial (scene, timeline, 60);
  g_assert_true (tlr_scene_is_current (scene));
  extend (timeline, 52, 55);
  g_assert_cmpuint (widget_serial (scene, timeline, 60), >, before);
  g_assert_true (tlr_scene_is_current (scene));
  extend (timeline, 55, 120);
  widget_serial (scene, timeline, 120);
  g_assert_false (tlr_scene_is_current (scene));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/past", test_past);
  g_test_add_func ("/plot/gap", test_gap);
  g_test_add_func ("/plot/against", test_against);
  g_test_add_func ("/plot/sparkline", test_sparkline);
  g_test_add_func ("/plot/pure", test_pure);
  g_test_add_func ("/plot/repaint", test_repaint);
  g_test_add_func ("/plot/live", test_live);
  return g_test_run ();
}
