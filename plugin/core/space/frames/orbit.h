/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/body.h"
#include "core/space/frames/vec.h"

G_BEGIN_DECLS

/* Osculating elements of a two-body orbit (Vallado, Fundamentals of Astrodynamics
 * and Applications, section 2.5 and algorithm 9). Angles in radians, 0 to 2 pi
 * where not said otherwise. What is not defined is NaN; where a convention fixes
 * it (below), it is set so that the state comes back from the elements. */
typedef struct {
  double semi_major_axis_m;     /* negative when hyperbolic, NaN when parabolic */
  double semi_latus_rectum_m;   /* h^2 / GM */
  double eccentricity;          /* not negative */
  double inclination_rad;       /* 0 to pi */
  double raan_rad;              /* of the ascending node; 0 for an equatorial orbit */
  double argp_rad;              /* of periapsis; 0 for a circular orbit */
  double true_anomaly_rad;      /* from periapsis; from the node when circular */
  double apogee_m;              /* above the equatorial radius; NaN when open */
  double perigee_m;             /* above the equatorial radius; may be negative */
  double period_s;              /* NaN when open */
} TlmOrbit;

/* The elements of a state about a body, in axes that do not turn (EME2000, GCRF,
 * TOD, TEME, …: the angles are those of these axes). All NaN for a state that is
 * not finite, has no radius, or moves straight up or down. */
TlmOrbit tlm_orbit_from_state (const TlmState *state, const TlmBody *body);

/* The reverse (algorithm 10), from semi-latus rectum, eccentricity and the four
 * angles. */
TlmState tlm_orbit_to_state (const TlmOrbit *orbit, const TlmBody *body);

G_END_DECLS
