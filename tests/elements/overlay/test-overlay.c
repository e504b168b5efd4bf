/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "overlay-fixture.h"

static Fixture fixture;

static GstHarness *
start_overlay (const char *format, int width, int height, const char *first_property, ...)
{
  g_autofree char *caps = fixture_caps (format, width, height);
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  GstHarness *harness;
  va_list args;

  va_start (args, first_property);
  g_object_set_valist (G_OBJECT (overlay), first_property, args);
  va_end (args);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_object_unref (overlay);
  gst_harness_set_src_caps_str (harness, caps);
  return harness;
}

static double
shown_altitude (GstBuffer *frame, GstTelemetryValidity *validity)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (frame);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  if (validity)
    *validity = value.validity;
  return value.value;
}

static void
test_meta_says_what_is_shown (void)
{
  GstHarness *harness = start_overlay ("I420", 320, 180, "location", fixture.log, "liftoff-at", "2", NULL);

  for (int i = 0; i < 250; i += 25) {
    g_autoptr (GstBuffer) frame = fixture_pass (harness, "I420", 320, 180, i * GST_SECOND / 25);
    GstTelemetryValidity validity;
    GstClockTimeDiff elapsed;
    double altitude = shown_altitude (frame, &validity);

    g_assert_true (gst_telemetry_snapshot_get_elapsed (gst_buffer_get_telemetry_meta (frame)->snapshot, &elapsed));
    g_assert_cmpint (elapsed, ==, (gint64) i * GST_SECOND / 25 - 2 * (gint64) GST_SECOND);
    if (i < 50)
      g_assert_cmpint (validity, ==, GST_TELEMETRY_VALIDITY_ABSENT);
    else
      g_assert_cmpfloat_with_epsilon (altitude, 10.0 * i / 25 - 20, 1e-6);
  }
  gst_harness_teardown (harness);
}

static void
test_time_offset (void)
{
  GstHarness *harness = start_overlay ("I420", 320, 180, "location", fixture.log,
      "time-offset", (gint64) (5 * GST_SECOND), NULL);
  g_autoptr (GstBuffer) first = fixture_pass (harness, "I420", 320, 180, GST_SECOND);

  g_assert_cmpfloat_with_epsilon (shown_altitude (first, NULL), 60, 1e-6);
  g_object_set (harness->element, "time-offset", (gint64) -GST_SECOND / 2, NULL);
  g_autoptr (GstBuffer) second = fixture_pass (harness, "I420", 320, 180, 2 * GST_SECOND);
  g_assert_cmpfloat_with_epsilon (shown_altitude (second, NULL), 15, 1e-6);
  gst_harness_teardown (harness);
}

/* Stream time, PTS and running time part where a segment begins late. */
static void
test_time_source (void)
{
  static const struct {
    const char *source;
    double altitude_m;
  } cases[] = { { "stream-time", 130 }, { "pts", 330 }, { "running-time", 30 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    GstHarness *harness = start_overlay ("I420", 320, 180, "location", fixture.log, NULL);
    GstSegment segment;
    g_autoptr (GstBuffer) frame = NULL;

    gst_util_set_object_arg (G_OBJECT (harness->element), "time-source", cases[i].source);
    gst_segment_init (&segment, GST_FORMAT_TIME);
    segment.start = 30 * GST_SECOND;
    segment.time = 10 * GST_SECOND;
    gst_harness_push_event (harness, gst_event_new_segment (&segment));
    frame = fixture_pass (harness, "I420", 320, 180, 33 * GST_SECOND);
    g_assert_cmpfloat_with_epsilon (shown_altitude (frame, NULL), cases[i].altitude_m, 1e-6);
    gst_harness_teardown (harness);
  }
}

/* Every frame, in any order, is the picture of its own time. */
static void
test_order_does_not_matter (void)
{
  GstHarness *straight = start_overlay ("NV12", 640, 360, "mission", fixture.mission, NULL);
  GstHarness *jumping = start_overlay ("NV12", 640, 360, "mission", fixture.mission, NULL);
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int i = 0; i < 100; i++) {
    g_autoptr (GstBuffer) frame = fixture_pass (straight, "NV12", 640, 360, i * GST_SECOND);
    g_ptr_array_add (sums, fixture_checksum (frame));
    if (i > 0)
      g_assert_cmpstr (sums->pdata[i], !=, sums->pdata[i - 1]);
  }
  for (int i = 0; i < 200; i++) {
    int n = g_rand_int_range (random, 0, 100);
    g_autoptr (GstBuffer) frame = fixture_pass (jumping, "NV12", 640, 360, n * GST_SECOND);
    g_autofree char *sum = fixture_checksum (frame);
    g_assert_cmpstr (sum, ==, sums->pdata[n]);
  }
  gst_harness_teardown (straight);
  gst_harness_teardown (jumping);
}

