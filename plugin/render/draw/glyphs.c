/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/glyphs.h"

#include <pango/pangocairo.h>

#include "core/base/language.h"

gboolean
tlr_glyphs_are_there (const char *text, PangoFontMap *fonts)
{
  PangoContext *context = pango_font_map_create_context (fonts ? fonts : pango_cairo_font_map_get_default ());
  PangoLayout *layout = pango_layout_new (context);
  int unknown;

  pango_layout_set_text (layout, text, -1);
  unknown = pango_layout_get_unknown_glyphs_count (layout);
  g_object_unref (layout);
  g_object_unref (context);
  return unknown == 0;
}

/* The first of our own words that has a letter without a glyph, or NULL. */
static const char *
find_missing (const TlmLanguage *language)
{
  for (guint i = 0; i < TLM_N_WORDS; i++)
    if (language->words[i] && !tlr_glyphs_are_there (language->words[i], NULL))
      return language->words[i];
  return NULL;
}

char *
tlr_glyphs_explain_no_font (void)
{
  return tlr_glyphs_are_there ("0123456789 km/h", NULL) ? NULL :
      g_strdup ("No font is installed: all text is drawn as boxes. Install some, as in "
          "apt install fonts-inter fonts-dejavu.");
}

char *
tlr_glyphs_explain_missing (const char *language)
{
  const TlmLanguage *known = tlm_language_find (language);
  char *no_font = tlr_glyphs_explain_no_font ();
  const char *word;

  if (no_font)
    return no_font;
  word = find_missing (known);
  return word ? g_strdup_printf ("No font on this machine has all letters of language=%s (%s): they "
      "are drawn as boxes. Install one that has, as in apt install fonts-noto-cjk fonts-dejavu.",
      known->code, word) : NULL;
}
