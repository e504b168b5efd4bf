/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How a vehicle moves, and what that tells: whether something pushes it, holds it back, or
 * whether it rests or circles. Each condition is 1 or 0 only where its numbers stand out
 * from their errors. */
#include <math.h>
#include <stdlib.h>

#include "core/phases/signals-private.h"
#include "core/space/frames/atmosphere.h"
#include "core/space/frames/body.h"

#define AIRLESS_M 150e3

/* Errors that a number has to differ by. */
#define SIGMAS 2

static TlmKinematics *
kinematics_at (const TlmSignals *signals, gsize index)
{
  return &g_array_index (signals->kinematics, TlmKinematics, index);
}

/* Between two samples, or at one; NAN in a gap and outside. */
double
tlm_signals_value_of (const TlmSeries *series, gint64 time_ns)
{
  gssize at = series ? tlm_series_find (series, time_ns) : -1;

  if (at < 0)
    return NAN;
  if (tlm_series_time (series, (gsize) at) == time_ns)
    return tlm_series_value (series, (gsize) at);
  if ((gsize) at + 1 >= tlm_series_length (series) || tlm_series_is_gap (series, (gsize) at))
    return NAN;
  double a = tlm_series_value (series, (gsize) at), b = tlm_series_value (series, (gsize) at + 1);
  gint64 from = tlm_series_time (series, (gsize) at), to = tlm_series_time (series, (gsize) at + 1);
  return a + (b - a) * (double) (time_ns - from) / (double) (to - from);
}

static void
rate_of (TlmRate *rate, gint64 time_ns, double *per_s, double *error_per_s)
{
  TlmSlope slope;

  *per_s = *error_per_s = NAN;
  if (isnan (tlm_signals_value_of (rate->series, time_ns)) ||
      !tlm_slope_cursor_at (rate->cursor, rate->series, time_ns, FALSE, &slope))
    return;
  *per_s = slope.per_s;
  *error_per_s = slope.error_per_s;
}

/* Samples that tell how a measured speed scatters. */
#define SCATTER_HALF 5

