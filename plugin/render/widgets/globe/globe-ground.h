/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"
#include "render/widgets/globe/globe-view.h"

G_BEGIN_DECLS

/* How to draw the Earth. Colours not premultiplied, lines in rows. */
typedef struct {
  double sea[4], land[4], coast[4], grid[4], rim[4], night[4];
  double coast_line, grid_line, rim_line;
  double graticule;        /* degrees between lines; 0: none */
} TlrGlobeStyle;

/* Paints sea, land, coasts, graticule and rim. */
void tlr_globe_draw_ground (const TlrGlobeView *view, const TlrGlobeStyle *style, cairo_t *cr);

/* Paints the night of an instant over it, darker from sunset to where the Sun is 12 degrees down. */
void tlr_globe_draw_night (const TlrGlobeView *view, const TlrGlobeStyle *style, TlmInstant instant, cairo_t *cr);

G_END_DECLS
