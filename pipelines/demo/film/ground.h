/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "noise.h"

/* What lies at each point: reflectance of land or water, how much of it is water, how much light towns
 * make at night, and clouds: how much of the ground they hide and how bright their shading leaves them. */
typedef struct {
  float red[SPAN], green[SPAN], blue[SPAN], water[SPAN], towns[SPAN];
  float cloud[SPAN], cloud_light[SPAN], shadow[SPAN];
} Ground;

/* Looks up @span (points of the unit sphere), with the Sun in direction (@sun[0..2]). */
void ground_look (const Span *span, const float *sun, Ground *ground);
