/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Flights by formula, some samples of them replaced. What is replaced is known, so what
 * has to go is, and that nothing else may. */
#include <math.h>

#include "core/log/outliers.h"

#define MOST 4000

typedef struct {
  guint n;
  double t_s[MOST], y[MOST], z[MOST];
  gboolean wrong[MOST];
} Flight;

static void
fly (Flight *flight, guint n, double step_s, double (*height) (double t_s))
{
  for (guint i = 0; i < n; i++) {
    flight->t_s[flight->n] = i * step_s;
    flight->y[flight->n++] = height (i * step_s);
  }
}

static void
replace (Flight *flight, guint i, double value)
{
  flight->y[i] = value;
  flight->wrong[i] = TRUE;
}

/* Waits 10 s, 40 m/s2 for 3 s, then 9.8 m/s2 back to the pad: a corner each. */
static double
rocket (double t_s)
{
  double burn = CLAMP (t_s - 10, 0, 3), coast = fmax (t_s - 13, 0);

  return fmax (20 * burn * burn + 120 * coast - 4.9 * coast * coast, 0);
}

static double
climb (double t_s)
{
  return 300 + 6 * t_s;
}

static double
whole_kilometres (double t_s)
{
  return 1000 * floor ((t_s * t_s * 8 + 15 * sin (40 * t_s)) / 1000);
}

static double
parked (double t_s)
{
  return 120;
}

static void
check (const TlmSeries *series, const Flight *flight)
{
  gsize at = 0, wrong = 0;

  for (guint i = 0; i < flight->n; i++) {
    if (flight->wrong[i]) {
      wrong++;
      continue;
    }
    g_assert_cmpuint (at, <, tlm_series_length (series));
    g_assert_cmpint (tlm_series_time (series, at), ==, llround (flight->t_s[i] * 1e9));
    g_assert_cmpfloat (tlm_series_value (series, at++), ==, flight->y[i]);
  }
  g_assert_cmpuint (at, ==, tlm_series_length (series));
  g_assert_cmpuint (tlm_series_n_aside (series), ==, wrong);
}

/* A file, and the same sample by sample, judged each time. */
static void
check_judged (const Flight *flight, TlmChannelId channel)
{
  g_autoptr (TlmSeries) file = tlm_series_new ();
  g_autoptr (TlmSeries) live = tlm_series_new ();

  for (guint i = 0; i < flight->n; i++) {
    tlm_series_append (file, llround (flight->t_s[i] * 1e9), flight->y[i]);
    tlm_series_append (live, llround (flight->t_s[i] * 1e9), flight->y[i]);
    tlm_series_seal (live);
    tlm_outliers_judge (live, channel, TLM_OUTLIERS_MORE);
  }
  tlm_series_seal (file);
  tlm_outliers_judge (file, channel, TLM_OUTLIERS_END);
  check (file, flight);
  check (live, flight);
}

static void
test_mad (void)
{
  Flight mad = { 0 }, two = { 0 }, first = { 0 }, zeros = { 0 }, still = { 0 };

  fly (&mad, 50, 0.2, climb);
  replace (&mad, 25, 16777301.4);
  check_judged (&mad, TLM_CHANNEL_ALTITUDE);
  fly (&two, 400, 0.05, climb);
  replace (&two, 100, -3000), replace (&two, 101, 8000);
  replace (&two, 300, 4294967.295), replace (&two, 310, 0);
  check_judged (&two, TLM_CHANNEL_ALTITUDE_MSL);
  fly (&first, 60, 1, climb);
  replace (&first, 0, 65535);
  check_judged (&first, TLM_CHANNEL_ALTITUDE);
  fly (&zeros, 60, 0.1, climb);
  for (guint i = 20; i < 60; i += 7)
    replace (&zeros, i, 0);
  check_judged (&zeros, TLM_CHANNEL_ALTITUDE);
  fly (&still, 60, 1, parked);
  replace (&still, 30, 20000);
  check_judged (&still, TLM_CHANNEL_ALTITUDE);
}

