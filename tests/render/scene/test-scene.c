/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/scene.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "orbit-data.h"
#include "render/widgets/layout-load.h"
#include "scene-data.h"

static void
show (TlrScene *scene, TlmTimeline *timeline, gint64 time_ns, TlrFrame *frame)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_timeline_at (timeline, time_ns, tlr_scene_channels (scene), snapshot);
  tlr_scene_update (scene, snapshot);
  tlr_scene_blend (scene, frame);
}

static gint64
random_time (GRand *random)
{
  /* Gap, start, end and no time at all among them. */
  static const double special[] = { -60, -10, 0, 300.5, 304, 310, 319.99, 600, 604, 700 };
  guint kind = (guint) g_rand_int_range (random, 0, 4);

  if (kind == 0)
    return (gint64) (special[g_rand_int_range (random, 0, G_N_ELEMENTS (special))] * 1e9);
  if (kind == 1 && g_rand_boolean (random))
    return TLM_TIME_NONE;
  return (gint64) (g_rand_double_range (random, -30, 650) * 1e9);
}

/* A scene that has been everywhere shows what a new one shows, bit for bit. */
static void
check_pure (const char *layout, const char *format, int width, int height, guint n_vehicles)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (n_vehicles);
  g_autoptr (TlrScene) old = scene_for (layout, timeline, format, width, height);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 40; i++) {
    gint64 time_ns = random_time (random);
    TlrFrame a = frame_new (format, width, height), b = frame_new (format, width, height);
    g_autoptr (TlrScene) fresh = scene_for (layout, timeline, format, width, height);

    /* A few frames on the way, as playing makes them. */
    for (int j = 0; j < 3; j++) {
      TlrFrame skipped = frame_new (format, width, height);
      show (old, timeline, random_time (random), &skipped);
      frame_clear (&skipped);
    }
    show (old, timeline, time_ns, &a);
    show (fresh, timeline, time_ns, &b);
    g_assert_true (frames_equal (&a, &b));
    frame_clear (&a);
    frame_clear (&b);
  }
}

static void
test_pure (void)
{
  check_pure ("webcast", "I420", 640, 360, 1);
  check_pure ("webcast", "BGRA", 641, 359, 2);
  check_pure ("webcast", "NV12", 360, 641, 2);
  check_pure ("data", "I420", 640, 360, 2);
  check_pure ("hud", "I420", 640, 360, 1);
  check_pure ("soyuz", "NV12", 360, 640, 2);
  check_pure ("lower-third", "UYVY", 480, 360, 1);
  check_pure ("minimal", "YUY2", 480, 360, 1);
  check_pure ("minimal", "P010_10LE", 321, 181, 1);
}

/* An orbit, whose every number is derived. */
static void
test_pure_orbit (void)
{
  g_autoptr (TlmFlight) flight = orbit_flight ();
  g_autoptr (TlrScene) old = scene_for ("station", flight->timeline, "I420", 640, 360);
  gint64 first, last;

  g_assert_true (tlm_timeline_span (flight->timeline, &first, &last));
  for (int i = 0; i < 12; i++) {
    TlrFrame a = frame_new ("I420", 640, 360), b = frame_new ("I420", 640, 360);
    g_autoptr (TlrScene) fresh = scene_for ("station", flight->timeline, "I420", 640, 360);
    gint64 time_ns = first + (last - first) / 12 * (i * 5 % 12);

    show (old, flight->timeline, time_ns, &a);
    show (fresh, flight->timeline, time_ns, &b);
    g_assert_true (frames_equal (&a, &b));
    frame_clear (&a);
    frame_clear (&b);
  }
}

/* Playing on at 30 frames a second differs from a fresh scene in nothing. */
static void
test_sequential (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  g_autoptr (TlrScene) playing = scene_for ("webcast", timeline, "I420", 640, 360);

  for (int i = 0; i < 300; i++) {
    gint64 time_ns = 110 * TLM_SECOND + i * TLM_SECOND / 30;
    TlrFrame a = frame_new ("I420", 640, 360);

    show (playing, timeline, time_ns, &a);
    if (i % 30 == 29) {
      g_autoptr (TlrScene) fresh = scene_for ("webcast", timeline, "I420", 640, 360);
      TlrFrame b = frame_new ("I420", 640, 360);

      show (fresh, timeline, time_ns, &b);
      g_assert_true (frames_equal (&a, &b));
      frame_clear (&b);
    }
    frame_clear (&a);
  }
}

