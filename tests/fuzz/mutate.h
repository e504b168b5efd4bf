/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* Inputs are cut at so many bytes. */
#define FUZZ_LONGEST 4096

/* The same numbers for the same NAME, unless FUZZ_SEED in the environment says which others. */
static inline GRand *
fuzz_rand (const char *name)
{
  const char *seed = g_getenv ("FUZZ_SEED");

  return g_rand_new_with_seed (g_str_hash (name) + (seed ? (guint32) g_ascii_strtoull (seed, NULL, 10) : 0));
}

/* One of the things that happen to bytes. */
static inline void
fuzz_mutate (GByteArray *bytes, GRand *rand)
{
  gint32 n = (gint32) bytes->len;
  gint32 at = n > 0 ? g_rand_int_range (rand, 0, n) : 0;
  guint8 block[64];
  guint length = (guint) g_rand_int_range (rand, 1, 64);

  switch (n > 0 ? g_rand_int_range (rand, 0, 6) : 4) {
    case 0:
      bytes->data[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      bytes->data[at] = "\0\xff\x80\x7f\n,\"{<0-9"[g_rand_int_range (rand, 0, 12)];
      break;
    case 2:
      g_byte_array_set_size (bytes, (guint) at);
      break;
    case 3:
      g_byte_array_remove_range (bytes, (guint) at, MIN (length, bytes->len - (guint) at));
      break;
    case 4:
      for (guint i = 0; i < length; i++)
        block[i] = (guint8) g_rand_int (rand);
      g_byte_array_append (bytes, block, length);
      break;
    default:
      length = MIN (length, bytes->len - (guint) at);
      memcpy (block, bytes->data + at, length);
      g_byte_array_append (bytes, block, length);
  }
  if (bytes->len > FUZZ_LONGEST)
    g_byte_array_set_size (bytes, FUZZ_LONGEST);
}
