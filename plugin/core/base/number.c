/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/number.h"

#include <math.h>

/* Whole numbers up to this size are exact in a double and need no exponent. */
#define WHOLE_MAX 1e15

/* At most 15 figures and 14 decimals, as nearly all that was measured has: a whole
 * number over a power of ten, whose quotient is rounded as a reader rounds those
 * digits. */
static gboolean
append_short (GString *out, double value)
{
  static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14 };
  char digits[24];
  gsize at = sizeof digits;
  guint decimals = 0;
  guint64 whole;

  for (; decimals < G_N_ELEMENTS (powers); decimals++) {
    volatile double quotient;
    double scaled = round (fabs (value) * powers[decimals]);
    if (scaled >= WHOLE_MAX)
      return FALSE;
    /* Through memory: the x87 of i386 would compare more digits than a double has. */
    quotient = scaled / powers[decimals];
    if (quotient == fabs (value))
      break;
  }
  if (decimals == G_N_ELEMENTS (powers))
    return FALSE;
  whole = (guint64) round (fabs (value) * powers[decimals]);
  for (guint i = 0; i <= decimals || whole > 0; i++, whole /= 10) {
    if (i == decimals && decimals > 0)
      digits[--at] = '.';
    digits[--at] = (char) ('0' + whole % 10);
  }
  if (value < 0)
    digits[--at] = '-';
  g_string_append_len (out, digits + at, (gssize) (sizeof digits - at));
  return TRUE;
}

guint64
tlm_number_scaled (double magnitude, guint decimals)
{
  static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };

  g_return_val_if_fail (decimals < G_N_ELEMENTS (powers), 0);
  return (guint64) floor (magnitude * powers[decimals] * (1 + 4 * 0x1p-53) + 0.5);
}

gboolean
tlm_number_to_int64 (double value, gint64 *out)
{
  double whole = round (value);

  g_return_val_if_fail (out != NULL, FALSE);
  if (!(whole >= -0x1p63 && whole < 0x1p63))
    return FALSE;
  *out = (gint64) whole;
  return TRUE;
}

void
tlm_number_append (GString *out, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (out != NULL);
  if (append_short (out, value))
    return;
  /* From 1 on, whatever 15 figures say is short. */
  for (guint i = fabs (value) >= 1; i < G_N_ELEMENTS (formats); i++) {
    g_ascii_formatd (text, sizeof text, formats[i], value);
    if (g_ascii_strtod (text, NULL) == value) {
      g_string_append (out, text);
      return;
    }
  }
  g_string_append (out, g_ascii_formatd (text, sizeof text, "%.17g", value));
}
