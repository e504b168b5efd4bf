/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How the vehicle moves, from an ephemeris or from measured places. */
#include "core/timeline/derived-trajectory.h"

#include <math.h>

#include "core/space/frames/earth.h"
#include "core/space/frames/geoid.h"
#include "core/space/frames/wgs84.h"
#include "core/timeline/derived-slope.h"
#include "core/timeline/derived-state.h"

#define RADIANS (G_PI / 180.0)

/* Height above the ellipsoid for the sake of motion, where 100 m one way or
 * another are a hundredth of a per mille: an undeclared one is taken as it is. */
static double
height_of_place (TlmDerivedContext *context)
{
  TlmValue altitude;
  double raised;
  guint channel;

  if (!tlm_derived_height_channel (context->basis, &channel))
    return 0;
  altitude = tlm_derived_measured (context, channel);
  context->worst = tlm_derived_value (0, &context->worst, &altitude);
  raised = altitude.value;
  if (tlm_derived_datum_of (context->basis, channel) == TLM_DATUM_MSL)
    raised += tlm_geoid_undulation_m (context->place.latitude_rad, context->place.longitude_rad);
  else if (tlm_derived_datum_of (context->basis, channel) == TLM_DATUM_AGL)
    raised += context->world->site.pad_altitude_m;
  return isnan (raised) ? altitude.value : raised;
}

static gboolean
motion_from_place (TlmDerivedContext *context)
{
  TlmValue latitude = tlm_derived_measured (context, TLM_CHANNEL_LATITUDE);
  TlmValue longitude = tlm_derived_measured (context, TLM_CHANNEL_LONGITUDE);

  context->worst = tlm_derived_value (0, &latitude, &longitude);
  if (context->worst.validity == TLM_VALIDITY_ABSENT)
    return FALSE;
  context->place.latitude_rad = latitude.value * RADIANS;
  context->place.longitude_rad = longitude.value * RADIANS;
  context->place.height_m = height_of_place (context);
  context->fixed.position_m = tlm_geodetic_to_itrf (&context->place);
  context->body = tlm_body_earth ();
  context->motion = TLM_MOTION_PLACE;
  return context->worst.validity > TLM_VALIDITY_ABSENT;
}

static gboolean
fill_motion (TlmDerivedContext *context)
{
  TlmEphemerisState *state = &context->state;
  TlmDuration age;

  if (!tlm_derived_last_state (context->basis->states, context->instant, state))
    return motion_from_place (context);
  age = context->instant - state->instant;
  context->body = state->centre;
  context->worst = (TlmValue) { 0, age,
    tlm_age_validity (&context->world->limits, age, state->step_ns), TLM_ORIGIN_DERIVED };
  context->motion = TLM_MOTION_BODY;
  if (state->centre != tlm_body_earth ())
    return TRUE;
  context->motion = TLM_MOTION_EPHEMERIS;
  tlm_frame_convert (state->frame, TLM_FRAME_ITRF, state->instant, &state->state,
      context->world->eop, &context->fixed);
  context->place = tlm_geodetic_from_itrf (context->fixed.position_m);
  context->local = tlm_local_motion (&context->place, context->fixed.velocity_m_s);
  context->has_climb = TRUE;
  context->horizontal_error_m_s = 0;
  return TRUE;
}

gboolean
tlm_derived_need_motion (TlmDerivedContext *context)
{
  return tlm_derived_once (context, TLM_STEP_MOTION, fill_motion);
}

/* From the rates of latitude and longitude, by the ellipsoid's radii of curvature,
 * and the climb, 0 where it cannot be had. */
static gboolean
local_from_rates (TlmDerivedContext *context)
{
  TlmDerivedRate latitude = tlm_derived_slope (context, TLM_CHANNEL_LATITUDE);
  TlmDerivedRate longitude = tlm_derived_slope (context, TLM_CHANNEL_LONGITUDE);
  TlmDerivedRate climb = tlm_derived_climb (context);
  const TlmGeodetic *place = &context->place;
  double sp = sin (place->latitude_rad), cp = cos (place->latitude_rad);
  double sl = sin (place->longitude_rad), cl = cos (place->longitude_rad);
  double e2 = TLM_WGS84_FLATTENING * (2 - TLM_WGS84_FLATTENING), w = 1 - e2 * sp * sp;
  double across = TLM_WGS84_RADIUS_M / sqrt (w), along = across * (1 - e2) / w;
  double east, north, up = climb.value.value;

  if (!latitude.value.validity || !longitude.value.validity)
    return FALSE;
  along = (along + place->height_m) * RADIANS;
  across = (across + place->height_m) * cp * RADIANS;
  north = along * latitude.value.value;
  east = across * longitude.value.value;
  context->horizontal_error_m_s = hypot (along * latitude.error_per_s,
      across * longitude.error_per_s);
  context->has_climb = climb.value.validity > TLM_VALIDITY_ABSENT;
  if (context->has_climb)
    context->worst = tlm_derived_value (0, &context->worst, &climb.value);
  context->fixed.velocity_m_s = (TlmVec3) { up * cp * cl - north * sp * cl - east * sl,
    up * cp * sl - north * sp * sl + east * cl, up * sp + north * cp };
  context->local = tlm_local_motion (place, context->fixed.velocity_m_s);
  return tlm_derived_bears_speed (context->horizontal_error_m_s, context->local.horizontal_m_s);
}

