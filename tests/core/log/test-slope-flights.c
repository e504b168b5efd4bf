/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Slopes of simulated flights whose velocity is known: how far what is shown is off,
 * by its own error, and how much is shown. */
#include <math.h>

#include "core/log/slope.h"

#define STEP_S 0.001
#define G 9.80665

/* Upward acceleration, m/s^2, at T seconds, a height and an upward speed. */
typedef double Forces (double t, double height, double speed);

static double
density (double height)
{
  return exp (-fmax (height, 0) / 7500);
}

/* From 0 to 1 over SPAN seconds after BEGIN. */
static double
ramp (double t, double begin, double span)
{
  return CLAMP ((t - begin) / span, 0, 1);
}

/* A booster: waits 30 s, throttles at maximum dynamic pressure, coasts to apogee,
 * enters with a burn, lands on another. */
static double
booster (double t, double height, double speed)
{
  double flown = t - 30;

  if (flown < 0)
    return 0;
  if (flown < 150)
    return 12 + flown * flown * 9e-4 - (flown > 60 && flown < 80 ? 2 : 0) - G
        - 1.5e-5 * density (height) * speed * speed;
  if (speed < -600 && height > 40e3 && height < 60e3)
    return 25 - G;
  if (speed < 0 && height < 3500)
    return speed * speed / (2 * fmax (height, 0.1));
  return -G - 1.5e-3 * density (height) * speed * fabs (speed);
}

/* Two stages to orbit: the climb ends. */
static double
launcher (double t, double height, double speed)
{
  double flown = t - 10;

  if (flown < 0)
    return 0;
  if (flown < 140)
    return 3 + 0.13 * flown - 6e-4 * flown * flown - (flown > 55 && flown < 75 ? 1.5 : 0);
  return flown < 148 ? -8 : -0.02 * speed - 2e-6 * (height - 200e3);
}

/* 30 m/s^2 for 4 s after 40 s on the pad, a drogue at apogee, a main at 200 m. */
static double
model (double t, double height, double speed)
{
  static double open_since;
  double flown = t - 40, drag = 2e-4;

  if (flown < 0)
    open_since = INFINITY;
  if (flown < 4)
    return flown < 0 ? 0 : 30;
  if (speed < 0 && height < 200)
    open_since = fmin (open_since, t);
  if (speed < 0)
    drag = 0.02 * ramp (-speed, 0, 10) + 0.25 * ramp (t, open_since, 3);
  return -G - drag * speed * fabs (speed);
}

/* A sounding rocket: 60 s of thrust, 150 km, air again, parachutes. */
static double
sounding (double t, double height, double speed)
{
  static double open_since;
  double flown = t - 20;

  if (flown < 0)
    open_since = INFINITY;
  if (flown < 0)
    return 0;
  if (flown < 40)
    return 45 + 0.3 * flown - G - 3e-5 * density (height) * speed * fabs (speed);
  if (speed < 0 && height < 5000)
    open_since = fmin (open_since, t);
  return -G - (1.5e-3 + 0.08 * ramp (t, open_since, 8)) * density (height) * speed * fabs (speed);
}

typedef struct {
  guint n;
  double *height, *speed;      /* every STEP_S */
} Flight;

/* By Heun's method, which has the speed to 1e-6 of what these forces make of it. */
static Flight
fly (Forces *forces, double lasts_s)
{
  Flight flight = { (guint) (lasts_s / STEP_S), NULL, NULL };
  double height = 0, speed = 0;

  flight.height = g_new (double, flight.n);
  flight.speed = g_new (double, flight.n);
  for (guint i = 0; i < flight.n; i++) {
    double a = forces (i * STEP_S, height, speed), next = speed + a * STEP_S;
    flight.height[i] = height;
    flight.speed[i] = speed;
    height += (speed + next) / 2 * STEP_S;
    speed = next;
    if (height <= 0)
      height = speed = 0;
  }
  return flight;
}

typedef struct {
  const char *name;
  Forces *forces;
  double lasts_s;
  double rate_hz;
  double quantum;              /* m; 0: not rounded */
  double upper_quantum;        /* above 100 km; 0: the same */
  double noise;                /* m, standard deviation */
  double shown;                /* least part of the instants, of those flown */
} Kind;

