/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/extremes.h"

#include <math.h>

#define N 1000

/* A channel that swings ever wider, ten samples a second: 0.01 k sin (k / 7). */
static double
sample (int k)
{
  return 0.01 * k * sin (k / 7.0);
}

static void
append (TlmTimeline *timeline, int from, int to)
{
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  g_autoptr (GError) error = NULL;

  log->clock = TLM_CLOCK_ELAPSED;
  TlmTrack *load = tlm_log_track (tlm_log_vehicle (log, ""), "g-load", TLM_QUANTITY_ACCELERATION);
  TlmTrack *speed = tlm_log_track (tlm_log_vehicle (log, ""), "speed", TLM_QUANTITY_SPEED);
  for (int k = from; k < to; k++) {
    tlm_series_append (load->series, k * TLM_SECOND / 10, sample (k));
    tlm_series_append (speed->series, k * TLM_SECOND / 10, 0.02 * k * k);
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, &error));
  g_assert_no_error (error);
}

/* By looking at every sample, in any order of asking. */
static void
test_measured (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  append (timeline, 0, N);
  g_autoptr (TlmExtremes) extremes = tlm_extremes_new (timeline, 0, TLM_CHANNEL_G_LOAD);
  double low = 7, high = 7;

  g_assert_false (tlm_extremes_at (extremes, -TLM_SECOND, &low, &high));
  g_assert_false (tlm_extremes_at (extremes, TLM_TIME_NONE, &low, &high));
  g_assert_cmpfloat (low, ==, 7);
  for (int i = 0; i < 200; i++) {
    int last = i * 617 % N;
    double least = 0, most = 0;

    for (int k = 0; k <= last; k++) {
      least = MIN (least, sample (k));
      most = MAX (most, sample (k));
    }
    g_assert_true (tlm_extremes_at (extremes, last * TLM_SECOND / 10, &low, &high));
    g_assert_cmpfloat (low, ==, least);
    g_assert_cmpfloat (high, ==, most);
  }
}

/* The acceleration of a speed 2 t² (t in s) is 4 t: it grows to 400 m/s². */
static void
test_derived (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  append (timeline, 0, N);
  g_autoptr (TlmExtremes) extremes = tlm_extremes_new (timeline, 0, TLM_CHANNEL_ACCELERATION);
  double low, high;

  for (int t = 90; t >= 10; t -= 10) {
    g_assert_true (tlm_extremes_at (extremes, t * TLM_SECOND, &low, &high));
    g_assert_cmpfloat_with_epsilon (high, 4.0 * t, 0.1);
    g_assert_cmpfloat_with_epsilon (low, 0, 0.5);
  }
  g_assert_true (tlm_timeline_reach (timeline, 0, TLM_CHANNEL_ACCELERATION, &low, &high));
  g_assert_cmpfloat_with_epsilon (high, 400, 2);
  g_assert_false (tlm_timeline_reach (timeline, 0, TLM_CHANNEL_RANGE, &low, &high));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extremes/measured", test_measured);
  g_test_add_func ("/extremes/derived", test_derived);
  return g_test_run ();
}
