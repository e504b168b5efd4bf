/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/sun.h"

#include <erfa.h>
#include <erfam.h>

#include "core/space/frames/jd.h"
#include "core/space/frames/wgs84.h"

#define SUN_RADIUS_M 695700000.0        /* IAU 2015 resolution B3 */
#define AXIS_RATIO (1.0 - TLM_WGS84_FLATTENING)

/* Meeus, equations 25.2 to 25.5: geometric longitude and distance, from the mean
 * anomaly and the equation of the centre. */
static void
ecliptic_sun (double t, double *longitude_rad, double *distance_m)
{
  double mean_deg = 280.46646 + t * (36000.76983 + t * 0.0003032);
  double m = (357.52911 + t * (35999.05029 - t * 0.0001537)) * ERFA_DD2R;
  double e = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
  double centre_deg = (1.914602 - t * (0.004817 + t * 0.000014)) * sin (m)
      + (0.019993 - t * 0.000101) * sin (2.0 * m) + 0.000289 * sin (3.0 * m);
  double anomaly = m + centre_deg * ERFA_DD2R;

  *longitude_rad = (mean_deg + centre_deg) * ERFA_DD2R;
  *distance_m = 1.000001018 * (1.0 - e * e) / (1.0 + e * cos (anomaly)) * ERFA_DAU;
}

/* The apparent Sun in true equator and equinox of date: Meeus's corrections for
 * nutation and aberration, and the obliquity that goes with them. */
static TlmVec3
sun_of_date (TlmInstant instant)
{
  double t = tlm_jd_tt_centuries (instant), longitude, distance_m, node, obliquity;
  TlmJd tt = tlm_jd_tt (instant);

  ecliptic_sun (t, &longitude, &distance_m);
  node = (125.04 - 1934.136 * t) * ERFA_DD2R;
  longitude -= (0.00569 + 0.00478 * sin (node)) * ERFA_DD2R;
  obliquity = eraObl06 (tt.day, tt.fraction) + 0.00256 * cos (node) * ERFA_DD2R;
  return tlm_vec3_scale ((TlmVec3) { cos (longitude), sin (longitude) * cos (obliquity),
      sin (longitude) * sin (obliquity) }, distance_m);
}

TlmVec3
tlm_sun_itrf_m (TlmInstant instant, const TlmEop *eop)
{
  TlmMat3 turn = tlm_frame_rotation (TLM_FRAME_TOD, TLM_FRAME_ITRF, instant, eop);

  return tlm_mat3_apply (&turn, sun_of_date (instant));
}

TlmSunlight
tlm_sunlight (TlmVec3 position_m, TlmVec3 sun_m)
{
  TlmVec3 to_sun;
  double radius_m, sun_disc, earth_disc, apart;

  position_m.z /= AXIS_RATIO;
  sun_m.z /= AXIS_RATIO;
  to_sun = tlm_vec3_sub (sun_m, position_m);
  radius_m = tlm_vec3_norm (position_m);
  sun_disc = asin (SUN_RADIUS_M / tlm_vec3_norm (to_sun));
  /* On the ground and below it the Earth fills half the sky. */
  earth_disc = asin (fmin (TLM_WGS84_RADIUS_M / radius_m, 1.0));
  apart = tlm_vec3_angle_rad (to_sun, tlm_vec3_scale (position_m, -1.0));
  if (apart >= earth_disc + sun_disc)
    return TLM_SUNLIT;
  /* Where the Earth looks smaller than the Sun there is no umbra, only a ring. */
  return apart < earth_disc - sun_disc ? TLM_UMBRA : TLM_PENUMBRA;
}

TlmGeodetic
tlm_subsolar_point (TlmVec3 sun_m)
{
  TlmGeodetic foot = tlm_geodetic_from_itrf (sun_m);

  foot.height_m = 0.0;
  return foot;
}

TlmSunAngles
tlm_sun_angles (const TlmGeodetic *place, TlmVec3 sun_m)
{
  TlmVec3 line = tlm_vec3_sub (sun_m, tlm_geodetic_to_itrf (place));
  TlmLocalMotion local = tlm_local_motion (place, line);

  return (TlmSunAngles) { local.flight_path_rad, local.track_rad };
}
