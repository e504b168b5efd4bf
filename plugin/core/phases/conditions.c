/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What motion tells: whether something pushes a vehicle or holds it back, whether it rests or
 * circles. Each condition is 1 or 0 only where its numbers stand out from their errors. */
#include <math.h>

#include "core/phases/signals-private.h"
#include "core/space/frames/atmosphere.h"

/* Errors that a number has to differ by. */
#define SIGMAS 2

/* A number that is NAN is over nothing and under nothing. */
static double
compare (double value, double error, double over, double under)
{
  if (value > over && value - SIGMAS * error > under / 2)
    return 1;
  if (value < under && value + SIGMAS * error < 2 * over)
    return 0;
  return NAN;
}

/* What holds whichever of two things it is. */
static double
of_both (double a, double b)
{
  return a == b ? a : NAN;
}

#define REST_SPEED_M_S 0.3       /* 1 km/h counts as none */
#define REST_CLIMB_M_S 0.3

#define REST_DOUBT_M_S 0.6

/* Neither up nor along. A sink that its error hides is no rest, unless a total speed says so. */
static double
at_rest (const TlmSignals *signals, const TlmKinematics *now, gsize index)
{
  gboolean has_climb = !isnan (now->climb_m_s);
  double unsure = SIGMAS * now->climb_error_m_s, doubt = MIN (SIGMAS * now->speed_error_m_s,
      REST_DOUBT_M_S);

  if ((has_climb && fabs (now->climb_m_s) - unsure > REST_CLIMB_M_S) ||
      tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0) > signals->about->highest_m)
    return 0;
  if (!isnan (now->speed_m_s) && !signals->is_inertial)
    return fabs (now->speed_m_s) <= REST_SPEED_M_S + doubt;
  if (!has_climb || unsure > REST_DOUBT_M_S)
    return NAN;
  return 1;
}

#define MOVES_M_S 0.5

/* Whether UPWARD, the climb in some direction, is beyond doubt. */
static double
moves (const TlmKinematics *now, double upward_m_s)
{
  if (isnan (upward_m_s))
    return NAN;
  if (upward_m_s - SIGMAS * now->climb_error_m_s > MOVES_M_S)
    return 1;
  return upward_m_s + SIGMAS * now->climb_error_m_s < 2 * MOVES_M_S || upward_m_s < 0 ? 0 : NAN;
}

/* Turns: IERS conventions (2010), table 1.1; IAU WGCCRE (Archinal et al. 2018). Lowest orbits:
 * the air's, and the highest mountain's. */
static const TlmSignalsBody bodies[] = {
  [TLM_SITE_UNKNOWN] = { .name = "EARTH", .orbit_m = 120e3, .highest_m = 10e3,
    .turns_rad_s = 7.292115e-5, .has_air = TRUE },
  [TLM_SITE_EARTH] = { .name = "EARTH", .is_told = TRUE, .orbit_m = 120e3, .highest_m = 10e3,
    .turns_rad_s = 7.292115e-5, .has_air = TRUE },
  [TLM_SITE_MOON] = { .name = "MOON", .is_told = TRUE, .orbit_m = 5e3, .highest_m = 11e3,
    .turns_rad_s = 2.6617e-6 },
  /* Its air: NASA's Mars fact sheet. */
  [TLM_SITE_MARS] = { .name = "MARS", .is_told = TRUE, .orbit_m = 100e3, .highest_m = 22e3,
    .turns_rad_s = 7.0882e-5, .has_air = TRUE, .ground_kg_m3 = 0.020, .scale_m = 11.1e3 },
};

void
tlm_signals_find_body (TlmSignals *signals, const TlmTimeline *timeline)
{
  signals->about = &bodies[tlm_timeline_get_site (timeline)->body];
  signals->body = tlm_body_find (signals->about->name, NULL);
  signals->t0_ns = tlm_timeline_from_elapsed (timeline, 0);
}

/* What pulls a vehicle of which nobody said what it flies about: the Moon at the least, the Earth
 * at the most. What falls faster than by 6 m/s² is pulled by the Earth, of these and Mars
 * (3.7 m/s²), as no engine is pointed down: near the top of a climb or on the way down, where
 * drag only holds it up, or where air is thin about any of them. */
#define BODY_SIGMAS 3
#define EARTHS_M_S2 6.0
#define SLOW_M_S 50.0
#define THIN_AIR_M 60e3
/* What came to Mars was at most about as fast (Mars Pathfinder, 7.5 km/s inertial at its entry), and nothing is about the
 * Moon; in low orbits of the Earth all is faster. */
#define EARTHS_M_S 7600.0

