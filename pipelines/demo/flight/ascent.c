/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ascent.h"

#include "newton.h"

#define DEG (M_PI / 180.0)
#define SOLVE_STEP 0.25

/* Baikonur, pad 31. */
static const Geodetic pad = { 45.996 * DEG, 63.564 * DEG, 90.0 };

/* Sensed acceleration at the start of each stage in m/s^2 and when it burns, s. */
static const struct { double start, from, to; } stages[3] = {
  { 15.2, 0.0, 118.0 },
  { 11.4, 118.0, 285.0 },
  { 9.6, 285.0, ASCENT_CUTOFF },
};

/* An engine of constant thrust on a vehicle that gets lighter: 1 / (1 - k t), less the air's
 * resistance, which peaks at about T+64 s. */
static double
sensed (const Ascent *ascent, double t)
{
  int i = t < stages[0].to ? 0 : t < stages[1].to ? 1 : 2;
  double u = (t - stages[i].from) / (stages[i].to - stages[i].from);
  double thrust = stages[i].start / (1.0 - (1.0 - stages[i].start / ascent->burnout[i]) * u);
  double w = (t - 64.0) / 22.0;

  return thrust - 2.8 * exp (-w * w);
}

AscentPoint
ascent_start (const Ascent *ascent)
{
  return (AscentPoint) { pad, 0.0, ascent->azimuth };
}

typedef struct { double lat, lon, height, speed, azimuth; } Rate;

/* Flight along a great circle: only gravity and thrust along the path change the speed. */
static Rate
rate_at (const Ascent *ascent, AscentPoint p, double t)
{
  double angle = curve_at (&ascent->path_angle, t);
  double s = sin (p.place.lat), e2 = 1.0 - (EARTH_B * EARTH_B) / (EARTH_A * EARTH_A), q = 1.0 - e2 * s * s;
  double across = EARTH_A / sqrt (q) + p.place.height;
  double along = EARTH_A * (1.0 - e2) / (q * sqrt (q)) + p.place.height;
  double level = p.speed * cos (angle);
  double g = vec3_norm (earth_gravity (earth_fixed (p.place)));

  return (Rate) {
    .lat = level * cos (p.azimuth) / along,
    .lon = level * sin (p.azimuth) / (across * cos (p.place.lat)),
    .height = p.speed * sin (angle),
    .speed = sensed (ascent, t) - g * sin (angle),
    .azimuth = level * sin (p.azimuth) * tan (p.place.lat) / across,
  };
}

static AscentPoint
advance (AscentPoint p, Rate r, double dt)
{
  return (AscentPoint) {
    { p.place.lat + dt * r.lat, p.place.lon + dt * r.lon, p.place.height + dt * r.height },
    p.speed + dt * r.speed, p.azimuth + dt * r.azimuth,
  };
}

AscentPoint
ascent_step (const Ascent *ascent, AscentPoint point, double t, double dt)
{
  /* Rates are taken just inside the step, so that the drop at staging falls between two steps. */
  double late = t + dt * (1.0 - 1e-9);
  Rate a = rate_at (ascent, point, t);
  Rate b = rate_at (ascent, advance (point, a, 0.5 * dt), t + 0.5 * dt);
  Rate c = rate_at (ascent, advance (point, b, 0.5 * dt), t + 0.5 * dt);
  Rate d = rate_at (ascent, advance (point, c, dt), late);

  point = advance (point, a, dt / 6.0);
  point = advance (point, b, dt / 3.0);
  point = advance (point, c, dt / 3.0);
  return advance (point, d, dt / 6.0);
}

State
ascent_state (const Ascent *ascent, AscentPoint point, double t)
{
  Horizon h = earth_horizon (point.place);
  double angle = curve_at (&ascent->path_angle, t), level = point.speed * cos (angle);
  Vec3 vel = vec3_scale (level * sin (point.azimuth), h.east);

  vel = vec3_add (vel, level * cos (point.azimuth), h.north);
  vel = vec3_add (vel, point.speed * sin (angle), h.up);
  return (State) { earth_fixed (point.place), vel };
}

/* The unknowns: three burnout accelerations, a path angle within each stage, the azimuth. */
static Ascent
from_unknowns (const double *x)
{
  Knot knots[] = {
    { 0.0, 90.0 * DEG }, { 12.0, 90.0 * DEG }, { 55.0, x[3] }, { 118.0, 41.5 * DEG },
    { 190.0, x[4] }, { 285.0, 5.6 * DEG }, { 390.0, x[5] }, { ASCENT_CUTOFF, 0.04 * DEG },
  };

  return (Ascent) {
    .burnout = { x[0], x[1], x[2] },
    .path_angle = curve_new (knots, 8, 0.0, -1e-5),
    .azimuth = x[6],
  };
}

static double
semi_major_axis (State inertial)
{
  return 1.0 / (2.0 / vec3_norm (inertial.pos) - vec3_dot (inertial.vel, inertial.vel) / EARTH_GM);
}

static double
inclination (State inertial)
{
  Vec3 pole = vec3_unit (vec3_cross (inertial.pos, inertial.vel));

  return acos (pole.z);
}

static void
miss (const double *x, double *residual, const void *data)
{
  const double *unix_liftoff = data;
  Ascent ascent = from_unknowns (x);
  AscentPoint p = ascent_start (&ascent);

  for (int i = 0; i * SOLVE_STEP < ASCENT_CUTOFF; i++) {
    double t = i * SOLVE_STEP;
    if (t == 118.0) {
      residual[0] = (p.speed - 1500.0) / 1e3;
      residual[1] = (p.place.height - 50e3) / 1e5;
    } else if (t == 285.0) {
      residual[2] = (p.speed - 3740.0) / 1e3;
      residual[3] = (p.place.height - 169e3) / 1e5;
    }
    p = ascent_step (&ascent, p, t, SOLVE_STEP);
  }
  State end = earth_to_inertial (ascent_state (&ascent, p, ASCENT_CUTOFF),
      earth_sidereal (*unix_liftoff + ASCENT_CUTOFF));
  residual[4] = (p.place.height - 201e3) / 1e5;
  residual[5] = (semi_major_axis (end) - 6584e3) / 1e6;
  residual[6] = inclination (end) - 51.64 * DEG;
}

bool
ascent_solve (double unix_liftoff, Ascent *ascent)
{
  double x[] = { 31.0, 27.0, 25.0, 68.0 * DEG, 18.0 * DEG, 1.0 * DEG, 62.0 * DEG };
  static const double step[] = { 0.02, 0.02, 0.02, 1e-3, 1e-3, 1e-4, 1e-3 };

  if (!newton_solve (miss, &unix_liftoff, 7, step, x))
    return false;
  *ascent = from_unknowns (x);
  return true;
}
