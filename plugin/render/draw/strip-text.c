/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/strip-text.h"

#include <string.h>

/* The first letter of scripts that run from right to left (Hebrew); all scripts
 * before it are simple but for the combining marks. */
#define FIRST_COMPLEX 0x590
#define FIRST_MARK 0x300
#define LAST_MARK 0x36f
/* Dashes and the thin space, which numbers have. */
#define FIRST_PUNCTUATION 0x2010
#define LAST_PUNCTUATION 0x2212

const char *const tlr_strip_characters[TLR_STRIP_CHARACTERS] = {
  "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ",", ":", "+", "-",
  "\xe2\x88\x92", "\xe2\x80\xaf", "\xc2\xa0", " ", "T", "L",
};

int
tlr_strip_next_character (const char **text)
{
  guchar c = (guchar) **text;

  if (c >= '0' && c <= '9') {
    *text += 1;
    return c - '0';
  }
  for (guint i = TLR_STRIP_DIGITS; i < TLR_STRIP_CHARACTERS; i++) {
    const char *character = tlr_strip_characters[i];
    gsize length = strlen (character);

    if ((guchar) character[0] == c && strncmp (*text, character, length) == 0) {
      *text += length;
      return (int) i;
    }
  }
  return -1;
}

/* The end of the token at TEXT; whether it is of the characters alone. */
static const char *
token_end (const char *text, gboolean *cells)
{
  const char *end = text;

  *cells = TRUE;
  while (*end && *end != ' ')
    if (tlr_strip_next_character (&end) < 0) {
      *cells = FALSE;
      end++;
    }
  return end;
}

static gboolean
is_simple (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if ((c >= FIRST_MARK && c <= LAST_MARK) || (c >= FIRST_COMPLEX && c < FIRST_PUNCTUATION) ||
        c > LAST_PUNCTUATION)
      return FALSE;
  }
  return TRUE;
}

gboolean
tlr_strip_is_mixed (const char *text)
{
  gboolean cells, digits = FALSE, words = FALSE;

  if (strlen (text) >= TLR_STRIP_PIECE_SIZE || !is_simple (text))
    return FALSE;
  for (const char *p = text, *end; *p; p = end) {
    p += strspn (p, " ");
    end = token_end (p, &cells);
    words |= !cells;
    digits |= cells && strcspn (p, "0123456789") < (gsize) (end - p);
  }
  return digits && words;
}

const char *
tlr_strip_take_piece (const char *text, TlrPiece *piece)
{
  const char *end = text + strspn (text, " "), *next;
  gboolean cells;

  /* Spaces go with the numbers, but for those inside of words. */
  next = token_end (end, &cells);
  piece->cells = cells || end > text;
  if (piece->cells && !cells)
    next = end;
  for (end = next; *end; end = next) {
    const char *start = end + strspn (end, " ");

    next = token_end (start, &cells);
    if (piece->cells && !cells)
      end = start;
    if (piece->cells != cells || start == end)
      break;
  }
  memcpy (piece->text, text, (gsize) (end - text));
  piece->text[end - text] = 0;
  return end;
}
