/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/column-help.h"

#include <string.h>

#include "core/base/error.h"

#define MAX_LISTED 40    /* columns in a message */
#define MAX_NAME_SHOWN 40

static void
append_name (GString *out, const char *name)
{
  const char *end = name;

  for (int i = 0; *end && i < MAX_NAME_SHOWN; i++)
    end = g_utf8_next_char (end);
  g_string_append_len (out, name, end - name);
  if (*end)
    g_string_append (out, "…");
}

/* A column as columns= writes it: by number where its name would be misread. */
static void
append_reference (GString *out, const TlmColumns *columns, const TlmColumn *column)
{
  gboolean plain = !strpbrk (column->name, ",:=\"#") && strlen (column->name) <= MAX_NAME_SHOWN;

  if (plain && !columns->repeated)
    g_string_append (out, column->name);
  else
    g_string_append_printf (out, "#%u", column->index + 1);
}

static void
append_columns (GString *out, const TlmColumns *columns)
{
  guint n = MIN (columns->columns->len, MAX_LISTED);

  g_string_append (out, "columns found: ");
  for (guint i = 0; i < n; i++) {
    if (i > 0)
      g_string_append (out, ", ");
    append_name (out, ((TlmColumn *) columns->columns->pdata[i])->name);
  }
  if (n == 0)
    g_string_append (out, "none");
  if (columns->columns->len > n)
    g_string_append_printf (out, " and %u more", columns->columns->len - n);
}

static void
append_missing (GString *out, const TlmColumns *columns)
{
  const char *separator = " ";

  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    if (!column->unit_missing)
      continue;
    g_string_append_printf (out, "%s\"", separator);
    append_name (out, column->name);
    g_string_append_c (out, '"');
    separator = ", ";
  }
}

static const TlmColumn *
find_meant (const TlmColumns *columns, const char *target)
{
  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    if (column->meant && strcmp (column->meant, target) == 0)
      return column;
  }
  return NULL;
}

/* Nothing means it for certain: one that may. */
static const TlmColumn *
find_hinted (const TlmColumns *columns, const char *target)
{
  gboolean time = strcmp (target, "time") == 0;
  TlmChannelId channel = TLM_CHANNEL_ALTITUDE;

  if (!time && !tlm_channel_from_name (target, &channel))
    return NULL;
  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    if (!column->meant && tlm_column_name_hints (column->name,
            time ? TLM_COLUMN_TIME : TLM_COLUMN_CHANNEL, channel))
      return column;
  }
  return NULL;
}

static void
append_entry (GString *out, const TlmColumns *columns, const char *target, const char *fallback)
{
  const TlmColumn *column = find_meant (columns, target);

  if (!column && !fallback)
    return;
  if (!column)
    column = find_hinted (columns, target);
  g_string_append_printf (out, "%s%s=", out->str[out->len - 1] == '"' ? "" : ",", target);
  if (column)
    append_reference (out, columns, column);
  else
    g_string_append (out, fallback);
  if (column && column->clock == TLM_COLUMN_CLOCK_TEXT && column->role == TLM_ROLE_TIME)
    return;
  g_string_append_printf (out, ":%s", column && column->unit ? column->unit->symbol :
      strcmp (target, "time") == 0 && !column ? "s" : "?");
}

/* columns="time=…,altitude=…:?": every target that some column means, and the
 * ones that most telemetry has. */
static void
append_template (GString *out, const TlmColumns *columns)
{
  gboolean speed = FALSE, altitude = FALSE;

  for (TlmChannelId id = 0; id < TLM_N_STANDARD_CHANNELS; id++) {
    const char *name = tlm_channel_get (id)->name;
    speed |= strstr (name, "speed") && find_meant (columns, name);
    altitude |= g_str_has_prefix (name, "altitude") && find_meant (columns, name);
  }
  g_string_append (out, "columns=\"");
  append_entry (out, columns, "time", "?");
  append_entry (out, columns, "altitude", altitude ? NULL : "?");
  append_entry (out, columns, "speed", speed ? NULL : "?");
  for (TlmChannelId id = TLM_CHANNEL_VERTICAL_SPEED; id < TLM_N_STANDARD_CHANNELS; id++)
    append_entry (out, columns, tlm_channel_get (id)->name, NULL);
  g_string_append_c (out, '"');
}

gboolean
tlm_column_help_set_error (const TlmColumns *columns, const char *problem, const char *where,
    GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (columns != NULL && problem != NULL && where != NULL, FALSE);
  g_string_append_printf (text, "%s: %s", where, problem);
  if (g_str_has_suffix (problem, " of"))
    append_missing (text, columns);
  g_string_append (text, "; ");
  append_columns (text, columns);
  g_string_append (text, "; put units and names for the question marks in ");
  append_template (text, columns);
  if (columns->suspect)
    g_string_append_printf (text, "; or, where they are those of %s (%s), say columns=\"dialect=%s\"",
        columns->suspect->name, columns->suspect->source, columns->suspect->name);
  g_set_error_literal (error, TLM_ERROR, TLM_ERROR_COLUMNS, text->str);
  return FALSE;
}

gboolean
tlm_column_help_set_no_names (guint n_columns, const char *where, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const targets[] = { "time", "altitude", "speed" };

  g_string_append_printf (text, "%s: there are numbers and no line with the names of the columns "
      "(%u of them); say what they are, with units for the question marks, as in columns=\"",
      where, n_columns);
  for (guint i = 0; i < MIN (n_columns, G_N_ELEMENTS (targets)); i++)
    g_string_append_printf (text, "%s%s=#%u:?", i > 0 ? "," : "", targets[i], i + 1);
  g_string_append_c (text, '"');
  g_set_error_literal (error, TLM_ERROR, TLM_ERROR_COLUMNS, text->str);
  return FALSE;
}
