/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/image-file.h"
#include "render/scene/widget.h"

G_BEGIN_DECLS

/* The size of a picture in the frame, columns and rows: as wide and high as the widget wants it; where one is left open,
 * by the picture's proportions; where both are, its own size in a frame of 1080 rows. */
void tlr_picture_box_measure (const TlrWidget *widget, const TlrImage *image, double *width, double *height);

/* Paints it in the middle of the widget, with its opacity: nothing where it cannot be drawn. */
void tlr_picture_box_draw (const TlrWidget *widget, const TlrImage *image, cairo_t *cr);

G_END_DECLS
