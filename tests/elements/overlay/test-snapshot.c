/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* All that a frame's snapshot has, walked: each value with its vehicle, channel and unit. */
#include "overlay-fixture.h"

/* At 2.5 s, of two vehicles; one channel with no name of ours, one that is an angle. */
static const char rows[] = "time[s],altitude[km],pitch[rad],tank,speed[km/h]\n"
    "0,0,0,0.5,0\n5,10,1,0.5,720\n";
static const struct { const char *vehicle, *channel, *unit; double value; } wanted[] = {
  { "booster", "altitude", "m", 5000 }, { "booster", "pitch", "deg", 28.6478897565 },
  { "booster", "speed", "m/s", 100 }, { "booster", "tank", "", 0.5 },
  { "capsule", "altitude", "m", 5000 },
};

static GstBuffer *
pass_frame (const char *mission, GstHarness **harness)
{
  g_autofree char *caps = fixture_caps ("I420", 160, 90);
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);

  g_object_set (overlay, "mission", mission, "layout", "data", "liftoff-at", "0", NULL);
  *harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_object_unref (overlay);
  gst_harness_set_src_caps_str (*harness, caps);
  return fixture_pass (*harness, "I420", 160, 90, (GstClockTime) (2.5 * GST_SECOND));
}

static void
assert_has (GstTelemetrySnapshot *snapshot, guint row)
{
  guint found = 0;

  for (guint i = 0; i < gst_telemetry_snapshot_get_n_values (snapshot); i++) {
    const char *vehicle, *channel, *unit;
    GstTelemetryValue value;
    g_assert_true (gst_telemetry_snapshot_get_nth_value (snapshot, i, &vehicle, &channel, &unit, &value));
    if (!g_str_equal (vehicle, wanted[row].vehicle) || !g_str_equal (channel, wanted[row].channel))
      continue;
    found++;
    g_assert_cmpstr (unit, ==, wanted[row].unit);
    g_assert_cmpfloat_with_epsilon (value.value, wanted[row].value, 1e-6);
    g_assert_cmpint (value.validity, >=, GST_TELEMETRY_VALIDITY_STALE);
  }
  g_assert_cmpuint (found, ==, 1);
}

static void
test_walk (gconstpointer mission)
{
  GstHarness *harness;
  g_autoptr (GstBuffer) frame = pass_frame (mission, &harness);
  GstTelemetrySnapshot *snapshot = gst_buffer_get_telemetry_meta (frame)->snapshot;
  const guint n = gst_telemetry_snapshot_get_n_values (snapshot);
  const char *vehicle = "untouched";

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    assert_has (snapshot, i);
  g_assert_cmpuint (n, >=, G_N_ELEMENTS (wanted));
  g_assert_true (gst_telemetry_snapshot_get_nth_value (snapshot, n - 1, NULL, NULL, NULL, NULL));
  g_assert_false (gst_telemetry_snapshot_get_nth_value (snapshot, n, &vehicle, NULL, NULL, NULL));
  g_assert_cmpstr (vehicle, ==, "untouched");
  gst_harness_teardown (harness);
}

int
main (int argc, char **argv)
{
  Fixture fixture;
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  fixture_write (fixture.log, rows);
  fixture_write (fixture.mission, "[mission]\nname=Two\n[telemetry]\nlocation=flight.csv\nvehicle=booster\n"
      "[telemetry.2]\nlocation=flight.csv\nvehicle=capsule\n[events]\nliftoff=0\n");
  g_test_add_data_func ("/snapshot/walk", fixture.mission, test_walk);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
