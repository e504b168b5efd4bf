/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Coloured parts of a scale: "0:80:#4cd964; 80:100:#ff3b30", each from a number
 * to a greater one, in the scale's unit. */
typedef struct {
  double low, high;
  double rgba[4];        /* not premultiplied */
} TlrZone;

#define TLR_ZONES_MAX 8

/* Reads them into ZONES of TLR_ZONES_MAX; FALSE, and N untouched, when TEXT is
 * none or holds more. */
gboolean tlr_zones_read (const char *text, TlrZone *zones, guint *n);

/* How many plain numbers a key has at most: "100; 120.5". */
#define TLR_NUMBERS_MAX 8

/* Reads up to TLR_NUMBERS_MAX numbers, as above. */
gboolean tlr_numbers_read (const char *text, double *numbers, guint *n);

G_END_DECLS
