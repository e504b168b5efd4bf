/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"
#include "render/draw/figure.h"
#include "render/draw/picture.h"
#include "render/draw/sketch.h"
#include "render/draw/strip.h"
#include "render/layout/template.h"
#include "render/native/native.h"
#include "render/native/rect.h"
#include "render/scene/widget.h"

G_BEGIN_DECLS

/* Bytes that say all about what an item shows. */
#define TLR_ITEM_STATE_SIZE (3 * TLR_TEMPLATE_SIZE + 8)

typedef struct _TlrItem TlrItem;

/* What an item does. */
typedef struct {
  /* Writes what the item shows for a snapshot, and nothing else than what its
   * picture depends on, into STATE; returns the bytes, 0 for nothing to see. */
  gsize (*state) (TlrItem *item, const TlmSnapshot *snapshot, guint8 *state);
  /* Composes that over the canvas, whose upper left corner is at ORIGIN_X,
   * ORIGIN_Y in the frame, only inside CLIP (in the canvas). */
  void (*compose) (TlrItem *item, const guint8 *state, TlrNative *canvas, int origin_x,
      int origin_y, const TlrRect *clip);
  void (*finish) (TlrItem *item);
  gsize (*size) (const TlrItem *item);   /* bytes of pictures; may be NULL */
  /* Where in the frame the shown and the next state differ, on the grid, both
   * having something to see; NULL: the whole rect. */
  TlrRect (*damage) (const TlrItem *item);
  /* The same as compose as marks; NULL when only pixels can show it. */
  void (*sketch) (TlrItem *item, const guint8 *state, TlrSketch *sketch);
} TlrItemClass;

/* Something that changes in a picture. */
struct _TlrItem {
  const TlrItemClass *klass;
  TlrWidget *widget;               /* whose conditions hide it */
  TlrRect rect;                    /* all that it may touch, on the grid, in the frame */
  TlrRect damage;                  /* what an update must recompose */
  gsize shown, next;               /* bytes of the states */
  guint shown_level, next_level;   /* how much of it is seen, to TLR_FADE_FULL */
  TlrNative *veil;                 /* of its rect, for showing a part of it; or NULL */
  guint8 shown_state[TLR_ITEM_STATE_SIZE];
  guint8 next_state[TLR_ITEM_STATE_SIZE];
};

void tlr_item_free (TlrItem *item);

/* A line of text in up to three styles on one baseline. */
#define TLR_LINE_MAX_RUNS 3

typedef struct {
  TlrText *text;            /* owned by the line */
  TlrStrip *strip;          /* as it is */
  TlrStrip *dim;            /* when stale */
  int gap;                  /* columns before it */
  gboolean yields;          /* gives way when all are too wide together; else the first does */
} TlrRun;

/* ALIGN 0 left, 1 centre, 2 right. BASELINE is a row of the frame on the grid.
 * RECT is where the text may be. Takes over the runs' texts. */
TlrItem *tlr_line_new (TlrWidget *widget, const TlrRun *runs, guint n_runs,
    const TlrRect *rect, int baseline, guint align);

/* A picture painted by Cairo whenever its state changes. DRAW has the frame's
 * coordinates. STATE NULL: always the same. */
typedef gsize (*TlrStateFunc) (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *state);
typedef void (*TlrPaintFunc) (TlrWidget *widget, const guint8 *state, cairo_t *cr);
TlrItem *tlr_painting_new (TlrWidget *widget, const TlrRect *rect, TlrStateFunc state,
    TlrPaintFunc paint);

/* What a painting of that state looks like in marks; returns the painting. */
typedef void (*TlrSketchFunc) (TlrWidget *widget, const guint8 *state, TlrSketch *sketch);
TlrItem *tlr_painting_with_sketch (TlrItem *painting, TlrSketchFunc func);

/* Figures that move: STATE as of a painting, FIGURES writes what they are in
 * that state and returns their number, at most TLR_RASTER_MAX. Taking no memory,
 * recomposed only around those that differ. */
typedef guint (*TlrFiguresFunc) (TlrWidget *widget, const guint8 *state, TlrFigure *figures);
TlrItem *tlr_figures_new (TlrWidget *widget, const TlrRect *rect, TlrStateFunc state,
    TlrFiguresFunc figures);

G_END_DECLS
