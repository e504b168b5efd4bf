/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/widget.h"
#include "render/widgets/picture-box.h"
#include "render/widgets/widgets.h"

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

static void
measure (TlrWidget *widget, double *width, double *height)
{
  const TlrImage *image = ((Image *) widget)->image;

  if (image)
    tlr_picture_box_measure (widget, image, width, height);
}

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  const TlrImage *image = ((Image *) widget)->image;

  if (image)
    tlr_picture_box_draw (widget, image, cr);
}

static void
finish (TlrWidget *widget)
{
  tlr_image_free (((Image *) widget)->image);
}

static const TlrKey keys[] = {
  { .name = "file", .kind = TLR_KEY_TEXT,
    .blurb = "PNG, JPEG or SVG in the layout's folder or below, or builtin:orbit, builtin:launcher, builtin:reticle" },
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
