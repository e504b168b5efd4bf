/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout.h"

#include <string.h>

#include "core/base/print-safe.h"

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

static void
look_at (const TlrLayout *layout, const char *group, const char *key, GHashTable *seen, GPtrArray *words)
{
  g_autofree char *value = tlm_key_file_get (layout->file, group, key);
  g_auto (GStrv) families = g_strsplit (value ? value : "", ",", -1);
  g_autofree char *there = find_family (layout, families);

  if (!families[0] || !*families[0] || g_strcmp0 (there, families[0]) == 0 || !g_hash_table_add (seen, g_strdup (value)))
    return;
  g_autofree char *missing = tlm_print_head (families[0], 80);
  g_autofree char *instead = tlm_print_head (there ? there : STAND_IN, 80);
  guint line = tlm_key_file_line (layout->file, group, key);
  g_autofree char *at = line ? g_strdup_printf ("%s:%u", layout->file->name, line) : g_strdup (layout->file->name);
  g_autofree char *place = tlm_print_head (at, 200);
  g_ptr_array_add (words, g_strdup_printf ("%s: [%s] %s: no font \"%s\" is here, and %s stands in; install it, or bring its "
          "file with the layout: fonts=FILE", place, group, key, missing, instead));
}

char **
tlr_layout_missing_fonts (const TlrLayout *layout)
{
  g_auto (GStrv) groups = g_key_file_get_groups (layout->file->keys, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *words = g_ptr_array_new ();

  for (char **group = groups; *group; group++) {
    g_auto (GStrv) keys = g_key_file_get_keys (layout->file->keys, *group, NULL, NULL);
    for (char **key = keys; key && *key; key++)
      if (strncmp (*key, "font", 4) == 0 && strcspn (*key, "@[") == 4)
        look_at (layout, *group, *key, seen, words);
  }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}