static const Kind kinds[] = {
  { .name = "booster at 100 Hz", .forces = booster, .lasts_s = 520, .rate_hz = 100, .shown = 0.99 },
  { .name = "booster at 30 Hz by 100 m", .forces = booster, .lasts_s = 520, .rate_hz = 30,
    .quantum = 100, .shown = 0.95 },
  { .name = "booster at 30 Hz by 100 m and 1 km", .forces = booster, .lasts_s = 520,
    .rate_hz = 30, .quantum = 100, .upper_quantum = 1000, .shown = 0.95 },
  { .name = "booster at 30 Hz by 1 km", .forces = booster, .lasts_s = 520, .rate_hz = 30,
    .quantum = 1000, .shown = 0.8 },
  { .name = "booster at 1 Hz by 100 m", .forces = booster, .lasts_s = 520, .rate_hz = 1,
    .quantum = 100, .shown = 0.9 },
  { .name = "booster at 5 Hz with noise", .forces = booster, .lasts_s = 520, .rate_hz = 5,
    .quantum = 0.01, .noise = 3, .shown = 0.95 },
  { .name = "launcher at 100 Hz by 0.01 m", .forces = launcher, .lasts_s = 540, .rate_hz = 100,
    .quantum = 0.01, .shown = 0.99 },
  { .name = "launcher at 30 Hz by 100 m", .forces = launcher, .lasts_s = 540, .rate_hz = 30,
    .quantum = 100, .shown = 0.9 },
  { .name = "launcher at 10 Hz by 1 m with noise", .forces = launcher, .lasts_s = 540,
    .rate_hz = 10, .quantum = 1, .noise = 2, .shown = 0.95 },
  { .name = "launcher at 0.2 Hz", .forces = launcher, .lasts_s = 540, .rate_hz = 0.2,
    .shown = 0.9 },
  { .name = "model at 100 Hz", .forces = model, .lasts_s = 130, .rate_hz = 100, .shown = 0.99 },
  { .name = "model at 30 Hz by 1 m", .forces = model, .lasts_s = 130, .rate_hz = 30, .quantum = 1,
    .shown = 0.95 },
  { .name = "model at 5 Hz by 0.01 m", .forces = model, .lasts_s = 130, .rate_hz = 5,
    .quantum = 0.01, .shown = 0.95 },
  { .name = "model at 100 Hz with noise", .forces = model, .lasts_s = 130, .rate_hz = 100,
    .quantum = 0.01, .noise = 0.5, .shown = 0.95 },
  { .name = "sounding rocket at 10 Hz by 1 m", .forces = sounding, .lasts_s = 700, .rate_hz = 10,
    .quantum = 1, .shown = 0.95 },
  { .name = "sounding rocket at 5 Hz by 100 m", .forces = sounding, .lasts_s = 700, .rate_hz = 5,
    .quantum = 100, .shown = 0.85 },
  { .name = "sounding rocket at 1 Hz", .forces = sounding, .lasts_s = 700, .rate_hz = 1,
    .shown = 0.95 },
};

static double
gauss (GRand *random)
{
  return sqrt (-2 * log (g_rand_double_range (random, 1e-12, 1))) *
      cos (2 * G_PI * g_rand_double (random));
}

static TlmSeries *
sample (const Kind *kind, const Flight *flight)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  TlmSeries *series = tlm_series_new ();

  for (double t = 0; t < kind->lasts_s; t += 1 / kind->rate_hz) {
    guint i = (guint) lround (t / STEP_S);
    double quantum = kind->quantum, height;
    if (i >= flight->n)
      break;
    height = flight->height[i] + kind->noise * gauss (random);
    if (height > 100e3 && kind->upper_quantum > 0)
      quantum = kind->upper_quantum;
    tlm_series_append (series, llround (i * STEP_S * 1e9),
        quantum > 0 ? quantum * round (height / quantum) : height);
  }
  tlm_series_seal (series);
  return series;
}

/* Of what is shown, 99 % within three of its errors and all within ten. */
static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  Flight flight = fly (kind->forces, kind->lasts_s);
  g_autoptr (TlmSeries) series = sample (kind, &flight);
  guint asked = 0, shown = 0, off = 0;
  double worst = 0;

  for (double t = 1.013; t < kind->lasts_s - 5; t += kind->lasts_s / 2500) {
    double truth = flight.speed[(guint) (t / STEP_S)], ratio;
    TlmSlope slope;
    asked++;
    if (!tlm_slope_at (series, llround (t * 1e9), FALSE, &slope) ||
        slope.error_per_s > fmax (5, 0.05 * fabs (slope.per_s)))
      continue;
    shown++;
    ratio = fabs (slope.per_s - truth) / fmax (slope.error_per_s, 1e-3);
    off += ratio > 3;
    worst = fmax (worst, ratio);
    if (ratio > 3)
      g_test_message ("T+%.2f: %.3f m/s, error %.3f, is %.3f", t, slope.per_s, slope.error_per_s,
          truth);
  }
  g_test_message ("%.1f %% shown, %.2f %% of that more than three errors off, worst %.1f",
      100.0 * shown / asked, 100.0 * off / shown, worst);
  g_assert_cmpfloat ((double) off, <=, 0.01 * shown);
  g_assert_cmpfloat (worst, <=, 10);
  g_assert_cmpfloat ((double) shown, >=, kind->shown * asked);
  g_free (flight.height);
  g_free (flight.speed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *name = g_strdup_printf ("/slope-flights/%s", kinds[i].name);
    g_test_add_data_func (name, &kinds[i], test_kind);
  }
  return g_test_run ();
}
