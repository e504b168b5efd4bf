/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a program is answered by elements through which samples go. The vehicle climbs at 50 m/s, from 100 m at T+0, which
 * is where stream time is 5 s, and lets its first stage go at T+3. */
#include <gst/app/gstappsrc.h>
#include <glib/gstdio.h>
#include <gst/telemetry/telemetry.h>

#define LIFTOFF (5 * GST_SECOND)
#define N_SAMPLES 11

typedef struct {
  GstElement *pipeline, *source;
} Run;

static GstBuffer *
make_sample (guint second)
{
  g_autoptr (GstTelemetrySample) sample = gst_telemetry_sample_new_elapsed ((GstClockTimeDiff) (second * GST_SECOND));
  GstBuffer *buffer;

  gst_telemetry_sample_set_value (sample, "altitude", 100 + 50.0 * second);
  if (second == 3)
    gst_telemetry_sample_set_event (sample, "separation");
  buffer = gst_telemetry_sample_to_buffer (sample);
  GST_BUFFER_PTS (buffer) = LIFTOFF + second * GST_SECOND;
  return buffer;
}

static void
wait_for (Run *run, GstMessageType type)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (run->pipeline);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, type | GST_MESSAGE_ERROR);

  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, type);
}

static Run
open_run (const char *line)
{
  g_autoptr (GError) error = NULL;
  Run run = { .pipeline = gst_parse_launch (line, &error) };

  g_assert_no_error (error);
  run.source = gst_bin_get_by_name (GST_BIN (run.pipeline), "source");
  gst_element_set_state (run.pipeline, GST_STATE_PLAYING);
  return run;
}

static void
push_all (Run *run)
{
  for (guint i = 0; i < N_SAMPLES; i++)
    g_assert_cmpint (gst_app_src_push_buffer (GST_APP_SRC (run->source), make_sample (i)), ==, GST_FLOW_OK);
  gst_app_src_end_of_stream (GST_APP_SRC (run->source));
  wait_for (run, GST_MESSAGE_EOS);
}

static void
close_run (Run *run)
{
  gst_element_set_state (run->pipeline, GST_STATE_NULL);
  gst_clear_object (&run->source);
  gst_clear_object (&run->pipeline);
}

/* The altitude at STREAM_TIME as SOURCE has it; −1 where nothing answers. */
static double
ask_altitude (GstElement *element, GstClockTime stream_time, const char *source)
{
  g_autoptr (GstQuery) query = gst_query_new_telemetry_snapshot (stream_time, source);
  g_autoptr (GstTelemetrySnapshot) snapshot = NULL;
  GstTelemetryValue value;

  if (!gst_element_query (element, query))
    return -1;
  g_assert_true (gst_query_parse_telemetry_snapshot (query, &snapshot));
  g_assert_true (gst_telemetry_snapshot_get_value (snapshot, NULL, "altitude", &value));
  return value.value;
}

static void
check_timeline (GstElement *element, const char *source)
{
  g_autoptr (GstQuery) query = gst_query_new_telemetry_timeline (source);
  g_autoptr (GstTelemetryTimeline) timeline = NULL;
  GstTelemetryTime first, last, at;

  g_assert_true (gst_element_query (element, query));
  g_assert_true (gst_query_parse_telemetry_timeline (query, &timeline));
  g_assert_true (gst_telemetry_timeline_get_span (timeline, &first, &last));
  g_assert_cmpint (first.stream_time, ==, LIFTOFF);
  g_assert_cmpint (first.elapsed, ==, 0);
  g_assert_cmpint (last.stream_time, ==, LIFTOFF + (N_SAMPLES - 1) * GST_SECOND);
  for (guint i = 0; i < gst_telemetry_timeline_get_n_events (timeline); i++) {
    const GstStructure *event = gst_telemetry_timeline_get_nth_event (timeline, i, &at);
    if (g_strcmp0 (gst_structure_get_string (event, "event"), "separation") == 0) {
      g_assert_cmpint (at.stream_time, ==, LIFTOFF + 3 * GST_SECOND);
      g_assert_cmpint (at.elapsed, ==, 3 * GST_SECOND);
      return;
    }
  }
  g_assert_not_reached ();
}

