/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <math.h>

#include "render/draw/strip-text.h"
#include "render/draw/strip.h"

G_BEGIN_DECLS

/* A word as it was drawn last, or an empty place. */
typedef struct {
  char *text;
  int max_width;
  guint64 used;
  int left, top;       /* of the picture, from the start on the baseline */
  int width, height;
  TlrNative *picture;
} TlrStripWord;

/* What a word takes. */
typedef struct {
  char *text;
  int width;           /* columns, not squeezed */
} TlrStripMeasured;

struct _TlrStrip {
  TlrTextStyle style;
  TlrNativeSpec spec;
  TlrFace *face;
  int columns, rows;                 /* of the grid */
  int margin;                        /* a multiple of both */
  double above, below;               /* of the characters' ink */
  double lower;                      /* rows that everything is drawn further down */
  double advance[TLR_STRIP_CHARACTERS];      /* as the font has it */
  int width[TLR_STRIP_CHARACTERS];           /* of the cell, on the grid */
  int offset[TLR_STRIP_CHARACTERS];          /* of the cell with margins, in the picture */
  int cell_top, cell_height;         /* rows from the baseline */
  int total;
  TlrNative *picture;                /* all cells, drawn at the first use */
  TlrNative *mark;
  guint64 clock;
  TlrStripWord words[TLR_STRIP_WORDS];
  TlrStripMeasured measured[TLR_STRIP_WORDS];
  guint n_measured;                  /* ever; the next takes the place of the oldest */
};

/* Pixels up to whole steps of the grid. */
static inline int
tlr_strip_up (double value, int grid)
{
  return (int) ceil (value / grid - 1e-9) * grid;
}

/* Makes the place empty. */
void tlr_strip_word_clear (TlrStripWord *word);

/* Columns that a piece of a mixed text takes. */
int tlr_strip_piece_width (TlrStrip *strip, const TlrPiece *piece);

G_END_DECLS
