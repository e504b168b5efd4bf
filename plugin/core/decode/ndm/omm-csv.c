/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/cell.h"
#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "core/decode/decoders.h"
#include "core/decode/ndm/omm-catalogue.h"

#define EXCERPT 40

/* The cells of a line, without their quotes. */
typedef struct {
  GArray *cells;          /* TlmCell, into TEXT */
  GString *text;          /* never moved while a line is split: as long as the line */
} Line;

typedef struct {
  TlmNdm *ndm;
  const char *at, *end;
  guint line;
  gboolean is_cut;        /* the line has no end */
  char separator;
  Line columns, row;
} Reader;

static void
line_init (Line *line)
{
  *line = (Line) { g_array_new (FALSE, FALSE, sizeof (TlmCell)), g_string_new (NULL) };
}

static void
line_clear (Line *line)
{
  g_array_unref (line->cells);
  g_string_free (line->text, TRUE);
}

static TlmCell
cell_at (const Line *line, guint index)
{
  return g_array_index (line->cells, TlmCell, index);
}

static gboolean
next_line (Reader *reader, const char **text, gsize *length)
{
  const char *start = reader->at, *feed;

  if (start >= reader->end)
    return FALSE;
  feed = memchr (start, '\n', (gsize) (reader->end - start));
  reader->is_cut = !feed;
  reader->at = feed ? feed + 1 : reader->end;
  reader->line++;
  *text = start;
  *length = (gsize) ((feed ? feed : reader->end) - start);
  while (*length > 0 && g_ascii_isspace (start[*length - 1]))
    (*length)--;
  return TRUE;
}

/* One cell from AT on (RFC 4180: quotes around it, doubled within), of which INTO has what stands before it;
 * returns where it ends, or NULL for one that is not closed. */
static const char *
take_cell (const Reader *reader, const char *at, const char *end, Line *into)
{
  gboolean quoted = at < end && *at == '"';
  TlmCell cell = { into->text->str + into->text->len, 0 };

  at += quoted;
  while (at < end && (quoted ? *at != '"' || (at + 1 < end && at[1] == '"')
          : *at != reader->separator)) {
    at += quoted && *at == '"';
    g_string_append_c (into->text, *at++);
    cell.length++;
  }
  g_array_append_val (into->cells, cell);
  if (quoted && at == end)
    return NULL;
  return at + quoted;
}

/* The cells of a line into INTO; 0 for a line that is none, or longer or of more cells than is read. */
static guint
split (const Reader *reader, const char *text, gsize length, Line *into)
{
  const guint64 most = tlm_limit (TLM_LIMIT_COLUMNS);
  const char *end = text + length, *at = text;

  g_array_set_size (into->cells, 0);
  if (length == 0 || length > tlm_limit (TLM_LIMIT_LINE_BYTES))
    return 0;
  g_string_set_size (into->text, length);
  g_string_truncate (into->text, 0);
  while (into->cells->len < most) {
    at = take_cell (reader, at, end, into);
    if (!at || (at < end && *at != reader->separator))
      return 0;
    if (at == end)
      return into->cells->len;
    at++;
  }
  return 0;
}

/* Whether a line is longer, or of more cells, than is read. */
static gboolean
is_over (const Reader *reader, const Line *line, gsize length, GError **error)
{
  if (length > tlm_limit (TLM_LIMIT_LINE_BYTES))
    return !tlm_limit_fail (TLM_LIMIT_LINE_BYTES, TLM_ERROR_FORMAT, error, "line %u: ", reader->line);
  if (line->cells->len >= tlm_limit (TLM_LIMIT_COLUMNS))
    return !tlm_limit_fail (TLM_LIMIT_COLUMNS, TLM_ERROR_FORMAT, error, "line %u: ", reader->line);
  return FALSE;
}

/* Whether each column has a name of its own. */
static gboolean
check_names (Reader *reader, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reader->columns.cells->len; i++) {
    TlmCell name = cell_at (&reader->columns, i);
    char *key = tlm_cell_dup (name, tlm_limit (TLM_LIMIT_LINE_BYTES));
    guint before = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));
    if (before > 0 && name.length > 0) {
      g_autofree char *head = tlm_print_head (key, EXCERPT);
      g_free (key);
      return tlm_ndm_fail (reader->line, error, "found %s in columns %u and %u, expected it once", head, before,
          i + 1);
    }
    g_hash_table_insert (seen, key, GUINT_TO_POINTER (i + 1));
  }
  return TRUE;
}

/* What stands between the first two names. */
static char
find_separator (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == ',' || text[i] == ';' || text[i] == '\t')
      return text[i];
  return ',';
}

