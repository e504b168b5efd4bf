/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/key-file.h"
#include "core/base/suggest.h"

static gboolean
fits (const TlmKeyGroup *kind, const char *group, const char **name)
{
  gsize length = strlen (kind->name);
  const char *rest = group + length;

  *name = NULL;
  if (strncmp (group, kind->name, length) != 0)
    return FALSE;
  if (*rest == '\0')
    return kind->form != TLM_GROUP_NAMED;
  if (kind->form == TLM_GROUP_PLAIN || (*rest != ' ' && *rest != '.'))
    return FALSE;
  *name = rest + 1 + strspn (rest + 1, " ");
  return **name != '\0';
}

const TlmKeyGroup *
tlm_key_group_find (const char *group, const TlmKeyGroup *kinds, gsize n_kinds,
    const char **name)
{
  const char *own;

  g_return_val_if_fail (group != NULL && kinds != NULL, NULL);
  for (gsize i = 0; i < n_kinds; i++) {
    if (!fits (&kinds[i], group, &own))
      continue;
    if (name)
      *name = own;
    return &kinds[i];
  }
  return NULL;
}

static void
fail_group (const TlmKeyFile *file, const char *group, const TlmKeyGroup *kinds,
    gsize n_kinds, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autofree char *word = g_strndup (group, strcspn (group, " ."));

  for (gsize i = 0; i < n_kinds; i++) {
    if (kinds[i].form == TLM_GROUP_NAMED && strcmp (kinds[i].name, group) == 0) {
      tlm_key_file_error (file, group, NULL, error, "a name is missing: write [%s NAME]", group);
      return;
    }
    g_ptr_array_add (known, (gpointer) kinds[i].name);
  }
  g_ptr_array_add (known, NULL);
  g_autofree char *hint = tlm_suggest_hint (word, (const char *const *) known->pdata);
  tlm_key_file_error (file, group, NULL, error, "unknown group%s", hint);
}

static gboolean
check_keys (const TlmKeyFile *file, const char *group, const TlmKeyGroup *kind, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->keys, group, NULL, NULL);

  for (char **key = keys; kind->keys && key && *key; key++) {
    g_autofree char *word = g_strndup (*key, strcspn (*key, "["));
    if (g_strv_contains (kind->keys, word))
      continue;
    g_autofree char *hint = tlm_suggest_hint (word, kind->keys);
    tlm_key_file_error (file, group, *key, error, "unknown key%s", hint);
    return FALSE;
  }
  return TRUE;
}

gboolean
tlm_key_file_check (const TlmKeyFile *file, const TlmKeyGroup *kinds, gsize n_kinds,
    GError **error)
{
  g_return_val_if_fail (file != NULL && kinds != NULL, FALSE);
  g_auto (GStrv) groups = g_key_file_get_groups (file->keys, NULL);

  for (char **group = groups; *group; group++) {
    const TlmKeyGroup *kind = tlm_key_group_find (*group, kinds, n_kinds, NULL);
    if (!kind) {
      fail_group (file, *group, kinds, n_kinds, error);
      return FALSE;
    }
    if (!check_keys (file, *group, kind, error))
      return FALSE;
  }
  return TRUE;
}
