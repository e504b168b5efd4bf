/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "render/scene/scene.h"

G_BEGIN_DECLS

/* What lies under a preview: a picture file (PNG, JPEG), scaled to cover, or a
 * colour when path is NULL. Owns nothing. */
typedef struct {
  const char *path;
  double rgba[4];        /* 0..1, not premultiplied; 0,0,0,0 leaves it transparent */
} TlrBackdrop;

/* Draws a snapshot in a layout at any size, through the same scene that frames
 * get, as a Cairo ARGB32 image. Free with cairo_surface_destroy(). */
cairo_surface_t *tlr_preview_draw (TlrLayout *layout, const TlrStyle *style,
    TlmTimeline *timeline, const TlmMission *mission, const TlmSnapshot *snapshot,
    int width, int height, const TlrBackdrop *backdrop, GError **error);

G_END_DECLS
