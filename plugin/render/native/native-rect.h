/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/native/native-private.h"

G_BEGIN_DECLS

/* The part of a plane under a rectangle of luma pixels. */
typedef struct {
  guint first, end;  /* words of a row */
  guint top, bottom; /* rows */
} TlrPlaneRect;

/* TRUE when the rectangle lies inside the picture and keeps to the grid or
 * reaches the picture's edge. */
gboolean tlr_native_rect_is_valid (const TlrNative *native, int x, int y, int width,
    int height);

/* The plane's part of a valid rectangle. */
TlrPlaneRect tlr_native_plane_rect (const TlrNative *native, guint plane, int x, int y,
    int width, int height);

G_END_DECLS
