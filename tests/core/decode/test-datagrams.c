/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A datagram is a unit: what is cut, or junk, costs itself alone. */
#include "core/decode/crc16.h"
#include "mavlink/mavlink-frames.h"
#include "packets-util.h"

#define N 400

/* A record's number is its altitude in m, or what says as much. */
typedef struct {
  const char *format, *channel;
  void (*write) (GByteArray *out, guint i);
} Format;

static void
write_mavlink (GByteArray *out, guint i)
{
  MavSender sender = { 1, 1, (guint8) i };

  mav_add_position (out, &sender, 60000 + 100 * i, i);
}

static void
write_spp (GByteArray *out, guint i)
{
  guint8 packet[16], data[6] = { 0, 0, (guint8) ((i * 100) >> 8), (guint8) (i * 100),
    (guint8) (i >> 8), (guint8) i };

  data[1] = (guint8) ((i * 100) >> 16);
  g_byte_array_append (out, packet, (guint) write_packet (packet, 5, 3, i, data, sizeof data));
}

static void
write_text (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static void
write_jsonl (GByteArray *out, guint i)
{
  g_autofree char *line = g_strdup_printf ("{\"met\":%g,\"altitude\":%u}", i / 10.0, i);

  write_text (out, line);
}

static void
write_jsonl_ended (GByteArray *out, guint i)
{
  write_jsonl (out, i);
  write_text (out, "\n");
}

static void
write_nmea (GByteArray *out, guint i)
{
  g_autofree char *body = g_strdup_printf ("GPGGA,12%02u%02u.%u,4807.038,N,01131.000,E,1,08,0.9,"
      "%u,M,46.9,M,,", i / 600, i / 10 % 60, i % 10, i);
  g_autofree char *line = NULL;
  guint8 sum = 0;

  for (const char *p = body; *p; p++)
    sum ^= (guint8) *p;
  line = g_strdup_printf ("%s$%s*%02X\r\n", i == 0 ?
      "$GPZDA,120000.0,05,10,2021,00,00*4C\r\n" : "", body, sum);
  write_text (out, line);
}

static const Format formats[] = {
  { "mavlink", "altitude", write_mavlink },
  { "ccsds-spp", "number", write_spp },
  { "jsonl", "altitude", write_jsonl },
  { "jsonl", "altitude", write_jsonl_ended },
  { "nmea", "altitude", write_nmea },
};

static TlmFeed *
open_feed (const Format *format)
{
  TlmDecodeOptions options = { .packets = { .fields = "T:uint32,A:uint16", .time = "T:ms",
      .map = "number=A" } };
  g_autoptr (GError) error = NULL;
  TlmFeed *feed = tlm_feed_new (tlm_decoder_by_name (format->format), "test",
      strcmp (format->format, "ccsds-spp") == 0 ? &options : NULL, &error);

  g_assert_no_error (error);
  return feed;
}

/* The samples that a datagram brings; LAST becomes the newest of them. */
static gsize
push (const Format *format, TlmFeed *feed, const GByteArray *datagram, double *last)
{
  g_autoptr (TlmLog) log = NULL;
  g_autofree guint8 *copy = g_memdup2 (datagram->data, datagram->len);
  g_autoptr (GError) error = NULL;
  const TlmTrack *track;
  gsize n;

  tlm_feed_push_datagram (feed, copy, datagram->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tlm_feed_waiting (feed), ==, 0);
  log = tlm_feed_take (feed);
  track = log ? find_track (log, format->channel) : NULL;
  n = track ? tlm_series_length (track->series) : 0;
  for (gsize i = 0; i < n; i++)
    *last = tlm_series_value (track->series, i);
  return n;
}

/* What goes wrong with the datagram in whose place this comes. */
static void
spoil (GRand *rand, GByteArray *datagram, GByteArray *before)
{
  guint kind = (guint) g_rand_int_range (rand, 0, 4);

  if (kind == 0) {                                     /* its end is missing */
    g_byte_array_set_size (datagram, (guint) g_rand_int_range (rand, 1, (gint32) datagram->len));
  } else if (kind == 1) {                              /* its beginning is missing */
    guint cut = (guint) g_rand_int_range (rand, 1, (gint32) datagram->len);
    g_byte_array_remove_range (datagram, 0, cut);
  } else if (kind == 2) {                              /* noise */
    for (guint i = 0; i < datagram->len; i++)
      datagram->data[i] = (guint8) g_rand_int (rand);
  } else {                                             /* it stops in the one before */
    guint keep = (guint) g_rand_int_range (rand, 1, (gint32) MIN (datagram->len, before->len));
    g_byte_array_set_size (datagram, keep);
    memcpy (datagram->data, before->data, keep);
    if (keep == before->len)
      g_byte_array_set_size (datagram, keep - 1);
  }
}

/* A third of the datagrams is spoilt: each other one says its number at once, and nothing
 * else ever says any. */
static void
test_spoilt (gconstpointer data)
{
  const Format *format = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GByteArray) before = g_byte_array_new ();
  TlmFeed *feed = open_feed (format);
  TlmFeedStats stats;
  guint good = 0;

  for (guint i = 0; i < N; i++) {
    g_autoptr (GByteArray) datagram = g_byte_array_new ();
    gboolean whole = i < 12 || g_rand_int_range (rand, 0, 3) > 0;
    double last = -1;
    gsize n;

    format->write (datagram, i);
    if (!whole)
      spoil (rand, datagram, before);
    n = push (format, feed, datagram, &last);
    if (!whole) {                                      /* or only its end of line was cut */
      g_assert_true (n == 0 || last == i || last == i - 1);
    } else if (i >= 12) {                              /* the first ones wait for UTC */
      g_assert_cmpuint (n, >=, 1);
      g_assert_cmpfloat (last, ==, i);
    }
    good += whole;
    g_byte_array_set_size (before, 0);
    format->write (before, i);
  }
  tlm_feed_get_stats (feed, &stats);
  g_assert_cmpuint (stats.good, >=, good);
  g_assert_cmpuint (stats.bad, >=, N / 5);
  tlm_feed_free (feed);
}

