/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/refresh.h"
#include "scene-data.h"
#include "widget-data.h"

/* A white square of 100 pixels in a frame of 640x480, with more keys. */
#define SQUARE "[layout]\nsafe=0\n[widget s]\ntype=bar\nchannel=speed\nminimum=-1\nmaximum=0\nlength=208.4\n" \
    "thickness=208.4\nradius=0\ncolour=#ffffff\ntrack-colour=#ffffff\n"

/* How light the middle of it is, 0 to 255. */
static int
light (TlmTimeline *timeline, const char *text, double t_s)
{
  cairo_surface_t *surface = widget_picture (text, timeline, t_s, 640, 480);
  int value = (int) (widget_pixel (surface, 50, 50) & 0xff);

  cairo_surface_destroy (surface);
  return value;
}

/* In and out over 2 s, by time, by phase and by a channel. */
static void
test_fade (void)
{
  static const struct { const char *when; double from, to; } cases[] = {
    { "time>=50;time<60", 50, 60 },
    { "phase=max-q", 64, 114 },
    { "speed>1430;speed<2860", 100, 200 },
  };
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf (SQUARE "fade=2\nwhen=%s\n", cases[i].when);

    g_assert_cmpint (light (timeline, text, cases[i].from - 0.2), ==, 0);
    g_assert_cmpint (ABS (light (timeline, text, cases[i].from + 1) - 128), <=, 20);
    g_assert_cmpint (light (timeline, text, cases[i].from + 2.2), ==, 255);
    g_assert_cmpint (light (timeline, text, cases[i].to - 0.2), ==, 255);
    g_assert_cmpint (ABS (light (timeline, text, cases[i].to + 1) - 128), <=, 20);
    g_assert_cmpint (light (timeline, text, cases[i].to + 2.2), ==, 0);
    /* It never steps back on the way, and never by much. */
    for (double t = cases[i].from, last = 0; t < cases[i].from + 2.2; t += 0.05) {
      int now = light (timeline, text, t);
      g_assert_cmpint (now, >=, (int) last);
      g_assert_cmpint (now - (int) last, <=, 20);
      last = now;
    }
  }
}

/* Under a parent that fades a child does as well. */
static void
test_parent (void)
{
  static const char text[] = "[layout]\nsafe=0\n[widget g]\ntype=group\nfade=2\nwhen=time>=50\n"
      "[widget s]\ntype=bar\nparent=g\nchannel=speed\nminimum=-1\nmaximum=0\nlength=208.4\n"
      "thickness=208.4\nradius=0\ncolour=#ffffff\ntrack-colour=#ffffff\n";
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);

  g_assert_cmpint (light (timeline, text, 49.9), ==, 0);
  g_assert_cmpint (ABS (light (timeline, text, 51) - 128), <=, 20);
  g_assert_cmpint (light (timeline, text, 52.2), ==, 255);
}

/* Bit for bit what a fresh scene shows, whatever was shown before. */
static void
test_pure (void)
{
  static const char text[] = "[layout]\nrefresh=0.7\n[widget a]\ntype=field\nvalue={speed}\nunit={speed.unit}\n"
      "label=SPEED\nfade=1.5\nwhen=phase=max-q,boosters\n[widget b]\ntype=text\nanchor=bottom\n"
      "text={altitude}\nrefresh=3\n[widget c]\ntype=bar\nanchor=right\nchannel=speed\nmaximum=9000\n"
      "fade=0.5\nwhen=speed>900\n";
  static const char *const formats[] = { "I420", "BGRA", "P010_10LE" };
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++) {
    g_autoptr (TlrScene) old = widget_scene (text, timeline, formats[f], 640, 360);

    for (int i = 0; i < 60; i++) {
      double t = i % 2 ? g_rand_double_range (random, 60, 125) : 63.5 + i / 30.0;
      g_autoptr (TlrScene) fresh = widget_scene (text, timeline, formats[f], 640, 360);
      TlrFrame a = frame_new (formats[f], 640, 360), b = frame_new (formats[f], 640, 360);

      tlm_timeline_at (timeline, (gint64) (t * 1e9), NULL, snapshot);
      tlr_scene_update (old, snapshot);
      tlr_scene_update (fresh, snapshot);
      tlr_scene_blend (old, &a);
      tlr_scene_blend (fresh, &b);
      g_assert_true (frames_equal (&a, &b));
      frame_clear (&a);
      frame_clear (&b);
    }
  }
}

