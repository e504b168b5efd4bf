/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "camera.h"
#include "sun.h"

#include <stdint.h>

/* The lit ground of one shot, painted once as seen by a camera a little higher than the shot's own, so
 * that it is sharp where the film needs it and reaches beyond every horizon. */
typedef struct {
  int width, height;
  uint16_t *texel;                      /* red, green, blue, glint: square roots, 65535 is map_white */
  float eye[3];                         /* of that camera, Earth-fixed, Earth radii (EARTH_A) */
  float across[3], down[3], ahead[3];   /* texel x = across.v / ahead.v, v from the eye; y with down */
} Map;

/* Radiance at 65535; sunlight outside the air is 1. */
#define MAP_WHITE 0.5f

/* Paints what @n cameras of the shot see, on @threads threads. @pixel is the size of a pixel in rad.
 * The map is freed with map_free(); @progress is called now and then with 0 to 1. */
Map *map_new (const Camera *cameras, int n, Vec3 sun, double pixel, int threads,
    void (*progress) (double done));
void map_free (Map *map);
