/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/log/series.h"

static TlmSeries *
series_of (const double (*samples)[2], gsize n)
{
  TlmSeries *series = tlm_series_new ();

  for (gsize i = 0; i < n; i++)
    g_assert_true (tlm_series_append (series, (gint64) (samples[i][0] * TLM_SECOND), samples[i][1]));
  tlm_series_seal (series);
  return series;
}

static TlmValue
value_at (const TlmSeries *series, double t_s, TlmInterpolation interpolation)
{
  return tlm_series_at (series, (gint64) (t_s * TLM_SECOND), interpolation, &TLM_AGE_LIMITS_DEFAULT);
}

static void
test_order (void)
{
  static const double samples[][2] = { { 2, 20 }, { 0, 0 }, { 1, 10 }, { 1, 11 }, { 3, 30 } };
  g_autoptr (TlmSeries) series = series_of (samples, G_N_ELEMENTS (samples));

  g_assert_cmpuint (tlm_series_length (series), ==, 4);
  g_assert_cmpuint (tlm_series_duplicates (series), ==, 1);
  g_assert_cmpfloat (tlm_series_value (series, 1), ==, 10);
  for (gsize i = 1; i < 4; i++)
    g_assert_cmpint (tlm_series_time (series, i - 1), <, tlm_series_time (series, i));
  g_assert_false (tlm_series_append (series, 0, NAN));
  g_assert_false (tlm_series_append (series, 0, INFINITY));
}

static void
test_find (void)
{
  static const double samples[][2] = { { 0, 0 }, { 1, 1 }, { 2, 2 } };
  g_autoptr (TlmSeries) series = series_of (samples, 3);

  g_assert_cmpint (tlm_series_find (series, -1), ==, -1);
  g_assert_cmpint (tlm_series_find (series, 0), ==, 0);
  g_assert_cmpint (tlm_series_find (series, TLM_SECOND - 1), ==, 0);
  g_assert_cmpint (tlm_series_find (series, 100 * TLM_SECOND), ==, 2);
}

/* Nodes are met, a straight line stays straight, monotone data stay monotone
 * and a pad altitude of 0 does not go below 0. */
static void
test_pchip (void)
{
  static const double line[][2] = { { 0, 1 }, { 1, 3 }, { 1.5, 4 }, { 3, 7 } };
  static const double pad[][2] = { { 0, 0 }, { 1, 0 }, { 2, 0 }, { 3, 5 }, { 4, 80 }, { 5, 81 } };
  g_autoptr (TlmSeries) straight = series_of (line, G_N_ELEMENTS (line));
  g_autoptr (TlmSeries) rise = series_of (pad, G_N_ELEMENTS (pad));
  double last = 0;

  for (double t = 0; t <= 3; t += 0.125)
    g_assert_cmpfloat_with_epsilon (value_at (straight, t, TLM_INTERPOLATION_PCHIP).value, 1 + 2 * t, 1e-12);
  for (guint i = 0; i < G_N_ELEMENTS (pad); i++)
    g_assert_cmpfloat (value_at (rise, pad[i][0], TLM_INTERPOLATION_PCHIP).value, ==, pad[i][1]);
  for (double t = 0; t <= 5; t += 1.0 / 64) {
    double y = value_at (rise, t, TLM_INTERPOLATION_PCHIP).value;
    g_assert_cmpfloat (y, >=, last - 1e-9);
    last = y;
  }
  g_assert_cmpfloat (value_at (rise, 1.7, TLM_INTERPOLATION_PCHIP).value, ==, 0);
}

/* The interior slope of Fritsch and Butland for steps 1 and 2 with secants 1
 * and 4 is 9 / (5/1 + 4/4) = 1.5, worked by hand. */
static void
test_pchip_slope (void)
{
  static const double samples[][2] = { { 0, 0 }, { 1, 1 }, { 3, 9 } };
  g_autoptr (TlmSeries) series = series_of (samples, 3);
  double h = 1e-4;
  double slope = (value_at (series, 1 + h, TLM_INTERPOLATION_PCHIP).value -
      value_at (series, 1 - h, TLM_INTERPOLATION_PCHIP).value) / (2 * h);

  g_assert_cmpfloat_with_epsilon (slope, 1.5, 1e-3);
}

