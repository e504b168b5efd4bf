/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "core/space/frames/vec.h"

G_BEGIN_DECLS

/* The Earth as a ball from far away (orthographic), north up, a place in its middle. Directions are unit vectors of
 * geodetic longitude and latitude, so that places, night and horizons are where maps have them. A plain value. */
typedef struct {
  double x, y;             /* of the middle in the frame, columns and rows */
  double radius;           /* rows */
  double x_scale;          /* columns to a row */
  TlmVec3 east, north, out;    /* unit vectors: right, up and towards whoever looks */
} TlrGlobeView;

/* The direction of a place, degrees. */
TlmVec3 tlr_globe_direction (double latitude, double longitude);

/* Turns the ball so that a place, degrees, is in the middle: to a thousandth of a degree near the poles and Greenwich. */
void tlr_globe_view_turn (TlrGlobeView *view, double latitude, double longitude);

/* A direction seen: x right and y up in radii, z over 0 on the near side. */
TlmVec3 tlr_globe_view_see (const TlrGlobeView *view, TlmVec3 direction);

/* Makes radii, y up, the coordinates of what is drawn. */
void tlr_globe_view_enter (const TlrGlobeView *view, cairo_t *cr);

/* Adds to the path, in radii, a polyline: whatever lies on the near side of N directions. */
void tlr_globe_view_add_line (const TlrGlobeView *view, const TlmVec3 *directions, guint n, cairo_t *cr);

/* Strokes the path of radii with a line of so many rows; rgba not premultiplied. */
void tlr_globe_view_stroke (const TlrGlobeView *view, double line, const double rgba[4], cairo_t *cr);

G_END_DECLS
