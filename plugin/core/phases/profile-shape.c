/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/profile-shape.h"

#include <math.h>

#define MAX_SAMPLES 2000
#define MIN_SAMPLES 200
/* Slopes are taken over this much at least; altitudes in whole kilometres need more. */
#define BASE_S 4.0
#define COARSE_BASE_S 16.0

#define ORBIT_M 120e3
#define ORBIT_M_S 5e3
#define GRAVITY_M_S2 9.8

/* Braking: more than this, and more than a booster's drag: 1.2e-3 m2/kg of dynamic pressure,
 * above what was seen of any (falcon9.profile). */
#define BRAKE_M_S2 4.0
#define TURN_M_S2 3.0
#define DRAG_M2_KG 1.2e-3
/* Of anything that is known to fly: a light rocket's, nose on. */
#define MOST_DRAG_M2_KG 1e-2
/* A burn ends and drag does not: over so long after it the braking for each unit of dynamic
 * pressure is less than this part of what it was. Holds down to this height. */
#define AFTER_S 12.0
#define AFTER_PART 0.4
#define AFTER_M 8e3

typedef struct {
  const TlmTimeline *timeline;
  guint vehicle;
  guint n;
  gint64 first_ns;
  double step_s;
  double *altitude, *speed;    /* NaN: not known */
  gboolean is_climb;           /* the speeds are vertical */
} Samples;

static double
shown (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns)
{
  TlmValue value = tlm_timeline_value (timeline, vehicle, channel, time_ns);

  return tlm_value_is_shown (&value) && value.age_ns < 5 * TLM_SECOND ? value.value : NAN;
}

static void
take_samples (Samples *samples, gint64 first_ns, gint64 last_ns)
{
  double span_s = tlm_duration_to_s (last_ns - first_ns);
  guint channel = TLM_CHANNEL_SPEED;

  samples->n = (guint) CLAMP (span_s, MIN_SAMPLES, MAX_SAMPLES);
  samples->first_ns = first_ns;
  samples->step_s = span_s / (samples->n - 1);
  samples->altitude = g_new (double, samples->n);
  samples->speed = g_new (double, samples->n);
  samples->is_climb = !tlm_timeline_has_channel (samples->timeline, samples->vehicle, channel, NULL);
  if (samples->is_climb)
    channel = TLM_CHANNEL_VERTICAL_SPEED;
  for (guint i = 0; i < samples->n; i++) {
    gint64 time = first_ns + (gint64) (i * samples->step_s * (double) TLM_SECOND);
    samples->altitude[i] = shown (samples->timeline, samples->vehicle, TLM_CHANNEL_ALTITUDE, time);
    samples->speed[i] = shown (samples->timeline, samples->vehicle, channel, time);
  }
}

/* How many steps SPAN_S is, which are more than all where a step is next to nothing. */
static guint
steps_of (const Samples *samples, double span_s)
{
  return (guint) MIN (ceil (span_s / samples->step_s), (double) samples->n);
}

/* Change a second of VALUES about sample I, over BASE seconds at least. */
static double
slope (const Samples *samples, const double *values, guint i, double base_s)
{
  guint half = MAX (steps_of (samples, base_s / 2), 1);

  if (i < half || i + half >= samples->n)
    return NAN;
  return (values[i + half] - values[i - half]) / (2 * half * samples->step_s);
}

/* Thrust less drag along the path, by speed and height alone. */
static double
push (const Samples *samples, guint i)
{
  double climb = slope (samples, samples->altitude, i, COARSE_BASE_S);
  double speed = MAX (samples->speed[i], 1);

  if (samples->is_climb)
    return NAN;
  return slope (samples, samples->speed, i, BASE_S) + GRAVITY_M_S2 * CLAMP (climb / speed, -1, 1);
}

/* Of the Earth's air, a rough exponential one: 7.2 km, 1.6 kg/m3 fits within a third to 80 km. */
static double
dynamic_pressure (double altitude_m, double speed_m_s)
{
  return 0.5 * 1.6 * exp (-altitude_m / 7200) * speed_m_s * speed_m_s;
}

static gboolean
is_braking (const Samples *samples, guint i)
{
  double altitude = samples->altitude[i], speed = samples->speed[i];

  return altitude > 20e3 && altitude < 80e3 && speed < 3e3 &&
      slope (samples, samples->altitude, i, COARSE_BASE_S) < -100 &&
      push (samples, i) < -BRAKE_M_S2 - DRAG_M2_KG * dynamic_pressure (altitude, speed);
}

static gboolean
is_turning (const Samples *samples, guint i)
{
  double altitude = samples->altitude[i], speed = samples->speed[i];

  return altitude > 50e3 && speed < 3e3 &&
      push (samples, i) < -TURN_M_S2 - MOST_DRAG_M2_KG * dynamic_pressure (altitude, speed);
}

static gboolean
is_floating (const Samples *samples, guint i)
{
  double fall = -slope (samples, samples->altitude, i, COARSE_BASE_S);
  double before = i >= 8 ? -slope (samples, samples->altitude, i - 8, COARSE_BASE_S) : NAN;

  return samples->altitude[i] < 20e3 && fall > 1 && fall < 150 && fabs (fall - before) < 0.25 * fall + 0.5;
}

/* The longest unbroken stretch in which HOLDS, or with WHOLE all of them together. */
static TlmDuration
longest (const Samples *samples, gboolean (*holds) (const Samples *, guint), gboolean whole)
{
  guint run = 0, most = 0;

  for (guint i = 0; i < samples->n; i++) {
    run = holds (samples, i) ? run + 1 : whole ? run : 0;
    most = MAX (most, run);
  }
  return (TlmDuration) (most * samples->step_s * (double) TLM_SECOND);
}