static int
by_size (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* How far samples about TIME are from their neighbours' line, one standard deviation: by the
 * median of the second differences, which a change of the motion does not move. */
static double
scatter_of (const TlmSeries *series, gint64 time_ns)
{
  gssize centre = tlm_series_find (series, time_ns), length = (gssize) tlm_series_length (series);
  gssize first = MAX (centre - SCATTER_HALF, 0), last = MIN (centre + SCATTER_HALF, length - 1);
  double bends[2 * SCATTER_HALF + 1];
  guint n = 0;

  for (gssize i = first; i + 2 <= last; i++)
    bends[n++] = fabs (tlm_series_value (series, (gsize) i) - 2 * tlm_series_value (series,
            (gsize) i + 1) + tlm_series_value (series, (gsize) i + 2));
  if (n == 0)
    return 0;
  qsort (bends, n, sizeof *bends, by_size);
  return bends[n / 2] / (0.6745 * sqrt (6));
}

/* To either side of an instant, where states are a function of time; they are as good as a
 * receiver's. */
#define STATES_HALF_S 4.0
#define STATES_HIGH_HALF_S 15.0      /* where what pushes is weak and lasts */
#define STATES_ERROR_M_S 0.05

static double
derived (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns)
{
  TlmValue value = tlm_timeline_value (timeline, vehicle, channel, time_ns);

  return tlm_value_is_shown (&value) ? value.value : NAN;
}

static double
rate_of_states (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns,
    double half_s)
{
  gint64 half = (gint64) (half_s * (double) TLM_SECOND);
  double before = derived (timeline, vehicle, channel, time_ns - half);
  double after = derived (timeline, vehicle, channel, time_ns + half);

  return (after - before) / (2 * half_s);
}

/* Over a long span where that says the same as a short one, as what pushes high up is weak. */
static double
best_rate_of_states (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns,
    gboolean is_high, double *error)
{
  double quick = rate_of_states (timeline, vehicle, channel, time_ns, STATES_HALF_S), slow;

  *error = STATES_ERROR_M_S / STATES_HALF_S / M_SQRT2;
  if (!is_high)
    return quick;
  slow = rate_of_states (timeline, vehicle, channel, time_ns, STATES_HIGH_HALF_S);
  if (isnan (slow) || fabs (slow - quick) > 3 * *error)
    return quick;
  *error = STATES_ERROR_M_S / STATES_HIGH_HALF_S / M_SQRT2;
  return slow;
}

static void
measure_states (const TlmTimeline *timeline, guint vehicle, gint64 time_ns, TlmKinematics *now)
{
  gboolean is_high = derived (timeline, vehicle, TLM_CHANNEL_ALTITUDE, time_ns) > AIRLESS_M;

  now->speed_m_s = derived (timeline, vehicle, TLM_CHANNEL_SPEED_RELATIVE, time_ns);
  now->climb_m_s = derived (timeline, vehicle, TLM_CHANNEL_VERTICAL_SPEED, time_ns);
  now->climb_error_m_s = now->speed_error_m_s = STATES_ERROR_M_S;
  now->gain_m_s2 = best_rate_of_states (timeline, vehicle, TLM_CHANNEL_SPEED_RELATIVE, time_ns,
      is_high, &now->gain_error_m_s2);
  now->rise_m_s2 = best_rate_of_states (timeline, vehicle, TLM_CHANNEL_VERTICAL_SPEED, time_ns,
      is_high, &now->rise_error_m_s2);
}

static void
measure (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, gsize index)
{
  TlmKinematics *now = kinematics_at (signals, index);
  gint64 time = g_array_index (signals->times, gint64, index);

  *now = (TlmKinematics) { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
  now->speed_m_s = tlm_signals_value_of (signals->speed.series, time);
  if (signals->speed.series)
    now->speed_error_m_s = scatter_of (signals->speed.series, time);
  rate_of (&signals->speed, time, &now->gain_m_s2, &now->gain_error_m_s2);
  if (signals->climb.series) {
    now->climb_m_s = tlm_signals_value_of (signals->climb.series, time);
    now->climb_error_m_s = scatter_of (signals->climb.series, time);
    rate_of (&signals->climb, time, &now->rise_m_s2, &now->rise_error_m_s2);
  } else if (signals->altitude.series) {
    rate_of (&signals->altitude, time, &now->climb_m_s, &now->climb_error_m_s);
  } else if (!signals->speed.series) {
    measure_states (timeline, vehicle, time, now);
  }
}

/* Spans over which the change of a climb is looked for, and what it may be wrong by. */
#define MIN_SPAN_S 1.0
#define MAX_SPAN_S 16.0
#define RISE_ERROR_M_S2 1.5

/* What two climbs have in common is not in their difference: their error is at least a
 * hundredth of them (core/log/slope.h). */
static double
own_error (const TlmKinematics *at)
{
  double common = 0.01 * at->climb_m_s, error = at->climb_error_m_s;

  return sqrt (MAX (error * error - common * common, error * error / 16));
}

/* From the climbs about the instant, over as long as it takes for their errors to matter
 * little; only where the climb is a slope itself. */
static void
measure_rise (TlmSignals *signals, gsize index)
{
  TlmKinematics *now = kinematics_at (signals, index);
  gint64 time = g_array_index (signals->times, gint64, index);
  gsize before = index, after = index, n = signals->times->len;

  if (signals->climb.series || !signals->altitude.series)
    return;
  while (before > 0 && after + 1 < n) {
    const TlmKinematics *a, *b;
    double span;
    if (tlm_signals_is_behind_gap (signals, before) || tlm_signals_is_behind_gap (signals, after + 1))
      return;
    if (time - g_array_index (signals->times, gint64, before) <=
        g_array_index (signals->times, gint64, after) - time)
      before--;
    else
      after++;
    a = kinematics_at (signals, before);
    b = kinematics_at (signals, after);
    span = tlm_duration_to_s (g_array_index (signals->times, gint64, after) -
        g_array_index (signals->times, gint64, before));
    if (before == index || after == index || span < MIN_SPAN_S || isnan (a->climb_m_s) ||
        isnan (b->climb_m_s))
      continue;
    now->rise_m_s2 = (b->climb_m_s - a->climb_m_s) / span;
    now->rise_error_m_s2 = hypot (own_error (a), own_error (b)) / span;
    if (now->rise_error_m_s2 < RISE_ERROR_M_S2 || span > MAX_SPAN_S)
      return;
  }
}

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

#define REST_SPEED_M_S 0.3       /* 1 km/h counts as none */
#define REST_CLIMB_M_S 0.3

#define REST_DOUBT_M_S 0.6

/* Neither up nor along. A sink that its error hides is no rest, unless a total speed says so. */
static double
at_rest (const TlmKinematics *now)
{
  gboolean has_climb = !isnan (now->climb_m_s);
  double unsure = SIGMAS * now->climb_error_m_s, doubt = MIN (SIGMAS * now->speed_error_m_s,
      REST_DOUBT_M_S);

  if (has_climb && fabs (now->climb_m_s) - unsure > REST_CLIMB_M_S)
    return 0;
  if (!isnan (now->speed_m_s))
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

static double
gravity_m_s2 (double altitude_m)
{
  const TlmBody *body = tlm_body_earth ();
  double radius = body->equatorial_radius_m + (isnan (altitude_m) ? 0 : altitude_m);

  return body->gm_m3_s2 / (radius * radius);
}

/* Less is noise of the air, and of what a webcast rounds; where there is no air less is
 * enough: what the errors leave, down to what the Earth's flattening does to a path. */
#define PUSH_OVER_M_S2 1.5
#define PUSH_UNDER_M_S2 1.0
/* Push per mass along the path, which may be any as long as it is not known how steep it is.
 * Where only the vertical is known the path is taken for it. */
static double
push_m_s2 (const TlmSignals *signals, const TlmKinematics *now, gsize index, double *error)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
  double gravity = gravity_m_s2 (altitude);

  if (isnan (now->speed_m_s)) {
    /* High up most of the speed may be along the ground, and hold it up as thrust does. */
    *error = altitude > AIRLESS_M && now->rise_m_s2 + gravity > PUSH_OVER_M_S2 ? NAN :
        now->rise_error_m_s2;
    return now->climb_m_s >= 0 ? now->rise_m_s2 + gravity : -now->rise_m_s2 - gravity;
  }
  double steep = CLAMP (now->climb_m_s / MAX (now->speed_m_s, 1), -1, 1);
  double steep_error = MIN (1, now->climb_error_m_s / MAX (now->speed_m_s, 1));
  *error = hypot (now->gain_error_m_s2, gravity * steep_error);
  return now->gain_m_s2 + gravity * steep;
}

#define LEAST_PART 0.03

static double
threshold_part (double altitude_m, double error_m_s2)
{
  return altitude_m > AIRLESS_M ? CLAMP (6 * error_m_s2 / PUSH_OVER_M_S2, LEAST_PART, 1) : 1;
}

static double
thrusting (const TlmSignals *signals, const TlmKinematics *now, gsize index)
{
  double error, push = push_m_s2 (signals, now, index, &error);
  double part = threshold_part (tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0), error);

  if (tlm_signals_at (signals, index, TLM_RULE_AT_REST, 0) == 1)
    return 0;
  return compare (push, error, part * PUSH_OVER_M_S2, part * PUSH_UNDER_M_S2);
}

/* Area times drag coefficient per mass, m²/kg: twice that of a capsule, the lightest thing that
 * falls without a parachute. */
#define DRAG_M2_KG 0.006
/* Slower than this, or lower, a parachute may hold it back by as much as an engine does. */
#define PARACHUTE_M_S 300.0
#define PARACHUTE_M 15e3
#define TOP_OF_AIR_M 80e3          /* of the standard atmosphere's tables */

/* Of the air at the pace; 0 above it. */
static double
pressure_pa (const TlmSignals *signals, gsize index)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
  TlmAtmosphere air = tlm_atmosphere_geometric (altitude);

  return isnan (air.density_kg_m3) && altitude > TOP_OF_AIR_M ? 0 :
      tlm_dynamic_pressure_pa (&air, tlm_signals_at (signals, index, TLM_RULE_PACE, 0));
}

