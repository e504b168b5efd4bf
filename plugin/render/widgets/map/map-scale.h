/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/draw/face.h"
#include "render/widgets/map/map-view.h"

G_BEGIN_DECLS

/* How to draw the scale of a map; lines in rows. */
typedef struct {
  TlrTextStyle text;       /* the bar has its colour */
  double line;             /* width of the bar */
  const char *unit;        /* what kilometres are called; not owned */
} TlrMapScale;

/* The length of a scale bar, km, 1, 2 or 5 times a power of ten: at most a third of the view's width on
 * the ground in its middle. 0 where the view is so wide that no bar holds for all of it, 40 degrees of longitude. */
double tlr_map_scale_km (const TlrMapView *view);

/* Draws a bar of that length and its number in the lower left corner; nothing where it is 0. */
void tlr_map_draw_scale (const TlrMapView *view, const TlrMapScale *scale, cairo_t *cr);

G_END_DECLS
