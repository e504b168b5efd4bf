/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Loss of signal: each loss and recovery is told once, marked in the picture, and the
 * end of a file is no loss that is marked. */
#include <string.h>

#include "overlay-fixture.h"

#define WIDTH 640
#define HEIGHT 360

static Fixture fixture;

/* Ten samples a second up to 10 s and from 22 s to 30 s. */
static gboolean
is_heard (double seconds)
{
  return seconds <= 10 || (seconds >= 22 && seconds <= 30);
}

static void
write_gap (void)
{
  g_autoptr (GString) rows = g_string_new ("time[s],altitude[m],speed[m/s]\n");

  for (int i = 0; i <= 300; i++)
    if (is_heard (i / 10.0))
      g_string_append_printf (rows, "%d.%d,%d,10\n", i / 10, i % 10, i);
  fixture_write (fixture.log, rows->str);
}

/* Whether anything is drawn where the badge is, upper left in the safe area. */
static gboolean
has_badge (GstBuffer *frame)
{
  GstMapInfo map;
  gboolean found = FALSE;

  g_assert_true (gst_buffer_map (frame, &map, GST_MAP_READ));
  for (int y = HEIGHT / 20; y < HEIGHT / 8; y++)
    for (int x = WIDTH / 20; x < WIDTH / 6; x++)
      found |= map.data[y * WIDTH + x] != map.data[0];
  gst_buffer_unmap (frame, &map);
  return found;
}

static GstTelemetryValue
altitude_on (GstBuffer *frame)
{
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };

  gst_telemetry_snapshot_get_value (gst_buffer_get_telemetry_meta (frame)->snapshot, NULL,
      "altitude", &value);
  return value;
}

/* What happened, in order: "lost" and "recovered". Waits for the end of the stream
 * so long. */
static char *
told (GstBus *bus, GstClockTime patience)
{
  GString *words = g_string_new (NULL);
  gboolean ended = FALSE;
  GstMessage *message;

  while (!ended && (message = gst_bus_timed_pop_filtered (bus, patience,
              GST_MESSAGE_ELEMENT | GST_MESSAGE_WARNING | GST_MESSAGE_EOS |
              GST_MESSAGE_ERROR))) {
    g_assert_cmpint (GST_MESSAGE_TYPE (message), !=, GST_MESSAGE_ERROR);
    ended = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
    if (gst_message_has_name (message, GST_TELEMETRY_MESSAGE_LOST))
      g_string_append (words, "lost ");
    else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_WARNING)
      g_string_append (words, "warned ");
    else if (gst_message_has_name (message, GST_TELEMETRY_MESSAGE_RECOVERED))
      g_string_append (words, "recovered ");
    gst_message_unref (message);
  }
  return g_string_free (words, FALSE);
}

