/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flight.h"

#include "ascent.h"
#include "rendezvous.h"

#include <stdlib.h>

#define INDEX(t) ((int) lround ((t) / FLIGHT_STEP))

static double
sidereal (int i)
{
  return earth_sidereal (FLIGHT_LIFTOFF + i * FLIGHT_STEP);
}

static void
fly_ascent (Flight *flight, const Ascent *ascent)
{
  AscentPoint p = ascent_start (ascent);

  for (int i = 0; i <= INDEX (ASCENT_CUTOFF); i++) {
    flight->soyuz[i] = ascent_state (ascent, p, i * FLIGHT_STEP);
    p = ascent_step (ascent, p, i * FLIGHT_STEP, FLIGHT_STEP);
  }
}

static State
fly_orbit (Flight *flight)
{
  int i = INDEX (ASCENT_CUTOFF);
  State s = earth_to_inertial (flight->soyuz[i], sidereal (i));

  for (; i < INDEX (RENDEZVOUS_FAR); i++) {
    flight->soyuz[i] = earth_to_fixed (s, sidereal (i));
    s = rendezvous_coast (s, i * FLIGHT_STEP, FLIGHT_STEP);
  }
  return s;
}

/* The published range and the station's orbit give positions; velocities are their differences. */
static void
fly_approach (Flight *flight, State chaser)
{
  State station = rendezvous_station (chaser);
  Approach approach = rendezvous_approach (chaser, station);
  const double h = 0.05;
  int first = INDEX (RENDEZVOUS_FAR);

  flight->soyuz[first] = earth_to_fixed (chaser, sidereal (first));
  flight->range[first] = curve_at (&approach.range, RENDEZVOUS_FAR);
  for (int i = first + 1; i < FLIGHT_STATES; i++) {
    double t = i * FLIGHT_STEP;
    station = rendezvous_drift (station, FLIGHT_STEP);
    Vec3 after = rendezvous_position (&approach, rendezvous_drift (station, h), t + h);
    Vec3 before = rendezvous_position (&approach, rendezvous_drift (station, -h), t - h);
    State s = { rendezvous_position (&approach, station, t),
      vec3_scale (0.5 / h, vec3_add (after, -1.0, before)) };
    flight->soyuz[i] = earth_to_fixed (s, sidereal (i));
    flight->range[i] = curve_at (&approach.range, t);
  }
}

Flight *
flight_new (void)
{
  Ascent ascent;

  if (!ascent_solve (FLIGHT_LIFTOFF, &ascent))
    return NULL;
  Flight *flight = malloc (sizeof *flight);
  for (int i = 0; flight && i < FLIGHT_STATES; i++)
    flight->range[i] = NAN;
  if (flight) {
    fly_ascent (flight, &ascent);
    fly_approach (flight, fly_orbit (flight));
  }
  return flight;
}

double
flight_load (const Flight *flight, int i)
{
  const State *s = flight->soyuz;
  int a = i > 0 ? i - 1 : 0, b = i + 1 < FLIGHT_STATES ? i + 1 : i;
  Vec3 rate = vec3_scale (1.0 / ((b - a) * FLIGHT_STEP), vec3_add (s[b].vel, -1.0, s[a].vel));
  Vec3 turning = { -EARTH_RATE * (2.0 * s[i].vel.y + EARTH_RATE * s[i].pos.x),
    EARTH_RATE * (2.0 * s[i].vel.x - EARTH_RATE * s[i].pos.y), 0.0 };
  Vec3 felt = vec3_add (vec3_add (rate, 1.0, turning), -1.0, earth_gravity (s[i].pos));

  return vec3_norm (felt);
}
