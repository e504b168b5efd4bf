/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an SVG from anybody may cost to draw: librsvg bounds neither the pixels of the pictures inside
 * it nor the work of its filters, and neither can be stopped once begun. */

/* NULL when DATA may be drawn, or in words why not, as in "has …": to be freed. Pictures inside it are
 * PNG or JPEG of at most TLM_LIMIT_IMAGE_PIXELS in all. What is no SVG passes: librsvg says what is wrong. */
char *tlr_svg_check (const guint8 *data, gsize length);

G_END_DECLS
