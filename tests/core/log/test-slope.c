/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Slopes of a few shapes; test-slope-flights.c has whole flights. */
#include <math.h>

#include "core/log/slope.h"

/* N samples of VALUE a STEP apart, rounded to a QUANTUM (0: not). */
static TlmSeries *
sampled (double (*value) (double t), guint n, double step_s, double quantum)
{
  TlmSeries *series = tlm_series_new ();

  for (guint i = 0; i < n; i++) {
    double x = value (i * step_s);
    tlm_series_append (series, llround (i * step_s * 1e9),
        quantum > 0 ? round (x / quantum) * quantum : x);
  }
  tlm_series_seal (series);
  return series;
}

static TlmSlope
slope_at (const TlmSeries *series, double t)
{
  TlmSlope slope = { NAN, NAN };

  g_assert_true (tlm_slope_at (series, llround (t * 1e9), FALSE, &slope));
  g_assert_cmpfloat (slope.error_per_s, >=, 0.00999 * fabs (slope.per_s));
  return slope;
}

static double climb (double t) { return 40 * t; }
static double parabola (double t) { return 1000 + 300 * t + 5 * t * t; }

static void
test_exact (void)
{
  g_autoptr (TlmSeries) line = sampled (climb, 300, 0.1, 0);
  g_autoptr (TlmSeries) curve = sampled (parabola, 300, 0.1, 0);

  for (double t = 0; t < 29.9; t += 1.7) {
    g_assert_cmpfloat_with_epsilon (slope_at (line, t).per_s, 40, 1e-6);
    g_assert_cmpfloat_with_epsilon (slope_at (curve, t).per_s, 300 + 10 * t, 1e-6);
  }
}

/* Rounding to 10 m is not to be seen in the slope. */
static void
test_quantised (void)
{
  g_autoptr (TlmSeries) series = sampled (climb, 600, 0.1, 10);

  for (double t = 10; t < 50; t += 0.37)
    g_assert_cmpfloat_with_epsilon (slope_at (series, t).per_s, 40, 1.2);
}

static double wait_and_climb (double t) { return t < 120 ? 0 : 40 * (t - 120); }

/* Two minutes on the pad before 30 s of flight do not make the window long, nor
 * so short that the rounding shows; and what rounding hides just before it can be
 * seen is in the error. */
static void
test_wait_on_the_pad (void)
{
  g_autoptr (TlmSeries) series = sampled (wait_and_climb, 1500, 0.1, 10);

  g_assert_cmpfloat (slope_at (series, 100).per_s, ==, 0);
  g_assert_cmpfloat (slope_at (series, 100).error_per_s, <, 0.2);
  for (double t = 121; t < 149; t += 0.37)
    g_assert_cmpfloat_with_epsilon (slope_at (series, t).per_s, 40, 2);
}

static double accelerate (double t) { return t < 60 ? 0 : 2.5 * (t - 60) * (t - 60); }

/* Lifting off at 5 m/s^2 a read-out in steps of 100 m shows nothing for 4.5 s. */
static void
test_hidden_motion (void)
{
  g_autoptr (TlmSeries) series = sampled (accelerate, 2400, 1 / 30.0, 100);

  for (double t = 60; t < 64.4; t += 0.2) {
    TlmSlope slope = slope_at (series, t);
    g_assert_cmpfloat (fabs (slope.per_s - 5 * (t - 60)), <=, 3 * slope.error_per_s);
  }
}

static double fall (double t) { return 118e3 - 4.735 * (t - 15) * (t - 15); }

/* Steps of 100 m and, above 100 km, of 1 km: the motion is one. */
static void
test_change_of_grid (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();

  for (guint i = 0; i < 3000; i++) {
    double height = fall (i / 30.0), quantum = height > 100e3 ? 1000 : 100;
    tlm_series_append (series, llround (i / 30.0 * 1e9), quantum * round (height / quantum));
  }
  tlm_series_seal (series);
  for (double t = 20; t < 98; t += 0.71) {
    TlmSlope slope = slope_at (series, t);
    g_assert_cmpfloat_with_epsilon (slope.per_s, -9.47 * (t - 15), 5 + 0.01 * 9.47 * t);
    g_assert_cmpfloat (fabs (slope.per_s + 9.47 * (t - 15)), <=, 3 * slope.error_per_s);
  }
}

/* A read-out of 1 km/h steps printed with three digits: 0.277, 0.555, 0.833. */
static void
test_grid_of_rounded_grid (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();

  for (guint i = 0; i < 900; i++) {
    double km_h = round (2 * i / 30.0 * 3.6);
    tlm_series_append (series, llround (i / 30.0 * 1e9), floor (km_h / 3.6 * 1000) / 1000);
  }
  tlm_series_seal (series);
  for (double t = 2; t < 28; t += 0.31)
    g_assert_cmpfloat_with_epsilon (slope_at (series, t).per_s, 2, 0.04);
}

