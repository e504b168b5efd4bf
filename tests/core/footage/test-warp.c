/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/warp.h"

/* A time-lapse of 10 to 1, then life, then slow motion of 1 to 4; seconds. */
static const TlmWarp film = { 4, {
  { 0, 100 * TLM_SECOND }, { 10 * TLM_SECOND, 200 * TLM_SECOND },
  { 20 * TLM_SECOND, 210 * TLM_SECOND }, { 40 * TLM_SECOND, 215 * TLM_SECOND } } };

static void
test_pieces (void)
{
  static const double rows[][2] = {
    { 0, 100 }, { 5, 150 }, { 10, 200 }, { 12.5, 202.5 }, { 20, 210 }, { 30, 212.5 }, { 40, 215 },
    { -2, 80 }, { 60, 220 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gint64 footage = (gint64) (rows[i][0] * 1e9), time = (gint64) (rows[i][1] * 1e9);
    g_assert_cmpint (tlm_warp_apply (&film, footage), ==, time);
    if (rows[i][0] <= 10)
      g_assert_cmpint (tlm_warp_invert (&film, time), ==, footage);
  }
}

/* Worked out by hand: a half goes up, below 0 too. */
static void
test_rounding (void)
{
  TlmWarp half = { 2, { { 0, 0 }, { 2, 1 } } }, third = { 2, { { 0, 0 }, { 3, 1 } } };

  g_assert_cmpint (tlm_warp_apply (&half, 1), ==, 1);
  g_assert_cmpint (tlm_warp_apply (&half, -1), ==, 0);
  g_assert_cmpint (tlm_warp_apply (&half, -3), ==, -1);
  g_assert_cmpint (tlm_warp_apply (&third, 1), ==, 0);
  g_assert_cmpint (tlm_warp_apply (&third, 2), ==, 1);
  g_assert_cmpint (tlm_warp_apply (&third, -1), ==, 0);
  g_assert_cmpint (tlm_warp_apply (&third, -2), ==, -1);
  g_assert_cmpint (tlm_warp_invert (&third, 1), ==, 2);
  g_assert_cmpint (tlm_warp_invert (&half, 1), ==, 1);
}

/* A day of a camera that is 50 ppm slow, frame by frame at 29.97, against a sum
 * with its remainder carried on. */
static void
test_day (void)
{
  const gint64 run = 86400 * TLM_SECOND, rise = run + 4320000, step = 33366667;
  TlmWarp warp = { 2, { { 0, 0 }, { run, rise } } };
  gint64 whole = 0, rest = 0;

  for (gint64 footage = 0; footage <= run; footage += step) {
    gint64 found = tlm_warp_apply (&warp, footage);
    if (found != whole + (2 * rest >= run))
      g_error ("at %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT, footage, found);
    /* step × rise / run = step + step × 4320000 / run; the product fits 64 bits. */
    whole += step + step * 4320000 / run;
    rest += step * 4320000 % run;
    if (rest >= run) {
      rest -= run;
      whole++;
    }
  }
}

/* What a reverse is, by its definition, on warps of any speed. */
static void
test_invert (void)
{
  for (guint i = 0; i < 20000; i++) {
    TlmWarp warp = { 3, { { g_test_rand_int_range (-1000, 1000), g_test_rand_int_range (-1000, 1000) } } };
    gint64 time = g_test_rand_int_range (-9000, 9000), footage;
    for (guint j = 1; j < 3; j++)
      warp.knots[j] = (TlmWarpKnot) { warp.knots[j - 1].footage_ns + g_test_rand_int_range (1, 2000),
        warp.knots[j - 1].time_ns + g_test_rand_int_range (1, 2000) };
    g_assert_true (tlm_warp_sort (&warp, NULL));
    footage = tlm_warp_invert (&warp, time);
    if (tlm_warp_apply (&warp, footage) < time || tlm_warp_apply (&warp, footage - 1) >= time)
      g_error ("%" G_GINT64_FORMAT " gives %" G_GINT64_FORMAT, time, footage);
  }
}

static void
test_sort (void)
{
  TlmWarp turned = { 3, { { 20, 200 }, { 0, 0 }, { 10, 100 } } };
  static const TlmWarp wrong[] = {
    { 2, { { 0, 0 }, { 0, 1 } } },
    { 2, { { 0, 0 }, { 1, 0 } } },
    { 2, { { 0, 5 }, { 1, 4 } } },
    { 2, { { G_MININT64 / 2, 0 }, { G_MAXINT64 / 2, 1 } } },
    { 2, { { 0, 0 }, { 1, G_MAXINT64 } } },
  };

  g_assert_true (tlm_warp_sort (&turned, NULL));
  g_assert_cmpint (turned.knots[1].time_ns, ==, 100);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    TlmWarp warp = wrong[i];
    guint culprit = 9;
    g_assert_false (tlm_warp_sort (&warp, &culprit));
    g_assert_cmpuint (culprit, ==, 1);
  }
}

static void
test_limits (void)
{
  TlmWarp none = { 0 }, offset = { 1, { { 0, G_MAXINT64 } } };
  TlmWarp steep = { 2, { { 0, 0 }, { 1, TLM_WARP_MAX_STRETCH } } };

  g_assert_cmpint (tlm_warp_apply (&none, 0), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_warp_invert (&none, 0), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_warp_apply (&film, TLM_TIME_NONE), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_warp_invert (&film, TLM_TIME_NONE), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_warp_apply (&offset, 1), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_warp_apply (&offset, -1), ==, G_MAXINT64 - 1);
  g_assert_cmpint (tlm_warp_invert (&offset, -2), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_warp_apply (&steep, G_MAXINT64), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_warp_apply (&steep, G_MININT64 + 1), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_warp_apply (&steep, 2), ==, 2 * TLM_WARP_MAX_STRETCH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/warp/pieces", test_pieces);
  g_test_add_func ("/warp/rounding", test_rounding);
  g_test_add_func ("/warp/day", test_day);
  g_test_add_func ("/warp/invert", test_invert);
  g_test_add_func ("/warp/sort", test_sort);
  g_test_add_func ("/warp/limits", test_limits);
  return g_test_run ();
}
