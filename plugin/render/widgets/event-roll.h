/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/figure.h"
#include "render/widgets/event-ladder.h"

G_BEGIN_DECLS

/* Dots and labels of a ladder that slide along as time passes: each is painted once and
 * then put where it is, so that a step costs some copies. */

/* Where a dot and its label stand, in the frame. */
typedef struct {
  double x, y;             /* of the dot, columns and rows */
  double label_x;          /* the middle of the label */
  double baseline;         /* of the label */
} TlrRollSpot;

/* What a widget says about its ladder; PLACE is a dot's among those at once, as
 * tlr_ladder_position() counts. */
typedef struct {
  const TlrLadder *ladder;
  guint steps;             /* places that a dot has between two others, at least 1 */
  double room;             /* columns that a label has */
  gboolean is_straight;    /* all dots are at row Y, all labels at BASELINE: they stand there exactly */
  double y, baseline;
  TlrRollSpot (*spot) (TlrWidget *widget, const TlrLadderPage *page, guint dot, double place);
  /* The part of the line between two places, with a gap as wide as a dot at the ends
   * that have one. */
  TlrFigure (*rail) (TlrWidget *widget, double from, gboolean gap_before, double to, gboolean gap_after);
} TlrRoll;

/* The dots, labels and line of ROLL, which is copied, inside RECT of the frame. Free with
 * tlr_item_free(). */
TlrItem *tlr_event_roll_new (TlrWidget *widget, const TlrRect *rect, const TlrRoll *roll);

G_END_DECLS
