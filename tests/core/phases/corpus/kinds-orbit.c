/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "kinds-private.h"

#define BETWEEN(low, high) g_rand_double_range (random, low, high)

/* A first stage of liquid fuel: SHARE of the mass burnt, pitched down to END degrees. */
static CorpusFlight *
first_stage (GRand *random, double share, double end_deg)
{
  double mass = BETWEEN (520e3, 560e3), thrust = mass * 9.8 * BETWEEN (1.32, 1.5);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);

  kinds_stand (flight, BETWEEN (5, 40));
  corpus_add (flight, (CorpusSegment) { .steer = STEER_PROGRAM, .from = 90, .to = end_deg,
        .end_value = mass * share * 300 * 9.80665 / thrust, .thrust_n = thrust, .isp_s = 300,
        .drag_area_m2 = 5 });
  return flight;
}

/* A second stage that flies into an orbit of HEIGHT. */
static void
second_stage (CorpusFlight *flight, double pulls, double height_m, double tau_s)
{
  double mass = 116e3;

  corpus_add (flight, (CorpusSegment) { .steer = STEER_ORBIT, .from = tau_s, .to = height_m,
        .mass_kg = mass, .thrust_n = mass * 9.8 * pulls, .isp_s = 348, .end = END_PERIGEE,
        .end_value = fmax (height_m - 50e3, 135e3), .most_s = 345 / pulls * 0.92 });
}

static void
coast_in_orbit (CorpusFlight *flight, double s)
{
  corpus_add (flight, (CorpusSegment) { .end_value = s, .step_s = 0.25 });
}

CorpusFlight *
kinds_orbit_two_stages (GRand *random)
{
  CorpusFlight *flight = first_stage (random, BETWEEN (0.69, 0.72), BETWEEN (20, 27));

  kinds_fall (flight, 5, END_TIME, BETWEEN (6, 12));
  second_stage (flight, BETWEEN (0.78, 0.9), BETWEEN (190e3, 280e3), BETWEEN (70, 95));
  coast_in_orbit (flight, BETWEEN (60, 900));
  return flight;
}

CorpusFlight *
kinds_orbit_relight (GRand *random)
{
  CorpusFlight *flight = first_stage (random, BETWEEN (0.69, 0.72), BETWEEN (20, 26));
  guint n = (guint) g_rand_int_range (random, 1, 3);

  kinds_fall (flight, 5, END_TIME, BETWEEN (6, 12));
  second_stage (flight, BETWEEN (0.78, 0.9), BETWEEN (180e3, 220e3), BETWEEN (70, 90));
  for (guint i = 0; i < n; i++) {
    double thrust = BETWEEN (200e3, 600e3), burn = BETWEEN (20, 60);
    coast_in_orbit (flight, BETWEEN (400, 1500));
    corpus_add (flight, (CorpusSegment) { .steer = STEER_PROGRADE, .mass_kg = 24e3,
          .thrust_n = thrust, .isp_s = 348, .end_value = burn, .powered = STATE_ORBIT_BURN });
  }
  coast_in_orbit (flight, BETWEEN (100, 600));
  return flight;
}

/* Strap-on boosters burn out while the core goes on: no thrust ends. */
CorpusFlight *
kinds_orbit_boosters (GRand *random)
{
  double mass = BETWEEN (740e3, 780e3), burn = BETWEEN (125, 135), core = 150e3;
  double height = BETWEEN (180e3, 260e3);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);

  kinds_stand (flight, BETWEEN (5, 30));
  corpus_add (flight, (CorpusSegment) { .steer = STEER_PROGRAM, .from = 90, .to = BETWEEN (22, 28),
        .end_value = burn, .thrust_n = 500e3 * 2800 / burn, .isp_s = 285, .regress = 0.4,
        .drag_area_m2 = 15 });
  corpus_add (flight, (CorpusSegment) { .steer = STEER_ORBIT, .from = BETWEEN (80, 110),
        .to = height, .mass_kg = core, .thrust_n = BETWEEN (1.3e6, 1.45e6), .isp_s = 432,
        .end = END_PERIGEE, .end_value = fmax (height - 50e3, 135e3), .most_s = 420,
        .drag_area_m2 = 10 });
  coast_in_orbit (flight, BETWEEN (60, 600));
  return flight;
}

