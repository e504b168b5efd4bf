/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/extremes.h"

#include <math.h>

#include "core/timeline/timeline-live.h"

#define N 1000

/* A channel that swings ever wider, ten samples a second: 0.01 k sin (k / 7). */
static double
sample (int k)
{
  return 0.01 * k * sin (k / 7.0);
}

static TlmLog *
log_of (int from, int to)
{
  TlmLog *log = tlm_log_new ("test", "test");

  log->clock = TLM_CLOCK_ELAPSED;
  TlmTrack *load = tlm_log_track (tlm_log_vehicle (log, ""), "g-load", TLM_QUANTITY_ACCELERATION);
  TlmTrack *speed = tlm_log_track (tlm_log_vehicle (log, ""), "speed", TLM_QUANTITY_SPEED);
  for (int k = from; k < to; k++) {
    tlm_series_append (load->series, k * TLM_SECOND / 10, sample (k));
    tlm_series_append (speed->series, k * TLM_SECOND / 10, 0.02 * k * k);
  }
  tlm_log_seal (log);
  return log;
}

static void
append (TlmTimeline *timeline, int from, int to)
{
  g_autoptr (TlmLog) log = log_of (from, to);
  g_autoptr (GError) error = NULL;

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

/* A live timeline that has grown answers like one that knew all from the start. */
static void
test_growing (void)
{
  static const guint channels[] = { TLM_CHANNEL_G_LOAD, TLM_CHANNEL_ACCELERATION };
  g_autoptr (TlmTimeline) whole = tlm_timeline_new ();

  append (whole, 0, N);
  for (guint c = 0; c < G_N_ELEMENTS (channels); c++) {
    g_autoptr (TlmTimeline) live = tlm_timeline_new ();
    append (live, 0, N / 2);
    g_autoptr (TlmExtremes) a = tlm_extremes_new (whole, 0, channels[c]);
    g_autoptr (TlmExtremes) b = tlm_extremes_new (live, 0, channels[c]);
    double low[2], high[2];

    g_assert_true (tlm_extremes_at (b, 40 * TLM_SECOND, &low[1], &high[1]));
    for (int k = N / 2; k < N; k += 100) {
      g_autoptr (TlmLog) log = log_of (k, k + 100);
      g_assert_true (tlm_timeline_extend (live, log, NULL, NULL));
    }
    for (int t = 5; t < 99; t += 7) {
      g_assert_true (tlm_extremes_at (a, t * TLM_SECOND, &low[0], &high[0]));
      g_assert_true (tlm_extremes_at (b, t * TLM_SECOND, &low[1], &high[1]));
      g_assert_cmpfloat_with_epsilon (low[0], low[1], 1e-6);
      g_assert_cmpfloat_with_epsilon (high[0], high[1], 1e-6);
    }
  }
}

/* A launch: at s times as slow, 4 t² m and 30 t m/s, 200 s of it. */
static TlmTimeline *
make_launch (int slower)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");

  log->clock = TLM_CLOCK_ELAPSED;
  TlmTrack *altitude = tlm_log_track (tlm_log_vehicle (log, ""), "altitude-msl", TLM_QUANTITY_LENGTH);
  TlmTrack *speed = tlm_log_track (tlm_log_vehicle (log, ""), "speed", TLM_QUANTITY_SPEED);
  for (int k = 0; k <= 2000; k++) {
    double t = k / 10.0;

    tlm_series_append (altitude->series, (gint64) k * slower * TLM_SECOND / 10, 4 * t * t);
    tlm_series_append (speed->series, (gint64) k * slower * TLM_SECOND / 10, 30 * t);
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

/* The peak of a derived curve between its instants, at each instant, by looking at 20,000 of them: the dynamic
 * pressure, which the display rounds to 100 Pa, and the Mach number, to 0.01. Slower by 60 the
 * instants are 8 s apart. */
static void
test_derived_peak (void)
{
  static const struct { guint channel; int slower; double rounding; } cases[] = {
    { TLM_CHANNEL_DYNAMIC_PRESSURE, 1, 100 }, { TLM_CHANNEL_DYNAMIC_PRESSURE, 60, 100 }, { TLM_CHANNEL_MACH, 60, 0.01 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TlmTimeline) timeline = make_launch (cases[i].slower);
    g_autoptr (TlmExtremes) extremes = tlm_extremes_new (timeline, 0, cases[i].channel);
    double most = 0, low = 0, high = 0, last = 0;

    for (int k = 1; k < 20000; k++) {
      gint64 time_ns = (gint64) k * cases[i].slower * TLM_SECOND / 100;
      TlmValue value = tlm_timeline_value (timeline, 0, cases[i].channel, time_ns);

      if (!tlm_value_is_shown (&value))
        continue;
      most = MAX (most, value.value);
      g_assert_true (tlm_extremes_at (extremes, time_ns, &low, &high));
      g_assert_cmpfloat_with_epsilon (high, most, cases[i].rounding / 1000);
      g_assert_cmpfloat (high, >=, last);
      last = high;
    }
    g_assert_cmpfloat (most, >, 10 * cases[i].rounding);
  }
}

/* What is told on both sides of a loss of signal says nothing of the time between. */
static void
test_gap (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  double low, high;

  log->clock = TLM_CLOCK_ELAPSED;
  TlmTrack *speed = tlm_log_track (tlm_log_vehicle (log, ""), "speed", TLM_QUANTITY_SPEED);
  for (int k = 0; k <= 300; k++)
    if (k <= 100 || k >= 200)
      tlm_series_append (speed->series, k * TLM_SECOND / 10, k);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  g_autoptr (TlmExtremes) extremes = tlm_extremes_new (timeline, 0, TLM_CHANNEL_SPEED);
  for (int k = 100; k < 200; k++) {
    g_assert_true (tlm_extremes_at (extremes, k * TLM_SECOND / 10, &low, &high));
    g_assert_cmpfloat (high, ==, 100);
  }
  g_assert_true (tlm_extremes_at (extremes, 20 * TLM_SECOND, &low, &high));
  g_assert_cmpfloat (high, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extremes/measured", test_measured);
  g_test_add_func ("/extremes/derived", test_derived);
  g_test_add_func ("/extremes/growing", test_growing);
  g_test_add_func ("/extremes/derived-peak", test_derived_peak);
  g_test_add_func ("/extremes/gap", test_gap);
  return g_test_run ();
}
