/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Streams that need to be told what is in them, and documents that come as streams. */
#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "core/encode/log-states.h"
#include "core/packets-util.h"
#include "core/time/iso8601.h"
#include "core/wire-util.h"
#include "overlay-fixture.h"

#define XTCE "packets/jpss/jpss1_geolocation_xtce_v1.xml"
#define FIELD_MAP "packets/jpss/ccsdspy_jpss1_geolocation.csv"

/* How many packets may be on their way: what the smallest socket buffer holds. */
#define WINDOW 100

typedef struct {
  GString *lines;
  GArray *altitudes;         /* double, of each frame */
  guint warnings;
} Seen;

static void
see_line (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  GstMapInfo map;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  g_string_append_len (((Seen *) data)->lines, (const char *) map.data, (gssize) map.size);
  gst_buffer_unmap (buffer, &map);
}

static void
see_frame (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  if (value.validity < GST_TELEMETRY_VALIDITY_STALE)
    value.value = NAN;
  g_array_append_val (((Seen *) data)->altitudes, value.value);
}

static void
seen_init (Seen *seen)
{
  *seen = (Seen) { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (double)), 0 };
}

static void
seen_clear (Seen *seen)
{
  g_string_free (seen->lines, TRUE);
  g_array_unref (seen->altitudes);
}

static GstElement *
pipeline_of (const char *line, GCallback see, Seen *seen)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) sink = NULL;

  g_assert_no_error (error);
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_signal_connect (sink, "handoff", see, seen);
  return pipeline;
}

/* Plays to the end. */
static void
play (const char *line, GCallback see, Seen *seen)
{
  g_autoptr (GstElement) pipeline = pipeline_of (line, see, seen);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gboolean done = FALSE;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  while (!done) {
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
        GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING);
    g_assert_nonnull (message);
    g_assert_cmpint (GST_MESSAGE_TYPE (message), !=, GST_MESSAGE_ERROR);
    if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_WARNING) {
      g_autoptr (GError) warning = NULL;
      gst_message_parse_warning (message, &warning, NULL);
      g_test_message ("%s", warning->message);
      seen->warnings++;
    }
    done = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* A mission that says what is in the packets; NULL without the third-party data. */
static char *
packets_mission (const char *definition)
{
  g_autofree char *path = shared_data_path (definition);
  g_autofree char *text = NULL;
  char *mission;
  int fd;

  if (!path)
    return NULL;
  fd = g_file_open_tmp ("packets-XXXXXX.mission", &mission, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  text = g_strdup_printf ("[packets]\ndefinition=%s\ntime=" JPSS_TIMES "\nmap=" JPSS_MAP "\n",
      path);
  fixture_write (mission, text);
  return mission;
}

static gint64
instant_of (const char *text)
{
  TlmInstant instant;

  g_assert_true (tlm_iso8601_parse (text, strlen (text), TLM_SCALE_UTC, &instant));
  return instant;
}

static void
check_value (TlmLog *log, const char *channel, const char *at, const char *value, double tolerance)
{
  const TlmTrack *track = wire_track (log, "", channel);
  gssize i = tlm_series_find (track->series, instant_of (at));

  g_assert_cmpint (i, >=, 0);
  g_assert_cmpint (tlm_series_time (track->series, (gsize) i), ==, instant_of (at));
  g_assert_cmpfloat_with_epsilon (tlm_series_value (track->series, (gsize) i),
      g_ascii_strtod (value, NULL), tolerance);
}

/* Every row of what was computed elsewhere is among the samples of the log. */
static void
check_rows (TlmLog *log)
{
  g_autoptr (GBytes) expected = load_shared ("packets/jpss/expected.csv");
  g_autofree char *text = g_strndup (g_bytes_get_data (expected, NULL),
      g_bytes_get_size (expected));
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (char **row = rows + 1; *row && **row; row++, n++) {
    g_auto (GStrv) cells = g_strsplit (g_strchomp (*row), ",", -1);
    check_value (log, "scid", cells[1], "159", 1e-9);
    check_value (log, "latitude", cells[2], cells[10], 1e-9);
    check_value (log, "longitude", cells[2], cells[11], 1e-9);
    check_value (log, "altitude", cells[2], cells[12], 1e-4);
    check_value (log, "speed-relative", cells[2], cells[13], 1e-6);
    check_value (log, "speed-inertial", cells[2], cells[14], 1e-3);
    check_value (log, "quaternion-x", cells[3], cells[15], 1e-12);
    check_value (log, "quaternion-y", cells[3], cells[16], 1e-12);
    check_value (log, "quaternion-z", cells[3], cells[17], 1e-12);
    check_value (log, "quaternion-w", cells[3], cells[18], 1e-12);
  }
  g_assert_cmpuint (n, >, 0);
  g_test_message ("%u rows", n);
}

/* Both as the lines have it for readers that know no states, and as the states in them. */
static void
check_expected (const char *lines)
{
  g_autoptr (GString) plain = g_string_new (lines);
  g_autoptr (TlmLog) of_samples = NULL;
  g_autoptr (TlmLog) of_states = wire_decode ("jsonl", lines, strlen (lines));

  g_assert_cmpuint (g_string_replace (plain, "\"derived\":", "\"else\":", 0), >, 0);
  of_samples = wire_decode ("jsonl", plain->str, plain->len);
  check_rows (of_samples);
  tlm_log_flatten_states (of_states, 0);
  check_rows (of_states);
}

static guint64
stat_of (GstElement *element, const char *name)
{
  g_autoptr (GstStructure) stats = NULL;
  guint64 value;

  g_object_get (element, "stats", &stats, NULL);
  g_assert_true (gst_structure_get_uint64 (stats, name, &value));
  return value;
}

/* Sends the packets, one a datagram, never more ahead than a socket buffer holds. */
static void
send_packets (GBytes *packets, guint16 port, GstElement *parse)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM,
      G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  const char *data = g_bytes_get_data (packets, NULL);
  gint64 deadline = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  for (guint64 i = 0; i < JPSS_COUNT; i++) {
    g_assert_cmpint (g_socket_send_to (socket, address, data + i * JPSS_PACKET_BYTES,
            JPSS_PACKET_BYTES, NULL, NULL), ==, JPSS_PACKET_BYTES);
    while (i + 1 - stat_of (parse, "good") > (i + 1 == JPSS_COUNT ? 0 : WINDOW)) {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (200);
    }
  }
}

