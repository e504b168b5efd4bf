/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/picture-box.h"

/* Pixels of a frame of 1080 rows in a thousandth of its height. */
#define PIXELS_PER_UNIT 1.08

void
tlr_picture_box_measure (const TlrWidget *widget, const TlrImage *image, double *width, double *height)
{
  double x_scale = widget->context->x_scale;
  double own_width = tlr_image_get_width (image), own_height = tlr_image_get_height (image);
  double scale = widget->context->unit / PIXELS_PER_UNIT;

  if (widget->wanted_height > 0)
    scale = widget->wanted_height / own_height;
  else if (widget->wanted_width > 0)
    scale = widget->wanted_width / x_scale / own_width;
  if (widget->wanted_height > 0 && widget->wanted_width > 0)
    scale = MIN (scale, widget->wanted_width / x_scale / own_width);
  *width = own_width * scale * x_scale;
  *height = own_height * scale;
}

void
tlr_picture_box_draw (const TlrWidget *widget, const TlrImage *image, cairo_t *cr)
{
  const TlrRect *r = &widget->rect;
  gboolean is_faint = widget->opacity < 1, is_drawn;
  double width, height;

  tlr_picture_box_measure (widget, image, &width, &height);
  if (is_faint)
    cairo_push_group (cr);
  is_drawn = tlr_image_draw (image, cr, r->x + (r->width - width) / 2, r->y + (r->height - height) / 2, width, height);
  if (!is_faint)
    return;
  cairo_pop_group_to_source (cr);
  if (is_drawn)
    cairo_paint_with_alpha (cr, widget->opacity);
}
