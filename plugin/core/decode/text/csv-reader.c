/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/csv-reader.h"

#include <string.h>

#include "core/base/error.h"
#include "core/decode/table/column-help.h"
#include "core/decode/table/columns.h"
#include "core/decode/table/decimal.h"
#include "core/decode/table/rows.h"
#include "core/decode/text/csv-cells.h"
#include "core/decode/text/csv-event.h"
#include "core/decode/text/csv-groups.h"
#include "core/decode/table/place-pairs.h"

/* Bytes of the beginning that are looked at for cells that the first row lacks. */
#define MAX_HEAD 65536

/* How much longer text may become when it is made valid: U+FFFD for a byte. */
#define REPAIRED 3

/* Comments that are kept in case they name the columns. */
#define MAX_COMMENTS 64

struct _TlmCsvReader {
  TlmLog *log;
  TlmCsvLayout layout;
  TlmDecodeOptions *options;
  guint64 line;            /* lines read */
  GPtrArray *comments;     /* char *: the first ones before the table, without their marks */
  GPtrArray *events;       /* TlmEvent *, in comments */
  char *groups;            /* what stands between thousands, by column; or NULL */
  guint n_groups;
  GStringChunk *numbers;   /* of the row, without it */
  GString *head;           /* the beginning of the data; empty where it is not needed */
  GPtrArray *units;        /* char *, of a row under the names, or NULL */
  GPtrArray *names;        /* char *, or NULL until they are known */
  guint n_cells;           /* of a row, as it has columns */
  TlmPlacePairs *pairs;      /* places in one cell, or NULL */
  guint64 names_line;
  TlmColumns *columns;
  TlmRows *rows;
  TlmCsvCells cells;       /* of the line */
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
  tlm_csv_cells_init (&reader->cells);
  reader->comments = g_ptr_array_new_with_free_func (g_free);
  reader->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  reader->numbers = g_string_chunk_new (256);
  reader->head = g_string_new (NULL);
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
  tlm_place_pairs_free (reader->pairs);
  tlm_decode_options_free (reader->options);
  g_clear_pointer (&reader->units, g_ptr_array_unref);
  g_ptr_array_unref (reader->comments);
  g_ptr_array_unref (reader->events);
  g_string_chunk_free (reader->numbers);
  g_string_free (reader->head, TRUE);
  g_free (reader->groups);
  tlm_csv_cells_clear (&reader->cells);
  g_free (reader);
}

void
tlm_csv_reader_take_groups (TlmCsvReader *reader, char *groups, guint n_columns)
{
  g_return_if_fail (reader != NULL && reader->groups == NULL);
  reader->groups = groups;
  reader->n_groups = n_columns;
  tlm_log_note (reader->log, "thousands stand apart in some numbers, as in 1%s051%c0: they are read "
      "so", memchr (groups, '.', n_columns) ? "." : memchr (groups, ',', n_columns) ? "," : " ",
      reader->layout.point);
}

void
tlm_csv_reader_set_head (TlmCsvReader *reader, const char *data, gsize length)
{
  g_return_if_fail (reader != NULL && data != NULL);
  g_string_append_len (reader->head, data, (gssize) MIN (length, MAX_HEAD));
}

static gboolean
too_many_columns (const TlmCsvReader *reader, guint n, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "line %" G_GUINT64_FORMAT ": %u columns are %s", reader->line, n,
      tlm_limit_said_of (TLM_LIMIT_COLUMNS, reader->cells.most));
  return FALSE;
}

static void
set_names (TlmCsvReader *reader, guint n, guint64 line)
{
  reader->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (reader->names, tlm_cell_dup (reader->cells.at[i], REPAIRED * reader->cells.at[i].length));
  reader->names_line = line;
}

/* A comment before the data names the columns when it has as many words: the last one that
 * does, as others may stand between. */
