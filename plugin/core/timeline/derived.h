/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/channel.h"
#include "core/timeline/snapshot.h"

G_BEGIN_DECLS

/* Which speed to show where only a state is known. Relative to the turning
 * Earth in the atmosphere (below 100 km) and during ascent, inertial in orbit
 * and beyond. Ascent, and descent from orbit alike, is where the osculating
 * orbit still meets the atmosphere: perigee below 100 km, at less than 2000 km
 * (on the way back from the Moon the perigee is low too, and speed relative to
 * the Earth's surface means nothing there). Heights in m above the ellipsoid
 * and the equatorial radius; a perigee that is not known is NaN and counts as
 * high. Pure. */
TlmSpeedFrame tlm_derived_speed_frame (double altitude_m, double perigee_m);

/* How a standard channel is derived, one sentence, and by which standard or
 * paper; NULL for a channel that never is. Where there are several ways, the
 * first of them. Static. */
const char *tlm_derived_formula (guint channel);
const char *tlm_derived_reference (guint channel);

G_END_DECLS
