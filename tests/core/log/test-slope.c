/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/log/slope.h"

/* N samples of VALUE a STEP apart, rounded to a QUANTUM (0: not). */
static TlmSeries *
sampled (double (*value) (double t), guint n, double step_s, double quantum)
{
  TlmSeries *series = tlm_series_new ();

  for (guint i = 0; i < n; i++) {
    double x = value (i * step_s);
    tlm_series_append (series, (gint64) (i * step_s * 1e9),
        quantum > 0 ? round (x / quantum) * quantum : x);
  }
  tlm_series_seal (series);
  return series;
}

static double climb (double t) { return 40 * t; }
static double wait_and_climb (double t) { return t < 120 ? 0 : 40 * (t - 120); }

static double
slope_at (const TlmSeries *series, double t)
{
  double slope = NAN;

  g_assert_true (tlm_slope_at (series, (gint64) (t * 1e9), tlm_slope_window (series), FALSE, &slope));
  return slope;
}

static void
test_exact (void)
{
  g_autoptr (TlmSeries) series = sampled (climb, 300, 0.1, 0);

  g_assert_cmpint (tlm_slope_window (series), ==, 2 * tlm_series_median_step (series));
  g_assert_cmpfloat_with_epsilon (slope_at (series, 15.03), 40, 1e-6);
}

/* Rounding to 10 m is not to be seen in the slope. */
static void
test_quantised (void)
{
  g_autoptr (TlmSeries) series = sampled (climb, 600, 0.1, 10);

  for (double t = 10; t < 50; t += 0.37)
    g_assert_cmpfloat_with_epsilon (slope_at (series, t), 40, 1.2);
}

/* Two minutes on the pad before 30 s of flight do not make the window long, nor
 * so short that the rounding shows: from 5 s after liftoff the slope is the
 * flight's, and 5 s before it there is none. */
static void
test_wait_on_the_pad (void)
{
  g_autoptr (TlmSeries) series = sampled (wait_and_climb, 1500, 0.1, 10);

  g_assert_cmpint (tlm_slope_window (series), <, 4 * TLM_SECOND);
  g_assert_cmpfloat_with_epsilon (slope_at (series, 115), 0, 0.5);
  for (double t = 125; t < 145; t += 0.37)
    g_assert_cmpfloat_with_epsilon (slope_at (series, t), 40, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slope/exact", test_exact);
  g_test_add_func ("/slope/quantised", test_quantised);
  g_test_add_func ("/slope/wait-on-the-pad", test_wait_on_the_pad);
  return g_test_run ();
}
