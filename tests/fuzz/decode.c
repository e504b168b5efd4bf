/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every decoder of the table: whole, in pieces, in datagrams. What is read of a stream does not depend
 * on where it is cut. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/decode/feed.h"
#include "core/decode/registry.h"
#include "core/encode/log-json.h"
#include "fuzz/oracle.h"
#include "fuzz/target.h"

/* Where the pieces end: the same places for the same input. */
typedef struct {
  guint64 state;
  gsize largest;             /* bytes of a piece; 0: all of it is one */
} Cuts;

static gsize
next_piece (Cuts *cuts, gsize left)
{
  if (cuts->largest == 0)
    return left;
  cuts->state ^= cuts->state << 13;
  cuts->state ^= cuts->state >> 7;
  cuts->state ^= cuts->state << 17;
  return MIN (left, 1 + cuts->state % cuts->largest);
}

static Cuts
cuts_of (guint64 hash)
{
  static const gsize largest[] = { 1, 3, 7, 50, 200, 900 };

  return (Cuts) { .state = hash | 1, .largest = largest[(hash >> 32) % G_N_ELEMENTS (largest)] };
}

/* What came out of a stream. */
typedef struct {
  TlmFeedStats stats;
  guint64 hash;              /* of what it says, and of the error */
  gboolean done;
  char *error;               /* to be freed */
  TlmLog *log;               /* or NULL; to be freed */
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->error);
  tlm_log_free (answer->log);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static gboolean
push (TlmFeed *feed, const guint8 *data, gsize length, gboolean datagram, GError **error)
{
  g_autofree guint8 *piece = g_memdup2 (data, length);   /* a read past its end is seen */

  return datagram ? tlm_feed_push_datagram (feed, piece, length, error) :
      tlm_feed_push (feed, piece, length, error);
}

static void
finish (TlmFeed *feed, gboolean done, GError **error, Answer *answer)
{
  answer->done = done && tlm_feed_finish (feed, error);
  g_assert_true (answer->done == (*error == NULL));
  answer->log = tlm_feed_take (feed);
  tlm_feed_get_stats (feed, &answer->stats);
  answer->error = *error ? g_strdup ((*error)->message) : NULL;
  fuzz_check_message ("the error", answer->error);
  answer->hash = answer->log ? fuzz_check_log (answer->log) : FUZZ_HASH;
}

static void
read_cut (const TlmDecoder *decoder, const TlmDecodeOptions *options, const guint8 *data, gsize length,
    Cuts cuts, Answer *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFeed) feed = tlm_feed_new (decoder, "fuzz", options, &error);
  gboolean done = TRUE;

  g_assert_no_error (error);
  for (gsize at = 0, n; done && at < length; at += n) {
    n = next_piece (&cuts, length - at);
    done = push (feed, data + at, n, FALSE, &error);
  }
  finish (feed, done, &error, answer);
}

static void
print_answer (const char *what, const Answer *answer)
{
  const TlmFeedStats *stats = &answer->stats;
  g_autoptr (GString) lines = g_string_new (NULL);

  fprintf (stderr, "---- %s: %s; good %" G_GUINT64_FORMAT ", bad %" G_GUINT64_FORMAT ", lost %" G_GUINT64_FORMAT
      "\n", what, answer->done ? "done" : answer->error, stats->good, stats->bad, stats->lost);
  if (!answer->log)
    return;
  for (guint i = 0; i < answer->log->notes->len; i++)
    fprintf (stderr, "note %s\n", (char *) answer->log->notes->pdata[i]);
  for (guint i = 0; i < answer->log->warnings->len; i++)
    fprintf (stderr, "warning %s\n", (char *) answer->log->warnings->pdata[i]);
  g_array_unref (tlm_log_to_json (answer->log, lines));
  fprintf (stderr, "first %s\n%s", answer->log->first_bad, lines->str);
}

static void
compare_cuts (const TlmDecoder *decoder, const TlmDecodeOptions *options, const guint8 *data, gsize length,
    guint64 hash)
{
  g_auto (Answer) whole = { 0 }, cut = { 0 };

  read_cut (decoder, options, data, length, (Cuts) { 0 }, &whole);
  read_cut (decoder, options, data, length, cuts_of (hash), &cut);
  if (whole.done == cut.done && whole.hash == cut.hash && g_strcmp0 (whole.error, cut.error) == 0 &&
      memcmp (&whole.stats, &cut.stats, sizeof whole.stats) == 0)
    return;
  if (!whole.done && !cut.done && g_strcmp0 (whole.error, cut.error) == 0)
    return;                  /* refused alike: how far it had come by then is nobody's */
  print_answer ("whole", &whole);
  print_answer ("in pieces", &cut);
  g_error ("%s reads another log where it is cut in pieces of %" G_GSIZE_FORMAT, decoder->name,
      cuts_of (hash).largest);
}

