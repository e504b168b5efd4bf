/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/place-cell.h"

#include <math.h>
#include <string.h>

#include "core/decode/table/decimal.h"

static char
letter_at (const char *p, const char *end)
{
  char letter = p < end ? g_ascii_toupper (*p) : '\0';
  gboolean alone = p + 1 >= end || !g_ascii_isalpha (p[1]);

  return letter && strchr ("NSEW", letter) && alone ? letter : '\0';
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && g_ascii_isspace (*p))
    p++;
  return p;
}

static const char *
skip_digits (const char *p, const char *end, guint *n)
{
  const char *from = p;

  while (p < end && g_ascii_isdigit (*p))
    p++;
  *n = (guint) (p - from);
  return p;
}

/* NULL for no number; otherwise where it ends. */
static const char *
read_number (const char *p, const char *end, char point, TlmPlaceHalf *half)
{
  half->text = p;
  half->fraction = 0;
  p = skip_digits (p + (p < end && (*p == '-' || *p == '+')), end, &half->whole);
  if (p < end && *p == point)
    p = skip_digits (p + 1, end, &half->fraction);
  half->length = (gsize) (p - half->text);
  return half->whole > 0 && half->whole <= 3 && tlm_decimal_parse (half->text, half->length, point,
      &half->value) == TLM_DECIMAL_NUMBER ? p : NULL;
}

/* What stands behind degrees, minutes and seconds: signs (degree, prime, quotation mark, colon) and
 * blanks. */
static const char *
skip_mark (const char *p, const char *end)
{
  static const char *const marks[] = { "\xc2\xb0", "\xc2\xba", "\xe2\x80\xb2", "\xe2\x80\xb3", "'", "\"",
    ":" };

  p = skip_blanks (p, end);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++) {
    gsize n = strlen (marks[i]);
    if ((gsize) (end - p) >= n && memcmp (p, marks[i], n) == 0)
      return skip_blanks (p + n, end);
  }
  return p;
}

/* Minutes, and perhaps seconds, behind whole degrees, which are without a sign; where they end, or
 * NULL for none. */
static const char *
read_parts (const char *p, const char *end, char point, TlmPlaceHalf *half)
{
  TlmPlaceHalf part = *half;
  double unit = 60;

  for (guint i = 0; i < 2 && part.fraction == 0; i++, unit *= 60) {
    const char *from = skip_mark (p, end), *to;
    if (from == p || from >= end || !g_ascii_isdigit (*from))
      break;
    to = read_number (from, end, point, &part);
    if (!to || part.whole > 2 || part.value >= 60)
      return NULL;
    half->value += part.value / unit;
    half->has_parts = TRUE;
    p = to;
  }
  return half->has_parts ? skip_mark (p, end) : NULL;
}

/* The same with a letter, before or behind it. */
static const char *
read_sexagesimal (const char *p, const char *end, char point, TlmPlaceHalf *half)
{
  half->letter = letter_at (p, end);
  p = half->letter ? skip_blanks (p + 1, end) : p;
  if (p >= end || !g_ascii_isdigit (*p))
    return NULL;
  p = read_number (p, end, point, half);
  p = p && half->fraction == 0 ? read_parts (p, end, point, half) : NULL;
  if (p && !half->letter && p < end)
    half->letter = letter_at (p++, end);
  return p && half->letter ? p : NULL;
}

/* Reads a number with its letter before or behind it, and a degree sign. NULL for anything
 * else; otherwise where it ends. */
static const char *
read_half (const char *p, const char *end, char point, TlmPlaceHalf *half)
{
  const char *parts;

  *half = (TlmPlaceHalf) { .letter = 0 };
  parts = read_sexagesimal (p, end, point, half);
  if (parts)
    return parts;
  *half = (TlmPlaceHalf) { .letter = letter_at (p, end) };
  p = read_number (half->letter ? skip_blanks (p + 1, end) : p, end, point, half);
  if (!p)
    return NULL;
  if (end - p >= 2 && memcmp (p, "\xc2\xb0", 2) == 0)
    p += 2;
  if (!half->letter && letter_at (skip_blanks (p, end), end)) {
    p = skip_blanks (p, end);
    half->letter = letter_at (p++, end);
  }
  return p;
}

static gboolean
is_latitude (char letter)
{
  return letter == 'N' || letter == 'S';
}

/* Letters of both, one of each kind, or of none. */
static gboolean
have_sense (const TlmPlaceHalf *halves)
{
  if (halves[0].letter && halves[1].letter)
    return is_latitude (halves[0].letter) != is_latitude (halves[1].letter) &&
        halves[0].value >= 0 && halves[1].value >= 0;
  return !halves[0].letter && !halves[1].letter;
}

