/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/leap.h"
#include "core/time/utc.h"

static TlmInstant
instant (gint year, gint month, gint day, gint hour, gint minute, gint second)
{
  TlmUtc utc = { year, month, day, hour, minute, second, 0 };
  TlmInstant out = TLM_TIME_NONE;

  g_assert_true (tlm_instant_from_utc (&utc, &out));
  return out;
}

/* GLib's calendar is the oracle for each day of the years that are taken. */
static void
test_calendar (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, TLM_YEAR_MIN);
  const gint64 epoch = 719163; /* Julian day of GDate for 1970-01-01 */

  while (g_date_get_year (date) <= TLM_YEAR_MAX) {
    gint year = g_date_get_year (date), month = g_date_get_month (date);
    gint day = g_date_get_day (date), y, m, d;
    gint64 days = (gint64) g_date_get_julian (date) - epoch;

    g_assert_cmpint (tlm_days_from_date (year, month, day), ==, days);
    tlm_date_from_days (days, &y, &m, &d);
    g_assert_true (y == year && m == month && d == day);
    gint of_year = (gint) g_date_get_day_of_year (date);
    g_assert_cmpint (tlm_day_of_year (year, month, day), ==, of_year);
    g_assert_true (tlm_date_from_day_of_year (year, of_year, &m, &d));
    g_assert_true (m == month && d == day);
    g_assert_cmpint (tlm_month_days (year, month), ==,
        g_date_get_days_in_month (g_date_get_month (date), (GDateYear) year));
    g_date_add_days (date, 1);
  }
}

static void
test_day_of_year_range (void)
{
  gint month = 77, day = 77;

  g_assert_false (tlm_date_from_day_of_year (2021, 0, &month, &day));
  g_assert_false (tlm_date_from_day_of_year (2021, 366, &month, &day));
  g_assert_cmpint (month, ==, 77);
  g_assert_true (tlm_date_from_day_of_year (2020, 366, &month, &day));
  g_assert_cmpint (month * 100 + day, ==, 1231);
  g_assert_cmpint (tlm_month_days (2021, 0), ==, 0);
  g_assert_cmpint (tlm_month_days (2021, 13), ==, 0);
}

/* TAI-UTC is 37 s since 2017-01-01 and 10 s in 1972. */
static void
test_known (void)
{
  g_assert_cmpint (instant (2021, 10, 5, 8, 55, 2), ==,
      (1633424102 + 37) * TLM_SECOND);
  g_assert_cmpint (instant (1972, 1, 1, 0, 0, 0), ==,
      (63072000 + 10) * TLM_SECOND);
}

/* TAI-UTC before 1972, worked out by hand from the lines of the USNO's tai-utc.dat,
 * as in "1966 JAN 1 4.3131700 S + (MJD - 39126.) X 0.002592 S". */
static const struct {
  gint year, month, day, hour;
  gint64 offset_ns;
} rates[] = {
  { 1957, 10, 4, 19, 943482000 },     /* before there was UTC: held */
  { 1960, 1, 1, 0, 943482000 },       /* 1.4178180 + (36934 - 37300) 0.001296, as the BIH had it */
  { 1961, 1, 1, 0, 1422818000 },
  { 1961, 8, 1, 0, 1647570000 },      /* 1.3728180 + (37512 - 37300) 0.001296 */
  { 1965, 7, 20, 12, 3999978000 },    /* 3.7401300 + (38961.5 - 38761) 0.001296 */
  { 1966, 1, 1, 0, 4313170000 },
  { 1968, 2, 1, 0, 6185682000 },      /* 4.2131700 + (39887 - 39126) 0.002592 */
  { 1969, 7, 20, 18, 7574346000 },    /* 4.2131700 + (40422.75 - 39126) 0.002592 */
  { 1971, 12, 31, 0, 9889650000 },    /* 4.2131700 + (41316 - 39126) 0.002592 */
  { 1972, 1, 1, 0, 10000000000 },
};

