/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Marks: clocks that drift, time-lapse and variable speed, by the numbers on frames. */
#include <string.h>

#include "overlay-fixture.h"

static Fixture fixture;

/* The number on a frame, −1 for none. */
static double
number_on (GstBuffer *frame, const char *channel)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (frame);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, channel, &value);
  return value.validity >= GST_TELEMETRY_VALIDITY_STALE ? value.value : -1;
}

static double
altitude_at (GstHarness *harness, double seconds)
{
  g_autoptr (GstBuffer) out = fixture_pass (harness, "I420", 320, 180,
      (GstClockTime) (seconds * GST_SECOND));

  return number_on (out, "altitude");
}

static GstHarness *
start (const char *properties)
{
  g_autofree char *line = g_strdup_printf ("telemetryoverlay location=%s %s", fixture.log, properties);
  g_autofree char *caps = fixture_caps ("I420", 320, 180);
  GstHarness *harness = gst_harness_new_parse (line);

  gst_harness_set_src_caps_str (harness, caps);
  return harness;
}

/* Footage seconds and what the marks say they show; the log climbs 10 m a second. */
typedef struct {
  double seconds, shown;
} Point;

static void
check (const char *properties, const Point *points, guint n)
{
  GstHarness *harness = start (properties);

  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (altitude_at (harness, points[i].seconds), 10 * points[i].shown, 1e-6);
  gst_harness_teardown (harness);
}

static void
test_offset (void)
{
  static const Point points[] = { { 2, 30 }, { 0, 28 }, { 12, 40 } };

  check ("marks=2@T+30", points, 3);
  check ("mark=#50@30", points, 3);
  check ("mark=00:00:02:00@T+00:00:30", points, 3);
}

/* A camera whose clock loses 100 ms in 100 s. */
static void
test_drift (void)
{
  static const Point points[] = { { 0, 0 }, { 50, 50.05 }, { 99, 99.099 } };

  check ("mark=0@T+0 mark=100@T+100.1", points, 3);
  check ("liftoff-at=0 mark=100@T+100.1", points, 3);
  check ("marks=\"100@T+100.1; 0@T+0\"", points, 3);
}

/* A time-lapse, life, slow motion; beyond the marks the speed stays. */
static void
test_speed (void)
{
  static const Point points[] = {
    { 1, 10 }, { 2.5, 25 }, { 5, 50 }, { 6, 51 }, { 10, 55 }, { 14, 56 }, { 22, 58 }
  };

  check ("marks=\"0@T+0;5@T+50,#250@T+55; 18@T+57\"", points, G_N_ELEMENTS (points));
}

static void
test_offset_property (void)
{
  static const Point points[] = { { 2, 30 }, { 0, 10 } };

  check ("mark=0@T+0 mark=5@T+50 time-offset=1000000000", points, 2);
}

/* The first frame's timecode is where places in timecode count from, for frames
 * that have their own too. */
static void
test_timecode (void)
{
  static const Point points[] = { { 12, 2 }, { 32, 22 } };
  GstBuffer *frame = fixture_frame ("I420", 320, 180, 0);
  g_autoptr (GstBuffer) out = NULL;
  GstHarness *harness;

  check ("footage-start=10:42:13:00 liftoff-at=10:42:23:00", points, 2);
  harness = start ("time-source=timecode footage-start=23:59:59:00 liftoff-at=00:00:01:00");
  gst_buffer_add_video_time_code_meta_full (frame, 25, 1, NULL, GST_VIDEO_TIME_CODE_FLAGS_NONE, 0, 0,
      4, 5, 0);
  g_assert_cmpint (gst_harness_push (harness, frame), ==, GST_FLOW_OK);
  out = gst_harness_pull (harness);
  g_assert_cmpfloat_with_epsilon (number_on (out, "altitude"), 32, 1e-6);
  gst_harness_teardown (harness);
}

static void
test_mission (void)
{
  static const Point from_mission[] = { { 1, 10 }, { 3, 30 } }, from_property[] = { { 1, 6 } };
  g_autofree char *line = g_strdup_printf ("mission=%s", fixture.mission);
  g_autofree char *other = g_strdup_printf ("mission=%s mark=0@T+5", fixture.mission);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture.mission, &text, NULL, NULL));
  fixture_write (fixture.mission, "[mission]\nmarks=0@T+0; 2@T+20\n[telemetry]\nlocation=flight.csv\n");
  check (line, from_mission, 2);
  check (other, from_property, 1);
  fixture_write (fixture.mission, text);
}

/* A log of times of day without a date is of the day of the footage that is shown, whatever
 * the mission says of its own; and of another day when another footage is told. */
