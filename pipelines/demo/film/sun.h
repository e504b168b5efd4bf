/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "flight/vec3.h"

/* Angular radius of the Sun in rad. */
#define SUN_RADIUS 0.00465

/* Direction to the Sun, Earth-fixed, at @unix_s seconds of UTC since 1970; within 0.01 degrees from
 * 1950 to 2050 (Astronomical Almanac, section C, low-precision formulas). */
Vec3 sun_direction (double unix_s);
