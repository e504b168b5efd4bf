/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout-merge.h"

#include <string.h>

#include "core/base/print-safe.h"

/* Where the name of a key ends: "size" of "size@tall". */
static gsize
name_length (const char *key)
{
  return strcspn (key, "@[");
}

/* The forms of KEY, which is written bare, that KEYS has in GROUP. */
static void
remove_forms (GKeyFile *keys, const char *group, const char *key)
{
  g_auto (GStrv) known = g_key_file_get_keys (keys, group, NULL, NULL);

  for (guint i = 0; known && known[i]; i++)
    if (name_length (known[i]) == strlen (key) && strncmp (known[i], key, strlen (key)) == 0)
      g_key_file_remove_key (keys, group, known[i], NULL);
}

static gboolean
check_type (const TlmKeyFile *file, const TlmKeyFile *base, const char *group, GError **error)
{
  g_autofree char *own = tlm_key_file_get (file, group, "type");
  g_autofree char *other = tlm_key_file_get (base, group, "type");

  if (!own || !other || strcmp (own, other) == 0)
    return TRUE;
  tlm_key_file_error (file, group, "type", error,
      "is of type %s in %s; leave type= out to change its keys, or give the new widget another name",
      tlm_head (other, 80).text, tlm_head (base->name, 80).text);
  return FALSE;
}

static void
take_keys (GKeyFile *merged, GKeyFile *own, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (own, group, NULL, NULL);

  /* Forms of the base go before any of the file's own is written. */
  for (guint i = 0; keys && keys[i]; i++)
    if (!keys[i][name_length (keys[i])])
      remove_forms (merged, group, keys[i]);
  for (guint i = 0; keys && keys[i]; i++) {
    g_autofree char *value = g_key_file_get_value (own, group, keys[i], NULL);
    g_key_file_set_value (merged, group, keys[i], value ? value : "");
  }
}

gboolean
tlr_layout_merge (TlmKeyFile *file, const TlmKeyFile *base, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file->keys, NULL);
  gsize length;
  g_autofree char *text = g_key_file_to_data (base->keys, &length, NULL);
  g_autoptr (GKeyFile) merged = g_key_file_new ();

  /* A copy in the base's order. */
  g_return_val_if_fail (g_key_file_load_from_data (merged, text, length, G_KEY_FILE_KEEP_TRANSLATIONS, NULL), FALSE);
  for (guint i = 0; groups[i]; i++) {
    if (!check_type (file, base, groups[i], error))
      return FALSE;
    take_keys (merged, file->keys, groups[i]);
  }
  g_key_file_unref (file->keys);
  file->keys = g_steal_pointer (&merged);
  return TRUE;
}