static void
test_angle (void)
{
  static const double samples[][2] = { { 0, 170 }, { 1, -170 }, { 2, -150 } };
  static const double compass[][2] = { { 0, 350 }, { 1, 10 } };
  g_autoptr (TlmSeries) longitude = series_of (samples, 3);
  g_autoptr (TlmSeries) heading = series_of (compass, 2);

  g_assert_cmpfloat_with_epsilon (value_at (longitude, 0.25, TLM_INTERPOLATION_ANGLE).value, 175, 1e-9);
  g_assert_cmpfloat_with_epsilon (value_at (longitude, 0.75, TLM_INTERPOLATION_ANGLE).value, -175, 1e-9);
  g_assert_cmpfloat_with_epsilon (value_at (heading, 0.25, TLM_INTERPOLATION_ANGLE).value, 355, 1e-9);
  g_assert_cmpfloat_with_epsilon (value_at (heading, 0.75, TLM_INTERPOLATION_ANGLE).value, 5, 1e-9);
}

static void
test_gap_and_age (void)
{
  static const double samples[][2] = { { 0, 0 }, { 0.1, 1 }, { 0.2, 2 }, { 10, 3 }, { 10.1, 4 } };
  g_autoptr (TlmSeries) series = series_of (samples, G_N_ELEMENTS (samples));
  TlmValue value;

  g_assert_cmpint (value_at (series, -0.1, TLM_INTERPOLATION_PCHIP).validity, ==, TLM_VALIDITY_ABSENT);
  value = value_at (series, 0.15, TLM_INTERPOLATION_LINEAR);
  g_assert_cmpint (value.age_ns, ==, 0);
  g_assert_cmpfloat_with_epsilon (value.value, 1.5, 1e-9);
  value = value_at (series, 2.2, TLM_INTERPOLATION_LINEAR);
  g_assert_cmpfloat (value.value, ==, 2);
  g_assert_cmpint (value.age_ns, ==, 2 * TLM_SECOND);
  g_assert_cmpint (value.validity, ==, TLM_VALIDITY_FRESH);
  g_assert_cmpint (value_at (series, 2.3, TLM_INTERPOLATION_LINEAR).validity, ==, TLM_VALIDITY_STALE);
  g_assert_cmpint (value_at (series, 5.3, TLM_INTERPOLATION_LINEAR).validity, ==, TLM_VALIDITY_LOST);
  g_assert_cmpint (value_at (series, 13, TLM_INTERPOLATION_LINEAR).validity, ==, TLM_VALIDITY_STALE);
  g_assert_cmpint (value_at (series, 100, TLM_INTERPOLATION_LINEAR).validity, ==, TLM_VALIDITY_LOST);
}

/* 100 Hz up, 0.2 Hz down, with one hole of 30 s: one gap, and an age by the rate that
 * there was. */
static void
test_change_of_rate (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();
  guint gaps = 0;

  for (guint i = 0; i < 6000; i++)
    tlm_series_append (series, i * (TLM_SECOND / 100), i);
  for (guint i = 0; i < 60; i++)
    tlm_series_append (series, (65 + 5 * (i < 40 ? i : i + 5)) * TLM_SECOND, i);
  tlm_series_seal (series);
  for (gsize i = 0; i + 1 < tlm_series_length (series); i++)
    gaps += tlm_series_is_gap (series, i);
  g_assert_cmpuint (gaps, ==, 1);
  g_assert_true (tlm_series_is_gap (series, 6039));
  g_assert_cmpint (value_at (series, 70 + 2.5, TLM_INTERPOLATION_LINEAR).age_ns, ==, 0);
  g_assert_cmpint (value_at (series, 65 + 195 + 9, TLM_INTERPOLATION_LINEAR).validity, ==,
      TLM_VALIDITY_FRESH);
  g_assert_cmpint (value_at (series, 65 + 195 + 11, TLM_INTERPOLATION_LINEAR).validity, ==,
      TLM_VALIDITY_STALE);
  g_assert_cmpint (value_at (series, 65 + 195 + 16, TLM_INTERPOLATION_LINEAR).validity, ==,
      TLM_VALIDITY_LOST);
}