/* As a live stream: what came is taken away, and now and then it jumps. */
static void
read_live (const TlmDecoder *decoder, const TlmDecodeOptions *options, const guint8 *data, gsize length,
    guint64 hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFeed) feed = tlm_feed_new (decoder, "fuzz", options, &error);
  const gboolean datagrams = hash >> 40 & 1, jumps = hash >> 41 & 1, timed = hash >> 42 & 1;
  Cuts cuts = cuts_of (hash);
  g_auto (Answer) answer = { 0 };
  gboolean done = TRUE;
  gint64 now_ns = 0;

  for (gsize at = 0, n; done && at < length; at += n) {
    g_autoptr (TlmLog) log = NULL;
    n = next_piece (&cuts, length - at);
    if (timed)
      tlm_feed_set_media_time (feed, now_ns += (gint64) (cuts.state % 1000) * 1000000, 0);
    done = push (feed, data + at, n, datagrams, &error);
    if (jumps && cuts.state % 8 == 0)
      tlm_feed_discont (feed);
    log = tlm_feed_take (feed);
    if (log)
      fuzz_check_log (log);
  }
  finish (feed, done, &error, &answer);
}

static void
read_whole (const guint8 *data, gsize length, const TlmDecodeOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "fuzz", options, &error);

  g_assert_true ((log != NULL) != (error != NULL));
  fuzz_check_message ("the error", error ? error->message : NULL);
  if (!log)
    return;
  fuzz_n_accepted++;
  fuzz_check_log (log);
  fuzz_check_json (log);
}

static void
run_decoder (const FuzzTarget *target, const guint8 *data, gsize length)
{
  const TlmDecoder *decoder = tlm_decoder_by_name (target->decoder);
  TlmDecodeOptions options = target->options;
  const guint64 hash = fuzz_hash (FUZZ_HASH, data, length);

  options.format = decoder->name;
  if (fuzz_is_thorough || !decoder->feed || hash % 4 == 0)
    read_whole (data, length, &options);
  if (fuzz_is_thorough || hash % (decoder->feed ? 4 : 16) == 1)
    read_live (decoder, &options, data, length, hash);
  if (decoder->feed)
    compare_cuts (decoder, &options, data, length, hash);
}

/* Cuts the first line off; a string of its own. */
static char *
take_line (const char **text, gsize *length)
{
  const char *end = *length > 0 ? memchr (*text, '\n', *length) : NULL;
  const gsize n = end ? (gsize) (end - *text) : *length;
  g_autofree char *line = g_strndup (*text, n);

  *text += MIN (n + 1, *length);
  *length -= MIN (n + 1, *length);
  return g_utf8_make_valid (line, -1);
}

#define PARTED "\n====\n"

/* Where a definition has its file, of this process alone; "" where none can be written. */
static const char *
definition_file (const char *text, gsize length)
{
  static char *path;

  if (!path) {
    g_autofree char *name = g_strdup_printf ("fuzz-definition-%d", (int) getpid ());
    path = g_build_filename (g_get_tmp_dir (), name, NULL);
  }
  return g_file_set_contents (path, text, (gssize) length, NULL) ? path : "";
}

/* Packets with a definition that is anybody's: a line of fields (empty: the definition follows), one of
 * times, one of channels; the definition and a line "====" where there is none of fields; packets. */
static void
run_packets (const FuzzTarget *target, const guint8 *data, gsize length)
{
  const char *text = (const char *) data, *part;
  g_autofree char *fields = take_line (&text, &length), *time = take_line (&text, &length);
  g_autofree char *map = take_line (&text, &length);
  TlmDecodeOptions options = { .format = target->decoder, .packets = { .fields = *fields ? fields : NULL,
    .time = *time ? time : NULL, .map = *map ? map : NULL } };
  const char *path = NULL;

  part = *fields || length == 0 ? NULL : memmem (text, length, PARTED, strlen (PARTED));
  if (part) {
    options.packets.definition = path = definition_file (text, (gsize) (part - text));
    part += strlen (PARTED);
    length -= (gsize) (part - text);
    text = part;
  }
  read_whole ((const guint8 *) text, length, &options);
  if (path)
    unlink (path);
}

/* Which decoder it is, of any bytes, and what that reads. */
static void
run_any (const FuzzTarget *target, const guint8 *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  const TlmDecoder *found = tlm_decoder_find (data, length, "x", &target->options, &error);

  g_assert_true (found != NULL || error != NULL);
  fuzz_check_message ("the error", error ? error->message : NULL);
  read_whole (data, length, &target->options);
}

/* One packet of these fields; and a frame of 40 bytes with everything that a frame may have. */
#define PACKETS_SEED \
    "DAY:uint16,MS:uint32,US:uint16,TEMP:int12:degC,F:uint4,X:float32le,PAD:fill4,N:uint4,S:str16\n" \
    "DAY:cds\naltitude=X:km,TEMP=TEMP:degC,state=S\n" \
    "\x08\x05\xc0\x01\x00\x10\x5d\xc0\x00\x00\x03\xe8\x00\x05\x12\x34\x00\x00\xc0\x3f\x0a\x61\x62"
