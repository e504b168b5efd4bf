/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Three hours at the exact rates of film and television: each frame shows what is its own time, the number of the frame
 * times D/N, to the nanosecond that stamps are rounded to, wherever liftoff was said to be. */
#include "overlay-fixture.h"

#define HOURS 3
#define SPAN_S (HOURS * 3600)
/* Stamps are rounded to a nanosecond each; the log climbs by a metre a second. */
#define TOLERANCE_M 2e-9

static Fixture fixture;

/* A log that climbs by one metre each second, from LIFTOFF on. */
static char *
write_log (void)
{
  g_autoptr (GString) rows = g_string_new ("time[s],altitude[m]\n");
  char *path = g_build_filename (fixture.folder, "climb.csv", NULL);

  for (int t = -SPAN_S; t <= SPAN_S + 60; t += 60)
    g_string_append_printf (rows, "%d,%d\n", t, t);
  fixture_write (path, rows->str);
  return path;
}

/* Frame NUMBER of N/D a second shows how long after frame LIFTOFF it is. */
static void
check_frame (GstHarness *harness, gint64 number, int n, int d, gint64 liftoff)
{
  const GstClockTime pts = gst_util_uint64_scale (number, (guint64) d * GST_SECOND, n);
  g_autoptr (GstBuffer) frame = fixture_pass (harness, "I420", 64, 36, pts);
  GstTelemetryValue value = { .value = -1 };

  gst_telemetry_snapshot_get_value (gst_buffer_get_telemetry_meta (frame)->snapshot, NULL, "altitude", &value);
  g_assert_cmpfloat_with_epsilon (value.value, (double) ((number - liftoff) * d) / n, TOLERANCE_M);
}

static void
check_rate (const char *log, int n, int d, gint64 liftoff)
{
  g_autofree char *place = g_strdup_printf ("#%" G_GINT64_FORMAT, liftoff);
  g_autofree char *caps = g_strdup_printf ("video/x-raw,format=I420,width=64,height=36,framerate=%d/%d", n, d);
  GstHarness *harness = gst_harness_new ("telemetryoverlay");
  const gint64 count = (gint64) SPAN_S * n / d;

  g_object_set (harness->element, "location", log, "liftoff-at", place, NULL);
  gst_harness_set_src_caps_str (harness, caps);
  for (gint64 number = 0; number < count; number += number < 100 || number > count - 100 ? 1 : 997)
    check_frame (harness, number, n, d, liftoff);
  check_frame (harness, count, n, d, liftoff);
  gst_harness_teardown (harness);
}

static void
test_rates (void)
{
  static const int rates[][2] = { { 24000, 1001 }, { 30000, 1001 }, { 60000, 1001 }, { 25, 1 } };
  g_autofree char *log = write_log ();

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++) {
    check_rate (log, rates[i][0], rates[i][1], 0);
    check_rate (log, rates[i][0], rates[i][1], 1001);
    check_rate (log, rates[i][0], rates[i][1], (gint64) SPAN_S * rates[i][0] / rates[i][1]);
  }
  g_remove (log);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/rates/three-hours", test_rates);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
