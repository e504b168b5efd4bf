/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a program is answered that asks an element by a query. What it ought to be: the fixture climbs at 10 m/s from
 * 0 s to 100 s and has two events, and a frame's own meta says what the frame shows. */
#include "overlay-fixture.h"

#define FAR_NS (30 * GST_SECOND)

/* The altitude of what is answered on PAD for a stream time; -1 where nobody answers. */
static double
ask (GstPad *pad, GstClockTime stream_time, const char *source)
{
  g_autoptr (GstQuery) query = gst_query_new_telemetry_snapshot (stream_time, source);
  g_autoptr (GstTelemetrySnapshot) snapshot = NULL;
  GstTelemetryValue value = { .value = -2 };

  if (!gst_pad_query (pad, query)) {
    g_assert_false (gst_query_parse_telemetry_snapshot (query, &snapshot));
    return -1;
  }
  g_assert_true (gst_query_parse_telemetry_snapshot (query, &snapshot));
  gst_telemetry_snapshot_get_value (snapshot, NULL, "altitude", &value);
  return value.value;
}

static GstTelemetryTimeline *
ask_timeline (GstElement *element, const char *source)
{
  g_autoptr (GstQuery) query = gst_query_new_telemetry_timeline (source);
  GstTelemetryTimeline *timeline = NULL;

  g_assert_true (gst_element_query (element, query));
  g_assert_true (gst_query_parse_telemetry_timeline (query, &timeline));
  return timeline;
}

