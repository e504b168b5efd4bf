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

/* Read what stands in a layout file: "24" or "5%"; a finite number; "#rrggbb",
 * "#rrggbbaa", white, black or none, as r, g, b, a, each 0..1 and not premultiplied.
 * FALSE, and OUT untouched, when TEXT is none. */
gboolean tlr_key_read_length (const char *text, TlrLength *out);
gboolean tlr_key_read_number (const char *text, double *out);
gboolean tlr_key_read_colour (const char *text, double out[4]);

G_END_DECLS
