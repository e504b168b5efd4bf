/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends VALUE in 15 to 17 figures, as few as read back as the same double (IEEE
 * 754-2008, 5.12.2), with a point whatever the locale. Whole numbers below 1e16, and
 * what 15 figures and 14 decimals hold, have no exponent. "nan", "inf" and "-inf" for
 * what is not finite. Thread safe. */
void tlm_number_append (GString *out, double value);

/* MAGNITUDE (finite, not negative, below 1e18 in those units) in units of the last of DECIMALS
 * (0 to 9), half away from zero on the decimal digits as a reader rounds them: 0.15 is 2 with
 * one decimal, although the binary number nearest to 0.15 lies below it. */
guint64 tlm_number_scaled (double magnitude, guint decimals);

/* The whole number nearest to VALUE, a half away from zero. FALSE, and OUT untouched, where 64 bits do not hold
 * it or it is none: a cast of such a VALUE is undefined (C17, 6.3.1.4), and differs from machine to machine. Thread safe. */
gboolean tlm_number_to_int64 (double value, gint64 *out);

G_END_DECLS