static double
braking (const TlmSignals *signals, const TlmKinematics *now, gsize index)
{
  double error, push = push_m_s2 (signals, now, index, &error);
  double pressure = pressure_pa (signals, index);
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);

  if (tlm_signals_at (signals, index, TLM_RULE_AT_REST, 0) == 1)
    return 0;
  if (altitude < PARACHUTE_M || isnan (now->speed_m_s) || now->speed_m_s < PARACHUTE_M_S)
    return NAN;
  double part = 2 * threshold_part (altitude, error);
  return compare (-push - DRAG_M2_KG * pressure, error, part * PUSH_OVER_M_S2,
      part * PUSH_UNDER_M_S2);
}

#define ORBIT_M 120e3
/* What a speed relative to the Earth may lack: above the equator, by radius (IERS 2010). */
#define EARTH_TURNS_RAD_S 7.292115e-5

/* Perigee of the orbit of this height, horizontal and vertical speed. */
static double
perigee_m (double altitude_m, double along_m_s, double climb_m_s)
{
  const TlmBody *body = tlm_body_earth ();
  double radius = body->equatorial_radius_m + altitude_m, momentum = radius * along_m_s;
  double energy = (along_m_s * along_m_s + climb_m_s * climb_m_s) / 2 - body->gm_m3_s2 / radius;
  double part = 1 + 2 * energy * momentum * momentum / (body->gm_m3_s2 * body->gm_m3_s2);

  return momentum * momentum / body->gm_m3_s2 / (1 + sqrt (MAX (part, 0))) -
      body->equatorial_radius_m;
}

