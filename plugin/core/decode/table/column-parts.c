/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/table/column-times.h"
#include "core/decode/table/decimal.h"
#include "core/decode/table/time-help.h"

typedef enum {
  PART_NONE, PART_DATE, PART_FACE, PART_YEAR, PART_MONTH, PART_DAY, PART_DOY, PART_HOUR,
  PART_MINUTE, PART_SECOND, PART_MILLISECOND, PART_WEEK, PART_TOW, PART_TOW_MS, N_PARTS
} Part;

/* What people call the parts of a time, in normal form. */
static const struct {
  const char *names;
  TlmColumnClock clock;
  const char *unit;        /* of a SPAN that its name tells */
} parts[N_PARTS] = {
  [PART_DATE] = { .names = "date gps_date gpsdate utc_date date_utc local_date log_date date_gmt",
    .clock = TLM_COLUMN_CLOCK_DATE },
  [PART_FACE] = { .names = "time utc_time time_utc local_time gps_time gpstime clock time_of_day "
        "timestamp log_time time_gmt", .clock = TLM_COLUMN_CLOCK_OF_DAY },
  [PART_YEAR] = { .names = "year yr yyyy utc_year gps_year", .clock = TLM_COLUMN_CLOCK_YEAR },
  [PART_MONTH] = { .names = "month mon utc_month gps_month", .clock = TLM_COLUMN_CLOCK_MONTH },
  [PART_DAY] = { .names = "day mday day_of_month utc_day gps_day dd",
    .clock = TLM_COLUMN_CLOCK_DAY },
  [PART_DOY] = { .names = "doy day_of_year yday dayofyear utc_doy", .clock = TLM_COLUMN_CLOCK_DOY },
  [PART_HOUR] = { .names = "hour hours hr hrs hh utc_hour gps_hour time_h time_hr time_hours",
    .clock = TLM_COLUMN_CLOCK_SPAN, .unit = "h" },
  [PART_MINUTE] = { .names = "minute minutes min mins utc_minute gps_minute utc_min gps_min "
        "time_min time_minutes", .clock = TLM_COLUMN_CLOCK_SPAN, .unit = "min" },
  [PART_SECOND] = { .names = "second seconds sec secs utc_second gps_second utc_sec gps_sec "
        "time_sec time_seconds", .clock = TLM_COLUMN_CLOCK_SPAN, .unit = "s" },
  [PART_MILLISECOND] = { .names = "millisecond milliseconds msec utc_ms gps_msec utc_millisecond",
    .clock = TLM_COLUMN_CLOCK_SPAN, .unit = "ms" },
  [PART_WEEK] = { .names = "gwk gps_week gpsweek gps_wk gpswk week week_number gps_week_number wn",
    .clock = TLM_COLUMN_CLOCK_GPS_WEEK },
  [PART_TOW] = { .names = "gps_sow sow seconds_of_week gps_seconds_of_week tow_s gps_tow_s "
        "time_of_week_s gps_tow_sec tow_sec", .clock = TLM_COLUMN_CLOCK_SPAN, .unit = "s" },
  [PART_TOW_MS] = { .names = "gms itow itow_ms tow_ms gps_tow_ms gps_ms time_of_week_ms "
        "milliseconds_of_week gps_time_ms", .clock = TLM_COLUMN_CLOCK_SPAN, .unit = "ms" },
};

static Part
part_of (const char *name)
{
  g_autofree char *words = tlm_column_name_words (name);
  gsize length = strlen (words);

  for (guint part = PART_DATE; part < N_PARTS; part++)
    for (const char *p = parts[part].names; *p;) {
      gsize n = strcspn (p, " ");
      if (n == length && memcmp (p, words, n) == 0)
        return part;
      p += n + (p[n] == ' ');
    }
  return PART_NONE;
}

static gboolean
is_number (const TlmCell *cell, double *number)
{
  TlmCell trimmed;

  if (!cell || !cell->text)
    return FALSE;
  trimmed = tlm_cell_trim (*cell);
  return tlm_decimal_parse (trimmed.text, trimmed.length, '.', number) == TLM_DECIMAL_NUMBER;
}

/* Whether a cell is a time of day, by colons or, beside a date, in six digits. */
static gboolean
is_face (const TlmCell *cell, gboolean beside_date, TlmColumnClock *clock)
{
  TlmCell trimmed;
  TlmStamp stamp;
  gint64 ns;

  if (!cell || !cell->text)
    return FALSE;
  trimmed = tlm_cell_trim (*cell);
  *clock = TLM_COLUMN_CLOCK_OF_DAY;
  if (tlm_stamp_parse (trimmed.text, trimmed.length, TLM_DATE_PLAIN, &stamp) == TLM_STAMP_READ)
    return !stamp.has_date;
  *clock = TLM_COLUMN_CLOCK_HHMMSS;
  return beside_date && trimmed.length >= 6 && (trimmed.length == 6 || trimmed.text[6] == '.') &&
      tlm_stamp_hhmmss (trimmed.text, trimmed.length, &ns);
}

/* Whether a column is a whole time by itself. */
static gboolean
is_whole (const TlmColumn *column, const TlmColumnKnown *known, const TlmCell *cell)
{
  TlmColumnClock clock;
  double number;

  if (known->meaning != TLM_COLUMN_TIME)
    return FALSE;
  if (column->clock != TLM_COLUMN_CLOCK_UNKNOWN && column->clock != TLM_COLUMN_CLOCK_TEXT)
    return TRUE;
  return cell && cell->text && !is_face (cell, FALSE, &clock) && !is_number (cell, &number);
}

typedef struct {
  TlmColumns *columns;
  TlmColumnKnown *known;
  const TlmCell *sample;
  int found[N_PARTS];      /* index of the column, or -1 */
} Search;

