/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/time-parts.h"

#include "core/base/wide.h"
#include "core/decode/table/cell-time.h"
#include "core/time/gps.h"
#include "core/time/sum.h"
#include "core/time/utc.h"
#include "core/time/zone.h"

#define DAY_S 86400
#define DAY_NS (DAY_S * TLM_SECOND)
#define COUNTS_A_DAY G_GINT64_CONSTANT (10000000000000)   /* a day of the year has 13 decimals */
#define BIT(clock) (1u << TLM_COLUMN_CLOCK_##clock)
#define DATES (BIT (STAMP) | BIT (DATE) | BIT (YEAR))

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

static TlmDecimal
take_stamp (TlmTimeParts *parts, const TlmColumn *column, TlmCell cell)
{
  gboolean wants_date = column->clock == TLM_COLUMN_CLOCK_DATE;
  gboolean wants_time = column->clock == TLM_COLUMN_CLOCK_OF_DAY;
  TlmStamp stamp;
  double number;

  if (tlm_decimal_parse (cell.text, cell.length, '.', &number) == TLM_DECIMAL_MISSING)
    return TLM_DECIMAL_MISSING;
  if (tlm_stamp_parse (cell.text, cell.length, column->order, &stamp) != TLM_STAMP_READ ||
      (wants_time ? stamp.has_date || !stamp.has_time : !stamp.has_date) ||
      (wants_date && stamp.has_time))
    return TLM_DECIMAL_BAD;
  if (stamp.has_date)
    parts->days = stamp.days;
  parts->ns += stamp.day_ns;
  if (stamp.has_zone) {
    parts->has_zone = TRUE;
    parts->offset_s = stamp.offset_s;
  }
  return TLM_DECIMAL_NUMBER;
}

/* A whole number from 0 to MOST. */
static TlmDecimal
take_whole (TlmCell cell, char point, gint64 most, gint *out)
{
  gint64 millis;
  TlmDecimal result = tlm_decimal_parse_scaled (cell.text, cell.length, point, 3, &millis);

  if (result != TLM_DECIMAL_NUMBER)
    return result;
  if (millis < 0 || millis % 1000 != 0 || millis / 1000 > most)
    return TLM_DECIMAL_BAD;
  *out = (gint) (millis / 1000);
  return TLM_DECIMAL_NUMBER;
}

/* Days from 1 January, which is 1, with a fraction where nothing smaller follows. */
static TlmDecimal
take_day_of_year (TlmTimeParts *parts, const TlmColumn *column, TlmCell cell, char point)
{
  gint64 count;   /* COUNTS_A_DAY of them */
  gint64 ns;
  TlmDecimal result = tlm_decimal_parse_scaled (cell.text, cell.length, point, 13, &count);

  if (result != TLM_DECIMAL_NUMBER)
    return result;
  if (count <= 0 ||
      !tlm_wide_nearest (tlm_wide_product (tlm_wide (count), DAY_NS), COUNTS_A_DAY, &ns) ||
      ns >= 367 * DAY_NS)
    return TLM_DECIMAL_BAD;
  parts->day = (gint) (ns / DAY_NS);
  parts->ns += ns % DAY_NS;
  return parts->day >= 1 && parts->day <= 366 &&
      !(column->is_whole && ns % DAY_NS != 0) ? TLM_DECIMAL_NUMBER : TLM_DECIMAL_BAD;
}

static TlmDecimal
take_span (TlmTimeParts *parts, const TlmColumn *column, TlmCell cell, char point)
{
  gint64 ns, unit = (gint64) (column->unit->factor * 1e9 + 0.5);
  gint64 limit = column->limit_ns;
  TlmDecimal result = tlm_cell_span_read (column, cell, point, &ns);

  if (result != TLM_DECIMAL_NUMBER)
    return result;
  if ((limit > 0 && (ns < 0 || ns >= limit)) || (column->is_whole && ns % unit != 0) ||
      __builtin_add_overflow (parts->ns, ns, &parts->ns))
    return TLM_DECIMAL_BAD;
  return TLM_DECIMAL_NUMBER;
}

