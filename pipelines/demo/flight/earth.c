/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "earth.h"

#include <erfa.h>
#include <erfam.h>

/* Julian date of 1970-01-01T00:00, and TT - UTC in 2021 in days. */
#define UNIX_JD 2440587.5
#define TT_UTC (69.184 / 86400.0)
#define FLATTENING (1.0 - EARTH_B / EARTH_A)

Vec3
earth_fixed (Geodetic place)
{
  double xyz[3];

  eraGd2gc (ERFA_WGS84, place.lon, place.lat, place.height, xyz);
  return (Vec3) { xyz[0], xyz[1], xyz[2] };
}

Geodetic
earth_geodetic (Vec3 fixed)
{
  double xyz[3] = { fixed.x, fixed.y, fixed.z };
  Geodetic place;

  eraGc2gd (ERFA_WGS84, xyz, &place.lon, &place.lat, &place.height);
  return place;
}

Horizon
earth_horizon (Geodetic place)
{
  double sin_lat = sin (place.lat), cos_lat = cos (place.lat);
  double sin_lon = sin (place.lon), cos_lon = cos (place.lon);

  return (Horizon) {
    .east = { -sin_lon, cos_lon, 0.0 },
    .north = { -sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat },
    .up = { cos_lat * cos_lon, cos_lat * sin_lon, sin_lat },
  };
}

double
earth_sidereal (double unix_s)
{
  double days = unix_s / 86400.0;

  return eraGmst06 (UNIX_JD, days, UNIX_JD, days + TT_UTC);
}

static Vec3
turn (Vec3 v, double angle)
{
  double c = cos (angle), s = sin (angle);

  return (Vec3) { c * v.x - s * v.y, s * v.x + c * v.y, v.z };
}

/* Velocity of a point that stands on the turning Earth. */
static Vec3
drag_along (Vec3 pos)
{
  return (Vec3) { -EARTH_RATE * pos.y, EARTH_RATE * pos.x, 0.0 };
}

State
earth_to_inertial (State fixed, double angle)
{
  return (State) {
    .pos = turn (fixed.pos, angle),
    .vel = turn (vec3_add (fixed.vel, 1.0, drag_along (fixed.pos)), angle),
  };
}

State
earth_to_fixed (State inertial, double angle)
{
  Vec3 pos = turn (inertial.pos, -angle);

  return (State) {
    .pos = pos,
    .vel = vec3_add (turn (inertial.vel, -angle), -1.0, drag_along (pos)),
  };
}

Vec3
earth_gravity (Vec3 pos)
{
  double r2 = vec3_dot (pos, pos), r = sqrt (r2);
  double k = 1.5 * EARTH_J2 * EARTH_A * EARTH_A / r2, z2 = pos.z * pos.z / r2;
  double central = -EARTH_GM / (r2 * r), across = central * (1.0 + k * (1.0 - 5.0 * z2));

  return (Vec3) { across * pos.x, across * pos.y, central * (1.0 + k * (3.0 - 5.0 * z2)) * pos.z };
}

double
earth_distance (Geodetic from, Geodetic to)
{
  double beta1 = atan ((1.0 - FLATTENING) * tan (from.lat));
  double beta2 = atan ((1.0 - FLATTENING) * tan (to.lat));
  double half_sum = 0.5 * (beta1 + beta2), half_diff = 0.5 * (beta2 - beta1);
  double sl = sin (0.5 * (to.lon - from.lon)), sd = sin (half_diff), ss = sin (half_sum);
  double h = sd * sd + cos (beta1) * cos (beta2) * sl * sl, sigma = 2.0 * asin (sqrt (h));

  if (h < 1e-16)
    return 0.0;
  double x = (sigma - sin (sigma)) * ss * ss * (1.0 - sd * sd) / (1.0 - h);
  double y = (sigma + sin (sigma)) * sd * sd * (1.0 - ss * ss) / h;
  return EARTH_A * (sigma - 0.5 * FLATTENING * (x + y));
}
