/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "vec3.h"

/* WGS84 (NGA.STND.0036): equatorial and polar radius in m, gravitational parameter in m^3/s^2,
 * second zonal harmonic, rotation rate in rad/s. */
#define EARTH_A 6378137.0
#define EARTH_B 6356752.314245
#define EARTH_GM 3.986004418e14
#define EARTH_J2 1.08262982e-3
#define EARTH_RATE 7.292115e-5

/* Position and velocity; m and m/s. */
typedef struct { Vec3 pos, vel; } State;

/* Height above the WGS84 ellipsoid in m, geodetic latitude and longitude in rad. */
typedef struct { double lat, lon, height; } Geodetic;

/* Both ways between geodetic and Earth-fixed coordinates (ERFA eraGd2gc, eraGc2gd). */
Vec3 earth_fixed (Geodetic place);
Geodetic earth_geodetic (Vec3 fixed);

/* Unit vectors east, north and up of a place, Earth-fixed. */
typedef struct { Vec3 east, north, up; } Horizon;
Horizon earth_horizon (Geodetic place);

/* Greenwich mean sidereal time in rad (ERFA eraGmst06), @unix_s in seconds of UTC since 1970; UT1 is
 * taken as UTC and TT as UTC + 69.184 s, good to 15 arcsec. */
double earth_sidereal (double unix_s);

/* Between the Earth-fixed frame and the inertial frame of date (equator and mean equinox of date;
 * no precession, nutation or polar motion). @angle is earth_sidereal() of the instant. */
State earth_to_inertial (State fixed, double angle);
State earth_to_fixed (State inertial, double angle);

/* Gravity of the flattened Earth (central term and J2) in m/s^2; the axes may turn about z. */
Vec3 earth_gravity (Vec3 pos);

/* Length of the shortest way along the ellipsoid in m, by Andoyer and Lambert's first-order formula,
 * good to about 50 m. */
double earth_distance (Geodetic from, Geodetic to);
