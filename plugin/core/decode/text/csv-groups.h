/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/text/csv-layout.h"

G_BEGIN_DECLS

/* Thousands apart: 1.051,0 beside a comma for fractions, 1,051.0 beside a point, 1'051 and
 * 1 051 beside either. A column is read so only where one of its numbers cannot be read
 * otherwise, and none can be read only otherwise; a lone 1.051 tells nothing. */

/* By column, what stands between its thousands: '.' ',' or ' ' for a blank, an apostrophe and the
 * like; '\0' for none. Looks at LENGTH bytes of DATA, all that there is. NULL when no column
 * has any. To be freed. N receives how many columns are told of. */
char *tlm_csv_groups_find (const char *data, gsize length, const TlmCsvLayout *layout, guint *n);

/* CELL without what stands between its thousands, in BUFFER; CELL as it is where it has no
 * such number. */
TlmCell tlm_csv_ungroup (TlmCell cell, char group, char point, GStringChunk *buffer);

G_END_DECLS
