/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/ticks.h"

#define CLOSE(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * (b))

static void
test_step (void)
{
  CLOSE (tlr_ticks_step (100, 10), 10);
  CLOSE (tlr_ticks_step (100, 9), 20);
  CLOSE (tlr_ticks_step (120, 8), 20);
  CLOSE (tlr_ticks_step (30000, 8), 5000);
  CLOSE (tlr_ticks_step (0.7, 7), 0.1);
  CLOSE (tlr_ticks_step (0.003, 4), 0.001);
}

static void
test_ceiling (void)
{
  CLOSE (tlr_ticks_ceiling (5960.16), 6000);
  CLOSE (tlr_ticks_ceiling (118), 120);
  CLOSE (tlr_ticks_ceiling (120), 120);
  CLOSE (tlr_ticks_ceiling (120.1), 150);
  CLOSE (tlr_ticks_ceiling (0.81), 1);
  CLOSE (tlr_ticks_ceiling (1000), 1000);
}

static void
test_parts (void)
{
  g_assert_cmpuint (tlr_ticks_parts (10), ==, 5);
  g_assert_cmpuint (tlr_ticks_parts (0.2), ==, 4);
  g_assert_cmpuint (tlr_ticks_parts (5000), ==, 5);
  g_assert_cmpuint (tlr_ticks_decimals (5), ==, 0);
  g_assert_cmpuint (tlr_ticks_decimals (0.5), ==, 1);
  g_assert_cmpuint (tlr_ticks_decimals (0.02), ==, 2);
  g_assert_cmpint (tlr_ticks_first (-3.2, 1), ==, -3);
  g_assert_cmpint (tlr_ticks_first (0.3, 0.1), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticks/step", test_step);
  g_test_add_func ("/ticks/ceiling", test_ceiling);
  g_test_add_func ("/ticks/parts", test_parts);
  return g_test_run ();
}
