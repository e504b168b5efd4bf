/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Long waits before, between and after short flights: what is equal thousands of samples later
 * need not have been so between. */
#include <math.h>
#include <string.h>

#include "core/log/slope.h"

/* A hop of 20 s at 10 m/s² up and down again, from 0 to 0. */
static double
hop_m_s (double t)
{
  return t <= 0 || t >= 20 ? 0 : t < 10 ? 10 * t : 10 * (20 - t);
}

/* A wait of BEFORE samples, a flight, a rest of AFTER. */
typedef struct {
  guint rate_hz, before, after;
} Wait;

static const Wait waits[] = {
  { 5, 5000, 9000 }, { 10, 4095, 4096 }, { 10, 4096, 8000 }, { 20, 8191, 8200 }, { 50, 4097, 4500 },
  { 100, 6000, 6200 }, { 100, 40000, 100 }, { 100, 10, 40000 }, { 200, 4096, 12288 }, { 200, 12287, 4097 },
};

static void
test_hop (gconstpointer data)
{
  const Wait *row = data;
  const guint n = row->before + 20 * row->rate_hz + row->after;
  const double liftoff_s = (double) row->before / row->rate_hz, step_s = 1.0 / row->rate_hz;
  g_autoptr (TlmSeries) series = tlm_series_new ();
  g_autoptr (TlmSlopeCursor) cursor = tlm_slope_cursor_new (), backward = tlm_slope_cursor_new ();

  for (guint i = 0; i < n; i++)
    tlm_series_append (series, llround (i * step_s * 1e9), hop_m_s (i * step_s - liftoff_s));
  tlm_series_seal (series);
  for (guint i = 1; i < n; i++) {
    double t = i * step_s - liftoff_s, back = (n - i) * step_s - liftoff_s;
    TlmSlope slope = { NAN, NAN };
    g_assert_true (tlm_slope_cursor_at (cursor, series, llround (i * step_s * 1e9), FALSE, &slope));
    if ((t > 2 && t < 9) || (t > 11 && t < 18))
      g_assert_cmpfloat_with_epsilon (slope.per_s, t < 10 ? 10 : -10, 0.2);
    g_assert_true (tlm_slope_cursor_at (backward, series, llround ((n - i) * step_s * 1e9), FALSE, &slope));
    if ((back > 2 && back < 9) || (back > 11 && back < 18))
      g_assert_cmpfloat_with_epsilon (slope.per_s, back < 10 ? 10 : -10, 0.2);
  }
}

/* A value that stands tells less the shorter it was seen to stand: a gap in it ends that. */
static void
test_gap (void)
{
  for (guint kind = 0; kind < 2; kind++) {
    g_autoptr (TlmSeries) series = tlm_series_new ();
    TlmSlope slope;

    tlm_series_append (series, -TLM_SECOND / 10, 1000);
    for (guint i = 0; i < 20000; i++)
      tlm_series_append (series, i * (TLM_SECOND / 10) + (i >= 6000 ? (kind ? 1 : 100) * TLM_SECOND : 0), 0);
    tlm_series_append (series, 3000 * TLM_SECOND, 1000);
    if (kind)
      tlm_series_set_longest_gap (series, TLM_SECOND / 2);
    tlm_series_seal (series);
    /* 300 s after it came, which is not seen from behind the gap. */
    g_assert_true (tlm_slope_at (series, 300 * TLM_SECOND, FALSE, &slope));
    g_assert_cmpfloat_with_epsilon (slope.error_per_s, 1000 / 3.0 / 300, 0.01);
    g_assert_true (tlm_slope_at (series, 1000 * TLM_SECOND, FALSE, &slope));
    /* Between two gaps nothing is seen to begin it or to end it: it rests. */
    g_assert_cmpfloat (slope.error_per_s, ==, 0);
  }
}

static TlmSeries *
made_anew (const TlmSeries *series)
{
  TlmSeries *copy = tlm_series_new ();

  for (gsize i = 0; i < tlm_series_length (series); i++)
    tlm_series_append (copy, tlm_series_time (series, i), tlm_series_value (series, i));
  tlm_series_seal (copy);
  return copy;
}

/* A series that was changed in every way tells what one made anew of its samples does. */
static void
assert_as_anew (const TlmSeries *series, GRand *random)
{
  g_autoptr (TlmSeries) anew = made_anew (series);

  for (guint k = 0; k < 40; k++) {
    gint64 t = (gint64) (g_rand_double (random) * tlm_series_time (series, tlm_series_length (series) - 1));
    TlmSlope a = { NAN, NAN }, b = { NAN, NAN };
    g_assert_cmpint (tlm_slope_at (series, t, FALSE, &a), ==, tlm_slope_at (anew, t, FALSE, &b));
    g_assert_cmpint (memcmp (&a, &b, sizeof a), ==, 0);
  }
}

/* Some more of it: mostly rest, at times late, at times a single other value. */
static void
go_on (TlmSeries *series, guint *at, GRand *random)
{
  guint n = (guint) g_rand_int_range (random, 1, 6000);

  for (guint i = 0; i < n; i++, ++*at) {
    gint64 late = g_rand_int_range (random, 0, 900) == 0 ? g_rand_int_range (random, 0, 50) : 0;
    double value = g_rand_int_range (random, 0, 5000) == 0 ? 7 : 0;
    tlm_series_append (series, (*at - MIN (late, *at)) * (TLM_SECOND / 100) + (late ? 1 : 0), value);
  }
  tlm_series_seal (series);
}

static void
change (TlmSeries *series, GRand *random)
{
  gsize n = tlm_series_length (series), which[2];

  switch (g_rand_int_range (random, 0, 5)) {
    case 0:
      which[0] = (gsize) g_rand_int_range (random, 0, (gint32) n - 1);
      which[1] = which[0] + 1;
      tlm_series_set_aside (series, which, 2);
      break;
    case 1:
      tlm_series_readmit (series, 0);
      break;
    case 2:
      tlm_series_shift (series, 10 * TLM_SECOND);
      tlm_series_shift (series, -10 * TLM_SECOND);
      break;
    case 3:
      tlm_series_thin (series, tlm_series_time (series, n / 3), TLM_SECOND / 40);
      break;
    default:
      break;
  }
}

static void
test_changed (void)
{
  for (guint32 seed = 1; seed <= 12; seed++) {
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    g_autoptr (TlmSeries) series = tlm_series_new ();
    guint at = 0;

    for (guint i = 0; i < 12; i++) {
      go_on (series, &at, random);
      change (series, random);
      assert_as_anew (series, random);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++) {
    g_autofree char *path = g_strdup_printf ("/slope-rests/hop/%u", i);
    g_test_add_data_func (path, &waits[i], test_hop);
  }
  g_test_add_func ("/slope-rests/gap", test_gap);
  g_test_add_func ("/slope-rests/changed", test_changed);
  return g_test_run ();
}
