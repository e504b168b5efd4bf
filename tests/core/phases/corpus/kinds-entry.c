/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "kinds-private.h"

#define BETWEEN(low, high) g_rand_double_range (random, low, high)

/* Through the air to the parachutes and the water. Drogues take away most of the speed, as a
 * Dragon's do: from 350 to 119 miles an hour. */
static void
come_home (CorpusFlight *flight, GRand *random, double area_m2)
{
  double mass = flight->mass_kg;

  kinds_fall (flight, area_m2, END_BELOW, BETWEEN (6e3, 10e3));
  kinds_hang (flight, kinds_area (&corpus_earth, mass, BETWEEN (32, 46)), 2, BETWEEN (1800, 3000));
  kinds_hang (flight, kinds_area (&corpus_earth, mass, BETWEEN (6.5, 9)), 4, 0);
  kinds_stand (flight, BETWEEN (30, 120));
}

CorpusFlight *
kinds_capsule_deorbit (GRand *random)
{
  double mass = BETWEEN (2900, 9500), area = mass / BETWEEN (350, 480), push = BETWEEN (0.35, 0.9);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);

  corpus_begin_orbit (flight, 400e3, BETWEEN (402e3, 425e3), BETWEEN (0, 1));
  corpus_add (flight, (CorpusSegment) { .end_value = BETWEEN (60, 400), .step_s = 0.25 });
  corpus_add (flight, (CorpusSegment) { .steer = STEER_RETROGRADE, .thrust_n = mass * push,
        .end_value = BETWEEN (118, 135) / push, .powered = STATE_ORBIT_BURN, .step_s = 0.1 });
  corpus_add (flight, (CorpusSegment) { .end = END_BELOW, .end_value = 130e3, .step_s = 0.25 });
  come_home (flight, random, area);
  return flight;
}

CorpusFlight *
kinds_capsule_entry (GRand *random)
{
  double mass = BETWEEN (2900, 9500);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);

  corpus_begin_path (flight, BETWEEN (105e3, 135e3), BETWEEN (7250, 7450), BETWEEN (-2.2, -1.4));
  come_home (flight, random, mass / BETWEEN (350, 480));
  return flight;
}

/* Under its parachute at 500 m when the recording ends: that is no landing. */
CorpusFlight *
kinds_steady_sink (GRand *random)
{
  double mass = BETWEEN (3, 3000);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);

  corpus_begin_path (flight, BETWEEN (2500, 4000), 60, -85);
  flight->wind_m_s = BETWEEN (-3, 3);
  kinds_fall (flight, kinds_area (&corpus_earth, mass, 60), END_TIME, BETWEEN (5, 15));
  kinds_hang (flight, kinds_area (&corpus_earth, mass, BETWEEN (2.5, 7)), 2, BETWEEN (300, 700));
  return flight;
}

CorpusFlight *
kinds_balloon (GRand *random)
{
  double mass = BETWEEN (1.5, 4), spare = BETWEEN (0.3, 0.5), rise = BETWEEN (4, 6);
  double area = 2 * mass * 9.8 * spare / (1.225 * rise * rise);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);

  flight->ground_m = BETWEEN (0, 800);
  flight->wind_m_s = BETWEEN (2, 18);
  kinds_stand (flight, BETWEEN (20, 60));
  corpus_add (flight, (CorpusSegment) { .lift_n = mass * 9.8 * (1 + spare), .drag_area_m2 = area,
        .end = END_ABOVE, .end_value = BETWEEN (12e3, 32e3), .step_s = 0.1 });
  corpus_add (flight, (CorpusSegment) { .parachute = TRUE, .open_s = 3, .step_s = 0.05,
        .drag_area_m2 = kinds_area (&corpus_earth, mass, BETWEEN (4, 6)), .end = END_GROUND });
  kinds_stand (flight, BETWEEN (60, 200));
  return flight;
}

/* Takes off, hovers, lands: thrust all the time. */
CorpusFlight *
kinds_drone (GRand *random)
{
  double mass = BETWEEN (0.5, 8), height = BETWEEN (20, 120);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);
  CorpusSegment fly = { .steer = STEER_SPEED, .thrust_n = mass * 25, .drag_area_m2 = 0.02,
    .powered = STATE_RISING };

  flight->ground_m = BETWEEN (0, 500);
  kinds_stand (flight, BETWEEN (10, 30));
  fly.to = BETWEEN (2, 5);
  fly.end = END_ABOVE;
  fly.end_value = height;
  corpus_add (flight, fly);
  fly.to = 0;
  fly.end = END_TIME;
  fly.end_value = BETWEEN (10, 90);
  corpus_add (flight, fly);
  fly.powered = STATE_POWERED_DESCENT;
  fly.to = -BETWEEN (1.5, 3);
  fly.end = END_BELOW;
  fly.end_value = BETWEEN (3, 6);
  corpus_add (flight, fly);
  fly.to = -BETWEEN (0.4, 0.8);
  fly.end = END_GROUND;
  corpus_add (flight, fly);
  kinds_stand (flight, BETWEEN (20, 60));
  return flight;
}