/* ELEMENT, named asked, between a program and a sink, by its samples. */
static void
test_samples (gconstpointer element)
{
  g_autofree char *line = g_strdup_printf ("appsrc name=source format=time caps=\"%s\" ! %s name=asked ! "
      "fakesink sync=false async=false", GST_TELEMETRY_CAPS, (const char *) element);
  Run run = open_run (line);

  g_assert_cmpfloat (ask_altitude (run.pipeline, LIFTOFF, NULL), ==, -1);
  push_all (&run);
  /* Asked twice: what is read already is there. */
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpfloat_with_epsilon (ask_altitude (run.pipeline, LIFTOFF + 2500 * GST_MSECOND, NULL), 225, 1e-6);
    g_assert_cmpfloat_with_epsilon (ask_altitude (run.pipeline, LIFTOFF + 7 * GST_SECOND, "asked"), 450, 1e-6);
    g_assert_cmpfloat_with_epsilon (ask_altitude (run.pipeline, GST_CLOCK_TIME_NONE, NULL), 600, 1e-6);
    g_assert_cmpfloat (ask_altitude (run.pipeline, LIFTOFF, "another"), ==, -1);
  }
  check_timeline (run.pipeline, NULL);
  check_timeline (run.pipeline, "asked");
  close_run (&run);
}

/* The flight that telemetrysrc announces says more than its lines, which are one a second: at 2.5 s of the log
 * 137.5 m, where the line between the samples of its ends would say 150. */
static void
test_announced (gconstpointer element)
{
  g_autofree char *folder = g_dir_make_tmp ("queries-XXXXXX", NULL);
  g_autofree char *log = g_build_filename (folder, "log.csv", NULL);
  g_autofree char *line = g_strdup_printf ("telemetrysrc name=flight location=%s liftoff-at=0 ! %s name=asked ! "
      "fakesink sync=false async=false", log, (const char *) element);
  Run run;

  g_assert_true (g_file_set_contents (log, "time[s],altitude[m]\n0,100\n2,100\n2.5,137.5\n3,200\n4,200\n", -1, NULL));
  run = open_run (line);
  wait_for (&run, GST_MESSAGE_EOS);
  for (guint i = 0; i < 3; i++) {
    static const char *const sources[] = { NULL, "flight", "asked" };
    g_assert_cmpfloat_with_epsilon (ask_altitude (run.pipeline, 2500 * GST_MSECOND, sources[i]), 137.5, 1e-6);
  }
  close_run (&run);
  g_unlink (log);
  g_rmdir (folder);
}

/* The second track of a subtitle too, and both ways along a stream. */
static void
test_ways (void)
{
  Run run = open_run ("appsrc name=source format=time caps=\"" GST_TELEMETRY_CAPS "\" ! telemetrysubtitle name=asked "
      "language=en language=ru ! fakesink sync=false async=false  asked. ! fakesink name=second sync=false async=false");
  g_autoptr (GstElement) second = gst_bin_get_by_name (GST_BIN (run.pipeline), "second");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (run.source, "src");
  g_autoptr (GstQuery) query = gst_query_new_telemetry_timeline ("asked");

  push_all (&run);
  g_assert_cmpfloat_with_epsilon (ask_altitude (second, LIFTOFF + 2 * GST_SECOND, NULL), 200, 1e-6);
  g_assert_true (gst_pad_peer_query (pad, query));
  g_assert_true (gst_query_parse_telemetry_timeline (query, NULL));
  close_run (&run);
}

int
main (int argc, char **argv)
{
  static const char *const elements[] = { "telemetryparse", "telemetrysubtitle", "telemetryklvenc" };

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++) {
    g_autofree char *samples = g_strconcat ("/sample-queries/samples/", elements[i], NULL);
    g_autofree char *announced = g_strconcat ("/sample-queries/announced/", elements[i], NULL);
    g_test_add_data_func (samples, elements[i], test_samples);
    if (i > 0)
      g_test_add_data_func (announced, elements[i], test_announced);
  }
  g_test_add_func ("/sample-queries/ways", test_ways);
  return g_test_run ();
}
