/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/column-times.h"

#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/table/decimal.h"
#include "core/decode/table/time-help.h"
#include "core/decode/table/time-parts.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "core/time/posix.h"
#include "core/time/zone.h"

#define BIT(clock) (1u << TLM_COLUMN_CLOCK_##clock)
#define DATES (BIT (STAMP) | BIT (DATE) | BIT (YEAR))
#define DAY_TIMES (BIT (OF_DAY) | BIT (HHMMSS))
#define DAY_NS (86400 * TLM_SECOND)

/* Words of a name whose times count from power on, ignition or liftoff. */
static const char *const elapsed_words[] = {
  "met", "elapsed", "mission", "flight", "since", "boot", "uptime", "runtime", "relative", NULL
};

static gboolean
is_elapsed_name (const char *name)
{
  g_autofree char *text = tlm_column_name_words (name);
  g_auto (GStrv) words = g_strsplit (text, "_", -1);

  for (guint i = 0; elapsed_words[i]; i++)
    if (g_strv_contains ((const char *const *) words, elapsed_words[i]))
      return TRUE;
  return FALSE;
}

/* hh:mm:ss without a sign: on a clock's face, or since liftoff? */
static void
guess_face (TlmColumns *columns, TlmColumn *column, TlmCell cell, gboolean is_utc)
{
  TlmDuration elapsed;
  gboolean is_early = tlm_elapsed_parse (cell.text, cell.length, &elapsed) && elapsed >= 0 &&
      elapsed < 60 * TLM_SECOND;

  column->clock = TLM_COLUMN_CLOCK_OF_DAY;
  if (is_utc)
    return;
  if (is_elapsed_name (column->name)) {
    column->clock = TLM_COLUMN_CLOCK_ELAPSED_TEXT;
  } else if (is_early && !columns->date) {
    column->clock = TLM_COLUMN_CLOCK_ELAPSED_TEXT;
    tlm_log_note (columns->log, "column \"%s\" begins within its first minute: read as time "
        "since liftoff; where it is a time of day, say so with columns=\"time=%s:time\" and a date",
        tlm_head (column->name, 64).text, column->name);
  }
}

/* What a text is that nobody says the clock of. UTC is the clock of a name that says it. */
static void
guess_text (TlmColumns *columns, TlmColumn *column, TlmCell cell, gboolean is_utc)
{
  TlmStamp stamp;
  TlmDuration elapsed;
  TlmInstant instant;

  switch (tlm_stamp_parse (cell.text, cell.length, TLM_DATE_PLAIN, &stamp)) {
    case TLM_STAMP_EITHER:
      columns->problem = columns->problem ? columns->problem :
          tlm_time_help_order (columns, column, cell);
      return;
    case TLM_STAMP_READ:
      if (!stamp.has_date)
        guess_face (columns, column, cell, is_utc);
      else if (!is_utc || !tlm_iso8601_parse (cell.text, cell.length, TLM_SCALE_UTC, &instant))
        column->clock = TLM_COLUMN_CLOCK_STAMP;
      else
        column->clock = TLM_COLUMN_CLOCK_TEXT;
      return;
    case TLM_STAMP_NOT:
      break;
  }
  if (tlm_elapsed_parse (cell.text, cell.length, &elapsed))
    column->clock = TLM_COLUMN_CLOCK_ELAPSED_TEXT;
  else if (tlm_iso8601_parse (cell.text, cell.length, TLM_SCALE_UTC, &instant))
    column->clock = TLM_COLUMN_CLOCK_TEXT;
}

void
tlm_column_time_guess (TlmColumns *columns, TlmColumn *column, gboolean told, TlmCell sample)
{
  TlmCell cell = tlm_cell_trim (sample);
  double number;

  if (column->clock != TLM_COLUMN_CLOCK_UNKNOWN && column->clock != TLM_COLUMN_CLOCK_TEXT &&
      !(column->clock == TLM_COLUMN_CLOCK_STAMP && column->order == TLM_DATE_PLAIN))
    return;
  if (cell.length > 64 ||
      tlm_decimal_parse (cell.text, cell.length, '.', &number) != TLM_DECIMAL_BAD ||
      tlm_decimal_parse (cell.text, cell.length, ',', &number) != TLM_DECIMAL_BAD)
    return;
  guess_text (columns, column, cell, column->clock == TLM_COLUMN_CLOCK_TEXT ||
      tlm_column_name_is_utc (column->name));
}