/* 7200 datagrams, each a packet: every one is understood, and every row is right. */
static void
test_udp (gconstpointer definition)
{
  g_autofree char *mission = packets_mission (definition);
  g_autoptr (GBytes) packets = mission ? load_shared (JPSS_PACKETS) : NULL;
  g_autoptr (GstElement) pipeline = NULL, source = NULL, parse = NULL;
  g_autofree char *line = NULL;
  GstClockTime wait = 10 * GST_SECOND;
  Seen seen;
  int port;

  if (!packets)
    return;
  seen_init (&seen);
  line = g_strdup_printf ("udpsrc name=source address=127.0.0.1 port=0 caps=application/x-ccsds-spp ! "
      "telemetryparse name=parse mission=%s ! fakesink name=sink signal-handoffs=true sync=false",
      mission);
  pipeline = pipeline_of (line, G_CALLBACK (see_line), &seen);
  source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  parse = gst_bin_get_by_name (GST_BIN (pipeline), "parse");
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_assert_cmpint (gst_element_get_state (pipeline, NULL, NULL, wait), !=,
      GST_STATE_CHANGE_FAILURE);
  g_object_get (source, "port", &port, NULL);
  send_packets (packets, (guint16) port, parse);
  g_assert_cmpuint (stat_of (parse, "bad"), ==, 0);
  g_assert_cmpuint (stat_of (parse, "lost"), ==, 0);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  check_expected (seen.lines->str);
  seen_clear (&seen);
  g_remove (mission);
}

/* Packets go straight into the overlay; its mission says what is in them. The first
 * packet's altitude is that of the first frame. */
static void
test_overlay_packets (gconstpointer definition)
{
  g_autofree char *mission = packets_mission (definition);
  g_autofree char *packets = mission ? shared_data_path (JPSS_PACKETS) : NULL;
  g_autofree char *line = NULL;
  Seen seen;

  if (!packets)
    return;
  seen_init (&seen);
  line = g_strdup_printf ("videotestsrc num-buffers=26 ! "
      "video/x-raw,format=I420,width=160,height=90,framerate=25/1 ! "
      "telemetryoverlay name=overlay mission=%s ! fakesink name=sink signal-handoffs=true "
      "filesrc location=%s ! application/x-ccsds-spp ! overlay.telemetry_sink", mission, packets);
  play (line, G_CALLBACK (see_frame), &seen);
  g_assert_cmpuint (seen.altitudes->len, ==, 26);
  /* The first sample is an attitude, 100 ms before the first state; the altitudes of
   * rows 2606 and 2607 of expected.csv are 1.000004 s apart. */
  for (guint i = 0; i < 3; i++)
    g_assert_true (isnan (g_array_index (seen.altitudes, double, i)));
  for (guint i = 3; i < 26; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (seen.altitudes, double, i),
        828941.8104 + (828940.6020 - 828941.8104) * (i / 25.0 - 0.1) / 1.000004, 0.1);
  seen_clear (&seen);
  g_remove (mission);
}

