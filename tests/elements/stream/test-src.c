/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include <json-glib/json-glib.h>

#include "core/decode/decoder.h"
#include "overlay-fixture.h"

static Fixture fixture;

static GstPadProbeReturn
gather (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  g_ptr_array_add (data, gst_buffer_ref (GST_PAD_PROBE_INFO_BUFFER (info)));
  return GST_PAD_PROBE_OK;
}

static GPtrArray *
run (const char *properties)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc mission=%s %s ! fakesink name=end",
      fixture.mission, properties);
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, NULL);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;
  GPtrArray *buffers = g_ptr_array_new_with_free_func ((GDestroyNotify) gst_buffer_unref);
  gint64 duration;

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, gather, buffers, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  g_assert_true (gst_element_query_duration (pipeline, GST_FORMAT_TIME, &duration));
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return buffers;
}

static JsonNode *
parse (GstBuffer *buffer)
{
  GstMapInfo map;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  g_assert_cmpint (map.data[map.size - 1], ==, '\n');
  json_parser_load_from_data (parser, (const char *) map.data, (gssize) map.size, &error);
  g_assert_no_error (error);
  gst_buffer_unmap (buffer, &map);
  return json_parser_steal_root (parser);
}

/* The fixture climbs 10 m a second; each line holds what the log says at its
 * own time, read by another JSON reader. Liftoff and an event have lines too. */
static void
test_samples (void)
{
  g_autoptr (GPtrArray) buffers = run ("interval=500000000");
  guint events = 0, samples = 0;

  for (guint i = 0; i < buffers->len; i++) {
    g_autoptr (JsonNode) node = parse (buffers->pdata[i]);
    JsonObject *object = json_node_get_object (node);
    double met = json_object_get_double_member_with_default (object, "met", -1);
    GstClockTime pts = GST_BUFFER_PTS (buffers->pdata[i]);

    g_assert_cmpfloat_with_epsilon (met, (double) pts / GST_SECOND, 1e-9);
    if (json_object_has_member (object, "event")) {
      events++;
      continue;
    }
    samples++;
    g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "altitude"), 10 * met, 1e-9);
    g_assert_cmpfloat (json_object_get_double_member (object, "speed"), ==, 10);
  }
  g_assert_cmpuint (events, ==, 2);
  g_assert_cmpuint (samples, ==, 200);
}

/* An event between two instants of the grid is an instant of its own. */
static void
test_event_instant (void)
{
  g_autoptr (GPtrArray) buffers = run ("liftoff-at=0.25 duration=2000000000");

  g_assert_cmpuint (buffers->len, ==, 4);
  g_assert_cmpuint (GST_BUFFER_DURATION (buffers->pdata[0]), ==, 250 * GST_MSECOND);
  g_assert_cmpuint (GST_BUFFER_PTS (buffers->pdata[1]), ==, 250 * GST_MSECOND);
  g_assert_cmpuint (GST_BUFFER_PTS (buffers->pdata[3]), ==, GST_SECOND);
}

static void
test_nothing_to_open (void)
{
  g_autoptr (GstElement) pipeline = gst_parse_launch ("telemetrysrc location=/nowhere.csv ! fakesink", NULL);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gst_element_set_state (pipeline, GST_STATE_PAUSED), ==, GST_STATE_CHANGE_FAILURE);
  message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  gst_message_parse_error (message, &error, NULL);
  g_assert_nonnull (strstr (error->message, "/nowhere.csv"));
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_func ("/src/samples", test_samples);
  g_test_add_func ("/src/event-instant", test_event_instant);
  g_test_add_func ("/src/nothing-to-open", test_nothing_to_open);
  result = g_test_run ();
  fixture_clear (&fixture);
  return result;
}
