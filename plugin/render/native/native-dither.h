/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/native/native-private.h"

G_BEGIN_DECLS

/* Where a shade becomes denser from row to row, codes of 8 bits would show as bands over an even
 * picture: there products are rounded by an ordered pattern. It is a function of the place in the
 * picture alone, the same for R, G and B, and leaves chroma as it is: grey stays grey. */

/* Fills the picture's pattern; before the first blend. */
void tlr_native_dither_init (TlrNative *native);

/* Whether the tiles from word FIRST of a row on are part of such a gradient. */
gboolean tlr_native_is_gradient (const TlrNative *native, guint plane, guint row, guint first);

/* Blends N words of tiles, the first of which is the picture's word FIRST, into D. */
void tlr_native_dither_tiles (const TlrNative *native, guint plane, guint row, guint8 *d, guint first, gsize n);

G_END_DECLS