/* A definition that is not there is one warning; every frame comes. */
static void
test_overlay_bad_definition (void)
{
  g_autofree char *mission = NULL;
  g_autofree char *line = NULL;
  Seen seen;
  int fd = g_file_open_tmp ("packets-XXXXXX.mission", &mission, NULL);

  g_close (fd, NULL);
  fixture_write (mission, "[packets]\ndefinition=nowhere.xml\n");
  seen_init (&seen);
  line = g_strdup_printf ("videotestsrc num-buffers=5 ! video/x-raw,width=160,height=90 ! "
      "telemetryoverlay name=overlay mission=%s ! fakesink name=sink signal-handoffs=true "
      "fakesrc num-buffers=20 sizetype=fixed sizemax=71 ! application/x-ccsds-spp ! "
      "overlay.telemetry_sink", mission);
  play (line, G_CALLBACK (see_frame), &seen);
  g_assert_cmpuint (seen.altitudes->len, ==, 5);
  g_assert_cmpuint (seen.warnings, ==, 1);
  seen_clear (&seen);
  g_remove (mission);
}

/* SGP4's satellite 00005: TEME at its epoch from the verification set; its height on
 * the equator plane is that of the radius over the equator's. */
static const char tle[] =
    "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n"
    "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n";
#define TLE_HEIGHT_M (hypot (7022465.29266, -1400082.96755) - 6378137)

static const char omm[] = "CCSDS_OMM_VERS = 2.0\nCREATION_DATE = 2000-06-28T00:00:00\n"
    "ORIGINATOR = TEST\nOBJECT_NAME = VANGUARD 1\nOBJECT_ID = 1958-002B\nCENTER_NAME = EARTH\n"
    "REF_FRAME = TEME\nTIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = SGP4\n"
    "EPOCH = 2000-06-27T18:50:19.733568\nMEAN_MOTION = 10.82419157\nECCENTRICITY = 0.1859667\n"
    "INCLINATION = 34.2682\nRA_OF_ASC_NODE = 348.7242\nARG_OF_PERICENTER = 331.7664\n"
    "MEAN_ANOMALY = 19.3264\nEPHEMERIS_TYPE = 0\nCLASSIFICATION_TYPE = U\nNORAD_CAT_ID = 5\n"
    "ELEMENT_SET_NO = 475\nREV_AT_EPOCH = 41366\nBSTAR = 0.000028098\n"
    "MEAN_MOTION_DOT = 0.00000023\nMEAN_MOTION_DDOT = 0.0\n";

/* 400 km over the equator, eastward, a minute apart on a circle. */
static char *
make_oem (void)
{
  GString *text = g_string_new ("CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2025-03-20T00:00:00\n"
      "ORIGINATOR = TEST\nMETA_START\nOBJECT_NAME = A\nOBJECT_ID = 2025-001A\n"
      "CENTER_NAME = EARTH\nREF_FRAME = ITRF\nTIME_SYSTEM = UTC\n"
      "START_TIME = 2025-03-20T09:00:00\nSTOP_TIME = 2025-03-20T09:20:00\nMETA_STOP\n");

  for (int i = 0; i <= 20; i++) {
    double radius = 6778.137, rate = 1e-3, angle = rate * 60 * i;
    g_string_append_printf (text, "2025-03-20T09:%02d:00 %.9f %.9f 0 %.12f %.12f 0\n", i,
        radius * cos (angle), radius * sin (angle), -radius * rate * sin (angle),
        radius * rate * cos (angle));
  }
  return g_string_free (text, FALSE);
}

static char *
document (const char *text)
{
  char *path;
  int fd = g_file_open_tmp ("document-XXXXXX", &path, NULL);

  g_close (fd, NULL);
  fixture_write (path, text);
  return path;
}

