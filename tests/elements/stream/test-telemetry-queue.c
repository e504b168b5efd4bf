/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Telemetry on the request pad, and everything that may happen to it. */
#include <string.h>

#include "overlay-fixture.h"

#define FRAMES 100
#define FPS 25

typedef struct {
  GstElement *pipeline, *video, *telemetry;
  GstBus *bus;
  GArray *shown;    /* double: altitude of each frame, −1 where none may be shown */
} Rig;

static void
see (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  Rig *rig = data;
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  double altitude;

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  altitude = value.validity >= GST_TELEMETRY_VALIDITY_STALE ? value.value : -1;
  g_array_append_val (rig->shown, altitude);
}

static void
rig_start (Rig *rig, const char *properties)
{
  g_autofree char *line = g_strdup_printf ("videotestsrc name=video num-buffers=%d ! "
      "video/x-raw,format=I420,width=160,height=90,framerate=%d/1 ! telemetryoverlay name=overlay %s ! "
      "fakesink name=sink signal-handoffs=true sync=false "
      "appsrc name=telemetry format=time caps=\"application/x-telemetry,version=1\" ! overlay.telemetry_sink",
      FRAMES, FPS, properties);
  g_autoptr (GError) error = NULL;

  rig->pipeline = gst_parse_launch (line, &error);
  g_assert_no_error (error);
  rig->telemetry = gst_bin_get_by_name (GST_BIN (rig->pipeline), "telemetry");
  rig->bus = gst_element_get_bus (rig->pipeline);
  rig->shown = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (rig->pipeline), "sink");
  g_signal_connect (sink, "handoff", G_CALLBACK (see), rig);
}

static void
rig_push (Rig *rig, double pts_s, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
rig_push (Rig *rig, double pts_s, const char *format, ...)
{
  va_list args;
  char *text;
  GstBuffer *buffer;
  GstFlowReturn flow;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  buffer = gst_buffer_new_wrapped (text, strlen (text));
  GST_BUFFER_PTS (buffer) = (GstClockTime) (pts_s * GST_SECOND);
  g_signal_emit_by_name (rig->telemetry, "push-buffer", buffer, &flow);
  gst_buffer_unref (buffer);
  g_assert_cmpint (flow, ==, GST_FLOW_OK);
}

static void
rig_end_telemetry (Rig *rig)
{
  GstFlowReturn flow;

  g_signal_emit_by_name (rig->telemetry, "end-of-stream", &flow);
}

/* Plays to the end; every frame must come out. Returns the warnings. */
static guint
rig_finish (Rig *rig)
{
  guint warnings = 0;
  gboolean done = FALSE;

  while (!done) {
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (rig->bus, 30 * GST_SECOND,
        GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING);
    g_assert_nonnull (message);
    g_assert_cmpint (GST_MESSAGE_TYPE (message), !=, GST_MESSAGE_ERROR);
    warnings += GST_MESSAGE_TYPE (message) == GST_MESSAGE_WARNING;
    done = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
  }
  gst_element_set_state (rig->pipeline, GST_STATE_NULL);
  g_assert_cmpuint (rig->shown->len, ==, FRAMES);
  return warnings;
}

static void
rig_clear (Rig *rig)
{
  gst_object_unref (rig->telemetry);
  gst_object_unref (rig->bus);
  gst_object_unref (rig->pipeline);
  g_array_unref (rig->shown);
}

static double
shown (const Rig *rig, int frame)
{
  return g_array_index (rig->shown, double, frame);
}

/* In a file pipeline a frame waits for its telemetry, however slowly it comes. */
static void
test_frames_wait (void)
{
  Rig rig;

  rig_start (&rig, "");
  gst_element_set_state (rig.pipeline, GST_STATE_PLAYING);
  for (int i = 0; i <= 40; i++) {
    rig_push (&rig, i / 10.0, "{\"met\":%.1f,\"altitude\":%d}\n", 100 + i / 10.0, i * 10);
    if (i % 8 == 0)
      g_usleep (20000);
  }
  rig_end_telemetry (&rig);
  g_assert_cmpuint (rig_finish (&rig), ==, 0);
  for (int i = 0; i < FRAMES; i++)
    g_assert_cmpfloat_with_epsilon (shown (&rig, i), i * 100.0 / FPS, 1e-6);
  rig_clear (&rig);
}

/* Lines cut anywhere, with garbage between them, out of order within a second. */
static void
test_pieces_and_garbage (void)
{
  static const int order[] = { 0, 2, 1, 3, 5, 4, 6, 8, 7, 9, 10 };
  Rig rig;

  rig_start (&rig, "");
  gst_element_set_state (rig.pipeline, GST_STATE_PLAYING);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    rig_push (&rig, 0.4 * i, "{\"met\":%.1f,\"alti", 0.4 * order[i]);
    rig_push (&rig, 0.4 * i, "tude\":%d}\n{\"met\": broken\n\x01\x02\n", order[i]);
  }
  rig_end_telemetry (&rig);
  rig_finish (&rig);
  g_assert_cmpfloat_with_epsilon (shown (&rig, FRAMES - 1), 99 / 25.0 / 0.4, 1e-6);
  rig_clear (&rig);
}

