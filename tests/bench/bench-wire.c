/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Prints how many megabytes a second each wire format is decoded at in the
 * processor's time, fed in
 * pieces of 64 KiB and taken after each, as a live stream is; and what memory is
 * in use at the end of it. Formats of which there is a sample in the third-party
 * data (TELEMETRY_SHARED_DATA, or the first argument) are measured on it. */
#include <malloc.h>
#include <string.h>
#include <time.h>

#include "core/decode/feed.h"
#include "core/decode/registry.h"

#define PIECE 65536
#define TOTAL (G_GUINT64_CONSTANT (512) << 20)

static const guint8 key_0601[] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01, 0x0e, 0x01,
  0x03, 0x01, 0x01, 0x00, 0x00, 0x00 };

/* A set as a drone sends it: 22 items and their checksum. */
static void
add_klv (GByteArray *out, guint i)
{
  static const guint8 items[] = { 3, 9, 'M', 'I', 'S', 'S', 'I', 'O', 'N', '0', '1', 4, 6, 'A', 'F',
    '-', '1', '0', '1', 5, 2, 0x71, 0xc2, 6, 2, 0xfd, 0x3d, 7, 2, 8, 0xb8, 10, 5, 'M', 'Q', '1',
    '-', 'B', 11, 2, 'E', 'O', 13, 4, 0x55, 0x95, 0xb6, 0x6d, 14, 4, 0x5b, 0x53, 0x60, 0xc4, 15, 2,
    0xc2, 0x21, 16, 2, 0xcd, 0x9c, 17, 2, 0xd9, 0x17, 18, 4, 0x72, 0x4a, 0x0a, 0x20, 19, 4, 0x87,
    0xf8, 0x4b, 0x86, 20, 4, 0, 0, 0, 0, 21, 4, 3, 0x83, 9, 0x26, 22, 2, 0x12, 0x81, 23, 4, 0xf1,
    1, 0xa2, 0x29, 24, 4, 0x14, 0xbc, 8, 0x2b, 25, 2, 0x34, 0xf3, 56, 1, 0x8c, 75, 2, 0xc2, 0x21 };
  guint64 us = G_GUINT64_CONSTANT (0x000459f4a6aa4aa8) + 33333 * (guint64) i;
  guint8 head[13] = { 0x81, 10 + sizeof items + 4, 2, 8 }, check[4] = { 1, 2 };
  guint begin = out->len;
  guint16 sum = 0;

  for (int k = 0; k < 8; k++)
    head[4 + k] = (guint8) (us >> (56 - 8 * k));
  g_byte_array_append (out, key_0601, sizeof key_0601);
  g_byte_array_append (out, head, 12);
  g_byte_array_append (out, items, sizeof items);
  g_byte_array_append (out, check, 2);
  for (guint k = begin; k < out->len; k++)
    sum = (guint16) (sum + (out->data[k] << (8 * ((k - begin + 1) % 2))));
  check[2] = (guint8) (sum >> 8);
  check[3] = (guint8) sum;
  g_byte_array_append (out, check + 2, 2);
}

static GByteArray *
make_klv (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < 20000; i++)
    add_klv (out, i);
  return out;
}

static GByteArray *
make_jsonl (void)
{
  GByteArray *out = g_byte_array_new ();
  char line[128];

  for (guint i = 0; i < 40000; i++) {
    int n = g_snprintf (line, sizeof line,
        "{\"met\":%u.%03u,\"altitude\":%u.125,\"speed\":7.5}\n", i / 1000, i % 1000, i);
    g_byte_array_append (out, (const guint8 *) line, (guint) n);
  }
  return out;
}

static GByteArray *
make_nmea (void)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < 40000; i++) {
    char body[128], line[160];
    guint8 sum = 0;
    int n;
    g_snprintf (body, sizeof body, "GPRMC,%02u%02u%02u.%u,A,4807.038,N,01131.%03u,E,022.4,084.4,"
        "051021,,,A", i / 36000, i / 600 % 60, i / 10 % 60, i % 10, i % 1000);
    for (const char *p = body; *p; p++)
      sum ^= (guint8) *p;
    n = g_snprintf (line, sizeof line, "$%s*%02X\r\n", body, sum);
    g_byte_array_append (out, (const guint8 *) line, (guint) n);
  }
  return out;
}

static GByteArray *
read_sample (const char *folder, const char *relative)
{
  g_autofree char *path = g_build_filename (folder, relative, NULL);
  guint8 *data;
  gsize length;

  return g_file_get_contents (path, (char **) &data, &length, NULL) ?
      g_byte_array_new_take (data, length) : NULL;
}

static const TlmDecoder *
find_decoder (const char *name)
{
  const TlmDecodeOptions options = { .format = name };

  return tlm_decoder_find (NULL, 0, NULL, &options, NULL);
}

static void
feed_pieces (TlmFeed *feed, const GByteArray *data)
{
  for (gsize i = 0; i < data->len; i += PIECE) {
    tlm_feed_push (feed, data->data + i, MIN (PIECE, data->len - i), NULL);
    tlm_log_free (tlm_feed_take (feed));
  }
}

static void
measure (const char *format, GByteArray *data)
{
  g_autoptr (TlmFeed) feed = NULL;
  TlmFeedStats stats = { 0 };
  clock_t begin;
  double seconds;

  if (!data) {
    g_print ("%-10s no sample\n", format);
    return;
  }
  feed = tlm_feed_new (find_decoder (format), format, NULL, NULL);
  begin = clock ();
  while (stats.bytes < TOTAL) {
    feed_pieces (feed, data);
    tlm_feed_get_stats (feed, &stats);
  }
  seconds = (double) (clock () - begin) / CLOCKS_PER_SEC;
  g_print ("%-10s %8.0f MB/s %9.0f records/s %10" G_GUINT64_FORMAT " good %8" G_GUINT64_FORMAT
      " bad %7.1f MiB in use\n", format, (double) stats.bytes / seconds / 1e6,
      (double) stats.good / seconds, stats.good, stats.bad,
      (double) mallinfo2 ().uordblks / 1048576);
  g_byte_array_unref (data);
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : g_getenv ("TELEMETRY_SHARED_DATA");

  folder = folder ? folder : "../shared/data";
  measure ("klv", make_klv ());
  measure ("mpegts", read_sample (folder, "klv/aphill_klv_10s.ts"));
  measure ("gpmf", read_sample (folder, "gpmf/hero7.raw"));
  measure ("nmea", make_nmea ());
  measure ("jsonl", make_jsonl ());
  return 0;
}
