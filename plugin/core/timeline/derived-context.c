/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a vehicle's channels share at one instant, each thing computed once. */
#include <math.h>

#include "core/log/slope.h"
#include "core/space/frames/geoid.h"
#include "core/timeline/derived-private.h"
#include "core/timeline/derived-state.h"
#include "core/timeline/timeline-private.h"

#define RADIANS (G_PI / 180.0)

/* Bits of context->steps: tried, and there. */
typedef enum {
  STEP_MOTION = 1 << 0,
  STEP_LOCAL = 1 << 2,
  STEP_INERTIAL = 1 << 4,
  STEP_ORBIT = 1 << 6,
  STEP_ACCELERATION = 1 << 8,
  STEP_AIR = 1 << 10
} TlmStep;

void
tlm_derived_begin (TlmDerivedContext *context, const TlmTimeline *timeline,
    const TlmDerivedBasis *basis, gint64 time_ns)
{
  context->timeline = timeline;
  context->basis = basis;
  context->time_ns = time_ns;
  context->instant = tlm_timeline_to_instant (timeline, time_ns);
  context->speed_frame = TLM_SPEED_UNDECLARED;
  context->done = 0;
  context->steps = 0;
  context->motion = TLM_MOTION_UNKNOWN;
}

/* Runs FILL at the first call and remembers its answer. */
static inline gboolean
once (TlmDerivedContext *context, TlmStep step, gboolean (*fill) (TlmDerivedContext *))
{
  if (!(context->steps & step))
    context->steps |= step | (fill (context) ? step << 1 : 0);
  return (context->steps & step << 1) != 0;
}

TlmValue
tlm_derived_value (double value, const TlmValue *a, const TlmValue *b)
{
  TlmValue out = { value, a->age_ns, a->validity, TLM_ORIGIN_DERIVED };

  if (b) {
    out.age_ns = MAX (a->age_ns, b->age_ns);
    out.validity = MIN (a->validity, b->validity);
  }
  return out.validity > TLM_VALIDITY_ABSENT && isfinite (value) ? out : TLM_VALUE_ABSENT;
}

TlmValue
tlm_derived_measured (const TlmDerivedContext *context, guint channel)
{
  const GPtrArray *tracks = context->basis->tracks[channel];

  return tracks ? tlm_timeline_measured (context->timeline, tracks, context->time_ns, NULL)
      : TLM_VALUE_ABSENT;
}

TlmValue
tlm_derived_slope (const TlmDerivedContext *context, guint channel)
{
  const GPtrArray *tracks = context->basis->tracks[channel];
  const TlmTrack *track = NULL;
  TlmValue value;
  double slope;

  if (!tracks)
    return TLM_VALUE_ABSENT;
  value = tlm_timeline_measured (context->timeline, tracks, context->time_ns, &track);
  if (!track || !tlm_slope_at (track->series, context->time_ns, track->slope_window_ns,
          track->interpolation == TLM_INTERPOLATION_ANGLE, &slope))
    return TLM_VALUE_ABSENT;
  return tlm_derived_value (slope, &value, NULL);
}

static TlmValue
derive (TlmDerivedContext *context, guint channel)
{
  TlmValue best = TLM_VALUE_ABSENT;

  for (guint i = 0; i < TLM_DERIVED_WAYS && context->basis->ways[channel][i]; i++) {
    TlmValue value = context->basis->ways[channel][i]->compute (context);
    if (value.validity > best.validity)
      best = value;
    if (best.validity == TLM_VALIDITY_FRESH)
      break;
  }
  return best;
}

static TlmValue
find_value (TlmDerivedContext *context, guint channel)
{
  const TlmDerivedBasis *basis = context->basis;
  guint64 bit = G_GUINT64_CONSTANT (1) << channel;
  TlmValue value;

  if (channel == TLM_CHANNEL_ALTITUDE && basis->datum_conflict)
    return derive (context, channel);
  if (!(basis->measured & bit))
    return basis->ways[channel][0] ? derive (context, channel) : TLM_VALUE_ABSENT;
  if (basis->preferred & bit) {
    value = derive (context, channel);
    if (tlm_value_is_shown (&value))
      return value;
    if (channel == TLM_CHANNEL_SPEED)
      context->speed_frame = TLM_SPEED_UNDECLARED;
  }
  return tlm_derived_measured (context, channel);
}

TlmValue
tlm_derived_get (TlmDerivedContext *context, guint channel)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << channel;

  if (!(context->done & bit)) {
    context->memo[channel] = find_value (context, channel);
    context->done |= bit;
  }
  return context->memo[channel];
}

gboolean
tlm_derived_height_channel (const TlmDerivedBasis *basis, guint *channel)
{
  static const guint8 order[] = { TLM_CHANNEL_ALTITUDE_ELLIPSOID, TLM_CHANNEL_ALTITUDE_MSL,
    TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_ALTITUDE_AGL };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    if (basis->tracks[order[i]]) {
      *channel = order[i];
      return TRUE;
    }
  }
  return FALSE;
}

