/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* Bytes of a line of a dictionary as libFuzzer has them: between quotes, with \\, \" and \xNN. */
static inline GBytes *
fuzz_word_read (const char *line)
{
  const char *at = strchr (line, '"'), *end = strrchr (line, '"');
  GByteArray *word = g_byte_array_new ();

  for (at++; at < end; at++) {
    guint8 byte = (guint8) *at;
    if (byte == '\\' && at[1] == 'x' && at + 3 < end + 1) {
      byte = (guint8) (g_ascii_xdigit_value (at[2]) << 4 | g_ascii_xdigit_value (at[3]));
      at += 3;
    } else if (byte == '\\') {
      byte = (guint8) *++at;
    }
    g_byte_array_append (word, &byte, 1);
  }
  return g_byte_array_free_to_bytes (word);
}

/* The words (GBytes) of the dictionary at PATH; none where there is no such file. To be unreferenced. */
static inline GPtrArray *
fuzz_words_load (const char *path)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL))
    lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines && lines[i]; i++)
    if (lines[i][0] == '"')
      g_ptr_array_add (words, fuzz_word_read (lines[i]));
  return words;
}
