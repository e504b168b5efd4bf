/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/svg-document.h"
#include "render/layout/part.h"
#include "render/scene/widget.h"

G_BEGIN_DECLS

/* What the keys of elements begin with. */
#define TLR_SVG_KEY "id."

/* Elements and steps of one widget, of all its elements: what a state has room for. */
#define TLR_SVG_STEPS 40

/* How finely motion is told apart: the drawing's lengths, degrees, and factors of a pixel's quarter. All over 0. */
typedef struct {
  double length, degrees, factor;
} TlrSvgGrain;

/* TlrSvgPart *: the elements that the widget's keys speak of, in their order; their channels are asked for. */
GPtrArray *tlr_svg_parts_new (TlrWidget *widget);

/* The element's name in a key "id.NAME", with or without the shape and language behind it; NULL for any other key. To
 * be freed. */
char *tlr_svg_parts_name (const char *key);

/* Their state at a snapshot (render/scene/item.h): bytes written. */
gsize tlr_svg_parts_state (const GPtrArray *parts, const TlrWidget *widget, const TlmSnapshot *snapshot,
    const TlrSvgGrain *grain, guint8 *state);

/* What that makes of the drawing, into CHANGES, one for each part; x, y: what turns without a centre of its own turns
 * about. */
void tlr_svg_parts_changes (const GPtrArray *parts, const guint8 *state, const TlrSvgGrain *grain, double x, double y,
    TlrSvgChange *changes);

G_END_DECLS
