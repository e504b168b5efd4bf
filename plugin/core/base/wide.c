/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/wide.h"

#define HALF 32
#define LOW_HALF G_GUINT64_CONSTANT (0xffffffff)

/* The whole product of two numbers of 64 bits, by halves. */
static TlmWide
multiply (guint64 a, guint64 b)
{
  guint64 a1 = a >> HALF, a0 = a & LOW_HALF, b1 = b >> HALF, b0 = b & LOW_HALF;
  guint64 low = a0 * b0, middle = a1 * b0 + (low >> HALF);
  guint64 other = a0 * b1 + (middle & LOW_HALF);

  return (TlmWide) { (gint64) (a1 * b1 + (middle >> HALF) + (other >> HALF)),
    (other << HALF) | (low & LOW_HALF) };
}

TlmWide
tlm_wide_product (TlmWide a, gint64 b)
{
  TlmWide product = multiply (a.low, (guint64) b);
  guint64 high = (guint64) product.high + (guint64) a.high * (guint64) b;

  /* As an unsigned number a negative B is 2^64 too much. */
  product.high = (gint64) (b < 0 ? high - a.low : high);
  return product;
}

/* One digit of 32 bits of the long division of REST and the digit below it, NEXT, by a
 * DIVISOR whose first bit is set; leaves what remains. D. E. Knuth, The Art of Computer
 * Programming 2, section 4.3.1, algorithm D. */
static guint64
divide_digit (guint64 *rest, guint64 next, guint64 divisor)
{
  guint64 first = divisor >> HALF, second = divisor & LOW_HALF;
  guint64 digit = *rest / first, over = *rest % first;

  while (digit > LOW_HALF || digit * second > ((over << HALF) | next)) {
    digit--;
    over += first;
    if (over > LOW_HALF)
      break;
  }
  *rest = ((*rest << HALF) | next) - digit * divisor;
  return digit;
}

/* HIGH, LOW / DIVISOR, where HIGH is less than DIVISOR. */
static guint64
divide (guint64 high, guint64 low, guint64 divisor, guint64 *rest)
{
  guint shift = (guint) __builtin_clzll (divisor);
  guint64 quotient;

  if (high == 0) {
    *rest = low % divisor;
    return low / divisor;
  }
  divisor <<= shift;
  *rest = shift == 0 ? high : (high << shift) | (low >> (64 - shift));
  low <<= shift;
  quotient = divide_digit (rest, low >> HALF, divisor) << HALF;
  quotient |= divide_digit (rest, low & LOW_HALF, divisor);
  *rest >>= shift;
  return quotient;
}

gboolean
tlm_wide_floor (TlmWide a, guint64 divisor, gint64 *quotient)
{
  gboolean negative = a.high < 0;
  TlmWide size = negative ? tlm_wide_difference (tlm_wide (0), a) : a;
  guint64 whole, rest;

  g_return_val_if_fail (divisor != 0 && quotient != NULL, FALSE);
  if ((guint64) size.high >= divisor)
    return FALSE;
  whole = divide ((guint64) size.high, size.low, divisor, &rest);
  if (!negative) {
    if (whole > G_MAXINT64)
      return FALSE;
    *quotient = (gint64) whole;
    return TRUE;
  }
  /* -WHOLE - 1 where something is left: -1 - X is the complement of X. */
  if (whole > G_MAXINT64 && (whole > (guint64) G_MAXINT64 + 1 || rest > 0))
    return FALSE;
  *quotient = (gint64) (rest > 0 ? ~whole : 0 - whole);
  return TRUE;
}

gboolean
tlm_wide_nearest (TlmWide a, gint64 divisor, gint64 *quotient)
{
  g_return_val_if_fail (divisor > 0, FALSE);
  return tlm_wide_floor (tlm_wide_sum (tlm_wide_sum (a, a), tlm_wide (divisor)),
      2 * (guint64) divisor, quotient);
}
