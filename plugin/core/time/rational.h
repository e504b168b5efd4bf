/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Exact seconds, as film counts them: 1001/30000 of a second has no end in nanoseconds, and over
 * three hours the rest of each frame adds up. Always reduced, N of any sign, D above 0. Pure
 * functions, thread safe. Those that return FALSE leave OUT untouched: the result, or what is
 * multiplied on the way to a sum, has no place in 64 bits, or a divisor is 0. */
typedef struct {
  gint64 n, d;
} TlmRational;

#define TLM_RATIONAL_ZERO ((TlmRational) { .n = 0, .d = 1 })
#define TLM_RATIONAL_ONE ((TlmRational) { .n = 1, .d = 1 })

/* N/D, D of any sign. */
gboolean tlm_rational_make (gint64 n, gint64 d, TlmRational *out);

gboolean tlm_rational_add (TlmRational a, TlmRational b, TlmRational *out);
gboolean tlm_rational_subtract (TlmRational a, TlmRational b, TlmRational *out);
gboolean tlm_rational_multiply (TlmRational a, TlmRational b, TlmRational *out);
gboolean tlm_rational_divide (TlmRational a, TlmRational b, TlmRational *out);

/* Below 0, 0, above 0. Never overflows. */
int tlm_rational_compare (TlmRational a, TlmRational b);

/* The greatest whole number that is not above it. */
gint64 tlm_rational_floor (TlmRational value);

/* Nanoseconds of SECONDS, to the nearest, a half up. */
gboolean tlm_rational_to_ns (TlmRational seconds, gint64 *ns);

/* Seconds of nanoseconds. */
TlmRational tlm_rational_from_ns (gint64 ns);

/* Reads "1001/30000", "12", "-12.5", with LENGTH bytes and no blanks: a decimal is what it says, not
 * the binary number next to it. FALSE for any other text. */
gboolean tlm_rational_parse (const char *text, gsize length, TlmRational *out);

/* What a format that writes frame rates as decimals means: 23.976, 23.98 and 23.976024 are
 * 24000/1001, as are their kin at 29.97, 47.95, 59.94 and 119.88; any other is what it says. The name
 * of a rate is within 0.005 of it, and no whole rate is so near. */
gboolean tlm_rational_from_rate (double per_second, TlmRational *out);

G_END_DECLS
