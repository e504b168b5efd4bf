/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/day-count.h"
#include "core/time/utc.h"

static TlmInstant
instant (gint year, gint month, gint day, gint hour, gint minute, gint second)
{
  TlmUtc utc = { year, month, day, hour, minute, second, 0 };
  TlmInstant out = TLM_TIME_NONE;

  g_assert_true (tlm_instant_from_utc (&utc, &out));
  return out;
}

/* J2000.0 is JD 2451545.0 TT, which is 11:58:55.816 UTC (IAU 1994); MJD 60539 is 17 August
 * 2024 (Astronomical Almanac's MJD 60310 for 1 January 2024, day 230). */
static void
test_known (void)
{
  static const gint64 mjd_day = G_GINT64_CONSTANT (10000000000000);
  static const gint64 jd_day = G_GINT64_CONSTANT (1000000000000);
  TlmInstant out = 0;

  g_assert_true (tlm_instant_from_day_count (TLM_DAY_COUNT_MJD, 60539 * mjd_day, TLM_SCALE_UTC,
          &out));
  g_assert_cmpint (out, ==, instant (2024, 8, 17, 0, 0, 0));
  g_assert_true (tlm_instant_from_day_count (TLM_DAY_COUNT_MJD, 60310 * mjd_day + mjd_day / 4,
          TLM_SCALE_GPS, &out));
  g_assert_cmpint (out, ==, instant (2024, 1, 1, 5, 59, 42));
  g_assert_true (tlm_instant_from_day_count (TLM_DAY_COUNT_MJD, 60310 * mjd_day + mjd_day / 4,
          TLM_SCALE_TAI, &out));
  g_assert_cmpint (out, ==, instant (2024, 1, 1, 5, 59, 23));
  g_assert_true (tlm_instant_from_day_count (TLM_DAY_COUNT_JD, 2451545 * jd_day, TLM_SCALE_TT,
          &out));
  g_assert_cmpint (out, ==, instant (2000, 1, 1, 11, 58, 55) + 816000000);
  g_assert_true (tlm_instant_from_day_count (TLM_DAY_COUNT_JD, 2440587 * jd_day + jd_day / 2,
          TLM_SCALE_UTC, &out));
  g_assert_cmpint (out, ==, instant (1970, 1, 1, 0, 0, 0));
  g_assert_true (tlm_instant_from_day_count (TLM_DAY_COUNT_MJD, 40587 * mjd_day - mjd_day / 8,
          TLM_SCALE_TAI, &out));
  g_assert_cmpint (out, ==, -10800 * TLM_SECOND);
}

static void
test_range (void)
{
  TlmInstant out = 4711;

  g_assert_false (tlm_instant_from_day_count (TLM_DAY_COUNT_MJD, G_MAXINT64, TLM_SCALE_UTC, &out));
  g_assert_false (tlm_instant_from_day_count (TLM_DAY_COUNT_JD, G_MININT64, TLM_SCALE_TAI, &out));
  g_assert_false (tlm_instant_from_day_count (TLM_DAY_COUNT_JD, 0, TLM_SCALE_UTC, &out));
  g_assert_false (tlm_instant_from_day_count (TLM_DAY_COUNT_MJD,
          G_GINT64_CONSTANT (405870000000000000), TLM_SCALE_UT1, &out));
  g_assert_cmpint (out, ==, 4711);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day-count/known", test_known);
  g_test_add_func ("/day-count/range", test_range);
  return g_test_run ();
}
