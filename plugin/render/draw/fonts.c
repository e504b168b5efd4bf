/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#include "core/base/input.h"
#include "core/base/print-safe.h"
#include "render/draw/beside.h"

#define MOST_FONTS 16

struct _TlrFonts {
  FcConfig *config;
};

static gboolean
fail (const TlmKeyFile *layout, const char *name, const char *words, GError **error)
{
  tlm_key_file_error (layout, "layout", "fonts", error, "\"%s\" %s", tlm_head (name, 120).text, words);
  return FALSE;
}

/* Its size is looked at before fontconfig opens it, and that it is a file. */
static gboolean
check_size (GFile *file, const char *name, const TlmKeyFile *layout, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GBytes) bytes = tlm_input_read (file, (gsize) tlm_limit (TLM_LIMIT_IMAGE_BYTES), FALSE, &why);

  return bytes != NULL || fail (layout, name, why->message, error);
}

static gboolean
add_font (TlrFonts *fonts, const char *name, const TlmKeyFile *layout, GError **error)
{
  g_autoptr (GFile) file = tlr_beside_find (layout->name, name);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  FcConfig *alone;
  gboolean is_font;

  if (!path)
    return fail (layout, name, "is outside the layout's folder; give a font file inside it, as in fonts=Club.otf", error);
  if (!check_size (file, name, layout, error))
    return FALSE;
  /* Fontconfig takes any file: only in a set of its own can it be told whether it found a font in it. */
  alone = FcConfigCreate ();
  FcConfigAppFontAddFile (alone, (const FcChar8 *) path);
  FcFontSet *found = FcConfigGetFonts (alone, FcSetApplication);
  is_font = found && found->nfont > 0;
  FcConfigDestroy (alone);
  if (!is_font)
    return fail (layout, name, "is no font that can be read; give an OpenType or TrueType file (Club.otf)", error);
  FcConfigAppFontAddFile (fonts->config, (const FcChar8 *) path);
  return TRUE;
}

TlrFonts *
tlr_fonts_new (const char *list, const TlmKeyFile *layout, GError **error)
{
  g_autoptr (TlrFonts) fonts = g_new0 (TlrFonts, 1);
  g_auto (GStrv) names = g_strsplit (list, ";", MOST_FONTS + 1);

  if (g_strv_length (names) > MOST_FONTS) {
    fail (layout, list, "are more than 16 files", error);
    return NULL;
  }
  fonts->config = FcInitLoadConfigAndFonts ();
  for (char **name = names; *name; name++)
    if (*g_strstrip (*name) && !add_font (fonts, *name, layout, error))
      return NULL;
  return g_steal_pointer (&fonts);
}

void
tlr_fonts_free (TlrFonts *fonts)
{
  if (!fonts)
    return;
  if (fonts->config)
    FcConfigDestroy (fonts->config);
  g_free (fonts);
}

PangoFontMap *
tlr_fonts_make_map (const TlrFonts *fonts)
{
  PangoFontMap *map;

  if (!fonts)
    return g_object_ref (pango_cairo_font_map_get_default ());
  map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  /* Its own fonts cannot be had where Pango was built without fontconfig. */
  if (!map)
    return g_object_ref (pango_cairo_font_map_get_default ());
  pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (map), fonts->config);
  return map;
}

/* Words that fontconfig gives a font for whatever is installed. */
static gboolean
is_common (const char *family)
{
  static const char *const words[] = { "sans", "sans-serif", "serif", "monospace", "mono", "cursive", "fantasy", "system-ui" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (family, words[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
tlr_fonts_have (const TlrFonts *fonts, const char *family)
{
  FcPattern *pattern;
  FcObjectSet *objects;
  FcFontSet *found;
  gboolean have;

  if (is_common (family))
    return TRUE;
  pattern = FcPatternCreate ();
  FcPatternAddString (pattern, FC_FAMILY, (const FcChar8 *) family);
  objects = FcObjectSetBuild (FC_FAMILY, NULL);
  found = FcFontList (fonts ? fonts->config : NULL, pattern, objects);
  have = found && found->nfont > 0;
  if (found)
    FcFontSetDestroy (found);
  FcObjectSetDestroy (objects);
  FcPatternDestroy (pattern);
  return have;
}
