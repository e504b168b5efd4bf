/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/csv-reader.h"

#include <string.h>

#include "core/base/error.h"
#include "core/decode/text/column-help.h"
#include "core/decode/text/columns.h"
#include "core/decode/text/rows.h"

struct _TlmCsvReader {
  TlmLog *log;
  TlmCsvLayout layout;
  TlmDecodeOptions *options;
  guint64 line;            /* lines read */
  char *comment;           /* the last one before the table, without its mark */
  guint64 comment_line;
  GPtrArray *names;        /* char *, or NULL until they are known */
  guint64 names_line;
  TlmColumns *columns;
  TlmRows *rows;
  TlmCell *cells;          /* TLM_COLUMNS_MAX of them */
};

TlmCsvReader *
tlm_csv_reader_new (TlmLog *log, const TlmCsvLayout *layout, const TlmDecodeOptions *options)
{
  const TlmDecodeOptions none = { 0 };
  TlmCsvReader *reader;

  g_return_val_if_fail (log != NULL && layout != NULL, NULL);
  reader = g_new0 (TlmCsvReader, 1);
  reader->log = log;
  reader->layout = *layout;
  reader->options = tlm_decode_options_copy (options ? options : &none);
  reader->cells = g_new (TlmCell, TLM_COLUMNS_MAX);
  return reader;
}

void
tlm_csv_reader_free (TlmCsvReader *reader)
{
  if (!reader)
    return;
  tlm_rows_free (reader->rows);
  tlm_columns_free (reader->columns);
  g_clear_pointer (&reader->names, g_ptr_array_unref);
  tlm_decode_options_free (reader->options);
  g_free (reader->comment);
  g_free (reader->cells);
  g_free (reader);
}

static gboolean
too_many_columns (const TlmCsvReader *reader, guint n, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT,
      "line %" G_GUINT64_FORMAT ": %u columns; a table has at most %d", reader->line, n,
      TLM_COLUMNS_MAX);
  return FALSE;
}

static void
set_names (TlmCsvReader *reader, guint n, guint64 line)
{
  reader->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (reader->names, tlm_cell_dup (reader->cells[i], TLM_CSV_MAX_LINE));
  reader->names_line = line;
}

/* A comment right before the data names the columns when it has as many words. */
static gboolean
names_from_comment (TlmCsvReader *reader, guint n)
{
  g_autofree TlmCell *data = g_memdup2 (reader->cells, n * sizeof (TlmCell));
  gboolean found = FALSE;

  if (reader->comment &&
      tlm_csv_split (reader->comment, strlen (reader->comment), reader->layout.delimiter,
          reader->cells, TLM_COLUMNS_MAX) == n && !tlm_csv_is_data (reader->cells, n)) {
    set_names (reader, n, reader->comment_line);
    found = TRUE;
  }
  memcpy (reader->cells, data, n * sizeof (TlmCell));
  return found;
}

/* Without names columns go by number: "#1". */
static gboolean
names_from_option (TlmCsvReader *reader, guint n, GError **error)
{
  g_autofree char *where = g_strdup_printf ("line %" G_GUINT64_FORMAT, reader->line);

  if (!reader->options->columns || !strchr (reader->options->columns, '#'))
    return tlm_column_help_set_no_names (n, where, error);
  reader->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (reader->names, g_strdup (""));
  reader->names_line = reader->line;
  return TRUE;
}

static gboolean
set_columns (TlmCsvReader *reader, const TlmCell *sample, GError **error)
{
  g_autofree char *where = g_strdup_printf ("line %" G_GUINT64_FORMAT, reader->names_line);

  reader->columns = tlm_columns_new (reader->log, (const char *const *) reader->names->pdata,
      reader->names->len, sample, reader->options, where, error);
  if (!reader->columns || !tlm_columns_check_found (reader->columns, where, error))
    return FALSE;
  reader->rows = tlm_rows_new (reader->log, reader->columns, reader->layout.point,
      reader->options->vehicle, "line");
  return TRUE;
}

/* The first line that is no comment: names, or already values. */
static gboolean
take_first (TlmCsvReader *reader, guint n, gboolean *is_names, GError **error)
{
  if (n > TLM_COLUMNS_MAX)
    return too_many_columns (reader, n, error);
  *is_names = !tlm_csv_is_data (reader->cells, n);
  if (!*is_names)
    return names_from_comment (reader, n) || names_from_option (reader, n, error);
  set_names (reader, n, reader->line);
  return TRUE;
}

/* A row has a cell for each column; one more that is empty comes from a
 * delimiter at the end of the line. */
static gboolean
has_right_count (TlmCsvReader *reader, guint n)
{
  guint due = reader->names->len;

  if (n == due || (n == due + 1 && n <= TLM_COLUMNS_MAX &&
          tlm_csv_is_blank (reader->cells[due].text, reader->cells[due].length)))
    return TRUE;
  if (n == 0)
    tlm_log_bad (reader->log, "line %" G_GUINT64_FORMAT ": a quote is not closed", reader->line);
  else
    tlm_log_bad (reader->log, "line %" G_GUINT64_FORMAT ": %u cells, not %u as there are columns",
        reader->line, n, due);
  return FALSE;
}

static gboolean
take_row (TlmCsvReader *reader, const char *line, gsize length, GError **error)
{
  guint n = tlm_csv_split (line, length, reader->layout.delimiter, reader->cells,
      TLM_COLUMNS_MAX);
  gboolean is_names;

  if (!reader->names) {
    if (!take_first (reader, n, &is_names, error))
      return FALSE;
    if (is_names)
      return TRUE;
  }
  if (!has_right_count (reader, n))
    return TRUE;
  if (!reader->columns && !set_columns (reader, reader->cells, error))
    return FALSE;
  tlm_rows_push (reader->rows, reader->cells, reader->names->len, reader->line);
  return TRUE;
}

gboolean
tlm_csv_reader_push_line (TlmCsvReader *reader, const char *line, gsize length, GError **error)
{
  gsize mark;

  g_return_val_if_fail (reader != NULL && line != NULL, FALSE);
  reader->line++;
  if (length > TLM_CSV_MAX_LINE) {
    tlm_log_bad (reader->log, "line %" G_GUINT64_FORMAT ": longer than 1 MiB", reader->line);
    return TRUE;
  }
  if (tlm_csv_is_blank (line, length))
    return TRUE;
  mark = tlm_csv_comment_mark (line, length);
  if (mark == 0)
    return take_row (reader, line, length, error);
  if (!reader->names) {
    g_free (reader->comment);
    reader->comment = tlm_cell_dup ((TlmCell) { line + mark, length - mark }, TLM_CSV_MAX_LINE);
    reader->comment_line = reader->line;
  }
  return TRUE;
}

gboolean
tlm_csv_reader_finish (TlmCsvReader *reader, GError **error)
{
  g_return_val_if_fail (reader != NULL, FALSE);
  if (reader->names && !reader->columns && !set_columns (reader, NULL, error))
    return FALSE;
  if (!reader->columns || reader->log->n_good == 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s%s%s", reader->names ?
        "there is a line of column names, and no row that can be read" : "there is no table in it",
        reader->log->first_bad ? "; " : "", reader->log->first_bad ? reader->log->first_bad : "");
    return FALSE;
  }
  return tlm_rows_finish (reader->rows, error);
}
