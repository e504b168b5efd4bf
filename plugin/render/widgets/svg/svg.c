/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/base/suggest.h"
#include "render/scene/painting.h"
#include "render/widgets/picture-box.h"
#include "render/widgets/svg/svg-parts.h"
#include "render/widgets/widgets.h"

/* Names that an error lists where none is near. */
#define LISTED 12

/* Parts of a pixel that motion is told apart by. */
#define STEPS 4

/* An SVG whose elements show, hide, take colours and move by channel or phase: engines, stages, a silhouette. It is drawn
 * anew only when the state of one of them changes. */
typedef struct {
  TlrWidget widget;
  TlrImage *image;             /* NULL where it could not be read again */
  TlrSvgDocument *document;    /* or NULL */
  GPtrArray *parts;
  TlrSvgGrain grain;
  double x, y;                 /* the middle, the drawing's own lengths */
} Svg;

static gboolean
fail_id (const TlmKeyFile *file, const char *group, const char *key, const char *name, const char *const *ids,
    GError **error)
{
  const char *near = tlm_suggest (name, ids);
  const char *first[LISTED + 1] = { NULL };

  for (guint i = 0; !near && i < LISTED && ids[i]; i++)
    first[i] = ids[i];
  first[0] = near ? near : first[0];
  g_autofree char *hint = first[0] ? tlm_suggest_hint (name, first) : g_strdup ("; none of its elements has an id=");
  tlm_key_file_error (file, group, key, error, "the drawing has no element of the id \"%s\"%s", tlm_head (name, 80).text,
      hint);
  return FALSE;
}

/* How many steps the key has; the same key in another shape or language counts again. */
static guint
count_steps (const TlmKeyFile *file, const char *group, const char *key)
{
  g_autofree char *text = tlm_key_file_get (file, group, key);
  g_autoptr (TlrPart) part = text ? tlr_part_parse (text, NULL) : NULL;

  return part ? part->n_steps : 0;
}

static gboolean
check_ids (const TlmKeyFile *file, const char *group, const TlrSvgDocument *document, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->keys, group, NULL, NULL);
  const char *const *ids = tlr_svg_document_ids (document);
  guint n_steps = 0;

  for (char **key = keys; key && *key; key++) {
    g_autofree char *name = tlr_svg_parts_name (*key);

    if (!name)
      continue;
    if (!g_strv_contains (ids, name))
      return fail_id (file, group, *key, name, ids, error);
    n_steps += count_steps (file, group, *key);
    if (n_steps > TLR_SVG_STEPS) {
      tlm_key_file_error (file, group, *key, error, "more than %d steps in all; give the rest to a second drawing over it",
          TLR_SVG_STEPS);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
check (const TlmKeyFile *file, const char *group, GError **error)
{
  g_autofree char *name = tlm_key_file_get (file, group, "file");

  if (!name || !name[0]) {
    tlm_key_file_error (file, group, NULL, error, "no file=; give an SVG, or builtin:launcher");
    return FALSE;
  }
  g_autoptr (TlrImage) image = tlr_image_load (name, file, group, "file", error);
  if (!image)
    return FALSE;
  g_autoptr (TlrSvgDocument) document = tlr_image_get_svg (image) ? tlr_svg_document_new (tlr_image_get_svg (image)) : NULL;
  if (document)
    return check_ids (file, group, document, error);
  tlm_key_file_error (file, group, "file", error, "\"%s\" is no SVG; type=image shows other pictures",
      tlm_head (name, 80).text);
  return FALSE;
}

static void
init (TlrWidget *widget)
{
  Svg *svg = (Svg *) widget;
  g_autofree char *name = tlr_widget_text (widget, "file");

  svg->image = tlr_image_load (name, widget->context->layout->file, widget->group, "file", NULL);
  if (svg->image && tlr_image_get_svg (svg->image))
    svg->document = tlr_svg_document_new (tlr_image_get_svg (svg->image));
  if (svg->document)
    tlr_svg_document_middle (svg->document, &svg->x, &svg->y);
  svg->parts = tlr_svg_parts_new (widget);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  const TlrImage *image = ((Svg *) widget)->image;

  if (image)
    tlr_picture_box_measure (widget, image, width, height);
}

static gsize
state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Svg *svg = (const Svg *) widget;

  return tlr_svg_parts_state (svg->parts, widget, snapshot, &svg->grain, out);
}

static void
paint (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  const Svg *svg = (const Svg *) widget;
  g_autofree TlrSvgChange *changes = g_new0 (TlrSvgChange, svg->parts->len + 1);

  tlr_svg_parts_changes (svg->parts, bytes, &svg->grain, svg->x, svg->y, changes);
  g_autoptr (GBytes) changed = tlr_svg_document_change (svg->document, changes, svg->parts->len);
  if (tlr_image_set_svg (svg->image, changed))
    tlr_picture_box_draw (widget, svg->image, cr);
}

/* A quarter of a pixel, in the drawing's own lengths, and at its outer edge in degrees and factors. The view box may be
 * of another size than the drawing: its middle says how large. */
static void
set_grain (Svg *svg)
{
  double width = 1, height = 1, own = 2 * MAX (MAX (svg->x, svg->y), 1);

  tlr_picture_box_measure (&svg->widget, svg->image, &width, &height);
  double rows = MAX (MAX (width / svg->widget.context->x_scale, height), 1);
  svg->grain = (TlrSvgGrain) {
    .length = own / rows / STEPS,
    .degrees = 360 / G_PI / rows / STEPS,
    .factor = 2 / rows / STEPS,
  };
}

static void
place (TlrWidget *widget)
{
  Svg *svg = (Svg *) widget;

  if (!svg->document)
    return;
  set_grain (svg);
  tlr_context_add_item (widget->context, tlr_painting_new (widget, &widget->rect, state, paint));
}

static void
finish (TlrWidget *widget)
{
  Svg *svg = (Svg *) widget;

  tlr_image_free (svg->image);
  tlr_svg_document_free (svg->document);
  g_ptr_array_unref (svg->parts);
}

static const TlrKey keys[] = {
  { .name = "file", .kind = TLR_KEY_TEXT,
    .blurb = "SVG in the layout's folder or below, or builtin:launcher, builtin:reticle" },
  { .name = TLR_SVG_KEY, .kind = TLR_KEY_PART,
    .blurb = "what its element of the id NAME does: show when throttle>0; fill #ff8800 when phase=ascent; "
      "rotate -pitch about 50,80; move, scale, opacity CHANNEL FROM..TO to A..B" },
};

const TlrWidgetClass tlr_widget_svg = {
  .name = "svg",
  .description = "A drawing whose parts show, hide, take colours and move by channel or phase",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Svg),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
  .check = check,
};
