/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rendezvous.h"

/* The station's geocentric radius in m: 415 km above the equator, 428 km at 51 degrees. */
#define STATION_RADIUS 6793e3
#define FAR_RANGE 97e3

/* Two burns of the main engine (2.95 kN on 7.0 t) make a Hohmann transfer: start and length in s. */
static const struct { double start, length; } burns[] = { { 3150.0, 137.0 }, { 5840.0, 104.0 } };
#define BURN_ACCELERATION 0.42

static Vec3
thrust (State s, double t)
{
  for (unsigned i = 0; i < sizeof burns / sizeof *burns; i++)
    if (t >= burns[i].start && t < burns[i].start + burns[i].length)
      return vec3_scale (BURN_ACCELERATION, vec3_unit (s.vel));
  return (Vec3) { 0.0, 0.0, 0.0 };
}

static State
step (State s, double dt, Vec3 push)
{
  State k[4], at = s, sum = s;
  static const double reach[] = { 0.5, 0.5, 1.0, 0.0 }, weight[] = { 1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6 };

  for (int i = 0; i < 4; i++) {
    k[i] = (State) { at.vel, vec3_add (earth_gravity (at.pos), 1.0, push) };
    at.pos = vec3_add (s.pos, reach[i] * dt, k[i].pos);
    at.vel = vec3_add (s.vel, reach[i] * dt, k[i].vel);
    sum.pos = vec3_add (sum.pos, weight[i] * dt, k[i].pos);
    sum.vel = vec3_add (sum.vel, weight[i] * dt, k[i].vel);
  }
  return sum;
}

State
rendezvous_coast (State chaser, double t, double dt)
{
  return step (chaser, dt, thrust (chaser, t));
}

State
rendezvous_drift (State station, double dt)
{
  return step (station, dt, (Vec3) { 0.0, 0.0, 0.0 });
}

State
rendezvous_station (State chaser)
{
  double r = vec3_norm (chaser.pos), s = STATION_RADIUS;
  double lead = acos ((r * r + s * s - FAR_RANGE * FAR_RANGE) / (2.0 * r * s));
  Vec3 up = vec3_unit (chaser.pos), pole = vec3_unit (vec3_cross (chaser.pos, chaser.vel));
  Vec3 ahead = vec3_cross (pole, up);
  Vec3 radial = vec3_add (vec3_scale (cos (lead), up), sin (lead), ahead);

  return (State) {
    .pos = vec3_scale (s, radial),
    .vel = vec3_scale (sqrt (EARTH_GM / s), vec3_cross (pole, radial)),
  };
}

/* Along the wake (against the velocity) and down, from the station. */
typedef struct { Vec3 wake, down; } Axes;

static Axes
axes_of (State station)
{
  Vec3 up = vec3_unit (station.pos), pole = vec3_unit (vec3_cross (station.pos, station.vel));

  return (Axes) { vec3_cross (up, pole), vec3_scale (-1.0, up) };
}

/* Distance and angle of the spacecraft as seen from the station. */
static Knot
seen_from (State station, Vec3 chaser)
{
  Axes axes = axes_of (station);
  Vec3 away = vec3_add (chaser, -1.0, station.pos);

  return (Knot) { vec3_norm (away), atan2 (vec3_dot (away, axes.down), vec3_dot (away, axes.wake)) };
}

Approach
rendezvous_approach (State chaser, State station)
{
  const double d = RENDEZVOUS_CONTACT, deg = M_PI / 180.0;
  Knot now = seen_from (station, chaser.pos);
  Knot soon = seen_from (rendezvous_drift (station, 0.5), rendezvous_drift (chaser, 0.5).pos);
  Knot before = seen_from (rendezvous_drift (station, -0.5), rendezvous_drift (chaser, -0.5).pos);
  const Knot range[] = {
    { RENDEZVOUS_FAR, now.x }, { d - 34 * 60, 2500.0 }, { d - 30 * 60, 1100.0 }, { d - 16 * 60, 255.0 },
    { d - 9 * 60, 255.0 }, { d - 300, 112.0 }, { d - 120, 27.0 }, { d - 20, 3.6 }, { d, 0.0 },
  };
  const Knot angle[] = {
    { RENDEZVOUS_FAR, now.y }, { d - 34 * 60, 21 * deg }, { d - 26 * 60, 27 * deg },
    { d - 16 * 60, 90 * deg }, { d, 90 * deg },
  };

  return (Approach) {
    .range = curve_new (range, 9, soon.x - before.x, -0.13),
    .angle = curve_new (angle, 5, soon.y - before.y, 0.0),
  };
}

Vec3
rendezvous_position (const Approach *approach, State station, double t)
{
  Axes axes = axes_of (station);
  double range = curve_at (&approach->range, t), angle = curve_at (&approach->angle, t);
  Vec3 pos = vec3_add (station.pos, range * cos (angle), axes.wake);

  return vec3_add (pos, range * sin (angle), axes.down);
}
