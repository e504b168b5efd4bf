/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "camera.h"

/* A star in the frame: where, in pixels, and its light. */
typedef struct { float x, y, red, green, blue; } Star;

#define STARS_MAX 12000

/* The stars that @camera sees above the air, sorted from top to bottom; at most STARS_MAX. The sky is
 * invented: many faint stars, few bright ones, more along a galaxy's band. @angle is sidereal time.
 * Returns how many. */
int stars_find (const Camera *camera, double angle, int width, int height, Star *out);

/* Adds the stars to row @y of a picture, in planes red, green and blue of @width. */
void stars_add (const Star *stars, int n, int y, int width, float *red, float *green, float *blue);