/* Mean braking over dynamic pressure of samples FROM to TO, m2/kg; NaN: not known. */
static double
braking_area (const Samples *samples, guint from, guint to)
{
  double sum = 0;
  guint n = 0;

  for (guint i = from; i < MIN (to, samples->n); i++) {
    double area = -push (samples, i) / dynamic_pressure (samples->altitude[i], samples->speed[i]);
    if (!isfinite (area) || samples->altitude[i] < AFTER_M)
      continue;
    sum += area;
    n++;
  }
  return n > 0 ? sum / n : NAN;
}

/* The longest stretch of braking that ends while the air grows denser. */
static TlmDuration
longest_burn (const Samples *samples)
{
  guint after = steps_of (samples, AFTER_S), settle = steps_of (samples, 3);
  guint most = 0, begin = 0;

  for (guint i = 0; i <= samples->n; i++) {
    if (i < samples->n && is_braking (samples, i))
      continue;
    if (i - begin > most && braking_area (samples, i + settle, i + settle + after) <
        AFTER_PART * braking_area (samples, begin, i))
      most = i - begin;
    begin = i + 1;
  }
  return (TlmDuration) (most * samples->step_s * (double) TLM_SECOND);
}

static void
note_altitude (const Samples *samples, guint i, TlmVehicleShape *shape, guint *highest)
{
  double altitude = samples->altitude[i];

  if (!isfinite (altitude))
    return;
  if (!shape->is_seen)
    shape->first_altitude_m = altitude;
  if (!shape->is_seen || altitude > shape->largest_altitude_m) {
    shape->largest_altitude_m = altitude;
    *highest = i;
  }
  shape->last_altitude_m = altitude;
  shape->is_seen = TRUE;
  shape->ends_ns = (TlmDuration) (i * samples->step_s * (double) TLM_SECOND);
}

static double
larger (double a, double b)
{
  return isnan (a) || b > a ? b : a;
}

/* When it left its first height for good on the way up. */
static guint
find_departure (const Samples *samples, const TlmVehicleShape *shape, guint highest)
{
  double near = shape->first_altitude_m +
      0.01 * (shape->largest_altitude_m - shape->first_altitude_m);
  guint i = highest;

  while (i > 0 && !(samples->altitude[i] <= near))
    i--;
  return i;
}

static void
measure (const Samples *samples, TlmVehicleShape *shape)
{
  double lowest = INFINITY, close;
  guint highest = 0;
  gboolean orbit = TRUE;

  for (guint i = 0; i < samples->n; i++) {
    note_altitude (samples, i, shape, &highest);
    lowest = fmin (lowest, samples->altitude[i]);
    shape->largest_speed_m_s = larger (shape->largest_speed_m_s, fabs (samples->speed[i]));
    shape->largest_gain_m_s2 = larger (shape->largest_gain_m_s2,
        slope (samples, samples->speed, i, BASE_S));
    shape->largest_climb_m_s = larger (shape->largest_climb_m_s,
        slope (samples, samples->altitude, i, BASE_S));
    orbit &= samples->altitude[i] > ORBIT_M && samples->speed[i] > ORBIT_M_S;
  }
  if (!shape->is_seen)
    return;
  close = lowest + CLAMP (0.02 * (shape->largest_altitude_m - lowest), 5, 3e3);
  shape->begins_low = shape->first_altitude_m <= close;
  shape->ends_low = shape->last_altitude_m <= close;
  shape->is_always_on_orbit = orbit;
  shape->climb_ns = (TlmDuration) ((highest - find_departure (samples, shape, highest)) *
      samples->step_s * (double) TLM_SECOND);
  shape->brake_ns = longest_burn (samples);
  shape->turn_ns = longest (samples, is_turning, FALSE);
  shape->steady_fall_ns = longest (samples, is_floating, TRUE);
}

static double
find_range (const TlmTimeline *timeline, guint vehicle)
{
  const TlmTrack *track = tlm_timeline_track (timeline, vehicle, TLM_CHANNEL_RANGE);
  double low, high;

  if (!track || !tlm_series_range (track->series, &low, &high) || high < 2 * low + 10)
    return NAN;
  return low;
}

TlmFlightShape
tlm_flight_shape (const TlmTimeline *timeline)
{
  TlmFlightShape shape = { .least_range_m = NAN };
  gint64 first, last;

  g_return_val_if_fail (timeline != NULL, shape);
  shape.body = tlm_timeline_get_site (timeline)->body;
  shape.n_vehicles = MIN (tlm_timeline_n_vehicles (timeline), TLM_SHAPE_MAX_VEHICLES);
  for (guint i = 0; i < shape.n_vehicles; i++) {
    Samples samples = { .timeline = timeline, .vehicle = i };
    shape.names[i] = tlm_timeline_vehicle_name (timeline, i);
    shape.vehicles[i] = (TlmVehicleShape) { NAN, NAN, NAN, NAN, NAN, NAN };
    shape.least_range_m = fmin (shape.least_range_m, find_range (timeline, i));
    if (!tlm_timeline_span (timeline, &first, &last) || last <= first)
      continue;
    take_samples (&samples, first, last);
    measure (&samples, &shape.vehicles[i]);
    g_free (samples.altitude);
    g_free (samples.speed);
  }
  return shape;
}