/* Everything a flight does is kept: corners, free fall, the ground, at any rate. */
static void
test_flights (void)
{
  static const double steps_s[] = { 0.005, 0.02, 0.1, 0.5, 1, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (steps_s); i++) {
    Flight flight = { 0 };
    fly (&flight, MIN (MOST, (guint) (50 / steps_s[i])), steps_s[i], rocket);
    check_judged (&flight, TLM_CHANNEL_ALTITUDE);
  }
}

/* Read-outs of whole kilometres go back and forth at the edge of one. */
static void
test_rounding (void)
{
  Flight flight = { 0 };

  fly (&flight, 3000, 1 / 30.0, whole_kilometres);
  check_judged (&flight, TLM_CHANNEL_ALTITUDE);
  replace (&flight, 2000, 7000);
  check_judged (&flight, TLM_CHANNEL_ALTITUDE);
}

/* What jumps and stays there is the truth: another datum, a source that was set. */
static void
test_steps (void)
{
  Flight flight = { 0 };

  fly (&flight, 200, 0.1, climb);
  for (guint i = 100; i < 200; i++)
    flight.y[i] += 5000;
  check_judged (&flight, TLM_CHANNEL_ALTITUDE);
}

static double
noisy (double t_s)
{
  static guint32 seed = 1;
  double sum = 0;

  for (guint i = 0; i < 12; i++)
    sum += (double) (seed = seed * 1664525 + 1013904223) / 4294967296.0;
  return 200 + 20 * t_s + 15 * (sum - 6);
}

/* 15 m of noise at 20 Hz is far more than a vehicle can do, and no sample is wrong. */
static void
test_noise (void)
{
  Flight flight = { 0 };

  fly (&flight, 3000, 0.05, noisy);
  check_judged (&flight, TLM_CHANNEL_ALTITUDE);
  replace (&flight, 1500, 60000);
  check_judged (&flight, TLM_CHANNEL_ALTITUDE);
}

static double
brake (double t_s)
{
  return t_s < 5 ? 80 : t_s < 8 ? 80 - 20 * (t_s - 5) : t_s < 10 ? 20 : 0;
}

/* A speed: the ground stops it at once; a stray 900 m/s does not. */
static void
test_speed (void)
{
  Flight flight = { 0 };

  fly (&flight, 300, 0.05, brake);
  check_judged (&flight, TLM_CHANNEL_SPEED);
  replace (&flight, 130, 900);
  check_judged (&flight, TLM_CHANNEL_SPEED);
}

/* A shock is no mistake. */
static void
test_not_judged (void)
{
  Flight flight = { 0 };

  fly (&flight, 100, 0.01, parked);
  flight.y[50] = 5000;
  check_judged (&flight, TLM_CHANNEL_G_LOAD);
}

/* Of a stream nothing is shown of a jump until two samples bear it out. */
static void
test_live (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();
  static const guint kept[] = { 20, 20, 20, 23 };

  for (guint i = 0; i < 20; i++)
    tlm_series_append (series, (gint64) i * TLM_SECOND / 5, 300 + i);
  tlm_series_seal (series);
  for (guint i = 0; i < 3; i++) {
    tlm_outliers_judge (series, TLM_CHANNEL_ALTITUDE, TLM_OUTLIERS_MORE);
    g_assert_cmpuint (tlm_series_length (series), ==, kept[i]);
    g_assert_cmpuint (tlm_series_n_aside (series), ==, i);
    tlm_series_append (series, (gint64) (20 + i) * TLM_SECOND / 5, 9320 + i);
    tlm_series_seal (series);
  }
  tlm_outliers_judge (series, TLM_CHANNEL_ALTITUDE, TLM_OUTLIERS_MORE);
  g_assert_cmpuint (tlm_series_length (series), ==, kept[3]);
  g_assert_cmpuint (tlm_series_n_aside (series), ==, 0);
  g_assert_cmpint (tlm_series_first_aside (series), ==, TLM_TIME_NONE);
}

static void
append_place (TlmSeries *latitude, TlmSeries *longitude, guint i, double lat, double lon)
{
  tlm_series_append (latitude, (gint64) i * TLM_SECOND, lat);
  tlm_series_append (longitude, (gint64) i * TLM_SECOND, lon);
}

