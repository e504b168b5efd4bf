/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/column-mapping.h"

#include <string.h>

/* Whether an earlier column has its name, by which columns= finds the first. */
static gboolean
is_again (const TlmColumns *columns, const TlmColumn *column)
{
  for (guint i = 0; columns->repeated && i < column->index; i++)
    if (strcmp (((const TlmColumn *) columns->columns->pdata[i])->name, column->name) == 0)
      return TRUE;
  return FALSE;
}

/* A column as columns= names it: by number where its name would be read as another. */
static void
append_reference (GString *out, const TlmColumns *columns, const TlmColumn *column)
{
  if (strpbrk (column->name, "\"#") || is_again (columns, column))
    g_string_append_printf (out, "#%u", column->index + 1);
  else if (strpbrk (column->name, ",:=+"))
    g_string_append_printf (out, "\"%s\"", column->name);
  else
    g_string_append (out, column->name);
}

static void
append_datum (GString *out, TlmDatum datum)
{
  static const char *const names[] = {
    [TLM_DATUM_UNDECLARED] = "", [TLM_DATUM_ELLIPSOID] = "-hae", [TLM_DATUM_MSL] = "-msl",
    [TLM_DATUM_AGL] = "-agl",
  };

  g_string_append (out, names[datum]);
}

/* What stands after the colon of a column of times. */
static void
append_clock (GString *out, const TlmColumn *column)
{
  const char *clock = tlm_column_clock_word (column->clock, column->order, column->unit);
  gboolean days = column->clock == TLM_COLUMN_CLOCK_JD || column->clock == TLM_COLUMN_CLOCK_MJD ||
      column->clock == TLM_COLUMN_CLOCK_DOY;

  if (clock)
    g_string_append_printf (out, ":%s", clock);
  else if (column->unit)
    g_string_append_printf (out, ":%s", column->unit->symbol);
  if (clock && days && column->scale != TLM_SCALE_UTC)
    g_string_append_printf (out, ":%s", tlm_time_scale_name (column->scale));
}

/* A comma, where one is due, and what columns= sets. */
static void
append_target (GString *out, const TlmColumn *column, const char *target)
{
  g_string_append_printf (out, "%s%s%s%s=", out->len > 0 ? "," : "",
      column->vehicle ? column->vehicle : "", column->vehicle ? "/" : "", target);
}

static void
append_time (GString *out, const TlmColumns *columns, guint time)
{
  gboolean any = FALSE;

  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    if (column->role != TLM_ROLE_TIME || column->time != time)
      continue;
    if (any)
      g_string_append_c (out, '+');
    else
      append_target (out, column, "time");
    append_reference (out, columns, column);
    append_clock (out, column);
    any = TRUE;
  }
}

/* The target of a column that is no time; NULL: none needs to be said, or none can be. */
static const char *
target_of (const TlmColumn *column)
{
  TlmChannelId id;

  switch (column->role) {
    case TLM_ROLE_EVENT:
      return "event";
    case TLM_ROLE_VEHICLE:
      return "vehicle";
    case TLM_ROLE_TEXT:
      return g_strcmp0 (column->channel, "phase") == 0 ? "phase" : NULL;
    case TLM_ROLE_NUMBER:
    case TLM_ROLE_AUTO:
      if (tlm_channel_from_name (column->channel, &id))
        return column->channel;
      return column->unit && !strpbrk (column->channel, "/=,:\"#+") ? column->channel : NULL;
    case TLM_ROLE_SKIP:
    case TLM_ROLE_TIME:
      break;
  }
  return NULL;
}

/* What goes by a time stands after it. */
static void
append_channels (GString *out, const TlmColumns *columns, guint time)
{
  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    const char *target = column->time == time ? target_of (column) : NULL;
    if (!target)
      continue;
    append_target (out, column, target);
    append_reference (out, columns, column);
    if (!column->unit)
      continue;
    g_string_append_printf (out, ":%s", column->unit->symbol);
    append_datum (out, column->datum);
  }
}

/* What is of no column. */
static void
append_words (GString *out, const TlmColumns *columns)
{
  if (columns->timezone)
    g_string_append_printf (out, ",timezone=%s", columns->timezone);
  if (columns->date)
    g_string_append_printf (out, ",date=%s", columns->date);
}

void
tlm_column_mapping_tell (const TlmColumns *columns)
{
  g_autoptr (GString) out = NULL;

  g_return_if_fail (columns != NULL);
  out = g_string_new (NULL);
  for (guint i = 0; i < columns->n_times; i++) {
    append_time (out, columns, i);
    append_channels (out, columns, i);
  }
  if (out->len > 0)
    append_words (out, columns);
  g_free (columns->log->columns);
  columns->log->columns = out->len > 0 ? g_strdup (out->str) : NULL;
}
