/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "solid.h"

/* What bodies are covered with. */
typedef enum {
  PAINT_HULL, PAINT_BLANKET, PAINT_FOIL,           /* these are unrolled */
  PAINT_METAL, PAINT_DARK, PAINT_TRUSS, PAINT_WING, PAINT_CELLS, PAINT_RADIATOR,
  PAINT_TARGET, PAINT_MARK, PAINT_CONE, PAINT_LAMP,
} Material;

/* Reflectance (red, green, blue) of @material where @hit lies on a body along @axis; lines finer than
 * @size m are smoothed. Returns how strongly it shines by itself. */
float paint_colour (Material material, const SolidHit *hit, int axis, float size, float *rgb);
