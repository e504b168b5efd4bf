/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What may happen to the stream on the request pad besides its samples: gaps, ends,
 * flushes, segments, other caps, a pad that comes and goes while it plays; and how
 * long a frame waits. */
#include <math.h>

#include "overlay-fixture.h"

#define VIDEO "video/x-raw,format=I420,width=160,height=90,framerate=25/1"
#define LINES "application/x-telemetry,version=1"

/* An overlay between pads of the test. */
typedef struct {
  GstElement *overlay;
  GstHarness *video, *telemetry;
  GstBus *bus;
} Rig;

static void
rig_init (Rig *rig, gboolean live, const char *caps)
{
  rig->overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  rig->bus = gst_bus_new ();
  gst_element_set_bus (rig->overlay, rig->bus);
  rig->video = gst_harness_new_with_element (rig->overlay, "sink", "src");
  gst_harness_set_live (rig->video, live);
  gst_harness_set_src_caps_str (rig->video, VIDEO);
  rig->telemetry = gst_harness_new_with_element (rig->overlay, "telemetry_sink", NULL);
  gst_harness_set_src_caps_str (rig->telemetry, caps);
}

static void
rig_clear (Rig *rig)
{
  gst_element_set_bus (rig->overlay, NULL);
  gst_harness_teardown (rig->telemetry);
  gst_harness_teardown (rig->video);
  gst_object_unref (rig->bus);
  gst_object_unref (rig->overlay);
}

static GstBuffer *
text_buffer (double at_s, const char *text)
{
  GstBuffer *buffer = gst_buffer_new_memdup (text, strlen (text));

  GST_BUFFER_PTS (buffer) = (GstClockTime) llround (at_s * 1e9);
  return buffer;
}

static void
say (Rig *rig, double at_s, double met_s, double altitude)
{
  g_autofree char *text = g_strdup_printf ("{\"met\":%.3f,\"altitude\":%.3f}\n", met_s, altitude);

  g_assert_cmpint (gst_harness_push (rig->telemetry, text_buffer (at_s, text)), ==, GST_FLOW_OK);
}

/* The altitude on a frame of AT; NaN where none may be shown. */
static double
shown (Rig *rig, double at_s)
{
  g_autoptr (GstBuffer) out = fixture_pass (rig->video, "I420", 160, 90,
      (GstClockTime) llround (at_s * 1e9));
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (out);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  return value.validity >= GST_TELEMETRY_VALIDITY_STALE ? value.value : NAN;
}

static guint
count_warnings (Rig *rig)
{
  guint n = 0;

  for (;;) {
    g_autoptr (GstMessage) message = gst_bus_pop_filtered (rig->bus,
        GST_MESSAGE_WARNING | GST_MESSAGE_ERROR);
    if (!message)
      return n;
    g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_WARNING);
    n++;
  }
}

