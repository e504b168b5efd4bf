/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"

G_BEGIN_DECLS

/* Columns that hold both coordinates of a place in one cell: "47.123, 11.456", "47.123 11.456",
 * "47.1N 11.4E", "POINT(11.4 47.1)", "geo:47.1,11.4", "+47.1+011.4/", as receivers' and radios' logs,
 * services and cameras write them. Each becomes two columns more.
 * Which number is which is known where the name says it ("lat,lon", "lonlat"), or letters or the
 * form do: then they are "latitude" and "longitude". Else they are NAME.1 and NAME.2, nothing takes
 * them by itself, and a note shows the columns= that does: a place with its coordinates
 * exchanged looks like another place. */
typedef struct _TlmPlacePairs TlmPlacePairs;

/* Looks for them among the columns NAMES (char *), by a row with a cell of each; POINT stands
 * before fractions. Their names are appended to NAMES, while these are no more than MOST. NULL where
 * there are none. */
TlmPlacePairs *tlm_place_pairs_find (GPtrArray *names, guint most, const TlmCell *sample, char point);

/* Frees them; nothing for NULL. */
void tlm_place_pairs_free (TlmPlacePairs *pairs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmPlacePairs, tlm_place_pairs_free)

/* Writes the cells of the columns that were appended behind the others in CELLS. They hold
 * until the next row. A cell that is no pair gives two without content. */
void tlm_place_pairs_split (TlmPlacePairs *pairs, TlmCell *cells);

/* Notes on the log of COLUMNS, which have them, what became of them. */
void tlm_place_pairs_tell (const TlmPlacePairs *pairs, const TlmColumns *columns);

G_END_DECLS
