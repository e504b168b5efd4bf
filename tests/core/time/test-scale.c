/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <erfa.h>
#include <math.h>

#include "core/time/scale.h"

static void
test_names (void)
{
  const char *names[] = { "UTC", "TAI", "GPS", "TT", "TDB", "UT1" };
  TlmTimeScale scale;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_true (tlm_time_scale_from_name (names[i], -1, &scale));
    g_assert_cmpstr (tlm_time_scale_name (scale), ==, names[i]);
  }
  g_assert_true (tlm_time_scale_from_name ("gpsx", 3, &scale));
  g_assert_cmpint (scale, ==, TLM_SCALE_GPS);
  scale = TLM_SCALE_TT;
  g_assert_false (tlm_time_scale_from_name ("TCB", -1, &scale));
  g_assert_false (tlm_time_scale_from_name ("", -1, &scale));
  g_assert_false (tlm_time_scale_from_name ("TTT", -1, &scale));
  g_assert_cmpint (scale, ==, TLM_SCALE_TT);
}

static void
test_offsets (void)
{
  TlmInstant t;
  gint64 reading;

  g_assert_true (tlm_instant_from_scale (TLM_SCALE_GPS, 0, &t));
  g_assert_cmpint (t, ==, 19 * TLM_SECOND);
  g_assert_true (tlm_instant_from_scale (TLM_SCALE_TT, 0, &t));
  g_assert_cmpint (t, ==, -32184000000);
  g_assert_true (tlm_instant_from_scale (TLM_SCALE_TAI, 5, &t));
  g_assert_cmpint (t, ==, 5);
  g_assert_true (tlm_instant_to_scale (0, TLM_SCALE_TT, &reading));
  g_assert_cmpint (reading, ==, 32184000000);
  t = 7;
  g_assert_false (tlm_instant_from_scale (TLM_SCALE_GPS, G_MAXINT64, &t));
  g_assert_false (tlm_instant_from_scale (TLM_SCALE_TT, G_MININT64 + 1, &t));
  g_assert_false (tlm_instant_from_scale (TLM_SCALE_TAI, TLM_TIME_NONE, &t));
  g_assert_cmpint (t, ==, 7);
}

/* Fairhead and Bretagnon in ERFA, geocentre, 1950 to 2100. */
static void
test_tdb (void)
{
  double worst = 0;

  for (gint64 day = -7305; day < 47482; day += 17) {
    double expected = eraDtdb (2440587.5, (double) day, 0.0, 0.0, 0.0, 0.0);
    double got = (double) tlm_tdb_minus_tt (day * 86400 * TLM_SECOND) / 1e9;

    worst = fmax (worst, fabs (got - expected));
  }
  g_test_message ("largest TDB-TT difference from ERFA %.3g s", worst);
  g_assert_cmpfloat (worst, <, 15e-6);
}

static void
test_tdb_round_trip (void)
{
  for (guint i = 0; i < 10000; i++) {
    TlmInstant t = g_test_rand_int_range (0, G_MAXINT) * TLM_SECOND + 123, back;
    gint64 reading;

    g_assert_true (tlm_instant_to_scale (t, TLM_SCALE_TDB, &reading));
    g_assert_true (tlm_instant_from_scale (TLM_SCALE_TDB, reading, &back));
    g_assert_cmpint (ABS (back - t), <=, 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/names", test_names);
  g_test_add_func ("/scale/offsets", test_offsets);
  g_test_add_func ("/scale/tdb", test_tdb);
  g_test_add_func ("/scale/tdb-round-trip", test_tdb_round_trip);
  return g_test_run ();
}