static gboolean
read_header (Reader *reader, const char *text, gsize length, GError **error)
{
  reader->separator = find_separator (text, length);
  if (split (reader, text, length, &reader->columns) == 0)
    return !is_over (reader, &reader->columns, length, error) && tlm_ndm_fail (reader->line, error,
        "found no names of columns, expected a line as OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,…");
  return check_names (reader, error);
}

/* A row that is not whole is left out where there are others. */
static gboolean
is_left_out (const Reader *reader)
{
  return !reader->ndm->options->strict && (reader->ndm->n_read > 0 || reader->at < reader->end);
}

static gboolean
leave_out (Reader *reader, GError *problem, GError **error)
{
  if (!is_left_out (reader)) {
    g_propagate_error (error, problem);
    return FALSE;
  }
  tlm_log_bad (reader->ndm->log, "%s", problem->message);
  g_error_free (problem);
  return TRUE;
}

static gboolean
take_cells (Reader *reader, GError **error)
{
  if (!tlm_omm_record_begin (reader->ndm, reader->line, error))
    return FALSE;
  for (guint i = 0; i < reader->columns.cells->len; i++) {
    TlmCell key = cell_at (&reader->columns, i), cell = cell_at (&reader->row, i);
    if (reader->is_cut && i + 1 == reader->columns.cells->len)
      continue;
    if (!tlm_omm_record_field (reader->ndm, reader->line, key.text, key.length, cell.text, cell.length, error))
      return FALSE;
  }
  return tlm_omm_record_end (reader->ndm, reader->line, error);
}

/* Whether a row split into N cells is whole. */
static gboolean
check_row (const Reader *reader, guint n, gsize length, GError **error)
{
  const guint due = reader->columns.cells->len;
  TlmCell last = cell_at (&reader->columns, due - 1);

  if (n == 0 && is_over (reader, &reader->row, length, error))
    return FALSE;
  if (n != due)
    return tlm_ndm_fail (reader->line, error, "found %u cells, expected %u as in line 1%s", n, due,
        reader->is_cut ? ": the file may be cut" : "");
  return !reader->is_cut || tlm_ndm_cut_field (reader->ndm, reader->line, last.text, last.length, error);
}

/* Of rows that are left out only the first is kept: the words of a million more would be made for nothing. */
static gboolean
read_row (Reader *reader, const char *text, gsize length, GError **error)
{
  guint n = split (reader, text, length, &reader->row);
  TlmLog *log = reader->ndm->log;
  GError *problem = NULL;

  if (n != reader->columns.cells->len && log->first_bad && is_left_out (reader)) {
    tlm_log_count_bad (log);
    return TRUE;
  }
  if (!check_row (reader, n, length, &problem))
    return leave_out (reader, problem, error);
  return take_cells (reader, error);
}

static gboolean
read_all (Reader *reader, GError **error)
{
  const char *text;
  gsize length;

  if (!next_line (reader, &text, &length) || !read_header (reader, text, length, error))
    return FALSE;
  while (next_line (reader, &text, &length))
    if (length > 0 && !read_row (reader, text, length, error))
      return FALSE;
  return reader->ndm->n_read > 0 || tlm_ndm_fail (reader->line, error, "found the end of the file "
      "without a row that can be read, expected one (%s)",
      reader->ndm->log->first_bad ? reader->ndm->log->first_bad : "there is none");
}

static gboolean
decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  TlmNdm ndm;
  g_autofree Reader *reader = g_new0 (Reader, 1);
  gboolean done;

  tlm_ndm_init (&ndm, log, options);
  reader->ndm = &ndm;
  line_init (&reader->columns);
  line_init (&reader->row);
  reader->at = (const char *) data;
  reader->end = reader->at + length;
  done = read_all (reader, error) && tlm_ndm_finish (&ndm, error);
  line_clear (&reader->columns);
  line_clear (&reader->row);
  tlm_ndm_clear (&ndm);
  return done;
}

/* The names of the columns tell. */
static guint
probe (const guint8 *head, gsize length)
{
  g_autofree Reader *reader = g_new0 (Reader, 1);
  TlmOmmKeys keys = { FALSE };
  const char *text;
  gsize size;

  reader->at = (const char *) head;
  reader->end = reader->at + length;
  if (!next_line (reader, &text, &size))
    return 0;
  line_init (&reader->row);
  reader->separator = find_separator (text, size);
  for (guint i = 0, n = split (reader, text, size, &reader->row); i < n; i++) {
    TlmCell name = cell_at (&reader->row, i);
    tlm_omm_keys_add (&keys, name.text, name.length);
  }
  line_clear (&reader->row);
  return tlm_omm_keys_are_all (&keys) ? 100 : 0;
}

const TlmDecoder tlm_decoder_omm_csv = {
  .name = "omm-csv",
  .description = "catalogue of mean elements as CSV, with the keywords of an OMM",
  .extensions = "csv",
  .probe = probe,
  .decode = decode,
};
