/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/rational.h"

#include <math.h>

#include "core/base/wide.h"

static guint64
common_of (guint64 a, guint64 b)
{
  while (b != 0) {
    guint64 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static guint64
size_of (gint64 n)
{
  return n < 0 ? 0 - (guint64) n : (guint64) n;
}

gboolean
tlm_rational_make (gint64 n, gint64 d, TlmRational *out)
{
  guint64 common = common_of (size_of (n), size_of (d)), size;

  if (d == 0)
    return FALSE;
  size = size_of (n) / common;
  if (size > G_MAXINT64 || size_of (d) / common > G_MAXINT64)
    return FALSE;
  *out = (TlmRational) { .n = (n < 0) != (d < 0) ? -(gint64) size : (gint64) size,
    .d = (gint64) (size_of (d) / common) };
  return TRUE;
}

/* A sum has no factor in common with its divisor but one of those that the divisors share. */
gboolean
tlm_rational_add (TlmRational a, TlmRational b, TlmRational *out)
{
  gint64 shared = (gint64) common_of ((guint64) a.d, (guint64) b.d), left, right, n, d;

  if (__builtin_mul_overflow (a.n, b.d / shared, &left) || __builtin_mul_overflow (b.n, a.d / shared, &right) ||
      __builtin_add_overflow (left, right, &n))
    return FALSE;
  left = (gint64) common_of (size_of (n), (guint64) shared);
  if (__builtin_mul_overflow (a.d / shared, b.d / left, &d))
    return FALSE;
  return tlm_rational_make (n / left, d, out);
}

gboolean
tlm_rational_subtract (TlmRational a, TlmRational b, TlmRational *out)
{
  b.n = -b.n;
  return tlm_rational_add (a, b, out);
}

gboolean
tlm_rational_multiply (TlmRational a, TlmRational b, TlmRational *out)
{
  gint64 first = (gint64) common_of (size_of (a.n), (guint64) b.d);
  gint64 second = (gint64) common_of (size_of (b.n), (guint64) a.d), n, d;

  if (__builtin_mul_overflow (a.n / first, b.n / second, &n) ||
      __builtin_mul_overflow (a.d / second, b.d / first, &d))
    return FALSE;
  return tlm_rational_make (n, d, out);
}

gboolean
tlm_rational_divide (TlmRational a, TlmRational b, TlmRational *out)
{
  TlmRational turned;

  return tlm_rational_make (b.d, b.n, &turned) && tlm_rational_multiply (a, turned, out);
}

int
tlm_rational_compare (TlmRational a, TlmRational b)
{
  TlmWide apart = tlm_wide_difference (tlm_wide_product (tlm_wide (a.n), b.d),
      tlm_wide_product (tlm_wide (b.n), a.d));

  return apart.high < 0 ? -1 : apart.high > 0 || apart.low > 0;
}

gint64
tlm_rational_floor (TlmRational value)
{
  gint64 whole = value.n / value.d;

  return whole - (value.n % value.d < 0);
}

gboolean
tlm_rational_to_ns (TlmRational seconds, gint64 *ns)
{
  return tlm_wide_nearest (tlm_wide_product (tlm_wide (seconds.n), TLM_SECOND), seconds.d, ns);
}

TlmRational
tlm_rational_from_ns (gint64 ns)
{
  TlmRational seconds = TLM_RATIONAL_ZERO;

  tlm_rational_make (MAX (ns, -G_MAXINT64), TLM_SECOND, &seconds);
  return seconds;
}

/* Digits from *TEXT on, at most 18, times what *VALUE was; counts them. */
static gboolean
take_digits (const char **text, const char *end, gint64 *value, guint *n)
{
  *n = 0;
  for (; *text < end && g_ascii_isdigit (**text); ++*text, ++*n)
    if (__builtin_mul_overflow (*value, 10, value) || __builtin_add_overflow (*value, **text - '0', value))
      return FALSE;
  return TRUE;
}

gboolean
tlm_rational_parse (const char *text, gsize length, TlmRational *out)
{
  const char *end = text + length;
  gint64 n = 0, d = 1;
  guint digits, behind = 0;
  gboolean is_negative = length > 0 && *text == '-';

  text += is_negative || (length > 0 && *text == '+');
  if (!take_digits (&text, end, &n, &digits))
    return FALSE;
  if (text < end && *text == '.') {
    text++;
    if (!take_digits (&text, end, &n, &behind) || behind > 18)
      return FALSE;
    for (guint i = 0; i < behind; i++)
      d *= 10;
  } else if (text < end && *text == '/' && digits > 0) {
    text++;
    d = 0;
    if (!take_digits (&text, end, &d, &behind) || behind == 0)
      return FALSE;
  }
  return text == end && digits + behind > 0 && tlm_rational_make (is_negative ? -n : n, d, out);
}

gboolean
tlm_rational_from_rate (double per_second, TlmRational *out)
{
  static const int nominal[] = { 24, 30, 48, 60, 120 };

  if (!(per_second > 0) || per_second > 1e6)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (nominal); i++)
    if (fabs (per_second - nominal[i] / 1.001) < 0.005)
      return tlm_rational_make (nominal[i] * 1000, 1001, out);
  return tlm_rational_make (llround (per_second * 1e6), 1000000, out);
}
