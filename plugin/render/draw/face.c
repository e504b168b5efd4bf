/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/face.h"

#include <string.h>

/* Strokes that a soft shadow is made of. */
#define SHADOW_STEPS 4

struct _TlrFace {
  TlrTextStyle style;
  PangoContext *context;
  PangoLayout *layout;
  double ascent, descent;
};

static PangoFontDescription *
describe (const TlrTextStyle *style)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, style->family);
  pango_font_description_set_weight (font, (PangoWeight) style->weight);
  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  return font;
}

static void
set_options (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
}

static void
set_attributes (PangoLayout *layout, const TlrTextStyle *style)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  /* Letters set apart are not kerned, as in libass: styled subtitles of a layout
   * stand where its picture has them. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new (style->spacing != 0 ?
          "tnum=1, calt=0, kern=0" : "tnum=1, calt=0"));
  if (style->spacing != 0)
    pango_attr_list_insert (attributes,
        pango_attr_letter_spacing_new ((int) (style->spacing * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

TlrFace *
tlr_face_new (const TlrTextStyle *style)
{
  TlrFace *face = g_new0 (TlrFace, 1);
  PangoFontDescription *font = describe (style);

  face->style = *style;
  face->context = pango_font_map_create_context (style->fonts ? style->fonts : pango_cairo_font_map_get_default ());
  set_options (face->context);
  pango_context_set_font_description (face->context, font);
  face->layout = pango_layout_new (face->context);
  pango_layout_set_single_paragraph_mode (face->layout, TRUE);
  set_attributes (face->layout, style);
  PangoFontMetrics *metrics = pango_context_get_metrics (face->context, font, NULL);
  face->ascent = (double) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;
  face->descent = (double) pango_font_metrics_get_descent (metrics) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);
  pango_font_description_free (font);
  return face;
}

void
tlr_face_free (TlrFace *face)
{
  if (!face)
    return;
  g_object_unref (face->layout);
  g_object_unref (face->context);
  g_free (face);
}

double
tlr_face_ascent (const TlrFace *face)
{
  return face->ascent;
}

double
tlr_face_descent (const TlrFace *face)
{
  return face->descent;
}

TlrExtents
tlr_face_measure (TlrFace *face, const char *text)
{
  double x = face->style.x_scale / PANGO_SCALE, y = 1.0 / PANGO_SCALE;
  PangoRectangle ink, logical;

  pango_layout_set_text (face->layout, text, -1);
  pango_layout_get_extents (face->layout, &ink, &logical);
  int baseline = pango_layout_get_baseline (face->layout);
  return (TlrExtents) { logical.width * x, ink.x * x, (ink.x + ink.width) * x,
    (ink.y - baseline) * y, (ink.y + ink.height - baseline) * y };
}

double
tlr_face_margin (const TlrTextStyle *style)
{
  double margin = MAX (style->outline, style->shadow > 0 ? 1.6 * style->shadow : 0);

  return margin > 0 ? margin + 1 : 0;
}

static void
set_colour (cairo_t *cr, const double rgba[4], double alpha)
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3] * alpha);
}

/* Strokes of growing width, each faint, add up to a soft edge. */
static void
draw_shadow (TlrFace *face, cairo_t *cr)
{
  const TlrTextStyle *style = &face->style;

  cairo_save (cr);
  cairo_rel_move_to (cr, 0, 0.4 * style->shadow);
  pango_cairo_layout_path (cr, face->layout);
  set_colour (cr, style->shadow_rgba, 1.0 / SHADOW_STEPS);
  for (int i = 1; i <= SHADOW_STEPS; i++) {
    cairo_set_line_width (cr, 2 * style->shadow * i / SHADOW_STEPS);
    cairo_stroke_preserve (cr);
  }
  cairo_new_path (cr);
  cairo_restore (cr);
}

static void
draw_outline (TlrFace *face, cairo_t *cr)
{
  pango_cairo_layout_path (cr, face->layout);
  set_colour (cr, face->style.outline_rgba, 1);
  cairo_set_line_width (cr, 2 * face->style.outline);
  cairo_stroke (cr);
}

void
tlr_face_draw (TlrFace *face, cairo_t *cr, const char *text, double x, double y, double fit)
{
  pango_layout_set_text (face->layout, text, -1);
  double top = (double) pango_layout_get_baseline (face->layout) / PANGO_SCALE;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, face->style.x_scale * fit, fit);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (face->style.shadow > 0) {
    cairo_move_to (cr, 0, -top);
    draw_shadow (face, cr);
  }
  if (face->style.outline > 0) {
    cairo_move_to (cr, 0, -top);
    draw_outline (face, cr);
  }
  cairo_move_to (cr, 0, -top);
  set_colour (cr, face->style.rgba, 1);
  pango_cairo_show_layout (cr, face->layout);
  cairo_restore (cr);
}