static gboolean
fill_local (TlmDerivedContext *context)
{
  if (!tlm_derived_need_motion (context) || context->motion == TLM_MOTION_BODY)
    return FALSE;
  return context->motion == TLM_MOTION_EPHEMERIS || local_from_rates (context);
}

gboolean
tlm_derived_need_local (TlmDerivedContext *context)
{
  return tlm_derived_once (context, TLM_STEP_LOCAL, fill_local);
}

static TlmVec3
earth_rate (const TlmDerivedContext *context)
{
  return (TlmVec3) { 0, 0, context->instant == TLM_TIME_NONE ? TLM_EARTH_RATE :
    tlm_earth_rate_rad_s (context->instant, context->world->eop) };
}

static gboolean
fill_inertial (TlmDerivedContext *context)
{
  if (!tlm_derived_need_motion (context))
    return FALSE;
  if (context->motion == TLM_MOTION_BODY) {
    context->inertial_m_s = context->state.state.velocity_m_s;
    return TRUE;
  }
  if (!tlm_derived_need_local (context) || !context->has_climb)
    return FALSE;
  context->inertial_m_s = tlm_vec3_add (context->fixed.velocity_m_s,
      tlm_vec3_cross (earth_rate (context), context->fixed.position_m));
  return TRUE;
}

gboolean
tlm_derived_need_inertial (TlmDerivedContext *context)
{
  return tlm_derived_once (context, TLM_STEP_INERTIAL, fill_inertial);
}

/* In the Earth's own axes, frozen: their z is the pole of date. */
static gboolean
fill_orbit (TlmDerivedContext *context)
{
  TlmState state;

  if (!tlm_derived_need_inertial (context))
    return FALSE;
  state = context->motion == TLM_MOTION_BODY ? context->state.state :
      (TlmState) { context->fixed.position_m, context->inertial_m_s };
  context->orbit = tlm_orbit_from_state (&state, context->body);
  return TRUE;
}

gboolean
tlm_derived_need_orbit (TlmDerivedContext *context)
{
  return tlm_derived_once (context, TLM_STEP_ORBIT, fill_orbit);
}

/* Whether the ephemeris knows of a state at AT that can be compared with that
 * of now. */
static gboolean
neighbour (const TlmDerivedContext *context, TlmInstant at, TlmVec3 *velocity_m_s)
{
  TlmEphemerisState state;

  if (!tlm_derived_state_at (context->basis->states, at, &state) ||
      state.frame != context->state.frame || state.centre != context->state.centre)
    return FALSE;
  *velocity_m_s = state.state.velocity_m_s;
  return TRUE;
}

/* Rate of change of the velocity in the ephemeris's own axes: as it says, or by
 * neighbours half a second away, or by one of them where it begins or ends. Measured
 * velocities have noise, of which a difference over a second would make acceleration. */
static gboolean
velocity_change (const TlmDerivedContext *context, TlmVec3 *change)
{
  const TlmDuration half = TLM_SECOND / 2;
  const TlmEphemerisState *state = &context->state;
  TlmVec3 from = state->state.velocity_m_s, to = from;
  int steps;

  if (isfinite (tlm_vec3_norm (state->acceleration_m_s2))) {
    *change = state->acceleration_m_s2;
    return TRUE;
  }
  if (state->origin == TLM_EPHEMERIS_MEASURED)
    return FALSE;
  steps = neighbour (context, state->instant - half, &from);
  steps += neighbour (context, state->instant + half, &to);
  if (steps == 0)
    return FALSE;
  *change = tlm_vec3_scale (tlm_vec3_sub (to, from), 2.0 / steps);
  return TRUE;
}

/* Into the Earth's axes and free of their turning. */
static gboolean
fill_acceleration (TlmDerivedContext *context)
{
  TlmVec3 change, rate;
  TlmMat3 turn;

  if (!tlm_derived_need_inertial (context) || context->motion == TLM_MOTION_PLACE ||
      !velocity_change (context, &change))
    return FALSE;
  context->acceleration_m_s2 = change;
  if (context->motion == TLM_MOTION_BODY)
    return TRUE;
  turn = tlm_frame_rotation (context->state.frame, TLM_FRAME_ITRF, context->state.instant,
      context->world->eop);
  context->acceleration_m_s2 = change = tlm_mat3_apply (&turn, change);
  if (!tlm_frame_is_earth_fixed (context->state.frame))
    return TRUE;
  /* w x (w x r) + 2 w x v = w x (v_inertial + v_fixed) */
  rate = earth_rate (context);
  context->acceleration_m_s2 = tlm_vec3_add (change, tlm_vec3_cross (rate,
          tlm_vec3_add (context->inertial_m_s, context->fixed.velocity_m_s)));
  return TRUE;
}

gboolean
tlm_derived_need_acceleration (TlmDerivedContext *context)
{
  return tlm_derived_once (context, TLM_STEP_ACCELERATION, fill_acceleration);
}
