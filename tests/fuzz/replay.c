/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The driver where there is no libFuzzer, and the test: of each target its seeds, all of its corpus, and
 * seeds that are damaged at random, the same ones each time (FUZZ_SEED in the environment: others). With
 * --long, a hundred times as many. With --target=NAME and files: those alone; files without it are not read. */
#include <stdio.h>
#include <string.h>

#include "fuzz/mutate.h"
#include "fuzz/target.h"
#include "fuzz/words.h"

#define ROUNDS 200

static guint rounds = ROUNDS;

static char *
in_source (const char *folder, const char *name)
{
  const char *root = g_getenv ("TELEMETRY_SOURCE_ROOT");

  return g_build_filename (root ? root : ".", "tests", "fuzz", folder, name, NULL);
}

/* In memory of its own, so that a sanitizer sees a read past its end. */
static void
try_input (const FuzzTarget *target, const guint8 *data, gsize length)
{
  g_autofree guint8 *copy = g_malloc (MAX (length, 1));

  if (length > 0)
    memcpy (copy, data, length);
  target->run (target, copy, length);
}

static void
try_file (const FuzzTarget *target, const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    g_error ("%s cannot be read", path);
  g_test_message ("%s", path);
  try_input (target, (const guint8 *) content, length);
}

static guint
try_corpus (const FuzzTarget *target)
{
  g_autofree char *folder = in_source ("corpus", target->name);
  GDir *entries = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (entries && (name = g_dir_read_name (entries))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    try_file (target, path);
    n++;
  }
  if (entries)
    g_dir_close (entries);
  return n;
}

/* A word of the dictionary somewhere. */
static void
put_word (GByteArray *bytes, const GPtrArray *words, GRand *rand)
{
  const guint at = (guint) g_rand_int_range (rand, 0, (gint32) bytes->len + 1), n = bytes->len - at;
  g_autofree guint8 *rest = n > 0 ? g_memdup2 (bytes->data + at, n) : NULL;
  gsize length;
  const guint8 *word = g_bytes_get_data (words->pdata[g_rand_int_range (rand, 0, (gint32) words->len)], &length);

  g_byte_array_set_size (bytes, at);
  g_byte_array_append (bytes, word, (guint) length);
  if (rest)
    g_byte_array_append (bytes, rest, n);
}

typedef struct {
  const FuzzTarget *target;
  GPtrArray *words;
  GRand *rand;
  guint n;                   /* damaged seeds of each */
} Damage;

static void
try_damaged (guint index, const guint8 *data, gsize length, gpointer user)
{
  const Damage *damage = user;
  GRand *rand = damage->rand;
  const guint n_accepted = fuzz_n_accepted;

  try_input (damage->target, data, length);
  if (damage->target->seed && fuzz_n_accepted == n_accepted)
    g_error ("%s: its own seed is refused", damage->target->name);
  for (guint i = 0; i < damage->n; i++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_byte_array_append (bytes, data, (guint) length);
    for (gint32 k = g_rand_int_range (rand, 1, 8); k > 0; k--)
      if (damage->words->len > 0 && g_rand_boolean (rand))
        put_word (bytes, damage->words, rand);
      else
        fuzz_mutate (bytes, rand);
    try_input (damage->target, bytes->data, bytes->len);
  }
}

static void
count_seed (guint index, const guint8 *data, gsize length, gpointer n)
{
  ++*(guint *) n;
}

static void
test_target (gconstpointer data)
{
  const FuzzTarget *target = data;
  g_autofree char *file = g_strconcat (target->dictionary, ".dict", NULL);
  g_autofree char *path = in_source ("words", file);
  g_autoptr (GPtrArray) words = fuzz_words_load (path);
  g_autoptr (GRand) rand = fuzz_rand (target->name);
  Damage damage = { .target = target, .words = words, .rand = rand };
  guint n_seeds = 0, n_corpus;

  g_assert_cmpuint (words->len, >, 0);
  fuzz_n_accepted = 0;
  n_corpus = try_corpus (target);
  g_assert_cmpuint (n_corpus, >, 0);
  g_test_message ("%u of %u of the corpus are read", fuzz_n_accepted, n_corpus);
  fuzz_foreach_seed (target, count_seed, &n_seeds);
  g_assert_cmpuint (n_seeds, >, 0);
  damage.n = rounds / n_seeds + 1;
  fuzz_foreach_seed (target, try_damaged, &damage);
  g_assert_cmpuint (fuzz_n_accepted, >, 0);
}

int
main (int argc, char *argv[])
{
  const FuzzTarget *target, *wanted = NULL;
  gboolean replayed = FALSE;

  LLVMFuzzerInitialize (&argc, &argv);
  fuzz_is_thorough = TRUE;
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--target=") && !(wanted = fuzz_target_by_name (argv[i] + 9)))
      g_error ("%s: --list prints the targets", argv[i]);
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--long") == 0)
      rounds = 100 * ROUNDS;
    else if (g_file_test (argv[i], G_FILE_TEST_IS_REGULAR) && (replayed = wanted != NULL))
      try_file (wanted, argv[i]);
  if (replayed)
    return 0;
  g_test_add_func ("/fuzz", fuzz_check_sets);
  for (gsize i = 0; (target = fuzz_target_nth (i)); i++) {
    g_autofree char *path = g_strconcat ("/fuzz/", target->name, NULL);
    if (!wanted || wanted == target)
      g_test_add_data_func (path, target, test_target);
  }
  return g_test_run ();
}
