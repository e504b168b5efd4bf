/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a decoder says of a stream does not depend on how its bytes are cut: whole, one by one and at
 * random places, all of it comes out alike, word for word. */
#include <string.h>

#include "core/decode/feed.h"
#include "core/decode/registry.h"
#include "core/encode/log-json.h"
#include "fuzz/seeds.h"
#include "shared-data.h"

#define CUTS 6
/* Of each recording so much is read: its beginning. */
#define MOST_BYTES 60000

/* What came out, as text. */
static char *
describe (TlmFeed *feed, gboolean done, const GError *error)
{
  GString *out = g_string_new (NULL);
  g_autoptr (TlmLog) log = tlm_feed_take (feed);
  TlmFeedStats stats;

  tlm_feed_get_stats (feed, &stats);
  g_string_append_printf (out, "%s; good %" G_GUINT64_FORMAT ", bad %" G_GUINT64_FORMAT ", lost %"
      G_GUINT64_FORMAT "\n", done ? "done" : error->message, stats.good, stats.bad, stats.lost);
  if (log) {
    for (guint i = 0; i < log->notes->len; i++)
      g_string_append_printf (out, "note %s\n", (char *) log->notes->pdata[i]);
    for (guint i = 0; i < log->warnings->len; i++)
      g_string_append_printf (out, "warning %s\n", (char *) log->warnings->pdata[i]);
    g_string_append_printf (out, "first %s\n", log->first_bad ? log->first_bad : "none");
    g_array_unref (tlm_log_to_json (log, out));
  }
  return g_string_free (out, FALSE);
}

/* Pieces of LARGEST bytes at most, each in memory of its own; RAND NULL: of LARGEST each. */
static char *
read_cut (const TlmDecoder *decoder, const guint8 *data, gsize length, gsize largest, GRand *rand)
{
  const TlmDecodeOptions options = { .format = decoder->name,
    .packets = { .fields = "T:uint32,A:int16,B:uint8", .time = "T:ms", .map = "a=A,b=B" } };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFeed) feed = tlm_feed_new (decoder, "x", &options, &error);
  gboolean done = TRUE;

  g_assert_no_error (error);
  for (gsize at = 0, n; done && at < length; at += n) {
    g_autofree guint8 *piece = NULL;
    n = rand ? (gsize) g_rand_int_range (rand, 1, (gint32) largest + 1) : largest;
    n = MIN (n, length - at);
    piece = g_memdup2 (data + at, n);
    done = tlm_feed_push (feed, piece, n, &error);
  }
  done = done && tlm_feed_finish (feed, &error);
  return describe (feed, done, error);
}

