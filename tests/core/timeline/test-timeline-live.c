/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/timeline-live.h"

static TlmLog *
piece (const gint64 *times, const double *values, gsize n)
{
  TlmLog *log = tlm_log_new ("test", "piece");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, "one"), "altitude", TLM_QUANTITY_LENGTH);

  for (gsize i = 0; i < n; i++)
    tlm_series_append (track->series, times[i], values[i]);
  tlm_log_seal (log);
  return log;
}

/* Samples that come one by one, some up to a second late, make the timeline
 * that the whole file makes. */
static void
test_live_equals_file (void)
{
  enum { N = 3000 };
  g_autofree gint64 *times = g_new (gint64, N);
  g_autofree double *values = g_new (double, N);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (TlmTimeline) live = tlm_timeline_new (), whole = tlm_timeline_new ();
  g_autoptr (TlmLog) all = NULL;

  for (int i = 0; i < N; i++) {
    times[i] = i * (TLM_SECOND / 20) + (gint64) (g_rand_double_range (random, -1, 1) * 1e9);
    values[i] = g_rand_double (random);
  }
  all = piece (times, values, N);
  g_assert_true (tlm_timeline_add_log (whole, all, NULL, NULL));
  for (int i = 0; i < N; i++) {
    g_autoptr (TlmLog) log = piece (&times[i], &values[i], 1);
    g_assert_true (tlm_timeline_extend (live, log, NULL, NULL));
  }
  g_assert_cmpuint (tlm_timeline_n_vehicles (live), ==, 1);
  for (int i = 0; i < 2000; i++) {
    gint64 t = (gint64) g_rand_double_range (random, -2e9, 160e9);
    TlmValue a = tlm_timeline_value (live, 0, TLM_CHANNEL_ALTITUDE, t);
    TlmValue b = tlm_timeline_value (whole, 0, TLM_CHANNEL_ALTITUDE, t);
    g_assert_cmpfloat (a.value, ==, b.value);
    g_assert_cmpint (a.age_ns, ==, b.age_ns);
    g_assert_cmpint (a.validity, ==, b.validity);
  }
}

/* An hour at 1 kHz is kept within the budget, the newest ten minutes whole. */
static void
test_forget (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  TlmHistory history = { 60 * TLM_SECOND, 1000 };
  enum { BLOCK = 1000 };
  gint64 times[BLOCK];
  double values[BLOCK];
  const TlmTrack *track;
  gsize most = 0;

  for (int second = 0; second < 3600; second++) {
    g_autoptr (TlmLog) log = NULL;
    for (int i = 0; i < BLOCK; i++) {
      times[i] = (second * (gint64) BLOCK + i) * (TLM_SECOND / BLOCK);
      values[i] = second;
    }
    log = piece (times, values, BLOCK);
    g_assert_true (tlm_timeline_extend (timeline, log, NULL, NULL));
    tlm_timeline_forget (timeline, &history);
    track = tlm_timeline_track (timeline, 0, TLM_CHANNEL_ALTITUDE);
    most = MAX (most, tlm_series_length (track->series));
  }
  g_test_message ("at most %" G_GSIZE_FORMAT " samples", most);
  g_assert_cmpuint (most, <=, 60000 + 60000 / 16 + 3000);
  g_assert_cmpint (tlm_series_median_step (track->series), ==, TLM_SECOND / BLOCK);
  g_assert_cmpfloat (tlm_timeline_value (timeline, 0, TLM_CHANNEL_ALTITUDE, 3570 * TLM_SECOND).value, ==, 3570);
  g_assert_cmpint (tlm_series_time (track->series, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline-live/equals-file", test_live_equals_file);
  g_test_add_func ("/timeline-live/forget", test_forget);
  return g_test_run ();
}
