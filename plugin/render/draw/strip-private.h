/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <math.h>

#include "render/draw/strip-text.h"
#include "render/draw/strip.h"

G_BEGIN_DECLS

/* How far a text's start on its baseline is from the grid of chroma samples that its
 * picture is laid on: columns and rows to the right of it and below it. Letters stand at
 * whole pixels on every format; where samples are shared there is a picture for each
 * phase, with chroma averaged for it. */
typedef struct {
  int x, y;
} TlrStripPhase;

/* The most of them: of 4:1:0 with two fields in a frame. */
#define TLR_STRIP_PHASES_X 4
#define TLR_STRIP_PHASES_Y 8

/* All cells at one phase, side by side. */
typedef struct {
  int offset[TLR_STRIP_CHARACTERS];  /* of a cell with margins, in the picture */
  int width[TLR_STRIP_CHARACTERS];   /* of that */
  int total, height;
  TlrNative *picture;                /* NULL until the row phase is first used */
} TlrStripCells;

/* A word as it was drawn last, or an empty place. */
typedef struct {
  char *text;
  int max_width;
  TlrStripPhase phase;
  guint64 used;
  int left, top;       /* of the picture, from the grid's corner before the start */
  int width, height;
  TlrNative *picture;
} TlrStripWord;

/* The mark of stale numbers as it was drawn last. */
typedef struct {
  TlrStripPhase phase;
  int length;          /* columns that it takes */
  int width, height;
  TlrNative *picture;
} TlrStripMark;

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
  int margin;                        /* pixels each way, for outline and shadow */
  int pad;                           /* columns before a cell in its picture: the margin, up
                                        to the grid */
  double above, below;               /* of the characters' ink */
  double lower;                      /* rows that everything is drawn further down */
  double advance[TLR_STRIP_CHARACTERS];      /* as the font has it */
  int width[TLR_STRIP_CHARACTERS];           /* of the cell, columns */
  int top;                           /* of a picture of cells, rows from its baseline at phase 0 */
  TlrStripCells cells[TLR_STRIP_PHASES_Y][TLR_STRIP_PHASES_X];
  TlrStripMark mark;
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
