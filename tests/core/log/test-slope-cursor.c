/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A cursor that has been elsewhere says what a new one says. */
#include <math.h>
#include <string.h>

#include "core/log/slope-memory.h"

#define N 4000

/* A climb by 100 m, a wait, a fall with noise, wrong digits and a gap. */
static double
height (guint i)
{
  static const guint8 noise[] = { 7, 1, 4, 9, 0, 3, 8, 2, 6, 5, 5, 1 };
  double t = i / 30.0;

  if (i % 371 == 100)
    return 5e4;
  if (i < 1500)
    return 100 * floor (3 * t * t / 100);
  if (i < 2500)
    return 7500;
  return 7500 - 4 * (t - 83.3) * (t - 83.3) + noise[i % G_N_ELEMENTS (noise)];
}

static gint64
time_of (guint i)
{
  return i * (TLM_SECOND / 30) + (i > 3000 ? 20 * TLM_SECOND : 0);
}

static TlmSeries *
flight (guint n)
{
  TlmSeries *series = tlm_series_new ();

  for (guint i = 0; i < n; i++)
    tlm_series_append (series, time_of (i), height (i));
  tlm_series_seal (series);
  return series;
}

static void
check (TlmSlopeCursor *cursor, const TlmSeries *series, gint64 time_ns, gboolean is_angle)
{
  TlmSlope want = { NAN, NAN }, got = { NAN, NAN };

  g_assert_cmpint (tlm_slope_cursor_at (cursor, series, time_ns, is_angle, &got), ==,
      tlm_slope_at (series, time_ns, is_angle, &want));
  g_assert_cmpint (memcmp (&got, &want, sizeof want), ==, 0);
}

static void
test_onward_and_back (void)
{
  g_autoptr (TlmSeries) series = flight (N);
  g_autoptr (TlmSlopeCursor) cursor = tlm_slope_cursor_new ();
  const gint64 end = time_of (N);

  for (gint64 t = -TLM_SECOND; t < end; t += TLM_SECOND / 61)
    check (cursor, series, t, FALSE);
  for (gint64 t = end; t > -TLM_SECOND; t -= TLM_SECOND / 47)
    check (cursor, series, t, FALSE);
  for (guint i = 0; i < N; i++)
    check (cursor, series, time_of (i), FALSE);
}

static void
test_at_random (void)
{
  g_autoptr (TlmSeries) series = flight (N);
  g_autoptr (TlmSlopeCursor) cursor = tlm_slope_cursor_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 3000; i++)
    check (cursor, series, (gint64) (g_rand_double (random) * (double) time_of (N)), i % 5 == 0);
}

/* A live series grows, samples come late, are dropped, let in again and moved, breaks are
 * said; and another series stands where one was. */
static void
test_changes (void)
{
  g_autoptr (TlmSlopeCursor) cursor = tlm_slope_cursor_new ();
  g_autoptr (TlmSeries) series = tlm_series_new ();
  const gsize aside = 1205;

  for (guint i = 0; i < 2000; i++) {
    guint which = i % 4 == 2 ? i + 1 : i % 4 == 3 ? i - 1 : i;
    tlm_series_append (series, time_of (which), height (which));
    tlm_series_seal (series);
    check (cursor, series, time_of (i) - TLM_SECOND, FALSE);
    check (cursor, series, time_of (i), FALSE);
  }
  tlm_series_set_aside (series, &aside, 1);
  check (cursor, series, time_of (1205), FALSE);
  tlm_series_readmit (series, 0);
  check (cursor, series, time_of (1205), FALSE);
  tlm_series_add_break (series, time_of (1200));
  check (cursor, series, time_of (1205), FALSE);
  tlm_series_shift (series, TLM_SECOND);
  check (cursor, series, time_of (1205), FALSE);
  tlm_series_thin (series, time_of (1800), TLM_SECOND / 5);
  check (cursor, series, time_of (1205), FALSE);
  for (guint i = 0; i < 20; i++) {
    g_autoptr (TlmSeries) other = flight (200 + i);
    check (cursor, other, time_of (199), FALSE);
  }
}