/* A stream that never starts costs one warning and no frame. */
static void
test_silence (void)
{
  Rig rig;

  rig_start (&rig, "");
  gst_element_set_state (rig.pipeline, GST_STATE_PLAYING);
  g_assert_cmpuint (rig_finish (&rig), ==, 1);
  for (int i = 0; i < FRAMES; i++)
    g_assert_cmpfloat (shown (&rig, i), ==, -1);
  rig_clear (&rig);
}

/* One that ends early leaves its last value until that is too old. */
static void
test_early_end (void)
{
  Rig rig;

  rig_start (&rig, "stale-after=1000000000 lost-after=2000000000");
  gst_element_set_state (rig.pipeline, GST_STATE_PLAYING);
  for (int i = 0; i <= 10; i++)
    rig_push (&rig, i / 10.0, "{\"met\":%.1f,\"altitude\":%d}\n", i / 10.0, i);
  rig_end_telemetry (&rig);
  rig_finish (&rig);
  g_assert_cmpfloat (shown (&rig, 50), ==, 10);
  g_assert_cmpfloat (shown (&rig, 75), ==, 10);
  g_assert_cmpfloat (shown (&rig, 76), ==, -1);
  rig_clear (&rig);
}

/* Nonsense for telemetry: the video runs on. */
static void
test_only_garbage (void)
{
  Rig rig;

  rig_start (&rig, "");
  gst_element_set_state (rig.pipeline, GST_STATE_PLAYING);
  for (int i = 0; i < 50; i++)
    rig_push (&rig, i / 10.0, "%c%c%c\n", 0x80 + i, 1 + i, 0xff - i);
  rig_end_telemetry (&rig);
  rig_finish (&rig);
  rig_clear (&rig);
}

static guint64
stat_of (const Rig *rig, const char *name)
{
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (rig->pipeline), "overlay");
  g_autoptr (GstStructure) stats = NULL;
  guint64 value;

  g_object_get (overlay, "stats", &stats, NULL);
  g_assert_true (gst_structure_get_uint64 (stats, name, &value));
  return value;
}

/* A sample behind the window counts as late, and is on the frames it is of. */
static void
test_late (void)
{
  Rig rig;

  rig_start (&rig, "reorder-window=500000000");
  gst_element_set_state (rig.pipeline, GST_STATE_PLAYING);
  rig_push (&rig, 0, "{\"met\":0,\"altitude\":0}\n{\"met\":2,\"altitude\":0}\n"
      "{\"met\":4,\"altitude\":0}\n");
  rig_push (&rig, 0, "{\"met\":1,\"altitude\":50}\n");
  rig_push (&rig, 0, "{\"met\":3.6,\"altitude\":0}\n");
  rig_end_telemetry (&rig);
  rig_finish (&rig);
  g_assert_cmpfloat_with_epsilon (shown (&rig, 25), 50, 1e-6);
  g_assert_cmpuint (stat_of (&rig, "good"), ==, 5);
  g_assert_cmpuint (stat_of (&rig, "late"), ==, 1);
  rig_clear (&rig);
}

static void
see_phase (GstBus *bus, GstMessage *message, gpointer data)
{
  GPtrArray *phases = data;
  const char *vehicle, *phase;
  gint64 time;

  if (gst_message_parse_telemetry_phase (message, &vehicle, &phase, &time))
    g_ptr_array_add (phases, g_strdup (phase));
}

/* A flight whose mission has a profile: its phases are found as it comes, each is told once,
 * however often it is found anew. */
