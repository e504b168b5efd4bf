/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which instants frames show where a place is hard to know, and what is said then. */
#include <string.h>

#include "overlay-fixture.h"

static Fixture fixture;

/* The altitude that the element of that name shows on a frame, m; −1 for none. */
static double
altitude_by (GstBuffer *frame, const char *element)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta_from (frame, element);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  return value.validity >= GST_TELEMETRY_VALIDITY_STALE ? value.value : -1;
}

static GstHarness *
start (const char *properties, GstBus *bus)
{
  g_autofree char *line = g_strdup_printf ("telemetryoverlay name=o location=%s %s", fixture.log, properties);
  g_autofree char *caps = fixture_caps ("I420", 320, 180);
  GstHarness *harness = gst_harness_new_parse (line);

  if (bus)
    gst_element_set_bus (harness->element, bus);
  gst_harness_set_src_caps_str (harness, caps);
  return harness;
}

/* Messages hold the element that holds the bus they are on. */
static void
end (GstHarness *harness)
{
  gst_element_set_bus (harness->element, NULL);
  gst_harness_teardown (harness);
}

static guint
count_messages (GstBus *bus, GstMessageType type, const char *name)
{
  GstMessage *message;
  guint n = 0;

  while ((message = gst_bus_pop_filtered (bus, type))) {
    n += !name || gst_message_has_name (message, name);
    gst_message_unref (message);
  }
  return n;
}

/* A frame without a time stamp has no number, and is no loss of signal. */
static void
test_no_stamp (void)
{
  g_autoptr (GstBus) bus = gst_bus_new ();
  GstHarness *harness = start ("", bus);

  for (int i = 0; i < 6; i++) {
    g_autoptr (GstBuffer) frame = fixture_pass (harness, "I420", 320, 180,
        i % 2 ? GST_CLOCK_TIME_NONE : (GstClockTime) i * GST_SECOND);
    g_assert_cmpfloat_with_epsilon (altitude_by (frame, "o"), i % 2 ? -1 : 10 * i, 1e-6);
  }
  g_assert_cmpuint (count_messages (bus, GST_MESSAGE_ELEMENT, GST_TELEMETRY_MESSAGE_LOST), ==, 0);
  end (harness);
}

/* Two overlays in a row: each says what it shows, after a copy too. */
static void
test_two_overlays (void)
{
  g_autofree char *line = g_strdup_printf ("telemetryoverlay name=a location=%s ! telemetryoverlay name=b "
      "location=%s time-offset=5000000000 ! videoconvert ! capsfilter caps=video/x-raw,format=RGBA", fixture.log, fixture.log);
  g_autofree char *caps = fixture_caps ("I420", 320, 180);
  GstHarness *harness = gst_harness_new_parse (line);
  g_autoptr (GstBuffer) frame = NULL;

  gst_harness_set_src_caps_str (harness, caps);
  frame = fixture_pass (harness, "I420", 320, 180, 2 * GST_SECOND);
  g_assert_cmpfloat_with_epsilon (altitude_by (frame, "a"), 20, 1e-6);
  g_assert_cmpfloat_with_epsilon (altitude_by (frame, "b"), 70, 1e-6);
  g_assert_null (gst_buffer_get_telemetry_meta_from (frame, "c"));
  end (harness);
}

/* Stream time that steps back with another segment and no flush is told of, once; with a
 * flush it is a seek. */