static gboolean
names_from_comment (TlmCsvReader *reader, guint n)
{
  g_autofree TlmCell *data = g_memdup2 (reader->cells.at, n * sizeof (TlmCell));
  gboolean found = FALSE;

  for (guint i = reader->comments->len; i > 0 && !found; i--) {
    const char *comment = reader->comments->pdata[i - 1];
    found = tlm_csv_cells_split (&reader->cells, comment, strlen (comment), reader->layout.delimiter) == n &&
        !tlm_csv_is_data (reader->cells.at, n);
  }
  if (found)
    set_names (reader, n, reader->line - 1);
  memcpy (reader->cells.at, data, n * sizeof (TlmCell));
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
is_missing (TlmCell cell)
{
  double number;

  return tlm_decimal_parse (cell.text, cell.length, '.', &number) == TLM_DECIMAL_MISSING;
}

/* Fills what the first row lacks from the rows after it, within the head. */
static void
fill_sample (TlmCsvReader *reader, TlmCell *sample, guint n)
{
  g_autofree TlmCell *cells = g_new (TlmCell, n + 1);
  const char *data = reader->head->str;
  gsize length = reader->head->len, position = 0, line_length;
  guint64 line = 0;

  while (position < length) {
    const char *text = data + position;
    position = tlm_csv_line_end (data, length, position, &line_length);
    if (++line <= reader->line || text + line_length == data + length ||
        tlm_csv_comment_mark (text, line_length) > 0 ||
        tlm_csv_split (text, line_length, reader->layout.delimiter, cells, n + 1) != n)
      continue;
    for (guint i = 0; i < n; i++)
      if (is_missing (sample[i]) && !is_missing (cells[i]))
        sample[i] = cells[i];
  }
}

/* Places in one cell become columns behind the others. SAMPLE has room for them. */
static void
split_places (TlmCsvReader *reader, TlmCell *sample)
{
  reader->pairs = tlm_place_pairs_find (reader->names, reader->cells.most, sample, reader->layout.point);
  if (reader->pairs)
    tlm_place_pairs_split (reader->pairs, sample);
  while (reader->units && reader->units->len < reader->names->len)
    g_ptr_array_add (reader->units, g_strdup (""));
}

static gboolean
set_columns (TlmCsvReader *reader, const TlmCell *first, GError **error)
{
  g_autofree char *where = g_strdup_printf ("line %" G_GUINT64_FORMAT, reader->names_line);
  guint n = reader->names->len;
  g_autofree TlmCell *sample = first ? g_new (TlmCell, 3 * n) : NULL;

  reader->n_cells = n;
  if (sample) {
    memcpy (sample, first, n * sizeof *first);
    fill_sample (reader, sample, n);
    split_places (reader, sample);
  }
  g_string_truncate (reader->head, 0);
  reader->columns = tlm_columns_new (reader->log, (const char *const *) reader->names->pdata,
      reader->units ? (const char *const *) reader->units->pdata : NULL, reader->names->len, sample,
      reader->options, where, error);
  if (!reader->columns || !tlm_columns_check_found (reader->columns, where, error))
    return FALSE;
  if (reader->pairs)
    tlm_place_pairs_tell (reader->pairs, reader->columns);
  reader->rows = tlm_rows_new (reader->log, reader->columns, reader->layout.point,
      reader->options->vehicle, "line");
  return TRUE;
}

/* The first line that is no comment: names, or already values. */
static gboolean
take_first (TlmCsvReader *reader, guint n, gboolean *is_names, GError **error)
{
  if (n > reader->cells.most)
    return too_many_columns (reader, n, error);
  *is_names = !tlm_csv_is_data (reader->cells.at, n);
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
  guint due = reader->columns ? reader->n_cells : reader->names->len;

  if (n == due || (n == due + 1 && n <= reader->cells.most &&
          tlm_csv_is_blank (reader->cells.at[due].text, reader->cells.at[due].length)))
    return TRUE;
  if (n == 0)
    tlm_log_bad (reader->log, "line %" G_GUINT64_FORMAT ": a quote is not closed", reader->line);
  else
    tlm_log_bad (reader->log, "line %" G_GUINT64_FORMAT ": %u cells, not %u as there are columns",
        reader->line, n, due);
  return FALSE;
}

/* A line above the table: a title, or what the recorder is called, in fewer cells than most
 * lines have. A delimiter at the end of the others makes no title. */
static gboolean
is_title (const TlmCsvReader *reader, guint n)
{
  return n > 0 && n + 1 < reader->layout.columns;
}

/* Units under the names: each cell is one, or says that there is none. */
static gboolean
take_units (TlmCsvReader *reader, guint n)
{
  guint n_units = 0;

  for (guint i = 0; i < n; i++) {
    TlmCell cell = tlm_cell_trim (reader->cells.at[i]);
    TlmColumnName unit = { 0 };
    if (cell.length >= 2 && (cell.text[0] == '(' || cell.text[0] == '['))
      cell = (TlmCell) { cell.text + 1, cell.length - 2 };
    if (cell.length == 0 || (cell.length == 1 && *cell.text == '-'))
      continue;
    if (!tlm_column_unit_read (cell.text, cell.length, &unit))
      return FALSE;
    n_units++;
  }
  if (n_units == 0 || tlm_csv_is_data (reader->cells.at, n))
    return FALSE;
  reader->units = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < reader->names->len; i++) {
    TlmCell cell = i < n ? tlm_cell_trim (reader->cells.at[i]) : (TlmCell) { "", 0 };
    char *text = tlm_cell_dup (cell, 64);
    g_strstrip (g_strdelimit (text, "()[]", ' '));
    if (strcmp (text, "-") == 0)
      *text = '\0';
    g_ptr_array_add (reader->units, text);
  }
  return TRUE;
}

