/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/native/rect.h"

G_BEGIN_DECLS

/* A part of the Earth in an equirectangular projection: degrees, east and north
 * positive, west < east <= west + 360, and where that lies in the frame. A plain
 * value. */
typedef struct {
  double west, east, south, north;
  TlrRect rect;
} TlrMapView;

/* Columns of the frame of a longitude, degrees, which may lie any number of turns outside;
 * NaN stays NaN. */
double tlr_map_x (const TlrMapView *view, double longitude);

/* Rows of a latitude, degrees; NaN stays NaN. */
double tlr_map_y (const TlrMapView *view, double latitude);

/* Columns of 360 degrees. */
double tlr_map_turn (const TlrMapView *view);

/* Degrees between lines of a graticule that has about N of them across: 1, 2, 5 or
 * 10 times a power of ten below 10 degrees, then 10, 15, 30, 45. */
double tlr_map_graticule (const TlrMapView *view, double n);

/* The part that shows points (degrees, NaN for none) and some more around it, as
 * wide for its height as ASPECT says (of lengths on the ground in its middle); the
 * whole Earth where they go around it or where there are none. Longitudes may
 * step from 180 to -180. RECT is left alone. */
void tlr_map_fit (TlrMapView *view, const double *latitudes, const double *longitudes, guint n,
    double aspect);

G_END_DECLS