static double
seconds_since (gint64 begin_us)
{
  return (double) (g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC;
}

/* Live, what has come is on the next frame, and past the newest sample it is held. */
static void
test_next_frame (void)
{
  Rig rig;

  rig_init (&rig, TRUE, LINES);
  for (int i = 0; i < 100; i++) {
    say (&rig, i / 25.0, i / 25.0, 10 * i);
    g_assert_cmpfloat (shown (&rig, i / 25.0), ==, 10 * i);
    g_assert_cmpfloat (shown (&rig, i / 25.0 + 0.02), ==, 10 * i);
  }
  g_assert_cmpuint (count_warnings (&rig), ==, 0);
  rig_clear (&rig);
}

/* Not live: a GAP that ends behind a frame lets it go, one before it does not. */
static void
test_gap (void)
{
  Rig rig;
  gint64 begin;

  rig_init (&rig, FALSE, LINES);
  say (&rig, 0, 0, 100);
  gst_harness_push_event (rig.telemetry, gst_event_new_gap (GST_SECOND / 10, 2 * GST_SECOND));
  begin = g_get_monotonic_time ();
  for (int i = 0; i < 50; i++)
    g_assert_cmpfloat (shown (&rig, i / 25.0), ==, 100);
  g_assert_cmpfloat (seconds_since (begin), <, 1.5);
  g_assert_cmpuint (count_warnings (&rig), ==, 0);
  begin = g_get_monotonic_time ();
  shown (&rig, 2.2);
  g_assert_cmpfloat (seconds_since (begin), >, 1.9);
  g_assert_cmpuint (count_warnings (&rig), ==, 1);
  rig_clear (&rig);
}

/* Two seconds in vain once, with one warning; then no frame waits before telemetry
 * has moved, and there is no second warning. */
static void
test_gives_up (void)
{
  Rig rig;
  gint64 begin = g_get_monotonic_time ();

  rig_init (&rig, FALSE, LINES);
  g_assert_true (isnan (shown (&rig, 0)));
  g_assert_cmpfloat (seconds_since (begin), >, 1.9);
  g_assert_cmpuint (count_warnings (&rig), ==, 1);
  begin = g_get_monotonic_time ();
  for (int i = 1; i < 50; i++)
    g_assert_true (isnan (shown (&rig, i / 25.0)));
  g_assert_cmpfloat (seconds_since (begin), <, 1.5);
  say (&rig, 2, 0, 7);
  g_assert_cmpfloat (shown (&rig, 2), ==, 7);
  g_assert_cmpuint (count_warnings (&rig), ==, 0);
  rig_clear (&rig);
}

/* A wait that is set is as long as it is set, and live too. */
static void
test_max_wait (void)
{
  Rig rig;
  gint64 begin;

  rig_init (&rig, TRUE, LINES);
  g_object_set (rig.overlay, "max-wait", (gint64) 300 * GST_MSECOND, NULL);
  say (&rig, 0, 0, 5);
  begin = g_get_monotonic_time ();
  g_assert_cmpfloat (shown (&rig, 1), ==, 5);
  g_assert_cmpfloat (seconds_since (begin), >, 0.29);
  g_assert_cmpfloat (seconds_since (begin), <, 1.9);
  g_assert_cmpuint (count_warnings (&rig), ==, 0);
  rig_clear (&rig);
}

/* After the end no frame waits; another stream may follow it. */
static void
test_end_and_begin (void)
{
  Rig rig;
  gint64 begin;
  g_autoptr (GstCaps) caps = gst_caps_from_string (LINES);
  GstSegment segment;

  rig_init (&rig, FALSE, LINES);
  say (&rig, 0, 0, 1);
  gst_harness_push_event (rig.telemetry, gst_event_new_eos ());
  begin = g_get_monotonic_time ();
  for (int i = 0; i < 25; i++)
    g_assert_cmpfloat (shown (&rig, i / 25.0), ==, 1);
  g_assert_cmpfloat (seconds_since (begin), <, 1.5);
  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_harness_push_event (rig.telemetry, gst_event_new_stream_start ("another"));
  gst_harness_push_event (rig.telemetry, gst_event_new_caps (caps));
  gst_harness_push_event (rig.telemetry, gst_event_new_segment (&segment));
  say (&rig, 1, 1, 3);
  g_assert_cmpfloat (shown (&rig, 1), ==, 3);
  g_assert_cmpuint (count_warnings (&rig), ==, 0);
  rig_clear (&rig);
}

/* A seek: what was begun is dropped, and the clocks are tied anew. */
static void
test_flush (void)
{
  Rig rig;
  GstSegment segment;

  rig_init (&rig, TRUE, LINES);
  say (&rig, 0, 0, 1);
  g_assert_cmpfloat (shown (&rig, 0), ==, 1);
  gst_harness_push (rig.telemetry, text_buffer (0.1, "{\"met\":0.1,\"alti"));
  gst_harness_push_event (rig.telemetry, gst_event_new_flush_start ());
  gst_harness_push_event (rig.telemetry, gst_event_new_flush_stop (TRUE));
  gst_segment_init (&segment, GST_FORMAT_TIME);
  segment.start = segment.time = segment.position = 100 * GST_SECOND;
  gst_harness_push_event (rig.telemetry, gst_event_new_segment (&segment));
  say (&rig, 100, 100, 50);
  g_assert_cmpfloat (shown (&rig, 0), ==, 50);
  g_assert_cmpuint (count_warnings (&rig), ==, 0);
  rig_clear (&rig);
}

/* A segment says what running time a buffer has. */
static void
test_segment (void)
{
  Rig rig;
  GstSegment segment;

  rig_init (&rig, TRUE, LINES);
  gst_segment_init (&segment, GST_FORMAT_TIME);
  segment.start = 10 * GST_SECOND;
  gst_harness_push_event (rig.telemetry, gst_event_new_segment (&segment));
  say (&rig, 12, 0, 1);
  say (&rig, 12.5, 0.5, 11);
  g_assert_true (isnan (shown (&rig, 1.9)));
  g_assert_cmpfloat (shown (&rig, 2), ==, 1);
  g_assert_cmpfloat_with_epsilon (shown (&rig, 2.25), 6, 1e-9);
  rig_clear (&rig);
}

/* Other caps: the same flight goes on in another format. */
static void
test_caps_change (void)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string ("text/csv");
  Rig rig;

  rig_init (&rig, TRUE, LINES);
  say (&rig, 0, 0, 1);
  gst_harness_push (rig.telemetry, text_buffer (0.1, "{\"met\":0.1,\"alti"));
  gst_harness_push_event (rig.telemetry, gst_event_new_caps (caps));
  gst_harness_push (rig.telemetry, text_buffer (0.2, "time[s],altitude[m]\n0.2,2\n0.3,3\n0.4,4\n"
          "0.5,5\n0.6,6\n0.7,7\n0.8,8\n0.9,9\n1.0,10\n1.1,11\n1.2,12\n1.3,13\n1.4,14\n1.5,15\n"
          "1.6,16\n1.7,17\n1.8,18\n1.9,19\n2.0,20\n2.1,21\n2.2,22\n2.3,23\n2.4,24\n2.5,25\n"));
  gst_harness_push_event (rig.telemetry, gst_event_new_eos ());
  g_assert_cmpfloat (shown (&rig, 0), ==, 1);
  g_assert_cmpfloat_with_epsilon (shown (&rig, 0.5), 5, 1e-9);
  g_assert_cmpfloat_with_epsilon (shown (&rig, 2), 20, 1e-9);
  g_assert_cmpuint (count_warnings (&rig), ==, 0);
  rig_clear (&rig);
}

