/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/cell.h"

G_BEGIN_DECLS

/* How a text table is written, found from its first lines. */
typedef struct {
  char delimiter;        /* ',' ';' '\t' '|', or ' ' for runs of blanks */
  char point;            /* before fractions: '.' or ',' */
  guint columns;         /* cells that most lines have */
  guint score;           /* 0 to 100: how sure it is that this is a table of telemetry */
} TlmCsvLayout;

/* Looks at LENGTH bytes of DATA: the beginning of a table, without a byte-order
 * mark. The first 64 lines that are neither blank nor a comment are looked at,
 * of these as many as begin within 64 KiB, and 4 where lines are longer. The last one may be cut
 * where DATA ends at 64 KiB or later. */
TlmCsvLayout tlm_csv_layout_find (const char *data, gsize length);

/* Whether a line only says the delimiter, as spreadsheets write "sep=;"; DELIMITER receives
 * it. */
gboolean tlm_csv_is_separator (const char *line, gsize length, char *delimiter);

/* One line, without its end. Returns the position after its end (LF, CR LF or
 * CR), or LENGTH. */
gsize tlm_csv_line_end (const char *data, gsize length, gsize position, gsize *line_length);

/* Splits a line into at most CAPACITY cells. Quotes around cells are taken off;
 * a doubled quote inside one stays doubled, which no number or name has. Blanks
 * around cells are left. Returns the number of cells, which may be more than
 * CAPACITY; 0 when a quote is not closed. */
guint tlm_csv_split (const char *line, gsize length, char delimiter, TlmCell *cells,
    guint capacity);

/* Whether a line says nothing: blank. */
gboolean tlm_csv_is_blank (const char *line, gsize length);

/* How many bytes mark a line as a comment ('#', '%', "//" after blanks), with
 * the blanks around the mark; 0 when it is none. */
gsize tlm_csv_comment_mark (const char *line, gsize length);

/* Whether cells are values rather than the names of columns: one of them is a
 * number or a "nan". */
gboolean tlm_csv_is_data (const TlmCell *cells, guint n_cells);

G_END_DECLS
