/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "kinds-private.h"

#define BETWEEN(low, high) g_rand_double_range (random, low, high)

/* A solid motor that pushes PULLS times the weight for BURN seconds. */
static CorpusSegment
motor (double mass_kg, double pulls, double burn_s, double pitch_deg, double area_m2)
{
  return (CorpusSegment) { .steer = STEER_PROGRAM, .from = pitch_deg, .to = pitch_deg - 2,
    .end_value = burn_s, .thrust_n = mass_kg * 9.8 * pulls, .isp_s = 240, .regress = 0.3,
    .drag_area_m2 = area_m2, .step_s = 0.02 };
}

static CorpusFlight *
sounding_ascent (GRand *random, double *area_m2)
{
  double mass = BETWEEN (300, 1500), pulls = BETWEEN (3.5, 6), burn = BETWEEN (22, 34);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);

  *area_m2 = mass * BETWEEN (0.5e-4, 1e-4);
  flight->ground_m = BETWEEN (0, 1200);
  kinds_stand (flight, BETWEEN (10, 40));
  corpus_add (flight, motor (mass, pulls, burn, BETWEEN (84, 88), *area_m2));
  return flight;
}

/* Nothing brakes it; the receiver loses it low above the ground. */
CorpusFlight *
kinds_sounding (GRand *random)
{
  double area;
  CorpusFlight *flight = sounding_ascent (random, &area);

  kinds_fall (flight, area, END_APEX, 0);
  kinds_fall (flight, area * BETWEEN (1, 8), END_BELOW, BETWEEN (500, 5000));
  return flight;
}

CorpusFlight *
kinds_sounding_parachute (GRand *random)
{
  double area;
  CorpusFlight *flight = sounding_ascent (random, &area);

  kinds_fall (flight, area, END_APEX, 0);
  kinds_fall (flight, kinds_area (&corpus_earth, flight->mass_kg / 2, BETWEEN (70, 100)), END_BELOW,
      BETWEEN (4500, 6000));
  flight->wind_m_s = BETWEEN (-8, 8);
  double burnt = flight->mass_kg * 0.3;
  corpus_add (flight, (CorpusSegment) { .mass_kg = burnt, .parachute = TRUE, .open_s = 2,
        .drag_area_m2 = kinds_area (&corpus_earth, burnt, BETWEEN (22, 30)), .end = END_BELOW,
        .end_value = BETWEEN (1000, 2000), .step_s = 0.02 });
  kinds_hang (flight, kinds_area (&corpus_earth, burnt, BETWEEN (6, 9)), 3, 0);
  kinds_stand (flight, BETWEEN (40, 90));
  return flight;
}

CorpusFlight *
kinds_sounding_two_stages (GRand *random)
{
  double mass = BETWEEN (30, 120), second = mass * BETWEEN (0.4, 0.5), area = mass * 1.5e-4;
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);
  CorpusSegment sustainer = motor (second, BETWEEN (4, 7), BETWEEN (6, 10), 85, area / 2);
  double rest = second * 0.7;

  flight->ground_m = BETWEEN (0, 1500);
  kinds_stand (flight, BETWEEN (10, 30));
  corpus_add (flight, motor (mass, BETWEEN (7, 11), BETWEEN (3, 6), 87, area));
  kinds_fall (flight, area / 2, END_TIME, BETWEEN (3, 9));
  sustainer.mass_kg = second;
  corpus_add (flight, sustainer);
  kinds_fall (flight, area / 2, END_APEX, 0);
  corpus_add (flight, (CorpusSegment) { .mass_kg = rest, .parachute = TRUE, .open_s = 1,
        .drag_area_m2 = kinds_area (&corpus_earth, rest, BETWEEN (24, 35)), .end = END_BELOW,
        .end_value = BETWEEN (300, 600), .step_s = 0.02 });
  kinds_hang (flight, kinds_area (&corpus_earth, rest, BETWEEN (5, 8)), 2, 0);
  kinds_stand (flight, BETWEEN (30, 90));
  return flight;
}

/* Drogue at apogee, or up to a second after it; main low above the ground. */
CorpusFlight *
kinds_model_dual (GRand *random)
{
  double mass = BETWEEN (1.5, 20), area = 0.6 * 0.006 * mass / 4, late = BETWEEN (-1, 1);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);
  CorpusSegment drogue = { .parachute = TRUE, .open_s = 0.6, .step_s = 0.02, .end = END_BELOW,
    .drag_area_m2 = kinds_area (&corpus_earth, mass, BETWEEN (18, 30)),
    .end_value = BETWEEN (150, 300) };

  flight->ground_m = BETWEEN (0, 1500);
  flight->wind_m_s = BETWEEN (-6, 6);
  kinds_stand (flight, BETWEEN (10, 60));
  corpus_add (flight, motor (mass, BETWEEN (6, 12), BETWEEN (1.4, 3.5), BETWEEN (83, 89), area));
  kinds_fall (flight, area, END_APEX, 0);
  if (late > 0)
    kinds_fall (flight, area, END_TIME, late);
  corpus_add (flight, drogue);
  kinds_hang (flight, kinds_area (&corpus_earth, mass, BETWEEN (5, 8)), 1.2, 0);
  kinds_stand (flight, BETWEEN (30, 120));
  return flight;
}

static CorpusFlight *
shepard (GRand *random, double *mass_kg)
{
  double mass = BETWEEN (33e3, 37e3), burn = BETWEEN (136, 146);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);

  flight->ground_m = BETWEEN (1000, 1200);
  kinds_stand (flight, BETWEEN (10, 30));
  corpus_add (flight, (CorpusSegment) { .steer = STEER_PROGRAM, .from = 90, .to = 89.5,
        .end_value = burn, .thrust_n = mass * 9.8 * BETWEEN (1.3, 1.4), .isp_s = 400,
        .drag_area_m2 = 5 });
  *mass_kg = 14e3;
  return flight;
}

CorpusFlight *
kinds_shepard_booster (GRand *random)
{
  double mass, brake = BETWEEN (9, 14);
  CorpusFlight *flight = shepard (random, &mass);

  kinds_fall (flight, 5, END_APEX, 0);
  kinds_fall (flight, kinds_area (&corpus_earth, mass, BETWEEN (130, 180)), END_BRAKE, brake);
  corpus_add (flight, (CorpusSegment) { .steer = STEER_LAND, .from = brake, .to = BETWEEN (1, 2),
        .mass_kg = mass, .thrust_n = mass * 40, .isp_s = 380, .end = END_GROUND,
        .drag_area_m2 = 8, .powered = STATE_POWERED_DESCENT, .step_s = 0.02 });
  kinds_stand (flight, BETWEEN (20, 60));
  return flight;
}

CorpusFlight *
kinds_shepard_capsule (GRand *random)
{
  double mass;
  CorpusFlight *flight = shepard (random, &mass);
  double light = 3600;

  kinds_fall (flight, 5, END_TIME, 20);
  corpus_add (flight, (CorpusSegment) { .mass_kg = light, .end = END_BELOW,
        .drag_area_m2 = kinds_area (&corpus_earth, light, BETWEEN (90, 120)),
        .end_value = BETWEEN (1700, 2200) });
  kinds_hang (flight, kinds_area (&corpus_earth, light, BETWEEN (35, 45)), 1.5, BETWEEN (1000, 1300));
  kinds_hang (flight, kinds_area (&corpus_earth, light, BETWEEN (6, 8)), 3, 0);
  kinds_stand (flight, BETWEEN (30, 60));
  return flight;
}
