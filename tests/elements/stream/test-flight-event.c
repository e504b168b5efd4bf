/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "subtitle-run.h"

static Fixture fixture;

#define VIDEO "videotestsrc num-buffers=60 pattern=ball ! " \
  "video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! "

/* Frames by checksum, with what their metas say of altitude. */
static void
run_overlay (const char *overlay, Run *run)
{
  g_autofree char *line = g_strdup_printf (VIDEO "%s", overlay);

  run_line (line, run);
  g_assert_cmpuint (run->buffers->len, ==, 60);
}

static double
altitude_of (GstBuffer *buffer)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value;

  g_assert_nonnull (meta);
  return gst_telemetry_snapshot_get_value (meta->snapshot, "", "altitude", &value) ? value.value : -1;
}

/* Each frame is the same to the bit, and so is what is known of it. */
static void
assert_same (const Run *a, const Run *b)
{
  for (guint i = 0; i < a->buffers->len; i++) {
    g_autofree char *x = fixture_checksum (a->buffers->pdata[i]);
    g_autofree char *y = fixture_checksum (b->buffers->pdata[i]);

    g_assert_cmpstr (x, ==, y);
    g_assert_cmpfloat (altitude_of (a->buffers->pdata[i]), ==, altitude_of (b->buffers->pdata[i]));
  }
  g_assert_true (a->toc_early && b->toc_early);
}

static void
check (const char *source, const char *own, const char *alone)
{
  g_autofree char *fed = g_strdup_printf ("telemetryoverlay name=overlay %s ! fakesink name=end "
      "telemetrysrc mission=%s %s ! overlay.telemetry_sink", own, fixture.mission, source);
  g_autofree char *single = g_strdup_printf ("telemetryoverlay mission=%s %s ! fakesink name=end",
      fixture.mission, alone);
  Run a, b;

  run_overlay (fed, &a);
  run_overlay (single, &b);
  assert_same (&a, &b);
  /* The rows of the log are 0.1 s apart, a frame 0.04 s: between them it is
   * interpolated. */
  g_assert_cmpfloat (altitude_of (a.buffers->pdata[59]), >, 0);
  run_clear (&a);
  run_clear (&b);
}

static void
test_same_as_own (void)
{
  check ("", "", "");
}

/* Layout, units and language are the overlay's; where the flight is in the footage
 * the source says. */
static void
test_own_picture (void)
{
  check ("liftoff-at=0.5", "layout=minimal units=imperial language=ru",
      "liftoff-at=0.5 layout=minimal units=imperial language=ru");
  check ("time-offset=20000000000", "", "time-offset=20000000000");
}

/* What the overlay says itself wins. */
static void
test_own_sync (void)
{
  check ("liftoff-at=50", "liftoff-at=0.5", "liftoff-at=0.5");
}

/* An overlay with telemetry of its own keeps it, and samples add to that. */
static void
test_own_flight (void)
{
  g_autofree char *path = g_build_filename (fixture.folder, "high.csv", NULL);
  g_autofree char *line = NULL;
  Run run;

  fixture_write (path, "time[s],downrange[m]\n0,7000\n1,7000\n2,7000\n3,7000\n");
  line = g_strdup_printf ("telemetryoverlay name=overlay location=%s ! fakesink name=end "
      "telemetrysrc mission=%s ! overlay.telemetry_sink", path, fixture.mission);
  run_overlay (line, &run);
  for (guint i = 0; i < run.buffers->len; i++) {
    GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (run.buffers->pdata[i]);
    GstTelemetryValue value;

    g_assert_true (gst_telemetry_snapshot_get_value (meta->snapshot, "", "downrange", &value));
    g_assert_cmpfloat (value.value, ==, 7000);
  }
  run_clear (&run);
  g_remove (path);
}

/* A property set while it runs keeps the flight, and what the source said of it. */
static void
test_change_layout (void)
{
  g_autofree char *line = g_strdup_printf (VIDEO "identity sleep-time=5000 ! "
      "telemetryoverlay name=overlay ! fakesink name=end "
      "telemetrysrc mission=%s time-offset=20000000000 ! overlay.telemetry_sink", fixture.mission);
  Run run;
  g_autoptr (GstElement) pipeline = start (line, &run);
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (pipeline), "overlay");

  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  gst_element_get_state (pipeline, NULL, NULL, GST_CLOCK_TIME_NONE);
  g_object_set (overlay, "layout", "minimal", NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  wait_for (pipeline, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  /* 10 m a second: 1 m at 0.1 s in the log. */
  g_assert_cmpfloat_with_epsilon (altitude_of (run.buffers->pdata[50]), 220, 1e-6);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/flight-event/same-as-own", test_same_as_own);
  g_test_add_func ("/flight-event/own-picture", test_own_picture);
  g_test_add_func ("/flight-event/own-sync", test_own_sync);
  g_test_add_func ("/flight-event/own-flight", test_own_flight);
  g_test_add_func ("/flight-event/change-layout", test_change_layout);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