static void
test_before_1972 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++) {
    TlmUtc back = { 0 };
    gint64 reading = (tlm_days_from_date (rates[i].year, rates[i].month, rates[i].day) * 86400
        + rates[i].hour * 3600) * TLM_SECOND;
    TlmInstant at = instant (rates[i].year, rates[i].month, rates[i].day, rates[i].hour, 0, 0);

    g_assert_cmpint (ABS (at - reading - rates[i].offset_ns), <=, 1);
    g_assert_true (tlm_instant_to_utc (at, &back));
    g_assert_cmpint (back.year, ==, rates[i].year);
    g_assert_cmpint (back.day, ==, rates[i].day);
    g_assert_cmpint (back.hour, ==, rates[i].hour);
    g_assert_cmpint (back.nanosecond, ==, 0);
  }
}

/* Where the clock was set, time goes on and readings do not go back: by 0.1 s
 * at the end of 1971, by -0.1 s before February 1968. */
static void
test_steps_before_1972 (void)
{
  static const gint days[][3] = { { 1971, 12, 31 }, { 1968, 1, 31 } };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    TlmInstant end = instant (days[i][0], days[i][1], days[i][2], 23, 59, 59);
    gint64 last = G_MININT64;

    for (TlmDuration past = 0; past < 2 * TLM_SECOND; past += 10000000) {
      TlmUtc utc = { 0 };
      gint64 reading;

      g_assert_true (tlm_instant_to_utc (end + past, &utc));
      g_assert_cmpint (utc.second, <, 60);
      reading = ((tlm_days_from_date (utc.year, utc.month, utc.day) * 24 + utc.hour) * 3600
          + utc.minute * 60 + utc.second) * TLM_SECOND + utc.nanosecond;
      g_assert_cmpint (reading, >=, last);
      last = reading;
    }
  }
}

/* Each second across the leap second is one second after the one before. */
static void
test_leap_second (void)
{
  TlmInstant before = instant (2016, 12, 31, 23, 59, 59);
  TlmInstant leap = instant (2016, 12, 31, 23, 59, 60);
  TlmInstant after = instant (2017, 1, 1, 0, 0, 0);
  TlmUtc utc;

  g_assert_cmpint (leap - before, ==, TLM_SECOND);
  g_assert_cmpint (after - leap, ==, TLM_SECOND);
  g_assert_cmpint (instant (2015, 6, 30, 23, 59, 60), <,
      instant (2015, 7, 1, 0, 0, 0));
  g_assert_true (tlm_instant_to_utc (leap + 999999999, &utc));
  g_assert_cmpint (utc.year * 10000 + utc.month * 100 + utc.day, ==, 20161231);
  g_assert_cmpint (utc.hour * 10000 + utc.minute * 100 + utc.second, ==, 235960);
  g_assert_cmpint (utc.nanosecond, ==, 999999999);
  g_assert_true (tlm_instant_to_utc (leap - 1, &utc));
  g_assert_cmpint (utc.second, ==, 59);
  g_assert_true (tlm_instant_to_utc (after, &utc));
  g_assert_cmpint (utc.year, ==, 2017);
  g_assert_cmpint (utc.second, ==, 0);
}

/* Past the table's expiry a leap second may come, so that its text is read;
 * before, the table knows. */
