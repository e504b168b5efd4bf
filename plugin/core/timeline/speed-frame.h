/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which speed a speed is. */
typedef enum {
  TLM_SPEED_UNDECLARED,   /* what the telemetry said */
  TLM_SPEED_RELATIVE,     /* to the rotating Earth */
  TLM_SPEED_INERTIAL
} TlmSpeedFrame;

/* Which speed to show where only a state is known. Relative to the turning
 * Earth in the atmosphere (below 100 km) and during ascent, inertial in orbit
 * and beyond. Ascent, and descent from orbit alike, is where the osculating
 * orbit still meets the atmosphere: perigee below 100 km, at less than 2000 km
 * (on the way back from the Moon the perigee is low too, and speed relative to
 * the Earth's surface means nothing there). Heights in m above the ellipsoid
 * and the equatorial radius; a perigee that is not known is NaN and counts as
 * high. Pure. */
TlmSpeedFrame tlm_derived_speed_frame (double altitude_m, double perigee_m);

G_END_DECLS
