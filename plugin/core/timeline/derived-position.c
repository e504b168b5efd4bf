/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where the vehicle is: altitudes, latitude, longitude, downrange. */
#include <math.h>

#include "core/space/frames/geoid.h"
#include "core/space/frames/sun.h"
#include "core/timeline/derived-compute.h"

#define DEGREES (180.0 / G_PI)

/* Heights up to which these mean something. The Moon is 356,000 km away at least. */
#define HIGHEST_DOWNRANGE_M 2000e3
#define HIGHEST_SUNLIT_M 280000e3

TlmValue
tlm_derived_altitude_itself (TlmDerivedContext *context)
{
  TlmValue altitude = tlm_derived_measured (context, TLM_CHANNEL_ALTITUDE);

  return tlm_derived_value (altitude.value, &altitude, NULL);
}

static gboolean
on_earth (TlmDerivedContext *context)
{
  return tlm_derived_need_motion (context) && context->motion != TLM_MOTION_BODY;
}

static TlmValue
of_place (TlmDerivedContext *context, double value)
{
  return tlm_derived_value (value, &context->worst, NULL);
}

TlmValue
tlm_derived_ellipsoid_from_state (TlmDerivedContext *context)
{
  if (!tlm_derived_need_motion (context) || context->motion != TLM_MOTION_EPHEMERIS)
    return TLM_VALUE_ABSENT;
  return of_place (context, context->place.height_m);
}

static TlmValue
raised_to_ellipsoid (TlmDerivedContext *context, guint channel)
{
  TlmValue altitude = tlm_derived_measured (context, channel);

  if (!on_earth (context))
    return TLM_VALUE_ABSENT;
  return tlm_derived_value (altitude.value + tlm_geoid_undulation_m (
          context->place.latitude_rad, context->place.longitude_rad), &altitude, &context->worst);
}

TlmValue
tlm_derived_ellipsoid_from_msl (TlmDerivedContext *context)
{
  return raised_to_ellipsoid (context, TLM_CHANNEL_ALTITUDE_MSL);
}

TlmValue
tlm_derived_ellipsoid_from_msl_altitude (TlmDerivedContext *context)
{
  return raised_to_ellipsoid (context, TLM_CHANNEL_ALTITUDE);
}

TlmValue
tlm_derived_msl_from_ellipsoid (TlmDerivedContext *context)
{
  TlmValue height = tlm_derived_get (context, TLM_CHANNEL_ALTITUDE_ELLIPSOID);

  if (!on_earth (context))
    return TLM_VALUE_ABSENT;
  return tlm_derived_value (height.value - tlm_geoid_undulation_m (
          context->place.latitude_rad, context->place.longitude_rad), &height, &context->worst);
}

static TlmValue
above_pad (TlmDerivedContext *context, guint channel)
{
  TlmValue altitude = tlm_derived_get (context, channel);

  return tlm_derived_value (altitude.value - context->world->site.pad_altitude_m,
      &altitude, NULL);
}

TlmValue
tlm_derived_agl_from_ellipsoid (TlmDerivedContext *context)
{
  return above_pad (context, TLM_CHANNEL_ALTITUDE_ELLIPSOID);
}

TlmValue
tlm_derived_agl_from_msl (TlmDerivedContext *context)
{
  return above_pad (context, TLM_CHANNEL_ALTITUDE_MSL);
}

static TlmValue
same_as (TlmDerivedContext *context, guint channel)
{
  TlmValue value = tlm_derived_get (context, channel);

  return tlm_derived_value (value.value, &value, NULL);
}

TlmValue
tlm_derived_altitude_ellipsoid (TlmDerivedContext *context)
{
  return same_as (context, TLM_CHANNEL_ALTITUDE_ELLIPSOID);
}

TlmValue
tlm_derived_altitude_msl (TlmDerivedContext *context)
{
  return same_as (context, TLM_CHANNEL_ALTITUDE_MSL);
}

TlmValue
tlm_derived_altitude_agl (TlmDerivedContext *context)
{
  return same_as (context, TLM_CHANNEL_ALTITUDE_AGL);
}

TlmValue
tlm_derived_altitude_above_body (TlmDerivedContext *context)
{
  if (!tlm_derived_need_motion (context) || context->motion != TLM_MOTION_BODY)
    return TLM_VALUE_ABSENT;
  return of_place (context, tlm_altitude_above_body_m (context->body,
          context->state.state.position_m));
}

TlmValue
tlm_derived_latitude (TlmDerivedContext *context)
{
  return on_earth (context) ? of_place (context, context->place.latitude_rad * DEGREES)
      : TLM_VALUE_ABSENT;
}

TlmValue
tlm_derived_longitude (TlmDerivedContext *context)
{
  return on_earth (context) ? of_place (context, context->place.longitude_rad * DEGREES)
      : TLM_VALUE_ABSENT;
}

/* Along the ground: of what flies as a rocket does, not of what is on its way to the
 * Moon. */
TlmValue
tlm_derived_downrange (TlmDerivedContext *context)
{
  if (!on_earth (context) || context->place.height_m > HIGHEST_DOWNRANGE_M)
    return TLM_VALUE_ABSENT;
  return of_place (context,
      tlm_geodetic_downrange (&context->basis->origin, &context->place).distance_m);
}

/* By the Earth's shadow; so far out that the Moon's may reach the vehicle nothing is
 * said. */
TlmValue
tlm_derived_sunlit (TlmDerivedContext *context)
{
  static const double lit[] = { [TLM_SUNLIT] = 1, [TLM_PENUMBRA] = 0.5, [TLM_UMBRA] = 0 };
  TlmVec3 sun;

  if (!on_earth (context) || context->instant == TLM_TIME_NONE ||
      context->place.height_m > HIGHEST_SUNLIT_M)
    return TLM_VALUE_ABSENT;
  sun = tlm_sun_itrf_m (context->instant, context->world->eop);
  return of_place (context, lit[tlm_sunlight (context->fixed.position_m, sun)]);
}
