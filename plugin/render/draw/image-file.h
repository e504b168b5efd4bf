/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "core/base/key-file.h"

G_BEGIN_DECLS

/* A PNG, JPEG or SVG picture of a layout, which may come from anybody: its bytes,
 * pixels and time are limited (core/base/limits.h), other formats are refused, and an SVG is given nothing to
 * look up. Belongs to one thread. */
typedef struct _TlrImage TlrImage;

/* Loads NAME, a path inside the folder of LAYOUT's file, or "builtin:orbit", "builtin:launcher", "builtin:reticle".
 * Errors (TLM_ERROR_LAYOUT) name layout, GROUP and KEY, what was found, and what
 * would be right. */
TlrImage *tlr_image_load (const char *name, const TlmKeyFile *layout, const char *group,
    const char *key, GError **error);

/* Takes NULL. */
void tlr_image_free (TlrImage *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrImage, tlr_image_free)

/* What an SVG is read from, which passed all checks; NULL for other pictures. Owned by the image. */
GBytes *tlr_image_get_svg (const TlrImage *image);

/* Draws a changed one from now on, in the size of the first. FALSE, and what was drawn goes on, where it cannot be read
 * in time, or is no SVG's. */
gboolean tlr_image_set_svg (TlrImage *image, GBytes *bytes);

/* Its own width, pixels (of an SVG without one, of its view box); over 0. */
double tlr_image_get_width (const TlrImage *image);

/* Its own height, pixels; over 0. */
double tlr_image_get_height (const TlrImage *image);

/* Paints it into a rectangle, stretched to it. FALSE, and nothing painted, where an SVG cannot be drawn
 * (tlr_svg_picture_draw()). */
gboolean tlr_image_draw (const TlrImage *image, cairo_t *cr, double x, double y, double width,
    double height);

G_END_DECLS
