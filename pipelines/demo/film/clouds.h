/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "noise.h"

/* The weather above some points: what changes slowly over the ground, and where in the pattern of small
 * clouds they are. */
typedef struct {
  Span small;
  float sheet[SPAN], fair[SPAN];
} Weather;

/* Works out the weather above @span, points of the unit sphere: systems wound up by turning air. */
void clouds_weather (const Span *span, Weather *weather);

/* Optical thickness of cloud, 0 (clear) to about 1.5 (a storm), above points @way (three arrays, Earth
 * radii) from those of @weather: cells, rolls and towers down to some hundred metres. */
void clouds_thickness (const Weather *weather, const float way[3][SPAN], float *out);
