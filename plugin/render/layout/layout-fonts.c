/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout.h"

#include <string.h>

#include "core/base/print-safe.h"
#include "render/draw/face.h"
#include "render/draw/glyphs.h"

/* What is drawn with where none of the families is there (tlr_widget_text_style()). */
#define STAND_IN "DejaVu Sans"

/* The families of a key, best first: the first that is there, or NULL. */
static char *
find_family (const TlrLayout *layout, char **families)
{
  for (char **family = families; *family; family++)
    if (*g_strstrip (*family) && tlr_fonts_have (layout->fonts, *family))
      return g_strdup (*family);
  return NULL;
}

/* Where a key stands, for people: "own.layout:2: [layout] font". */
static char *
place_of (const TlrLayout *layout, const char *group, const char *key)
{
  guint line = tlm_key_file_line (layout->file, group, key);
  g_autofree char *at = line ? g_strdup_printf ("%s:%u", layout->file->name, line) : g_strdup (layout->file->name);
  g_autofree char *file = tlm_print_head (at, 200);

  return g_strdup_printf ("%s: [%s] %s", file, group, key);
}

/* Whether digits of a family differ in width although figures of one width are asked for, by more than rounding. */
static gboolean
is_uneven (const TlrLayout *layout, const char *family)
{
  g_autoptr (PangoFontMap) map = layout->fonts ? tlr_fonts_make_map (layout->fonts) : NULL;
  TlrTextStyle style = { .family = family, .fonts = map, .size = 100, .x_scale = 1, .weight = 400 };
  g_autoptr (TlrFace) face = tlr_face_new (&style);
  double least = G_MAXDOUBLE, most = 0;

  for (char digit = '0'; digit <= '9'; digit++) {
    double advance = tlr_face_measure (face, (const char[]) { digit, 0 }).advance;

    least = MIN (least, advance);
    most = MAX (most, advance);
  }
  return most - least > 0.5;
}

static void
look_at_digits (const TlrLayout *layout, const char *group, const char *key, const char *family, GHashTable *seen,
    GPtrArray *words)
{
  if (!g_hash_table_add (seen, g_strconcat ("digits of ", family, NULL)) || !is_uneven (layout, family))
    return;
  g_autofree char *place = place_of (layout, group, key), *name = tlm_print_head (family, 80);
  g_ptr_array_add (words, g_strdup_printf ("%s: digits of \"%s\" differ in width, and stand in cells as wide as the widest; "
          "a font with tabular figures looks better: font=Inter", place, name));
}

static void
look_at (const TlrLayout *layout, const char *group, const char *key, GHashTable *seen, GPtrArray *words)
{
  g_autofree char *value = tlm_key_file_get (layout->file, group, key);
  g_auto (GStrv) families = g_strsplit (value ? value : "", ",", -1);
  g_autofree char *there = find_family (layout, families);

  if (there)
    look_at_digits (layout, group, key, there, seen, words);
  if (!families[0] || !*families[0] || g_strcmp0 (there, families[0]) == 0 || !g_hash_table_add (seen, g_strdup (value)))
    return;
  g_autofree char *missing = tlm_print_head (families[0], 80);
  g_autofree char *instead = tlm_print_head (there ? there : STAND_IN, 80);
  g_autofree char *place = place_of (layout, group, key);
  g_ptr_array_add (words, g_strdup_printf ("%s: no font \"%s\" is here, and %s stands in; install it, or bring its "
          "file with the layout: fonts=FILE", place, missing, instead));
}

/* Keys whose values are shown; those for one language are not, for it is seldom the one that is shown. */
static gboolean
is_shown (const char *group, const char *key)
{
  static const char *const keys[] = { "label", "text", "unit", "value", NULL };

  if (strchr (key, '['))
    return FALSE;
  g_autofree char *bare = g_strndup (key, strcspn (key, "@"));
  return g_str_equal (group, "strings") || g_strv_contains (keys, bare);
}

static void
look_at_letters (const TlrLayout *layout, const char *group, const char *key, PangoFontMap *map, GPtrArray *words)
{
  g_autofree char *value = tlm_key_file_get (layout->file, group, key);

  if (!value || g_str_is_ascii (value) || tlr_glyphs_are_there (value, map))
    return;
  g_autofree char *place = place_of (layout, group, key), *shown = tlm_print_head (value, 80);
  g_ptr_array_add (words, g_strdup_printf ("%s: no font here has all letters of \"%s\", and the others are drawn as boxes; "
          "install one that has, or bring its file with the layout: fonts=FILE", place, shown));
}

char **
tlr_layout_missing_fonts (const TlrLayout *layout)
{
  g_autoptr (PangoFontMap) map = layout->fonts ? tlr_fonts_make_map (layout->fonts) : NULL;
  g_auto (GStrv) groups = g_key_file_get_groups (layout->file->keys, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *words = g_ptr_array_new ();
  gboolean has_font = tlr_glyphs_are_there ("0", map);

  for (char **group = groups; *group; group++) {
    g_auto (GStrv) keys = g_key_file_get_keys (layout->file->keys, *group, NULL, NULL);
    for (char **key = keys; key && *key; key++)
      if (strncmp (*key, "font", 4) == 0 && strcspn (*key, "@[") == 4)
        look_at (layout, *group, *key, seen, words);
      else if (has_font && is_shown (*group, *key))
        look_at_letters (layout, *group, *key, map, words);
  }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}