static void
compare (const TlmDecoder *decoder, const guint8 *data, gsize length, const char *name)
{
  static const gint32 largest[CUTS] = { 3, 7, 50, 200, 900, 5000 };
  g_autofree char *whole = read_cut (decoder, data, length, MAX (length, 1), NULL);
  g_autofree char *bytes = read_cut (decoder, data, length, 1, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  g_test_message ("%s as %s, %" G_GSIZE_FORMAT " bytes", name, decoder->name, length);
  g_assert_cmpstr (bytes, ==, whole);
  for (guint i = 0; i < CUTS; i++) {
    g_autofree char *cut = read_cut (decoder, data, length, (gsize) largest[i], rand);
    g_assert_cmpstr (cut, ==, whole);
  }
}

static void
test_seeds (void)
{
  gsize n;
  const TlmDecoder *const *table = tlm_decoder_table (&n);

  for (gsize k = 0; k < n; k++) {
    guint n_seeds = 0;
    for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
      if (strcmp (seeds[i].decoder, table[k]->name) == 0 && ++n_seeds)
        compare (table[k], (const guint8 *) seeds[i].text, seed_length (&seeds[i]), "seed");
    g_test_message ("%s has %u seeds", table[k]->name, n_seeds);
    g_assert_cmpuint (n_seeds, >, 0);
  }
}

/* Tables whose first lines say less than those after them. */
static void
test_tables (void)
{
  static const char *const rows[] = {
    "A title\nmore of it\nt;alt\n0;1,5\n1;2,5\n2;3,5\n3;4,5\n4;5,5\n5;6,5\n",
    "t,alt,x\n0,1\n1,2\n2,3,4\n3,4,5\n4,5,6\n5,6,7\n6,7,8\n7,8,9\n",
    "t alt\n0 1\r1 2\r2 3\r\n3 4\r4 5\r5 6\r",
    "# a\n# b\n\n\nt,alt\n0,1\n\n1,2\n2,\"3\n3,4\n4,5\n",
  };
  gsize n;
  const TlmDecoder *const *table = tlm_decoder_table (&n);

  for (gsize k = 0; k < n; k++)
    for (gsize i = 0; i < G_N_ELEMENTS (rows) && strcmp (table[k]->name, "csv") == 0; i++)
      compare (table[k], (const guint8 *) rows[i], strlen (rows[i]), "table");
}

/* A set that says it is longer than it is: the key of the next one begins in its last bytes. */
static void
test_klv_ends (void)
{
  static const guint8 keys[][16] = {
    { 6, 0x0e, 0x2b, 0x34, 2, 0x0b, 1, 1, 0x0e, 1, 3, 1, 1, 0, 0, 0 },
    { 6, 0x0e, 0x2b, 0x34, 2, 1, 1, 1, 0x0e, 1, 1, 2, 1, 1, 0, 0 },
  };
  static const guint8 next[] = "\x06\x0e\x2b\x34\x02\x0b\x01\x01\x0e\x01\x03\x01\x01\x00\x00\x00\x02\x03\x04";
  const TlmDecoder *klv = tlm_decoder_by_name ("klv");

  for (gsize kind = 0; kind < G_N_ELEMENTS (keys); kind++)
    for (guint8 more = 0; more < 20; more++) {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      const guint8 length = 10 + more;
      g_byte_array_append (bytes, keys[kind], sizeof keys[kind]);
      g_byte_array_append (bytes, &length, 1);
      g_byte_array_append (bytes, (const guint8 *) "\x02\x08\x00\x05\xcd\x98\xe4\x43\x00\x00", 10);
      g_byte_array_append (bytes, next, sizeof next);
      compare (klv, bytes->data, bytes->len, "a set and a key");
    }
}

/* Lines longer than what a layout is found from, in pieces that end within them. */
static void
test_wide (void)
{
  static const gsize largest[] = { 1000, 65536, 100000 };
  g_autoptr (GString) text = g_string_new ("t(s),alt(m)");
  g_autofree char *whole = NULL;
  const TlmDecoder *csv = tlm_decoder_by_name ("csv");

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, ",channel%u", i);
  for (guint row = 0; row < 3; row++) {
    g_string_append_printf (text, "\n%u,%u", row, row);
    for (guint i = 0; i < 10000; i++)
      g_string_append_printf (text, ",%u.5", i % 7);
  }
  whole = read_cut (csv, (const guint8 *) text->str, text->len, text->len, NULL);
  g_assert_nonnull (strstr (whole, "good 3, bad 0"));
  for (gsize i = 0; i < G_N_ELEMENTS (largest); i++) {
    g_autofree char *cut = read_cut (csv, (const guint8 *) text->str, text->len, largest[i], NULL);
    g_assert_cmpstr (cut, ==, whole);
  }
}

static void
test_file (gconstpointer name)
{
  g_autofree char *path = shared_data_path (name);
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  const TlmDecodeOptions none = { 0 };
  const TlmDecoder *decoder;
  gsize length;

  if (!path)
    return;
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  length = MIN (length, MOST_BYTES);
  decoder = tlm_decoder_find ((const guint8 *) data, length, name, &none, &error);
  g_assert_no_error (error);
  if (decoder->feed)
    compare (decoder, (const guint8 *) data, length, name);
  else
    g_test_message ("%s is read as a whole", decoder->name);
}

static const char *const files[] = {
  "flight-computer/altimeter_cavour.csv", "flight-computer/andromeda_flight_data.csv",
  "flight-computer/bella_lui_flight_data_filtered.csv", "flight-computer/hedy_cats_flightInfo.csv",
  "flight-computer/ndrt_2020_flight_data.csv", "flight-computer/telemetrum_prometheus.csv",
  "gpmf/hero5.raw", "klv/aphill_klv_10s.ts", "klv/h264_klv.ts", "ndm/oem-python/LEO_10s.oem",
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cuts/seeds", test_seeds);
  g_test_add_func ("/cuts/tables", test_tables);
  g_test_add_func ("/cuts/klv-ends", test_klv_ends);
  g_test_add_func ("/cuts/wide", test_wide);
  if (!shared_data_there ("/cuts/third-party"))
    return g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_strconcat ("/cuts/", files[i], NULL);
    g_test_add_data_func (path, files[i], test_file);
  }
  return g_test_run ();
}