/* A source of the test's own, linked to PAD, with CAPS or without. */
static GstPad *
link_source (GstPad *pad, const char *text)
{
  GstPad *source = gst_object_ref_sink (gst_pad_new ("source", GST_PAD_SRC));
  g_autoptr (GstCaps) caps = text ? gst_caps_from_string (text) : NULL;
  GstSegment segment;

  gst_pad_set_active (source, TRUE);
  g_assert_cmpint (gst_pad_link (source, pad), ==, GST_PAD_LINK_OK);
  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_push_event (source, gst_event_new_stream_start ("s"));
  if (caps)
    gst_pad_push_event (source, gst_event_new_caps (caps));
  gst_pad_push_event (source, gst_event_new_segment (&segment));
  return source;
}

/* Telemetry without caps is one warning, no error to whoever sends it, and costs no
 * frame. */
static void
test_no_caps (void)
{
  GstHarness *video = gst_harness_new ("telemetryoverlay");
  g_autoptr (GstBus) bus = gst_bus_new ();
  g_autoptr (GstPad) pad = gst_element_request_pad_simple (video->element, "telemetry_sink");
  g_autoptr (GstPad) source = link_source (pad, NULL);
  Rig rig = { video->element, video, NULL, bus };

  gst_element_set_bus (video->element, bus);
  gst_harness_set_src_caps_str (video, VIDEO);
  for (int i = 0; i < 3; i++) {
    g_assert_cmpint (gst_pad_push (source, text_buffer (0, "{\"met\":0,\"altitude\":1}\n")), ==,
        GST_FLOW_OK);
    g_assert_true (isnan (shown (&rig, i / 25.0)));
  }
  g_assert_cmpuint (count_warnings (&rig), ==, 1);
  gst_element_set_bus (video->element, NULL);
  gst_pad_unlink (source, pad);
  gst_element_release_request_pad (video->element, pad);
  gst_harness_teardown (video);
}

