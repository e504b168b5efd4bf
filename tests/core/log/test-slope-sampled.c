/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Motions in closed form, sampled seldom and often, rounded finely and coarsely: of the slopes
 * that are shown at most one in a hundred is more than three of its errors off. */
#include <math.h>

#include "core/log/slope.h"

#define G 9.80665

typedef struct {
  double height_m, speed_m_s;
} State;

/* Without a force but weight, T after FROM. */
static State
fall (State from, double t)
{
  State state = { from.height_m + from.speed_m_s * t - G * t * t / 2, from.speed_m_s - G * t };

  return state.height_m > 0 ? state : (State) { 0, 0 };
}

/* 150 s of an acceleration that grows, after 30 s on the pad; then it coasts. */
static State
booster (double t)
{
  double flown = fmin (t - 30, 150);
  State burnt = { 2 * flown * flown + 0.17 / 6 * flown * flown * flown,
    4 * flown + 0.17 / 2 * flown * flown };

  if (flown < 0)
    return (State) { 0, 0 };
  return t < 180 ? burnt : fall (burnt, t - 180);
}

/* To 250 km in 500 s, where it is level. */
static State
launcher (double t)
{
  double flown = CLAMP (t - 20, 0, 500), w = 2 * G_PI / 500;

  return (State) { 500 * (flown - sin (w * flown) / w), 500 * (1 - cos (w * flown)) };
}

/* 30 m/s^2 for 4 s after 40 s on the pad. */
static State
model (double t)
{
  double flown = CLAMP (t - 40, 0, 4);
  State burnt = { 15 * flown * flown, 30 * flown };

  return t < 44 ? burnt : fall (burnt, t - 44);
}

/* 45 m/s^2 for 40 s after 10 s. */
static State
sounding (double t)
{
  double flown = CLAMP (t - 10, 0, 40);
  State burnt = { 22.5 * flown * flown, 45 * flown };

  return t < 50 ? burnt : fall (burnt, t - 50);
}

/* Falls for 10 s from 3 km, then a parachute slows it to 8 m/s. */
static State
parachute (double t)
{
  State open = fall ((State) { 3000, 0 }, CLAMP (t - 5, 0, 10));
  double since = t - 15, rest = exp (-since / 1.5), over = open.speed_m_s + 8;
  State state = { open.height_m - 8 * since + over * 1.5 * (1 - rest), -8 + over * rest };

  if (since < 0)
    return open;
  return state.height_m > 0 ? state : (State) { 0, 0 };
}

/* Up at 5 m/s to 7.5 km, where it bursts and falls to 30 m/s. */
static State
balloon (double t)
{
  double risen = CLAMP (t - 20, 0, 1500), since = t - 1520;
  State state = { 7500 - 900 / G * log (cosh (G * since / 30)), -30 * tanh (G * since / 30) };

  if (since < 0)
    return (State) { 5 * risen, t < 20 ? 0 : 5 };
  return state.height_m > 0 ? state : (State) { 0, 0 };
}

/* 380 to 420 km high, once in 5500 s. */
static State
orbit (double t)
{
  double w = 2 * G_PI / 5500;

  return (State) { 400e3 + 20e3 * sin (w * t), 20e3 * w * cos (w * t) };
}

static const struct {
  const char *name;
  State (*at) (double t);
  double lasts_s;
} motions[] = {
  { .name = "booster", .at = booster, .lasts_s = 520 },
  { .name = "launcher", .at = launcher, .lasts_s = 560 },
  { .name = "model", .at = model, .lasts_s = 75 },
  { .name = "sounding", .at = sounding, .lasts_s = 430 },
  { .name = "parachute", .at = parachute, .lasts_s = 260 },
  { .name = "balloon", .at = balloon, .lasts_s = 1800 },
  { .name = "orbit", .at = orbit, .lasts_s = 2000 },
};

static const double rates_hz[] = { 0.2, 1, 5, 30 };
static const double quanta_m[] = { 0, 1, 10, 100, 1000 };

typedef struct {
  State (*at) (double t);
  double lasts_s, rate_hz, quantum_m;
  const char *name;
} Kind;

/* From a part of a step after 0, above a part of a quantum, rounded down or to the nearest. */
static TlmSeries *
sample (const Kind *kind, GRand *random, gboolean is_cut)
{
  TlmSeries *series = tlm_series_new ();
  double raised = kind->quantum_m * g_rand_double (random);

  for (double t = g_rand_double (random) / kind->rate_hz; t < kind->lasts_s;
      t += 1 / kind->rate_hz) {
    double height = kind->at (t).height_m, counts = (height + raised) / kind->quantum_m;
    if (kind->quantum_m > 0)
      height = kind->quantum_m * (is_cut ? floor (counts) : round (counts));
    tlm_series_append (series, llround (t * 1e9), height);
  }
  tlm_series_seal (series);
  return series;
}

typedef struct {
  guint asked, shown, off;
  double worst;
} Count;

static void
count_slope (const Kind *kind, const TlmSeries *series, double t, Count *count)
{
  double truth = kind->at (t).speed_m_s, ratio;
  TlmSlope slope;

  count->asked++;
  if (!tlm_slope_at (series, llround (t * 1e9), FALSE, &slope) ||
      slope.error_per_s > fmax (5, 0.05 * fabs (slope.per_s)))
    return;
  count->shown++;
  ratio = fabs (slope.per_s - truth) / fmax (slope.error_per_s, 1e-3);
  count->off += ratio > 3;
  count->worst = fmax (count->worst, ratio);
  if (ratio > 3)
    g_test_message ("T+%.2f: %.3f m/s, error %.3f, is %.3f", t, slope.per_s, slope.error_per_s,
        truth);
}

/* A log that never changes is taken for one of a vehicle that rests: nothing tells what it was
 * rounded to. */
static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  Count count = { 0 };

  for (guint i = 0; i < 8; i++) {
    g_autoptr (TlmSeries) series = sample (kind, random, i % 2);
    gsize last = tlm_series_length (series) - 1;
    double least, most, end = (double) tlm_series_time (series, last) / 1e9;
    if (!tlm_series_range (series, &least, &most) || least == most)
      continue;
    for (guint k = 0; k < 300; k++) {
      double t = (k + g_rand_double (random)) * kind->lasts_s / 300;
      if (t >= (double) tlm_series_time (series, 0) / 1e9 && t <= end)
        count_slope (kind, series, t, &count);
    }
  }
  g_test_message ("result %.1f %% shown, %.2f %% of that more than three errors off, worst %.1f",
      100.0 * count.shown / count.asked, 100.0 * count.off / MAX (count.shown, 1), count.worst);
  g_assert_cmpfloat (count.off, <=, 0.01 * count.shown);
}

static void
free_kind (gpointer data)
{
  g_free (data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (motions); i++)
    for (guint r = 0; r < G_N_ELEMENTS (rates_hz); r++)
      for (guint q = 0; q < G_N_ELEMENTS (quanta_m); q++) {
        g_autofree char *name = g_strdup_printf ("/slope-sampled/%s at %g Hz by %g m",
            motions[i].name, rates_hz[r], quanta_m[q]);
        Kind *kind = g_new (Kind, 1);
        *kind = (Kind) { motions[i].at, motions[i].lasts_s, rates_hz[r], quanta_m[q],
          motions[i].name };
        g_test_add_data_func_full (name, kind, test_kind, free_kind);
      }
  return g_test_run ();
}