static gboolean
bus_has (GstBus *bus, GstMessageType type, const char *text)
{
  g_autoptr (GstMessage) message = gst_bus_pop_filtered (bus, type);
  g_autoptr (GError) error = NULL;

  if (!message)
    return FALSE;
  if (type == GST_MESSAGE_WARNING)
    gst_message_parse_warning (message, &error, NULL);
  else
    gst_message_parse_error (message, &error, NULL);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, text));
  return TRUE;
}

static void
test_missing_file_fails_start (void)
{
  g_autoptr (GstElement) pipeline = gst_parse_launch (
      "videotestsrc num-buffers=1 ! telemetryoverlay location=/nowhere/flight.csv ! fakesink", NULL);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  g_assert_cmpint (gst_element_set_state (pipeline, GST_STATE_PAUSED), ==, GST_STATE_CHANGE_FAILURE);
  g_assert_true (bus_has (bus, GST_MESSAGE_ERROR, "/nowhere/flight.csv"));
  g_assert_false (bus_has (bus, GST_MESSAGE_ERROR, ""));
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* A condition on what the flight has not: an error where that is known, a warning, once, where more may come. */
static void
test_unknown_channel (void)
{
  static const char *const flights[] = { "location", NULL };
  g_autofree char *layout = g_build_filename (fixture.folder, "own.layout", NULL);

  fixture_write (layout, "[layout]\n[widget a]\ntype=text\ntext=HIGH\nwhen=time>1 and altidude>3:km\n");
  for (guint i = 0; i < G_N_ELEMENTS (flights); i++) {
    gboolean is_known = flights[i] != NULL;
    g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=3 ! video/x-raw,width=320,height=180 ! "
        "telemetryoverlay layout=%s %s%s ! fakesink", layout, is_known ? "location=" : "", is_known ? fixture.log : "");
    g_autoptr (GstElement) pipeline = gst_parse_launch (line, NULL);
    g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
    GstMessageType type = is_known ? GST_MESSAGE_ERROR : GST_MESSAGE_WARNING;

    g_assert_cmpint (gst_element_set_state (pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE, ==, is_known);
    if (!is_known)
      gst_element_get_state (pipeline, NULL, NULL, GST_CLOCK_TIME_NONE);
    g_assert_true (bus_has (bus, type, "[widget a] when: column 12: \"altidude\" is no channel"));
    while (bus_has (bus, type, ""))
      g_assert_false (is_known);
    gst_element_set_state (pipeline, GST_STATE_NULL);
  }
  g_remove (layout);
}

/* While it plays, a wish that cannot be met leaves what there was. */
static void
test_bad_change_is_refused (void)
{
  static const char *const wishes[][2] = {
    { "location", "/nowhere/else.csv" }, { "mission", "/nowhere/else.mission" },
    { "layout", "no-such-layout" }, { "liftoff-at", "soon" }
  };
  GstHarness *harness = start_overlay ("I420", 320, 180, "location", fixture.log, NULL);
  g_autoptr (GstBus) bus = gst_bus_new ();
  g_autoptr (GstBuffer) before = fixture_pass (harness, "I420", 320, 180, GST_SECOND);
  g_autofree char *wanted = fixture_checksum (before);

  gst_element_set_bus (harness->element, bus);
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++) {
    g_autofree char *kept = NULL;
    g_object_set (harness->element, wishes[i][0], wishes[i][1], NULL);
    g_assert_true (bus_has (bus, GST_MESSAGE_WARNING, ""));
    g_object_get (harness->element, wishes[i][0], &kept, NULL);
    g_assert_cmpstr (kept, !=, wishes[i][1]);
    g_autoptr (GstBuffer) after = fixture_pass (harness, "I420", 320, 180, GST_SECOND);
    g_autofree char *sum = fixture_checksum (after);
    g_assert_cmpstr (sum, ==, wanted);
  }
  /* Its messages hold the element, which holds it. */
  gst_element_set_bus (harness->element, NULL);
  gst_harness_teardown (harness);
}