static void
take (Search *search, Part part)
{
  int i = search->found[part];
  TlmColumn *column;

  if (i < 0)
    return;
  column = search->columns->columns->pdata[i];
  search->known[i] = (TlmColumnKnown) { .meaning = TLM_COLUMN_TIME, .target = "time",
    .is_part = TRUE, .is_found = TRUE };
  column->unit = parts[part].unit ? tlm_unit_find (parts[part].unit) : NULL;
  column->clock = parts[part].clock;
}

static gboolean
has (const Search *search, Part part)
{
  return search->found[part] >= 0;
}

/* Hours, minutes, seconds and their parts, as there are. */
static void
take_smaller (Search *search)
{
  take (search, PART_HOUR);
  take (search, PART_MINUTE);
  take (search, PART_SECOND);
  if (has (search, PART_SECOND))
    take (search, PART_MILLISECOND);
}

/* The time of day that goes with a date. FALSE when there is none. */
static gboolean
take_day_time (Search *search)
{
  int face = search->found[PART_FACE];
  TlmColumnClock clock;

  if (face >= 0 && is_face (search->sample ? &search->sample[face] : NULL, TRUE, &clock)) {
    take (search, PART_FACE);
    ((TlmColumn *) search->columns->columns->pdata[face])->clock = clock;
    return TRUE;
  }
  if (!has (search, PART_HOUR) || !has (search, PART_MINUTE))
    return FALSE;
  take_smaller (search);
  return TRUE;
}

/* A date whose day and month could be either is asked for. */
static void
ask_order (TlmColumns *columns, const TlmColumn *column, TlmCell cell)
{
  TlmStamp stamp;
  gboolean is_six = cell.length == 6;

  for (gsize i = 0; i < cell.length; i++)
    is_six &= g_ascii_isdigit (cell.text[i]);
  if (!columns->problem && (is_six ||
          tlm_stamp_parse (cell.text, cell.length, TLM_DATE_PLAIN, &stamp) == TLM_STAMP_EITHER))
    columns->problem = tlm_time_help_order (columns, column, cell);
}

/* A column that is called a date and has the time of day too. */
static void
take_whole_date (Search *search)
{
  int i = search->found[PART_DATE];
  TlmColumn *column = search->columns->columns->pdata[i];
  TlmCell cell;
  TlmStamp stamp = { 0 };
  TlmStampResult result;

  if (!search->sample || !search->sample[i].text)
    return;
  cell = tlm_cell_trim (search->sample[i]);
  result = tlm_stamp_parse (cell.text, cell.length, TLM_DATE_PLAIN, &stamp);
  if (result != TLM_STAMP_EITHER && !(result == TLM_STAMP_READ && stamp.has_time))
    return;
  take (search, PART_DATE);
  column->clock = TLM_COLUMN_CLOCK_STAMP;
  ask_order (search->columns, column, cell);
}

/* A date, with the time of day that stands beside it. */
static void
take_date (Search *search)
{
  int i = search->found[PART_DATE];
  TlmColumn *column = search->columns->columns->pdata[i];

  if (!take_day_time (search)) {
    take_whole_date (search);
    return;
  }
  take (search, PART_DATE);
  column->clock = TLM_COLUMN_CLOCK_STAMP;
  if (search->sample && search->sample[i].text)
    ask_order (search->columns, column, tlm_cell_trim (search->sample[i]));
  column->clock = TLM_COLUMN_CLOCK_DATE;
}

static void
take_best (Search *search)
{
  gboolean is_calendar = has (search, PART_YEAR) && has (search, PART_MONTH) &&
      has (search, PART_DAY);

  if (has (search, PART_WEEK) && (has (search, PART_TOW_MS) || has (search, PART_TOW))) {
    take (search, PART_WEEK);
    take (search, has (search, PART_TOW_MS) ? PART_TOW_MS : PART_TOW);
  } else if (has (search, PART_YEAR) && has (search, PART_DOY)) {
    take_day_time (search);
    take (search, PART_YEAR);
    take (search, PART_DOY);
  } else if (is_calendar && take_day_time (search)) {
    take (search, PART_YEAR);
    take (search, PART_MONTH);
    take (search, PART_DAY);
  } else if (has (search, PART_DATE)) {
    take_date (search);
  } else if (has (search, PART_MINUTE) && has (search, PART_SECOND)) {
    search->columns->times[0].is_face = has (search, PART_HOUR);
    take_smaller (search);
  }
}

/* Where parts were found, what else is called a time is none. */
static void
leave_others (Search *search)
{
  gboolean any = FALSE;

  for (guint i = 0; i < search->columns->columns->len; i++)
    any |= search->known[i].is_found;
  for (guint i = 0; any && i < search->columns->columns->len; i++)
    if (search->known[i].meaning == TLM_COLUMN_TIME && !search->known[i].is_found)
      search->known[i].meaning = TLM_COLUMN_SKIP;
}

void
tlm_column_parts_find (TlmColumns *columns, TlmColumnKnown *known, const TlmCell *sample)
{
  Search search = { columns, known, sample, { 0 } };

  for (guint part = 0; part < N_PARTS; part++)
    search.found[part] = -1;
  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    Part part;
    if (known[i].told || known[i].listed) {
      if (known[i].meaning == TLM_COLUMN_TIME)
        return;
      continue;
    }
    if (is_whole (column, &known[i], sample ? &sample[i] : NULL))
      return;
    part = part_of (column->name);
    if (part != PART_NONE && search.found[part] < 0)
      search.found[part] = (int) i;
  }
  take_best (&search);
  leave_others (&search);
}
