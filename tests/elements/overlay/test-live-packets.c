/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* States in packets on telemetry_sink are what the same packets in a file are, as packets and as
 * the lines that telemetryparse makes of them, and what a mission says of gaps holds for all. */
#include <math.h>
#include <string.h>

#include "core/packets-util.h"
#include "overlay-fixture.h"

#define GM 3.986004418e14
#define RADIUS_M 6778137.0
#define PACKETS 120
#define PACKET_BYTES (6 + 4 + 6 * 8)
#define BEHIND 5                     /* s that a frame is behind the newest packet */

#define MAP "[packets]\nfields=T:uint32,X:float64,Y:float64,Z:float64,U:float64,V:float64,W:float64\n" \
    "time=T:ms@2025-03-20T09:00:00Z\n" \
    "map=position-x=X:m:ITRF,position-y=Y:m:ITRF,position-z=Z:m:ITRF,velocity-x=U:m/s:ITRF," \
    "velocity-y=V:m/s:ITRF,velocity-z=W:m/s:ITRF\n"

static Fixture fixture;

/* What telemetry_sink gets. */
typedef enum {
  AS_PACKETS,
  AS_LINES                           /* behind telemetryparse */
} Form;

typedef struct {
  GstHarness *parse;                 /* NULL: there is none */
  GstHarness *telemetry;
} Sender;

static void
put_double (guint8 *out, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_BE (bits);
  memcpy (out, &bits, sizeof bits);
}

/* A circle in Earth-fixed axes with some noise; the one of second SECOND. */
static void
make_packet (int second, guint i, guint8 out[PACKET_BYTES])
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) second);
  double rate = sqrt (GM / (RADIUS_M * RADIUS_M * RADIUS_M)), u = rate * second;
  const double numbers[6] = { RADIUS_M * cos (u), RADIUS_M * sin (u) * 0.6, RADIUS_M * sin (u) * 0.8,
    -RADIUS_M * rate * sin (u), RADIUS_M * rate * cos (u) * 0.6, RADIUS_M * rate * cos (u) * 0.8 };
  guint32 ms = GUINT32_TO_BE ((guint32) second * 1000);
  guint8 data[PACKET_BYTES - 6];

  memcpy (data, &ms, sizeof ms);
  for (guint k = 0; k < 6; k++)
    put_double (data + 4 + 8 * k, numbers[k] + g_rand_double_range (random, -1, 1) * (k < 3 ? 1 : 0.01));
  write_packet (out, 5, 3, i & 16383, data, sizeof data);
}

/* The seconds that have a packet: each one, but none from 60 to 79. */
static gboolean
has_packet (int second)
{
  return second < 60 || second >= 80;
}

static char *
put (const char *name, const char *text)
{
  char *path = g_build_filename (fixture.folder, name, NULL);

  fixture_write (path, text);
  return path;
}

static GstHarness *
start_overlay (const char *mission)
{
  g_autofree char *layout = put ("words.layout", "[layout]\nname=Words\n[widget a]\ntype=text\n"
      "text={altitude} {latitude} {longitude} {speed} {acceleration} {g-load} {heading}\n");
  g_autofree char *path = put ("packets.mission", mission);
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  GstHarness *harness;

  g_object_set (overlay, "mission", path, "layout", layout, NULL);
  harness = gst_harness_new_with_element (overlay, "sink", "src");
  gst_object_unref (overlay);
  gst_harness_set_src_caps_str (harness,
      "video/x-raw,format=I420,width=160,height=90,framerate=25/1");
  return harness;
}

static GstHarness *
start_file (const char *said)
{
  g_autofree char *path = g_build_filename (fixture.folder, "packets.spp", NULL);
  g_autofree char *mission = g_strconcat ("[mission]\nfootage-start=2025-03-20T09:00:00Z\n"
      "[telemetry]\nlocation=packets.spp\nformat=ccsds-spp\n", said, MAP, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 packet[PACKET_BYTES];

  for (int second = 0, i = 0; second < PACKETS; second++) {
    if (!has_packet (second))
      continue;
    make_packet (second, (guint) i++, packet);
    g_byte_array_append (bytes, packet, sizeof packet);
  }
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  return start_overlay (mission);
}

static Sender
start_sender (Form form, const char *mission, GstHarness *video)
{
  Sender sender = { NULL, gst_harness_new_with_element (video->element, "telemetry_sink", NULL) };
  g_autofree char *path = NULL;
  GstElement *parse;

  if (form == AS_PACKETS) {
    gst_harness_set_src_caps_str (sender.telemetry, "application/x-ccsds-spp");
    return sender;
  }
  path = put ("parse.mission", mission);
  parse = gst_element_factory_make ("telemetryparse", NULL);
  g_object_set (parse, "mission", path, NULL);
  sender.parse = gst_harness_new_with_element (parse, "sink", "src");
  gst_object_unref (parse);
  gst_harness_set_src_caps_str (sender.parse, "application/x-ccsds-spp");
  gst_harness_set_src_caps_str (sender.telemetry, "application/x-telemetry,version=1");
  return sender;
}

static void
stop_sender (Sender *sender)
{
  g_clear_pointer (&sender->parse, gst_harness_teardown);
  gst_harness_teardown (sender->telemetry);
}

static void
push_packet (const Sender *sender, int second, guint i)
{
  guint8 packet[PACKET_BYTES];
  GstBuffer *buffer;

  make_packet (second, i, packet);
  buffer = gst_buffer_new_memdup (packet, sizeof packet);
  GST_BUFFER_PTS (buffer) = (GstClockTime) second * GST_SECOND;
  g_assert_cmpint (gst_harness_push (sender->parse ? sender->parse : sender->telemetry, buffer), ==,
      GST_FLOW_OK);
  while (sender->parse && (buffer = gst_harness_try_pull (sender->parse)))
    g_assert_cmpint (gst_harness_push (sender->telemetry, buffer), ==, GST_FLOW_OK);
}

static gboolean
is_shown (GstBuffer *frame, const char *channel, GstTelemetryValue *value)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (frame);

  *value = (GstTelemetryValue) { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, channel, value);
  return value->validity >= GST_TELEMETRY_VALIDITY_STALE;
}