static TlmDecimal
take (TlmTimeParts *parts, const TlmColumn *column, TlmCell cell, char point)
{
  TlmDecimal result;
  gint64 ns;

  switch (column->clock) {
    case TLM_COLUMN_CLOCK_STAMP:
    case TLM_COLUMN_CLOCK_DATE:
    case TLM_COLUMN_CLOCK_OF_DAY:
      return take_stamp (parts, column, cell);
    case TLM_COLUMN_CLOCK_HHMMSS:
      if (tlm_decimal_parse_scaled (cell.text, cell.length, point, 0, &ns) == TLM_DECIMAL_MISSING)
        return TLM_DECIMAL_MISSING;
      if (!tlm_stamp_hhmmss (cell.text, cell.length, &ns))
        return TLM_DECIMAL_BAD;
      parts->ns += ns;
      return TLM_DECIMAL_NUMBER;
    case TLM_COLUMN_CLOCK_YEAR:
      result = take_whole (cell, point, TLM_YEAR_MAX, &parts->year);
      if (parts->year < 100)
        parts->year += parts->year < 80 ? 2000 : 1900;
      return result;
    case TLM_COLUMN_CLOCK_MONTH:
      return take_whole (cell, point, 12, &parts->month);
    case TLM_COLUMN_CLOCK_DAY:
      return take_whole (cell, point, 31, &parts->day);
    case TLM_COLUMN_CLOCK_DOY:
      return take_day_of_year (parts, column, cell, point);
    case TLM_COLUMN_CLOCK_GPS_WEEK:
      return take_whole (cell, point, 8191, &parts->week);
    default:
      return take_span (parts, column, cell, point);
  }
}

TlmDecimal
tlm_time_parts_take (TlmTimeParts *parts, const TlmColumn *column, TlmCell cell, char point)
{
  TlmDecimal result = take (parts, column, cell, point);

  if (result == TLM_DECIMAL_NUMBER)
    parts->have |= 1u << column->clock;
  return result;
}

/* The day that the date is, since 1970; FALSE when there is no such one. */
static gboolean
find_day (const TlmTimeParts *parts, gint64 *days)
{
  gint month = parts->month, day = parts->day;

  if (!(parts->have & BIT (YEAR))) {
    *days = parts->days;
    return TRUE;
  }
  if (parts->year < TLM_YEAR_MIN)
    return FALSE;
  if ((parts->have & BIT (DOY)) &&
      !tlm_date_from_day_of_year (parts->year, parts->day, &month, &day))
    return FALSE;
  if (month < 1 || day < 1 || day > tlm_month_days (parts->year, month))
    return FALSE;
  *days = tlm_days_from_date (parts->year, month, day);
  return TRUE;
}

/* The day that brings a time of day nearest to that of the row before. */
static gint64
next_day (const TlmTimeParts *parts, const TlmColumnsTime *time, const TlmTimeTrack *track)
{
  gint64 day = time->has_first_day ? time->first_day : 0;
  gint64 local;

  if (!track->any)
    return day;
  day = floor_div (track->last_local_ns, DAY_NS);
  local = tlm_time_moved (day * DAY_NS, parts->ns);
  if (local == TLM_TIME_NONE)
    return day;
  if (tlm_time_apart (local, track->last_local_ns) > DAY_NS / 2)
    return day + 1;
  return tlm_time_apart (track->last_local_ns, local) > DAY_NS / 2 ? day - 1 : day;
}

static TlmDecimal
join_week (const TlmTimeParts *parts, TlmClock *clock, gint64 *ns, const char **problem)
{
  *clock = TLM_CLOCK_TAI;
  if (tlm_instant_from_gps (parts->week, parts->ns, ns))
    return TLM_DECIMAL_NUMBER;
  *problem = "the time of week is past its end (604800 s)";
  return TLM_DECIMAL_BAD;
}

