/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/widgets/gauge.h"
#include "render/widgets/plate.h"
#include "render/widgets/text-box.h"

G_BEGIN_DECLS

/* Rows are divided into so many steps of the moving scale. */
#define TLR_TAPE_STEPS 2

/* The tape of a flight display: a scale that moves past the number. */
typedef struct {
  TlrWidget widget;
  TlrGauge gauge;
  TlrPlate plate;
  TlrTextBox value;
  TlrTextStyle tick_style, label_style;
  double thickness, length, line, radius;   /* rows */
  double digits;               /* height of the number's digits */
  gboolean rightwards;         /* ticks stand on the right edge */
  gboolean has_low, has_high;  /* the scale ends */
  double span;                 /* of the scale that is seen at once, its unit */
  TlrGaugeTicks ticks;
  TlrRect window;              /* in the frame */
  double edge_x;               /* column of the ticks' outer ends */
  double y;                    /* row of the value */
  double rows_per_unit;
  double marks[TLR_NUMBERS_MAX];
  guint n_marks;
  guint bug;                   /* channel, or G_MAXUINT */
  TlrStrip *strips[TLR_TAPE_STEPS];  /* numbers, each a step lower than the one before */
  guint n_strips;
  double tick_rgba[4], mark_rgba[4], warning[4], face[4], box[4], rim[4];
} TlrTape;

/* The moving scale with its marks inside RECT, a part of the window: what lies
 * behind the number need not move. */
TlrItem *tlr_tape_scale_new (TlrTape *tape, const TlrRect *rect);

G_END_DECLS
