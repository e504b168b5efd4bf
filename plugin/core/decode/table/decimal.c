/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/decimal.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/base/cell.h"

/* One product of two exact doubles is the nearest double only where it is rounded to a double at
 * once: the x87 of i386 keeps more digits and rounds again. */
#define ROUNDS_ONCE (FLT_EVAL_METHOD == 0 || FLT_EVAL_METHOD == 1)

#define EXACT_MANTISSA (G_GUINT64_CONSTANT (1) << 53)
#define EXACT_POWER 22
#define MAX_NUMBER_LENGTH 400   /* longer ones are no measurement */
#define MAX_EXPONENT 9999

static const double powers_of_ten[EXACT_POWER + 1] = {
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
  1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
};

/* A decimal taken apart: (negative ? -1 : 1) × mantissa × 10^exponent, and
 * whether digits were left out of the mantissa. */
typedef struct {
  gboolean negative;
  guint64 mantissa;
  int exponent;
  gboolean cut;
} Parts;

static const char *const missing_words[] = {
  "nan", "null", "none", "n/a", "na", "-", "--", "---", "-nan", "+nan", "nan(ind)", "-nan(ind)",
  "nan(snan)", "-nan(snan)", "1.#qnan", "-1.#qnan", "1.#ind", "-1.#ind", "1.#snan", "-1.#snan"
};
static const char *const infinite_words[] = {
  "inf", "infinity", "+inf", "+infinity", "-inf", "-infinity", "1.#inf",
  "-1.#inf"
};

static gboolean
is_word (const char *text, gsize length, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (tlm_cell_equal_case ((TlmCell) { text, length }, words[i]))
      return TRUE;
  return FALSE;
}

static TlmDecimal
parse_word (const char *text, gsize length)
{
  if (length == 0 || is_word (text, length, missing_words, G_N_ELEMENTS (missing_words)))
    return TLM_DECIMAL_MISSING;
  if (is_word (text, length, infinite_words, G_N_ELEMENTS (infinite_words)))
    return TLM_DECIMAL_INFINITE;
  return TLM_DECIMAL_BAD;
}

static inline gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static inline void
add_digit (Parts *parts, guint digit, gboolean fraction)
{
  if (parts->mantissa > (G_MAXUINT64 - 9) / 10) {
    parts->cut |= digit != 0;
    parts->exponent += fraction ? 0 : 1;
    return;
  }
  parts->mantissa = parts->mantissa * 10 + digit;
  parts->exponent -= fraction ? 1 : 0;
}

/* The digits around the point; the end of them, or NULL when there are none. */
static const char *
scan_digits (const char *p, const char *end, char point, Parts *parts)
{
  const char *first = p;
  gsize points = 0;

  for (; p < end; p++) {
    if (*p >= '0' && *p <= '9')
      add_digit (parts, (guint) (*p - '0'), points > 0);
    else if (*p == point && points == 0)
      points++;
    else
      break;
  }
  return (gsize) (p - first) > points ? p : NULL;
}

static const char *
scan_exponent (const char *p, const char *end, Parts *parts)
{
  gboolean negative = FALSE;
  int value = 0;

  if (p == end || (*p != 'e' && *p != 'E'))
    return p;
  if (++p < end && (*p == '+' || *p == '-'))
    negative = *p++ == '-';
  if (p == end || !g_ascii_isdigit (*p))
    return NULL;
  for (; p < end && g_ascii_isdigit (*p); p++)
    value = MIN (value * 10 + (*p - '0'), MAX_EXPONENT);
  parts->exponent += negative ? -value : value;
  return p;
}

static gboolean
scan (const char *p, const char *end, char point, Parts *parts)
{
  *parts = (Parts) { 0 };
  if (p < end && (*p == '-' || *p == '+'))
    parts->negative = *p++ == '-';
  p = scan_digits (p, end, point, parts);
  if (p)
    p = scan_exponent (p, end, parts);
  return p == end;
}

static TlmDecimal
parse_slowly (const char *text, gsize length, char point, double *out)
{
  char copy[MAX_NUMBER_LENGTH + 1];
  char *comma;
  double value;

  memcpy (copy, text, length);
  copy[length] = '\0';
  comma = point != '.' ? strchr (copy, point) : NULL;
  if (comma)
    *comma = '.';
  value = g_ascii_strtod (copy, NULL);
  if (!isfinite (value))
    return TLM_DECIMAL_INFINITE;
  *out = value;
  return TLM_DECIMAL_NUMBER;
}

static void
trim (const char **text, gsize *length)
{
  while (*length > 0 && is_blank (**text)) {
    (*text)++;
    (*length)--;
  }
  while (*length > 0 && is_blank ((*text)[*length - 1]))
    (*length)--;
}

TlmDecimal
tlm_decimal_parse (const char *text, gsize length, char point, double *out)
{
  Parts parts;
  double value;

  g_return_val_if_fail (out != NULL && (text != NULL || length == 0), TLM_DECIMAL_BAD);
  trim (&text, &length);
  if (length == 0 || length > MAX_NUMBER_LENGTH ||
      !scan (text, text + length, point, &parts))
    return parse_word (text, length);
  if (!ROUNDS_ONCE || parts.cut || parts.mantissa > EXACT_MANTISSA || ABS (parts.exponent) > EXACT_POWER)
    return parse_slowly (text, length, point, out);
  value = (double) parts.mantissa;
  if (parts.exponent < 0)
    value /= powers_of_ten[-parts.exponent];
  else
    value *= powers_of_ten[parts.exponent];
  *out = parts.negative ? -value : value;
  return TLM_DECIMAL_NUMBER;
}

static gboolean
scale (const Parts *parts, int exponent, gint64 *out)
{
  guint64 value = parts->mantissa;
  int power = parts->exponent + exponent;
  guint last = 0;

  for (; power > 0 && value > 0; power--)
    if (__builtin_mul_overflow (value, (guint64) 10, &value))
      return FALSE;
  for (; power < 0 && (value > 0 || last > 0); power++) {
    last = (guint) (value % 10);
    value /= 10;
  }
  value += last >= 5 ? 1 : 0;
  if (value > G_MAXINT64)
    return FALSE;
  *out = parts->negative ? -(gint64) value : (gint64) value;
  return TRUE;
}

TlmDecimal
tlm_decimal_parse_scaled (const char *text, gsize length, char point, int exponent, gint64 *out)
{
  Parts parts;

  g_return_val_if_fail (out != NULL && (text != NULL || length == 0), TLM_DECIMAL_BAD);
  trim (&text, &length);
  if (length == 0 || length > MAX_NUMBER_LENGTH ||
      !scan (text, text + length, point, &parts))
    return parse_word (text, length);
  return scale (&parts, exponent, out) ? TLM_DECIMAL_NUMBER : TLM_DECIMAL_INFINITE;
}
