/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"

G_BEGIN_DECLS

/* How much of the Sun's disc a place in space sees. */
typedef enum {
  TLM_SUNLIT,                   /* all of it */
  TLM_PENUMBRA,                 /* a part */
  TLM_UMBRA                     /* none */
} TlmSunlight;

/* Where the Sun stands seen from a place. Radians. */
typedef struct {
  double elevation_rad;         /* above the horizontal, without refraction */
  double azimuth_rad;           /* from north by east, 0 to 2 pi */
} TlmSunAngles;

/* The apparent Sun (aberration and nutation included) from the Earth's centre, m,
 * in ITRF axes. Low-accuracy theory of Meeus, Astronomical Algorithms, chapter 25:
 * within 0.01 degrees and 0.01 % of the distance (held against eraEpv00 from 1960
 * to 2060). eop may be NULL. */
TlmVec3 tlm_sun_itrf_m (TlmInstant instant, const TlmEop *eop);

/* The Earth's shadow at a position, both in ITRF axes and m: cones around the
 * discs of Sun and Earth (Montenbruck and Gill, Satellite Orbits, 3.4.2), the
 * Earth being the WGS84 ellipsoid, made a sphere by stretching all z alike. There
 * is no atmosphere: light bent around the limb shortens a passage of the ISS by
 * some seconds. */
TlmSunlight tlm_sunlight (TlmVec3 position_m, TlmVec3 sun_m);

/* Where the Sun is overhead: geodetic, height 0. */
TlmGeodetic tlm_subsolar_point (TlmVec3 sun_m);

/* Elevation and azimuth of the Sun at a place, sun_m as from tlm_sun_itrf_m(). */
TlmSunAngles tlm_sun_angles (const TlmGeodetic *place, TlmVec3 sun_m);

G_END_DECLS
