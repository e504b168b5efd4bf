/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/json/json-arrays.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "core/decode/json/json-rows.h"
#include "core/decode/table/decimal.h"
#include "core/decode/table/place-pairs.h"
#include "core/decode/table/rows.h"

/* A place in one of the arrays. */
typedef struct {
  TlmJsonReader reader;    /* after the last element read */
  gboolean ended;
  guint64 n;               /* elements read */
  GString *unescaped;
} Cursor;

typedef struct {
  GPtrArray *names;        /* char * */
  GHashTable *places;      /* name, its own, to index + 1 */
  GArray *cursors;         /* Cursor */
  guint repeated;          /* keys that occurred twice */
} Arrays;

static void
cursor_clear (gpointer data)
{
  g_string_free (((Cursor *) data)->unescaped, TRUE);
}

static void
arrays_init (Arrays *arrays)
{
  arrays->names = g_ptr_array_new_with_free_func (g_free);
  arrays->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  arrays->cursors = g_array_new (FALSE, TRUE, sizeof (Cursor));
  g_array_set_clear_func (arrays->cursors, cursor_clear);
  arrays->repeated = 0;
}

static void
arrays_clear (Arrays *arrays)
{
  g_hash_table_unref (arrays->places);
  g_ptr_array_unref (arrays->names);
  g_array_unref (arrays->cursors);
}

static Cursor *
get_cursor (Arrays *arrays, guint i)
{
  return &g_array_index (arrays->cursors, Cursor, i);
}

/* Remembers where the array of NAME begins; of two of one name the last. */
static void
add_array (Arrays *arrays, const char *name, const TlmJsonReader *reader)
{
  Cursor cursor = { .reader = *reader };
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (arrays->places, name));

  if (place > 0) {
    arrays->repeated++;
    get_cursor (arrays, place - 1)->reader = *reader;
    return;
  }
  cursor.unescaped = g_string_new (NULL);
  g_ptr_array_add (arrays->names, g_strdup (name));
  g_array_append_val (arrays->cursors, cursor);
  g_hash_table_insert (arrays->places, g_strdup (name), GUINT_TO_POINTER (arrays->names->len));
}

/* Finds all arrays of the object. Stops where the data breaks. */
static gboolean
find_arrays (Arrays *arrays, TlmJsonReader *reader, GError **error)
{
  g_autoptr (GString) key = g_string_new (NULL);
  guint depth = reader->depth;
  TlmJsonToken token;

  while (tlm_json_next (reader, &token) > TLM_JSON_ERROR && reader->depth >= depth) {
    if (token.kind == TLM_JSON_KEY) {
      g_string_truncate (key, 0);
      tlm_json_append_text (&token, key);
    } else if (token.kind == TLM_JSON_ARRAY_BEGIN) {
      add_array (arrays, key->str, reader);
      if (arrays->names->len > tlm_limit (TLM_LIMIT_COLUMNS))
        return tlm_limit_fail (TLM_LIMIT_COLUMNS, TLM_ERROR_FORMAT, error, "the arrays are ");
      tlm_json_skip (reader);
    } else if (token.kind == TLM_JSON_OBJECT_BEGIN) {
      tlm_json_skip (reader);
    }
  }
  return TRUE;
}

static void
next_cell (Cursor *cursor, TlmCell *cell)
{
  TlmJsonToken token;

  *cell = (TlmCell) { NULL, 0 };
  if (cursor->ended)
    return;
  switch (tlm_json_next (&cursor->reader, &token)) {
    case TLM_JSON_END:
    case TLM_JSON_ERROR:
    case TLM_JSON_ARRAY_END:
      cursor->ended = TRUE;
      return;
    case TLM_JSON_ARRAY_BEGIN:
    case TLM_JSON_OBJECT_BEGIN:
      cursor->ended = !tlm_json_skip (&cursor->reader);
      break;
    default:
      tlm_json_token_cell (&token, cursor->unescaped, cell);
      break;
  }
  cursor->n++;
}

/* One cell of each array; FALSE when all have ended. */
static gboolean
next_row (Arrays *arrays, TlmCell *cells)
{
  gboolean any = FALSE;

  for (guint i = 0; i < arrays->cursors->len; i++) {
    Cursor *cursor = get_cursor (arrays, i);
    next_cell (cursor, &cells[i]);
    any |= !cursor->ended;
  }
  return any;
}

/* The length of the arrays when they are all as long, else a note. */
static void
note_lengths (TlmLog *log, Arrays *arrays)
{
  for (guint i = 1; i < arrays->cursors->len; i++) {
    if (get_cursor (arrays, i)->n == get_cursor (arrays, 0)->n)
      continue;
    tlm_log_note (log, "the arrays differ in length: %s has %" G_GUINT64_FORMAT
        " elements, %s has %" G_GUINT64_FORMAT, tlm_head ((char *) arrays->names->pdata[0], 64).text,
        get_cursor (arrays, 0)->n, tlm_head ((char *) arrays->names->pdata[i], 64).text, get_cursor (arrays, i)->n);
    return;
  }
}

/* CELLS have the first row; PAIRS may be NULL. */
static gboolean
read_rows (TlmLog *log, Arrays *arrays, const TlmColumns *columns, TlmPlacePairs *pairs,
    TlmCell *cells, const char *vehicle, GError **error)
{
  g_autoptr (TlmRows) rows = tlm_rows_new (log, columns, '.', vehicle, "element");
  guint64 n = 1;

  do {
    if (pairs)
      tlm_place_pairs_split (pairs, cells);
    tlm_rows_push (rows, cells, arrays->names->len, n++);
  } while (next_row (arrays, cells));
  note_lengths (log, arrays);
  if (!tlm_rows_finish (rows, error))
    return FALSE;
  if (log->n_good > 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT,
      "the arrays hold nothing that can be read%s%s", log->first_bad ? "; " : "",
      log->first_bad ? log->first_bad : "");
  return FALSE;
}