/* Element sets and ephemerides come out of the parser as samples. */
static void
test_documents (void)
{
  g_autofree char *oem = make_oem ();
  const struct {
    const char *text;
    double height_m, tolerance;
    guint samples;
  } cases[] = {
    /* One revolution of 10.82 a day every 30 s, and its end. */
    { tle, TLE_HEIGHT_M, 20, 267 },
    { omm, TLE_HEIGHT_M, 20, 267 },
    { oem, 400000, 1e-3, 41 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = document (cases[i].text);
    g_autofree char *line = g_strdup_printf ("filesrc location=%s ! application/octet-stream ! "
        "telemetryparse ! fakesink name=sink signal-handoffs=true sync=false", path);
    Seen seen;
    seen_init (&seen);
    play (line, G_CALLBACK (see_line), &seen);
    g_autoptr (TlmLog) log = wire_decode ("jsonl", seen.lines->str, seen.lines->len);
    const TlmLogVehicle *vehicle = log->vehicles->pdata[0];
    const TlmTrack *altitude = wire_track (log, vehicle->name, "altitude");
    g_assert_cmpuint (seen.warnings, ==, 0);
    g_assert_cmpfloat_with_epsilon (tlm_series_value (altitude->series, 0), cases[i].height_m,
        cases[i].tolerance);
    g_assert_cmpuint (tlm_series_length (altitude->series), ==, cases[i].samples);
    seen_clear (&seen);
    g_remove (path);
  }
}

/* The same straight into the overlay: its first state is on the first frame. */
static void
test_overlay_documents (void)
{
  g_autofree char *oem = make_oem ();
  const struct {
    const char *text, *caps;
    double height_m, tolerance;
  } cases[] = {
    { tle, "application/x-tle", TLE_HEIGHT_M, 20 },
    { omm, "application/x-ccsds-omm", TLE_HEIGHT_M, 20 },
    { oem, "application/x-ccsds-oem", 400000, 1e-3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = document (cases[i].text);
    g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=10 ! "
        "video/x-raw,width=160,height=90,framerate=25/1 ! telemetryoverlay name=overlay ! "
        "fakesink name=sink signal-handoffs=true filesrc location=%s ! %s ! overlay.telemetry_sink",
        path, cases[i].caps);
    Seen seen;
    seen_init (&seen);
    play (line, G_CALLBACK (see_frame), &seen);
    g_assert_cmpuint (seen.warnings, ==, 0);
    g_assert_cmpuint (seen.altitudes->len, ==, 10);
    g_assert_cmpfloat_with_epsilon (g_array_index (seen.altitudes, double, 0), cases[i].height_m,
        cases[i].tolerance);
    seen_clear (&seen);
    g_remove (path);
  }
}

/* A document of no use is one warning at its end. */
static void
test_broken_document (void)
{
  g_autofree char *path = document ("CCSDS_OEM_VERS = 2.0\nMETA_START\n");
  g_autofree char *line = g_strdup_printf ("videotestsrc num-buffers=10 ! "
      "video/x-raw,width=160,height=90,framerate=25/1 ! telemetryoverlay name=overlay ! "
      "fakesink name=sink signal-handoffs=true filesrc location=%s ! application/x-ccsds-oem ! "
      "overlay.telemetry_sink", path);
  Seen seen;

  seen_init (&seen);
  play (line, G_CALLBACK (see_frame), &seen);
  g_assert_cmpuint (seen.altitudes->len, ==, 10);
  g_assert_cmpuint (seen.warnings, ==, 1);
  seen_clear (&seen);
  g_remove (path);
}

/* Samples of which the first say nothing but channels of their own: they are read,
 * and what comes later too. */
static void
test_own_channels (void)
{
  static const char lines[] = "{\"utc\":\"2025-03-20T09:00:00.000Z\",\"mode-said\":\"SAFE\"}\n"
      "{\"utc\":\"2025-03-20T09:00:01.000Z\",\"bus-current\":3}\n"
      "{\"utc\":\"2025-03-20T09:00:02.000Z\",\"altitude-msl\":4}\n";
  g_autofree char *path = document (lines);
  g_autofree char *line = g_strdup_printf ("filesrc location=%s ! application/x-telemetry,version=1 ! "
      "telemetryparse ! fakesink name=sink signal-handoffs=true sync=false", path);
  Seen seen;

  seen_init (&seen);
  play (line, G_CALLBACK (see_line), &seen);
  g_assert_cmpstr (seen.lines->str, ==, lines);
  g_assert_cmpuint (seen.warnings, ==, 0);
  seen_clear (&seen);
  g_remove (path);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/streams/overlay/bad-definition", test_overlay_bad_definition);
  g_test_add_func ("/streams/documents", test_documents);
  g_test_add_func ("/streams/own-channels", test_own_channels);
  g_test_add_func ("/streams/overlay/documents", test_overlay_documents);
  g_test_add_func ("/streams/overlay/broken-document", test_broken_document);
  if (shared_data_there ("/streams/third-party")) {
    g_test_add_data_func ("/streams/udp/xtce", XTCE, test_udp);
    g_test_add_data_func ("/streams/udp/field-map", FIELD_MAP, test_udp);
    g_test_add_data_func ("/streams/overlay/xtce", XTCE, test_overlay_packets);
    g_test_add_data_func ("/streams/overlay/field-map", FIELD_MAP, test_overlay_packets);
  }
  return g_test_run ();
}
