/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a frame says of the time it was taken at. */
#include "overlay-fixture.h"

#define LAUNCH_UNIX G_GUINT64_CONSTANT (1633424102)
#define UNIX_IN_NTP G_GUINT64_CONSTANT (2208988800)

/* An altitude of 100 m/s after launch, in UTC. */
static char *
write_log (const Fixture *fixture)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (int i = 0; i < 50; i++)
    g_string_append_printf (lines, "{\"utc\":\"2021-10-05T08:55:%02d.%dZ\",\"altitude\":%d}\n", 2 + i / 10,
        i % 10, 10 * i);
  fixture_write (fixture->log, lines->str);
  return g_strdup_printf ("telemetryoverlay location=%s time-source=reference-timestamp",
      fixture->log);
}

static GstHarness *
start (const char *line)
{
  GstHarness *harness = gst_harness_new_parse (line);
  g_autofree char *caps = fixture_caps ("I420", 320, 180);

  gst_harness_set_src_caps_str (harness, caps);
  return harness;
}

/* The altitude on a frame, −1 for none. */
static double
altitude_of (GstHarness *harness, GstBuffer *frame)
{
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  g_autoptr (GstBuffer) out = NULL;

  g_assert_cmpint (gst_harness_push (harness, frame), ==, GST_FLOW_OK);
  out = gst_harness_pull (harness);
  gst_telemetry_snapshot_get_value (gst_buffer_get_telemetry_meta (out)->snapshot, NULL,
      "altitude", &value);
  return value.validity >= GST_TELEMETRY_VALIDITY_STALE ? value.value : -1;
}

static GstBuffer *
frame_with_reference (const char *type, guint64 timestamp)
{
  GstBuffer *frame = fixture_frame ("I420", 320, 180, 7 * GST_SECOND);
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple (type);

  gst_buffer_add_reference_timestamp_meta (frame, caps, timestamp, GST_CLOCK_TIME_NONE);
  return frame;
}

static void
test_reference (void)
{
  Fixture fixture;

  fixture_init (&fixture);
  g_autofree char *line = write_log (&fixture);
  GstHarness *harness = start (line);
  g_assert_cmpfloat_with_epsilon (altitude_of (harness, frame_with_reference ("timestamp/x-unix",
              (LAUNCH_UNIX + 1) * GST_SECOND + 250 * GST_MSECOND)), 125, 1e-6);
  g_assert_cmpfloat_with_epsilon (altitude_of (harness, frame_with_reference ("timestamp/x-ntp",
              (LAUNCH_UNIX + UNIX_IN_NTP + 2) * GST_SECOND)), 200, 1e-6);
  g_assert_cmpfloat (altitude_of (harness, fixture_frame ("I420", 320, 180, GST_SECOND)), ==, -1);
  gst_harness_teardown (harness);
  fixture_clear (&fixture);
}

#if GST_CHECK_VERSION (1, 22, 0)
#include <gst/video/video-sei.h>

/* A stamp as an encoder writes it: status, microseconds, FF after each two. */
static void
test_user_data (void)
{
  static guint8 uuid[16] = "MISPmicrosectime";
  guint64 us = LAUNCH_UNIX * 1000000 + 3000000;
  guint8 stamp[12] = { 0x1f };
  GstBuffer *frame = fixture_frame ("I420", 320, 180, 0);
  Fixture fixture;

  for (guint i = 0; i < 4; i++) {
    stamp[1 + 3 * i] = (guint8) (us >> (56 - 16 * i));
    stamp[2 + 3 * i] = (guint8) (us >> (48 - 16 * i));
    if (i < 3)
      stamp[3 + 3 * i] = 0xff;
  }
  gst_buffer_add_video_sei_user_data_unregistered_meta (frame, uuid, stamp, sizeof stamp);
  fixture_init (&fixture);
  g_autofree char *line = write_log (&fixture);
  GstHarness *harness = start (line);
  g_assert_cmpfloat_with_epsilon (altitude_of (harness, frame), 300, 1e-6);
  gst_harness_teardown (harness);
  fixture_clear (&fixture);
}
#endif

/* Timecode of the frame and of liftoff-at are one clock. */
static void
test_timecode (void)
{
  GstBuffer *frame = fixture_frame ("I420", 320, 180, 0);
  Fixture fixture;

  fixture_init (&fixture);
  g_autofree char *line = g_strdup_printf ("telemetryoverlay location=%s time-source=timecode "
      "liftoff-at=10:00:00:00", fixture.log);
  GstHarness *harness = start (line);
  gst_buffer_add_video_time_code_meta_full (frame, 25, 1, NULL, GST_VIDEO_TIME_CODE_FLAGS_NONE, 10, 0,
      12, 5, 0);
  g_assert_cmpfloat_with_epsilon (altitude_of (harness, frame), 122, 1e-6);
  gst_harness_teardown (harness);
  fixture_clear (&fixture);
}

static void
test_footage_start (void)
{
  Fixture fixture;

  fixture_init (&fixture);
  g_autofree char *unused = write_log (&fixture);
  g_autofree char *line = g_strdup_printf ("telemetryoverlay location=%s "
      "footage-start=2021-10-05T08:55:01Z", fixture.log);
  GstHarness *harness = start (line);
  g_assert_cmpfloat_with_epsilon (altitude_of (harness,
          fixture_frame ("I420", 320, 180, 3 * GST_SECOND)), 200, 1e-6);
  gst_harness_teardown (harness);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-instant/reference", test_reference);
#if GST_CHECK_VERSION (1, 22, 0)
  g_test_add_func ("/frame-instant/user-data", test_user_data);
#endif
  g_test_add_func ("/frame-instant/timecode", test_timecode);
  g_test_add_func ("/frame-instant/footage-start", test_footage_start);
  return g_test_run ();
}
