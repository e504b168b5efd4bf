/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/decoders.h"
#include "core/decode/ndm/omm-catalogue.h"

/* Most columns; catalogues have 17 to 40. */
#define MAX_COLUMNS 128

/* Longest cell and line, bytes. */
#define MAX_CELL 256
#define MAX_LINE 16384

#define EXCERPT 40

/* A cell without its quotes. */
typedef struct {
  char text[MAX_CELL];
  gsize length;
} Cell;

typedef struct {
  TlmNdm *ndm;
  const char *at, *end;
  guint line;
  gboolean is_cut;        /* the line has no end */
  char separator;
  guint n_columns;
  Cell columns[MAX_COLUMNS];
  Cell cells[MAX_COLUMNS];
} Reader;

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

/* One cell from AT on (RFC 4180: quotes around it, doubled within); returns where it ends,
 * or NULL for one that is too long or not closed. */
static const char *
take_cell (const Reader *reader, const char *at, const char *end, Cell *cell)
{
  gboolean quoted = at < end && *at == '"';

  cell->length = 0;
  at += quoted;
  while (at < end && (quoted ? *at != '"' || (at + 1 < end && at[1] == '"')
          : *at != reader->separator)) {
    at += quoted && *at == '"';
    if (cell->length + 1 >= MAX_CELL)
      return NULL;
    cell->text[cell->length++] = *at++;
  }
  if (quoted && at == end)
    return NULL;
  return at + quoted;
}

/* The cells of a line into CELLS; 0 for a line that is none. */
static guint
split (const Reader *reader, const char *text, gsize length, Cell cells[MAX_COLUMNS])
{
  const char *end = text + length, *at = text;

  if (length == 0 || length > MAX_LINE)
    return 0;
  for (guint n = 0; n < MAX_COLUMNS; n++) {
    at = take_cell (reader, at, end, &cells[n]);
    if (!at || (at < end && *at != reader->separator))
      return 0;
    if (at == end)
      return n + 1;
    at++;
  }
  return 0;
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
  reader->n_columns = split (reader, text, length, reader->columns);
  if (reader->n_columns == 0)
    return tlm_ndm_fail (reader->line, error, "found no names of columns, expected a line as "
        "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,…");
  for (guint i = 0; i < reader->n_columns; i++)
    for (guint k = 0; k < i; k++)
      if (reader->columns[i].length > 0 && reader->columns[i].length == reader->columns[k].length
          && memcmp (reader->columns[i].text, reader->columns[k].text, reader->columns[i].length) == 0)
        return tlm_ndm_fail (reader->line, error, "found %.*s in columns %u and %u, expected it once",
            (int) MIN (reader->columns[i].length, EXCERPT), reader->columns[i].text, k + 1, i + 1);
  return TRUE;
}

/* A row that is not whole: left out where there are others. */
static gboolean
leave_out (Reader *reader, GError *problem, GError **error)
{
  if (reader->ndm->options->strict || (reader->ndm->n_read == 0 && reader->at == reader->end)) {
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
  for (guint i = 0; i < reader->n_columns; i++) {
    const Cell *key = &reader->columns[i], *cell = &reader->cells[i];
    if (reader->is_cut && i + 1 == reader->n_columns)
      continue;
    if (!tlm_omm_record_field (reader->ndm, reader->line, key->text, key->length, cell->text,
            cell->length, error))
      return FALSE;
  }
  return tlm_omm_record_end (reader->ndm, reader->line, error);
}

static gboolean
read_row (Reader *reader, const char *text, gsize length, GError **error)
{
  const Cell *last = &reader->columns[reader->n_columns - 1];
  guint n = split (reader, text, length, reader->cells);
  GError *problem = NULL;

  if (n != reader->n_columns) {
    tlm_ndm_fail (reader->line, &problem, "found %u cells, expected %u as in line 1%s", n,
        reader->n_columns, reader->is_cut ? ": the file may be cut" : "");
    return leave_out (reader, problem, error);
  }
  if (reader->is_cut && !tlm_ndm_cut_field (reader->ndm, reader->line, last->text, last->length,
          &problem))
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
  reader->at = (const char *) data;
  reader->end = reader->at + length;
  done = read_all (reader, error) && tlm_ndm_finish (&ndm, error);
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
  if (!next_line (reader, &text, &size) || size > MAX_LINE)
    return 0;
  reader->separator = find_separator (text, size);
  for (guint i = 0, n = split (reader, text, size, reader->cells); i < n; i++)
    tlm_omm_keys_add (&keys, reader->cells[i].text, reader->cells[i].length);
  return tlm_omm_keys_are_all (&keys) ? 100 : 0;
}

const TlmDecoder tlm_decoder_omm_csv = {
  .name = "omm-csv",
  .description = "catalogue of mean elements as CSV, with the keywords of an OMM",
  .extensions = "csv",
  .probe = probe,
  .decode = decode,
};