/* Nothing outside the regions is touched, and a region's serial moves with it. */
static void
test_regions (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlrScene) scene = scene_for ("webcast", timeline, "GRAY8", 640, 360);
  TlrFrame frame = frame_new ("GRAY8", 640, 360), pristine = frame_new ("GRAY8", 640, 360);
  guint before, after;

  g_assert_cmpuint (tlr_scene_n_regions (scene), >, 0);
  tlr_scene_region (scene, 0, NULL, &before, NULL);
  show (scene, timeline, 100 * TLM_SECOND, &frame);
  tlr_scene_region (scene, 0, NULL, &after, NULL);
  g_assert_cmpuint (before, !=, after);
  for (int y = 0; y < 360; y++)
    for (int x = 0; x < 640; x++) {
      gboolean inside = FALSE;

      for (guint i = 0; i < tlr_scene_n_regions (scene); i++) {
        TlrRect r, p = { x, y, 1, 1 };
        tlr_scene_region (scene, i, &r, NULL, NULL);
        inside |= tlr_rect_overlaps (&r, &p);
      }
      if (!inside)
        g_assert_cmpuint (frame.data[0][y * 640 + x], ==, pristine.data[0][y * 640 + x]);
    }
  g_assert_false (frames_equal (&frame, &pristine));
  /* The same instant again changes nothing. */
  show (scene, timeline, 100 * TLM_SECOND, &frame);
  tlr_scene_region (scene, 0, NULL, &before, NULL);
  g_assert_cmpuint (before, ==, after);
  frame_clear (&frame);
  frame_clear (&pristine);
}

/* Whether what is shown in a widget's rect differs between two instants. */
static gboolean
differs (guint n_vehicles, const char *widget, double a_s, double b_s)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (n_vehicles);
  g_autoptr (TlrScene) scene = scene_for ("webcast", timeline, "GRAY8", 1280, 720);
  TlrFrame a = frame_new ("GRAY8", 1280, 720), b = frame_new ("GRAY8", 1280, 720);
  gboolean found = FALSE;
  TlrRect r;

  g_assert_true (tlr_scene_widget_rect (scene, widget, &r));
  show (scene, timeline, (gint64) (a_s * 1e9), &a);
  show (scene, timeline, (gint64) (b_s * 1e9), &b);
  for (int y = r.y; y < r.y + r.height; y++)
    found |= memcmp (a.data[0] + y * 1280 + r.x, b.data[0] + y * 1280 + r.x, (gsize) r.width) != 0;
  frame_clear (&a);
  frame_clear (&b);
  return found;
}

static void
test_validity (void)
{
  g_assert_true (differs (1, "speed", 300, 304));     /* fresh, stale: the same number, marked */
  g_assert_true (differs (1, "speed", 304, 310));     /* stale, lost */
  g_assert_false (differs (1, "speed", 311, 315));    /* lost, lost */
  g_assert_false (differs (1, "speed", -20, 310));    /* absent, lost: --- */
  g_assert_false (differs (1, "speed", -5, -8));      /* 0 and 0 */
}

static void
test_vehicles (void)
{
  g_assert_true (differs (2, "second-speed", 100, 120));
  g_assert_true (differs (2, "first-speed", 100, 120));
  g_assert_true (differs (1, "speed", 100, 120));
  g_assert_true (differs (1, "altitude", 100, 120));
}

