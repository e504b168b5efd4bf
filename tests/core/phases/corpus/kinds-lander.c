/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "kinds-private.h"

#define BETWEEN(low, high) g_rand_double_range (random, low, high)

/* From an orbit with its lowest point at 15 km, braked to HEIGHT and a sink rate. */
static CorpusFlight *
moon_braking (GRand *random, double height_m, double sink_m_s, CorpusSegment *engine)
{
  double mass = 15.2e3;
  CorpusFlight *flight = corpus_flight_new (&corpus_moon, mass);

  *engine = (CorpusSegment) { .steer = STEER_GATE, .from = height_m, .to = -sink_m_s,
    .thrust_n = 90e3, .isp_s = 311, .end_value = BETWEEN (430, 520),
    .powered = STATE_POWERED_DESCENT };
  corpus_begin_orbit (flight, BETWEEN (14.5e3, 15.5e3), BETWEEN (95e3, 110e3), -0.02);
  corpus_add (flight, (CorpusSegment) { .end_value = BETWEEN (100, 140) });
  corpus_add (flight, *engine);
  engine->steer = STEER_SPEED;
  return flight;
}

static void
set_down (CorpusFlight *flight, GRand *random, CorpusSegment *engine)
{
  engine->to = -BETWEEN (0.8, 1.5);
  engine->end = END_GROUND;
  corpus_add (flight, *engine);
  kinds_stand (flight, BETWEEN (30, 90));
}

CorpusFlight *
kinds_moon_descent (GRand *random)
{
  CorpusSegment engine;
  CorpusFlight *flight = moon_braking (random, BETWEEN (15, 60), BETWEEN (1, 2), &engine);

  set_down (flight, random, &engine);
  return flight;
}

/* Stops at 100 to 400 ft to look for a place: that is no landing. */
CorpusFlight *
kinds_moon_hover (GRand *random)
{
  CorpusSegment engine;
  CorpusFlight *flight = moon_braking (random, BETWEEN (32, 122), 0, &engine);

  engine.to = 0;
  engine.end = END_TIME;
  engine.end_value = BETWEEN (6, 40);
  corpus_add (flight, engine);
  set_down (flight, random, &engine);
  return flight;
}

CorpusFlight *
kinds_moon_ascent (GRand *random)
{
  double mass = BETWEEN (4700, 4900), thrust = BETWEEN (15.4e3, 16.5e3);
  CorpusFlight *flight = corpus_flight_new (&corpus_moon, mass);

  kinds_stand (flight, BETWEEN (10, 40));
  corpus_add (flight, (CorpusSegment) { .steer = STEER_PROGRAM, .from = 90, .to = 90,
        .thrust_n = thrust, .isp_s = 311, .end_value = BETWEEN (9, 12) });
  corpus_add (flight, (CorpusSegment) { .steer = STEER_ORBIT, .from = BETWEEN (65, 90),
        .to = BETWEEN (17e3, 20e3), .thrust_n = thrust, .isp_s = 311, .end = END_PERIGEE,
        .end_value = BETWEEN (14e3, 16e3), .most_s = 600 });
  corpus_add (flight, (CorpusSegment) { .end_value = BETWEEN (60, 300) });
  return flight;
}

CorpusFlight *
kinds_mars_landing (GRand *random)
{
  double mass = BETWEEN (600, 2500), brake = BETWEEN (2.5, 4);
  CorpusFlight *flight = corpus_flight_new (&corpus_mars, mass);

  corpus_begin_path (flight, 125e3, BETWEEN (5300, 5600), BETWEEN (-14, -11.5));
  kinds_fall (flight, mass / BETWEEN (65, 100), END_SLOWER, BETWEEN (380, 450));
  kinds_hang (flight, kinds_area (&corpus_mars, mass, BETWEEN (60, 80)), 1.2, BETWEEN (1400, 1900));
  corpus_add (flight, (CorpusSegment) { .mass_kg = mass * 0.7, .drag_area_m2 = mass / 80,
        .end_value = 1 });
  corpus_add (flight, (CorpusSegment) { .steer = STEER_LAND, .from = brake, .to = BETWEEN (0.7, 2),
        .thrust_n = mass * 12, .isp_s = 225, .end = END_GROUND, .drag_area_m2 = mass / 80,
        .powered = STATE_POWERED_DESCENT, .step_s = 0.02 });
  kinds_stand (flight, BETWEEN (20, 60));
  return flight;
}
