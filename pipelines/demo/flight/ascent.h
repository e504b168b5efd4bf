/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "curve.h"
#include "earth.h"

#include <stdbool.h>

/* Seconds after liftoff of the third stage's cutoff; the spacecraft leaves it 3 s later. */
#define ASCENT_CUTOFF 525.0

/* An ascent from the pad to cutoff: sensed acceleration a stage, path angle over time and heading at
 * liftoff. What is not published is found so that the published points are met. */
typedef struct {
  double burnout[3];                    /* sensed axial acceleration at the end of each stage, m/s^2 */
  Curve path_angle;                     /* of the Earth-relative velocity above the horizon, rad over s */
  double azimuth;                       /* at liftoff, rad from north */
} Ascent;

/* Where the vehicle is on the way; speed and azimuth are Earth-relative. */
typedef struct {
  Geodetic place;
  double speed, azimuth;
} AscentPoint;

/* Solves for the ascent that meets: T+118 s 1.5 km/s and 50 km, T+285 s 169 km, cutoff into an orbit
 * of 51.6 degrees and about 200 x 240 km. @unix_liftoff is UTC seconds since 1970. False when no such
 * ascent was found. */
bool ascent_solve (double unix_liftoff, Ascent *ascent);

/* The point at liftoff, and the one @dt seconds after @point, which is at T+@t (Runge-Kutta 4). */
AscentPoint ascent_start (const Ascent *ascent);
AscentPoint ascent_step (const Ascent *ascent, AscentPoint point, double t, double dt);

/* Earth-fixed position and velocity of @point at T+@t. */
State ascent_state (const Ascent *ascent, AscentPoint point, double t);