static GstHarness *
harness_new (const char *mission, const char *liftoff_at)
{
  g_autofree char *caps = fixture_caps ("I420", 160, 90);
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", "shown");
  GstHarness *harness;

  g_object_set (overlay, "mission", mission, "liftoff-at", liftoff_at, NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_object_unref (overlay);
  gst_harness_set_src_caps_str (harness, caps);
  return harness;
}

/* Up and down the stream, by name, and the newest frame. */
static void
test_ways (gconstpointer mission)
{
  GstHarness *harness = harness_new (mission, "0");
  g_autoptr (GstPad) src = gst_element_get_static_pad (harness->element, "src");
  g_autoptr (GstPad) sink = gst_element_get_static_pad (harness->element, "sink");
  g_autoptr (GstQuery) newest = gst_query_new_telemetry_snapshot (GST_CLOCK_TIME_NONE, NULL);
  g_autoptr (GstTelemetrySnapshot) snapshot = NULL;
  g_autoptr (GstBuffer) frame = NULL;

  g_assert_cmpfloat (ask (src, FAR_NS, NULL), ==, -1);
  g_assert_cmpfloat (ask (src, GST_CLOCK_TIME_NONE, NULL), ==, -1);
  frame = fixture_pass (harness, "I420", 160, 90, 2 * GST_SECOND);
  g_assert_cmpfloat_with_epsilon (ask (src, FAR_NS, NULL), 300, 1e-6);
  g_assert_cmpfloat_with_epsilon (ask (sink, FAR_NS, NULL), 300, 1e-6);
  g_assert_cmpfloat_with_epsilon (ask (src, FAR_NS, "shown"), 300, 1e-6);
  g_assert_cmpfloat (ask (src, FAR_NS, "another"), ==, -1);
  g_assert_cmpfloat_with_epsilon (ask (src, GST_CLOCK_TIME_NONE, NULL), 20, 1e-6);
  g_assert_true (gst_pad_query (src, newest));
  g_assert_true (gst_query_parse_telemetry_snapshot (newest, &snapshot));
  g_assert_true (snapshot == gst_buffer_get_telemetry_meta (frame)->snapshot);
  g_assert_false (gst_query_parse_telemetry_timeline (newest, NULL));
  gst_harness_teardown (harness);
}

/* What is said in one state, or by a time source of which only frames know, is not said for another. */
static void
test_unknown (gconstpointer mission)
{
  GstHarness *harness = harness_new (mission, "0");
  g_autoptr (GstPad) src = gst_element_get_static_pad (harness->element, "src");
  g_autoptr (GstCaps) unix_caps = gst_caps_new_empty_simple ("timestamp/x-unix");
  GstBuffer *frame = fixture_frame ("I420", 160, 90, 0);

  gst_util_set_object_arg (G_OBJECT (harness->element), "time-source", "reference-timestamp");
  gst_buffer_add_reference_timestamp_meta (frame, unix_caps, 0, GST_CLOCK_TIME_NONE);
  g_assert_cmpint (gst_harness_push (harness, frame), ==, GST_FLOW_OK);
  gst_buffer_unref (gst_harness_pull (harness));
  g_assert_cmpfloat (ask (src, FAR_NS, NULL), ==, -1);
  g_assert_cmpfloat (ask (src, GST_CLOCK_TIME_NONE, NULL), ==, -2);
  gst_util_set_object_arg (G_OBJECT (harness->element), "time-source", "stream-time");
  gst_buffer_unref (fixture_pass (harness, "I420", 160, 90, GST_SECOND));
  g_assert_cmpfloat_with_epsilon (ask (src, FAR_NS, NULL), 300, 1e-6);
  g_object_set (harness->element, "time-offset", (gint64) GST_SECOND, NULL);
  g_assert_cmpfloat_with_epsilon (ask (src, FAR_NS, NULL), 310, 1e-6);
  gst_harness_teardown (harness);
}

static void
assert_event (GstTelemetryTimeline *timeline, const char *id, gint64 elapsed_ns, GstClockTimeDiff stream_time)
{
  for (guint i = 0; i < gst_telemetry_timeline_get_n_events (timeline); i++) {
    GstTelemetryTime time = { 0 };
    const GstStructure *event = gst_telemetry_timeline_get_nth_event (timeline, i, &time);
    gint64 told;
    if (!g_str_equal (gst_structure_get_string (event, "event"), id))
      continue;
    g_assert_true (gst_structure_get_int64 (event, "time", &told));
    g_assert_cmpint (told, ==, elapsed_ns);
    g_assert_cmpint (time.elapsed, ==, elapsed_ns);
    g_assert_cmpint (time.stream_time, ==, stream_time);
    g_assert_cmpint (time.utc_ns, ==, GST_CLOCK_STIME_NONE);
    g_assert_cmpstr (gst_structure_get_string (event, "confidence"), ==, "given");
    g_assert_nonnull (gst_structure_get_string (event, "phase"));
    g_assert_nonnull (gst_structure_get_string (event, "label"));
    return;
  }
  g_error ("there is no %s", id);
}

static gboolean
has_channel (GstTelemetryTimeline *timeline, const char *wanted, const char *unit_wanted, gboolean derived_wanted)
{
  const char *vehicle, *channel, *unit;
  gboolean derived;

  for (guint i = 0; gst_telemetry_timeline_get_nth_channel (timeline, i, &vehicle, &channel, &unit, &derived); i++)
    if (g_str_equal (channel, wanted))
      return g_str_equal (vehicle, "") && g_str_equal (unit, unit_wanted) && derived == derived_wanted;
  return FALSE;
}

static void
test_timeline (gconstpointer mission)
{
  GstHarness *harness = harness_new (mission, "12.5");
  g_autoptr (GstTelemetryTimeline) before = ask_timeline (harness->element, NULL), after = NULL;
  GstTelemetryTime first, last;

  assert_event (before, "meco", 50 * GST_SECOND, GST_CLOCK_STIME_NONE);
  gst_buffer_unref (fixture_pass (harness, "I420", 160, 90, 0));
  after = ask_timeline (harness->element, "shown");
  assert_event (after, "liftoff", 0, (GstClockTimeDiff) (12.5 * GST_SECOND));
  assert_event (after, "meco", 50 * GST_SECOND, (GstClockTimeDiff) (62.5 * GST_SECOND));
  g_assert_true (gst_telemetry_timeline_get_span (after, &first, &last));
  g_assert_cmpint (first.elapsed, ==, 0);
  g_assert_cmpint (last.elapsed, ==, 100 * GST_SECOND);
  g_assert_cmpint (last.stream_time, ==, (GstClockTimeDiff) (112.5 * GST_SECOND));
  g_assert_true (has_channel (after, "altitude", "m", FALSE));
  g_assert_true (has_channel (after, "vertical-speed", "m/s", TRUE));
  g_assert_null (gst_telemetry_timeline_get_nth_event (after, gst_telemetry_timeline_get_n_events (after), NULL));
  g_assert_false (gst_telemetry_timeline_get_nth_channel (after, gst_telemetry_timeline_get_n_channels (after), NULL,
          NULL, NULL, NULL));
  gst_harness_teardown (harness);
}

/* Pipelines */

typedef struct {
  GstElement *pipeline, *overlay;
  GstPad *out;
  gint n_frames, n_told, stop;     /* atomic */
} Run;

/* In the streaming thread, of each frame that is let out: the query agrees with what it shows, to a nanosecond that
 * rates are rounded by. */
static GstPadProbeReturn
compare (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Run *run = data;
  GstBuffer *frame = GST_PAD_PROBE_INFO_BUFFER (info);
  g_autoptr (GstEvent) event = gst_pad_get_sticky_event (pad, GST_EVENT_SEGMENT, 0);
  g_autoptr (GstTelemetrySnapshot) answer = NULL;
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (frame);
  const GstSegment *segment;
  GstClockTimeDiff shown = 1, answered = 2;
  g_autoptr (GstQuery) query = NULL;

  gst_event_parse_segment (event, &segment);
  query = gst_query_new_telemetry_snapshot (gst_segment_to_stream_time (segment, GST_FORMAT_TIME,
          GST_BUFFER_PTS (frame)), NULL);
  g_assert_nonnull (meta);
  g_assert_true (gst_pad_query (pad, query));
  g_assert_true (gst_query_parse_telemetry_snapshot (query, &answer));
  g_assert_true (gst_telemetry_snapshot_get_elapsed (meta->snapshot, &shown));
  g_assert_true (gst_telemetry_snapshot_get_elapsed (answer, &answered));
  g_assert_cmpint (ABS (shown - answered), <=, 1);
  g_atomic_int_inc (&run->n_frames);
  return GST_PAD_PROBE_OK;
}

/* In the thread that posts, of a message that is told of while frames come. */
static GstBusSyncReply
ask_at_message (GstBus *bus, GstMessage *message, gpointer data)
{
  Run *run = data;

  if (gst_message_parse_telemetry_phase (message, NULL, NULL, NULL)) {
    gst_telemetry_timeline_unref (ask_timeline (run->overlay, NULL));
    g_assert_cmpfloat (ask (run->out, FAR_NS, NULL), !=, -1);
    g_atomic_int_inc (&run->n_told);
  }
  return GST_BUS_PASS;
}

static void
run_begin (Run *run, const char *line, const char *mission)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) pieces = g_strsplit (line, "@", 2);
  g_autofree char *whole = g_strjoinv (mission, pieces);
  g_autoptr (GstBus) bus = NULL;

  *run = (Run) { .pipeline = gst_parse_launch (whole, &error) };
  g_assert_no_error (error);
  run->overlay = gst_bin_get_by_name (GST_BIN (run->pipeline), "overlay");
  run->out = gst_element_get_static_pad (run->overlay, "src");
  bus = gst_element_get_bus (run->pipeline);
  gst_bus_set_sync_handler (bus, ask_at_message, run, NULL);
  gst_pad_add_probe (run->out, GST_PAD_PROBE_TYPE_BUFFER, compare, run, NULL);
  gst_element_set_state (run->pipeline, GST_STATE_PAUSED);
  g_assert_cmpint (gst_element_get_state (run->pipeline, NULL, NULL, GST_CLOCK_TIME_NONE), ==,
      GST_STATE_CHANGE_SUCCESS);
}