static double
on_orbit (const TlmSignals *signals, const TlmKinematics *now, gsize index)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
  double known = tlm_signals_at (signals, index, TLM_CHANNEL_PERIGEE, 0);
  double pushed = tlm_signals_at (signals, index, TLM_RULE_THRUSTING, 0);
  double climb = isnan (now->climb_m_s) ? 0 :
      MAX (fabs (now->climb_m_s) - SIGMAS * now->climb_error_m_s, 0), along;

  if (altitude < ORBIT_M)
    return 0;
  if (!isnan (known))
    return known > ORBIT_M;
  if (isnan (now->speed_m_s) || isnan (altitude))
    return NAN;
  if (pushed == 1)
    return 0;
  along = sqrt (MAX (now->speed_m_s * now->speed_m_s - climb * climb, 0)) +
      EARTH_TURNS_RAD_S * (tlm_body_earth ()->equatorial_radius_m + altitude);
  return perigee_m (altitude, along, climb) < ORBIT_M ? 0 : pushed == 0 ? 1 : NAN;
}

/* Height above where it first rested. */
static double
height (TlmSignals *signals, gsize index)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);

  if (isnan (signals->ground_m) && tlm_signals_at (signals, index, TLM_RULE_AT_REST, 0) == 1)
    signals->ground_m = altitude;
  return altitude - signals->ground_m;
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
  g_array_set_size (signals->kinematics, signals->times->len);
  for (gsize i = from; i < signals->times->len; i++)
    measure (signals, timeline, vehicle, i);
  if (from == 0)
    signals->ground_m = NAN;
  for (gsize i = from; i < signals->times->len; i++) {
    TlmKinematics *now = kinematics_at (signals, i);
    double error;
    measure_rise (signals, i);
    tell (signals, TLM_RULE_CLIMB, i, now->climb_m_s, now->rise_m_s2, NAN);
    tell (signals, TLM_RULE_RISING, i, moves (now, now->climb_m_s), NAN, NAN);
    tell (signals, TLM_RULE_FALLING, i, moves (now, -now->climb_m_s), NAN, NAN);
    tell_pace (signals, now, i);
    if (!signals->channels[TLM_CHANNEL_DYNAMIC_PRESSURE].series)
      tell (signals, TLM_CHANNEL_DYNAMIC_PRESSURE, i, pressure_pa (signals, i), NAN, NAN);
    tell (signals, TLM_RULE_HOLD, i, -push_m_s2 (signals, now, i, &error), NAN, NAN);
    tell (signals, TLM_RULE_AT_REST, i, at_rest (now), NAN, NAN);
    tell (signals, TLM_RULE_HEIGHT, i, height (signals, i), now->climb_m_s, now->rise_m_s2);
    tell (signals, TLM_RULE_THRUSTING, i, thrusting (signals, now, i), NAN, NAN);
    tell (signals, TLM_RULE_BRAKING, i, braking (signals, now, i), NAN, NAN);
    tell (signals, TLM_RULE_ON_ORBIT, i, on_orbit (signals, now, i), NAN, NAN);
  }
}