static void
test_phases (void)
{
  Rig rig;
  Fixture fixture;
  g_autoptr (GPtrArray) phases = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *properties = NULL;

  fixture_init (&fixture);
  fixture_write (fixture.mission, "[mission]\nprofile=sounding-rocket\n");
  properties = g_strdup_printf ("mission=%s", fixture.mission);
  rig_start (&rig, properties);
  gst_bus_enable_sync_message_emission (rig.bus);
  g_signal_connect (rig.bus, "sync-message::element", G_CALLBACK (see_phase), phases);
  gst_element_set_state (rig.pipeline, GST_STATE_PLAYING);
  for (int i = -10; i <= 400; i++) {
    double t = i / 10.0, speed = t < 0 ? 0 : t < 10 ? 30 * t : 300 - 9.8 * (t - 10);
    double altitude = t < 0 ? 0 : t < 10 ? 15 * t * t : 1500 + 300 * (t - 10) - 4.9 * (t - 10) * (t - 10);
    rig_push (&rig, MAX (0, (t + 2) / 11), "{\"met\":%.1f,\"altitude\":%.3f,\"speed\":%.3f}\n", t,
        altitude, ABS (speed));
  }
  rig_end_telemetry (&rig);
  rig_finish (&rig);
  for (guint i = 0; i < phases->len; i++) {
    guint first;
    g_test_message ("phase %s", (char *) phases->pdata[i]);
    g_assert_true (g_ptr_array_find_with_equal_func (phases, phases->pdata[i], g_str_equal, &first));
    g_assert_cmpuint (first, ==, i);
  }
  g_assert_true (g_ptr_array_find_with_equal_func (phases, "boost", g_str_equal, NULL));
  rig_clear (&rig);
  fixture_clear (&fixture);
}

/* max-wait=0: nothing is waited for, and the newest value is held. */
static void
test_no_wait (void)
{
  Rig rig;

  rig_start (&rig, "max-wait=0");
  gst_element_set_state (rig.pipeline, GST_STATE_PLAYING);
  g_assert_cmpuint (rig_finish (&rig), ==, 0);
  rig_clear (&rig);
}

static void
test_latency (void)
{
  GstHarness *harness = gst_harness_new_parse ("telemetryoverlay name=o max-wait=300000000");
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (harness->element), "o");
  g_autoptr (GstPad) pad = gst_element_request_pad_simple (overlay, "telemetry_sink");

  g_assert_nonnull (pad);
  gst_harness_set_upstream_latency (harness, 40 * GST_MSECOND);
  gst_harness_set_live (harness, TRUE);
  gst_harness_set_src_caps_str (harness, "video/x-raw,format=I420,width=160,height=90,framerate=25/1");
  g_assert_cmpuint (gst_harness_query_latency (harness), ==, 340 * GST_MSECOND);
  gst_element_release_request_pad (overlay, pad);
  g_assert_cmpuint (gst_harness_query_latency (harness), ==, 40 * GST_MSECOND);
  gst_harness_teardown (harness);
}

/* The pad may come and go while frames flow. */
static void
test_pad_comes_and_goes (void)
{
  Fixture fixture;
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  GstHarness *harness;

  fixture_init (&fixture);
  g_object_set (overlay, "location", fixture.log, "max-wait", (gint64) 0, NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_harness_set_src_caps_str (harness, "video/x-raw,format=I420,width=160,height=90,framerate=25/1");
  for (int i = 0; i < 20; i++) {
    g_autoptr (GstPad) pad = gst_element_request_pad_simple (overlay, "telemetry_sink");
    gst_buffer_unref (fixture_pass (harness, "I420", 160, 90, (2 * i) * GST_SECOND / 25));
    gst_element_release_request_pad (overlay, pad);
    gst_buffer_unref (fixture_pass (harness, "I420", 160, 90, (2 * i + 1) * GST_SECOND / 25));
  }
  gst_object_unref (overlay);
  gst_harness_teardown (harness);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/frames-wait", test_frames_wait);
  g_test_add_func ("/intake/pieces-and-garbage", test_pieces_and_garbage);
  g_test_add_func ("/intake/silence", test_silence);
  g_test_add_func ("/intake/early-end", test_early_end);
  g_test_add_func ("/intake/only-garbage", test_only_garbage);
  g_test_add_func ("/intake/late", test_late);
  g_test_add_func ("/intake/phases", test_phases);
  g_test_add_func ("/intake/no-wait", test_no_wait);
  g_test_add_func ("/intake/latency", test_latency);
  g_test_add_func ("/intake/pad-comes-and-goes", test_pad_comes_and_goes);
  return g_test_run ();
}
