/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Samples to KLV, into a transport stream beside the picture and out of it again. */
#include <math.h>
#include <string.h>

#include "overlay-fixture.h"

#define FPS 25
#define FRAMES 100
#define STEP_M (19900.0 / 65535)

static GstHarness *
encoder (const char *properties)
{
  g_autofree char *line = g_strconcat ("telemetryklvenc ", properties, NULL);
  GstHarness *harness = gst_harness_new_parse (line);

  gst_harness_set_src_caps_str (harness, "application/x-telemetry,version=1");
  return harness;
}

static void
push (GstHarness *harness, GstClockTime pts, const char *text)
{
  GstBuffer *buffer = gst_buffer_new_memdup (text, strlen (text));

  GST_BUFFER_PTS (buffer) = pts;
  g_assert_cmpint (gst_harness_push (harness, buffer), ==, GST_FLOW_OK);
}

static guint64
stat_of (GstHarness *harness, const char *name)
{
  g_autoptr (GstElement) element = gst_harness_find_element (harness, "telemetryklvenc");
  g_autoptr (GstStructure) stats = NULL;
  guint64 value;

  g_object_get (element, "stats", &stats, NULL);
  g_assert_true (gst_structure_get_uint64 (stats, name, &value));
  return value;
}

/* A sample is a packet at the sample's time; a line cut in two is one. */
static void
test_packets (void)
{
  GstHarness *harness = encoder ("");
  g_autoptr (GstCaps) caps = NULL;
  GstBuffer *packet;

  push (harness, GST_SECOND, "{\"utc\":\"2025-03-20T09:00:00Z\",\"latitude\":1,\"mach\":2}\n");
  push (harness, 2 * GST_SECOND, "{\"utc\":\"2025-03-20T09:00:01Z\",");
  push (harness, 3 * GST_SECOND, "\"latitude\":2}\n");
  caps = gst_pad_get_current_caps (harness->sinkpad);
  g_assert_true (gst_structure_has_name (gst_caps_get_structure (caps, 0), "meta/x-klv"));
  packet = gst_harness_pull (harness);
  g_assert_cmpuint (GST_BUFFER_PTS (packet), ==, GST_SECOND);
  gst_buffer_unref (packet);
  packet = gst_harness_pull (harness);
  g_assert_cmpuint (GST_BUFFER_PTS (packet), ==, 3 * GST_SECOND);
  gst_buffer_unref (packet);
  g_assert_null (gst_harness_try_pull (harness));
  g_assert_cmpuint (stat_of (harness, "packets"), ==, 2);
  g_assert_cmpuint (stat_of (harness, "left-out"), ==, 1);
  gst_harness_teardown (harness);
}

/* The four bytes of an item in the packet. */
static gint32
item_of (GstBuffer *packet, guint8 tag)
{
  const guint8 head[] = { tag, 4 };
  g_autofree guint8 *data = NULL;
  gpointer copy, found;
  gsize size;
  gint32 value;

  gst_buffer_extract_dup (packet, 0, -1, &copy, &size);
  data = copy;
  found = memmem (data, size, head, sizeof head);
  g_assert_true (found && (guint8 *) found + sizeof head + sizeof value <= data + size);
  memcpy (&value, (guint8 *) found + sizeof head, sizeof value);
  return GINT32_FROM_BE (value);
}

/* Where a measured state is goes into the packet, and not what the line says beside it: 90°
 * east on the equator. Longitude is 2^31 - 1 for 180° (ST 0601.16, item 14). */
static void
test_states (void)
{
  GstHarness *harness = encoder ("");
  GstBuffer *packet;

  push (harness, 0, "{\"utc\":\"2025-03-20T09:00:00Z\",\"latitude\":5,\"longitude\":6,"
      "\"state-vector\":{\"frame\":\"ITRF\",\"position\":[0,6379137,0],\"velocity\":[0,0,100],"
      "\"derived\":[\"latitude\",\"longitude\"]}}\n");
  packet = gst_harness_pull (harness);
  g_assert_cmpint (ABS (item_of (packet, 14) - (1 << 30)), <=, 2);
  g_assert_cmpint (ABS (item_of (packet, 13)), <=, 2);
  gst_buffer_unref (packet);
  gst_harness_teardown (harness);
}

