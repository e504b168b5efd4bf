/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/widgets/event-ladder.h"

G_BEGIN_DECLS

/* An event's words for readers, in BUF of SIZE bytes, which it returns: those of its source, else of
 * the phase profile, the short ones where BRIEF. */
const char *tlr_event_words (const TlrWidget *widget, const TlmEvent *event, gboolean brief, char *buf,
    gsize size);

/* Columns that the widest label needs with the space to its neighbour. A
 * label that is wider than eleven times its size is squeezed, then cut. */
double tlr_ladder_label_width (const TlrLadder *ladder, const TlrWidget *widget);

/* Rows that a line of labels needs. */
double tlr_ladder_label_height (const TlrLadder *ladder);

/* Columns that a label takes where it has ROOM; 0 for one that is not shown. */
double tlr_ladder_label_advance (const TlrLadder *ladder, const TlrWidget *widget,
    const TlrLadderPage *page, guint dot, double room);

/* Draws a label around column X, at most ROOM columns wide. */
void tlr_ladder_draw_label (const TlrLadder *ladder, const TlrWidget *widget,
    const TlrLadderPage *page, guint dot, double x, double baseline, double room, cairo_t *cr);

/* The same as marks. */
void tlr_ladder_sketch_label (const TlrLadder *ladder, const TlrWidget *widget,
    const TlrLadderPage *page, guint dot, double x, double baseline, double room,
    TlrSketch *sketch);

G_END_DECLS