static void
test_steps_back (void)
{
  g_autoptr (GstBus) bus = gst_bus_new ();
  GstHarness *harness = start ("liftoff-at=0", bus);
  GstSegment segment;

  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_buffer_unref (fixture_pass (harness, "I420", 320, 180, 8 * GST_SECOND));
  gst_harness_push_event (harness, gst_event_new_flush_start ());
  gst_harness_push_event (harness, gst_event_new_flush_stop (TRUE));
  gst_harness_push_event (harness, gst_event_new_segment (&segment));
  gst_buffer_unref (fixture_pass (harness, "I420", 320, 180, 4 * GST_SECOND));
  g_assert_cmpuint (count_messages (bus, GST_MESSAGE_WARNING, NULL), ==, 0);
  for (int i = 0; i < 2; i++) {
    g_autoptr (GstBuffer) frame = NULL;
    gst_harness_push_event (harness, gst_event_new_segment (&segment));
    frame = fixture_pass (harness, "I420", 320, 180, (GstClockTime) (2 - i) * GST_SECOND);
    g_assert_cmpfloat_with_epsilon (altitude_by (frame, "o"), 10 * (2 - i), 1e-6);
  }
  g_assert_cmpuint (count_messages (bus, GST_MESSAGE_WARNING, NULL), ==, 1);
  end (harness);
}

/* A place that is a frame, where pictures do not come as the caps' rate says. */
static void
test_irregular_pictures (void)
{
  g_autoptr (GstBus) bus = gst_bus_new ();
  GstHarness *harness = start ("liftoff-at=#2", bus);

  gst_buffer_unref (fixture_pass (harness, "I420", 320, 180, 0));
  gst_buffer_unref (fixture_pass (harness, "I420", 320, 180, 40 * GST_MSECOND));
  g_assert_cmpuint (count_messages (bus, GST_MESSAGE_WARNING, NULL), ==, 0);
  gst_buffer_unref (fixture_pass (harness, "I420", 320, 180, 100 * GST_MSECOND));
  gst_buffer_unref (fixture_pass (harness, "I420", 320, 180, 140 * GST_MSECOND));
  g_assert_cmpuint (count_messages (bus, GST_MESSAGE_WARNING, NULL), ==, 1);
  end (harness);
}

static double
altitude_at_timecode (GstHarness *harness, GstClockTime pts, guint hours, guint minutes, guint seconds)
{
  GstBuffer *frame = fixture_frame ("I420", 320, 180, pts);
  g_autoptr (GstBuffer) out = NULL;

  gst_buffer_add_video_time_code_meta_full (frame, 25, 1, NULL, GST_VIDEO_TIME_CODE_FLAGS_NONE, hours,
      minutes, seconds, 0, 0);
  g_assert_cmpint (gst_harness_push (harness, frame), ==, GST_FLOW_OK);
  out = gst_harness_pull (harness);
  return altitude_by (out, "o");
}

/* Timecode over midnight, with any footage-start. */
static void
test_timecode (void)
{
  static const char *const said[] = { "", "footage-start=23:59:50:00", "footage-start=23:59:59:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++) {
    g_autofree char *properties = g_strdup_printf ("time-source=timecode liftoff-at=23:59:55:00 %s", said[i]);
    GstHarness *harness = start (properties, NULL);
    g_assert_cmpfloat_with_epsilon (altitude_at_timecode (harness, 0, 23, 59, 58), 30, 1e-6);
    g_assert_cmpfloat_with_epsilon (altitude_at_timecode (harness, GST_SECOND, 0, 0, 1), 60, 1e-6);
    end (harness);
  }
}

/* Marks on both sides of midnight, the first timecode being said by nobody. */
static void
test_marks_over_midnight (void)
{
  GstHarness *harness = start ("time-source=timecode marks=\"23:59:55:00@T+10; 00:00:05:00@T+30\"", NULL);

  g_assert_cmpfloat_with_epsilon (altitude_at_timecode (harness, 0, 23, 59, 58), 160, 1e-6);
  g_assert_cmpfloat_with_epsilon (altitude_at_timecode (harness, 4 * GST_SECOND, 0, 0, 2), 240, 1e-6);
  g_assert_cmpfloat_with_epsilon (altitude_at_timecode (harness, 9 * GST_SECOND, 0, 0, 7), 340, 1e-6);
  end (harness);
}

