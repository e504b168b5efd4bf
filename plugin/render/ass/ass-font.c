/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass/ass-font.h"

#include <hb-ot.h>
#include <string.h>

struct _TlrAssFont {
  TlrTextStyle style;
  char *family;
  double ascent, size;     /* rows */
  PangoContext *context;
  PangoLayout *layout;
  GHashTable *advances;    /* of single characters: gunichar to double * */
};

static void
set_options (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
}

/* Sizes of the font that Pango finds, from its OS/2 table. */
static void
read_metrics (TlrAssFont *font, const PangoFontDescription *description)
{
  PangoFont *found = pango_context_load_font (font->context, description);
  hb_font_t *hb = found ? pango_font_get_hb_font (found) : NULL;
  hb_position_t ascent = 0, descent = 0;
  int x_scale = 0, y_scale = 0;

  font->ascent = font->style.size;
  font->size = 1.2 * font->style.size;
  if (hb) {
    hb_font_get_scale (hb, &x_scale, &y_scale);
    if (y_scale && hb_ot_metrics_get_position (hb, HB_OT_METRICS_TAG_HORIZONTAL_CLIPPING_ASCENT, &ascent) &&
        hb_ot_metrics_get_position (hb, HB_OT_METRICS_TAG_HORIZONTAL_CLIPPING_DESCENT, &descent)) {
      font->ascent = font->style.size * ascent / y_scale;
      font->size = font->style.size * ((double) ascent + descent) / y_scale;
    }
  }
  g_clear_object (&found);
}

TlrAssFont *
tlr_ass_font_new (const TlrTextStyle *style)
{
  TlrAssFont *font = g_new0 (TlrAssFont, 1);
  PangoFontDescription *description = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();

  font->style = *style;
  font->family = g_strndup (style->family, strcspn (style->family, ","));
  pango_font_description_set_family (description, style->family);
  pango_font_description_set_weight (description, (PangoWeight) style->weight);
  pango_font_description_set_absolute_size (description, style->size * PANGO_SCALE);
  font->context = pango_font_map_create_context (style->fonts ? style->fonts : pango_cairo_font_map_get_default ());
  set_options (font->context);
  font->layout = pango_layout_new (font->context);
  pango_layout_set_font_description (font->layout, description);
  pango_layout_set_single_paragraph_mode (font->layout, TRUE);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("calt=0"));
  pango_layout_set_attributes (font->layout, attributes);
  pango_attr_list_unref (attributes);
  read_metrics (font, description);
  font->advances = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  pango_font_description_free (description);
  return font;
}

void
tlr_ass_font_free (TlrAssFont *font)
{
  if (!font)
    return;
  g_object_unref (font->layout);
  g_object_unref (font->context);
  g_hash_table_unref (font->advances);
  g_free (font->family);
  g_free (font);
}

const TlrTextStyle *
tlr_ass_font_get_style (const TlrAssFont *font)
{
  return &font->style;
}

const char *
tlr_ass_font_get_family (const TlrAssFont *font)
{
  return font->family;
}

double
tlr_ass_font_get_size (const TlrAssFont *font)
{
  return font->size;
}

double
tlr_ass_font_get_ascent (const TlrAssFont *font)
{
  return font->ascent;
}

static double
measure (TlrAssFont *font, const char *text, gssize length)
{
  PangoRectangle logical;

  pango_layout_set_text (font->layout, text, (int) length);
  pango_layout_get_extents (font->layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE * font->style.x_scale;
}

double
tlr_ass_font_advance (TlrAssFont *font, gunichar c)
{
  double *advance = g_hash_table_lookup (font->advances, GUINT_TO_POINTER (c));
  char text[6];

  if (!advance) {
    advance = g_new (double, 1);
    *advance = measure (font, text, g_unichar_to_utf8 (c, text));
    g_hash_table_insert (font->advances, GUINT_TO_POINTER (c), advance);
  }
  return *advance;
}
