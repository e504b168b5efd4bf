/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "air.h"
#include "map.h"
#include "station.h"
#include "stars.h"

#define PIXELS_MAX_WIDTH 4096

/* All that a frame's pixels are made of. */
typedef struct {
  const Camera *camera;
  const Map *map;                       /* NULL, and no air either, where no Earth is in the frame */
  const AirView *air;
  const StationView *station;           /* or NULL */
  Vec3 sun;
  int width, height;                    /* width at most PIXELS_MAX_WIDTH */
  const Star *stars;
  int n_stars;
} Pixels;

/* Linear light of rows @y and @y + 1, each in planes red, green and blue; sunlight outside the air is 1. Any
 * number of rows can be made at the same time. */
void pixels_rows (const Pixels *pixels, int y, float *rgb[2][3]);