static const TlmColumn *
column_at (const TlmColumns *columns, guint i)
{
  return columns->columns->pdata[i];
}

static gboolean
is_of_time (const TlmColumn *column, guint time)
{
  return column->role == TLM_ROLE_TIME && column->is_part && column->time == time;
}

static gint64
unit_ns (const TlmColumn *column)
{
  return (gint64) (column->unit->factor * 1e9 + 0.5);
}

/* A part is less than the smallest larger one, and whole where a smaller one follows. */
static void
set_limits (TlmColumns *columns, guint time, guint parts)
{
  for (guint i = 0; i < columns->columns->len; i++) {
    TlmColumn *column = columns->columns->pdata[i];
    gint64 unit, limit = parts & DAY_TIMES ? TLM_SECOND : parts & DATES ? DAY_NS : 0;
    if (!is_of_time (column, time))
      continue;
    column->is_whole = column->clock == TLM_COLUMN_CLOCK_DOY &&
        (parts & (BIT (SPAN) | DAY_TIMES)) != 0;
    if (column->clock != TLM_COLUMN_CLOCK_SPAN)
      continue;
    unit = unit_ns (column);
    for (guint k = 0; k < columns->columns->len; k++) {
      const TlmColumn *other = column_at (columns, k);
      if (!is_of_time (other, time) || other->clock != TLM_COLUMN_CLOCK_SPAN || other == column)
        continue;
      if (unit_ns (other) > unit)
        limit = limit == 0 ? unit_ns (other) : MIN (limit, unit_ns (other));
      column->is_whole |= unit_ns (other) < unit;
    }
    /* The 61st second of a minute is a leap second. */
    if (limit == 60 * TLM_SECOND && unit == TLM_SECOND && (parts & DATES))
      limit += TLM_SECOND;
    column->limit_ns = limit;
  }
}

/* Whether the parts make a time: a date is there whole and once, and nothing is beside what
 * needs nothing. */
static gboolean
is_time (guint parts, const guint *counts)
{
  guint ymd = BIT (YEAR) | BIT (MONTH) | BIT (DAY), yd = BIT (YEAR) | BIT (DOY);
  guint date = parts & (ymd | yd), dates;

  for (guint clock = TLM_COLUMN_CLOCK_STAMP; clock < TLM_COLUMN_CLOCK_SPAN; clock++)
    if (counts[clock] > 1)
      return FALSE;
  if (parts & BIT (GPS_WEEK))
    return parts == (BIT (GPS_WEEK) | BIT (SPAN));
  if (parts & ~(DATES | ymd | yd | DAY_TIMES | BIT (SPAN)))
    return FALSE;
  dates = ((parts & BIT (STAMP)) != 0) + ((parts & BIT (DATE)) != 0) + (date != 0);
  return dates <= 1 && (date == 0 || date == ymd || date == yd) &&
      (parts & DAY_TIMES) != DAY_TIMES;
}

/* What the first row says: whether it names its zone, and how much it is. */
static gboolean
read_sample (const TlmColumns *columns, guint time, const TlmCell *sample, TlmTimeParts *parts)
{
  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = column_at (columns, i);
    if (is_of_time (column, time) && (!sample || !sample[i].text ||
            tlm_time_parts_take (parts, column, tlm_cell_trim (sample[i]), '.') !=
            TLM_DECIMAL_NUMBER))
      return FALSE;
  }
  return TRUE;
}

/* The zone that was said, or UTC where a name says it. */
static gboolean
set_zone (TlmColumns *columns, guint time, GError **error)
{
  TlmColumnsTime *made = &columns->times[time];

  if (columns->timezone && g_ascii_strcasecmp (columns->timezone, "none") == 0) {
    made->is_relative = TRUE;
    return TRUE;
  }
  if (columns->timezone) {
    made->zone = tlm_zone_parse (columns->timezone, error);
    return made->zone != NULL;
  }
  for (guint i = 0; i < columns->columns->len; i++)
    if (!made->zone && is_of_time (column_at (columns, i), time) &&
        tlm_column_name_is_utc (column_at (columns, i)->name))
      made->zone = g_time_zone_new_utc ();
  return TRUE;
}

/* The day that brings the first time of day, DAY_NS after midnight, nearest to what is near:
 * the zone's day may be the one before or after that of UTC. */
