/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A whole number of 128 bits in two's complement, for products of times that are divided
 * again. The compiler's own __int128 is missing on machines of 32 bits, and this is the same
 * on all. A plain value of pure functions, thread safe. */
typedef struct {
  gint64 high;
  guint64 low;
} TlmWide;

static inline TlmWide
tlm_wide (gint64 value)
{
  return (TlmWide) { value < 0 ? -1 : 0, (guint64) value };
}

/* A + B and A - B, modulo 2^128. */
static inline TlmWide
tlm_wide_sum (TlmWide a, TlmWide b)
{
  guint64 low = a.low + b.low;

  return (TlmWide) { (gint64) ((guint64) a.high + (guint64) b.high + (low < a.low)), low };
}

static inline TlmWide
tlm_wide_difference (TlmWide a, TlmWide b)
{
  return (TlmWide) { (gint64) ((guint64) a.high - (guint64) b.high - (a.low < b.low)),
    a.low - b.low };
}

/* A * B, modulo 2^128. */
TlmWide tlm_wide_product (TlmWide a, gint64 b);

/* The greatest whole number that is not over A / DIVISOR, which is not 0. FALSE, and QUOTIENT
 * untouched, when 64 bits do not hold it. */
gboolean tlm_wide_floor (TlmWide a, guint64 divisor, gint64 *quotient);

/* The whole number nearest to A / DIVISOR, as above; a half goes up. DIVISOR is over 0 and at
 * most G_MAXINT64, and A less than 2^126 from 0. */
gboolean tlm_wide_nearest (TlmWide a, gint64 divisor, gint64 *quotient);

G_END_DECLS
