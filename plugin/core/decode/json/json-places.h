/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/place-pairs.h"

G_BEGIN_DECLS

/* Places in one string of an object ({"position":"47.1 N, 11.4 E"}), as columns
 * (core/decode/table/place-pairs.h). A receiver may have none at first: the first objects are all
 * looked at. All zero at the beginning. */
typedef struct {
  TlmPlacePairs *pairs;    /* NULL until there is one */
  guint n_looked;          /* objects */
} TlmJsonPlaces;

/* Takes the CELLS (TlmCell) of an object, of the columns NAMES (char *), with which cells and the
 * guint64 of SEEN grow where a place is found, and COLUMNS, unless NULL: they are not made yet. TRUE
 * when one was found just now. */
gboolean tlm_json_places_take (TlmJsonPlaces *places, GPtrArray *names, GArray *cells, GArray *seen,
    TlmColumns *columns);

/* Frees what it has. */
void tlm_json_places_clear (TlmJsonPlaces *places);

G_END_DECLS