static gboolean
is_bracket (char c, const char brackets[2])
{
  return c == brackets[0] || c == brackets[1];
}

/* Two numbers, perhaps in brackets. */
static gboolean
read_two (TlmCell cell, char point, TlmPlaceHalf *halves)
{
  const char *p, *end, *between;

  if (cell.length > 2 && is_bracket (cell.text[0], "([") &&
      is_bracket (cell.text[cell.length - 1], ")]"))
    cell = tlm_cell_trim ((TlmCell) { cell.text + 1, cell.length - 2 });
  end = cell.text + cell.length;
  p = between = read_half (cell.text, end, point, &halves[0]);
  if (!p)
    return FALSE;
  p = skip_blanks (p, end);
  if (p < end && *p != point && strchr (",;/", *p))
    p = skip_blanks (p + 1, end);
  if (p == between && !halves[0].letter)
    return FALSE;
  p = read_half (p, end, point, &halves[1]);
  return p == end && p != NULL && have_sense (halves);
}

/* Passes over WORD, whatever its case, and blanks. */
static gboolean
take_word (TlmCell *cell, const char *word)
{
  gsize n = strlen (word);

  for (gsize i = 0; i < n; i++)
    if (i >= cell->length || g_ascii_tolower (cell->text[i]) != word[i])
      return FALSE;
  *cell = tlm_cell_trim ((TlmCell) { cell->text + n, cell->length - n });
  return TRUE;
}

/* Two numbers, and more, between APART ('\0': blanks) up to END, which may be a blank. */
static gboolean
read_list (TlmCell cell, char apart, char last, TlmPlaceHalf *halves)
{
  const char *p = cell.text, *end = cell.text + cell.length;
  TlmPlaceHalf more;

  for (guint i = 0; i < 4; i++) {
    p = read_number (p, end, '.', i < 2 ? &halves[i] : &more);
    if (!p)
      return FALSE;
    p = skip_blanks (p, end);
    if (p == end || *p == last)
      return i > 0;
    if (apart && *p++ != apart)
      return FALSE;
  }
  return FALSE;
}

/* "+51.5074-000.1278+11.0/" of ISO 6709, which has degrees in two digits and three. */
static gboolean
read_iso6709 (TlmCell cell, TlmPlaceHalf *halves)
{
  const char *p = cell.text, *end = cell.text + cell.length;

  for (guint i = 0; i < 2; i++) {
    if (p >= end || (*p != '+' && *p != '-'))
      return FALSE;
    p = read_number (p, end, '.', &halves[i]);
    if (!p || halves[i].whole != 2 + i)
      return FALSE;
  }
  return end[-1] == '/' && (*p == '/' || *p == '+' || *p == '-' || *p == 'C');
}

/* What says by itself which number is which: a point of well-known text (ISO 19125-1: x, then y),
 * a geo URI (RFC 5870: latitude first), ISO 6709. */
static gboolean
read_form (TlmCell cell, TlmPlaceHalf *halves, TlmPlaceOrder *order)
{
  gboolean is_point;

  memset (halves, 0, 2 * sizeof *halves);
  take_word (&cell, "srid=4326;");
  is_point = take_word (&cell, "point");
  *order = is_point ? TLM_PLACE_LONGITUDE_FIRST : TLM_PLACE_LATITUDE_FIRST;
  if (is_point) {
    take_word (&cell, "z");
    return take_word (&cell, "(") && cell.length > 0 && cell.text[cell.length - 1] == ')' &&
        read_list (cell, '\0', ')', halves);
  }
  if (take_word (&cell, "geo:"))
    return read_list (cell, ',', ';', halves);
  return cell.length > 0 && read_iso6709 (cell, halves);
}

gboolean
tlm_place_cell_read (TlmCell cell, char point, TlmPlaceHalf *halves, TlmPlaceOrder *order)
{
  guint latitude;

  if (!cell.text)
    return FALSE;
  cell = tlm_cell_trim (cell);
  if (cell.length == 0)
    return FALSE;
  if (point != '.' || !read_form (cell, halves, order)) {
    if (!read_two (cell, point, halves))
      return FALSE;
    *order = !halves[0].letter ? TLM_PLACE_UNKNOWN : is_latitude (halves[0].letter) ? TLM_PLACE_LATITUDE_FIRST :
        TLM_PLACE_LONGITUDE_FIRST;
  }
  latitude = *order == TLM_PLACE_LONGITUDE_FIRST ? 1 : 0;
  return fabs (halves[0].value) <= 180 && fabs (halves[1].value) <= 180 && (*order == TLM_PLACE_UNKNOWN ||
      (halves[latitude].whole <= 2 && fabs (halves[latitude].value) <= 90));
}
