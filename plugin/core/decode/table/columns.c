/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/columns.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "core/decode/table/column-help.h"
#include "core/decode/table/column-mapping.h"
#include "core/decode/table/column-option.h"
#include "core/decode/table/column-role.h"
#include "core/decode/table/column-times.h"
#include "core/decode/table/column-untaken.h"
#include "core/decode/table/time-help.h"


static void
column_free (gpointer data)
{
  TlmColumn *column = data;

  if (!column)
    return;
  g_free (column->name);
  g_free (column->channel);
  g_free (column->vehicle);
  g_free (column->under);
  g_free (column);
}

void
tlm_columns_free (TlmColumns *columns)
{
  if (!columns)
    return;
  g_ptr_array_unref (columns->columns);
  g_clear_pointer (&columns->options, g_ptr_array_unref);
  g_hash_table_unref (columns->taken);
  for (guint i = 0; i < TLM_COLUMNS_MAX_TIMES; i++)
    g_clear_pointer (&columns->times[i].zone, g_time_zone_unref);
  g_free (columns->option);
  g_free (columns->timezone);
  g_free (columns->date);
  g_free (columns->problem);
  g_free (columns);
}

/* Takes characters out that nobody sees or types (U+200B zero-width space, U+2060, U+FEFF),
 * and brackets around nothing at the end: OpenRocket writes "Mach number (U+200B)". */
static void
drop_invisible (char *name)
{
  static const char *const marks[] = { "\xe2\x80\x8b", "\xe2\x81\xa0", "\xef\xbb\xbf" };
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    for (char *p = name; (p = strstr (p, marks[i]));)
      memmove (p, p + 3, strlen (p + 3) + 1);
  g_strchomp (name);
  length = strlen (name);
  if (length > 2 && (strcmp (name + length - 2, "()") == 0 || strcmp (name + length - 2, "[]") == 0))
    name[length - 2] = '\0';
}

static TlmColumn *
column_new (const char *name, guint index)
{
  TlmColumn *column = g_new0 (TlmColumn, 1);

  column->index = index;
  column->name = tlm_cell_dup ((TlmCell) { name, strlen (name) }, 4 * tlm_limit (TLM_LIMIT_NAME_BYTES));
  drop_invisible (column->name);
  g_strstrip (column->name);
  if (!*column->name) {
    g_free (column->name);
    column->name = g_strdup_printf ("#%u", index + 1);
  }
  return column;
}

/* Columns that columns= names choose their channels first. */
static gboolean
give_roles (TlmColumns *columns, const TlmCell *sample, const char *where, GError **error)
{
  guint n = columns->columns->len;
  g_autofree TlmColumnKnown *known = g_new0 (TlmColumnKnown, n);
  g_autofree gboolean *missing = g_new0 (gboolean, n);

  for (guint i = 0; i < n; i++) {
    known[i] = tlm_column_know (columns, columns->columns->pdata[i]);
    if (!tlm_column_unit_fits (columns->columns->pdata[i], known[i].meaning, known[i].channel, where, error))
      return FALSE;
  }
  tlm_column_parts_find (columns, known, sample);
  for (int told = 1; told >= 0; told--)
    for (guint i = 0; i < n; i++)
      if (known[i].told == told)
        tlm_column_give_role (columns, columns->columns->pdata[i], &known[i], sample ? &sample[i] : NULL,
            &missing[i]);
  for (guint i = 0; i < n; i++) {
    TlmColumn *column = columns->columns->pdata[i];
    column->meant = known[i].meaning == TLM_COLUMN_UNKNOWN || known[i].meaning == TLM_COLUMN_SKIP ?
        NULL : known[i].meaning == TLM_COLUMN_CHANNEL ? tlm_channel_get (known[i].channel)->name :
        known[i].meaning == TLM_COLUMN_TIME ? "time" : NULL;
    column->unit_missing = missing[i] && (known[i].told || !columns->told);
  }
  return TRUE;
}

/* Something to show was understood. In a line of samples in this project's own form
 * (core/encode/sample-json.h) every name that has no meaning is a channel of its own. */
static gboolean
has_channel (const TlmColumns *columns)
{
  gboolean lines = strcmp (columns->log->format, "jsonl") == 0;

  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    if (lines && column->role == TLM_ROLE_TIME && (strcmp (column->name, "utc") == 0 ||
            strcmp (column->name, "met") == 0))
      return TRUE;
    if (column->role == TLM_ROLE_NUMBER || column->role == TLM_ROLE_TEXT ||
        column->role == TLM_ROLE_EVENT)
      return TRUE;
  }
  return columns->told;
}

static gboolean
check (const TlmColumns *columns, const char *where, GError **error)
{
  if (columns->problem)
    return tlm_time_help_set_problem (columns, where, error);
  for (guint i = 0; i < columns->columns->len; i++)
    if (((TlmColumn *) columns->columns->pdata[i])->unit_missing)
      return tlm_column_help_set_error (columns, "the unit is not known of", where, error);
  if (columns->n_times == 0)
    return tlm_column_help_set_error (columns, "no column is known to be the time", where, error);
  if (!has_channel (columns))
    return tlm_column_help_set_error (columns, "no column is known but the time", where, error);
  return TRUE;
}

