/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/time-help.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"

/* A name that can be pasted into a shell's double quotes as it is. */
#define PLAIN_NAME 40

char *
tlm_time_help_reference (const TlmColumns *columns, const TlmColumn *column)
{
  if (!columns->repeated && strlen (column->name) <= PLAIN_NAME &&
      !strpbrk (column->name, ",:=\"#+$`\\"))
    return g_strdup (column->name);
  return g_strdup_printf ("#%u", column->index + 1);
}

/* The text of columns= with MORE after what was said already. */
static char *
say (const TlmColumns *columns, const char *more)
{
  gboolean any = columns->option && *columns->option;
  g_autofree char *shown = g_strdup (any ? columns->option : "");

  return g_strdup_printf ("columns=\"%s%s%s\"", shown, any ? "," : "", more);
}

/* The zone is said already, or this one is the example. */
static const char *
zone_part (const TlmColumns *columns)
{
  return columns->timezone ? "" : ",timezone=+00:00";
}

static char *
order_part (const TlmColumns *columns, const TlmColumn *column, const char *order)
{
  g_autofree char *name = tlm_time_help_reference (columns, column);
  g_autofree char *other = NULL;

  /* Where the time of day stands beside it. */
  for (guint i = 0; i < columns->columns->len && !other; i++) {
    const TlmColumn *next = columns->columns->pdata[i];
    if (next == column || (next->clock != TLM_COLUMN_CLOCK_OF_DAY &&
            next->clock != TLM_COLUMN_CLOCK_HHMMSS))
      continue;
    g_autofree char *text = tlm_time_help_reference (columns, next);
    other = g_strdup_printf ("+%s:%s", text, next->clock == TLM_COLUMN_CLOCK_OF_DAY ? "time" :
        "hhmmss");
  }
  return g_strdup_printf ("time=%s:%s%s%s", name, order, other ? other : "",
      zone_part (columns));
}

char *
tlm_time_help_order (const TlmColumns *columns, const TlmColumn *column, TlmCell cell)
{
  g_autofree char *shown = tlm_cell_dup (cell, 40);
  g_autofree char *dmy = order_part (columns, column, "dmy");
  g_autofree char *mdy = order_part (columns, column, "mdy");
  g_autofree char *first = say (columns, dmy), *second = say (columns, mdy);

  return g_strdup_printf ("the date \"%s\" may have the day or the month first; say which with %s "
      "or %s (ymd: the year first; the zone by name, as Europe/Berlin, or as an offset from UTC)",
      shown, first, second);
}

gboolean
tlm_time_help_set_problem (const TlmColumns *columns, const char *where, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "%s: %s", where, columns->problem);
  return FALSE;
}

gboolean
tlm_time_help_set_date (const TlmColumns *columns, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "date \"%s\": right is the date of the "
      "first time of day, as in date=2024-08-17", tlm_head (columns->date, 40).text);
  return FALSE;
}

/* The first column of TIME with a cell to show. */
static const TlmColumn *
find_part (const TlmColumns *columns, guint time)
{
  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    if (column->role == TLM_ROLE_TIME && column->is_part && column->time == time)
      return column;
  }
  return NULL;
}

static char *
show_sample (const TlmColumns *columns, guint time, const TlmCell *sample)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    g_autofree char *cell = NULL;
    if (column->role != TLM_ROLE_TIME || !column->is_part || column->time != time || !sample ||
        !sample[i].text)
      continue;
    cell = tlm_cell_dup (tlm_cell_trim (sample[i]), 40);
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", cell);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
tlm_time_help_set_parts (const TlmColumns *columns, guint time, const char *where, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    if (column->role == TLM_ROLE_TIME && column->is_part && column->time == time)
      g_string_append_printf (names, "%s\"%s\"", names->len > 0 ? ", " : "", tlm_head (column->name, 40).text);
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "%s: %s make no time; right are, for "
      "instance, columns=\"time=Date:date+Time:time\", \"time=Y:year+M:month+D:day-of-month+H:h\", "
      "\"time=Y:year+N:doy\", \"time=W:gps-week+T:s\" and \"time=M:min+S:s\"", where, names->str);
  return FALSE;
}

gboolean
tlm_time_help_set_no_date (const TlmColumns *columns, guint time, const TlmCell *sample,
    const char *where, GError **error)
{
  const TlmColumn *part = find_part (columns, time);
  g_autofree char *shown = show_sample (columns, time, sample);
  g_autofree char *name = tlm_time_help_reference (columns, part);
  g_autofree char *dated = g_strdup_printf ("date=2024-08-17%s",
      columns->times[time].zone ? "" : zone_part (columns));
  g_autofree char *first = say (columns, dated), *relative = say (columns, "timezone=none");
  g_autofree char *elapsed = NULL;

  if (part->clock == TLM_COLUMN_CLOCK_OF_DAY && !columns->option) {
    g_autofree char *entry = g_strdup_printf ("time=%s:elapsed", name);
    g_autofree char *text = say (columns, entry);
    elapsed = g_strdup_printf ("; where it is time since liftoff, with %s", text);
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "%s: \"%s\" is a time of day, and of which day "
      "is not known; say the date of the first one and the zone, as in %s; or let times count from "
      "the first one, with %s%s", where, shown, first, relative, elapsed ? elapsed : "");
  return FALSE;
}

gboolean
tlm_time_help_set_no_zone (const TlmColumns *columns, guint time, const TlmCell *sample,
    const char *where, GError **error)
{
  g_autofree char *shown = show_sample (columns, time, sample);
  g_autofree char *utc = say (columns, "timezone=+00:00");
  g_autofree char *named = say (columns, "timezone=Europe/Berlin");
  g_autofree char *relative = say (columns, "timezone=none");

  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "%s: \"%s\" is a local time and its zone is not "
      "known; say it by name or as an offset from UTC, as in %s or, for UTC, %s; or let times "
      "count from the first one, with %s", where, shown, named, utc, relative);
  return FALSE;
}
