/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* What of an instrument never changes: figures and words, painted once by Cairo
 * or written as marks, alike. All zero is an empty one. */
typedef struct {
  GArray *figures;         /* TlrFigure, or NULL */
  GPtrArray *words;        /* private */
} TlrPlate;

/* Empties it. */
void tlr_plate_finish (TlrPlate *plate);

/* Adds a figure, above those that are there. */
void tlr_plate_add (TlrPlate *plate, TlrFigure figure);

/* Adds a text in the frame's coordinates: ALIGN 0 begins at column x, 1 has its
 * middle there, 2 ends there. It is squeezed to MAX_WIDTH columns where that is
 * over 0. */
void tlr_plate_add_text (TlrPlate *plate, const TlrTextStyle *style, const char *text, double x,
    double baseline, guint align, double max_width);

/* How wide a text is, columns. */
double tlr_plate_text_width (const TlrTextStyle *style, const char *text);

/* How high digits of a style stand, rows. */
double tlr_plate_digit_height (const TlrTextStyle *style);

/* For TlrWidgetClass.draw; X_SCALE is columns of the frame per row. */
void tlr_plate_draw (const TlrPlate *plate, cairo_t *cr, double x_scale);

/* For TlrWidgetClass.sketch. */
void tlr_plate_sketch (const TlrPlate *plate, TlrSketch *sketch, double x_scale);

G_END_DECLS
