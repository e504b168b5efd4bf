/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What columns mean is set while telemetry comes in by telemetry_sink: a warning says from when
 * it holds, and from the next caps on it does. */
#include <string.h>

#include "overlay-fixture.h"

#define COLUMNS "time=t:s,altitude=h:ft"

typedef struct {
  GstHarness *harness;
  GstPad *pad;
  GstBus *bus;
} Run;

static void
send_caps (const Run *run, const char *text)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (text);

  g_assert_true (gst_pad_send_event (run->pad, gst_event_new_caps (caps)));
}

static void
send_text (const Run *run, const char *text)
{
  GstBuffer *buffer = gst_buffer_new_memdup (text, strlen (text));

  GST_BUFFER_PTS (buffer) = 0;
  g_assert_cmpint (gst_pad_chain (run->pad, buffer), ==, GST_FLOW_OK);
}

static void
begin (Run *run)
{
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  GstSegment segment;

  g_assert_nonnull (overlay);
  g_object_set (overlay, "layout", "minimal", NULL);
  run->pad = gst_element_request_pad_simple (overlay, "telemetry_sink");
  run->bus = gst_bus_new ();
  gst_element_set_bus (overlay, run->bus);
  run->harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_harness_set_src_caps_str (run->harness, "video/x-raw,format=I420,width=320,height=180,framerate=25/1");
  gst_segment_init (&segment, GST_FORMAT_TIME);
  g_assert_true (gst_pad_send_event (run->pad, gst_event_new_stream_start ("telemetry")));
  send_caps (run, "text/csv");
  g_assert_true (gst_pad_send_event (run->pad, gst_event_new_segment (&segment)));
  gst_object_unref (overlay);
}

static void
end (Run *run)
{
  gst_element_set_bus (run->harness->element, NULL);
  gst_element_release_request_pad (run->harness->element, run->pad);
  gst_object_unref (run->pad);
  gst_harness_teardown (run->harness);
  gst_object_unref (run->bus);
}

/* How many warnings there are that have PART in them. */
static guint
count_warnings (const Run *run, const char *part)
{
  guint n = 0;
  GstMessage *message;

  while ((message = gst_bus_pop_filtered (run->bus, GST_MESSAGE_WARNING))) {
    g_autoptr (GError) error = NULL;
    gst_message_parse_warning (message, &error, NULL);
    n += strstr (error->message, part) != NULL;
    gst_message_unref (message);
  }
  return n;
}

static double
show (const Run *run)
{
  g_autoptr (GstBuffer) out = fixture_pass (run->harness, "I420", 320, 180, 0);
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (out);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  return value.validity >= GST_TELEMETRY_VALIDITY_STALE ? value.value : -1;
}

static void
test_running (void)
{
  Run run;

  begin (&run);
  send_text (&run, "t,h\n0,100\n");
  count_warnings (&run, "");
  g_object_set (run.harness->element, "layout", "telemetry", NULL);
  g_assert_cmpuint (count_warnings (&run, "next caps"), ==, 0);
  g_object_set (run.harness->element, "columns", COLUMNS, "layout", "minimal", NULL);
  g_assert_cmpuint (count_warnings (&run, "next caps"), ==, 1);
  send_caps (&run, "text/csv,piece=2");
  send_text (&run, "t,h\n0,100\n100,200\n");
  g_assert_true (gst_pad_send_event (run.pad, gst_event_new_eos ()));
  g_assert_cmpfloat_with_epsilon (show (&run), 30.48, 1e-9);
  end (&run);
}

/* Before anything came it is not too late. */
static void
test_before (void)
{
  Run run;

  begin (&run);
  g_object_set (run.harness->element, "columns", COLUMNS, NULL);
  g_assert_cmpuint (count_warnings (&run, "next caps"), ==, 0);
  send_text (&run, "t,h\n0,100\n100,200\n");
  g_assert_true (gst_pad_send_event (run.pad, gst_event_new_eos ()));
  g_assert_cmpfloat_with_epsilon (show (&run), 30.48, 1e-9);
  end (&run);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/set-columns/running", test_running);
  g_test_add_func ("/set-columns/before", test_before);
  return g_test_run ();
}
