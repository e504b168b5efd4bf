/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/draw/sketch.h"
#include "render/native/rect.h"

G_BEGIN_DECLS

/* What instruments are made of: needles, ticks, arcs and plates, as plain values
 * that can be painted by Cairo (what never changes), composed without taking
 * memory (what does, render/draw/raster.h) and written as marks (for ASS), alike.
 *
 * Points are in rows of the frame both ways: its column is the point's x times
 * the context's x_scale, so that circles are round whatever the pixel aspect
 * ratio. Angles are degrees clockwise from straight up. */
typedef enum {
  TLR_FIGURE_POLYGON,   /* convex, its corners in order */
  TLR_FIGURE_LINE,      /* from point 0 to point 1 */
  TLR_FIGURE_ARC        /* of the circle around point 0 */
} TlrFigureKind;

#define TLR_FIGURE_CORNERS 6

typedef struct {
  double x, y;
} TlrPoint;

/* One figure; fill from zero, for figures are compared byte for byte. */
typedef struct {
  TlrFigureKind kind;
  guint n_points;
  gboolean round;            /* ends of a line or arc, else cut off square */
  guint reserved;
  TlrPoint points[TLR_FIGURE_CORNERS];
  double width;              /* of a line or arc; of the line inside and outside along
                                a polygon, 0 fills it */
  double radius;             /* of an arc, to the middle of its width */
  double start, sweep;       /* of an arc; 0 <= sweep <= 360 */
  double rgba[4];            /* not premultiplied */
} TlrFigure;

/* The figures below are values; x and y are rows both ways, and ALPHA, 0..1, multiplies
 * that of the colour. */

/* A line from x0, y0 to x1, y1. */
TlrFigure tlr_figure_line (double x0, double y0, double x1, double y1, double width,
    const double rgba[4], double alpha);

/* A full circle around x, y. */
TlrFigure tlr_figure_disc (double x, double y, double radius, const double rgba[4], double alpha);

/* A part of a ring around x, y: RADIUS to the middle of its WIDTH, SWEEP degrees (0 to
 * 360) clockwise from START. */
TlrFigure tlr_figure_arc (double x, double y, double radius, double width, double start,
    double sweep, const double rgba[4], double alpha);

/* A convex polygon of 3 to TLR_FIGURE_CORNERS corners in order; LINE 0 fills it, else a
 * line of that width runs along it. */
TlrFigure tlr_figure_polygon (const TlrPoint *points, guint n_points, double line,
    const double rgba[4], double alpha);

/* The point at RADIUS from x, y in the direction ANGLE. */
TlrPoint tlr_figure_polar (double x, double y, double radius, double angle);

/* A part of a circle's ray: the line from radius A to radius B at ANGLE. */
TlrFigure tlr_figure_tick (double x, double y, double a, double b, double angle, double width,
    const double rgba[4], double alpha);

/* The box around all that a figure covers, with the fringe of its edges; rows both ways. */
typedef struct {
  double left, top, right, bottom;
} TlrBox;

/* The box around one figure. */
TlrBox tlr_figure_bounds (const TlrFigure *figure);

/* The box around what differs between two figures: of arcs that differ in their
 * sweeps alone, only around the part between their ends. */
TlrBox tlr_figure_difference (const TlrFigure *a, const TlrFigure *b);

/* The smallest box around both. */
TlrBox tlr_box_union (TlrBox a, TlrBox b);

/* Paints figures in their order; the frame's coordinates. */
void tlr_figures_draw (const TlrFigure *figures, guint n, cairo_t *cr, double x_scale);

/* The same as marks. */
void tlr_figures_sketch (const TlrFigure *figures, guint n, TlrSketch *sketch, double x_scale);

G_END_DECLS
