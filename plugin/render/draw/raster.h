/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/figure.h"
#include "render/native/native.h"

G_BEGIN_DECLS

/* Composes figures into native pictures without taking memory, for what moves
 * with every frame. Each pixel is a pure function of the figures: the part of it
 * that the distance to their edges says is covered. Belongs to one thread. */
typedef struct _TlrRaster TlrRaster;

/* A raster for pictures of SPEC; X_SCALE is columns of the frame per row, over 0. Free
 * with tlr_raster_free(). */
TlrRaster *tlr_raster_new (const TlrNativeSpec *spec, double x_scale);

/* Takes NULL. */
void tlr_raster_free (TlrRaster *raster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrRaster, tlr_raster_free)

/* Figures in one call, at most. */
#define TLR_RASTER_MAX 96

/* Composes N figures (the frame's coordinates), one over the other, over the
 * canvas, whose upper left corner is at ORIGIN_X, ORIGIN_Y in the frame, on the grid,
 * only inside CLIP (in the canvas, any pixels). */
void tlr_raster_compose (TlrRaster *raster, const TlrFigure *figures, guint n,
    TlrNative *canvas, int origin_x, int origin_y, const TlrRect *clip);

G_END_DECLS