/* One wrong digit, and a sensor that hangs for 0.5 s. */
static void
test_wrong_samples (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();

  for (guint i = 0; i < 600; i++) {
    double t = i * 0.1, x = climb (i >= 300 && i < 305 ? 30 : t);
    tlm_series_append (series, llround (t * 1e9), i == 100 ? 99e3 : x);
  }
  tlm_series_seal (series);
  for (double t = 8; t < 12; t += 0.13)
    g_assert_cmpfloat_with_epsilon (slope_at (series, t).per_s, 40, 0.01);
  for (double t = 27; t < 34; t += 0.13) {
    TlmSlope slope = slope_at (series, t);
    g_assert_cmpfloat (fabs (slope.per_s - 40), <=, 3 * slope.error_per_s);
  }
}

/* 0 to 8 s, then nothing until 20 s: the slopes end at the gap, in it and at the end
 * that of the last sample stands, and a lone sample has none. */
static void
test_gaps (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();
  TlmSlope slope = { 7, 7 };

  for (guint i = 0; i <= 80; i++)
    tlm_series_append (series, i * TLM_SECOND / 10, 3 * i * 0.1);
  for (guint i = 0; i <= 80; i++)
    tlm_series_append (series, 20 * TLM_SECOND + i * TLM_SECOND / 10, 900 - 5 * i * 0.1);
  tlm_series_append (series, 60 * TLM_SECOND, 0);
  tlm_series_seal (series);
  g_assert_false (tlm_slope_at (series, -1, FALSE, &slope));
  g_assert_false (tlm_slope_at (series, 60 * TLM_SECOND, FALSE, &slope));
  g_assert_false (tlm_slope_at (series, 70 * TLM_SECOND, FALSE, &slope));
  g_assert_cmpfloat (slope.per_s, ==, 7);
  g_assert_cmpfloat_with_epsilon (slope_at (series, 0).per_s, 3, 1e-6);
  g_assert_cmpfloat_with_epsilon (slope_at (series, 7.95).per_s, 3, 1e-6);
  g_assert_cmpfloat_with_epsilon (slope_at (series, 15).per_s, 3, 1e-6);
  g_assert_cmpfloat_with_epsilon (slope_at (series, 20).per_s, -5, 1e-6);
  g_assert_cmpfloat_with_epsilon (slope_at (series, 28).per_s, -5, 1e-6);
}

static double turn (double t) { return fmod (350 + 4 * t, 360); }
static double turn_signed (double t) { return remainder (170 + 4 * t, 360); }

static void
test_angles (void)
{
  g_autoptr (TlmSeries) heading = sampled (turn, 100, 0.1, 0);
  g_autoptr (TlmSeries) longitude = sampled (turn_signed, 100, 0.1, 0);
  TlmSlope slope;

  for (double t = 0; t < 9.9; t += 0.33) {
    g_assert_true (tlm_slope_at (heading, llround (t * 1e9), TRUE, &slope));
    g_assert_cmpfloat_with_epsilon (slope.per_s, 4, 1e-6);
    g_assert_true (tlm_slope_at (longitude, llround (t * 1e9), TRUE, &slope));
    g_assert_cmpfloat_with_epsilon (slope.per_s, 4, 1e-6);
  }
}

/* A slope is a function of the samples near it: a live series, which ends, has the
 * same ones as the whole file as soon as it knows as much. */
static void
test_live (void)
{
  g_autoptr (TlmSeries) file = sampled (wait_and_climb, 1500, 0.1, 10);
  g_autoptr (TlmSeries) live = tlm_series_new ();

  for (guint i = 0; i < 1500; i++) {
    tlm_series_append (live, tlm_series_time (file, i), tlm_series_value (file, i));
    tlm_series_seal (live);
  }
  for (double t = 1; t < 149; t += 0.43)
    g_assert_cmpfloat (slope_at (file, t).per_s, ==, slope_at (live, t).per_s);
}

/* A wait that is longer than is looked at is still told from no telemetry. */
static void
test_long_wait (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();

  for (guint i = 0; i < 20000; i++)
    tlm_series_append (series, i * (TLM_SECOND / 100), i < 10 ? 1000 : 0);
  tlm_series_seal (series);
  g_assert_cmpfloat (slope_at (series, 100).per_s, ==, 0);
  g_assert_cmpfloat_with_epsilon (slope_at (series, 100).error_per_s, 1000 / 3.0 / 99.9, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slope/exact", test_exact);
  g_test_add_func ("/slope/quantised", test_quantised);
  g_test_add_func ("/slope/wait-on-the-pad", test_wait_on_the_pad);
  g_test_add_func ("/slope/hidden-motion", test_hidden_motion);
  g_test_add_func ("/slope/change-of-grid", test_change_of_grid);
  g_test_add_func ("/slope/grid-of-rounded-grid", test_grid_of_rounded_grid);
  g_test_add_func ("/slope/wrong-samples", test_wrong_samples);
  g_test_add_func ("/slope/gaps", test_gaps);
  g_test_add_func ("/slope/angles", test_angles);
  g_test_add_func ("/slope/live", test_live);
  g_test_add_func ("/slope/long-wait", test_long_wait);
  return g_test_run ();
}
