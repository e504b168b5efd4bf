/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/scene/item.h"

G_BEGIN_DECLS

/* Paints what a state shows, in the frame's coordinates; STATE NULL: of a painting that
 * is always the same. */
typedef void (*TlrPaintFunc) (TlrWidget *widget, const guint8 *state, cairo_t *cr);

/* A picture painted by Cairo whenever its state changes, in RECT of the frame (pixels,
 * on the grid). STATE NULL: always the same. Free with tlr_item_free(). */
TlrItem *tlr_painting_new (TlrWidget *widget, const TlrRect *rect, TlrStateFunc state,
    TlrPaintFunc paint);

/* What a painting of that state looks like in marks. */
typedef void (*TlrSketchFunc) (TlrWidget *widget, const guint8 *state, TlrSketch *sketch);

/* Lets a painting be shown as marks too; returns the painting. */
TlrItem *tlr_painting_with_sketch (TlrItem *painting, TlrSketchFunc func);

G_END_DECLS