static void
test_day_of_footage (void)
{
  g_autofree char *log = g_build_filename (fixture.folder, "day.csv", NULL);
  g_autofree char *mission = g_build_filename (fixture.folder, "day.mission", NULL);
  g_autoptr (GstElement) overlay = gst_object_ref_sink (
      gst_element_factory_make ("telemetryoverlay", NULL));
  g_autofree char *caps = fixture_caps ("I420", 320, 180);
  GstHarness *harness;

  fixture_write (log, "Time,altitude[m]\n16:20:00,1\n16:20:10,11\n16:20:20,21\n");
  fixture_write (mission, "[mission]\nfootage-start=2023-01-01T16:20:00Z\n[telemetry]\n"
      "location=day.csv\ntimezone=+00:00\n");
  g_object_set (overlay, "mission", mission, "footage-start", "2024-08-17T16:20:00Z", NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_harness_set_src_caps_str (harness, caps);
  g_assert_cmpfloat_with_epsilon (altitude_at (harness, 5), 6, 1e-6);
  g_object_set (overlay, "footage-start", "2024-08-19T16:20:10Z", NULL);
  g_assert_cmpfloat_with_epsilon (altitude_at (harness, 6), 17, 1e-6);
  /* The date of a timecode is that of its midnight: the log is of the evening of that day. */
  g_object_set (overlay, "footage-start", "2024-08-20T16:20:02:00", NULL);
  g_assert_cmpfloat_with_epsilon (altitude_at (harness, 7), 10, 1e-6);
  gst_harness_teardown (harness);
  g_remove (log);
  g_remove (mission);
}

static void
test_properties (void)
{
  g_autoptr (GstElement) overlay = gst_object_ref_sink (gst_element_factory_make ("telemetryoverlay", NULL));
  g_autofree char *marks = NULL, *mark = NULL;

  g_object_set (overlay, "mark", "1@2", "mark", "3@4", NULL);
  g_object_get (overlay, "marks", &marks, "mark", &mark, NULL);
  g_assert_cmpstr (marks, ==, "1@2; 3@4");
  /* Whoever saves and loads all properties has what was there. */
  g_object_set (overlay, "marks", marks, "mark", mark, NULL);
  g_clear_pointer (&marks, g_free);
  g_object_get (overlay, "marks", &marks, NULL);
  g_assert_cmpstr (marks, ==, "1@2; 3@4");
  g_object_set (overlay, "marks", "", NULL);
  g_clear_pointer (&marks, g_free);
  g_object_get (overlay, "marks", &marks, NULL);
  g_assert_null (marks);
}

static char *
next_message (GstBus *bus, GstMessageType type)
{
  g_autoptr (GstMessage) message = gst_bus_pop_filtered (bus, type);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (message);
  if (type == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  else
    gst_message_parse_warning (message, &error, NULL);
  return g_strdup (error->message);
}

/* Marks that do not go on are refused at the start; while playing the picture
 * stays; those that only the frame rate tells are a warning. */
static void
test_refused (void)
{
  g_autoptr (GstElement) overlay = gst_object_ref_sink (gst_element_factory_make ("telemetryoverlay", NULL));
  g_autoptr (GstBus) bus = gst_bus_new ();
  g_autoptr (GstElement) playing = NULL;
  g_autofree char *text = NULL, *warning = NULL, *late = NULL;
  GstHarness *harness;

  gst_element_set_bus (overlay, bus);
  g_object_set (overlay, "marks", "5@T+9; 6@T+8", NULL);
  g_assert_cmpint (gst_element_set_state (overlay, GST_STATE_PAUSED), ==, GST_STATE_CHANGE_FAILURE);
  text = next_message (bus, GST_MESSAGE_ERROR);
  g_assert_nonnull (strstr (text, "marks: the marks at 5 s and 6 s"));
  gst_element_set_state (overlay, GST_STATE_NULL);

  harness = start ("mark=0@T+20");
  playing = gst_harness_find_element (harness, "telemetryoverlay");
  gst_element_set_bus (playing, bus);
  g_assert_cmpfloat_with_epsilon (altitude_at (harness, 1), 210, 1e-6);
  g_object_set (playing, "marks", "0@T+20; 0@T+21", NULL);
  warning = next_message (bus, GST_MESSAGE_WARNING);
  g_assert_nonnull (strstr (warning, "the marks at 0 s and 0 s"));
  g_assert_cmpfloat_with_epsilon (altitude_at (harness, 2), 220, 1e-6);
  g_object_set (playing, "marks", "1@T+20; #25@T+21", NULL);
  g_assert_cmpfloat (altitude_at (harness, 3), ==, -1);
  late = next_message (bus, GST_MESSAGE_WARNING);
  g_assert_nonnull (strstr (late, "the marks at 1 s and 1 s"));
  gst_harness_teardown (harness);
}

static GstPadProbeReturn
gather (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  g_ptr_array_add (data, gst_buffer_ref (GST_PAD_PROBE_INFO_BUFFER (info)));
  return GST_PAD_PROBE_OK;
}

/* What reaches the sink called end. */
static GPtrArray *
run (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;
  GPtrArray *buffers = g_ptr_array_new_with_free_func ((GDestroyNotify) gst_buffer_unref);

  g_assert_no_error (error);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, gather, buffers, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return buffers;
}

static char *
text_of (GstBuffer *buffer)
{
  GstMapInfo map;
  char *text;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  text = g_strndup ((const char *) map.data, map.size);
  gst_buffer_unmap (buffer, &map);
  return text;
}

/* Twice as fast as life: met is twice the time stamp, each event stands once and
 * the stream is half as long as the flight. */
static void
test_source (void)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s mark=0@T+0 mark=10@T+20 ! "
      "fakesink name=end", fixture.mission);
  g_autoptr (GPtrArray) buffers = run (line);
  guint events = 0;
  GstBuffer *last = buffers->pdata[buffers->len - 1];

  for (guint i = 0; i < buffers->len; i++) {
    g_autofree char *text = text_of (buffers->pdata[i]);
    const char *met = strstr (text, "\"met\":");
    g_assert_nonnull (met);
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (met + 6, NULL),
        2 * (double) GST_BUFFER_PTS (buffers->pdata[i]) / GST_SECOND, 1e-9);
    events += strstr (text, "\"event\":") != NULL;
  }
  g_assert_cmpuint (events, ==, 2);
  g_assert_cmpuint (GST_BUFFER_PTS (last) + GST_BUFFER_DURATION (last), ==, 50 * GST_SECOND);
}

