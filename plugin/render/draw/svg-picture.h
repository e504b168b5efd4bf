/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* An SVG that may come from anybody, drawn within TLM_LIMIT_IMAGE_MS. librsvg cannot be stopped: what takes longer goes
 * on alone, and is not drawn from then on. Belongs to one thread. */
typedef struct _TlrSvgPicture TlrSvgPicture;

/* Reads it, and draws it once, small. NULL with words of what is wrong, as in "is …", to be freed. */
TlrSvgPicture *tlr_svg_picture_new (GBytes *bytes, char **problem);

/* Takes NULL. */
void tlr_svg_picture_free (TlrSvgPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrSvgPicture, tlr_svg_picture_free)

/* Its own size, pixels (of one without, that of its view box). */
void tlr_svg_picture_get_size (const TlrSvgPicture *picture, double *width, double *height);

/* Another SVG is drawn from now on, into the size of the first. FALSE, and what was drawn goes on, where it cannot be
 * read in time. */
gboolean tlr_svg_picture_replace (TlrSvgPicture *picture, GBytes *bytes);

/* Draws it into 0, 0 to its size. FALSE, and nothing drawn, where it takes too long, or did before, or where
 * there is no memory for its pixels. */
gboolean tlr_svg_picture_draw (TlrSvgPicture *picture, cairo_t *cr);

G_END_DECLS
