/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* Rows at once, at most. */
#define TLR_PLAN_ROWS 24

/* An event as it was planned and as it came. */
typedef struct {
  TlmEvent *planned;           /* owned */
  TlmEvent *actual;            /* owned; NULL: nobody saw it at any time */
} TlrPlanRow;

/* All of them, in the order of the plan. What flights of a kind usually do is no plan. */
typedef struct {
  GArray *rows;                /* TlrPlanRow */
  guint64 revision;            /* of the timeline that they are of */
} TlrPlanRows;

/* Fills it, which is all zero, from the widget's timeline; made anew where that has grown. */
void tlr_plan_rows_update (TlrPlanRows *rows, const TlrWidget *widget);

/* Frees what it holds. */
void tlr_plan_rows_clear (TlrPlanRows *rows);

/* What is seen at an instant; bytes compared. */
typedef struct {
  guint64 revision;
  guint32 first, count;        /* rows of the page */
  guint32 came;                /* bit i: row first + i has come by now */
  gint32 overdue;              /* index of the row that is waited for past its time, or -1 */
  TlmDuration overdue_ns;      /* for so long, to a whole second */
} TlrPlanPage;

/* The page of at most N rows around TIME_NS, timeline's clock: the last that has come stands last but one. Looks at
 * nothing that has come later. */
TlrPlanPage tlr_plan_rows_page (const TlrPlanRows *rows, guint n, gint64 time_ns);

/* By how much a row came late, negative: early; TLM_TIME_NONE where it did not come. */
TlmDuration tlr_plan_row_late (const TlrPlanRow *row);

/* A difference of times, rounded at DECIMALS of the second: "+1.4", "−0.2", "+2:05" from 100 s on; TLM_TIME_NONE
 * is "". */
void tlr_plan_print_difference (TlmDuration difference, guint decimals, const TlrMarks *marks, char buf[TLR_NUMBER_SIZE]);

G_END_DECLS
