/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "core/time/instant.h"
#include "render/draw/image-file.h"
#include "render/scene/widget.h"

G_BEGIN_DECLS

/* A part of the Earth in an equirectangular projection: degrees, east and north
 * positive, west < east <= west + 360, and where that lies in the frame. A plain
 * value. */
typedef struct {
  double west, east, south, north;
  TlrRect rect;
} TlrMapView;

/* Columns of a longitude, which may lie any number of turns outside, and rows of a
 * latitude, in the frame; NaN stays NaN. */
double tlr_map_x (const TlrMapView *view, double longitude);
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

/* How to draw the Earth. Colours not premultiplied, lines in rows. */
typedef struct {
  double sea[4], land[4], coast[4], grid[4];
  double coast_line, grid_line;
  double graticule;        /* degrees between lines */
  double radius;           /* of the view's corners */
  TlrImage *texture;       /* of the whole Earth, -180 to 180 and 90 to -90
                                  degrees, instead of sea and land; or NULL */
} TlrMapStyle;

/* Paints sea, land (core data of the program itself) and graticule. */
void tlr_map_draw_ground (const TlrMapView *view, const TlrMapStyle *style, double x_scale,
    cairo_t *cr);

/* The night of an instant over the view: RGBA where the Sun is 12 degrees or more
 * below the horizon (nautical dusk), less towards sunset. */
void tlr_map_draw_night (const TlrMapView *view, TlmInstant instant, const TlmEop *eop,
    const double rgba[4], cairo_t *cr);

G_END_DECLS
