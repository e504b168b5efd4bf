/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record/fonts.h"

#include <hb.h>
#include <pango/pangocairo.h>

/* Where a machine lacks a family, the overlay takes the next of these too. */
#define REST ",DejaVu Sans,sans-serif"

static const PangoWeight weights[] = { PANGO_WEIGHT_NORMAL, PANGO_WEIGHT_MEDIUM, PANGO_WEIGHT_SEMIBOLD, PANGO_WEIGHT_BOLD };

/* A face's file is the same for each size: once is enough. */
static void
add_font (GChecksum *sum, PangoFont *font, GHashTable *seen)
{
  hb_face_t *face = hb_font_get_face (pango_font_get_hb_font (font));
  hb_blob_t *blob = hb_face_reference_blob (face);
  unsigned length = 0;
  const char *data = hb_blob_get_data (blob, &length);
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) (data ? data : ""), length);

  if (g_hash_table_add (seen, g_strdup (hash)))
    g_checksum_update (sum, (const guchar *) hash, -1);
  hb_blob_destroy (blob);
}

static void
add_sample (GChecksum *sum, PangoContext *context, const char *family, PangoWeight weight, const char *sample, GHashTable *seen)
{
  PangoFontDescription *font = pango_font_description_new ();
  PangoLayout *layout = pango_layout_new (context);
  g_autofree char *families = g_strconcat (family, REST, NULL);

  pango_font_description_set_family (font, families);
  pango_font_description_set_weight (font, weight);
  pango_font_description_set_absolute_size (font, 32 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, sample, -1);
  for (GSList *line = pango_layout_get_lines_readonly (layout); line; line = line->next)
    for (GSList *run = ((PangoLayoutLine *) line->data)->runs; run; run = run->next)
      add_font (sum, ((PangoLayoutRun *) run->data)->item->analysis.font, seen);
  g_object_unref (layout);
  pango_font_description_free (font);
}

char *
render_fonts_hash (const char *const *families, const char *sample)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  for (; *families; families++)
    for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
      add_sample (sum, context, *families, weights[i], sample, seen);
  g_object_unref (context);
  return g_strdup (g_checksum_get_string (sum));
}
