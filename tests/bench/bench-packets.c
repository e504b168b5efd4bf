/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Prints how fast Space Packets with a definition of 20 fields are decoded: a file
 * of packets (first argument) again and again, with the XTCE or field map of the
 * second one, in pieces of 16 MiB, samples taken after each. Times of the third
 * argument, map of the fourth (all fields when it is left out). */
#include <string.h>

#include "core/decode/feed.h"

#define PIECE ((gsize) 16 << 20)
#define TOTAL ((gsize) 1 << 30)

static GByteArray *
repeat_file (const char *path, GError **error)
{
  GByteArray *out = g_byte_array_sized_new (PIECE);
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  while (length > 0 && out->len + length <= PIECE)
    g_byte_array_append (out, (const guint8 *) data, (guint) length);
  return out;
}

int
main (int argc, char *argv[])
{
  TlmDecodeOptions options = { .format = "ccsds-spp" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFeed) feed = NULL;
  g_autoptr (GByteArray) piece = NULL;
  TlmFeedStats stats;
  gint64 begin;
  gsize done = 0;

  if (argc < 4) {
    g_printerr ("usage: bench-packets PACKETS DEFINITION TIME [MAP]\n");
    return 2;
  }
  options.packets = (TlmPacketOptions) {
    .definition = argv[2], .time = argv[3], .map = argc > 4 ? argv[4] : NULL
  };
  piece = repeat_file (argv[1], &error);
  feed = piece ? tlm_feed_new (tlm_decoder_find (NULL, 0, NULL, &options, &error), "bench",
      &options, &error) : NULL;
  if (!feed) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  begin = g_get_monotonic_time ();
  for (; done < TOTAL && tlm_feed_push (feed, piece->data, piece->len, &error); done += piece->len)
    tlm_log_free (tlm_feed_take (feed));
  tlm_feed_get_stats (feed, &stats);
  g_print ("%.0f MB/s, %" G_GUINT64_FORMAT " packets, %" G_GUINT64_FORMAT " bad\n",
      (double) done / (double) (g_get_monotonic_time () - begin), stats.good, stats.bad);
  return 0;
}