/* Texts change at multiples of 2.5 s from T-0 alone, before it as well. */
static void
test_refresh (void)
{
  static const char text[] = "[widget t]\ntype=text\ntext={clock:2} {speed:m/s:3}\nrefresh=2.5\n";
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlrScene) scene = widget_scene (text, timeline, "BGRA", 640, 360);

  for (int i = -2; i < 8; i++) {
    double start = 2.5 * i;
    guint before = widget_serial (scene, timeline, start);

    for (double t = 0.1; t < 2.5; t += 0.3)
      g_assert_cmpuint (widget_serial (scene, timeline, start + t), ==, before);
    g_assert_cmpuint (widget_serial (scene, timeline, start + 2.5), >, before);
  }
}

/* What is shown is what was true at that instant. */
static void
test_instant (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlrRefresh) refresh = tlr_refresh_new (timeline, 10 * TLM_SECOND);
  g_autoptr (TlmSnapshot) now = tlm_snapshot_new ();

  tlm_timeline_at (timeline, 107 * TLM_SECOND, NULL, now);
  const TlmSnapshot *shown = tlr_refresh_at (refresh, NULL, now);
  g_assert_cmpint (shown->time_ns, ==, 100 * TLM_SECOND);
  g_assert_cmpfloat_with_epsilon (tlm_snapshot_value (shown, 0, TLM_CHANNEL_SPEED).value, 1430, 1e-6);
  tlm_timeline_at (timeline, -3 * TLM_SECOND, NULL, now);
  g_assert_cmpint (tlr_refresh_at (refresh, NULL, now)->time_ns, ==, -10 * TLM_SECOND);
  tlm_timeline_at (timeline, TLM_TIME_NONE, NULL, now);
  g_assert_true (tlr_refresh_at (refresh, NULL, now) == now);
}

/* A margin keeps neighbours and edges away, and does not grow what is drawn. */
static void
test_margin (void)
{
  static const char bare[] = "[layout]\nsafe=0\n[widget g]\ntype=group\narrange=column\n"
      "[widget a]\ntype=bar\nparent=g\nlength=200\nthickness=100\n"
      "[widget b]\ntype=bar\nparent=g\nlength=200\nthickness=100\n";
  g_autofree char *wide = g_strconcat (bare, "margin=50\n", NULL);
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlrScene) one = widget_scene (bare, timeline, "BGRA", 1000, 1000);
  g_autoptr (TlrScene) two = widget_scene (wide, timeline, "BGRA", 1000, 1000);
  TlrRect a, b;

  tlr_scene_widget_rect (one, "b", &a);
  tlr_scene_widget_rect (two, "b", &b);
  g_assert_cmpint (b.x, ==, a.x + 50);
  g_assert_cmpint (b.y, ==, a.y + 50);
  g_assert_cmpint (b.width, ==, a.width);
  g_assert_cmpint (b.height, ==, a.height);
  tlr_scene_widget_rect (one, "g", &a);
  tlr_scene_widget_rect (two, "g", &b);
  g_assert_cmpint (b.width, ==, a.width + 100);
  g_assert_cmpint (b.height, ==, a.height + 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pace/fade", test_fade);
  g_test_add_func ("/pace/parent", test_parent);
  g_test_add_func ("/pace/pure", test_pure);
  g_test_add_func ("/pace/refresh", test_refresh);
  g_test_add_func ("/pace/instant", test_instant);
  g_test_add_func ("/pace/margin", test_margin);
  return g_test_run ();
}
