/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/body.h"
#include "core/space/frames/vec.h"

G_BEGIN_DECLS

/* A place on or above the WGS84 ellipsoid. */
typedef struct {
  double longitude_rad;         /* east, -pi to pi */
  double latitude_rad;          /* geodetic, north, -pi/2 to pi/2 */
  double height_m;              /* above the ellipsoid, along its normal */
} TlmGeodetic;

/* A velocity in local directions: up is the ellipsoid's normal. */
typedef struct {
  double east_m_s, north_m_s;
  double vertical_m_s;          /* up; the rate of the geodetic height */
  double horizontal_m_s;        /* length of the horizontal part, not negative */
  double speed_m_s;             /* length of the whole */
  double track_rad;             /* direction of motion over ground, from north by
                                 * east, 0 to 2 pi; NaN without horizontal motion */
  double flight_path_rad;       /* angle above the horizontal; NaN at rest */
} TlmLocalMotion;

/* The geodesic from one place to another. */
typedef struct {
  double distance_m;            /* along the ellipsoid, not negative */
  double azimuth_rad;           /* where it sets off, from north by east, 0 to 2 pi */
} TlmGeodesic;

/* WGS84 geodetic from Earth-fixed (ITRF) position in metres: Fukushima's
 * method in ERFA's eraGc2gd, there and back within 1e-8 m. All NaN when the
 * position is not finite. */
TlmGeodetic tlm_geodetic_from_itrf (TlmVec3 position_m);

/* The reverse (eraGd2gc). */
TlmVec3 tlm_geodetic_to_itrf (const TlmGeodetic *place);

/* An Earth-fixed velocity (ITRF axes, relative to the turning Earth) at a
 * place, split into local directions. */
TlmLocalMotion tlm_local_motion (const TlmGeodetic *place, TlmVec3 velocity_m_s);

/* Distance over ground and heading between the feet of two places on the
 * WGS84 ellipsoid, to nanometres (Karney, J. Geodesy 87, 2013, in PROJ's
 * geodesic.h). From any thread. */
TlmGeodesic tlm_geodetic_downrange (const TlmGeodetic *from, const TlmGeodetic *to);

/* Height of a position in metres from the centre of a body other than the Earth,
 * above its reference radius. NaN for the Earth: use tlm_geodetic_from_itrf(). */
double tlm_altitude_above_body_m (const TlmBody *body, TlmVec3 position_m);

G_END_DECLS