static void
run_to_end (Run *run)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (run->pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (run->pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
}

static void
run_end (Run *run)
{
  g_autoptr (GstQuery) query = gst_query_new_telemetry_timeline (NULL);

  gst_element_set_state (run->pipeline, GST_STATE_NULL);
  g_assert_false (gst_element_query (run->overlay, query));
  gst_object_unref (run->out);
  gst_object_unref (run->overlay);
  gst_object_unref (run->pipeline);
}

static const char line[] = "videotestsrc ! video/x-raw,format=I420,width=160,height=90,framerate=25/1 ! "
    "telemetryoverlay name=overlay mission=@ liftoff-at=0 ! queue ! fakesink name=end sync=false";

static void
seek (Run *run, double rate, double from_s, double to_s)
{
  const int before = g_atomic_int_get (&run->n_frames);

  g_assert_true (gst_element_seek (run->pipeline, rate, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
          GST_SEEK_TYPE_SET, (gint64) (from_s * GST_SECOND), GST_SEEK_TYPE_SET, (gint64) (to_s * GST_SECOND)));
  run_to_end (run);
  g_assert_cmpint (g_atomic_int_get (&run->n_frames) - before, >=, (int) ((to_s - from_s) * 25) - 1);
}

/* At rest, while it plays, after seeks, quicker and backwards; by each time source that goes by stream time. */
static void
test_pipeline (gconstpointer mission)
{
  static const char *const sources[] = { "stream-time", "pts", "running-time" };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++) {
    Run run;
    run_begin (&run, line, mission);
    gst_util_set_object_arg (G_OBJECT (run.overlay), "time-source", sources[i]);
    gst_telemetry_timeline_unref (ask_timeline (run.pipeline, "overlay"));
    seek (&run, 1, 0, 2);
    seek (&run, 2, 1, 3);
    seek (&run, -1, 1, 3);
    seek (&run, -0.5, 1, 2);
    g_assert_cmpint (run.n_told, >, 0);
    run_end (&run);
  }
}

