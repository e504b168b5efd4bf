/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "curve.h"
#include "earth.h"

/* Seconds from liftoff to contact, and before contact at which the published approach begins (97 km). */
#define RENDEZVOUS_CONTACT 12449.0
#define RENDEZVOUS_FAR (RENDEZVOUS_CONTACT - 74.0 * 60.0)

/* Free flight with the raising burns: the state @dt seconds after @chaser, which is at T+@t.
 * Inertial; gravity with J2, thrust along the velocity; Runge-Kutta 4. */
State rendezvous_coast (State chaser, double t, double dt);

/* The same without burns, for the station. */
State rendezvous_drift (State station, double dt);

/* The station's inertial state when the spacecraft, 97 km off, has @chaser: ahead of it, in its plane,
 * on a circular orbit of the station's radius. */
State rendezvous_station (State chaser);

/* The last 74 minutes, seen from the station: distance in m and direction, the angle in rad below the
 * station's wake as seen in the orbital plane, both over seconds after liftoff. */
typedef struct { Curve range, angle; } Approach;

/* The published approach, joined to @chaser without a jump in position or velocity. */
Approach rendezvous_approach (State chaser, State station);

/* Inertial position of the spacecraft at T+@t, @station being the station's state then. */
Vec3 rendezvous_position (const Approach *approach, State station, double t);
