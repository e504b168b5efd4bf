/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/item.h"

G_BEGIN_DECLS

/* What an item shows now, where, and how that comes onto a canvas. */

/* Finds the path of an item whose cover is known, and how its words become others. */
void tlr_showing_start (TlrItem *item);

/* Asks the item what it shows for the snapshot of a frame. Returns where that differs from
 * what stood there, in the frame and on the grid; the new state is then shown. */
TlrRect tlr_showing_update (TlrItem *item, const TlmSnapshot *snapshot);

/* Whether it is somewhere else than it was laid out, or fainter. */
gboolean tlr_showing_moves (const TlrItem *item);

/* Composes what the item shows over the canvas, whose corner is at ORIGIN_X, ORIGIN_Y in the
 * frame, only inside CLIP (in the canvas, on the grid). */
void tlr_showing_compose (TlrItem *item, TlrNative *canvas, int origin_x, int origin_y,
    const TlrRect *clip);

/* Bytes of the pictures it needs for that. */
gsize tlr_showing_get_size (const TlrItem *item);

G_END_DECLS
