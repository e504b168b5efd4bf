/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How the vehicle moves: speeds, directions, accelerations. */
#include <math.h>

#include "core/space/ephemeris-forces.h"
#include "core/space/frames/earth.h"
#include "core/timeline/derived-compute.h"
#include "core/timeline/derived-slope.h"

#define DEGREES (180.0 / G_PI)

/* Errors up to which an acceleration is shown, m/s^2 and as a part of it, and a
 * direction. */
#define BORNE_M_S2 0.5
#define BORNE_PART 0.1
#define HEADING_ERROR_RAD 0.2

static TlmValue
of_motion (TlmDerivedContext *context, double value)
{
  return tlm_derived_value (value, &context->worst, NULL);
}

TlmValue
tlm_derived_vertical_speed (TlmDerivedContext *context)
{
  if (!tlm_derived_need_motion (context))
    return TLM_VALUE_ABSENT;
  if (context->motion == TLM_MOTION_EPHEMERIS)
    return of_motion (context, context->local.vertical_m_s);
  if (context->motion != TLM_MOTION_BODY)
    return TLM_VALUE_ABSENT;
  return of_motion (context, tlm_vec3_dot (tlm_vec3_unit (context->state.state.position_m),
          context->state.state.velocity_m_s));
}

TlmValue
tlm_derived_vertical_slope (TlmDerivedContext *context)
{
  TlmDerivedRate climb = tlm_derived_altitude_rate (context);

  return tlm_derived_value (climb.value.value, &climb.value, NULL);
}

TlmValue
tlm_derived_horizontal_speed (TlmDerivedContext *context)
{
  if (!tlm_derived_need_local (context))
    return TLM_VALUE_ABSENT;
  return of_motion (context, context->local.horizontal_m_s);
}

/* What a horizontal speed may be wrong by that is had of a speed and a climb: half of
 * how far apart those are that go with a climb of one error less and more. */
static double
error_of_rest (double speed, double up, double up_error)
{
  double least = fmax (fabs (up) - up_error, 0), most = fabs (up) + up_error;

  return (sqrt (fmax (speed * speed - least * least, 0)) -
      sqrt (fmax (speed * speed - most * most, 0))) / 2;
}

/* A measured climb and speed are of two sensors: up to 5 % over is no horizontal
 * motion, and more is nonsense. */
TlmValue
tlm_derived_horizontal_rest (TlmDerivedContext *context)
{
  TlmValue speed = tlm_derived_measured (context, TLM_CHANNEL_SPEED);
  TlmValue up = tlm_derived_get (context, TLM_CHANNEL_VERTICAL_SPEED);
  TlmDerivedRate climb = tlm_derived_climb (context);
  double square = speed.value * speed.value - up.value * up.value;

  if (fabs (up.value) > 1.05 * fabs (speed.value) + 1 ||
      !tlm_derived_bears_speed (error_of_rest (speed.value, up.value, climb.error_per_s),
          speed.value))
    return TLM_VALUE_ABSENT;
  return tlm_derived_value (sqrt (fmax (square, 0)), &speed, &up);
}

TlmValue
tlm_derived_speed_relative (TlmDerivedContext *context)
{
  if (!tlm_derived_need_local (context) || !context->has_climb)
    return TLM_VALUE_ABSENT;
  return of_motion (context, context->local.speed_m_s);
}

TlmValue
tlm_derived_speed_inertial (TlmDerivedContext *context)
{
  if (!tlm_derived_need_inertial (context))
    return TLM_VALUE_ABSENT;
  return of_motion (context, tlm_vec3_norm (context->inertial_m_s));
}

static TlmSpeedFrame
frame_to_show (TlmDerivedContext *context)
{
  if (context->motion == TLM_MOTION_BODY || !tlm_derived_need_orbit (context))
    return TLM_SPEED_INERTIAL;
  return tlm_derived_speed_frame (context->place.height_m, context->orbit.perigee_m);
}

static TlmValue
speed_in (TlmDerivedContext *context, TlmSpeedFrame frame)
{
  TlmValue speed = tlm_derived_get (context, frame == TLM_SPEED_RELATIVE ?
      TLM_CHANNEL_SPEED_RELATIVE : TLM_CHANNEL_SPEED_INERTIAL);

  context->speed_frame = frame;
  return tlm_derived_value (speed.value, &speed, NULL);
}

TlmValue
tlm_derived_speed_by_frame (TlmDerivedContext *context)
{
  if (!tlm_derived_need_inertial (context))
    return TLM_VALUE_ABSENT;
  return speed_in (context, frame_to_show (context));
}

