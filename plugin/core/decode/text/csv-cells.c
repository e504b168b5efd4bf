/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/csv-cells.h"

#include "core/base/limits.h"
#include "core/decode/text/csv-layout.h"

void
tlm_csv_cells_init (TlmCsvCells *cells)
{
  g_return_if_fail (cells != NULL);
  *cells = (TlmCsvCells) { .most = (guint) tlm_limit (TLM_LIMIT_COLUMNS) };
}

void
tlm_csv_cells_clear (TlmCsvCells *cells)
{
  g_return_if_fail (cells != NULL);
  g_clear_pointer (&cells->at, g_free);
  cells->n_room = 0;
}

void
tlm_csv_cells_reserve (TlmCsvCells *cells, gsize n)
{
  n = MIN (n, cells->most);
  if (n <= cells->n_room)
    return;
  cells->n_room = MIN (MAX ((guint) n, 2 * cells->n_room), cells->most);
  cells->at = g_renew (TlmCell, cells->at, cells->n_room);
}

/* A line has no more cells than bytes, and one. */
guint
tlm_csv_cells_split (TlmCsvCells *cells, const char *line, gsize length, char delimiter)
{
  tlm_csv_cells_reserve (cells, length + 1);
  return tlm_csv_split (line, length, delimiter, cells->at, cells->n_room);
}
