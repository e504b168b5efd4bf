/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/cell.h"

#include <string.h>

gboolean
tlm_cell_equal (TlmCell cell, const char *word)
{
  return cell.text && strlen (word) == cell.length && memcmp (cell.text, word, cell.length) == 0;
}

gboolean
tlm_cell_equal_case (TlmCell cell, const char *word)
{
  if (!cell.text || strlen (word) != cell.length)
    return FALSE;
  for (gsize i = 0; i < cell.length; i++)
    if (g_ascii_tolower (cell.text[i]) != g_ascii_tolower (word[i]))
      return FALSE;
  return TRUE;
}

TlmCell
tlm_cell_until_nul (TlmCell cell)
{
  const char *nul = cell.length > 0 ? memchr (cell.text, '\0', cell.length) : NULL;

  return (TlmCell) { cell.text, nul ? (gsize) (nul - cell.text) : cell.length };
}

/* The length of TEXT, valid and longer than MAX, that ends between characters. */
static gsize
cut_between_characters (const char *text, gsize max)
{
  while (max > 0 && ((guchar) text[max] & 0xc0) == 0x80)
    max--;
  return max;
}

/* Text only gets longer by being made valid, so that what follows MAX bytes, but for
 * the rest of a character, does not matter. */
char *
tlm_cell_dup (TlmCell cell, gsize max)
{
  gsize looked_at = cell.length > max ? MIN (cell.length, max + 4) : cell.length;
  char *valid = cell.length > 0 ? g_utf8_make_valid (cell.text, (gssize) looked_at) : g_strdup ("");

  if (strlen (valid) > max)
    valid[cut_between_characters (valid, max)] = '\0';
  return valid;
}

/* Whether it is ASCII without a NUL, as nearly every name is: eight bytes at a time,
 * since names stand in each record. */
static gboolean
is_plain (TlmCell cell)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), highs = ones << 7;
  guint64 eight;
  gsize i;

  for (i = 0; i + sizeof eight <= cell.length; i += sizeof eight) {
    memcpy (&eight, cell.text + i, sizeof eight);
    if (((eight | (eight - ones)) & highs) != 0)
      return FALSE;
  }
  for (; i < cell.length; i++)
    if ((guchar) (cell.text[i] - 1) >= 0x7f)
      return FALSE;
  return TRUE;
}

void
tlm_cell_append (TlmCell cell, GString *out)
{
  g_autofree char *valid = NULL;

  if (cell.length == 0)
    return;
  if (is_plain (cell) || g_utf8_validate_len (cell.text, cell.length, NULL)) {
    g_string_append_len (out, cell.text, (gssize) cell.length);
    return;
  }
  valid = tlm_cell_dup (cell, G_MAXSSIZE);
  g_string_append (out, valid);
}