/* Behind a source that says where it is, and behind samples alone. */
static void
test_subtitle (void)
{
  static const char *const sources[] = { "", "telemetryparse ! " };

  for (guint i = 0; i < 2; i++) {
    g_autofree char *source = i == 0 ? g_strdup_printf ("telemetrysrc location=%s", fixture.log) :
        g_strdup_printf ("filesrc location=%s", fixture.log);
    g_autofree char *line = g_strdup_printf ("%s ! %s telemetrysubtitle mark=0@T+0 mark=20@T+10 "
        "template={altitude:m:0} ! text/x-raw,format=utf8 ! fakesink name=end", source, sources[i]);
    g_autoptr (GPtrArray) buffers = run (line);
    guint seen = 0;
    for (guint j = 0; j < buffers->len; j++) {
      g_autofree char *text = text_of (buffers->pdata[j]);
      guint64 seconds = GST_BUFFER_PTS (buffers->pdata[j]) / GST_SECOND;
      if (seconds != 2 && seconds != 20)
        continue;
      seen++;
      g_assert_cmpint (atoi (text), ==, seconds == 2 ? 10 : 100);
    }
    g_assert_cmpuint (seen, ==, 2);
  }
}

/* Telemetry on the pad whose clock runs at twice the speed of the video's: the
 * first sample ties them, and marks say the rest. */
static void
test_pad (void)
{
  g_autofree char *line = g_strdup_printf ("telemetryoverlay name=o marks=\"0@T+0; 10@T+20\" ! "
      "fakesink name=end videotestsrc num-buffers=50 ! "
      "video/x-raw,format=I420,width=320,height=180,framerate=10/1 ! o.sink "
      "filesrc location=%s ! telemetryparse ! o.telemetry_sink", fixture.log);
  g_autoptr (GPtrArray) frames = run (line);

  g_assert_cmpuint (frames->len, ==, 50);
  for (guint i = 0; i < 25; i++)
    g_assert_cmpfloat_with_epsilon (number_on (frames->pdata[i], "altitude"), 2 * i, 1e-6);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/marks/offset", test_offset);
  g_test_add_func ("/marks/drift", test_drift);
  g_test_add_func ("/marks/speed", test_speed);
  g_test_add_func ("/marks/offset-property", test_offset_property);
  g_test_add_func ("/marks/timecode", test_timecode);
  g_test_add_func ("/marks/mission", test_mission);
  g_test_add_func ("/marks/day-of-footage", test_day_of_footage);
  g_test_add_func ("/marks/properties", test_properties);
  g_test_add_func ("/marks/refused", test_refused);
  g_test_add_func ("/marks/source", test_source);
  g_test_add_func ("/marks/subtitle", test_subtitle);
  g_test_add_func ("/marks/pad", test_pad);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
