/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends VALUE in 15 to 17 figures, as few as read back as the same double (IEEE
 * 754-2008, 5.12.2), with a point whatever the locale. Whole numbers below 1e16, and
 * what 15 figures and 14 decimals hold, have no exponent. "nan", "inf" and "-inf" for
 * what is not finite. Thread safe. */
void tlm_number_append (GString *out, double value);

G_END_DECLS