static gpointer
ask_all_the_time (gpointer data)
{
  Run *run = data;
  guint n = 0;

  while (!g_atomic_int_get (&run->stop)) {
    gst_telemetry_timeline_unref (ask_timeline (run->pipeline, NULL));
    g_assert_cmpfloat_with_epsilon (ask (run->out, FAR_NS + n % 100 * GST_SECOND / 100, NULL), 300 + 0.1 * (n % 100),
        1e-6);
    n++;
  }
  return GUINT_TO_POINTER (n);
}

/* Two threads that never cease to ask cost no frame and no number. */
static void
test_threads (gconstpointer mission)
{
  GThread *threads[2];
  Run run;

  run_begin (&run, line, mission);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask_all_the_time, &run);
  seek (&run, 1, 0, 5);
  g_atomic_int_set (&run.stop, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), >, 0);
  run_end (&run);
}

/* Telemetry on the pad: what comes as samples alone, and what telemetrysrc announces, which answers too. */
static void
test_pad (gconstpointer mission)
{
  static const char *const lines[] = {
    "telemetrysrc name=log interval=100000000 mission=@ ! overlay.telemetry_sink "
        "videotestsrc num-buffers=50 ! video/x-raw,format=I420,width=160,height=90,framerate=25/1 ! "
        "telemetryoverlay name=overlay ! fakesink sync=false",
    "telemetrysrc name=log interval=100000000 mission=@ ! application/x-telemetry ! telemetryparse ! "
        "overlay.telemetry_sink "
        "videotestsrc num-buffers=50 ! video/x-raw,format=I420,width=160,height=90,framerate=25/1 ! "
        "telemetryoverlay name=overlay ! fakesink sync=false",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (GstTelemetryTimeline) of_source = NULL;
    g_autoptr (GstElement) log = NULL;
    g_autoptr (GstPad) telemetry = NULL, peer = NULL;
    Run run;
    run_begin (&run, lines[i], mission);
    log = gst_bin_get_by_name (GST_BIN (run.pipeline), "log");
    telemetry = gst_element_get_static_pad (log, "src");
    peer = gst_pad_get_peer (telemetry);
    of_source = ask_timeline (log, NULL);
    assert_event (of_source, "meco", 50 * GST_SECOND, 50 * GST_SECOND);
    run_to_end (&run);
    g_assert_cmpfloat_with_epsilon (ask (telemetry, FAR_NS, NULL), 300, 1e-6);
    /* Downstream from the source it is the overlay's answer. */
    g_assert_cmpfloat_with_epsilon (ask (peer, GST_SECOND, "overlay"), 10, 1e-3);
    g_assert_cmpint (run.n_frames, ==, 50);
    run_end (&run);
  }
}

int
main (int argc, char **argv)
{
  Fixture fixture;
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_data_func ("/query/ways", fixture.mission, test_ways);
  g_test_add_data_func ("/query/unknown", fixture.mission, test_unknown);
  g_test_add_data_func ("/query/timeline", fixture.mission, test_timeline);
  g_test_add_data_func ("/query/pipeline", fixture.mission, test_pipeline);
  g_test_add_data_func ("/query/threads", fixture.mission, test_threads);
  g_test_add_data_func ("/query/pad", fixture.mission, test_pad);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