static void
test_leap_second_places (void)
{
  const struct { TlmUtc utc; gboolean right; } cases[] = {
    { { 2016, 12, 31, 23, 59, 60, 0 }, TRUE },
    { { 2015, 6, 30, 23, 59, 60, 0 }, TRUE },
    { { 2017, 12, 31, 23, 59, 60, 0 }, FALSE },
    { { 2016, 12, 30, 23, 59, 60, 0 }, FALSE },
    { { 2016, 12, 31, 22, 59, 60, 0 }, FALSE },
    { { 2016, 12, 31, 23, 58, 60, 0 }, FALSE },
    { { 2016, 12, 31, 23, 59, 61, 0 }, FALSE },
    { { 1971, 12, 31, 23, 59, 60, 0 }, FALSE },
    { { 1969, 6, 30, 23, 59, 60, 0 }, FALSE },
    { { 2099, 12, 31, 23, 59, 60, 0 }, TRUE },
    { { 2099, 6, 30, 23, 59, 60, 0 }, TRUE },
    { { 2099, 9, 30, 23, 59, 60, 0 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmInstant out = 4711;

    g_assert_true (tlm_instant_from_utc (&cases[i].utc, &out) == cases[i].right);
    g_assert_true ((out != 4711) == cases[i].right);
  }
  g_assert_cmpint (instant (2099, 12, 31, 23, 59, 60), ==,
      instant (2100, 1, 1, 0, 0, 0));
}

static void
test_bad_fields (void)
{
  const TlmUtc cases[] = {
    { 1899, 12, 31, 23, 59, 59, 0 }, { 2201, 1, 1, 0, 0, 0, 0 },
    { 2021, 0, 1, 0, 0, 0, 0 }, { 2021, 13, 1, 0, 0, 0, 0 },
    { 2021, 2, 29, 0, 0, 0, 0 }, { 2021, 1, 0, 0, 0, 0, 0 },
    { 2021, 1, 1, 24, 0, 0, 0 }, { 2021, 1, 1, -1, 0, 0, 0 },
    { 2021, 1, 1, 0, 60, 0, 0 }, { 2021, 1, 1, 0, 0, 0, 1000000000 },
    { 2021, 1, 1, 0, 0, -1, 0 }, { 2021, 1, 1, 0, -1, 0, 0 },
    { 2021, 1, 1, 0, 0, 0, -1 }, { G_MAXINT, 1, 1, 0, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmInstant out = 4711;

    g_assert_false (tlm_instant_from_utc (&cases[i], &out));
    g_assert_cmpint (out, ==, 4711);
  }
}

static void
test_round_trip (void)
{
  const gint64 first = 63072010, last = G_GINT64_CONSTANT (4102444837);
  TlmUtc utc;
  TlmInstant back;

  for (guint i = 0; i < 200000; i++) {
    TlmInstant t = (TlmInstant) g_test_rand_double_range ((double) first,
        (double) last) * TLM_SECOND + g_test_rand_int_range (0, 1000000000);

    g_assert_true (tlm_instant_to_utc (t, &utc));
    g_assert_true (tlm_instant_from_utc (&utc, &back));
    g_assert_cmpint (back, ==, t);
  }
}

/* The ends of what 64 bits hold are still dates. */
static void
test_ends (void)
{
  TlmUtc utc;

  g_assert_false (tlm_instant_to_utc (TLM_TIME_NONE, &utc));
  g_assert_true (tlm_instant_to_utc (G_MAXINT64, &utc));
  g_assert_cmpint (utc.year * 100 + utc.month, ==, 226204);
  g_assert_true (tlm_instant_to_utc (G_MININT64 + 1, &utc));
  g_assert_cmpint (utc.year * 100 + utc.month, ==, 167709);
  g_assert_cmpint (instant (1900, 1, 1, 0, 0, 0), <, 0);
  g_assert_cmpint (instant (2200, 12, 31, 23, 59, 59), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/utc/calendar", test_calendar);
  g_test_add_func ("/utc/day-of-year-range", test_day_of_year_range);
  g_test_add_func ("/utc/known", test_known);
  g_test_add_func ("/utc/before-1972", test_before_1972);
  g_test_add_func ("/utc/steps-before-1972", test_steps_before_1972);
  g_test_add_func ("/utc/leap-second", test_leap_second);
  g_test_add_func ("/utc/leap-second-places", test_leap_second_places);
  g_test_add_func ("/utc/bad-fields", test_bad_fields);
  g_test_add_func ("/utc/round-trip", test_round_trip);
  g_test_add_func ("/utc/ends", test_ends);
  return g_test_run ();
}