static void
compare_frames (GstBuffer *of_file, GstBuffer *of_stream)
{
  static const char *const channels[] = { "altitude", "latitude", "longitude", "speed", "heading",
    "acceleration", "g-load" };

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++) {
    GstTelemetryValue a, b;
    is_shown (of_file, channels[i], &a);
    is_shown (of_stream, channels[i], &b);
    g_assert_cmpint (a.validity, ==, b.validity);
    g_assert_cmpint (a.age, ==, b.age);
    g_assert_cmpfloat_with_epsilon (a.value, b.value, 1e-12 * fabs (a.value) + 1e-300);
  }
}

/* SAID is a line of the group of the source; SHOWN whether there is a value in the silence. Behind
 * telemetryparse nobody but that is told. */
static void
check (Form form, const char *said, gboolean shown)
{
  g_autofree char *mission = g_strconcat ("[stream]\nformat=ccsds-spp\n", said, MAP, NULL);
  GstHarness *file = start_file (said), *video;
  Sender sender;
  GstTelemetryValue value;
  guint n = 0;

  video = start_overlay (form == AS_LINES ? "[stream]\nformat=jsonl\n" : mission);
  sender = start_sender (form, mission, video);
  for (int second = 0, i = 0; second < PACKETS; second++) {
    GstClockTime pts = (GstClockTime) (second - BEHIND) * GST_SECOND + GST_SECOND / 25 * 9;
    g_autoptr (GstBuffer) of_file = NULL, of_stream = NULL;
    if (!has_packet (second))
      continue;
    push_packet (&sender, second, (guint) i++);
    if (second < BEHIND || (second >= 60 && second < 80 + BEHIND))
      continue;
    of_file = fixture_pass (file, "I420", 160, 90, pts);
    of_stream = fixture_pass (video, "I420", 160, 90, pts);
    compare_frames (of_file, of_stream);
    g_assert_true (is_shown (of_stream, "altitude", &value));
    g_assert_false (is_shown (of_stream, "acceleration", &value));
    n++;
  }
  g_assert_cmpuint (n, ==, 60 - BEHIND + 40 - BEHIND);
  /* Back into the silence. */
  g_autoptr (GstBuffer) of_file = fixture_pass (file, "I420", 160, 90, 70 * GST_SECOND);
  g_autoptr (GstBuffer) of_stream = fixture_pass (video, "I420", 160, 90, 70 * GST_SECOND);
  compare_frames (of_file, of_stream);
  g_assert_cmpint (is_shown (of_stream, "altitude", &value), ==, shown);
  stop_sender (&sender);
  gst_harness_teardown (video);
  gst_harness_teardown (file);
}

static void
test_by_neighbours (gconstpointer form)
{
  check (GPOINTER_TO_INT (form), "", FALSE);
}

static void
test_said (gconstpointer form)
{
  check (GPOINTER_TO_INT (form), "longest-gap=30\n", TRUE);
  check (GPOINTER_TO_INT (form), "longest-gap=7\n", FALSE);
}

int
main (int argc, char **argv)
{
  static const char *const files[] = { "packets.spp", "packets.mission", "parse.mission",
    "words.layout" };
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_data_func ("/live-packets/by-neighbours", GINT_TO_POINTER (AS_PACKETS),
      test_by_neighbours);
  g_test_add_data_func ("/live-packets/said", GINT_TO_POINTER (AS_PACKETS), test_said);
  g_test_add_data_func ("/live-packets/lines/by-neighbours", GINT_TO_POINTER (AS_LINES),
      test_by_neighbours);
  g_test_add_data_func ("/live-packets/lines/said", GINT_TO_POINTER (AS_LINES), test_said);
  result = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (fixture.folder, files[i], NULL);
    g_remove (path);
  }
  fixture_clear (&fixture);
  return result;
}
