/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/native/native.h"

G_BEGIN_DECLS

/* Draws with Cairo, the origin at the picture's upper left corner. */
typedef void (*TlrDrawFunc) (cairo_t *cr, gpointer data);

/* A new native picture, WIDTH by HEIGHT pixels, of what FUNC draws on transparent
 * ground. Free with tlr_native_free(). */
TlrNative *tlr_picture_draw (const TlrNativeSpec *spec, int width, int height,
    TlrDrawFunc func, gpointer data);

/* The same into the picture that is there, of that size. */
void tlr_picture_redraw (TlrNative *picture, TlrDrawFunc func, gpointer data);

/* A rectangle with corners rounded by RADIUS rows and X_SCALE times as many
 * columns, as the current path. */
void tlr_picture_rounded (cairo_t *cr, double x, double y, double width, double height,
    double radius, double x_scale);

G_END_DECLS