/* Frames that are passed through hold up no telemetry, however long it is. */
static void
test_disabled (void)
{
  Rig rig;
  gint64 begin = g_get_monotonic_time ();

  rig_init (&rig, FALSE, LINES);
  g_object_set (rig.overlay, "enabled", FALSE, NULL);
  for (int i = 0; i < 300; i++) {
    say (&rig, i / 10.0, i / 10.0, i);
    gst_buffer_unref (fixture_pass (rig.video, "I420", 160, 90, i * (GST_SECOND / 10)));
  }
  g_assert_cmpfloat (seconds_since (begin), <, 1.9);
  g_object_set (rig.overlay, "enabled", TRUE, NULL);
  g_assert_cmpfloat_with_epsilon (shown (&rig, 29.9), 299, 1e-9);
  g_assert_cmpuint (count_warnings (&rig), ==, 0);
  rig_clear (&rig);
}

static void
count_frame (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  g_atomic_int_inc ((gint *) data);
}

/* In a pipeline that plays, the pad is asked for, fed and given back, again and
 * again, and every frame comes out. */
static void
test_pad_while_playing (void)
{
  g_autoptr (GstElement) pipeline = gst_parse_launch ("videotestsrc num-buffers=200 is-live=true ! "
      "video/x-raw,format=I420,width=160,height=90,framerate=100/1 ! telemetryoverlay name=o ! "
      "fakesink name=sink signal-handoffs=true", NULL);
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (pipeline), "o");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;
  gint frames = 0;

  g_signal_connect (sink, "handoff", G_CALLBACK (count_frame), &frames);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (int i = 0; i < 20; i++) {
    g_autoptr (GstPad) pad = gst_element_request_pad_simple (overlay, "telemetry_sink");
    g_autoptr (GstPad) source = link_source (pad, LINES);
    for (int k = 0; k < 5; k++) {
      g_autofree char *text = g_strdup_printf ("{\"met\":%d.%d,\"altitude\":%d}\n", i, k, i * 5 + k);
      g_assert_cmpint (gst_pad_push (source, text_buffer (i / 10.0, text)), ==, GST_FLOW_OK);
      g_usleep (10000);
    }
    gst_pad_unlink (source, pad);
    gst_element_release_request_pad (overlay, pad);
    gst_pad_set_active (source, FALSE);
  }
  message = gst_bus_timed_pop_filtered (bus, 30 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_cmpint (g_atomic_int_get (&frames), ==, 200);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake-events/next-frame", test_next_frame);
  g_test_add_func ("/intake-events/gap", test_gap);
  g_test_add_func ("/intake-events/gives-up", test_gives_up);
  g_test_add_func ("/intake-events/max-wait", test_max_wait);
  g_test_add_func ("/intake-events/end-and-begin", test_end_and_begin);
  g_test_add_func ("/intake-events/flush", test_flush);
  g_test_add_func ("/intake-events/segment", test_segment);
  g_test_add_func ("/intake-events/caps-change", test_caps_change);
  g_test_add_func ("/intake-events/no-caps", test_no_caps);
  g_test_add_func ("/intake-events/disabled", test_disabled);
  g_test_add_func ("/intake-events/pad-while-playing", test_pad_while_playing);
  return g_test_run ();
}
