/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/face.h"
#include "render/draw/strip.h"

G_BEGIN_DECLS

/* What an item of a scene shows, as a list of simple marks instead of pixels:
 * for formats that draw themselves (ASS). Coordinates are the frame's. */

typedef enum {
  TLR_MARK_TEXT,     /* begins at x on the baseline y */
  TLR_MARK_RECT,     /* upper left corner x, y; width, height; corners by radius */
  TLR_MARK_CIRCLE,   /* centre x, y; width and height are the radii */
  TLR_MARK_PATH      /* filled, around the points; what they run round twice, once each
                        way, is a hole */
} TlrMarkKind;

/* A corner of a path; the frame's coordinates. */
typedef struct {
  double x, y;
  gboolean begins;       /* of a new contour, at the last corner of which it closes */
} TlrCorner;

typedef struct {
  TlrMarkKind kind;
  double x, y;
  double width, height;
  double radius;         /* of a rectangle's corners, rows */
  double line;           /* over 0: a line of that width around it, inside and outside
                            alike, and no filling */
  double rgba[4];        /* of a shape; text has that of its style */
  TlrTextStyle style;    /* of text */
  const char *text;      /* owned by the sketch */
  const TlrStrip *cells; /* digits stand in the cells of this strip, or NULL */
  double cell_scale;     /* what a column of them is here; 1 in the frame's coordinates */
  double fit;            /* text is squeezed by this factor, 1 is as it is */
  guint first, n_corners; /* of a path, in the sketch's corners */
} TlrMark;

/* Belongs to one thread. */
typedef struct {
  GArray *marks;         /* TlrMark, in drawing order */
  GStringChunk *texts;
  GArray *corners;       /* TlrCorner, of all paths */
} TlrSketch;

/* A sketch without marks. Free with tlr_sketch_free(). */
TlrSketch *tlr_sketch_new (void);

/* Takes NULL. */
void tlr_sketch_free (TlrSketch *sketch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrSketch, tlr_sketch_free)

/* Takes all marks out, with their texts. */
void tlr_sketch_clear (TlrSketch *sketch);

/* Makes all coordinates those of square pixels: STRETCH is how many rows wide a column of
 * the frame is. */
void tlr_sketch_make_square (TlrSketch *sketch, double stretch);

/* Adds a text; ALPHA multiplies that of the style. CELLS may be NULL. */
void tlr_sketch_text (TlrSketch *sketch, const TlrTextStyle *style, double alpha,
    const char *text, double x, double baseline, double fit, const TlrStrip *cells);

/* Adds a filled rectangle, its corners rounded by RADIUS rows; ALPHA multiplies that of
 * the colour. */
void tlr_sketch_rect (TlrSketch *sketch, double x, double y, double width, double height,
    double radius, const double rgba[4], double alpha);

/* Adds a circle, or an ellipse, around x, y; LINE 0 fills it. */
void tlr_sketch_circle (TlrSketch *sketch, double x, double y, double x_radius,
    double y_radius, double line, const double rgba[4], double alpha);

/* The border of a rectangle: a line of that width along it. */
void tlr_sketch_border (TlrSketch *sketch, double x, double y, double width, double height,
    double radius, double line, const double rgba[4]);

/* Adds a path of N_CORNERS corners, which are copied. */
void tlr_sketch_path (TlrSketch *sketch, const TlrCorner *corners, guint n_corners,
    const double rgba[4], double alpha);

G_END_DECLS