static gboolean
is_body_known (const TlmSignals *signals, gsize index)
{
  const TlmKinematics *now = tlm_signals_kinematics (signals, index);
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);

  if (signals->about->is_told ||
      (index > 0 && tlm_signals_kinematics (signals, index - 1)->is_body_known))
    return TRUE;
  if (now->speed_m_s > EARTHS_M_S)
    return TRUE;
  return now->rise_m_s2 + BODY_SIGMAS * now->rise_error_m_s2 < -EARTHS_M_S2 &&
      (now->climb_m_s < SLOW_M_S || altitude > THIN_AIR_M);
}

/* Less is noise of the air, and of what a webcast rounds; where there is no air less is
 * enough: what the errors leave, down to what the Earth's flattening does to a path. */
#define PUSH_OVER_M_S2 1.5
#define PUSH_UNDER_M_S2 1.0

#define WEAKEST_M_S2 1.62        /* of what nobody named: the Moon's */

/* Push per mass along the path, which may be any as long as it is not known how steep it is.
 * Where only the vertical is known the path is taken for it. */
static double
push_m_s2 (const TlmSignals *signals, TlmKinematics *now, gsize index, double *error)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
  double gravity = tlm_signals_gravity_m_s2 (signals, altitude);
  double weakest = now->is_body_known ? gravity : WEAKEST_M_S2;

  if (isnan (now->speed_m_s)) {
    /* High up most of the speed may be along the ground, and hold it up as thrust does. */
    *error = altitude > TLM_AIRLESS_M && now->rise_m_s2 + gravity > PUSH_OVER_M_S2 ? NAN :
        now->rise_error_m_s2;
    now->least_push_m_s2 = now->climb_m_s >= 0 ? now->rise_m_s2 + weakest : -now->rise_m_s2 - weakest;
    return now->climb_m_s >= 0 ? now->rise_m_s2 + gravity : -now->rise_m_s2 - gravity;
  }
  double path = now->is_inertial ? now->path_m_s : now->speed_m_s;
  double steep = CLAMP (now->climb_m_s / MAX (path, 1), -1, 1);
  double steep_error = MIN (1, now->climb_error_m_s / MAX (now->speed_m_s, 1));
  *error = hypot (now->gain_error_m_s2, gravity * steep_error);
  now->least_push_m_s2 = now->gain_m_s2 + weakest * steep;
  return now->gain_m_s2 + gravity * steep;
}

#define LEAST_PART 0.03
#define LEAST_INERTIAL_PART 0.015      /* of which turning axes are no part */
#define LEAST_CHANGED_PART 0.0027      /* … of what is known to drift */

/* Where there is no air a quarter of the weight is an engine's. */
static double
threshold_part (const TlmSignals *signals, const TlmKinematics *now, double altitude_m, double drift_m_s2)
{
  double least = !isnan (drift_m_s2) ? LEAST_CHANGED_PART : now->is_inertial ? LEAST_INERTIAL_PART :
      LEAST_PART;
  double most = signals->about->has_air ? 1 :
      MIN (tlm_signals_gravity_m_s2 (signals, altitude_m) / 4 / PUSH_OVER_M_S2, 1);

  return altitude_m > TLM_AIRLESS_M || !signals->about->has_air ?
      CLAMP (6 * now->push_error_m_s2 / PUSH_OVER_M_S2, least, most) : 1;
}

static double
engine (const TlmSignals *signals, TlmKinematics *now, gsize index)
{
  double before = index > 0 && !tlm_signals_gap (signals, index) ?
      tlm_signals_kinematics (signals, index - 1)->engine : NAN;

  now->began_m_s3 = before == 1 ? tlm_signals_kinematics (signals, index - 1)->began_m_s3 : 0;
  if (!isnan (now->speed_m_s) || isnan (now->climb_m_s) || (signals->about->has_air &&
          !(tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0) > TLM_THIN_M)))
    return NAN;
  return tlm_signals_engine (signals, index, before);
}

static double
thrusting (const TlmSignals *signals, const TlmKinematics *now, gsize index)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
  double drift = tlm_signals_drift (signals, index), off = isnan (drift) ? 0 : drift;
  double part = threshold_part (signals, now, altitude, drift);

  if (tlm_signals_at (signals, index, TLM_RULE_AT_REST, 0) == 1)
    return 0;
  if (!isnan (now->engine))
    return now->engine;
  /* More than a drift, but not enough to say so. */
  if (now->push_m_s2 - drift > part * PUSH_UNDER_M_S2 / 4 + SIGMAS * now->push_error_m_s2 &&
      now->push_m_s2 - drift < part * PUSH_OVER_M_S2)
    return NAN;
  return of_both (
      compare (now->push_m_s2 - off, now->push_error_m_s2, part * PUSH_OVER_M_S2,
      part * PUSH_UNDER_M_S2),
      compare (now->least_push_m_s2 - off, now->push_error_m_s2, part * PUSH_OVER_M_S2,
      part * PUSH_UNDER_M_S2));
}

