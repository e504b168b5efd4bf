/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "flight/earth.h"
#include "shot.h"

/* A pinhole camera, Earth-fixed. The ray through (sx, sy), which run from -1 to 1 across the width and
 * from -@aspect to @aspect down the height, is ahead + sx right + sy down, not of unit length. */
typedef struct {
  Vec3 pos;
  Vec3 ahead;                           /* unit */
  Vec3 right, down;                     /* of length tan (fov / 2) */
  Vec3 level_ahead, level_right;        /* unit, horizontal: where a compass would point */
  Vec3 up;                              /* unit, the local vertical */
  double aspect;                        /* height over width */
} Camera;

/* The camera of @shot at T+@met on a vehicle with Earth-fixed @state, for a picture of @width x @height. */
Camera camera_new (const Shot *shot, State state, double met, int width, int height);

/* Dip of the sea horizon in rad below level, seen from @pos. */
double camera_dip (Vec3 pos);
