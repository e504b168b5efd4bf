/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "noise.h"

/* How far inland each point of the unit sphere lies, roughly: Earth radii from the nearest shore, below
 * 0 at sea and on lakes. Continents and the seas under the flight are where the map has them; the course
 * of the shores and the small lakes are invented. @out has SPAN elements. */
void coast_find (const Span *span, float *out);