/* Area times drag coefficient per mass, m²/kg: twice that of a capsule, the lightest thing that
 * falls without a parachute. */
#define DRAG_M2_KG 0.006
/* Slower than this, or lower, a parachute may hold it back by as much as an engine does. */
#define PARACHUTE_M_S 300.0
#define PARACHUTE_M 15e3
#define TOP_OF_AIR_M 80e3          /* of the standard atmosphere's tables */

/* Of the air at a pace; 0 above it. */
static double
pressure_at_pa (const TlmSignals *signals, double altitude_m, double pace_m_s)
{
  TlmAtmosphere air = tlm_atmosphere_geometric (altitude_m);

  if (!signals->about->has_air)
    return 0;
  if (signals->about->ground_kg_m3 > 0)
    return signals->about->ground_kg_m3 * exp (-altitude_m / signals->about->scale_m) * pace_m_s * pace_m_s / 2;
  return isnan (air.density_kg_m3) && altitude_m > TOP_OF_AIR_M ? 0 :
      tlm_dynamic_pressure_pa (&air, pace_m_s);
}

/* What holds it up per mass besides its own speed along the ground. */
static double
held_m_s2 (const TlmSignals *signals, const TlmKinematics *now, double altitude_m, double *error)
{
  double along = now->speed_m_s * now->speed_m_s - now->climb_m_s * now->climb_m_s;

  *error = now->rise_error_m_s2;
  return now->rise_m_s2 + tlm_signals_gravity_m_s2 (signals, altitude_m) -
      MAX (along, 0) / (signals->body->equatorial_radius_m + altitude_m);
}

/* Beside drag along its path what falls may have half as much lift. */
#define LIFT_PART 0.5

/* Of what only the climb is known of: where more holds it up than the air does of what goes along the ground
 * no faster than it did above it. */
static double
braking_by_climb (const TlmSignals *signals, const TlmKinematics *now, double altitude_m)
{
  double along = now->along_m_s, pace = hypot (along, now->climb_m_s);
  double held = now->rise_m_s2 + tlm_signals_gravity_m_s2 (signals, altitude_m) -
      along * along / (signals->body->equatorial_radius_m + altitude_m);
  double air = DRAG_M2_KG * pressure_at_pa (signals, altitude_m, pace) *
      (fabs (now->climb_m_s) / MAX (pace, 1) + LIFT_PART);

  return held - SIGMAS * now->rise_error_m_s2 > air + 2 * PUSH_OVER_M_S2 ? 1 : now->engine;
}

#define HOVERS_M_S 5.0

static double
braking (const TlmSignals *signals, const TlmKinematics *now, gsize index)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);

  if (tlm_signals_at (signals, index, TLM_RULE_AT_REST, 0) == 1)
    return NAN;      /* an engine may hold it still */
  double pace = isnan (now->speed_m_s) ? fabs (now->climb_m_s) : now->speed_m_s;
  if (isnan (pace) || (signals->about->has_air &&
          (altitude < PARACHUTE_M || pace < PARACHUTE_M_S)))
    return NAN;
  if (isnan (now->speed_m_s))
    return now->climb_m_s < 0 ? braking_by_climb (signals, now, altitude) : NAN;
  double part = 2 * threshold_part (signals, now, altitude, NAN), error, held;
  held = held_m_s2 (signals, now, altitude, &error);
  if (!signals->about->has_air && held - SIGMAS * error > part * PUSH_UNDER_M_S2)
    return 1;
  /* What is slow for longer than a moment is held up, however steady it is. */
  if (!signals->about->has_air && pace < HOVERS_M_S)
    return NAN;
  double drag = DRAG_M2_KG * now->pressure_pa, over = part * PUSH_OVER_M_S2;
  return of_both (
      compare (-now->push_m_s2 - drag, now->push_error_m_s2, over, part * PUSH_UNDER_M_S2),
      compare (-now->least_push_m_s2 - drag, now->push_error_m_s2, over, part * PUSH_UNDER_M_S2));
}

/* An engine that was told from the air stays told deeper in it, until what holds the vehicle
 * falls: from there on it is known to be off, however much the air holds later. */
#define FALLS_TO 0.7