/* Over the pole and across the date line, where both numbers jump and the place does
 * not: an orbit, a degree of arc in 16 s, over 89.9° N. */
static void
test_pole (void)
{
  g_autoptr (TlmSeries) latitude = tlm_series_new ();
  g_autoptr (TlmSeries) longitude = tlm_series_new ();

  for (guint i = 0; i < 400; i++) {
    double along = (i - 200.0) / 16 * G_PI / 180, off = 0.1 * G_PI / 180;
    double x = sin (along) * cos (off), y = sin (off), z = cos (along) * cos (off);
    append_place (latitude, longitude, i, asin (z) * 180 / G_PI, atan2 (x, y) * 180 / G_PI);
  }
  tlm_series_seal (latitude);
  tlm_series_seal (longitude);
  tlm_outliers_judge_place (latitude, longitude, TLM_OUTLIERS_END);
  g_assert_cmpuint (tlm_series_n_aside (latitude), ==, 0);
  g_assert_cmpuint (tlm_series_n_aside (longitude), ==, 0);
  g_assert_cmpuint (tlm_series_length (latitude), ==, 400);
}

/* A walk of 1.5 m/s; one place 40 km off goes, both its numbers, though its longitude is
 * right. The same live. */
static void
check_place (TlmSeries *latitude, TlmSeries *longitude)
{
  g_assert_cmpuint (tlm_series_length (latitude), ==, 299);
  g_assert_cmpuint (tlm_series_length (longitude), ==, 299);
  g_assert_cmpint (tlm_series_first_aside (latitude), ==, 150 * TLM_SECOND);
  g_assert_cmpint (tlm_series_first_aside (longitude), ==, 150 * TLM_SECOND);
}

static void
test_place (void)
{
  g_autoptr (TlmSeries) latitude = tlm_series_new (), live_latitude = tlm_series_new ();
  g_autoptr (TlmSeries) longitude = tlm_series_new (), live_longitude = tlm_series_new ();

  for (guint i = 0; i < 300; i++) {
    double lat = 47 + 1.5 * i / 111200 + (i == 150 ? 0.36 : 0);
    append_place (latitude, longitude, i, lat, 8.5);
    append_place (live_latitude, live_longitude, i, lat, 8.5);
    tlm_series_seal (live_latitude);
    tlm_series_seal (live_longitude);
    tlm_outliers_judge_place (live_latitude, live_longitude, TLM_OUTLIERS_MORE);
  }
  tlm_series_seal (latitude);
  tlm_series_seal (longitude);
  tlm_outliers_judge_place (latitude, longitude, TLM_OUTLIERS_END);
  check_place (latitude, longitude);
  check_place (live_latitude, live_longitude);
}

/* Let in again, they are where they were. */
static void
test_readmit (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();
  static const gsize out[] = { 2, 3, 7 };

  for (guint i = 0; i < 10; i++)
    tlm_series_append (series, i * TLM_SECOND, i);
  tlm_series_seal (series);
  tlm_series_set_aside (series, out, G_N_ELEMENTS (out));
  g_assert_cmpuint (tlm_series_length (series), ==, 7);
  g_assert_cmpuint (tlm_series_duplicates (series), ==, 0);
  tlm_series_readmit (series, 3 * TLM_SECOND);
  g_assert_cmpuint (tlm_series_length (series), ==, 9);
  g_assert_cmpint (tlm_series_first_aside (series), ==, 2 * TLM_SECOND);
  tlm_series_readmit (series, G_MININT64);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpfloat (tlm_series_value (series, i), ==, i);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outliers/mad", test_mad);
  g_test_add_func ("/outliers/flights", test_flights);
  g_test_add_func ("/outliers/rounding", test_rounding);
  g_test_add_func ("/outliers/steps", test_steps);
  g_test_add_func ("/outliers/noise", test_noise);
  g_test_add_func ("/outliers/speed", test_speed);
  g_test_add_func ("/outliers/not-judged", test_not_judged);
  g_test_add_func ("/outliers/live", test_live);
  g_test_add_func ("/outliers/pole", test_pole);
  g_test_add_func ("/outliers/place", test_place);
  g_test_add_func ("/outliers/readmit", test_readmit);
  return g_test_run ();
}
