/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The property `stats` of telemetryparse against the faults that were put in. */
#include <glib/gstdio.h>

#include "core/packets-util.h"
#include "fault-stream.h"
#include "overlay-fixture.h"

typedef struct {
  guint64 good, bad, lost, duplicate, out_of_order;
} Counts;

static Counts
read_counts (GstHarness *harness)
{
  g_autoptr (GstElement) parse = gst_harness_find_element (harness, "telemetryparse");
  g_autoptr (GstStructure) stats = NULL;
  Counts counts;

  g_object_get (parse, "stats", &stats, NULL);
  g_assert_true (gst_structure_get (stats, "good", G_TYPE_UINT64, &counts.good, "bad", G_TYPE_UINT64,
      &counts.bad, "lost", G_TYPE_UINT64, &counts.lost, "duplicate", G_TYPE_UINT64,
      &counts.duplicate, "out-of-order", G_TYPE_UINT64, &counts.out_of_order, NULL));
  return counts;
}

static void
check_counts (GstHarness *harness, const Counts *due)
{
  Counts counts;

  g_assert_true (gst_harness_push_event (harness, gst_event_new_eos ()));
  counts = read_counts (harness);
  g_assert_cmpuint (counts.good, ==, due->good);
  g_assert_cmpuint (counts.bad, ==, due->bad);
  g_assert_cmpuint (counts.lost, ==, due->lost);
  g_assert_cmpuint (counts.duplicate, ==, due->duplicate);
  g_assert_cmpuint (counts.out_of_order, ==, due->out_of_order);
}

static void
push_bytes (GstHarness *harness, const GByteArray *bytes, double at_s)
{
  GstBuffer *buffer = gst_buffer_new_memdup (bytes->data, bytes->len), *sample;

  GST_BUFFER_PTS (buffer) = (GstClockTime) llround (at_s * 1e9);
  g_assert_cmpint (gst_harness_push (harness, buffer), ==, GST_FLOW_OK);
  while ((sample = gst_harness_try_pull (harness)))
    gst_buffer_unref (sample);
}

/* Lines that are not blank. */
static guint64
count_lines (const GByteArray *bytes)
{
  gboolean any = FALSE;
  guint64 n = 0;

  for (guint i = 0; i < bytes->len; i++) {
    gboolean ends = bytes->data[i] == '\n' || bytes->data[i] == '\r';
    n += ends && any;
    any = !ends && (any || (bytes->data[i] != ' ' && bytes->data[i] != '\t'));
  }
  return n + any;
}

/* A set of KLV whose key was hit is one of another kind to anybody who does not know
 * better, unless it does not look like a set any more. Byte 7 is a version. */
static gboolean
is_other_set (const FaultFormat *format, const GByteArray *bytes)
{
  g_autoptr (GByteArray) whole = format->write (1);
  gboolean same = TRUE;

  if (strcmp (format->name, "klv") != 0 || bytes->len < 16 ||
      memcmp (bytes->data, whole->data, 5) != 0)
    return FALSE;
  for (guint i = 5; i < 16; i++)
    same &= i == 7 || bytes->data[i] == whole->data[i];
  return !same;
}

/* Formats with a checksum: each broken record is bad, and so is each run of noise:
 * of lines each one, else all that comes together. */
static void
test_broken (gconstpointer data)
{
  static const Fault faults[] = { FAULT_NONE, FAULT_BITS, FAULT_CUT, FAULT_GARBAGE };
  const FaultFormat *format = data;
  gboolean lines = strcmp (format->name, "nmea") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    GstHarness *harness = gst_harness_new ("telemetryparse");
    g_autoptr (GArray) stream = fault_stream_new (format, faults[i], 3);
    Counts due = { .good = lines ? 1 : 0 };    /* the date of NMEA is a sentence as well */
    gboolean in_noise = FALSE;
    gst_harness_set_src_caps_str (harness, format->caps);
    for (guint k = 0; k < stream->len; k++) {
      const FaultArrival *arrival = &g_array_index (stream, FaultArrival, k);
      gboolean noise = arrival->sample < 0 && faults[i] == FAULT_GARBAGE;
      due.good += arrival->sample >= 0;
      if (noise)
        due.bad += lines ? count_lines (arrival->bytes) : !in_noise;
      else
        due.bad += arrival->sample < 0 && !is_other_set (format, arrival->bytes);
      in_noise = noise;
      push_bytes (harness, arrival->bytes, arrival->at_s);
    }
    g_assert_true (faults[i] == FAULT_NONE || due.bad > 30);
    check_counts (harness, &due);
    gst_harness_teardown (harness);
  }
}

#define N_PACKETS 1000

/* Packet I of APID 5: a time in ms and a number. */
static GByteArray *
make_packet (guint i)
{
  GByteArray *out = g_byte_array_new ();
  guint8 packet[16], data[6] = { (guint8) ((i * 100) >> 24), (guint8) ((i * 100) >> 16),
    (guint8) ((i * 100) >> 8), (guint8) (i * 100), (guint8) (i >> 8), (guint8) i };

  g_byte_array_append (out, packet, (guint) write_packet (packet, 5, 3, i & 16383, data, sizeof data));
  return out;
}

static void
send_packet (GstHarness *harness, guint i)
{
  g_autoptr (GByteArray) packet = make_packet (i);

  push_bytes (harness, packet, i / 10.0);
}

static char *
write_mission (void)
{
  char *path;
  int fd = g_file_open_tmp ("counters-XXXXXX.mission", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  fixture_write (path, "[telemetry]\nlocation=udp://127.0.0.1:5600\nformat=ccsds-spp\n"
      "[packets]\nfields=T:uint32,A:uint16\ntime=T:ms\nmap=number=A\n");
  return path;
}

/* Space Packets, which are counted by their sender: three of ten lost, one of seven
 * twice, one of eleven after the one that follows it. */
static void
test_counted (void)
{
  g_autofree char *mission = write_mission ();
  g_autofree char *line = g_strdup_printf ("telemetryparse mission=%s", mission);
  GstHarness *harness = gst_harness_new_parse (line);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  Counts due = { 0 };
  guint i = 0, missing = 0;

  gst_harness_set_src_caps_str (harness, "application/x-ccsds-spp");
  while (i < N_PACKETS) {
    guint fate = i < 2 ? 99 : (guint) g_rand_int_range (rand, 0, 100);
    if (fate < 30) {
      missing++;
      i++;
      continue;
    }
    due.lost += missing;
    missing = 0;
    if (fate < 40 && i + 1 < N_PACKETS) {
      send_packet (harness, i + 1);
      send_packet (harness, i);
      due.out_of_order++;      /* and not lost, whatever it seemed before it came */
      due.good += 2;
      i += 2;
      continue;
    }
    send_packet (harness, i++);
    due.good++;
    if (fate < 55) {
      send_packet (harness, i - 1);
      due.good++;
      due.duplicate++;
    }
  }
  g_assert_cmpuint (due.lost, >, 200);
  g_assert_cmpuint (due.duplicate, >, 80);
  g_assert_cmpuint (due.out_of_order, >, 50);
  check_counts (harness, &due);
  gst_harness_teardown (harness);
  g_remove (mission);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/counters/nmea", &fault_formats[0], test_broken);
  g_test_add_data_func ("/counters/klv", &fault_formats[1], test_broken);
  g_test_add_func ("/counters/packets", test_counted);
  return g_test_run ();
}