/* What is sent now is written now: a second flight over the same stream, whose clock begins
 * again, is as long as the first. */
static void
test_second_flight (void)
{
  GstHarness *harness = encoder ("liftoff=2025-03-20T09:00:00Z datum=msl");

  for (guint i = 0; i < 40; i++) {
    g_autofree char *line = g_strdup_printf ("{\"met\":%u,\"altitude\":%u}\n", i % 20, i);
    push (harness, i * GST_SECOND, line);
    g_assert_cmpuint (stat_of (harness, "packets"), ==, i + 1);
  }
  gst_harness_teardown (harness);
}

static gboolean
has_gap (GstHarness *harness, GstClockTime due)
{
  gboolean seen = FALSE;

  for (GstEvent *event; (event = gst_harness_try_pull_event (harness)); gst_event_unref (event)) {
    GstClockTime time;
    if (GST_EVENT_TYPE (event) != GST_EVENT_GAP)
      continue;
    gst_event_parse_gap (event, &time, NULL);
    seen |= time == due;
  }
  return seen;
}

/* Whoever waits for this stream goes on where it has nothing to say: events have no
 * place in KLV, and times since liftoff no UTC. */
static void
test_nothing_to_say (void)
{
  GstHarness *harness = encoder ("");

  push (harness, 3 * GST_SECOND, "{\"utc\":\"2025-03-20T09:00:00Z\",\"event\":\"meco\"}\n");
  g_assert_true (has_gap (harness, 3 * GST_SECOND));
  gst_harness_teardown (harness);

  harness = encoder ("");
  push (harness, 4 * GST_SECOND, "{\"met\":1,\"latitude\":2}\n");
  push (harness, 5 * GST_SECOND, "{\"met\":2,\"latitude\":2}\n");
  g_assert_true (has_gap (harness, 5 * GST_SECOND));
  g_assert_cmpuint (stat_of (harness, "packets"), ==, 0);
  gst_harness_teardown (harness);

  harness = encoder ("liftoff=2025-03-20T09:00:00Z datum=msl");
  push (harness, 4 * GST_SECOND, "{\"met\":1,\"altitude\":2}\n");
  g_assert_cmpuint (stat_of (harness, "packets"), ==, 1);
  gst_harness_teardown (harness);
}

static void
test_bad_settings (void)
{
  static const char *const lines[] = { "telemetryklvenc datum=agl", "telemetryklvenc datum=geoid",
    "telemetryklvenc liftoff=noon" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (GstElement) element = gst_parse_launch (lines[i], NULL);
    g_assert_cmpint (gst_element_set_state (element, GST_STATE_PAUSED), ==,
        GST_STATE_CHANGE_FAILURE);
    gst_element_set_state (element, GST_STATE_NULL);
  }
}

