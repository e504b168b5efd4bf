/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/log/series.h"
#include "core/log/slope.h"

/* 10 samples a second of 100 m and 5 m/s until 3 s, from there on of 900 m and -20 m/s:
 * two recordings that touch. */
static double
height (double t_s)
{
  return t_s < 3 ? 100 + 5 * t_s : 900 - 20 * (t_s - 3);
}

static void
fill (TlmSeries *series, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    tlm_series_append (series, (gint64) i * TLM_SECOND / 10, height (i / 10.0));
  tlm_series_seal (series);
}

static double
slope_at (const TlmSeries *series, double t_s)
{
  TlmSlope slope = { NAN, NAN };

  g_assert_true (tlm_slope_at (series, llround (t_s * 1e9), FALSE, &slope));
  return slope.per_s;
}

static void
check_break (const TlmSeries *series, gint64 offset_ns)
{
  for (double t_s = 0; t_s < 5.9; t_s += 1.0 / 64) {
    gint64 t_ns = llround (t_s * 1e9) + offset_ns;
    TlmValue value = tlm_series_at (series, t_ns, TLM_INTERPOLATION_PCHIP, &TLM_AGE_LIMITS_DEFAULT);
    double held = t_s > 2.9 && t_s < 3 ? 2.9 : t_s;
    g_assert_cmpfloat_with_epsilon (value.value, height (held), 1e-6);
    g_assert_cmpint (value.age_ns, ==, t_s > 2.9 && t_s < 3 ?
        t_ns - offset_ns - 29 * TLM_SECOND / 10 : 0);
  }
  for (double t_s = 2; t_s < 4; t_s += 0.1)
    g_assert_cmpfloat_with_epsilon (slope_at (series, t_s + tlm_duration_to_s (offset_ns)),
        t_s < 2.95 ? 5 : -20, 1e-6);
}

static void
test_break (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();
  gint64 from, to;

  tlm_series_add_break (series, 3 * TLM_SECOND);
  fill (series, 0, 60);
  check_break (series, 0);
  g_assert_true (tlm_series_is_gap (series, 29));
  g_assert_false (tlm_series_is_gap (series, 28));
  g_assert_false (tlm_series_is_gap (series, 30));
  tlm_series_stretch (series, 2 * TLM_SECOND, &from, &to);
  g_assert_cmpint (from, ==, G_MININT64);
  g_assert_cmpint (to, ==, 3 * TLM_SECOND);
  tlm_series_stretch (series, 3 * TLM_SECOND, &from, &to);
  g_assert_cmpint (from, ==, 3 * TLM_SECOND);
  g_assert_cmpint (to, ==, G_MAXINT64);
  tlm_series_shift (series, 777 * TLM_SECOND);
  check_break (series, 777 * TLM_SECOND);
}

/* In any order, while it grows, and taken over from pieces that have it. */
static void
test_growth (void)
{
  g_autoptr (TlmSeries) late = tlm_series_new ();
  g_autoptr (TlmSeries) joined = tlm_series_new ();

  fill (late, 30, 60);
  tlm_series_add_break (late, 3 * TLM_SECOND);
  fill (late, 0, 30);
  check_break (late, 0);
  for (guint i = 0; i < 60; i += 4) {
    g_autoptr (TlmSeries) piece = tlm_series_new ();
    if (i <= 30 && i + 4 > 30)
      tlm_series_add_break (piece, 3 * TLM_SECOND);
    fill (piece, i, i + 4);
    g_assert_true (tlm_series_append_series (joined, piece, 0));
    tlm_series_seal (joined);
  }
  check_break (joined, 0);
}

/* Thinned to a sample a second, the two are not joined either. */
static void
test_thin (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();
  TlmValue value;

  tlm_series_add_break (series, 3 * TLM_SECOND);
  fill (series, 0, 600);
  tlm_series_thin (series, 50 * TLM_SECOND, TLM_SECOND);
  value = tlm_series_at (series, 5 * TLM_SECOND / 2, TLM_INTERPOLATION_LINEAR,
      &TLM_AGE_LIMITS_DEFAULT);
  g_assert_cmpfloat (value.value, ==, height (2));
  g_assert_cmpint (value.age_ns, ==, TLM_SECOND / 2);
  value = tlm_series_at (series, 3 * TLM_SECOND / 2, TLM_INTERPOLATION_LINEAR,
      &TLM_AGE_LIMITS_DEFAULT);
  g_assert_cmpfloat_with_epsilon (value.value, height (1.5), 1e-9);
}

/* A receiver that says all the time that it has no fix is one break. */
static void
test_many (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();
  gint64 from, to;

  fill (series, 0, 10);
  for (guint i = 10; i < 1000; i++)
    tlm_series_add_break (series, (gint64) i * TLM_SECOND / 10);
  fill (series, 1000, 1010);
  tlm_series_stretch (series, 100 * TLM_SECOND, &from, &to);
  g_assert_cmpint (from, ==, TLM_SECOND);
  g_assert_cmpint (to, ==, G_MAXINT64);
  g_assert_true (tlm_series_is_gap (series, 9));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series-breaks/break", test_break);
  g_test_add_func ("/series-breaks/growth", test_growth);
  g_test_add_func ("/series-breaks/thin", test_thin);
  g_test_add_func ("/series-breaks/many", test_many);
  return g_test_run ();
}