static void
test_good_change_is_taken (void)
{
  GstHarness *harness = start_overlay ("I420", 640, 360, "location", fixture.log, NULL);
  g_autoptr (GstBuffer) before = fixture_pass (harness, "I420", 640, 360, GST_SECOND);
  g_autofree char *first = fixture_checksum (before), *second = NULL;
  g_autoptr (GstBuffer) after = NULL;

  g_object_set (harness->element, "layout", "minimal", NULL);
  after = fixture_pass (harness, "I420", 640, 360, GST_SECOND);
  second = fixture_checksum (after);
  g_assert_cmpstr (first, !=, second);
  gst_harness_teardown (harness);
}

static void
test_disabled_is_passthrough (void)
{
  GstHarness *harness = start_overlay ("I420", 320, 180, "location", fixture.log, "enabled", FALSE, NULL);
  g_autoptr (GstBuffer) in = fixture_frame ("I420", 320, 180, GST_SECOND);
  g_autofree char *wanted = fixture_checksum (in), *sum = NULL;
  g_autoptr (GstBuffer) out = NULL, shown = NULL;

  gst_harness_push (harness, gst_buffer_ref (in));
  out = gst_harness_pull (harness);
  g_assert_true (out == in);
  sum = fixture_checksum (out);
  g_assert_cmpstr (sum, ==, wanted);
  g_assert_null (gst_buffer_get_telemetry_meta (out));
  g_object_set (harness->element, "enabled", TRUE, NULL);
  shown = fixture_pass (harness, "I420", 320, 180, GST_SECOND);
  g_assert_nonnull (gst_buffer_get_telemetry_meta (shown));
  gst_harness_teardown (harness);
}

static void
test_no_pts_no_number (void)
{
  GstHarness *harness = start_overlay ("I420", 320, 180, "location", fixture.log, NULL);
  g_autoptr (GstBuffer) frame = fixture_pass (harness, "I420", 320, 180, GST_CLOCK_TIME_NONE);
  GstTelemetryValidity validity;

  shown_altitude (frame, &validity);
  g_assert_cmpint (validity, ==, GST_TELEMETRY_VALIDITY_ABSENT);
  gst_harness_teardown (harness);
}

/* A frame somebody else still holds is copied, never written to. */
static void
test_shared_frame_is_not_written (void)
{
  GstHarness *harness = start_overlay ("I420", 320, 180, "location", fixture.log, NULL);
  g_autoptr (GstBuffer) in = fixture_frame ("I420", 320, 180, GST_SECOND);
  g_autofree char *wanted = fixture_checksum (in), *kept = NULL, *drawn = NULL;
  g_autoptr (GstBuffer) out = NULL;

  gst_harness_push (harness, gst_buffer_ref (in));
  out = gst_harness_pull (harness);
  kept = fixture_checksum (in);
  drawn = fixture_checksum (out);
  g_assert_cmpstr (kept, ==, wanted);
  g_assert_cmpstr (drawn, !=, wanted);
  gst_harness_teardown (harness);
}

