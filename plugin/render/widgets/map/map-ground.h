/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/draw/image-file.h"
#include "render/widgets/map/map-view.h"

G_BEGIN_DECLS

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

G_END_DECLS