/* More series than are remembered, by turns. */
static void
test_memory (void)
{
  g_autoptr (TlmSlopeMemory) memory = tlm_slope_memory_new ();
  TlmSeries *series[20];

  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    series[i] = flight (300 + i);
  for (guint k = 0; k < 100; k++)
    for (guint i = 0; i < G_N_ELEMENTS (series); i += 1 + k % 3) {
      TlmSlope want = { NAN, NAN }, got = want;
      gint64 t = TLM_SECOND + k * (TLM_SECOND / 10);
      g_assert_cmpint (tlm_slope_memory_at (memory, series[i], t, FALSE, &got), ==,
          tlm_slope_memory_at (NULL, series[i], t, FALSE, &want));
      g_assert_cmpint (memcmp (&got, &want, sizeof want), ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    tlm_series_free (series[i]);
}

/* A flight as a log may have it: printed to STEP, with noise of as many steps. */
typedef struct {
  double step, noise, rate_hz;
  double printed;              /* the print's own step; 0: exact */
} Kind;

/* A climb, a wait, an unsteady fall and a rest, with a wrong digit now and then. */
static double
motion (double t)
{
  if (t < 40)
    return 4 * t * t;
  if (t < 55)
    return 6400;
  return t < 100 ? 6400 - 3 * (t - 55) * (t - 55) + 40 * sin (t / 3) : 400;
}

static double
rounded (double value, double step)
{
  return step > 0 ? step * round (value / step) : value;
}

/* A hole of 15 s in it, and a break that the source says. */
static TlmSeries *
log_of_kind (const Kind *kind, GRand *random)
{
  TlmSeries *series = tlm_series_new ();

  for (guint i = 0; i < 120 * kind->rate_hz; i++) {
    double t = i / kind->rate_hz, value;
    if (t > 70 && t < 85)
      continue;
    value = motion (t) + kind->noise * kind->step * g_rand_double_range (random, -1, 1);
    value = rounded (rounded (value, kind->step), kind->printed);
    tlm_series_append (series, llround (t * 1e9), i % 397 == 200 ? 10 * value + 500 : value);
  }
  tlm_series_add_break (series, 30 * TLM_SECOND);
  tlm_series_seal (series);
  return series;
}

/* What is kept of runs, edges and windows against all of it found anew, on logs of many kinds:
 * as a film asks, and to and fro. */
static void
test_kinds (void)
{
  static const Kind kinds[] = {
    { 0, 0, 30, 0 }, { 0.01, 1, 30, 0 }, { 1 / 3.6, 0, 30, 0.001 }, { 1 / 3.6, 2, 30, 0.001 },
    { 1, 0.4, 10, 0 }, { 10, 0, 30, 0 }, { 10, 0.2, 50, 0 }, { 100, 0, 30, 0 },
    { 100, 0.6, 30, 0 }, { 100, 0, 4, 0 }, { 30.48, 0.1, 30, 0.1 }, { 1000, 0.01, 100, 0 },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (TlmSeries) series = log_of_kind (&kinds[i], random);
    g_autoptr (TlmSlopeCursor) cursor = tlm_slope_cursor_new ();
    for (gint64 t = 0; t < 121 * TLM_SECOND; t += TLM_SECOND / 60)
      check (cursor, series, t, FALSE);
    for (guint k = 0; k < 500; k++) {
      gint64 t = (gint64) (g_rand_double (random) * 120e9);
      for (guint next = 0; next < 4; next++)
        check (cursor, series, t + ((gint64) next - 1) * (TLM_SECOND / 25), k % 7 == 0);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slope-cursor/onward-and-back", test_onward_and_back);
  g_test_add_func ("/slope-cursor/at-random", test_at_random);
  g_test_add_func ("/slope-cursor/changes", test_changes);
  g_test_add_func ("/slope-cursor/memory", test_memory);
  g_test_add_func ("/slope-cursor/kinds", test_kinds);
  return g_test_run ();
}