/* FALSE with an error when columns= says one that it cannot be. */
static gboolean
find_dialect (TlmColumns *columns, const char *const *names, guint n_names, GError **error)
{
  const char *told = tlm_column_options_word (columns->options, TLM_COLUMN_DIALECT);
  const char *format = columns->log->format;

  columns->dialect = told ? tlm_dialect_named (told, format, names, n_names, error) :
      tlm_dialect_find (format, columns->log->source, names, n_names);
  if (!columns->dialect) {
    columns->suspect = tlm_dialect_suspect (format, names, n_names);
    return told == NULL;
  }
  columns->one_time = columns->dialect->si;
  g_free (columns->log->dialect);
  columns->log->dialect = g_strdup (columns->dialect->name);
  if (!columns->dialect->si)
    tlm_log_note (columns->log, "columns and units of %s (%s)", columns->dialect->name,
        columns->dialect->source);
  return TRUE;
}

static gboolean
has_repeated (const char *const *names, guint n_names)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_names; i++)
    if (!g_hash_table_add (seen, (gpointer) names[i]))
      return TRUE;
  return FALSE;
}

static TlmColumns *
columns_alloc (TlmLog *log)
{
  TlmColumns *columns = g_new0 (TlmColumns, 1);

  columns->log = log;
  columns->columns = g_ptr_array_new_with_free_func (column_free);
  columns->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return columns;
}

/* What columns= and the options say that is of no column. */
static void
take_words (TlmColumns *columns, const TlmDecodeOptions *options)
{
  const char *zone = tlm_column_options_word (columns->options, TLM_COLUMN_TIMEZONE);
  const char *date = tlm_column_options_word (columns->options, TLM_COLUMN_FIRST_DATE);

  columns->option = g_strdup (options ? options->columns : NULL);
  columns->near_ns = options ? options->near_ns : 0;
  columns->timezone = g_strdup (zone ? zone : options ? options->timezone : NULL);
  columns->date = g_strdup (date ? date : options ? options->date : NULL);
  for (guint i = 0; i < columns->options->len; i++) {
    const TlmColumnOption *option = columns->options->pdata[i];
    columns->told |= option->meaning != TLM_COLUMN_TIMEZONE &&
        option->meaning != TLM_COLUMN_FIRST_DATE && option->meaning != TLM_COLUMN_DIALECT;
  }
}

TlmColumns *
tlm_columns_new (TlmLog *log, const char *const *names, const char *const *units,
    guint n_names, const TlmCell *sample, const TlmDecodeOptions *options, const char *where, GError **error)
{
  g_autoptr (TlmColumns) columns = NULL;

  g_return_val_if_fail (log != NULL && (names != NULL || n_names == 0), NULL);
  columns = columns_alloc (log);
  columns->options = tlm_column_options_parse (options ? options->columns : NULL, error);
  if (!columns->options)
    return NULL;
  take_words (columns, options);
  columns->repeated = has_repeated (names, n_names);
  if (!find_dialect (columns, names, n_names, error))
    return NULL;
  for (guint i = 0; i < n_names; i++)
    g_ptr_array_add (columns->columns, column_new (names[i], i));
  for (guint i = 0; units && i < n_names; i++)
    ((TlmColumn *) columns->columns->pdata[i])->under = g_strdup (units[i]);
  if (!give_roles (columns, sample, where, error) || !check (columns, where, error) ||
      !tlm_column_times_settle (columns, sample, where, error))
    return NULL;
  tlm_column_untaken_note (columns);
  tlm_column_mapping_tell (columns);
  return g_steal_pointer (&columns);
}

gboolean
tlm_columns_add (TlmColumns *columns, const char *name)
{
  TlmColumn *column;
  gboolean unit_missing = FALSE;
  TlmColumnKnown known;

  g_return_val_if_fail (columns != NULL && name != NULL, FALSE);
  if (columns->columns->len >= tlm_limit (TLM_LIMIT_COLUMNS))
    return FALSE;
  column = column_new (name, columns->columns->len);
  known = tlm_column_know (columns, column);
  g_ptr_array_add (columns->columns, column);
  if (!tlm_column_unit_fits (column, known.meaning, known.channel, "", NULL)) {
    known = (TlmColumnKnown) { .target = column->name };
    column->unit = NULL;
  }
  tlm_column_give_role (columns, column, &known, NULL, &unit_missing);
  return TRUE;
}

gboolean
tlm_columns_check_found (const TlmColumns *columns, const char *where, GError **error)
{
  g_return_val_if_fail (columns != NULL, FALSE);
  for (guint i = 0; i < columns->options->len; i++) {
    const TlmColumnOption *option = columns->options->pdata[i];
    g_autofree char *what = NULL;
    if (option->found)
      continue;
    what = option->column ? g_strdup_printf ("columns= names \"%s\", which is not there",
            tlm_head (option->column, 64).text) :
        g_strdup_printf ("columns= names column #%u, which is not there", option->number);
    return tlm_column_help_set_error (columns, what, where, error);
  }
  return TRUE;
}
