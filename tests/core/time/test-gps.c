/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/gps.h"
#include "core/time/sum.h"
#include "core/time/utc.h"

static TlmInstant
instant (gint year, gint month, gint day, gint hour, gint minute, gint second)
{
  TlmUtc utc = { year, month, day, hour, minute, second, 0 };
  TlmInstant out = TLM_TIME_NONE;

  g_assert_true (tlm_instant_from_utc (&utc, &out));
  return out;
}

static void
check (TlmInstant t, gint week, gint64 tow_ns)
{
  gint got_week = -1;
  gint64 got_tow = -1;
  TlmInstant back = TLM_TIME_NONE;

  g_assert_true (tlm_instant_to_gps (t, &got_week, &got_tow));
  g_assert_cmpint (got_week, ==, week);
  g_assert_cmpint (got_tow, ==, tow_ns);
  g_assert_true (tlm_instant_from_gps (week, tow_ns, &back));
  g_assert_cmpint (back, ==, t);
}

static void
test_known (void)
{
  check (instant (2021, 10, 5, 8, 55, 2), 2178, 204920 * TLM_SECOND);
  check (instant (1980, 1, 6, 0, 0, 0), 0, 0);
  /* The first two rollovers, IS-GPS-200: GPS was 13 s, then 18 s ahead. */
  check (instant (1999, 8, 21, 23, 59, 47), 1024, 0);
  check (instant (2019, 4, 6, 23, 59, 42), 2048, 0);
  check (instant (1980, 1, 5, 23, 59, 59), -1, 604799 * TLM_SECOND);
  check (instant (2016, 12, 31, 23, 59, 60), 1930, 17 * TLM_SECOND);
}

static void
test_range (void)
{
  TlmInstant out = 4711;
  gint week = 4711;
  gint64 tow;

  g_assert_false (tlm_instant_from_gps (2178, -1, &out));
  g_assert_false (tlm_instant_from_gps (2178, TLM_GPS_WEEK, &out));
  g_assert_false (tlm_instant_from_gps (G_MAXINT, 0, &out));
  g_assert_false (tlm_instant_from_gps (G_MININT, 0, &out));
  g_assert_cmpint (out, ==, 4711);
  g_assert_false (tlm_instant_to_gps (TLM_TIME_NONE, &week, &tow));
  g_assert_cmpint (week, ==, 4711);
}

/* Over the whole range, at whose ends a difference from the epoch would overflow. */
static void
test_round_trip (void)
{
  const TlmInstant ends[] = { TLM_INSTANT_LAST, TLM_INSTANT_FIRST };

  for (guint i = 0; i < 100000 + G_N_ELEMENTS (ends); i++) {
    TlmInstant back, t = i < G_N_ELEMENTS (ends) ? ends[i]
        : (gint64) g_test_rand_int () * TLM_SECOND + g_test_rand_int_range (0, 1000);
    gint week;
    gint64 tow;

    g_assert_true (tlm_instant_to_gps (t, &week, &tow));
    g_assert_true (tlm_instant_from_gps (week, tow, &back));
    g_assert_cmpint (back, ==, t);
  }
}

static void
test_full_week (void)
{
  TlmInstant near = instant (2021, 10, 5, 8, 55, 2);

  g_assert_cmpint (tlm_gps_full_week (2178 % 1024, 1024, near), ==, 2178);
  g_assert_cmpint (tlm_gps_full_week (2178, 8192, near), ==, 2178);
  g_assert_cmpint (tlm_gps_full_week (2178 % 256, 256, near), ==, 2178);
  for (gint week = 2178 - 511; week <= 2178 + 511; week++)
    g_assert_cmpint (tlm_gps_full_week ((guint) week % 1024, 1024, near), ==, week);
  /* Just across a rollover, both ways. */
  near = instant (2019, 4, 6, 23, 59, 30);
  g_assert_cmpint (tlm_gps_full_week (0, 1024, near), ==, 2048);
  near = instant (2019, 4, 7, 0, 1, 0);
  g_assert_cmpint (tlm_gps_full_week (1023, 1024, near), ==, 2047);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gps/known", test_known);
  g_test_add_func ("/gps/range", test_range);
  g_test_add_func ("/gps/round-trip", test_round_trip);
  g_test_add_func ("/gps/full-week", test_full_week);
  return g_test_run ();
}
