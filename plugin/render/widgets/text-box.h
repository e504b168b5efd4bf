/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/line.h"
#include "render/scene/widget.h"

G_BEGIN_DECLS

/* The key of a widget whose digits may roll. */
#define TLR_ROLL_KEY \
  { .name = "roll", .kind = TLR_KEY_CHOICE, .fallback = "no", .choices = "no|yes", \
    .blurb = "digits that change at a refresh, or once a second, roll to the next ones" }

/* A line of a few runs, measured at the longest text it is likely to
 * show, and when one of them is a number each in a slot that does not move; the part that text, clock, phase and field have in common. */
typedef struct {
  TlrRun runs[TLR_LINE_MAX_RUNS];
  TlrTemplate *templates[TLR_LINE_MAX_RUNS];
  guint n_runs;
  guint n_first;           /* runs that the first text is cut into; 0: it is one */
  guint align;
  double max_width;
  gboolean rolls;          /* the digits of the first run roll */
  gboolean numbers;        /* only what a strip covers */
  int wanted;              /* columns of the widest text, without margins */
  int width;               /* columns, with margins */
  int above, below;        /* rows from the baseline, with margins, on the grid */
} TlrTextBox;

/* Adds a run; the first is the one that gives way and that is marked when
 * stale. Empty or NULL text adds none. GAP in columns. */
void tlr_text_box_add (TlrTextBox *box, TlrWidget *widget, const char *text,
    const TlrTextStyle *style, double gap);

/* The same of the first text, cut into its numbers and what stands between them: runs of their own, each in its slot.
 * Numbers for which there are no runs left stand in the last one. */
void tlr_text_box_add_cut (TlrTextBox *box, TlrWidget *widget, const char *text, const TlrTextStyle *style);

/* The same with the text as a template, which the box takes over, of VEHICLE. */
void tlr_text_box_add_template (TlrTextBox *box, TlrWidget *widget, guint vehicle,
    TlrTemplate *text, const TlrTextStyle *style, double gap);

/* Fills wanted, width, above and below. */
void tlr_text_box_measure (TlrTextBox *box, TlrWidget *widget);

/* Adds the line to the scene at x, y (upper left corner), WIDTH columns wide. */
void tlr_text_box_place (TlrTextBox *box, TlrWidget *widget, double x, double y, double width);

/* Frees the runs; others may be added. */
void tlr_text_box_finish (TlrTextBox *box);

G_END_DECLS