/* Every format of the template takes a picture, odd sizes too. */
static void
test_formats (void)
{
  g_autoptr (GstElement) overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  g_autoptr (GstPad) sink = gst_element_get_static_pad (overlay, "sink");
  g_autoptr (GstCaps) caps = gst_pad_get_pad_template_caps (sink);
  const GValue *formats = gst_structure_get_value (gst_caps_get_structure (caps, 0), "format");

  g_assert_cmpuint (gst_value_list_get_size (formats), >, 20);
  for (guint i = 0; i < gst_value_list_get_size (formats); i++) {
    const char *format = g_value_get_string (gst_value_list_get_value (formats, i));
    GstHarness *harness = start_overlay (format, 333, 187, "location", fixture.log, NULL);
    g_autoptr (GstBuffer) plain = fixture_frame (format, 333, 187, GST_SECOND);
    g_autoptr (GstBuffer) frame = fixture_pass (harness, format, 333, 187, GST_SECOND);
    g_autofree char *empty = fixture_checksum (plain), *drawn = fixture_checksum (frame);

    g_test_message ("%s", format);
    g_assert_cmpstr (empty, !=, drawn);
    gst_harness_teardown (harness);
  }
}

static void
test_provenance_in_tags (void)
{
  GstHarness *harness = start_overlay ("I420", 320, 180, "mission", fixture.mission, NULL);
  g_autoptr (GstBuffer) frame = fixture_pass (harness, "I420", 320, 180, 0);
  gboolean found = FALSE;
  GstEvent *event;

  while ((event = gst_harness_try_pull_event (harness))) {
    if (GST_EVENT_TYPE (event) == GST_EVENT_TAG) {
      GstTagList *tags;
      gst_event_parse_tag (event, &tags);
      for (guint i = 0; i < gst_tag_list_get_tag_size (tags, GST_TAG_EXTENDED_COMMENT); i++) {
        const char *remark;
        gst_tag_list_peek_string_index (tags, GST_TAG_EXTENDED_COMMENT, i, &remark);
        found |= g_str_equal (remark, "telemetry-data=simulated");
      }
    }
    gst_event_unref (event);
  }
  g_assert_true (found);
  gst_harness_teardown (harness);
}

static void
test_states_repeat (void)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=10 ! video/x-raw,width=320,height=180 ! "
      "telemetryoverlay location=%s ! fakesink name=sink sync=false", fixture.log);
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, NULL);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  for (int i = 0; i < 3; i++) {
    g_autoptr (GstMessage) message = NULL;
    gst_element_set_state (pipeline, GST_STATE_PLAYING);
    message = gst_bus_timed_pop_filtered (bus, 20 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
    g_assert_nonnull (message);
    g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
    gst_element_set_state (pipeline, i == 1 ? GST_STATE_READY : GST_STATE_NULL);
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* Caps may change in mid-stream. */
static void
test_caps_change (void)
{
  GstHarness *harness = start_overlay ("I420", 320, 180, "location", fixture.log, NULL);
  g_autoptr (GstBuffer) small = fixture_pass (harness, "I420", 320, 180, 0);
  g_autofree char *caps = fixture_caps ("RGBA", 640, 480);
  g_autoptr (GstBuffer) large = NULL;

  gst_harness_set_src_caps_str (harness, caps);
  large = fixture_pass (harness, "RGBA", 640, 480, GST_SECOND);
  g_assert_cmpfloat_with_epsilon (shown_altitude (large, NULL), 10, 1e-6);
  gst_harness_teardown (harness);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/overlay/meta-says-what-is-shown", test_meta_says_what_is_shown);
  g_test_add_func ("/overlay/time-offset", test_time_offset);
  g_test_add_func ("/overlay/time-source", test_time_source);
  g_test_add_func ("/overlay/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/overlay/missing-file-fails-start", test_missing_file_fails_start);
  g_test_add_func ("/overlay/unknown-channel", test_unknown_channel);
  g_test_add_func ("/overlay/bad-change-is-refused", test_bad_change_is_refused);
  g_test_add_func ("/overlay/good-change-is-taken", test_good_change_is_taken);
  g_test_add_func ("/overlay/disabled-is-passthrough", test_disabled_is_passthrough);
  g_test_add_func ("/overlay/no-pts-no-number", test_no_pts_no_number);
  g_test_add_func ("/overlay/shared-frame-is-not-written", test_shared_frame_is_not_written);
  g_test_add_func ("/overlay/formats", test_formats);
  g_test_add_func ("/overlay/provenance-in-tags", test_provenance_in_tags);
  g_test_add_func ("/overlay/states-repeat", test_states_repeat);
  g_test_add_func ("/overlay/caps-change", test_caps_change);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
