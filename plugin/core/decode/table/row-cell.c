/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/print-safe.h"
#include "core/decode/table/decimal.h"
#include "core/decode/table/rows-private.h"

gboolean
tlm_row_cell_is_missing (TlmCell cell)
{
  double number;

  return !cell.text ||
      tlm_decimal_parse (cell.text, cell.length, '.', &number) == TLM_DECIMAL_MISSING;
}

void
tlm_row_count_bad_cell (TlmRows *rows, guint64 line, const TlmColumn *column, TlmCell cell,
    const char *what)
{
  tlm_log_bad (rows->log, "%s %" G_GUINT64_FORMAT ": %s is \"%s\", %s", rows->record, line,
      tlm_head (column->name, 64).text, tlm_head_of (cell.text, cell.length, 40).text, what);
}

void
tlm_row_count_limited_cell (TlmRows *rows, guint64 line, const TlmColumn *column, TlmCell cell, TlmLimitId limit)
{
  tlm_row_count_bad_cell (rows, line, column, cell, rows->log->first_bad ? "" : tlm_limit_said (limit));
}
