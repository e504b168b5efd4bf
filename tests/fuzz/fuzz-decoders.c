/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every decoder of the table with damaged input: its own seed, those of all the
 * others, and noise, mutated and cut into pieces. Each piece is a block of memory of
 * its own, so that a sanitizer sees a read past its end. A decoder has to say what
 * is wrong, or read on; the same input gives the same counts whatever the pieces.
 * With --long, a hundred times as long. With names of files, those alone: what a
 * fuzzer found, once for each decoder. */
#include <string.h>

#include "core/decode/feed.h"
#include "core/decode/registry.h"
#include "fuzz/mutate.h"
#include "fuzz/seeds.h"

#define ROUNDS 1500

static guint rounds = ROUNDS;

static GByteArray *
seed_bytes (const Seed *seed)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) seed->text,
      (guint) seed_length (seed));
  return bytes;
}

static const Seed *
seed_of (const char *decoder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    if (strcmp (seeds[i].decoder, decoder) == 0)
      return &seeds[i];
  return NULL;
}

static TlmDecodeOptions
options_for (const TlmDecoder *decoder)
{
  return (TlmDecodeOptions) { .format = decoder->name,
    .packets = { .fields = "T:uint32,A:int16,B:uint8", .time = "T:ms", .map = "a=A,b=B" } };
}

/* Pieces of LARGEST bytes at most; the counts, when all of it was taken. */
static gboolean
feed_pieces (const TlmDecoder *decoder, const GByteArray *bytes, gint32 largest, GRand *rand,
    TlmFeedStats *stats)
{
  TlmDecodeOptions options = options_for (decoder);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFeed) feed = tlm_feed_new (decoder, "fuzz", &options, &error);
  gboolean done;

  g_assert_no_error (error);
  for (guint at = 0, n; at < bytes->len; at += n) {
    g_autofree guint8 *piece = NULL;
    n = (guint) g_rand_int_range (rand, 1, largest + 1);
    n = MIN (n, bytes->len - at);
    piece = g_memdup2 (bytes->data + at, n);
    if (!tlm_feed_push (feed, piece, n, &error)) {
      g_assert_nonnull (error);
      return FALSE;
    }
    tlm_log_free (tlm_feed_take (feed));
  }
  done = tlm_feed_finish (feed, &error);
  g_assert_true (done || error);
  tlm_log_free (tlm_feed_take (feed));
  tlm_feed_get_stats (feed, stats);
  return done;
}

static void
try_input (const TlmDecoder *decoder, const GByteArray *bytes, GRand *rand)
{
  TlmDecodeOptions options = options_for (decoder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) block = g_bytes_new (bytes->data, bytes->len);
  g_autoptr (TlmLog) log = tlm_decode_bytes (block, "fuzz", &options, &error);
  TlmFeedStats small, large;

  g_assert_true ((log != NULL) != (error != NULL));
  if (!decoder->feed)
    return;
  if (!feed_pieces (decoder, bytes, 7, rand, &small) || !feed_pieces (decoder, bytes, 900, rand, &large))
    return;
  g_assert_cmpuint (small.good, ==, large.good);
  g_assert_cmpuint (small.bad, ==, large.bad);
  g_assert_cmpuint (small.lost, ==, large.lost);
}

static void
test_decoder (gconstpointer data)
{
  const TlmDecoder *decoder = data;
  const Seed *own = seed_of (decoder->name);
  g_autoptr (GRand) rand = fuzz_rand (decoder->name);

  g_assert_nonnull (own);
  for (guint i = 0; i < rounds; i++) {
    const Seed *seed = i % 3 == 2 ? &seeds[i / 3 % G_N_ELEMENTS (seeds)] : own;
    g_autoptr (GByteArray) bytes = seed_bytes (seed);
    for (gint32 k = g_rand_int_range (rand, 0, 8); k > 0; k--)
      fuzz_mutate (bytes, rand);
    try_input (decoder, bytes, rand);
  }
}

static void
replay (const char *path, const TlmDecoder *const *table, gsize n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GByteArray) bytes = NULL;
  char *content;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    g_error ("%s cannot be read", path);
  bytes = g_byte_array_new_take ((guint8 *) content, length);
  for (gsize i = 0; i < n; i++)
    try_input (table[i], bytes, rand);
}

int
main (int argc, char *argv[])
{
  gsize n;
  const TlmDecoder *const *table = tlm_decoder_table (&n);
  gboolean replayed = FALSE;

  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++) {
    if (strcmp (argv[i], "--long") == 0)
      rounds = 100 * ROUNDS;
    else if ((replayed = g_file_test (argv[i], G_FILE_TEST_IS_REGULAR)))
      replay (argv[i], table, n);
  }
  if (replayed)
    return 0;
  for (gsize i = 0; i < n; i++) {
    g_autofree char *path = g_strconcat ("/fuzz/", table[i]->name, NULL);
    g_test_add_data_func (path, table[i], test_decoder);
  }
  return g_test_run ();
}