#define AOS_FULL \
    "\x1a\xcf\xfc\x1d\x42\xa1\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x08\x05\xc0\x01\x00\x06\x00\x00" \
    "\x03\xe8\x00\x0a\x01\x07\xff\xc0\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x93\xce"

#define PACKETS .fields = "T:uint32,A:int16,B:uint8", .time = "T:ms", .map = "a=A,b=B"

static const FuzzTarget targets[] = {
  { .name = "oem", .run = run_decoder, .decoder = "oem", .dictionary = "ndm" },
  { .name = "opm", .run = run_decoder, .decoder = "opm", .dictionary = "ndm" },
  { .name = "omm", .run = run_decoder, .decoder = "omm", .dictionary = "ndm" },
  { .name = "omm-json", .run = run_decoder, .decoder = "omm-json", .dictionary = "ndm" },
  { .name = "omm-csv", .run = run_decoder, .decoder = "omm-csv", .dictionary = "ndm" },
  { .name = "tle", .run = run_decoder, .decoder = "tle", .dictionary = "ndm" },
  { .name = "events", .run = run_decoder, .decoder = "events", .dictionary = "json" },
  { .name = "jsonl", .run = run_decoder, .decoder = "jsonl", .dictionary = "json" },
  { .name = "json", .run = run_decoder, .decoder = "json", .dictionary = "json" },
  { .name = "klv", .run = run_decoder, .decoder = "klv", .dictionary = "klv" },
  { .name = "nmea", .run = run_decoder, .decoder = "nmea", .dictionary = "nmea" },
  { .name = "mavlink", .run = run_decoder, .decoder = "mavlink", .dictionary = "packets" },
  { .name = "dji-srt", .run = run_decoder, .decoder = "dji-srt", .dictionary = "table" },
  { .name = "gpx", .run = run_decoder, .decoder = "gpx", .dictionary = "xml" },
  { .name = "gpmf", .run = run_decoder, .decoder = "gpmf", .dictionary = "gopro" },
  { .name = "mp4", .run = run_decoder, .decoder = "mp4", .dictionary = "gopro" },
  { .name = "mpegts", .run = run_decoder, .decoder = "mpegts", .dictionary = "klv" },
  { .name = "ccsds-spp", .run = run_decoder, .decoder = "ccsds-spp", .dictionary = "packets",
    .options = { .packets = { PACKETS } } },
  { .name = "ccsds-spp-checked", .run = run_decoder, .decoder = "ccsds-spp", .dictionary = "packets",
    .options = { .packets = { .fields = "DAY:uint16,MS:uint32,A:int16,N:str16,P:float32",
      .time = "DAY:cds", .map = "a=A", .prefix = 2, .group_skip = 2, .has_apid = TRUE, .apid = 5 } } },
  { .name = "packets", .run = run_packets, .decoder = "ccsds-spp", .dictionary = "packets",
    .seed = PACKETS_SEED, .seed_length = sizeof PACKETS_SEED - 1 },
  { .name = "ccsds-tm", .run = run_decoder, .decoder = "ccsds-tm", .dictionary = "packets",
    .options = { .packets = { PACKETS, .frame_no_crc = TRUE } } },
  { .name = "ccsds-aos", .run = run_decoder, .decoder = "ccsds-aos", .dictionary = "packets",
    .options = { .packets = { PACKETS, .frame_no_crc = TRUE } } },
  { .name = "ccsds-aos-full", .run = run_decoder, .decoder = "ccsds-aos", .dictionary = "packets",
    .options = { .packets = { PACKETS, .frame_length = 40, .frame_ocf = TRUE, .frame_header_crc = TRUE,
      .frame_insert = 2 } }, .seed = AOS_FULL, .seed_length = sizeof AOS_FULL - 1 },
  { .name = "csv", .run = run_decoder, .decoder = "csv", .dictionary = "table" },
  { .name = "csv-columns", .run = run_decoder, .decoder = "csv", .dictionary = "table",
    .options = { .columns = "time=t,altitude=a:ft,speed=b:m/s,event=c", .timezone = "Europe/Berlin",
      .date = "2024-06-01", .vehicle = "x" },
    .seed = "t,a,b,c\n10:00:00,1,2,liftoff\n10:00:01.5,2,3,\n" },
  { .name = "csv-zone", .run = run_decoder, .decoder = "csv", .dictionary = "table",
    .options = { .timezone = "America/New_York" } },
  { .name = "objects", .run = run_decoder, .decoder = "oem", .dictionary = "ndm", .options = { .object = "A", .strict = TRUE } },
  { .name = "type", .run = run_any, .dictionary = "table" },
};

const FuzzSet fuzz_decoders = { .targets = targets, .n = G_N_ELEMENTS (targets) };
