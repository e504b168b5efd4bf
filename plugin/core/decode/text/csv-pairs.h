/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"

G_BEGIN_DECLS

/* Columns that hold both coordinates of a place in one cell: "47.123, 11.456", "47.123 11.456",
 * "47.123N 11.456E", as receivers' and radios' logs write them. Each becomes two columns more.
 * Which number is which is known where the name says it ("lat,lon", "lonlat") or letters do:
 * then they are "latitude" and "longitude". Else they are NAME.1 and NAME.2, nothing takes
 * them by itself, and a note shows the columns= that does: a place with its coordinates
 * exchanged looks like another place. */
typedef struct _TlmCsvPairs TlmCsvPairs;

/* Looks for them among the columns NAMES (char *), by a row with a cell of each; POINT stands
 * before fractions. Their names are appended to NAMES. NULL where there are none. */
TlmCsvPairs *tlm_csv_pairs_find (GPtrArray *names, const TlmCell *sample, char point);

/* Frees them; nothing for NULL. */
void tlm_csv_pairs_free (TlmCsvPairs *pairs);

/* Writes the cells of the columns that were appended behind the others in CELLS. They hold
 * until the next row. A cell that is no pair gives two without content. */
void tlm_csv_pairs_split (TlmCsvPairs *pairs, TlmCell *cells);

/* Notes on the log of COLUMNS, which have them, what became of them. */
void tlm_csv_pairs_tell (const TlmCsvPairs *pairs, const TlmColumns *columns);

G_END_DECLS