static TlmDatum
datum_of (const TlmDerivedBasis *basis, guint channel)
{
  return channel == TLM_CHANNEL_ALTITUDE_ELLIPSOID ? TLM_DATUM_ELLIPSOID :
      channel == TLM_CHANNEL_ALTITUDE_MSL ? TLM_DATUM_MSL :
      channel == TLM_CHANNEL_ALTITUDE_AGL ? TLM_DATUM_AGL : basis->datum;
}

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
  if (datum_of (context->basis, channel) == TLM_DATUM_MSL)
    raised += tlm_geoid_undulation_m (context->place.latitude_rad, context->place.longitude_rad);
  else if (datum_of (context->basis, channel) == TLM_DATUM_AGL)
    raised += context->timeline->site.pad_altitude_m;
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
    tlm_age_validity (&context->timeline->limits, age, state->step_ns), TLM_ORIGIN_DERIVED };
  context->motion = TLM_MOTION_BODY;
  if (state->centre != tlm_body_earth ())
    return TRUE;
  context->motion = TLM_MOTION_EPHEMERIS;
  tlm_frame_convert (state->frame, TLM_FRAME_ITRF, state->instant, &state->state,
      context->timeline->eop, &context->fixed);
  context->place = tlm_geodetic_from_itrf (context->fixed.position_m);
  context->local = tlm_local_motion (&context->place, context->fixed.velocity_m_s);
  return TRUE;
}

gboolean
tlm_derived_need_motion (TlmDerivedContext *context)
{
  return once (context, STEP_MOTION, fill_motion);
}

/* The climb: measured, or of the altitude; 0 where there is none, and then no
 * rule asks for more than the horizontal part. */
static double
climb_m_s (TlmDerivedContext *context)
{
  TlmValue climb = tlm_derived_measured (context, TLM_CHANNEL_VERTICAL_SPEED);
  guint channel;

  if (climb.validity == TLM_VALIDITY_ABSENT &&
      tlm_derived_height_channel (context->basis, &channel))
    climb = tlm_derived_slope (context, channel);
  if (climb.validity > TLM_VALIDITY_ABSENT)
    context->worst = tlm_derived_value (0, &context->worst, &climb);
  return climb.value;
}

/* From the rates of latitude and longitude, by the ellipsoid's radii of
 * curvature. */
static gboolean
local_from_rates (TlmDerivedContext *context)
{
  TlmValue latitude = tlm_derived_slope (context, TLM_CHANNEL_LATITUDE);
  TlmValue longitude = tlm_derived_slope (context, TLM_CHANNEL_LONGITUDE);
  const TlmGeodetic *place = &context->place;
  double sp = sin (place->latitude_rad), cp = cos (place->latitude_rad);
  double sl = sin (place->longitude_rad), cl = cos (place->longitude_rad);
  double e2 = 1 / 298.257223563 * (2 - 1 / 298.257223563), w = 1 - e2 * sp * sp;
  double across = 6378137 / sqrt (w), along = across * (1 - e2) / w, east, north, up;

  if (!latitude.validity || !longitude.validity)
    return FALSE;
  north = (along + place->height_m) * latitude.value * RADIANS;
  east = (across + place->height_m) * cp * longitude.value * RADIANS;
  up = climb_m_s (context);
  context->fixed.velocity_m_s = (TlmVec3) { up * cp * cl - north * sp * cl - east * sl,
    up * cp * sl - north * sp * sl + east * cl, up * sp + north * cp };
  context->local = tlm_local_motion (place, context->fixed.velocity_m_s);
  return TRUE;
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
  return once (context, STEP_LOCAL, fill_local);
}

static TlmVec3
earth_rate (const TlmDerivedContext *context)
{
  return (TlmVec3) { 0, 0, context->instant == TLM_TIME_NONE ? TLM_EARTH_RATE :
    tlm_earth_rate_rad_s (context->instant, context->timeline->eop) };
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
  if (!tlm_derived_need_local (context))
    return FALSE;
  context->inertial_m_s = tlm_vec3_add (context->fixed.velocity_m_s,
      tlm_vec3_cross (earth_rate (context), context->fixed.position_m));
  return TRUE;
}

gboolean
tlm_derived_need_inertial (TlmDerivedContext *context)
{
  return once (context, STEP_INERTIAL, fill_inertial);
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
  return once (context, STEP_ORBIT, fill_orbit);
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
      context->timeline->eop);
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
  return once (context, STEP_ACCELERATION, fill_acceleration);
}

/* The standard atmosphere is above mean sea level; where that cannot be had
 * the altitude that there is stands for it, but never one above a pad of
 * unknown height. */
static gboolean
fill_air (TlmDerivedContext *context)
{
  static const guint8 order[] = { TLM_CHANNEL_ALTITUDE_MSL, TLM_CHANNEL_ALTITUDE_ELLIPSOID,
    TLM_CHANNEL_ALTITUDE_AGL, TLM_CHANNEL_ALTITUDE };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    gboolean above_pad = datum_of (context->basis, order[i]) == TLM_DATUM_AGL;

    if (!(context->basis->available >> order[i] & 1) ||
        (above_pad && !context->timeline->site.has_pad))
      continue;
    context->air_worst = tlm_derived_get (context, order[i]);
    if (context->air_worst.validity == TLM_VALIDITY_ABSENT)
      continue;
    context->air = tlm_atmosphere_geometric (context->air_worst.value +
        (above_pad ? context->timeline->site.pad_altitude_m : 0));
    return TRUE;
  }
  return FALSE;
}

gboolean
tlm_derived_need_air (TlmDerivedContext *context)
{
  return once (context, STEP_AIR, fill_air);
}
