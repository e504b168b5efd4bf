/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "paint.h"
#include "solid.h"

/* The most bodies that a picture of the station is made of. */
#define STATION_PARTS 128

/* One body, in the station's frame: forward, starboard and nadir, metres, from its port for the spacecraft. */
typedef struct {
  Solid solid;
  Material material;
  int shades;                           /* large enough to throw a shadow */
} Part;

/* Writes the station's bodies to @out (STATION_PARTS) and, unless @range is NAN, those of a spacecraft that
 * stands @range m below the port; how many there are. */
int station_parts (Part *out, double range);
