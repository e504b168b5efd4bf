/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Properties set while frames flow: no frame is lost and no stream ends, whether they can be
 * followed or not; and what cannot be is told once. */
#include "overlay-fixture.h"

static Fixture fixture;

typedef struct {
  GstElement *pipeline, *overlay;
  GstBus *bus;
  gint in, out;                    /* frames, atomic */
  guint warnings, errors;
  gboolean ended;
} Run;

static GstPadProbeReturn
count (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  g_atomic_int_inc ((gint *) data);
  return GST_PAD_PROBE_OK;
}

static void
count_on (GstElement *element, const char *name, gint *counter)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (element, name);

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, count, counter, NULL);
}

static void
run_begin (Run *run)
{
  run->overlay = gst_bin_get_by_name (GST_BIN (run->pipeline), "o");
  run->bus = gst_element_get_bus (run->pipeline);
  count_on (run->overlay, "sink", &run->in);
  count_on (run->overlay, "src", &run->out);
}

static void
run_open (Run *run, const char *before, const char *after)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc name=v pattern=black ! "
      "video/x-raw,width=64,height=64,framerate=25/1 ! %s telemetryoverlay name=o location=%s "
      "layout=minimal ! %s", before, fixture.log, after);
  g_autoptr (GError) error = NULL;

  *run = (Run) { .pipeline = gst_parse_launch (line, &error) };
  g_assert_no_error (error);
  run_begin (run);
  gst_element_set_state (run->pipeline, GST_STATE_PLAYING);
}

static void
drain (Run *run, GstClockTime patience)
{
  GstMessage *message;

  while (!run->ended && !run->errors && (message = gst_bus_timed_pop_filtered (run->bus, patience,
              GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING))) {
    run->ended |= GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
    run->errors += GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR;
    run->warnings += GST_MESSAGE_TYPE (message) == GST_MESSAGE_WARNING;
    gst_message_unref (message);
  }
}

/* Until N more frames have come out, or the stream ends. */
static void
let_pass (Run *run, int n)
{
  int until = g_atomic_int_get (&run->out) + n;

  while (g_atomic_int_get (&run->out) < until && !run->ended && !run->errors)
    drain (run, GST_MSECOND);
}

/* Ends the stream: all frames came out, none ended it before. */
static void
run_close (Run *run)
{
  gst_element_send_event (run->pipeline, gst_event_new_eos ());
  drain (run, 30 * GST_SECOND);
  g_assert_cmpuint (run->errors, ==, 0);
  g_assert_true (run->ended);
  g_assert_cmpint (run->in, ==, run->out);
  gst_element_set_state (run->pipeline, GST_STATE_NULL);
  gst_object_unref (run->bus);
  gst_object_unref (run->overlay);
  gst_object_unref (run->pipeline);
}

static void
test_attach_into_encoder (void)
{
  Run run;

  run_open (&run, "", "jpegenc ! fakesink");
  let_pass (&run, 5);
  gst_util_set_object_arg (G_OBJECT (run.overlay), "mode", "attach");
  let_pass (&run, 5);
  gst_util_set_object_arg (G_OBJECT (run.overlay), "mode", "burn");
  let_pass (&run, 5);
  gst_util_set_object_arg (G_OBJECT (run.overlay), "mode", "attach");
  let_pass (&run, 5);
  g_assert_cmpuint (run.warnings, ==, 1);
  run_close (&run);
}

#define GPU "video/x-raw(memory:GLMemory),format=I420,width=64,height=64,framerate=25/1"

static void
give_frame (GstElement *source, guint length, gpointer data)
{
  gint *number = data;
  GstBuffer *frame = fixture_frame ("I420", 64, 64, (GstClockTime) *number * GST_SECOND / 25);
  GstFlowReturn flow;

  ++*number;
  g_signal_emit_by_name (source, "push-buffer", frame, &flow);
  gst_buffer_unref (frame);
}

/* Frames that claim to lie in a GPU, before what draws no overlays. */
static void
test_enabled_over_gpu_memory (void)
{
  g_autofree char *line = g_strdup_printf ("appsrc name=v format=time caps=\"%s\" ! telemetryoverlay "
      "name=o enabled=false location=%s ! capsfilter caps=\"%s\" ! fakesink", GPU, fixture.log, GPU);
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { .pipeline = gst_parse_launch (line, &error) };
  gint number = 0;

  g_assert_no_error (error);
  run_begin (&run);
  source = gst_bin_get_by_name (GST_BIN (run.pipeline), "v");
  g_signal_connect (source, "need-data", G_CALLBACK (give_frame), &number);
  gst_element_set_state (run.pipeline, GST_STATE_PLAYING);
  let_pass (&run, 5);
  g_object_set (run.overlay, "enabled", TRUE, NULL);
  let_pass (&run, 5);
  gst_util_set_object_arg (G_OBJECT (run.overlay), "mode", "burn");
  let_pass (&run, 5);
  g_assert_cmpuint (run.warnings, ==, 1);
  run_close (&run);
}

static void
change_something (GRand *random, GstElement *overlay)
{
  static const char *const modes[] = { "auto", "burn", "attach" };
  static const char *const layouts[] = { "minimal", "webcast", "data", "nowhere" };
  static const char *const places[] = { "1", "#7", "00:00:01:00", "wrong" };

  switch (g_rand_int_range (random, 0, 7)) {
    case 0:
    case 1:
      gst_util_set_object_arg (G_OBJECT (overlay), "mode", modes[g_rand_int_range (random, 0, 3)]);
      break;
    case 2:
    case 3:
      g_object_set (overlay, "enabled", g_rand_boolean (random), NULL);
      break;
    case 4:
      g_object_set (overlay, "time-offset", (gint64) g_rand_int_range (random, -9, 9) * GST_SECOND, NULL);
      break;
    case 5:
      g_object_set (overlay, "layout", layouts[g_rand_int_range (random, 0, 4)], NULL);
      break;
    default:
      g_object_set (overlay, "liftoff-at", places[g_rand_int_range (random, 0, 4)], NULL);
  }
}

/* 500 changes to each of twenty. */
static void
test_random_changes (void)
{
  static const char *const afters[] = { "fakesink", "jpegenc ! fakesink", "fakevideosink sync=false",
    "videoconvert ! video/x-raw,format=RGBA ! fakesink", "queue ! fakesink" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20; i++) {
    Run run;
    run_open (&run, i % 2 ? "" : "queue !", afters[i % G_N_ELEMENTS (afters)]);
    let_pass (&run, 2);
    for (guint n = 0; n < 500 && !run.errors; n++) {
      change_something (random, run.overlay);
      if (n % 25 == 0)
        let_pass (&run, 1);
    }
    let_pass (&run, 2);
    run_close (&run);
  }
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/wishes/attach-into-encoder", test_attach_into_encoder);
  g_test_add_func ("/wishes/enabled-over-gpu-memory", test_enabled_over_gpu_memory);
  g_test_add_func ("/wishes/random-changes", test_random_changes);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
