/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/figure.h"
#include "render/scene/item.h"

G_BEGIN_DECLS

/* Writes what the figures are in a state, at most TLR_RASTER_MAX; returns their number. */
typedef guint (*TlrFiguresFunc) (TlrWidget *widget, const guint8 *state, TlrFigure *figures);

/* Figures that move inside RECT of the frame (pixels): they are recomposed only around
 * those that differ, and take no memory. Free with tlr_item_free(). */
TlrItem *tlr_figures_new (TlrWidget *widget, const TlrRect *rect, TlrStateFunc state,
    TlrFiguresFunc figures);

G_END_DECLS