static void
ungroup (TlmCsvReader *reader, guint n)
{
  g_string_chunk_clear (reader->numbers);
  for (guint i = 0; i < MIN (n, reader->n_groups); i++)
    if (reader->groups[i])
      reader->cells.at[i] = tlm_csv_ungroup (reader->cells.at[i], reader->groups[i],
          reader->layout.point, reader->numbers);
}

static gboolean
take_row (TlmCsvReader *reader, const char *line, gsize length, GError **error)
{
  guint n = tlm_csv_cells_split (&reader->cells, line, length, reader->layout.delimiter);
  gboolean is_names = FALSE;

  if (!reader->names) {
    if (is_title (reader, n))
      return TRUE;
    if (!take_first (reader, n, &is_names, error))
      return FALSE;
    if (is_names)
      return TRUE;
  }
  if (!has_right_count (reader, n))
    return TRUE;
  if (reader->groups)
    ungroup (reader, reader->columns ? reader->n_cells : reader->names->len);
  if (!reader->columns && !reader->units && take_units (reader, n))
    return TRUE;
  if (!reader->columns && !set_columns (reader, reader->cells.at, error))
    return FALSE;
  tlm_csv_cells_reserve (&reader->cells, reader->names->len);
  if (reader->pairs)
    tlm_place_pairs_split (reader->pairs, reader->cells.at);
  tlm_rows_push (reader->rows, reader->cells.at, reader->names->len, reader->line);
  return TRUE;
}

static void
take_comment (TlmCsvReader *reader, const char *text, gsize length)
{
  TlmEvent *event = tlm_csv_event_read (text, length, reader->log->source);

  if (event)
    g_ptr_array_add (reader->events, event);
  else if (!reader->names && reader->comments->len < MAX_COMMENTS)
    g_ptr_array_add (reader->comments, tlm_cell_dup ((TlmCell) { text, length }, REPAIRED * length));
}

/* They count from liftoff, and can stand beside rows that do. */
static void
give_events (TlmCsvReader *reader)
{
  for (guint i = 0; reader->log->clock == TLM_CLOCK_ELAPSED && i < reader->events->len; i++)
    tlm_log_add_event (reader->log, tlm_event_ref (reader->events->pdata[i]));
  if (reader->log->clock == TLM_CLOCK_ELAPSED)
    g_ptr_array_set_size (reader->events, 0);
}

gboolean
tlm_csv_reader_push_line (TlmCsvReader *reader, const char *line, gsize length, GError **error)
{
  gsize mark;
  char delimiter;

  g_return_val_if_fail (reader != NULL && line != NULL, FALSE);
  reader->line++;
  if (length > tlm_limit (TLM_LIMIT_LINE_BYTES)) {
    tlm_log_bad_limit (reader->log, TLM_LIMIT_LINE_BYTES, "line", reader->line);
    return TRUE;
  }
  if (tlm_csv_is_blank (line, length))
    return TRUE;
  if (reader->line == 1 && tlm_csv_is_separator (line, length, &delimiter))
    return TRUE;
  mark = tlm_csv_comment_mark (line, length);
  if (mark == 0)
    return take_row (reader, line, length, error);
  take_comment (reader, line + mark, length - mark);
  if (reader->columns)
    give_events (reader);
  return TRUE;
}

gboolean
tlm_csv_reader_finish (TlmCsvReader *reader, GError **error)
{
  g_return_val_if_fail (reader != NULL, FALSE);
  if (reader->names && !reader->columns && !set_columns (reader, NULL, error))
    return FALSE;
  if (reader->rows)
    tlm_rows_flush (reader->rows);
  if (!reader->columns || reader->log->n_good == 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s%s%s", reader->names ?
        "there is a line of column names, and no row that can be read" : "there is no table in it",
        reader->log->first_bad ? "; " : "", reader->log->first_bad ? reader->log->first_bad : "");
    return FALSE;
  }
  give_events (reader);
  return tlm_rows_finish (reader->rows, error);
}
