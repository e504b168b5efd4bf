/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* A curve of points in the frame, for widgets that draw the course of values. */
typedef struct {
  double x, y;           /* NaN where the curve is broken */
  guint index;           /* of the sample that it is */
} TlrTracePoint;

/* The first of the channels "a|b" of a key that the widget's vehicle has, or where
 * it has none the first that the timeline knows; FALSE when it knows none. */
gboolean tlr_trace_channel (const TlrWidget *widget, const char *names, guint *channel);

/* Of N points those that can be told apart (three quarters of a pixel), with one
 * broken point where any are missing. OUT has room for N. Returns their number. */
guint tlr_trace_reduce (const double *x, const double *y, guint n, TlrTracePoint *out);

/* How many of N points are samples up to INDEX. */
guint tlr_trace_count (const TlrTracePoint *points, guint n, gint64 index);

/* Makes points FIRST <= i < END the current path. */
void tlr_trace_path (cairo_t *cr, const TlrTracePoint *points, guint first, guint end);

/* Strokes the current path with a line as wide in columns as in rows. */
void tlr_trace_stroke (const TlrContext *context, cairo_t *cr, double line, const double rgba[4]);

/* A round marker of where something is now. */
typedef struct {
  double halo, core;     /* radii, rows; the halo lies under the core */
  double line;           /* of the ring that marks what is stale, rows */
  double halo_rgba[4], core_rgba[4];
} TlrMarker;

/* Its keys. */
#define TLR_MARKER_KEYS \
  { .name = "dot", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 100, .fallback = "12", \
    .blurb = "where it is now" }, \
  { .name = "dot-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff", \
    .blurb = "of where it is now" }

/* Fills a marker from the keys: LINE, rows, is that of the ring, HALO_RGBA the colour
 * of the line it runs along. */
void tlr_marker_read (TlrMarker *marker, const TlrWidget *widget, double line,
    const double halo_rgba[4]);

/* The state (render/scene/item.h) of a marker at x, y of the frame, to a quarter of a
 * pixel; nothing to see, 0, where they are not finite. */
gsize tlr_marker_state (double x, double y, gboolean stale, guint8 *state);

/* What it is made of, for tlr_figures_new(). */
guint tlr_marker_figures (const TlrMarker *marker, const TlrContext *context, const guint8 *state,
    TlrFigure *figures);

G_END_DECLS
