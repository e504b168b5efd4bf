/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a scene takes of memory: nothing while it plays, and little in all. */
#include "render/scene/scene.h"

#include <math.h>

#include "counted-malloc.h"
#include "orbit-data.h"
#include "scene-data.h"

#if COUNTS_ALLOCATIONS
/* Plays from START what was played before: a unit is drawn when it first comes to a place between chroma
 * samples, which the widths of letters decide. */
static void
check_no_allocation (const char *layout, TlmTimeline *timeline, gint64 start_ns)
{
  g_autoptr (TlrScene) scene = scene_for (layout, timeline, "I420", 1280, 720);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlrFrame frame = frame_new ("I420", 1280, 720);
  guint before = 0;

  for (int i = 0; i < 400; i++) {
    if (i == 200)
      before = n_allocations;
    tlm_timeline_at (timeline, start_ns + i % 200 * TLM_SECOND / 30, tlr_scene_channels (scene), snapshot);
    tlr_scene_update (scene, snapshot);
    tlr_scene_blend (scene, &frame);
  }
  guint taken = n_allocations - before;
  g_test_message ("%s: %u allocations", layout, taken);
  g_assert_cmpuint (before, >, 0);
  g_assert_cmpuint (taken, ==, 0);
  frame_clear (&frame);
}
/* The same flight with an attitude and what is felt. */
static TlmTimeline *
turning_timeline (void)
{
  static const struct { const char *name; TlmQuantity quantity; double rate; } channels[] = {
    { "roll", TLM_QUANTITY_ANGLE, 3 }, { "pitch", TLM_QUANTITY_ANGLE, 1.1 }, { "yaw", TLM_QUANTITY_ANGLE, 7 },
    { "g-load", TLM_QUANTITY_ACCELERATION, 0.1 },
  };
  TlmTimeline *timeline = flight_timeline (1);
  g_autoptr (TlmLog) log = tlm_log_new ("turns", "test");

  log->clock = TLM_CLOCK_ELAPSED;
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++) {
    TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, "Stage 1"), channels[i].name,
        channels[i].quantity);
    for (int t = 0; t < 600; t++)
      tlm_series_append (track->series, t * TLM_SECOND, 60 * sin (0.01 * channels[i].rate * t));
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}
#endif

static void
test_no_allocation (void)
{
#if COUNTS_ALLOCATIONS
  static const char *const layouts[] = { "webcast", "data", "lower-third", "hud",
    "soyuz", "minimal", "cockpit" };
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  g_autoptr (TlmFlight) flight = orbit_flight ();
  gint64 first, last;

  /* The light around the event at T+157 s goes out. */
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    check_no_allocation (layouts[i], timeline, 160 * TLM_SECOND);
  g_autoptr (TlmTimeline) turning = turning_timeline ();
  check_no_allocation ("cockpit", turning, 165 * TLM_SECOND);
  g_assert_true (tlm_timeline_span (flight->timeline, &first, &last));
  check_no_allocation ("station", flight->timeline, first + 1800 * TLM_SECOND);
#else
  g_test_skip ("allocations cannot be counted in this build");
#endif
}

/* Pictures kept, once all of the flight has been shown on the largest frames of
 * broadcasting. */
static void
test_memory (void)
{
  static const char *const layouts[] = { "webcast", "station", "soyuz", "hud", "lower-third", "minimal", "data" };
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++) {
    g_autoptr (TlrScene) scene = scene_for (layouts[i], timeline, "P010_10LE", 3840, 2160);
    g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

    for (int t = -10; t < 650; t += 3) {
      tlm_timeline_at (timeline, t * TLM_SECOND, tlr_scene_channels (scene), snapshot);
      tlr_scene_update (scene, snapshot);
    }
    g_test_message ("%s: %.1f MB", layouts[i], (double) tlr_scene_get_size (scene) / 1e6);
    g_assert_cmpuint (tlr_scene_get_size (scene), <=, 37000000);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene-memory/no-allocation", test_no_allocation);
  g_test_add_func ("/scene-memory/memory", test_memory);
  return g_test_run ();
}
