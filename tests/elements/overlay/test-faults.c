/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Faults between telemetry and picture, live and in a file pipeline: every frame
 * comes out, none is kept waiting by telemetry that does not come, and each shows
 * what the samples which had arrived give, to the number and its validity. */
#include "fault-model.h"
#include "fault-stream.h"
#include "overlay-fixture.h"

#define FPS 25
#define FRAMES (STREAM_S * FPS)

/* Nobody computes so long at a frame of 160 × 90; who waits for telemetry that does
 * not come waits for 2 s. */
#define PROMPT_US G_USEC_PER_SEC

typedef struct {
  const FaultFormat *format;
  Fault fault;
} Case;

static GstBuffer *
buffer_of (const FaultArrival *arrival)
{
  GstBuffer *buffer = gst_buffer_new_memdup (arrival->bytes->data, arrival->bytes->len);

  GST_BUFFER_PTS (buffer) = (GstClockTime) llround (arrival->at_s * 1e9);
  return buffer;
}

static void
take (Model *model, const Case *test, const FaultArrival *arrival)
{
  if (arrival->sample >= 0)
    model_take (model, arrival->sample / 10.0,
        test->format->read_back (fault_altitude (arrival->sample)), arrival->at_s);
}

static void
check_frame (const Model *model, GstBuffer *buffer, const char *what)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  ModelValue due = model_at (model, (double) GST_BUFFER_PTS (buffer) / 1e9);

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  if (value.validity != due.validity || (due.validity >= GST_TELEMETRY_VALIDITY_STALE &&
          fabs (value.value - due.value) > 1e-6))
    g_error ("%s, frame at %.2f s: %.6f (validity %d), and not %.6f (%d)", what,
        (double) GST_BUFFER_PTS (buffer) / 1e9, value.value, value.validity, due.value,
        due.validity);
}

/* Live: no thread but this one. Telemetry and frames come in the order of their
 * times, the clock is the test's own, and nothing may wait: neither on the clock
 * nor for telemetry. The latency is that without telemetry. */
static void
test_live (gconstpointer data)
{
  const Case *test = data;
  GstHarness *video = gst_harness_new ("telemetryoverlay"), *telemetry;
  GstClockTime latency;
  g_autoptr (GArray) stream = fault_stream_new (test->format, test->fault, 5);
  guint next = 0;
  Model model;

  model_init (&model);
  gst_harness_use_testclock (video);
  gst_harness_set_src_caps_str (video, "video/x-raw,format=I420,width=160,height=90,framerate=25/1");
  latency = gst_harness_query_latency (video);
  telemetry = gst_harness_new_with_element (video->element, "telemetry_sink", NULL);
  gst_harness_set_src_caps_str (telemetry, test->format->caps);
  g_assert_cmpuint (gst_harness_query_latency (video), ==, latency);
  for (guint frame = 0; frame < FRAMES; frame++) {
    GstClockTime pts = frame * GST_SECOND / FPS;
    g_autoptr (GstBuffer) out = NULL;
    gint64 begin;
    for (; next < stream->len; next++) {
      const FaultArrival *arrival = &g_array_index (stream, FaultArrival, next);
      if (arrival->at_s * 1e9 > (double) pts + 0.5)
        break;
      g_assert_cmpint (gst_harness_push (telemetry, buffer_of (arrival)), ==, GST_FLOW_OK);
      take (&model, test, arrival);
    }
    gst_harness_set_time (video, pts);
    begin = g_get_monotonic_time ();
    out = fixture_pass (video, "I420", 160, 90, pts);
    g_assert_cmpint (g_get_monotonic_time () - begin, <, PROMPT_US);
    g_assert_cmpuint (GST_BUFFER_PTS (out), ==, pts);
    check_frame (&model, out, "live");
    g_assert_cmpuint (gst_harness_get_testclock (video) ?
        gst_test_clock_peek_id_count (gst_harness_get_testclock (video)) : 0, ==, 0);
  }
  gst_harness_teardown (telemetry);
  gst_harness_teardown (video);
  model_clear (&model);
}

/* A file pipeline while it runs. */
typedef struct {
  const Case *test;
  GArray *stream;
  guint next, frames;
  Model model;
  double passed_s;     /* how far telemetry is that the frames have seen */
} Rig;

/* A frame sees what came up to the first record that passes its time. What brings
 * no sample passes it a second later, when nothing can come that belongs before. */
static void
take_up_to (Rig *rig, double frame_s)
{
  while (rig->next < rig->stream->len && rig->passed_s < frame_s - 1e-7) {
    const FaultArrival *arrival = &g_array_index (rig->stream, FaultArrival, rig->next++);
    take (&rig->model, rig->test, arrival);
    rig->passed_s = MAX (rig->passed_s, arrival->at_s - (arrival->sample < 0 ? 1 : 0));
  }
}

static void
see (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  Rig *rig = data;

  take_up_to (rig, (double) GST_BUFFER_PTS (buffer) / 1e9);
  check_frame (&rig->model, buffer, "file");
  rig->frames++;
}

/* Now ahead of the frames, now behind them. */
static void
send_all (const Rig *rig, GstElement *source)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  GstFlowReturn flow;

  for (guint i = 0; i < rig->stream->len; i++) {
    g_autoptr (GstBuffer) buffer = buffer_of (&g_array_index (rig->stream, FaultArrival, i));
    g_signal_emit_by_name (source, "push-buffer", buffer, &flow);
    g_assert_cmpint (flow, ==, GST_FLOW_OK);
    if (g_rand_int_range (rand, 0, 40) == 0)
      g_usleep (10000);
  }
  g_signal_emit_by_name (source, "end-of-stream", &flow);
}

static void
test_file (gconstpointer data)
{
  Rig rig = { .test = data, .passed_s = -1e9 };
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=%d ! "
      "video/x-raw,format=I420,width=160,height=90,framerate=%d/1 ! telemetryoverlay name=overlay ! "
      "fakesink name=sink signal-handoffs=true sync=false appsrc name=telemetry format=time "
      "caps=\"%s\" max-bytes=0 ! overlay.telemetry_sink", FRAMES, FPS, rig.test->format->caps);
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, NULL);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "telemetry");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  rig.stream = fault_stream_new (rig.test->format, rig.test->fault, 6);
  model_init (&rig.model);
  g_signal_connect (sink, "handoff", G_CALLBACK (see), &rig);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  send_all (&rig, source);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_cmpuint (rig.frames, ==, FRAMES);
  g_array_unref (rig.stream);
  model_clear (&rig.model);
}

static void
add_cases (Case *cases)
{
  for (guint i = 0; i < G_N_ELEMENTS (fault_formats); i++) {
    for (Fault fault = 0; fault < N_FAULTS; fault++) {
      Case *test = &cases[i * N_FAULTS + fault];
      g_autofree char *live = g_strdup_printf ("/faults/live/%s/%s", fault_formats[i].name,
          fault_names[fault]);
      g_autofree char *file = g_strdup_printf ("/faults/file/%s/%s", fault_formats[i].name,
          fault_names[fault]);
      *test = (Case) { &fault_formats[i], fault };
      if ((fault == FAULT_BITS || fault == FAULT_CUT) && !test->format->has_checksum)
        continue;
      g_test_add_data_func (live, test, test_live);
      g_test_add_data_func (file, test, test_file);
    }
  }
}

int
main (int argc, char **argv)
{
  static Case cases[G_N_ELEMENTS (fault_formats) * N_FAULTS];

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  add_cases (cases);
  return g_test_run ();
}
