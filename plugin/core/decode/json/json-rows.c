/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/json/json-rows.h"

#include <string.h>

#include "core/base/error.h"
#include "core/decode/json/json-places.h"
#include "core/decode/json/json-state.h"
#include "core/decode/table/column-mapping.h"
#include "core/decode/table/rows.h"

#define STATE "state-vector"
#define MAX_PATH 1024        /* bytes of a key with those around it */

struct _TlmJsonRows {
  TlmLog *log;
  const char *record;
  TlmDecodeOptions *options;
  guint64 line;
  GPtrArray *names;          /* char *, by column */
  GHashTable *indices;       /* name to column + 1 */
  GArray *cells;             /* TlmCell, by column, of the object being read */
  GArray *seen;              /* guint64, by column: last object that had the key */
  guint64 object;
  guint next;                /* column of the key that is likely to come next */
  guint64 repeated;          /* keys that occurred twice in one object */
  gboolean too_many;
  GString *path;             /* key of the object being read, with those around it */
  GStringChunk *texts;       /* strings of the object being read, without escapes */
  GString *unescaped;
  TlmJsonState state;        /* in the object being read */
  TlmJsonStates *states;
  TlmJsonPlaces places;
  TlmColumns *columns;
  TlmRows *rows;
};

TlmJsonRows *
tlm_json_rows_new (TlmLog *log, const TlmDecodeOptions *options, const char *record)
{
  const TlmDecodeOptions none = { 0 };
  TlmJsonRows *rows;

  g_return_val_if_fail (log != NULL && record != NULL, NULL);
  rows = g_new0 (TlmJsonRows, 1);
  rows->log = log;
  rows->record = record;
  rows->options = tlm_decode_options_copy (options ? options : &none);
  rows->names = g_ptr_array_new_with_free_func (g_free);
  rows->indices = g_hash_table_new (g_str_hash, g_str_equal);
  rows->cells = g_array_new (FALSE, TRUE, sizeof (TlmCell));
  rows->seen = g_array_new (FALSE, TRUE, sizeof (guint64));
  rows->path = g_string_new (NULL);
  rows->texts = g_string_chunk_new (256);
  rows->unescaped = g_string_new (NULL);
  rows->states = tlm_json_states_new ();
  return rows;
}

void
tlm_json_rows_free (TlmJsonRows *rows)
{
  if (!rows)
    return;
  tlm_rows_free (rows->rows);
  tlm_columns_free (rows->columns);
  tlm_decode_options_free (rows->options);
  g_ptr_array_unref (rows->names);
  g_hash_table_unref (rows->indices);
  g_array_unref (rows->cells);
  g_array_unref (rows->seen);
  g_string_free (rows->path, TRUE);
  g_string_chunk_free (rows->texts);
  g_string_free (rows->unescaped, TRUE);
  tlm_json_state_clear (&rows->state);
  tlm_json_states_free (rows->states);
  tlm_json_places_clear (&rows->places);
  g_free (rows);
}

gboolean
tlm_json_token_cell (const TlmJsonToken *token, GString *unescaped, TlmCell *cell)
{
  switch (token->kind) {
    case TLM_JSON_NULL:
      *cell = (TlmCell) { NULL, 0 };
      return TRUE;
    case TLM_JSON_TRUE:
      *cell = (TlmCell) { "1", 1 };
      return TRUE;
    case TLM_JSON_FALSE:
      *cell = (TlmCell) { "0", 1 };
      return TRUE;
    case TLM_JSON_STRING:
      *cell = (TlmCell) { token->text, token->length };
      if (!token->escaped)
        return TRUE;
      g_string_truncate (unescaped, 0);
      tlm_json_unescape (token, unescaped);
      *cell = (TlmCell) { unescaped->str, unescaped->len };
      return TRUE;
    case TLM_JSON_NUMBER:
      *cell = (TlmCell) { token->text, token->length };
      return TRUE;
    default:
      return FALSE;
  }
}

static gboolean
is_column (const TlmJsonRows *rows, guint index)
{
  const char *name = index < rows->names->len ? rows->names->pdata[index] : NULL;

  return name && strcmp (name, rows->path->str) == 0;
}

/* The column of the key in PATH; a new one when there is none. */
static gboolean
find_column (TlmJsonRows *rows, guint *index)
{
  gpointer found;

  if (is_column (rows, rows->next)) {
    *index = rows->next++;
    return TRUE;
  }
  found = g_hash_table_lookup (rows->indices, rows->path->str);
  *index = found ? GPOINTER_TO_UINT (found) - 1 : rows->names->len;
  if (!found) {
    if (rows->names->len >= tlm_limit (TLM_LIMIT_COLUMNS) ||
        (rows->columns && !tlm_columns_add (rows->columns, rows->path->str))) {
      rows->too_many = TRUE;
      return FALSE;
    }
    g_ptr_array_add (rows->names, g_strdup (rows->path->str));
    g_hash_table_insert (rows->indices, rows->names->pdata[*index],
        GUINT_TO_POINTER (*index + 1));
    g_array_set_size (rows->cells, rows->names->len);
    g_array_set_size (rows->seen, rows->names->len);
  }
  rows->next = *index + 1;
  return TRUE;
}