/* Four frames a second over a file with a gap. */
static void
check_file (const char *layout)
{
  g_autofree char *caps = fixture_caps ("I420", WIDTH, HEIGHT);
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  g_autoptr (GstBus) bus = gst_bus_new ();
  g_autofree char *words = NULL;
  GstHarness *harness;

  g_object_set (overlay, "location", fixture.log, "layout", layout, NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_object_unref (overlay);
  gst_element_set_bus (harness->element, bus);
  gst_harness_set_src_caps_str (harness, caps);
  for (int i = 0; i < 160; i++) {
    double seconds = i / 4.0;
    g_autoptr (GstBuffer) frame = fixture_pass (harness, "I420", WIDTH, HEIGHT,
        (GstClockTime) i * GST_SECOND / 4);
    GstTelemetryValue value = altitude_on (frame);
    gboolean lost = (seconds > 15 && seconds < 22) || seconds > 35;
    GstTelemetryValidity want = is_heard (seconds) ? GST_TELEMETRY_VALIDITY_FRESH :
        lost ? GST_TELEMETRY_VALIDITY_LOST : value.age > 2 * GST_SECOND ?
        GST_TELEMETRY_VALIDITY_STALE : GST_TELEMETRY_VALIDITY_FRESH;
    g_assert_cmpint (value.validity, ==, want);
    g_assert_cmpint (value.age, ==, is_heard (seconds) ? 0 :
        (gint64) ((seconds - (seconds < 22 ? 10 : 30)) * GST_SECOND));
    /* It goes within 300 ms. */
    if (seconds != 22 && seconds != 22.25)
      g_assert_cmpint (has_badge (frame), ==, seconds > 15 && seconds < 22);
  }
  words = told (bus, 0);
  g_assert_cmpstr (words, ==, "lost recovered lost ");
  /* Messages hold their element, which holds the bus. */
  gst_element_set_bus (harness->element, NULL);
  gst_bus_set_flushing (bus, TRUE);
  gst_harness_teardown (harness);
}

static void
test_file (void)
{
  static const char *const layouts[] = { "webcast", "station", "minimal", "lower-third",
    "soyuz", "hud", "cockpit" };

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    check_file (layouts[i]);
}

static GstPadProbeReturn
look (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  gboolean badge = has_badge (GST_PAD_PROBE_INFO_BUFFER (info));

  g_array_append_val ((GArray *) data, badge);
  return GST_PAD_PROBE_OK;
}

static void
push_line (GstElement *source, double seconds)
{
  char *text = g_strdup_printf ("{\"met\":%.1f,\"altitude\":%.1f}\n", seconds, 10 * seconds);
  GstBuffer *buffer = gst_buffer_new_wrapped (text, strlen (text));
  GstFlowReturn flow;

  GST_BUFFER_PTS (buffer) = (GstClockTime) (seconds * GST_SECOND);
  g_signal_emit_by_name (source, "push-buffer", buffer, &flow);
  gst_buffer_unref (buffer);
  g_assert_cmpint (flow, ==, GST_FLOW_OK);
}

/* Telemetry on the pad with the same gap, on an overlay with EXTRA properties: what is TOLD, and
 * that a badge stands on the frames after LAST_GOOD and before FIRST_AGAIN. */
static void
check_pad (const char *extra, const char *due, guint last_good, guint first_again)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=160 pattern=solid-color "
      "foreground-color=0xff404040 ! "
      "video/x-raw,format=I420,width=%d,height=%d,framerate=4/1 ! "
      "telemetryoverlay name=o %s ! fakesink name=end appsrc name=telemetry format=time "
      "caps=\"application/x-telemetry,version=1\" ! o.telemetry_sink", WIDTH, HEIGHT, extra);
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "telemetry");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autofree char *words = NULL;
  GArray *badges = g_array_new (FALSE, FALSE, sizeof (gboolean));
  GstFlowReturn flow;

  g_assert_no_error (error);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, look, badges, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (int i = 0; i <= 300; i++)
    if (is_heard (i / 10.0))
      push_line (source, i / 10.0);
  g_signal_emit_by_name (source, "end-of-stream", &flow);
  words = told (bus, 60 * GST_SECOND);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_cmpstr (words, ==, due);
  g_assert_cmpuint (badges->len, ==, 160);
  /* It goes within 300 ms: on two frames of four a second it may still be seen. */
  for (guint i = 0; i < badges->len; i++)
    if (i != first_again && i != first_again + 1)
      g_assert_cmpint (g_array_index (badges, gboolean, i), ==, i > last_good && i < first_again);
  g_array_unref (badges);
}

/* The gap is longer than telemetry may run ahead of the frames: neither waits for the other,
 * with which a warning would come after 2 s. After its end nothing is marked. */
static void
test_pad (void)
{
  check_pad ("", "lost recovered lost ", 60, 88);
}

/* Where the mission says that a silence of 12 s is none, nothing is lost in it. */
static void
test_pad_said (void)
{
  g_autofree char *said = g_build_filename (fixture.folder, "said.mission", NULL);
  g_autofree char *extra = g_strconcat ("mission=", said, NULL);

  fixture_write (said, "[stream]\nlongest-gap=13\n");
  check_pad (extra, "", 160, 160);
  g_remove (said);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  write_gap ();
  g_test_add_func ("/signal/file", test_file);
  g_test_add_func ("/signal/pad", test_pad);
  g_test_add_func ("/signal/pad-said", test_pad_said);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
