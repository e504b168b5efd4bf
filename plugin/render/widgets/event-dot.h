/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/widgets/event-ladder.h"

G_BEGIN_DECLS

/* Draws a dot: full when passed, a ring when it is to come, a broken one when it
 * is only planned. */
void tlr_ladder_draw_dot (const TlrLadder *ladder, const TlrWidget *widget,
    const TlrLadderPage *page, guint dot, double x, double y, cairo_t *cr);

/* The same as marks. */
void tlr_ladder_sketch_dot (const TlrLadder *ladder, const TlrWidget *widget,
    const TlrLadderPage *page, guint dot, double x, double y, TlrSketch *sketch);

/* Around a dot at x, y in the frame: a ring that shrinks and fades in steps. */
TlrFigure tlr_ladder_glow_figure (const TlrLadder *ladder, const TlrLadderGlow *glow, double x,
    double y);

/* Rows that it reaches from there. */
double tlr_ladder_glow_reach (const TlrLadder *ladder);

G_END_DECLS