static double
still_braking (const TlmSignals *signals, TlmKinematics *now, gsize index, double brakes)
{
  const TlmKinematics *before = index > 0 && !tlm_signals_gap (signals, index) ?
      tlm_signals_kinematics (signals, index - 1) : NULL;
  double hold = -now->push_m_s2, most = before ? before->most_hold_m_s2 : 0;

  now->most_hold_m_s2 = 0;
  /* Without air less of it is an engine that is throttled. */
  now->has_let_go = before && brakes != 1 && signals->about->has_air && (before->has_let_go ||
      (most > 0 && hold + SIGMAS * now->push_error_m_s2 < FALLS_TO * most));
  if (most > 0 && hold > FALLS_TO * most && now->climb_m_s - SIGMAS * now->climb_error_m_s < 0)
    brakes = 1;
  /* No more than is sure. */
  if (brakes == 1)
    now->most_hold_m_s2 = MAX (most, hold - SIGMAS * now->push_error_m_s2);
  return now->has_let_go ? 0 : brakes;
}

/* A value and its slopes, as far as a rule asks for them. */
static void
tell (TlmSignals *signals, guint channel, gsize index, double value, double slope, double second)
{
  const double all[TLM_SIGNAL_ORDERS] = { value, slope, second };
  TlmSignalChannel *signal = &signals->channels[channel];

  for (guint order = 0; order < TLM_SIGNAL_ORDERS && signal->wanted[order]; order++)
    tlm_signals_set (signal->values[order], index, all[order]);
}

/* How fast it is, along its path or else upward, and how that changes where it is known well
 * enough to be compared with the pull of a parachute. */
#define PACE_ERROR_M_S2 1.5

static void
tell_pace (TlmSignals *signals, const TlmKinematics *now, gsize index)
{
  gboolean has_speed = !isnan (now->speed_m_s);
  double error = has_speed ? now->gain_error_m_s2 : now->rise_error_m_s2;
  double gain = has_speed ? now->gain_m_s2 : now->climb_m_s < 0 ? -now->rise_m_s2 : now->rise_m_s2;

  tell (signals, TLM_RULE_PACE, index, fabs (has_speed ? now->speed_m_s : now->climb_m_s),
      error < PACE_ERROR_M_S2 ? gain : NAN, NAN);
}

void
tlm_signals_fill_kinematics (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle,
    gsize from)
{
  tlm_signals_measure_kinematics (signals, timeline, vehicle, from);
  if (from == 0)
    signals->ground_m = NAN;
  for (gsize i = from; i < signals->times->len; i++) {
    TlmKinematics *now = tlm_signals_kinematics (signals, i);
    now->is_body_known = is_body_known (signals, i);
    now->push_m_s2 = push_m_s2 (signals, now, i, &now->push_error_m_s2);
    tell (signals, TLM_RULE_CLIMB, i, now->climb_m_s, now->rise_m_s2, NAN);
    tell (signals, TLM_RULE_RISING, i, moves (now, now->climb_m_s), NAN, NAN);
    tell (signals, TLM_RULE_FALLING, i, moves (now, -now->climb_m_s), NAN, NAN);
    tell_pace (signals, now, i);
    now->pressure_pa = pressure_at_pa (signals, tlm_signals_at (signals, i, TLM_CHANNEL_ALTITUDE, 0),
        tlm_signals_at (signals, i, TLM_RULE_PACE, 0));
    now->engine = engine (signals, now, i);
    now->along_m_s = tlm_signals_along (signals, i);
    if (!signals->channels[TLM_CHANNEL_DYNAMIC_PRESSURE].series)
      tell (signals, TLM_CHANNEL_DYNAMIC_PRESSURE, i, now->pressure_pa, NAN, NAN);
    tell (signals, TLM_RULE_HOLD, i, -now->push_m_s2, NAN, NAN);
    now->slowing_s = tlm_signals_slowing (signals, i);
    tell (signals, TLM_RULE_SLOWING, i, now->slowing_s, NAN, NAN);
    if (signals->channels[TLM_RULE_BALLISTIC].wanted[0])
      tell (signals, TLM_RULE_BALLISTIC, i, tlm_signals_ballistic (signals, i), NAN, NAN);
    tell (signals, TLM_RULE_AT_REST, i, at_rest (signals, now, i), NAN, NAN);
    tell (signals, TLM_RULE_HEIGHT, i, tlm_signals_height (signals, i), now->climb_m_s, now->rise_m_s2);
    if (signals->channels[TLM_RULE_ON_GROUND].wanted[0])
      tell (signals, TLM_RULE_ON_GROUND, i, tlm_signals_on_ground (signals, i), NAN, NAN);
    tlm_signals_follow_drift (signals, i);
    tell (signals, TLM_RULE_THRUSTING, i, thrusting (signals, now, i), NAN, NAN);
    tell (signals, TLM_RULE_BRAKING, i, still_braking (signals, now, i, braking (signals, now, i)),
        NAN, NAN);
    tell (signals, TLM_RULE_ON_ORBIT, i, tlm_signals_on_orbit (signals, i), NAN, NAN);
  }
}