/* Lofted, so that it falls by kilometres while it burns. */
CorpusFlight *
kinds_orbit_dip (GRand *random)
{
  CorpusFlight *flight = first_stage (random, BETWEEN (0.69, 0.71), BETWEEN (36, 41));

  kinds_fall (flight, 5, END_TIME, BETWEEN (6, 12));
  second_stage (flight, BETWEEN (0.78, 0.86), BETWEEN (150e3, 162e3), BETWEEN (92, 106));
  coast_in_orbit (flight, BETWEEN (60, 600));
  return flight;
}

/* A station: drag is left out, burns of minutes that raise it by kilometres. */
CorpusFlight *
kinds_orbit_reboost (GRand *random)
{
  double mass = 420e3, low = BETWEEN (395e3, 420e3);
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, mass);
  guint n = (guint) g_rand_int_range (random, 1, 3);

  corpus_begin_orbit (flight, low, low + BETWEEN (1e3, 15e3), BETWEEN (0, 1));
  for (guint i = 0; i < n; i++) {
    corpus_add (flight, (CorpusSegment) { .end_value = BETWEEN (1200, 4000), .step_s = 2 });
    corpus_add (flight, (CorpusSegment) { .steer = STEER_PROGRADE, .isp_s = 300,
          .thrust_n = mass * BETWEEN (0.004, 0.04), .end_value = BETWEEN (150, 900), .step_s = 1,
          .powered = STATE_ORBIT_BURN });
  }
  corpus_add (flight, (CorpusSegment) { .end_value = BETWEEN (1200, 4000), .step_s = 2 });
  return flight;
}

/* A first stage after it was left behind. */
static void
left_behind (CorpusFlight *flight, double mass_kg, double coast_s)
{
  corpus_add (flight, (CorpusSegment) { .mass_kg = mass_kg, .drag_area_m2 = 5,
        .end_value = coast_s });
}

/* Entry burn, fall, landing burn. */
static void
come_down (CorpusFlight *flight, GRand *random, double slow_m_s)
{
  double brake = BETWEEN (9, 15);

  kinds_fall (flight, 12, END_BELOW, BETWEEN (55e3, 68e3));
  corpus_add (flight, (CorpusSegment) { .steer = STEER_AGAINST, .mass_kg = 45e3,
        .thrust_n = BETWEEN (1.6e6, 2.2e6), .isp_s = 280, .end = END_SLOWER, .end_value = slow_m_s,
        .most_s = 35, .drag_area_m2 = 12, .powered = STATE_POWERED_DESCENT });
  corpus_add (flight, (CorpusSegment) { .mass_kg = 32e3, .drag_area_m2 = 22, .end = END_BRAKE,
        .end_value = brake });
  corpus_add (flight, (CorpusSegment) { .steer = STEER_LAND, .from = brake, .to = BETWEEN (0.7, 2),
        .mass_kg = 29e3, .thrust_n = 1.3e6, .isp_s = 280, .end = END_GROUND, .drag_area_m2 = 22,
        .powered = STATE_POWERED_DESCENT, .step_s = 0.02 });
  kinds_stand (flight, BETWEEN (10, 60));
}

CorpusFlight *
kinds_booster_return (GRand *random)
{
  CorpusFlight *flight = first_stage (random, BETWEEN (0.63, 0.66), BETWEEN (32, 38));

  left_behind (flight, 90e3, BETWEEN (12, 22));
  corpus_add (flight, (CorpusSegment) { .steer = STEER_BACK, .thrust_n = BETWEEN (2.2e6, 2.6e6),
        .isp_s = 290, .end = END_BACKWARD, .end_value = BETWEEN (-320, -180), .most_s = 70,
        .powered = STATE_BOOSTBACK, .drag_area_m2 = 5 });
  come_down (flight, random, BETWEEN (650, 850));
  return flight;
}

CorpusFlight *
kinds_booster_ship (GRand *random)
{
  CorpusFlight *flight = first_stage (random, BETWEEN (0.68, 0.71), BETWEEN (25, 30));

  left_behind (flight, 50e3, BETWEEN (12, 22));
  come_down (flight, random, BETWEEN (1200, 1500));
  return flight;
}

/* Nobody brakes it, and nobody sees the end. */
CorpusFlight *
kinds_booster_lost (GRand *random)
{
  CorpusFlight *flight = first_stage (random, BETWEEN (0.66, 0.71), BETWEEN (25, 36));

  left_behind (flight, 26e3, BETWEEN (12, 22));
  kinds_fall (flight, 12, END_BELOW, BETWEEN (2e3, 30e3));
  return flight;
}