/* Second 60 is the one after 59, wherever the zone has it. */
static gboolean
to_instant (gint64 local_ns, gint64 utc_minus_local_s, gboolean is_leap, gint64 *ns)
{
  gint64 utc_ns = local_ns + utc_minus_local_s * TLM_SECOND - (is_leap ? TLM_SECOND : 0);
  gint64 midnight_s = floor_div (utc_ns, DAY_NS) * DAY_S;
  gint64 of_day = utc_ns - midnight_s * TLM_SECOND + (is_leap ? TLM_SECOND : 0);

  return tlm_instant_from_utc_day (midnight_s, (gint) (of_day / TLM_SECOND),
      (gint) (of_day % TLM_SECOND), ns);
}

/* When a clock of the zone shows LOCAL; FALSE: never. */
static gboolean
choose_shown (const TlmColumnsTime *time, TlmTimeTrack *track, gint64 local_s, gint64 *utc_s)
{
  track->local_s = local_s;
  track->n_shown = tlm_zone_instants (time->zone, local_s, track->shown_s);
  if (track->n_shown > 0)
    *utc_s = tlm_zone_choose (track->shown_s, track->n_shown, track->any ? track->last_utc_s :
        G_MININT64);
  return track->n_shown > 0;
}

/* What a clock of some zone shows. */
static TlmDecimal
join_local (const TlmTimeParts *parts, const TlmColumnsTime *time, TlmTimeTrack *track,
    gint64 days, TlmClock *clock, gint64 *ns, const char **problem)
{
  gint64 local = tlm_time_moved (days * DAY_NS, parts->ns);
  gint64 local_s = floor_div (local, TLM_SECOND), utc_s = 0;
  gboolean is_leap = parts->ns >= DAY_NS;

  if (!tlm_time_is_usual (TLM_CLOCK_TAI, local)) {
    *problem = tlm_time_unusual_text (TLM_CLOCK_TAI);
    return TLM_DECIMAL_INFINITE;
  }
  track->has_shown = !parts->has_zone && !time->is_relative && time->zone;
  if (parts->has_zone) {
    utc_s = local_s - parts->offset_s;
  } else if (time->is_relative) {
    track->first_local_ns = track->any ? track->first_local_ns : local;
    *clock = TLM_CLOCK_ELAPSED;
    *ns = tlm_time_apart (track->first_local_ns, local);
  } else if (!time->zone) {
    *problem = "a local time, of no zone";
    return TLM_DECIMAL_BAD;
  } else if (!choose_shown (time, track, local_s, &utc_s)) {
    *problem = "no clock of that zone shows this time: it was put forward";
    return TLM_DECIMAL_BAD;
  }
  if (parts->has_zone || !time->is_relative) {
    *clock = TLM_CLOCK_TAI;
    if (!to_instant (local, utc_s - local_s, is_leap, ns)) {
      *problem = "no time of UTC";
      return TLM_DECIMAL_BAD;
    }
  }
  track->before_s = track->any ? track->last_utc_s : G_MININT64;
  track->any = TRUE;
  track->last_local_ns = local;
  track->last_utc_s = utc_s;
  return TLM_DECIMAL_NUMBER;
}

TlmDecimal
tlm_time_parts_join (const TlmTimeParts *parts, const TlmColumnsTime *time, TlmTimeTrack *track,
    TlmClock *clock, gint64 *ns, const char **problem)
{
  gint64 days;

  track->has_shown = FALSE;
  if (parts->have != time->parts)
    return TLM_DECIMAL_MISSING;
  if (!tlm_time_is_usual (TLM_CLOCK_ELAPSED, parts->ns)) {
    *problem = tlm_time_unusual_text (TLM_CLOCK_ELAPSED);
    return TLM_DECIMAL_INFINITE;
  }
  if (parts->have & BIT (GPS_WEEK))
    return join_week (parts, clock, ns, problem);
  if (parts->have & DATES) {
    if (find_day (parts, &days))
      return join_local (parts, time, track, days, clock, ns, problem);
    *problem = "there is no such date";
    return TLM_DECIMAL_BAD;
  }
  if ((parts->have & (BIT (OF_DAY) | BIT (HHMMSS))) || time->has_first_day || time->is_relative)
    return join_local (parts, time, track, next_day (parts, time, track), clock, ns, problem);
  *clock = TLM_CLOCK_ELAPSED;
  *ns = parts->ns;
  return TLM_DECIMAL_NUMBER;
}