static void
take_value (TlmJsonRows *rows, const TlmJsonToken *token)
{
  TlmCell cell;
  guint index;

  if (!tlm_json_token_cell (token, rows->unescaped, &cell) || !find_column (rows, &index))
    return;
  if (token->kind == TLM_JSON_STRING && token->escaped)
    cell.text = g_string_chunk_insert_len (rows->texts, cell.text, (gssize) cell.length);
  rows->repeated += g_array_index (rows->seen, guint64, index) == rows->object;
  g_array_index (rows->seen, guint64, index) = rows->object;
  g_array_index (rows->cells, TlmCell, index) = cell;
}

/* Appends a key to the path; the length to cut it back to. */
static gsize
enter_key (TlmJsonRows *rows, const TlmJsonToken *token)
{
  gsize before = rows->path->len;

  if (before > 0)
    g_string_append_c (rows->path, '.');
  tlm_json_append_text (token, rows->path);
  if (rows->path->len > MAX_PATH)
    g_string_truncate (rows->path, MAX_PATH);
  return before;
}

/* Reads what an object in the object FIRST deep, whose BEGIN was just read, is as a whole: a
 * state. *WHOLE: whether it is that. */
static gboolean
read_whole (TlmJsonRows *rows, TlmJsonReader *reader, guint first, gboolean *whole)
{
  *whole = reader->depth == first + 1 && strcmp (rows->path->str, STATE) == 0;
  if (!*whole)
    return TRUE;
  rows->repeated += rows->state.is_there;
  return tlm_json_state_read (&rows->state, reader);
}

/* Reads the object to its end, objects in it included, without recursion: the
 * path's length before each open object stands in a small stack. */
static gboolean
read_object (TlmJsonRows *rows, TlmJsonReader *reader)
{
  gsize outer[TLM_JSON_MAX_DEPTH + 1], before = 0;
  guint first = reader->depth;
  TlmJsonToken token;
  gboolean whole;

  while (reader->depth >= first) {
    switch (tlm_json_next (reader, &token)) {
      case TLM_JSON_KEY:
        before = enter_key (rows, &token);
        continue;
      case TLM_JSON_OBJECT_BEGIN:
        outer[reader->depth] = before;
        if (!read_whole (rows, reader, first, &whole))
          return FALSE;
        if (!whole)
          continue;
        break;
      case TLM_JSON_OBJECT_END:
        before = reader->depth >= first ? outer[reader->depth + 1] : 0;
        break;
      case TLM_JSON_ARRAY_BEGIN:
        if (!tlm_json_skip (reader))
          return FALSE;
        break;
      case TLM_JSON_END:
      case TLM_JSON_ERROR:
        return FALSE;
      default:
        take_value (rows, &token);
        break;
    }
    g_string_truncate (rows->path, before);
  }
  return TRUE;
}

static void
begin_object (TlmJsonRows *rows)
{
  rows->object++;
  rows->next = 0;
  rows->too_many = FALSE;
  g_string_truncate (rows->path, 0);
  g_string_chunk_clear (rows->texts);
  tlm_json_state_clear (&rows->state);
  if (rows->cells->len > 0)
    memset (rows->cells->data, 0, rows->cells->len * sizeof (TlmCell));
}

static gboolean
set_columns (TlmJsonRows *rows, guint64 number, GError **error)
{
  g_autofree char *where = g_strdup_printf ("%s %" G_GUINT64_FORMAT, rows->record, number);

  rows->columns = tlm_columns_new (rows->log, (const char *const *) rows->names->pdata,
      NULL, rows->names->len, (const TlmCell *) (void *) rows->cells->data, rows->options, where, error);
  if (!rows->columns)
    return FALSE;
  rows->rows = tlm_rows_new (rows->log, rows->columns, '.', rows->options->vehicle, rows->record);
  return TRUE;
}

/* What follows from the state is had from it, so that it is between states and in their age
 * what the states say, and not what samples would. */
static void
drop_derived (TlmJsonRows *rows)
{
  while (tlm_json_state_next_derived (&rows->state, rows->path)) {
    gpointer found = g_hash_table_lookup (rows->indices, rows->path->str);
    if (found)
      g_array_index (rows->cells, TlmCell, GPOINTER_TO_UINT (found) - 1) = (TlmCell) { NULL, 0 };
  }
}

