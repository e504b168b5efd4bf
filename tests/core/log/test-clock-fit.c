/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/clock-fit.h"

#include <math.h>

#include "core/decode/registry.h"
#include "shared-data.h"

#define MS (TLM_SECOND / 1000)
#define START ((G_GINT64_CONSTANT (1633424102) + 37) * TLM_SECOND)
#define N 3000

/* Clocks of a known drift: the instant at media time m is START + m × (1 + ppm);
 * 10 pairs a second over 300 s. */
static void
make (TlmClockPair *pairs, double ppm, TlmDuration noise_ns)
{
  for (gsize i = 0; i < N; i++) {
    gint64 media = 5 * TLM_SECOND + (gint64) i * 100 * MS;
    pairs[i].media_ns = media;
    pairs[i].instant = START + media + llround ((double) media * ppm * 1e-6) +
        (noise_ns > 0 ? g_test_rand_int_range (-(gint32) noise_ns, (gint32) noise_ns + 1) : 0);
  }
}

static void
test_exact (void)
{
  static const double drifts[] = { 0, 50, -50, 1234.5, 0.02, -1e5 };

  for (guint i = 0; i < G_N_ELEMENTS (drifts); i++) {
    g_autofree TlmClockPair *pairs = g_new (TlmClockPair, N);
    TlmClockFit fit;
    make (pairs, drifts[i], 0);
    g_assert_true (tlm_clock_fit (pairs, N, 0, &fit));
    g_assert_cmpuint (fit.n, ==, N);
    g_assert_cmpuint (fit.n_outliers, ==, 0);
    /* Half a nanosecond of rounding over 300 s. */
    g_assert_cmpfloat_with_epsilon (fit.drift_ppm, drifts[i], 1e-5);
    g_assert_cmpint (fit.first_ns, ==, pairs[0].media_ns);
    g_assert_cmpint (fit.last_ns, ==, pairs[N - 1].media_ns);
    g_assert_cmpint (ABS (tlm_clock_fit_at (&fit, 0) - START), <=, 2);
    g_assert_cmpint (ABS (tlm_clock_fit_at (&fit, pairs[N - 1].media_ns) - pairs[N - 1].instant), <=, 2);
    g_assert_cmpint (tlm_clock_fit_has_drift (&fit), ==, drifts[i] != 0);
  }
}

/* The clock is set after a third of it, or twice: the line is that of the rest. */
static void
test_steps (void)
{
  static const gint64 steps[] = { 3600, -3600, 5, -30 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree TlmClockPair *pairs = g_new (TlmClockPair, N);
    TlmClockFit fit;
    make (pairs, 20, 0);
    for (gsize k = 0; k < N; k++)
      pairs[k].instant += k >= N / 3 ? steps[i] * TLM_SECOND : 0;
    g_assert_true (tlm_clock_fit (pairs, N, 0, &fit));
    g_assert_cmpuint (fit.n_steps, ==, 1);
    g_assert_cmpint (fit.step_media_ns, ==, pairs[N / 3].media_ns);
    g_assert_cmpint (ABS (fit.step_ns - steps[i] * TLM_SECOND), <=, 10 * MS);
    g_assert_cmpuint (fit.n, ==, N);
    g_assert_cmpuint (fit.n_outliers, ==, N / 3);
    g_assert_cmpfloat_with_epsilon (fit.drift_ppm, 20, 1e-4);
    g_assert_cmpint (ABS (tlm_clock_fit_at (&fit, pairs[N - 1].media_ns) - pairs[N - 1].instant),
        <=, 2);
  }
}

/* A uniform noise of 5 ms: standard deviation 5/√3 ms, error of the drift
 * σ / (√N × span / √12), which is 0.61 ppm. */
static void
test_noise (void)
{
  g_autofree TlmClockPair *pairs = g_new (TlmClockPair, N);
  TlmClockFit fit;

  make (pairs, 20, 5 * MS);
  g_assert_true (tlm_clock_fit (pairs, N, 0, &fit));
  g_assert_cmpfloat_with_epsilon (fit.noise_ns, 5e6 / sqrt (3), 2e5);
  g_assert_cmpfloat_with_epsilon (fit.drift_error_ppm, 0.61, 0.06);
  g_assert_cmpfloat_with_epsilon (fit.drift_ppm, 20, 5 * 0.61);
  g_assert_true (tlm_clock_fit_has_drift (&fit));
  make (pairs, 0.1, 5 * MS);
  g_assert_true (tlm_clock_fit (pairs, N, 0, &fit));
  g_assert_cmpfloat_with_epsilon (fit.drift_ppm, 0.1, 5 * 0.61);
}

/* A quarter of the pairs is wrong by hours, all at the beginning: a receiver that
 * has not found its time. */
static void
test_outliers (void)
{
  g_autofree TlmClockPair *pairs = g_new (TlmClockPair, N);
  TlmClockFit fit;

  make (pairs, -12.5, MS / 10);
  for (gsize i = 0; i < N / 4; i++)
    pairs[i].instant -= 3600 * TLM_SECOND;
  g_assert_true (tlm_clock_fit (pairs, N, 0, &fit));
  g_assert_cmpuint (fit.n_outliers, ==, N / 4);
  /* Its error by the formula of the test above, with three quarters of the span. */
  g_assert_cmpfloat_with_epsilon (fit.drift_ppm, -12.5, 5 * 0.0188);
  g_assert_cmpint (fit.first_ns, ==, pairs[N / 4].media_ns);
}

