/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* How text looks. A plain value; compared byte for byte, so fill it from zero. */
typedef struct {
  const char *family;       /* families by preference, interned */
  PangoFontMap *fonts;      /* where they are looked for, not owned; NULL: the machine's */
  double size;              /* of the font, rows of the frame */
  double x_scale;           /* columns of the frame per row: 1 for square pixels */
  double spacing;           /* added between letters, rows */
  double rgba[4];           /* not premultiplied */
  double outline;           /* width around the letters, rows; 0: none */
  double outline_rgba[4];
  double shadow;            /* softness and drop, rows; 0: none */
  double shadow_rgba[4];
  int weight;               /* 100 .. 1000, 400 is normal */
} TlrTextStyle;

/* A font at one size, laid out by Pango with tabular digits. Nothing depends on
 * the settings of desktop or screen. Belongs to one thread. */
typedef struct _TlrFace TlrFace;

/* A font for a style, which is copied; a family that the machine lacks is replaced by
 * the next. */
TlrFace *tlr_face_new (const TlrTextStyle *style);

/* Takes NULL. */
void tlr_face_free (TlrFace *face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrFace, tlr_face_free)

/* Rows above the baseline that lines of this font need. */
double tlr_face_ascent (const TlrFace *face);

/* Rows below the baseline that lines of this font need. */
double tlr_face_descent (const TlrFace *face);

/* Where a text puts ink and how far it moves on; columns and rows of the frame,
 * from its start on the baseline, y downwards. Without outline and shadow. */
typedef struct {
  double advance;
  double left, right, top, bottom;
} TlrExtents;

/* Measures a line of text, which is never read as markup. */
TlrExtents tlr_face_measure (TlrFace *face, const char *text);

/* Columns and rows that outline and shadow need on each side. */
double tlr_face_margin (const TlrTextStyle *style);

/* Draws text with its start at x on the baseline y, outline and shadow below
 * it, squeezed by the factor FIT (1 is as it is). */
void tlr_face_draw (TlrFace *face, cairo_t *cr, const char *text, double x, double y,
    double fit);

G_END_DECLS