static void
play (const char *line, GCallback see, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  g_assert_no_error (error);
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  if (see)
    g_signal_connect (sink, "handoff", see, data);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
      GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpstr (GST_MESSAGE_TYPE_NAME (message), ==, "eos");
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static void
see (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude-ellipsoid", &value);
  if (value.validity < GST_TELEMETRY_VALIDITY_STALE)
    value.value = NAN;
  g_array_append_val ((GArray *) data, value.value);
}

/* Recorded beside the clean picture and shown from the recording: the number that is
 * on a frame is that of the frame, within the step of its item. */
static void
test_recording (void)
{
  g_autofree char *folder = g_dir_make_tmp ("klv-XXXXXX", NULL);
  g_autofree char *log = g_build_filename (folder, "flight.jsonl", NULL);
  g_autofree char *recording = g_build_filename (folder, "flight.ts", NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i <= 50; i++)
    g_string_append_printf (lines, "{\"utc\":\"2025-03-20T09:00:%02d.%dZ\",\"altitude-ellipsoid\":%d,"
        "\"latitude\":46,\"longitude\":63.5}\n", i / 10, i % 10, 15000 + 100 * i);
  fixture_write (log, lines->str);
  g_autofree char *record = g_strdup_printf ("mpegtsmux name=mux ! filesink name=sink location=%s "
      "videotestsrc num-buffers=%d ! video/x-raw,format=I420,width=160,height=96,framerate=%d/1 ! "
      "x264enc tune=zerolatency speed-preset=ultrafast ! h264parse ! queue ! mux. "
      "telemetrysrc location=%s interval=100000000 duration=5000000000 ! telemetryklvenc ! queue ! mux.",
      recording, FRAMES, FPS, log);
  play (record, NULL, NULL);
  g_autofree char *show = g_strdup_printf ("filesrc location=%s ! tsdemux name=demux "
      "demux. ! queue ! h264parse ! avdec_h264 ! telemetryoverlay name=overlay ! "
      "fakesink name=sink signal-handoffs=true sync=false "
      "demux. ! meta/x-klv ! queue ! overlay.telemetry_sink", recording);
  play (show, G_CALLBACK (see), shown);
  g_assert_cmpuint (shown->len, ==, FRAMES);
  for (guint i = 0; i < FRAMES; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (shown, double, i),
        15000 + 1000.0 * i / FPS, STEP_M / 2 + 0.05);
  g_remove (log);
  g_remove (recording);
  g_rmdir (folder);
}

/* How many warnings name WORD in a flight whose data= is PROVENANCE. */
static guint
warnings_of (const char *provenance, const char *word)
{
  g_autofree char *folder = g_dir_make_tmp ("klv-XXXXXX", NULL);
  g_autofree char *mission = g_build_filename (folder, "flight.mission", NULL);
  g_autofree char *log = g_build_filename (folder, "flight.csv", NULL);
  g_autofree char *text = g_strdup_printf ("[mission]\ndata=%s\nliftoff=2025-03-20T09:00:00Z\n[telemetry]\n"
      "location=flight.csv\n", provenance);
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s ! telemetryklvenc ! fakesink", mission);
  guint n = 0;

  fixture_write (mission, text);
  fixture_write (log, "time[s],latitude[deg],longitude[deg]\n0,46,63\n1,46,63\n2,46,63\n");
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, NULL);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (gboolean ended = FALSE; !ended;) {
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
        GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING);
    g_assert_nonnull (message);
    g_assert_cmpint (GST_MESSAGE_TYPE (message), !=, GST_MESSAGE_ERROR);
    ended = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
    if (!ended) {
      g_autoptr (GError) warning = NULL;
      gst_message_parse_warning (message, &warning, NULL);
      n += strstr (warning->message, word) != NULL;
    }
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_remove (mission);
  g_remove (log);
  g_rmdir (folder);
  return n;
}

/* KLV has no place for it, which is said. */
static void
test_provenance (void)
{
  g_assert_cmpuint (warnings_of ("simulated", "data=simulated"), ==, 1);
  g_assert_cmpuint (warnings_of ("reconstructed", "data=reconstructed"), ==, 1);
  g_assert_cmpuint (warnings_of ("measured", "data="), ==, 0);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/klvenc/packets", test_packets);
  g_test_add_func ("/klvenc/states", test_states);
  g_test_add_func ("/klvenc/second-flight", test_second_flight);
  g_test_add_func ("/klvenc/nothing-to-say", test_nothing_to_say);
  g_test_add_func ("/klvenc/bad-settings", test_bad_settings);
  g_test_add_func ("/klvenc/provenance", test_provenance);
  g_test_add_func ("/klvenc/recording", test_recording);
  return g_test_run ();
}
