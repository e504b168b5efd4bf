/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/strip.h"
#include "render/layout/template.h"
#include "render/scene/item.h"

G_BEGIN_DECLS

/* A line of text in a few styles on one baseline: with four numbers, each has a run, and what stands around them. */
#define TLR_LINE_MAX_RUNS 9

typedef struct {
  TlrText *text;            /* owned by the line */
  TlrStrip *strip;          /* as it is */
  TlrStrip *dim;            /* when stale */
  int gap;                  /* columns before it */
  gboolean yields;          /* gives way when all are too wide together, as all that do; else the first does */
  int slot;                 /* columns kept for it, whatever it says; 0: as many as it takes */
  gboolean is_number;       /* ends where its slot does, and is marked when stale; the first of them, or without any the
                               first run, rolls */
} TlrRun;

/* ALIGN 0 left, 1 centre, 2 right. BASELINE is a row of the frame.
 * RECT is where the text may be, pixels of the frame. 1 to TLR_LINE_MAX_RUNS runs, of
 * which it takes over the texts and refers to the strips. Free with tlr_item_free(). */
TlrItem *tlr_line_new (TlrWidget *widget, const TlrRun *runs, guint n_runs,
    const TlrRect *rect, int baseline, guint align);

/* Lets the digits of the number, or first run, of a line roll (render/scene/line-roll.h) whenever the widget
 * refreshes, once a second where it has no refresh. Returns the line. */
TlrItem *tlr_line_with_roll (TlrItem *line);

G_END_DECLS