static gboolean
set_near_day (const TlmColumns *columns, TlmColumnsTime *made, gint64 day_ns)
{
  gint64 near_ns, near_s, best = G_MAXINT64;

  if (columns->near_ns == 0 || !tlm_instant_to_posix_ns (columns->near_ns, &near_ns))
    return FALSE;
  near_s = near_ns / TLM_SECOND;
  made->first_day = near_s / 86400;
  for (gint64 day = near_s / 86400 - 1; made->zone && day <= near_s / 86400 + 1; day++) {
    gint64 utc_s;
    if (!tlm_zone_to_utc (made->zone, day * 86400 + day_ns / TLM_SECOND, G_MININT64, &utc_s) ||
        ABS (utc_s - near_s) >= best)
      continue;
    best = ABS (utc_s - near_s);
    made->first_day = day;
  }
  return TRUE;
}

static gboolean
set_first_day (TlmColumns *columns, TlmColumnsTime *made, gint64 day_ns, GError **error)
{
  TlmStamp stamp;

  if (columns->date) {
    if (tlm_stamp_parse (columns->date, strlen (columns->date), TLM_DATE_PLAIN, &stamp) !=
        TLM_STAMP_READ || !stamp.has_date || stamp.has_time)
      return tlm_time_help_set_date (columns, error);
    made->first_day = stamp.days;
    made->has_first_day = TRUE;
  } else if (set_near_day (columns, made, day_ns)) {
    made->has_first_day = columns->log->is_day_assumed = TRUE;
    tlm_log_note (columns->log, "times of day are of the date that is nearest to the footage");
  } else if (columns->log->source &&
      tlm_stamp_date_in_name (columns->log->source, &made->first_day)) {
    made->has_first_day = columns->log->is_day_assumed = TRUE;
    tlm_log_note (columns->log, "times of day are of the date in the file's name");
  }
  return TRUE;
}

/* Receivers count weeks modulo 1024 in the legacy message (IS-GPS-200, 20.3.3.3.1.1): a small
 * one is of 1999 or before, or of a later round. */
static void
note_short_week (TlmColumns *columns, guint time, const TlmCell *sample)
{
  TlmTimeParts first = { 0 };

  if (read_sample (columns, time, sample, &first) && first.week < 1024)
    tlm_log_warn (columns->log, "GPS week %d is one before 23 August 1999; where it was counted "
        "modulo 1024, say stamp-offset=+1024 weeks, or +2048 weeks, in the mission", first.week);
}

static gboolean
settle (TlmColumns *columns, guint time, const TlmCell *sample, const char *where, GError **error)
{
  TlmColumnsTime *made = &columns->times[time];
  guint counts[TLM_COLUMN_CLOCK_SPAN + 1] = { 0 };
  TlmTimeParts first = { 0 };
  gboolean is_read, is_day_time;

  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = column_at (columns, i);
    if (!is_of_time (column, time))
      continue;
    made->parts |= 1u << column->clock;
    counts[column->clock]++;
  }
  if (made->parts == 0)
    return TRUE;
  if (!is_time (made->parts, counts))
    return tlm_time_help_set_parts (columns, time, where, error);
  set_limits (columns, time, made->parts);
  if (made->parts & BIT (GPS_WEEK)) {
    note_short_week (columns, time, sample);
    return TRUE;
  }
  is_read = read_sample (columns, time, sample, &first);
  is_day_time = (made->parts & DAY_TIMES) || (!(made->parts & DATES) && (columns->date ||
          (made->is_face && is_read && first.ns >= 60 * TLM_SECOND)));
  if (!(made->parts & DATES) && !is_day_time)
    return TRUE;
  if (!set_zone (columns, time, error))
    return FALSE;
  if (is_day_time && !(made->parts & DATES) && !made->is_relative) {
    if (!set_first_day (columns, made, is_read ? first.ns : 0, error))
      return FALSE;
    if (!made->has_first_day)
      return tlm_time_help_set_no_date (columns, time, sample, where, error);
  }
  if (!made->zone && !made->is_relative && !(is_read && first.has_zone))
    return tlm_time_help_set_no_zone (columns, time, sample, where, error);
  if (made->is_relative)
    tlm_log_note (columns->log, "the times are of no zone that is known: they count from the "
        "first of them");
  return TRUE;
}

gboolean
tlm_column_times_settle (TlmColumns *columns, const TlmCell *sample, const char *where,
    GError **error)
{
  for (guint time = 0; columns->has_parts && time < columns->n_times; time++)
    if (!settle (columns, time, sample, where, error))
      return FALSE;
  return TRUE;
}