/* Of two measured ones that which would be shown of a state. */
TlmValue
tlm_derived_speed_as_measured (TlmDerivedContext *context)
{
  guint64 measured = context->basis->measured;

  if (!(measured & TLM_CHANNEL_BIT (SPEED_RELATIVE)))
    return speed_in (context, TLM_SPEED_INERTIAL);
  if (measured & TLM_CHANNEL_BIT (SPEED_INERTIAL)) {
    TlmValue altitude = tlm_derived_get (context, TLM_CHANNEL_ALTITUDE);
    if (tlm_value_is_shown (&altitude))
      return speed_in (context, tlm_derived_speed_frame (altitude.value, NAN));
  }
  return speed_in (context, TLM_SPEED_RELATIVE);
}

TlmValue
tlm_derived_speed_of_parts (TlmDerivedContext *context)
{
  TlmValue up = tlm_derived_get (context, TLM_CHANNEL_VERTICAL_SPEED);
  TlmValue along = tlm_derived_measured (context, TLM_CHANNEL_HORIZONTAL_SPEED);

  return tlm_derived_value (hypot (up.value, along.value), &up, &along);
}

/* Of a vehicle that hardly moves it is the noise's direction. */
TlmValue
tlm_derived_heading (TlmDerivedContext *context)
{
  if (!tlm_derived_need_local (context) ||
      context->horizontal_error_m_s > HEADING_ERROR_RAD * context->local.horizontal_m_s)
    return TLM_VALUE_ABSENT;
  return of_motion (context, context->local.track_rad * DEGREES);
}

TlmValue
tlm_derived_flight_path (TlmDerivedContext *context)
{
  if (!tlm_derived_need_motion (context) || context->motion != TLM_MOTION_EPHEMERIS)
    return TLM_VALUE_ABSENT;
  return of_motion (context, context->local.flight_path_rad * DEGREES);
}

/* Below walking pace it is the rounding's angle. */
TlmValue
tlm_derived_flight_path_of_parts (TlmDerivedContext *context)
{
  TlmValue up = tlm_derived_get (context, TLM_CHANNEL_VERTICAL_SPEED);
  TlmValue along = tlm_derived_get (context, TLM_CHANNEL_HORIZONTAL_SPEED);

  if (hypot (up.value, along.value) < 1)
    return TLM_VALUE_ABSENT;
  return tlm_derived_value (atan2 (up.value, along.value) * DEGREES, &up, &along);
}

/* Of the speed that the channel speed shows: along the velocity, and for the
 * Earth-relative one less what the turning of the axes adds. */
TlmValue
tlm_derived_acceleration (TlmDerivedContext *context)
{
  TlmVec3 rate = { 0, 0, TLM_EARTH_RATE }, velocity, change;

  if (!tlm_derived_need_acceleration (context))
    return TLM_VALUE_ABSENT;
  velocity = context->inertial_m_s;
  change = context->acceleration_m_s2;
  if (context->motion == TLM_MOTION_EPHEMERIS && frame_to_show (context) == TLM_SPEED_RELATIVE) {
    change = tlm_vec3_sub (change, tlm_vec3_cross (rate, velocity));
    velocity = context->fixed.velocity_m_s;
  }
  if (tlm_vec3_norm (velocity) <= 0)
    return of_motion (context, tlm_vec3_norm (change));
  return of_motion (context, tlm_vec3_dot (change, tlm_vec3_unit (velocity)));
}

TlmValue
tlm_derived_speed_slope (TlmDerivedContext *context)
{
  TlmDerivedRate rate = tlm_derived_slope (context, TLM_CHANNEL_SPEED);

  if (rate.error_per_s > fmax (BORNE_M_S2, BORNE_PART * fabs (rate.value.value)))
    return TLM_VALUE_ABSENT;
  return rate.value;
}

/* What a scale on board would weigh: acceleration less all that pulls at the vehicle
 * as at the scale. Of the Earth, or of another body whose pull is known; where the
 * Moon counts beside the Earth its place is known to 15 km (core/space/ephemeris-forces.h),
 * 0.03 m/s^2 above its very surface. */
TlmValue
tlm_derived_g_load (TlmDerivedContext *context)
{
  const TlmEphemerisState *state = &context->state;
  gboolean is_earth;
  TlmVec3 position;
  TlmForces forces;

  if (!tlm_derived_need_acceleration (context))
    return TLM_VALUE_ABSENT;
  is_earth = context->motion == TLM_MOTION_EPHEMERIS;
  position = is_earth ? context->fixed.position_m : state->state.position_m;
  forces = tlm_forces_new (context->body, is_earth ? TLM_FRAME_ITRF : state->frame,
      (TlmVec3) { 0, 0, 1 }, is_earth, state->instant, position, NULL);
  return of_motion (context, tlm_vec3_norm (tlm_vec3_sub (context->acceleration_m_s2,
              tlm_forces_at (&forces, 0, position))));
}
