/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/axis.h"

#include <math.h>

static void
test_fit (void)
{
  static const struct {
    double low, high;
    guint intervals;
    double step, from, to;
    guint decimals;
  } cases[] = {
    { 0, 8580, 5, 2000, 0, 10000, 0 },
    { 0, 72.3, 4, 20, 0, 80, 0 },
    { 412, 436, 4, 10, 410, 440, 0 },
    { -3, 3, 3, 2, -4, 4, 0 },
    { 0.013, 0.027, 5, 0.005, 0.01, 0.03, 3 },
    { 0, 10, 10, 1, 0, 10, 0 },
    { -180, 180, 4, 100, -200, 200, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlrAxis axis = tlr_axis_fit (cases[i].low, cases[i].high, cases[i].intervals, TRUE);

    g_assert_cmpfloat (axis.low, <=, cases[i].low);
    g_assert_cmpfloat (axis.high, >=, cases[i].high);
    g_assert_cmpuint (axis.decimals, ==, cases[i].decimals);
    /* -3 .. 3 does not divide into three even parts. */
    if (cases[i].low != -3) {
      g_assert_cmpfloat_with_epsilon (axis.step, cases[i].step, 1e-9);
      g_assert_cmpfloat_with_epsilon (axis.low, cases[i].from, 1e-9);
      g_assert_cmpfloat_with_epsilon (axis.high, cases[i].to, 1e-9);
    }
    for (guint k = 0; k < tlr_axis_n_ticks (&axis); k++)
      g_assert_cmpfloat_with_epsilon (remainder (tlr_axis_tick (&axis, k), axis.step), 0, 1e-9);
    g_assert_cmpfloat_with_epsilon (tlr_axis_tick (&axis, 0), axis.low, 1e-9);
    g_assert_cmpfloat_with_epsilon (tlr_axis_tick (&axis, tlr_axis_n_ticks (&axis) - 1), axis.high, 1e-9);
  }
}

/* Ends that stay, and ranges that are none. */
static void
test_ends (void)
{
  TlrAxis axis = tlr_axis_fit (3, 27, 3, FALSE);

  g_assert_cmpfloat (axis.low, ==, 3);
  g_assert_cmpfloat (axis.high, ==, 27);
  g_assert_cmpuint (tlr_axis_n_ticks (&axis), ==, 2);
  g_assert_cmpfloat (tlr_axis_tick (&axis, 0), ==, 10);
  g_assert_cmpfloat (tlr_axis_part (&axis, 9), ==, 0.25);
  g_assert_true (isnan (tlr_axis_part (&axis, NAN)));
  axis = tlr_axis_fit (5, 5, 4, TRUE);
  g_assert_cmpfloat (axis.high, >, axis.low);
  axis = tlr_axis_fit (NAN, INFINITY, 4, TRUE);
  g_assert_cmpfloat (axis.high, >, axis.low);
}

static void
test_time (void)
{
  static const struct {
    double high;
    guint intervals;
    double step, tick;
    gboolean of_day;
    const char *label;
  } cases[] = {
    { 40, 4, 10, 30, FALSE, "0:30" },
    { 600, 5, 120, 240, FALSE, "4:00" },
    { 700, 5, 300, 600, FALSE, "10:00" },
    { 5400, 4, 1800, 5400, FALSE, "1:30" },
    { 86400, 4, 21600, 64800, FALSE, "18:00" },
    { 86400 * 9.0, 5, 172800, 345600, FALSE, "4 d" },
    { 86400, 4, 21600, 86400 + 7 * 3600 + 300, TRUE, "07:05" },
  };
  char buf[TLR_AXIS_LABEL_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlrAxis axis = tlr_axis_fit_time (0, cases[i].high, cases[i].intervals, TRUE);

    g_assert_cmpfloat (axis.step, ==, cases[i].step);
    g_assert_cmpstr (tlr_axis_time_label (&axis, cases[i].tick, cases[i].of_day, buf, sizeof buf), ==,
        cases[i].label);
  }
  TlrAxis axis = tlr_axis_fit_time (-60, 60, 4, TRUE);
  g_assert_cmpstr (tlr_axis_time_label (&axis, -30, FALSE, buf, sizeof buf), ==, "\xe2\x88\x92" "0:30");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/fit", test_fit);
  g_test_add_func ("/axis/ends", test_ends);
  g_test_add_func ("/axis/time", test_time);
  return g_test_run ();
}
