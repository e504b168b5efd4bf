/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/utc.h"

#include "core/time/leap.h"
#include "core/time/utc-rates.h"

#define DAY_S 86400
#define FIRST_LEAP_S G_GINT64_CONSTANT (63072000) /* 1972-01-01 */

/* Days before each month of a common year. */
static const gint days_before[12] =
    { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

gboolean
tlm_year_is_leap (gint year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

gint
tlm_month_days (gint year, gint month)
{
  if (month < 1 || month > 12)
    return 0;
  if (month == 2)
    return tlm_year_is_leap (year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

gint
tlm_day_of_year (gint year, gint month, gint day)
{
  g_return_val_if_fail (month >= 1 && month <= 12, 0);
  return days_before[month - 1] + day
      + (month > 2 && tlm_year_is_leap (year));
}

gboolean
tlm_date_from_day_of_year (gint year, gint day_of_year, gint *month,
    gint *day)
{
  gint at = 12;

  if (day_of_year < 1 || day_of_year > 365 + tlm_year_is_leap (year))
    return FALSE;
  while (tlm_day_of_year (year, at, 1) > day_of_year)
    at--;
  *month = at;
  *day = day_of_year - tlm_day_of_year (year, at, 1) + 1;
  return TRUE;
}

/* Days from 1970-01-01 to 1 January of YEAR. */
static gint64
days_to_year (gint year)
{
  gint64 past = (gint64) year - 1;
  gint64 leap_days = floor_div (past, 4) - floor_div (past, 100)
      + floor_div (past, 400);

  return 365 * past + leap_days - 719162; /* that sum for 1970 */
}

gint64
tlm_days_from_date (gint year, gint month, gint day)
{
  return days_to_year (year) + tlm_day_of_year (year, month, day) - 1;
}

void
tlm_date_from_days (gint64 days, gint *year, gint *month, gint *day)
{
  /* 146097 days are 400 years. The mean year can be one off at its ends. */
  gint guess = (gint) (1970 + floor_div (days * 400, 146097));

  while (days_to_year (guess) > days)
    guess--;
  while (days_to_year (guess + 1) <= days)
    guess++;
  *year = guess;
  tlm_date_from_day_of_year (guess, (gint) (days - days_to_year (guess)) + 1,
      month, day);
}

static gboolean
utc_is_valid (const TlmUtc *utc)
{
  return utc->year >= TLM_YEAR_MIN && utc->year <= TLM_YEAR_MAX
      && utc->day >= 1 && utc->day <= tlm_month_days (utc->year, utc->month)
      && utc->hour >= 0 && utc->hour <= 23
      && utc->minute >= 0 && utc->minute <= 59
      && utc->second >= 0
      && utc->second <= (utc->hour == 23 && utc->minute == 59 ? 60 : 59);
}

/* Whether a leap second before that midnight is known or possible. */
static gboolean
leap_second_may_precede (gint64 midnight_s)
{
  gint year, month, day;

  if (tlm_leap_second_before (NULL, midnight_s))
    return TRUE;
  if (midnight_s <= tlm_leap_table ()->expires_utc_s)
    return FALSE;
  tlm_date_from_days (midnight_s / DAY_S, &year, &month, &day);
  return day == 1 && (month == 1 || month == 7);
}

gboolean
tlm_instant_from_utc_day (gint64 midnight_s, gint second_of_day,
    gint nanosecond, TlmInstant *out)
{
  const gint64 first = (gint64) -25567 * DAY_S; /* TLM_YEAR_MIN-01-01 */
  const gint64 last = (gint64) 84370 * DAY_S;   /* TLM_YEAR_MAX-12-31 */

  g_return_val_if_fail (out != NULL, FALSE);
  if (midnight_s < first || midnight_s > last || midnight_s % DAY_S != 0
      || second_of_day < 0 || second_of_day > DAY_S
      || nanosecond < 0 || nanosecond >= TLM_SECOND)
    return FALSE;
  if (second_of_day == DAY_S && !leap_second_may_precede (midnight_s + DAY_S))
    return FALSE;
  gint64 utc_ns = (midnight_s + second_of_day) * TLM_SECOND + nanosecond;
  *out = utc_ns + (midnight_s < FIRST_LEAP_S
      ? tlm_utc_rates_at_utc (midnight_s / DAY_S, second_of_day, nanosecond)
      : tlm_leap_tai_minus_utc_at_utc (NULL, midnight_s) * TLM_SECOND);
  return TRUE;
}

gboolean
tlm_instant_from_utc (const TlmUtc *utc, TlmInstant *out)
{
  g_return_val_if_fail (utc != NULL && out != NULL, FALSE);
  if (!utc_is_valid (utc))
    return FALSE;
  return tlm_instant_from_utc_day (
      tlm_days_from_date (utc->year, utc->month, utc->day) * DAY_S,
      (utc->hour * 60 + utc->minute) * 60 + utc->second, utc->nanosecond, out);
}

TlmDuration
tlm_tai_minus_utc (TlmInstant instant, gboolean *in_leap)
{
  *in_leap = FALSE;
  if (instant < TLM_UTC_RATES_END)
    return tlm_utc_rates_at_tai (instant);
  return tlm_leap_tai_minus_utc_at_tai (NULL, instant / TLM_SECOND, in_leap) * TLM_SECOND;
}

gboolean
tlm_instant_to_utc (TlmInstant instant, TlmUtc *out)
{
  gboolean in_leap = FALSE;

  g_return_val_if_fail (out != NULL, FALSE);
  if (instant == TLM_TIME_NONE)
    return FALSE;
  TlmDuration offset = tlm_tai_minus_utc (instant, &in_leap);
  gint64 utc_s = instant / TLM_SECOND - offset / TLM_SECOND;
  gint64 ns = instant % TLM_SECOND - offset % TLM_SECOND;
  utc_s += floor_div (ns, TLM_SECOND);
  /* The leap second has no POSIX second of its own: take the one before. */
  utc_s -= in_leap;
  gint64 days = floor_div (utc_s, DAY_S);
  gint of_day = (gint) (utc_s - days * DAY_S);
  tlm_date_from_days (days, &out->year, &out->month, &out->day);
  out->hour = of_day / 3600;
  out->minute = of_day / 60 % 60;
  out->second = of_day % 60 + in_leap;
  out->nanosecond = (gint) (ns - floor_div (ns, TLM_SECOND) * TLM_SECOND);
  return TRUE;
}