/* Instants in steps of 55 ms: what they seem to drift in 9 s is no drift. */
static void
test_resolution (void)
{
  TlmClockPair pairs[10];
  TlmClockFit fit;

  for (gsize i = 0; i < 10; i++)
    pairs[i] = (TlmClockPair) { (gint64) i * 1001 * MS, START + (gint64) i * 990 * MS + (i > 7) * 55 * MS };
  g_assert_true (tlm_clock_fit (pairs, 10, 55 * MS, &fit));
  g_assert_cmpuint (fit.n_outliers, ==, 0);
  g_assert_false (tlm_clock_fit_has_drift (&fit));
  g_assert_cmpfloat (fit.drift_error_ppm, >=, 1e6 * 0.0275 / 9.009);
}

static void
test_too_little (void)
{
  TlmClockPair pairs[] = { { 0, START }, { 1, START + 1 }, { 2, START + 2 } };
  TlmClockPair still[] = { { 7, START }, { 7, START + 1 }, { 7, START + 2 } };
  TlmClockPair far[] = { { 0, G_MININT64 + 1 }, { 1, G_MAXINT64 }, { 2, 0 } };
  TlmClockFit fit = { 99 };

  g_assert_false (tlm_clock_fit (NULL, 0, 0, &fit));
  g_assert_false (tlm_clock_fit (pairs, 2, 0, &fit));
  g_assert_false (tlm_clock_fit (still, 3, 0, &fit));
  g_assert_false (tlm_clock_fit (far, 3, 0, &fit));
  g_assert_cmpuint (fit.n, ==, 99);
  g_assert_true (tlm_clock_fit (pairs, 3, 0, &fit));
  g_assert_cmpint (tlm_clock_fit_at (&fit, G_MAXINT64), ==, TLM_TIME_NONE);
}

/* Of very many pairs some stand, spread over all. */
static void
test_log (void)
{
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  const TlmClockPair *pairs;

  for (gint64 i = 0; i < 100000; i++)
    tlm_log_add_pair (log, i, START + i, 5);
  g_assert_cmpuint (log->n_pairs, ==, 100000);
  g_assert_cmpuint (log->pairs->len, ==, 6250);   /* each sixteenth */
  pairs = (const TlmClockPair *) log->pairs->data;
  for (guint i = 0; i < log->pairs->len; i++)
    g_assert_cmpint (pairs[i].media_ns, ==, 16 * (gint64) i);
  g_assert_cmpint (log->pair_resolution_ns, ==, 5);
}

static gboolean
fit_file (const char *name, TlmClockFit *fit, gsize *n)
{
  g_autofree char *path = shared_data_path (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL;

  if (!path)
    return FALSE;
  log = tlm_decode_file (path, &(TlmDecodeOptions) { 0 }, &error);
  g_assert_no_error (error);
  *n = log->pairs->len;
  g_assert_true (tlm_clock_fit ((const TlmClockPair *) log->pairs->data, log->pairs->len,
          log->pair_resolution_ns, fit));
  return TRUE;
}

/* Its KLV has PTS 33.367 ms apart, and stamps in whole 30 and 40 ms. The first
 * PTS, 2.4 s, is 1.7 s after the first program clock reference, 0.7 s. */
static void
test_klv (void)
{
  TlmClockFit fit;
  gsize n;

  if (!fit_file ("klv/aphill_klv_10s.ts", &fit, &n))
    return;
  g_assert_cmpuint (n, ==, 300);
  g_assert_cmpint (fit.first_ns, ==, 1700 * MS);
  g_assert_false (tlm_clock_fit_has_drift (&fit));
  g_assert_cmpfloat (fit.noise_ns, <, 10e6);
}

/* Its KLV has no PTS: the program clock stands for it, one reference a frame of
 * 33.333 ms, as far apart as its stamps are. */
static void
test_klv_asynchronous (void)
{
  TlmClockFit fit;
  gsize n;

  if (!fit_file ("klv/h264_klv.ts", &fit, &n))
    return;
  g_assert_cmpuint (n, ==, 29);
  g_assert_cmpfloat_with_epsilon (fit.drift_ppm, 0, 12);
}

/* The first of its eleven GPSU is off by more than a second; the others are in
 * steps of 55 ms. */
static void
test_gpmf (void)
{
  TlmClockFit fit;
  gsize n;

  if (!fit_file ("gpmf/max-heromode.mp4", &fit, &n))
    return;
  g_assert_cmpuint (n, ==, 11);
  g_assert_cmpuint (fit.n_outliers, ==, 1);
  g_assert_false (tlm_clock_fit_has_drift (&fit));
  g_assert_cmpfloat (fit.noise_ns, <, 30e6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-fit/exact", test_exact);
  g_test_add_func ("/clock-fit/steps", test_steps);
  g_test_add_func ("/clock-fit/noise", test_noise);
  g_test_add_func ("/clock-fit/outliers", test_outliers);
  g_test_add_func ("/clock-fit/resolution", test_resolution);
  g_test_add_func ("/clock-fit/too-little", test_too_little);
  g_test_add_func ("/clock-fit/log", test_log);
  if (shared_data_there ("/clock-fit/third-party")) {
    g_test_add_func ("/clock-fit/klv", test_klv);
    g_test_add_func ("/clock-fit/klv-asynchronous", test_klv_asynchronous);
    g_test_add_func ("/clock-fit/gpmf", test_gpmf);
  }
  return g_test_run ();
}
