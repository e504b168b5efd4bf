/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/image-file.h"

#include "render/scene/widget.h"
#include "render/widgets/widgets.h"

/* Pixels of a frame of 1080 rows in a thousandth of its height. */
#define PIXELS_PER_UNIT 1.08

/* A picture from a file: a logo, a mission's patch. It keeps its proportions. */
typedef struct {
  TlrWidget widget;
  TlrImage *image;         /* NULL where it could not be read again */
} Image;

static gboolean
check (const TlmKeyFile *file, const char *group, GError **error)
{
  g_autofree char *name = tlm_key_file_get (file, group, "file");

  if (!name || !name[0]) {
    tlm_key_file_error (file, group, NULL, error, "no file=; give a PNG, JPEG or SVG, or builtin:orbit");
    return FALSE;
  }
  g_autoptr (TlrImage) image = tlr_image_load (name, file, group, "file", error);
  return image != NULL;
}

static void
init (TlrWidget *widget)
{
  g_autofree char *name = tlr_widget_text (widget, "file");

  ((Image *) widget)->image = tlr_image_load (name, widget->context->layout->file, widget->group, "file",
      NULL);
}

/* As wide and high as told; where one is left open, by the picture's proportions;
 * where both are, its own size in a frame of 1080 rows. */
static void
measure (TlrWidget *widget, double *width, double *height)
{
  const TlrImage *image = ((Image *) widget)->image;
  double x_scale = widget->context->x_scale;

  if (!image)
    return;
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

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  const TlrImage *image = ((Image *) widget)->image;
  const TlrRect *r = &widget->rect;
  double width = 0, height = 0;
  gboolean is_drawn;

  if (!image)
    return;
  measure (widget, &width, &height);
  cairo_push_group (cr);
  is_drawn = tlr_image_draw (image, cr, r->x + (r->width - width) / 2, r->y + (r->height - height) / 2, width, height);
  cairo_pop_group_to_source (cr);
  if (is_drawn)
    cairo_paint_with_alpha (cr, widget->opacity);
}

static void
finish (TlrWidget *widget)
{
  tlr_image_free (((Image *) widget)->image);
}

static const TlrKey keys[] = {
  { .name = "file", .kind = TLR_KEY_TEXT,
    .blurb = "PNG, JPEG or SVG in the layout's folder or below, or builtin:orbit" },
};

const TlrWidgetClass tlr_widget_image = {
  .name = "image",
  .description = "A picture from a file",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Image),
  .init = init,
  .measure = measure,
  .draw = draw,
  .finish = finish,
  .check = check,
};
