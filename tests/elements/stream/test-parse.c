/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes of every format to samples, whatever happens on the way. */
#include <string.h>

#include <gst/check/gstharness.h>
#include <gst/gst.h>
#include <glib/gstdio.h>

#include "core/packets-util.h"
#include "shared-data.h"

static GstHarness *
parser (const char *properties, const char *caps)
{
  g_autofree char *line = g_strconcat ("telemetryparse ", properties, NULL);
  GstHarness *harness = gst_harness_new_parse (line);

  gst_harness_set_src_caps_str (harness, caps);
  return harness;
}

static GstBuffer *
text_buffer (const char *text, gsize length, GstClockTime pts)
{
  GstBuffer *buffer = gst_buffer_new_memdup (text, length);

  GST_BUFFER_PTS (buffer) = pts;
  return buffer;
}

static void
push (GstHarness *harness, GstClockTime pts, const char *text)
{
  g_assert_cmpint (gst_harness_push (harness, text_buffer (text, strlen (text), pts)), ==,
      GST_FLOW_OK);
}

/* The next sample is TEXT at PTS. */
static void
expect (GstHarness *harness, GstClockTime pts, const char *text)
{
  g_autoptr (GstBuffer) buffer = gst_harness_try_pull (harness);
  GstMapInfo map;

  g_assert_nonnull (buffer);
  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  g_autofree char *found = g_strndup ((const char *) map.data, map.size);
  gst_buffer_unmap (buffer, &map);
  g_assert_cmpstr (found, ==, text);
  g_assert_cmpuint (GST_BUFFER_PTS (buffer), ==, pts);
}

static guint64
stat_of (GstHarness *harness, const char *name)
{
  g_autoptr (GstElement) parse = gst_harness_find_element (harness, "telemetryparse");
  g_autoptr (GstStructure) stats = NULL;
  guint64 value;

  g_object_get (parse, "stats", &stats, NULL);
  g_assert_true (gst_structure_get_uint64 (stats, name, &value));
  return value;
}

/* Lines cut anywhere, several in a buffer: the first plays when the buffer does,
 * the others as far after it as they say. */
static void
test_splits_and_joins (void)
{
  GstHarness *harness = parser ("", "application/x-ndjson");

  push (harness, 5 * GST_SECOND, "{\"met\":100,\"speed\":1}\n{\"met\":100.25,\"speed\":2}\n{\"met\":1");
  push (harness, 6 * GST_SECOND, "01,\"speed\":3}\n");
  expect (harness, 5 * GST_SECOND, "{\"met\":100,\"speed\":1}\n");
  expect (harness, 5250 * GST_MSECOND, "{\"met\":100.25,\"speed\":2}\n");
  expect (harness, 6 * GST_SECOND, "{\"met\":101,\"speed\":3}\n");
  gst_harness_teardown (harness);
}

/* Garbage is skipped and counted; a jump drops the record that was begun. */
static void
test_garbage (void)
{
  GstHarness *harness = parser ("", "application/x-ndjson");
  GstBuffer *buffer;

  push (harness, 0, "{\"met\":0,\"speed\":1}\n\x01\x02garbage\n{\"met\":1,\"sp");
  buffer = text_buffer ("{\"met\":2,\"speed\":3}\n", 20, 2 * GST_SECOND);
  GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_DISCONT);
  g_assert_cmpint (gst_harness_push (harness, buffer), ==, GST_FLOW_OK);
  expect (harness, 0, "{\"met\":0,\"speed\":1}\n");
  expect (harness, 2 * GST_SECOND, "{\"met\":2,\"speed\":3}\n");
  g_assert_cmpuint (stat_of (harness, "good"), ==, 2);
  g_assert_cmpuint (stat_of (harness, "bad"), ==, 2);
  gst_harness_teardown (harness);
}

/* Bytes that are no record move the time on nevertheless. */
static void
test_gap (void)
{
  GstHarness *harness = parser ("", "application/x-ndjson");
  gboolean seen = FALSE;

  push (harness, 3 * GST_SECOND, "nothing\n");
  for (GstEvent *event; (event = gst_harness_try_pull_event (harness)); gst_event_unref (event)) {
    GstClockTime time;
    if (GST_EVENT_TYPE (event) != GST_EVENT_GAP)
      continue;
    gst_event_parse_gap (event, &time, NULL);
    g_assert_cmpuint (time, ==, 3 * GST_SECOND);
    seen = TRUE;
  }
  g_assert_true (seen);
  gst_harness_teardown (harness);
}

/* A flush forgets, and what comes after it is read from its beginning. */
static void
test_flush (void)
{
  GstHarness *harness = parser ("", "text/csv");
  GstSegment segment;

  push (harness, 0, "time[s],altitude[m]\n0,1\n1,2\n2,3\n3,4\n4,5\n5,");
  g_assert_true (gst_harness_push_event (harness, gst_event_new_flush_start ()));
  g_assert_true (gst_harness_push_event (harness, gst_event_new_flush_stop (TRUE)));
  gst_segment_init (&segment, GST_FORMAT_TIME);
  g_assert_true (gst_harness_push_event (harness, gst_event_new_segment (&segment)));
  while (gst_harness_buffers_in_queue (harness) > 0)
    gst_buffer_unref (gst_harness_pull (harness));
  push (harness, 0, "time[s],altitude[m]\n10,1\n11,2\n12,3\n13,4\n14,5\n15,6\n");
  g_assert_true (gst_harness_push_event (harness, gst_event_new_eos ()));
  expect (harness, 0, "{\"met\":10,\"altitude\":1}\n");
  g_assert_cmpuint (stat_of (harness, "good"), >=, 10);
  gst_harness_teardown (harness);
}