/* Several records in one datagram are all read. */
static void
test_several (gconstpointer data)
{
  const Format *format = data;
  TlmFeed *feed = open_feed (format);
  double last = -1;

  for (guint i = 0; i < 30; i += 3) {
    g_autoptr (GByteArray) datagram = g_byte_array_new ();
    for (guint k = 0; k < 3; k++) {
      format->write (datagram, i + k);
      if (format->write == write_jsonl && k < 2)
        write_text (datagram, "\n");
    }
    push (format, feed, datagram, &last);
    g_assert_true (i < 12 || last == i + 2);
  }
  tlm_feed_free (feed);
}

/* TM frames without markers: the datagrams say how long they are, and packets go on from one
 * frame into the next. */
static void
test_frames (void)
{
  TlmDecodeOptions options = { .packets = { .fields = "T:uint32,A:uint16", .time = "T:ms",
      .map = "number=A" } };
  g_autoptr (GByteArray) packets = g_byte_array_new ();
  TlmFeed *feed = tlm_feed_new (tlm_decoder_by_name ("ccsds-tm"), "test", &options, NULL);
  TlmFeedStats stats;

  for (guint i = 0; i < 300; i++)
    write_spp (packets, i);
  for (guint k = 0; k < packets->len / 56; k++) {      /* 12 bytes a packet, 56 a frame */
    guint8 frame[64] = { 0x01, 0x20, (guint8) k, (guint8) k, 0x18, (guint8) ((12 - k * 56 % 12) % 12) };
    guint16 crc;
    memcpy (frame + 6, packets->data + k * 56, 56);
    crc = tlm_crc16 (frame, 62);
    frame[62] = (guint8) (crc >> 8);
    frame[63] = (guint8) crc;
    if (k % 9 == 0)                                    /* a stranger between them */
      g_assert_true (tlm_feed_push_datagram (feed, frame, 20, NULL));
    g_assert_true (tlm_feed_push_datagram (feed, frame, sizeof frame, NULL));
  }
  tlm_feed_get_stats (feed, &stats);
  g_assert_cmpuint (stats.good, ==, packets->len / 56 * 56 / 12);
  g_assert_cmpuint (stats.bad, ==, packets->len / 56 / 9 + 1);
  tlm_feed_free (feed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *spoilt = g_strdup_printf ("/datagrams/spoilt/%s-%" G_GSIZE_FORMAT,
        formats[i].format, i);
    g_autofree char *several = g_strdup_printf ("/datagrams/several/%s-%" G_GSIZE_FORMAT,
        formats[i].format, i);
    g_test_add_data_func (spoilt, &formats[i], test_spoilt);
    g_test_add_data_func (several, &formats[i], test_several);
  }
  g_test_add_func ("/datagrams/frames", test_frames);
  return g_test_run ();
}
