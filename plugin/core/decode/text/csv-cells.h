/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/cell.h"

G_BEGIN_DECLS

/* The cells of a line, and room for those of the next: as much as the lines need, and not for all that
 * there may be. Not thread-safe. */
typedef struct {
  TlmCell *at;
  guint n_room;            /* so many */
  guint most;              /* TLM_LIMIT_COLUMNS as it was at the beginning */
} TlmCsvCells;

void tlm_csv_cells_init (TlmCsvCells *cells);

void tlm_csv_cells_clear (TlmCsvCells *cells);

/* Makes room for N cells, or for the most; what is in them stays. */
void tlm_csv_cells_reserve (TlmCsvCells *cells, gsize n);

/* How many cells LINE has, which point into it; the most of them are kept. 0 where a quote is not closed. */
guint tlm_csv_cells_split (TlmCsvCells *cells, const char *line, gsize length, char delimiter);

G_END_DECLS