/* Bursts of five samples each 4 s; two lone samples that come through a fading link. */
static void
test_bursts_and_lone_samples (void)
{
  g_autoptr (TlmSeries) bursts = tlm_series_new (), fading = tlm_series_new ();

  for (guint i = 0; i < 50; i++)
    tlm_series_append (bursts, i / 5 * 4 * TLM_SECOND + i % 5 * TLM_SECOND / 20, i);
  tlm_series_seal (bursts);
  for (gsize i = 0; i + 1 < 50; i++)
    g_assert_cmpint (tlm_series_is_gap (bursts, i), ==, i % 5 == 4);
  for (guint i = 0; i < 200; i++)
    tlm_series_append (fading, i * TLM_SECOND / 10 + (i < 100 ? 0 : i < 101 ? 9 : i < 102 ? 19 : 30)
        * TLM_SECOND, i);
  tlm_series_seal (fading);
  for (gsize i = 0; i + 1 < 200; i++)
    g_assert_cmpint (tlm_series_is_gap (fading, i), ==, i >= 99 && i <= 101);
}

/* Samples 240 s apart: no gap, one that is missed makes stale, two lost. */
static void
test_slow_source (void)
{
  static const double samples[][2] = { { 0, 0 }, { 240, 1 }, { 480, 2 } };
  g_autoptr (TlmSeries) series = series_of (samples, 3);

  g_assert_cmpint (value_at (series, 100, TLM_INTERPOLATION_LINEAR).age_ns, ==, 0);
  g_assert_cmpint (value_at (series, 480 + 479, TLM_INTERPOLATION_LINEAR).validity, ==, TLM_VALIDITY_FRESH);
  g_assert_cmpint (value_at (series, 480 + 600, TLM_INTERPOLATION_LINEAR).validity, ==, TLM_VALIDITY_STALE);
  g_assert_cmpint (value_at (series, 480 + 721, TLM_INTERPOLATION_LINEAR).validity, ==, TLM_VALIDITY_LOST);
}

static void
test_hold (void)
{
  static const double samples[][2] = { { 0, 3 }, { 1, 4 } };
  g_autoptr (TlmSeries) series = series_of (samples, 2);

  g_assert_cmpfloat (value_at (series, 0.99, TLM_INTERPOLATION_HOLD).value, ==, 3);
  g_assert_cmpfloat (value_at (series, 1, TLM_INTERPOLATION_HOLD).value, ==, 4);
}

/* Grown one by one and sealed each time, or all at once: the same answers. */
static void
test_growth (void)
{
  g_autoptr (TlmSeries) whole = tlm_series_new ();
  g_autoptr (TlmSeries) grown = tlm_series_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 500; i++) {
    gint64 t = (gint64) (i + g_rand_double_range (random, -3, 3)) * TLM_SECOND / 10;
    double v = g_rand_double (random);
    tlm_series_append (whole, t, v);
    tlm_series_append (grown, t, v);
    tlm_series_seal (grown);
  }
  tlm_series_seal (whole);
  g_assert_cmpuint (tlm_series_length (whole), ==, tlm_series_length (grown));
  for (gsize i = 0; i < tlm_series_length (whole); i++) {
    g_assert_cmpint (tlm_series_time (whole, i), ==, tlm_series_time (grown, i));
    g_assert_cmpfloat (tlm_series_value (whole, i), ==, tlm_series_value (grown, i));
  }
  g_assert_cmpint (tlm_series_median_step (whole), ==, tlm_series_median_step (grown));
}

static void
test_thin (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();

  for (int i = 0; i < 1000; i++)
    tlm_series_append (series, i * TLM_SECOND / 10, i);
  tlm_series_seal (series);
  tlm_series_thin (series, 50 * TLM_SECOND, TLM_SECOND);
  g_assert_cmpuint (tlm_series_length (series), ==, 50 + 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/order", test_order);
  g_test_add_func ("/series/find", test_find);
  g_test_add_func ("/series/pchip", test_pchip);
  g_test_add_func ("/series/pchip-slope", test_pchip_slope);
  g_test_add_func ("/series/angle", test_angle);
  g_test_add_func ("/series/gap-and-age", test_gap_and_age);
  g_test_add_func ("/series/change-of-rate", test_change_of_rate);
  g_test_add_func ("/series/bursts-and-lone-samples", test_bursts_and_lone_samples);
  g_test_add_func ("/series/slow-source", test_slow_source);
  g_test_add_func ("/series/hold", test_hold);
  g_test_add_func ("/series/growth", test_growth);
  g_test_add_func ("/series/thin", test_thin);
  return g_test_run ();
}
