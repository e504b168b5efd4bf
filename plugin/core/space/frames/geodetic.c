/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/geodetic.h"

#include <erfa.h>
#include <erfam.h>
#include <geodesic.h>

#include "core/space/frames/wgs84.h"

TlmGeodetic
tlm_geodetic_from_itrf (TlmVec3 position_m)
{
  double xyz[3] = { position_m.x, position_m.y, position_m.z };
  TlmGeodetic place = { NAN, NAN, NAN };

  if (isfinite (xyz[0]) && isfinite (xyz[1]) && isfinite (xyz[2]))
    eraGc2gd (ERFA_WGS84, xyz, &place.longitude_rad, &place.latitude_rad, &place.height_m);
  return place;
}

TlmVec3
tlm_geodetic_to_itrf (const TlmGeodetic *place)
{
  double xyz[3] = { NAN, NAN, NAN };

  eraGd2gc (ERFA_WGS84, place->longitude_rad, place->latitude_rad, place->height_m, xyz);
  return (TlmVec3) { xyz[0], xyz[1], xyz[2] };
}

/* Into 0 to 2 pi. */
static double
bearing (double east, double north)
{
  double angle = atan2 (east, north);

  return angle < 0.0 ? angle + ERFA_D2PI : angle;
}

TlmLocalMotion
tlm_local_motion (const TlmGeodetic *place, TlmVec3 velocity_m_s)
{
  double sl = sin (place->longitude_rad), cl = cos (place->longitude_rad);
  double sp = sin (place->latitude_rad), cp = cos (place->latitude_rad);
  double outward = velocity_m_s.x * cl + velocity_m_s.y * sl;
  TlmLocalMotion motion;

  motion.east_m_s = velocity_m_s.y * cl - velocity_m_s.x * sl;
  motion.north_m_s = velocity_m_s.z * cp - outward * sp;
  motion.vertical_m_s = velocity_m_s.z * sp + outward * cp;
  motion.horizontal_m_s = hypot (motion.east_m_s, motion.north_m_s);
  motion.speed_m_s = tlm_vec3_norm (velocity_m_s);
  motion.track_rad = motion.horizontal_m_s > 0.0
      ? bearing (motion.east_m_s, motion.north_m_s) : NAN;
  motion.flight_path_rad = motion.speed_m_s > 0.0
      ? atan2 (motion.vertical_m_s, motion.horizontal_m_s) : NAN;
  return motion;
}

TlmGeodesic
tlm_geodetic_downrange (const TlmGeodetic *from, const TlmGeodetic *to)
{
  struct geod_geodesic wgs84;
  double distance_m, azimuth_deg;

  geod_init (&wgs84, TLM_WGS84_RADIUS_M, TLM_WGS84_FLATTENING);
  geod_inverse (&wgs84, from->latitude_rad * ERFA_DR2D, from->longitude_rad * ERFA_DR2D,
      to->latitude_rad * ERFA_DR2D, to->longitude_rad * ERFA_DR2D, &distance_m, &azimuth_deg,
      NULL);
  return (TlmGeodesic) { distance_m,
    (azimuth_deg < 0.0 ? azimuth_deg + 360.0 : azimuth_deg) * ERFA_DD2R };
}

double
tlm_altitude_above_body_m (const TlmBody *body, TlmVec3 position_m)
{
  g_return_val_if_fail (body, NAN);
  return tlm_vec3_norm (position_m) - body->reference_radius_m;
}
