/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Prints how many megabytes of Space Packets are decoded in a second of one
 * processor, with a definition of 20 fields: a file of 1 GB is made of the packets
 * of JPSS-1 again and again, whose times and sequence counts go on, and fed in
 * pieces of 64 KiB, the samples taken after each as in a live stream. Once all 20
 * fields are channels, once the position and velocity are states. Folder of the
 * third-party data: the first argument, or TELEMETRY_SHARED_DATA; the second is how many
 * megabytes, where 1000 are too many (under callgrind). */
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#include "core/decode/feed.h"
#include "core/decode/packets/wire/bits.h"
#include "core/decode/packets/wire/space-packet.h"
#include "core/decode/registry.h"

#define FOLDER "packets/jpss"
#define PACKET 71
#define N_PACKETS 7200
#define STEP_MS 7200000       /* N_PACKETS at one a second */
#define DAY_MS 86400000
#define PIECE 65536
#define TOTAL_MB 1000

/* Day and millisecond stamps of a packet: its own, ephemeris, attitude. */
static const gsize stamps[] = { 6, 15, 47 };

static void
store (guint8 *bytes, guint n, guint64 value)
{
  for (guint i = 0; i < n; i++)
    bytes[i] = (guint8) (value >> (8 * (n - 1 - i)));
}

/* Moves a packet on by all that a round of packets takes. */
static void
advance (guint8 *packet)
{
  guint64 count = tlm_be (packet + 2, 2);

  store (packet + 2, 2, (count & 0xc000) | ((count + N_PACKETS) & 0x3fff));
  for (gsize i = 0; i < G_N_ELEMENTS (stamps); i++) {
    guint64 ms = tlm_be (packet + stamps[i] + 2, 4) + STEP_MS;
    store (packet + stamps[i], 2, tlm_be (packet + stamps[i], 2) + ms / DAY_MS);
    store (packet + stamps[i] + 2, 4, ms % DAY_MS);
  }
}

/* An open file that has no name any more. */
static FILE *
make_file (guint8 *packets, gsize length, guint64 total)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("telemetry-XXXXXX.packets", &path, NULL);
  FILE *file = fd >= 0 ? fdopen (fd, "w+b") : NULL;

  if (!file)
    return NULL;
  g_remove (path);
  for (guint64 done = 0; done < total; done += length) {
    if (fwrite (packets, length, 1, file) != 1) {
      fclose (file);
      return NULL;
    }
    for (gsize at = 0; at + PACKET <= length; at += PACKET)
      advance (packets + at);
  }
  return file;
}

static void
measure (FILE *file, const char *name, const TlmDecodeOptions *options)
{
  static guint8 piece[PIECE];
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFeed) feed = tlm_feed_new (tlm_decoder_find (NULL, 0, NULL, options, NULL), "bench",
      options, &error);
  TlmFeedStats stats;
  clock_t begin = clock ();
  double seconds;

  if (!feed) {
    g_printerr ("%s\n", error->message);
    return;
  }
  rewind (file);
  for (gsize n; (n = fread (piece, 1, sizeof piece, file)) > 0;) {
    tlm_feed_push (feed, piece, n, NULL);
    tlm_log_free (tlm_feed_take (feed));
  }
  seconds = (double) (clock () - begin) / CLOCKS_PER_SEC;
  tlm_feed_get_stats (feed, &stats);
  g_print ("%-10s %6.0f MB/s, %" G_GUINT64_FORMAT " packets, %" G_GUINT64_FORMAT " bad, %"
      G_GUINT64_FORMAT " lost\n", name, (double) stats.bytes / seconds / 1e6, stats.good, stats.bad,
      stats.lost);
}

int
main (int argc, char *argv[])
{
  const char *folder = argc > 1 ? argv[1] : g_getenv ("TELEMETRY_SHARED_DATA");
  g_autofree char *path = g_build_filename (folder ? folder : "../shared/data", FOLDER,
      "J01_G011_LZ_2021-04-09T00-00-00Z_V01.DAT1", NULL);
  g_autofree char *definition = g_build_filename (folder ? folder : "../shared/data", FOLDER,
      "jpss1_geolocation_xtce_v1.xml", NULL);
  TlmDecodeOptions options = { .format = "ccsds-spp" };
  g_autofree char *data = NULL;
  guint64 total_mb = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : TOTAL_MB;
  gsize length;
  FILE *file;

  if (!g_file_get_contents (path, &data, &length, NULL) || length != PACKET * N_PACKETS) {
    g_print ("packets    no sample\n");
    return 0;
  }
  file = make_file ((guint8 *) data, length, total_mb * 1000000);
  if (!file) {
    g_printerr ("no room for a file of 1 GB in %s\n", g_get_tmp_dir ());
    return 1;
  }
  options.packets = (TlmPacketOptions) { .definition = definition, .time = "ADAET1DAY:cds" };
  measure (file, "20 fields", &options);
  options.packets.map = "position-x=ADGPSPOSX:m:ITRF,position-y=ADGPSPOSY:m:ITRF,"
      "position-z=ADGPSPOSZ:m:ITRF,velocity-x=ADGPSVELX:m/s:ITRF,velocity-y=ADGPSVELY:m/s:ITRF,"
      "velocity-z=ADGPSVELZ:m/s:ITRF";
  measure (file, "states", &options);
  fclose (file);
  return 0;
}
