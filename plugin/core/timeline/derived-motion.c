/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How the vehicle moves: speeds, directions, accelerations. */
#include <math.h>

#include "core/space/frames/earth.h"
#include "core/timeline/derived-compute.h"

#define DEGREES (180.0 / G_PI)

/* Second zonal harmonic of the Earth (EGM2008, tide-free; 1.0826e-3). */
#define J2 1.0826266835531513e-3

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
  guint channel;

  if (!tlm_derived_height_channel (context->basis, &channel))
    return TLM_VALUE_ABSENT;
  return tlm_derived_slope (context, channel);
}

TlmValue
tlm_derived_horizontal_speed (TlmDerivedContext *context)
{
  if (!tlm_derived_need_local (context))
    return TLM_VALUE_ABSENT;
  return of_motion (context, context->local.horizontal_m_s);
}

/* The rounding of a read-out and the fit's lag make a climb a little faster
 * than the speed; more than 5 % over is no horizontal motion but nonsense. */
TlmValue
tlm_derived_horizontal_rest (TlmDerivedContext *context)
{
  TlmValue speed = tlm_derived_measured (context, TLM_CHANNEL_SPEED);
  TlmValue up = tlm_derived_get (context, TLM_CHANNEL_VERTICAL_SPEED);
  double square = speed.value * speed.value - up.value * up.value;

  if (fabs (up.value) > 1.05 * fabs (speed.value) + 1)
    return TLM_VALUE_ABSENT;
  return tlm_derived_value (sqrt (fmax (square, 0)), &speed, &up);
}

TlmValue
tlm_derived_speed_relative (TlmDerivedContext *context)
{
  if (!tlm_derived_need_local (context))
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
  TlmValue up = tlm_derived_measured (context, TLM_CHANNEL_VERTICAL_SPEED);
  TlmValue along = tlm_derived_measured (context, TLM_CHANNEL_HORIZONTAL_SPEED);

  return tlm_derived_value (hypot (up.value, along.value), &up, &along);
}

TlmValue
tlm_derived_heading (TlmDerivedContext *context)
{
  if (!tlm_derived_need_local (context))
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
  return tlm_derived_slope (context, TLM_CHANNEL_SPEED);
}

/* Gravitation of an Earth flattened by J2, in axes whose z is the Earth's. */
static TlmVec3
gravitation (TlmVec3 r, const TlmBody *earth)
{
  double length = tlm_vec3_norm (r), a = earth->equatorial_radius_m / length;
  double sine = r.z / length, k = 1.5 * J2 * a * a;
  double pull = -earth->gm_m3_s2 / (length * length * length);

  return (TlmVec3) { pull * r.x * (1 + k * (1 - 5 * sine * sine)),
    pull * r.y * (1 + k * (1 - 5 * sine * sine)), pull * r.z * (1 + k * (3 - 5 * sine * sine)) };
}

TlmValue
tlm_derived_g_load (TlmDerivedContext *context)
{
  if (!tlm_derived_need_acceleration (context) || context->motion != TLM_MOTION_EPHEMERIS)
    return TLM_VALUE_ABSENT;
  return of_motion (context, tlm_vec3_norm (tlm_vec3_sub (context->acceleration_m_s2,
              gravitation (context->fixed.position_m, tlm_body_earth ()))));
}