/* A state is at a date: only with utc is the line taken. */
static gboolean
check_state (TlmJsonRows *rows, guint64 number)
{
  gpointer utc = g_hash_table_lookup (rows->indices, "utc");
  const char *problem = rows->state.problem;

  if (!problem && (!utc || !g_array_index (rows->cells, TlmCell, GPOINTER_TO_UINT (utc) - 1).text))
    problem = "a state needs a date: utc";
  if (problem)
    tlm_log_bad (rows->log, "%s %" G_GUINT64_FORMAT ": " STATE ": %s", rows->record, number,
        problem);
  return problem == NULL;
}

/* The state of the object that was taken last. */
static void
store_state (TlmJsonRows *rows, guint64 number)
{
  gint64 at;
  TlmLogVehicle *vehicle = tlm_rows_last (rows->rows, &at);
  const char *problem = vehicle ?
      tlm_json_states_append (rows->states, vehicle, &rows->state, rows->log->clock, at) : NULL;

  if (problem)
    tlm_log_bad (rows->log, "%s %" G_GUINT64_FORMAT ": " STATE " left out: %s", rows->record,
        number, problem);
}

gboolean
tlm_json_rows_push (TlmJsonRows *rows, TlmJsonReader *reader, guint64 number, GError **error)
{
  gboolean found;

  g_return_val_if_fail (rows != NULL && reader != NULL, FALSE);
  begin_object (rows);
  if (!read_object (rows, reader)) {
    tlm_log_bad (rows->log, "%s %" G_GUINT64_FORMAT ": byte %" G_GSIZE_FORMAT ": %s",
        rows->record, number, reader->position + 1, tlm_json_error (reader));
    return TRUE;
  }
  if (rows->too_many)
    tlm_log_bad_limit (rows->log, TLM_LIMIT_COLUMNS, rows->record, number);
  if (rows->names->len == 0)
    return TRUE;
  if (rows->state.is_there && !check_state (rows, number))
    return TRUE;
  drop_derived (rows);
  found = tlm_json_places_take (&rows->places, rows->names, rows->cells, rows->seen, rows->columns);
  if (!rows->columns && !set_columns (rows, number, error))
    return FALSE;
  if (found)
    tlm_place_pairs_tell (rows->places.pairs, rows->columns);
  if (tlm_rows_push (rows->rows, (const TlmCell *) (void *) rows->cells->data, rows->cells->len,
          number) && rows->state.is_there)
    store_state (rows, number);
  return TRUE;
}

static gboolean
is_blank_line (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;
  return TRUE;
}

/* A line is one object from end to end: half a line must not count. READER stands where that
 * ends; PROBLEM is what it does not know. */
static gboolean
is_whole (const char *line, gsize length, TlmJsonReader *reader, const char **problem)
{
  TlmJsonToken token;

  tlm_json_init (reader, line, length);
  *problem = "no JSON object";
  if (tlm_json_next (reader, &token) != TLM_JSON_OBJECT_BEGIN)
    return FALSE;
  *problem = NULL;
  if (!tlm_json_skip (reader))
    return FALSE;
  if (tlm_json_next (reader, &token) == TLM_JSON_END)
    return TRUE;
  if (token.kind != TLM_JSON_ERROR)
    *problem = "something follows the object";
  return FALSE;
}

gboolean
tlm_json_rows_push_line (TlmJsonRows *rows, const char *line, gsize length, GError **error)
{
  TlmJsonReader reader;
  TlmJsonToken token;
  const char *problem;

  g_return_val_if_fail (rows != NULL && line != NULL, FALSE);
  rows->line++;
  if (length > tlm_limit (TLM_LIMIT_LINE_BYTES)) {
    tlm_log_bad_limit (rows->log, TLM_LIMIT_LINE_BYTES, "line", rows->line);
    return TRUE;
  }
  if (is_blank_line (line, length))
    return TRUE;
  if (!is_whole (line, length, &reader, &problem)) {
    tlm_log_bad (rows->log, "line %" G_GUINT64_FORMAT ": byte %" G_GSIZE_FORMAT ": %s",
        rows->line, reader.position + 1, problem ? problem : rows->log->first_bad ? "" : tlm_json_error (&reader));
    return TRUE;
  }
  tlm_json_init (&reader, line, length);
  tlm_json_next (&reader, &token);
  return tlm_json_rows_push (rows, &reader, rows->line, error);
}

gboolean
tlm_json_rows_finish (TlmJsonRows *rows, GError **error)
{
  g_return_val_if_fail (rows != NULL, FALSE);
  if (rows->rows)
    tlm_rows_flush (rows->rows);
  if (rows->log->n_good == 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT,
        "there is no object with a time in it that can be read%s%s",
        rows->log->first_bad ? "; " : "", rows->log->first_bad ? rows->log->first_bad : "");
    return FALSE;
  }
  if (!tlm_columns_check_found (rows->columns, "all objects", error))
    return FALSE;
  tlm_column_mapping_tell (rows->columns);
  if (rows->repeated > 0)
    tlm_log_note (rows->log, "%" G_GUINT64_FORMAT
        " keys occur twice in one object: the last one counts", rows->repeated);
  return tlm_rows_finish (rows->rows, error);
}
