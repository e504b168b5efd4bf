/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A length as written. */
typedef struct {
  double value;
  gboolean percent;         /* of the frame (width or height), else thousandths
                               of the layout unit */
} TlrLength;

/* These read what stands in a layout file: FALSE, and OUT untouched, when TEXT is no such
 * thing. */

/* A length: "24" or "5%". */
gboolean tlr_key_read_length (const char *text, TlrLength *out);

/* A finite number. */
gboolean tlr_key_read_number (const char *text, double *out);

/* "#rrggbb", "#rrggbbaa", white, black or none: r, g, b, a, each 0..1, not
 * premultiplied. */
gboolean tlr_key_read_colour (const char *text, double out[4]);

G_END_DECLS
