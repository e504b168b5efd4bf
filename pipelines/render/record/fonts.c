/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record/fonts.h"

#include <hb.h>
#include <pango/pangocairo.h>

#include "record/content.h"

/* Where a machine lacks a family, the overlay takes the next of these too. */
#define REST ",DejaVu Sans,sans-serif"

/* Weights that a layout may ask for (100 to 1000); families are cut in whole hundreds, and one that varies is one file. */
#define LIGHTEST 100
#define HEAVIEST 1000
#define WEIGHT_STEP 100

/* A face's file is the same for each size: once is enough. */
static void
add_font (GChecksum *sum, PangoFont *font, GHashTable *seen)
{
  hb_face_t *face = hb_font_get_face (pango_font_get_hb_font (font));
  hb_blob_t *blob = hb_face_reference_blob (face);
  unsigned length = 0;
  const char *data = hb_blob_get_data (blob, &length);

  if (g_hash_table_add (seen, hb_face_reference (face))) {
    g_autofree char *hash = render_content_hash_bytes (data, length);
    g_checksum_update (sum, (const guchar *) hash, -1);
  }
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

/* Each letter once, as a font is chosen letter by letter. To be freed. */
static char *
letters_of (const char *sample)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *valid = g_utf8_make_valid (sample, -1);
  GString *letters = g_string_new (NULL);

  for (const char *at = valid; *at; at = g_utf8_next_char (at))
    if (g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (at))))
      g_string_append_unichar (letters, g_utf8_get_char (at));
  return g_string_free (letters, FALSE);
}

static void
release_face (gpointer face)
{
  hb_face_destroy (face);
}

char *
render_fonts_hash (const char *const *families, const char *sample)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (NULL, NULL, release_face, NULL);
  g_autofree char *letters = letters_of (sample);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  for (; *families; families++)
    for (PangoWeight weight = LIGHTEST; weight <= HEAVIEST; weight += WEIGHT_STEP)
      add_sample (sum, context, *families, weight, letters, seen);
  g_object_unref (context);
  return g_strdup (g_checksum_get_string (sum));
}