/* Bytes without a word about them, from a file: the format is found, and times
 * are those since liftoff. */
static void
test_raw (void)
{
  GstHarness *harness = parser ("columns=altitude=h:ft,time=t:s", "application/octet-stream");
  GstSegment segment;

  gst_segment_init (&segment, GST_FORMAT_BYTES);
  g_assert_true (gst_harness_push_event (harness, gst_event_new_segment (&segment)));
  push (harness, 0, "t,h\n1.5,10\n2.5,20\n3.5,30\n");
  g_assert_null (gst_harness_try_pull (harness));
  g_assert_true (gst_harness_push_event (harness, gst_event_new_eos ()));
  expect (harness, 1500 * GST_MSECOND, "{\"met\":1.5,\"altitude\":3.048}\n");
  expect (harness, 2500 * GST_MSECOND, "{\"met\":2.5,\"altitude\":6.096}\n");
  gst_harness_teardown (harness);
}

/* What cannot be read is a warning and no error, and EOS goes through. */
static void
test_nonsense (void)
{
  GstHarness *harness = parser ("", "application/octet-stream");
  g_autoptr (GstBus) bus = gst_bus_new ();
  g_autoptr (GstMessage) message = NULL;
  gboolean ended = FALSE;

  gst_element_set_bus (harness->element, bus);
  push (harness, 0, "\x07\x08 nothing at all");
  gst_harness_push_event (harness, gst_event_new_eos ());
  message = gst_bus_pop_filtered (bus, GST_MESSAGE_WARNING | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_WARNING);
  for (GstEvent *event; (event = gst_harness_try_pull_event (harness)); gst_event_unref (event))
    ended |= GST_EVENT_TYPE (event) == GST_EVENT_EOS;
  g_assert_true (ended);
  gst_element_set_bus (harness->element, NULL);
  gst_harness_teardown (harness);
}

/* Counts what a launch line brings, in samples and in its stats. */
typedef struct {
  guint64 n, good;
  GstClockTime last;
} Count;

static void
count_sample (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  Count *count = data;

  count->n++;
  count->last = MAX (GST_BUFFER_PTS (buffer), count->last);
}

static Count
run_file (const char *line, const char *path)
{
  g_autofree char *text = g_strdup_printf ("filesrc location=%s ! %s ! "
      "fakesink name=out signal-handoffs=true", path, line);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (text, &error);
  g_assert_no_error (error);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "out");
  g_autoptr (GstElement) parse = gst_bin_get_by_name (GST_BIN (pipeline), "parse");
  g_autoptr (GstStructure) stats = NULL;
  Count count = { 0 };

  g_signal_connect (sink, "handoff", G_CALLBACK (count_sample), &count);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
      GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  g_object_get (parse, "stats", &stats, NULL);
  gst_structure_get_uint64 (stats, "good", &count.good);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return count;
}

/* Published counts of the third-party files, all the way through elements. */
static void
test_files (void)
{
  static const struct {
    const char *file, *line;
    guint64 records;
    double last_s;
  } cases[] = {
    { "klv/aphill_klv_10s.ts", "tsdemux ! meta/x-klv ! telemetryparse name=parse", 300, 0 },
    { "klv/aphill_klv_10s.ts", "telemetryparse format=mpegts name=parse", 300, 9.97 },
    { "webcast/spacex-crs-12/stage1-raw.json", "telemetryparse name=parse", 13684, 480.079 },
    { "ndm/iss-2025/ISS.OEM_J2K_EPH.xml", "telemetryparse name=parse", 5413, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = shared_data_path (cases[i].file);
    Count count;
    if (!path)
      return;
    count = run_file (cases[i].line, path);
    g_test_message ("%s: %" G_GUINT64_FORMAT " records, %" G_GUINT64_FORMAT " samples",
        cases[i].file, count.good, count.n);
    g_assert_cmpuint (count.good, ==, cases[i].records);
    g_assert_cmpuint (count.n, >=, count.good);
    if (cases[i].last_s > 0)
      g_assert_cmpfloat_with_epsilon ((double) count.last / GST_SECOND, cases[i].last_s, 0.05);
  }
}

/* Packets by a mission's definition: every packet is understood
, states and all. */
static void
test_packets (void)
{
  g_autofree char *packets = shared_data_path (JPSS_PACKETS);
  g_autofree char *definition = shared_data_path ("packets/jpss/jpss1_geolocation_xtce_v1.xml");
  g_autofree char *mission = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  Count count;
  int fd;

  if (!packets || !definition)
    return;
  fd = g_file_open_tmp ("packets-XXXXXX.mission", &mission, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  text = g_strdup_printf ("[telemetry]\nlocation=udp://127.0.0.1:5600\nformat=ccsds-spp\n"
      "[packets]\ndefinition=%s\ntime=" JPSS_TIMES "\nmap=" JPSS_MAP "\n", definition);
  g_assert_true (g_file_set_contents (mission, text, -1, NULL));
  line = g_strdup_printf ("telemetryparse name=parse mission=%s", mission);
  count = run_file (line, packets);
  g_assert_cmpuint (count.good, ==, 7200);
  g_assert_cmpuint (count.n, >=, 7200);
  g_remove (mission);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parse/splits-and-joins", test_splits_and_joins);
  g_test_add_func ("/parse/garbage", test_garbage);
  g_test_add_func ("/parse/gap", test_gap);
  g_test_add_func ("/parse/flush", test_flush);
  g_test_add_func ("/parse/raw", test_raw);
  g_test_add_func ("/parse/nonsense", test_nonsense);
  if (shared_data_there ("/parse/third-party")) {
    g_test_add_func ("/parse/files", test_files);
    g_test_add_func ("/parse/packets", test_packets);
  }
  return g_test_run ();
}