/* What the data has no use for takes no room; a timeline that grows says so. */
static void
test_absent (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmTimeline) full = flight_timeline (2);
  g_autoptr (TlrScene) bare = scene_for ("webcast", timeline, "I420", 1280, 720);
  g_autoptr (TlrScene) whole = scene_for ("webcast", full, "I420", 1280, 720);
  TlrRect a, b;

  g_assert_true (tlr_scene_widget_rect (bare, "events", &a));
  g_assert_true (tlr_rect_is_empty (&a));
  g_assert_true (tlr_scene_widget_rect (bare, "dock", &a) && tlr_scene_widget_rect (whole, "dock", &b));
  g_assert_cmpint (a.height, <, b.height);
  g_assert_true (tlr_scene_is_current (bare));
  tlm_timeline_add_event (timeline, tlm_event_new (0, "liftoff", NULL, NULL, NULL, TLM_CONFIDENCE_GIVEN));
  g_assert_false (tlr_scene_is_current (bare));
}

/* A channel that comes makes room for its widget. */
static void
test_has (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlmLog) log = tlm_log_new ("radar", "test");
  g_autoptr (TlrScene) before = scene_for ("soyuz", timeline, "I420", 1280, 720);
  TlrRect r;

  g_assert_true (tlr_scene_widget_rect (before, "range", &r) && tlr_rect_is_empty (&r));
  g_assert_true (tlr_scene_is_current (before));
  log->clock = TLM_CLOCK_ELAPSED;
  TlmTrack *range = tlm_log_track (tlm_log_vehicle (log, "Stage 1"), "range", TLM_QUANTITY_LENGTH);
  tlm_series_append (range->series, 0, 1000);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  g_assert_false (tlr_scene_is_current (before));
  g_autoptr (TlrScene) after = scene_for ("soyuz", timeline, "I420", 1280, 720);
  g_assert_true (tlr_scene_widget_rect (after, "range", &r) && !tlr_rect_is_empty (&r));
}

/* Every built-in layout at every size and shape; digits a thirtieth of the
 * height (Inter's and DejaVu's are 0.727 of the font's size), but the small line of film. */
static void
test_sizes (void)
{
  static const struct { int width, height; } sizes[] = {
    { 320, 180 }, { 640, 480 }, { 1280, 720 }, { 1920, 1080 }, { 1080, 1920 }, { 1080, 1080 },
    { 1920, 804 }, { 3840, 2160 }, { 7680, 4320 }, { 180, 320 }, { 853, 481 },
  };
  g_auto (GStrv) names = tlr_layout_list ();

  for (guint n = 1; n <= 2; n++) {
    g_autoptr (TlmTimeline) timeline = flight_timeline (n);

    for (guint i = 0; names[i]; i++)
      for (guint j = 0; j < G_N_ELEMENTS (sizes); j++) {
        g_autoptr (TlrScene) scene = scene_for (names[i], timeline, "I420", sizes[j].width, sizes[j].height);
        TlrRect r, safe = { (int) (0.05 * sizes[j].width) - 2, (int) (0.05 * sizes[j].height) - 2,
          (int) (0.9 * sizes[j].width) + 6, (int) (0.9 * sizes[j].height) + 6 };

        gboolean film = g_str_equal (names[i], "film");
        g_assert_true (tlr_scene_widget_rect (scene, film ? "line" : "clock", &r));
        TlrRect inside = tlr_rect_intersect (&r, &safe);
        g_assert_cmpint (inside.width, ==, r.width);
        g_assert_cmpint (inside.height, ==, r.height);
        g_assert_cmpint (r.height, >=, sizes[j].height / (film ? 49 : 30));
      }
  }
}

static void
test_too_small (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_load ("minimal", NULL);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("I420") }, .width = 8, .height = 8 };

  g_assert_null (tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/pure", test_pure);
  g_test_add_func ("/scene/pure-orbit", test_pure_orbit);
  g_test_add_func ("/scene/sequential", test_sequential);
  g_test_add_func ("/scene/regions", test_regions);
  g_test_add_func ("/scene/validity", test_validity);
  g_test_add_func ("/scene/vehicles", test_vehicles);
  g_test_add_func ("/scene/absent", test_absent);
  g_test_add_func ("/scene/has", test_has);
  g_test_add_func ("/scene/sizes", test_sizes);
  g_test_add_func ("/scene/too-small", test_too_small);
  return g_test_run ();
}