/* The UTC of the first frame, whose timecode may be any, and may pass midnight. */
static void
test_dated_start (void)
{
  static const guint first[][3] = { { 23, 59, 58 }, { 10, 0, 0 } }, later[][3] = { { 0, 0, 3 }, { 10, 0, 5 } };
  g_autofree char *log = g_build_filename (fixture.folder, "dated.csv", NULL);
  g_autofree char *properties = g_strdup_printf ("location=%s time-source=timecode "
      "footage-start=2021-10-05T23:59:58Z", log);

  fixture_write (log, "utc,altitude[m]\n2021-10-05T23:59:50Z,0\n2021-10-06T00:00:50Z,600\n");
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++) {
    GstHarness *harness = start (properties, NULL);
    g_assert_cmpfloat_with_epsilon (altitude_at_timecode (harness, 0, first[i][0], first[i][1], first[i][2]),
        80, 1e-6);
    g_assert_cmpfloat_with_epsilon (altitude_at_timecode (harness, 5 * GST_SECOND, later[i][0], later[i][1],
            later[i][2]), 130, 1e-6);
    end (harness);
  }
  g_remove (log);
}

/* The texts of all warnings. To be freed. */
static char *
take_warnings (GstBus *bus)
{
  GString *words = g_string_new (NULL);
  GstMessage *message;

  while ((message = gst_bus_pop_filtered (bus, GST_MESSAGE_WARNING))) {
    g_autoptr (GError) error = NULL;
    gst_message_parse_warning (message, &error, NULL);
    g_string_append_printf (words, "[%s]", error->message);
    gst_message_unref (message);
  }
  return g_string_free (words, FALSE);
}

/* A stream that is no telemetry is told of once, and no frame waits for what does not come. */
static void
test_broken_telemetry (void)
{
  g_autoptr (GstBus) bus = gst_bus_new ();
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  g_autoptr (GstPad) pad = gst_element_request_pad_simple (overlay, "telemetry_sink");
  g_autofree char *caps = fixture_caps ("I420", 320, 180);
  g_autoptr (GstCaps) telemetry = gst_caps_from_string ("text/csv");
  GstHarness *harness = gst_harness_new_with_element (overlay, "sink", "src");
  g_autofree char *words = NULL;
  GstSegment segment;

  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_element_set_bus (overlay, bus);
  gst_harness_set_live (harness, FALSE);
  gst_harness_set_src_caps_str (harness, caps);
  gst_pad_send_event (pad, gst_event_new_stream_start ("telemetry"));
  gst_pad_send_event (pad, gst_event_new_caps (telemetry));
  gst_pad_send_event (pad, gst_event_new_segment (&segment));
  for (int i = 0; i < 3; i++) {
    GstBuffer *junk = gst_buffer_new_memdup ("colour,taste\nred,sweet\n", 23);
    GST_BUFFER_PTS (junk) = (GstClockTime) i * GST_SECOND;
    gst_pad_chain (pad, junk);
  }
  gst_buffer_unref (fixture_pass (harness, "I420", 320, 180, 0));
  gst_buffer_unref (fixture_pass (harness, "I420", 320, 180, 40 * GST_MSECOND));
  words = take_warnings (bus);
  g_test_message ("%s", words);
  g_assert_cmpuint (strlen (words), >, 0);
  g_assert_null (strstr (words, "No telemetry has come"));
  end (harness);
  gst_element_release_request_pad (overlay, pad);
  gst_object_unref (overlay);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/places/no-stamp", test_no_stamp);
  g_test_add_func ("/places/two-overlays", test_two_overlays);
  g_test_add_func ("/places/steps-back", test_steps_back);
  g_test_add_func ("/places/irregular-pictures", test_irregular_pictures);
  g_test_add_func ("/places/timecode", test_timecode);
  g_test_add_func ("/places/marks-over-midnight", test_marks_over_midnight);
  g_test_add_func ("/places/dated-start", test_dated_start);
  g_test_add_func ("/places/broken-telemetry", test_broken_telemetry);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