/* Whether a flight from the pad on has speed in m/s and altitude in km: the first kilometres
 * are flown upwards, so that what is climbed is most of what the speed adds up to. With other
 * units it is another part of it: 0.28 at most in km/h, 0.54 in nautical miles, hundreds in m. */
#define CLIMB_KM 10.0
#define LEAST_KM 5.0
#define MOST_ROWS 100000
#define SLOW_M_S 100.0

static gboolean
is_climb_in_km (Cursor cursors[3])
{
  double before[3] = { NAN, NAN, NAN }, first_km = NAN, flown_m = 0, now[3];
  TlmCell cell;

  for (guint n = 0; n < MOST_ROWS; n++) {
    for (guint i = 0; i < 3; i++) {
      next_cell (&cursors[i], &cell);
      if (cursors[i].ended)
        return FALSE;
      if (!cell.text || tlm_decimal_parse (cell.text, cell.length, '.', &now[i]) !=
          TLM_DECIMAL_NUMBER)
        now[i] = NAN;
    }
    if (isnan (now[0]) || isnan (now[1]) || isnan (now[2]))
      continue;
    if (isnan (first_km)) {
      first_km = now[2];
      if (now[1] > SLOW_M_S)
        return FALSE;
    } else {
      flown_m += (now[0] - before[0]) * (now[1] + before[1]) / 2;
    }
    memcpy (before, now, sizeof now);
    if (now[2] - first_km > CLIMB_KM)
      break;
  }
  return before[2] - first_km >= LEAST_KM && flown_m > 0 &&
      1000 * (before[2] - first_km) / flown_m >= 0.6 &&
      1000 * (before[2] - first_km) / flown_m <= 1.05;
}

/* The dialect that only its names speak for (table/dialect.h) and whose numbers leave no
 * doubt, or NULL. */
static const TlmDialect *
find_certain (const TlmLog *log, const Arrays *arrays)
{
  static const char *const targets[] = { "time", "speed", "altitude" };
  const TlmDialect *dialect = tlm_dialect_suspect (log->format,
      (const char *const *) arrays->names->pdata, arrays->names->len);
  g_autoptr (GString) unescaped = g_string_new (NULL);
  Cursor cursors[3] = { { .n = 0 } };
  guint n = 0;

  for (guint i = 0; dialect && i < arrays->names->len; i++) {
    const TlmDialectColumn *column = tlm_dialect_column (dialect, arrays->names->pdata[i], 0);
    for (guint k = 0; column && k < G_N_ELEMENTS (targets); k++) {
      if (strcmp (column->target, targets[k]) != 0)
        continue;
      cursors[k] = g_array_index (arrays->cursors, Cursor, i);
      cursors[k].unescaped = unescaped;
      n++;
    }
  }
  return n == G_N_ELEMENTS (targets) && is_climb_in_km (cursors) ? dialect : NULL;
}

static gboolean
decode_arrays (TlmLog *log, Arrays *arrays, const TlmDecodeOptions *options, GError **error)
{
  g_autofree TlmCell *cells = g_new0 (TlmCell, 3 * arrays->cursors->len + 1);
  g_autoptr (TlmColumns) columns = NULL;
  g_autoptr (TlmPlacePairs) pairs = NULL;
  g_autofree char *told = NULL;
  TlmDecodeOptions certain = options ? *options : (TlmDecodeOptions) { 0 };
  const TlmDialect *dialect = certain.columns ? NULL : find_certain (log, arrays);

  if (dialect) {
    told = g_strconcat ("dialect=", dialect->name, NULL);
    certain.columns = told;
  }
  next_row (arrays, cells);
  pairs = tlm_place_pairs_find (arrays->names, (guint) tlm_limit (TLM_LIMIT_COLUMNS), cells, '.');
  if (pairs)
    tlm_place_pairs_split (pairs, cells);
  columns = tlm_columns_new (log, (const char *const *) arrays->names->pdata,
      NULL, arrays->names->len, cells, &certain, "the arrays", error);
  if (!columns || !tlm_columns_check_found (columns, "the arrays", error))
    return FALSE;
  if (pairs)
    tlm_place_pairs_tell (pairs, columns);
  return read_rows (log, arrays, columns, pairs, cells, options ? options->vehicle : NULL, error);
}

gboolean
tlm_json_arrays_decode (TlmLog *log, TlmJsonReader *reader, const TlmDecodeOptions *options,
    GError **error)
{
  Arrays arrays;
  gboolean ok;

  g_return_val_if_fail (log != NULL && reader != NULL, FALSE);
  arrays_init (&arrays);
  ok = find_arrays (&arrays, reader, error) && decode_arrays (log, &arrays, options, error);
  if (ok && arrays.repeated > 0)
    tlm_log_note (log, "%u keys occur twice: the last one counts", arrays.repeated);
  if (tlm_json_error (reader)) {
    g_autofree char *where = g_strdup_printf ("line %" G_GUINT64_FORMAT ", byte %" G_GSIZE_FORMAT
        ": %s", tlm_json_line (reader, reader->position), reader->position + 1,
        tlm_json_error (reader));
    if (ok)
      tlm_log_bad (log, "%s", where);
    else
      g_prefix_error (error, "%s; ", where);
  }
  arrays_clear (&arrays);
  return ok;
}
