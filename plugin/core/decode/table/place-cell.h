/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/cell.h"

G_BEGIN_DECLS

/* Which of two numbers is the latitude. */
typedef enum { TLM_PLACE_UNKNOWN, TLM_PLACE_LATITUDE_FIRST, TLM_PLACE_LONGITUDE_FIRST } TlmPlaceOrder;

/* One number of a pair. */
typedef struct {
  const char *text;        /* without its letter */
  gsize length;
  guint whole, fraction;   /* digits before and behind the point */
  char letter;             /* of NSEW, or 0 */
  gboolean has_parts;      /* it is degrees and minutes, perhaps seconds: TEXT are the degrees alone */
  double value;            /* without the sign of its letter */
} TlmPlaceHalf;

/* A cell as two numbers, perhaps in brackets or in a form that has them; FALSE for anything else.
 * ORDER becomes what the cell itself says: by letters, POINT(lon lat) of well-known text, a geo URI,
 * ISO 6709. POINT stands before fractions. Degrees with minutes and seconds are read with letters alone,
 * each apart (48 7 2.3 N); together (4807.038) they are refused. Nothing is allocated; the halves point into the cell. */
gboolean tlm_place_cell_read (TlmCell cell, char point, TlmPlaceHalf *halves, TlmPlaceOrder *order);

G_END_DECLS
