/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "kinds-private.h"

#define BETWEEN(low, high) g_rand_double_range (random, low, high)
#define MOST_PUSH_M_S2 0.08

/* Where a ship is from the station, ahead and below, and how fast. */
typedef struct {
  double ahead_m, down_m, ahead_m_s, down_m_s;
} Ship;

typedef struct {
  double mean_motion_rad_s;
  double halt_m;             /* where it waits: 0 is contact */
  double per_second;         /* of the range it closes in a second */
  double most_m_s;
} Approach;

/* W. H. Clohessy and R. S. Wiltshire, J. Aerospace Sci. 27 (1960) 653, in the plane of the
 * orbit, with small thrusters that follow a speed by the range. */
static Ship
rates (const Approach *approach, const Ship *ship)
{
  double n = approach->mean_motion_rad_s, left = ship->ahead_m - approach->halt_m;
  double want = -CLAMP (left * approach->per_second, -approach->most_m_s, approach->most_m_s);
  double push = CLAMP (0.2 * (want - ship->ahead_m_s) + 2 * n * ship->down_m_s, -MOST_PUSH_M_S2,
      MOST_PUSH_M_S2);
  double hold = CLAMP (-0.002 * ship->down_m - 0.1 * ship->down_m_s, -MOST_PUSH_M_S2,
      MOST_PUSH_M_S2);

  return (Ship) { ship->ahead_m_s, ship->down_m_s, push - 2 * n * ship->down_m_s,
    hold + 3 * n * n * ship->down_m + 2 * n * ship->ahead_m_s };
}

static Ship
moved (const Ship *ship, const Ship *rate, double s)
{
  return (Ship) { ship->ahead_m + rate->ahead_m * s, ship->down_m + rate->down_m * s,
    ship->ahead_m_s + rate->ahead_m_s * s, ship->down_m_s + rate->down_m_s * s };
}

static Ship
step (const Approach *approach, const Ship *ship, double s)
{
  Ship a = rates (approach, ship), at_b = moved (ship, &a, s / 2);
  Ship b = rates (approach, &at_b), at_c = moved (ship, &b, s / 2);
  Ship c = rates (approach, &at_c), at_d = moved (ship, &c, s);
  Ship d = rates (approach, &at_d), next = moved (ship, &a, s / 6);

  next = moved (&next, &b, s / 3);
  next = moved (&next, &c, s / 3);
  return moved (&next, &d, s / 6);
}

static void
keep (CorpusFlight *flight, double t_s, const Ship *ship)
{
  double range = hypot (ship->ahead_m, ship->down_m);
  double closing = range > 0 ?
      (ship->ahead_m * ship->ahead_m_s + ship->down_m * ship->down_m_s) / range : 0;
  double r = flight->body->radius_m + 410e3, v = sqrt (flight->body->gm_m3_s2 / r);
  double angle = v / r * t_s;
  CorpusPoint point = { .t_s = t_s, .x = r * cos (angle), .y = r * sin (angle),
    .vx = -v * sin (angle), .vy = v * cos (angle), .height_m = 410e3, .inertial_m_s = v,
    .along_m_s = v - flight->body->turn_rad_s * r, .range_m = range, .closing_m_s = closing };

  g_array_append_val (flight->points, point);
}

/* Flies to its halt and waits there for S seconds; TRUE at contact. */
static gboolean
approach_to (CorpusFlight *flight, const Approach *approach, Ship *ship, double *t_s, double s)
{
  double dt = 0.1, waits = 0;

  for (guint i = 0; i < 200000; i++) {
    *ship = step (approach, ship, dt);
    *t_s += dt;
    if (approach->halt_m < 0 && ship->ahead_m <= 0)
      return TRUE;
    keep (flight, *t_s, ship);
    waits += ship->ahead_m - approach->halt_m < 2 ? dt : 0;
    if (approach->halt_m >= 0 && waits > s)
      return FALSE;
  }
  return FALSE;
}

CorpusFlight *
kinds_docking (GRand *random)
{
  CorpusFlight *flight = corpus_flight_new (&corpus_earth, 7000);
  Approach approach = { .mean_motion_rad_s = sqrt (3.986004418e14 / pow (6378137 + 410e3, 3)),
    .halt_m = BETWEEN (150, 250), .per_second = BETWEEN (0.004, 0.008), .most_m_s = BETWEEN (3, 8) };
  Ship ship = { .ahead_m = BETWEEN (1500, 6000), .down_m = BETWEEN (0, 50) };
  double t = 0;

  corpus_truth_state (flight->truth, 0, STATE_ORBIT);
  keep (flight, 0, &ship);
  approach_to (flight, &approach, &ship, &t, BETWEEN (30, 300));
  approach.halt_m = BETWEEN (15, 25);
  approach_to (flight, &approach, &ship, &t, BETWEEN (20, 120));
  approach.halt_m = -100;                /* through it: the speed at contact does not go to 0 */
  approach.most_m_s = BETWEEN (0.06, 0.15);
  approach_to (flight, &approach, &ship, &t, 0);
  corpus_truth_event (flight->truth, TRUTH_DOCKING, t, STATE_DOCKED);
  corpus_truth_state (flight->truth, t, STATE_DOCKED);
  ship = (Ship) { 0 };
  for (double end = t + BETWEEN (120, 600); t < end; t += 0.1)
    keep (flight, t, &ship);
  flight->end_s = t;
  return flight;
}
