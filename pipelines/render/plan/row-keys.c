/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A manifest as a key file: [all] is for every clip, [clip NAME] for one, or for all that a glob finds. */
#include "core/base/key-file.h"
#include "job/sync.h"
#include "plan/row.h"

static const TlmKeyGroup kinds[] = {
  { .name = "all", .form = TLM_GROUP_PLAIN },
  { .name = "clip", .form = TLM_GROUP_NAMED },
};

static gboolean
has_tie (const TlmKeyFile *file, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->keys, group, NULL, NULL);

  for (char **key = keys; key && *key; key++)
    if (render_sync_is_tie (*key))
      return TRUE;
  return FALSE;
}

/* What ties a clip is all that does: a tie of GROUP, "all", counts where the clip, OWN, has none. */
static gboolean
is_replaced (const TlmKeyFile *file, const char *group, const char *own, const char *key)
{
  return own != group && render_sync_is_tie (key) && has_tie (file, own);
}

static gboolean
add_keys (RenderRow *row, const TlmKeyFile *file, const char *group, const char *own, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->keys, group, NULL, NULL);

  for (char **key = keys; key && *key; key++) {
    g_autofree char *value = tlm_key_file_get (file, group, *key);
    g_autofree char *place = g_strdup_printf ("%s:%u", file->name, tlm_key_file_line (file, group, *key));
    if (!render_row_check_key (*key, error)) {
      g_prefix_error (error, "%s: %s: ", place, *key);
      return FALSE;
    }
    if (value && !is_replaced (file, group, own, *key))
      render_row_add (row, place, *key, value);
  }
  return TRUE;
}

static gboolean
add_row (GPtrArray *rows, const TlmKeyFile *file, const char *group, const char *clip, GError **error)
{
  RenderRow *row = render_row_new (file->name, tlm_key_file_line (file, group, NULL));

  g_ptr_array_add (rows, row);
  render_row_add (row, NULL, "clip", clip);
  return (!g_key_file_has_group (file->keys, "all") || add_keys (row, file, "all", group, error)) &&
      add_keys (row, file, group, group, error);
}

GPtrArray *
render_rows_read_keys (const char *path, const char *text, GError **error)
{
  g_autoptr (TlmKeyFile) file = tlm_key_file_parse (text, -1, path, TLM_ERROR_FORMAT, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) render_row_free);
  g_auto (GStrv) groups = NULL;

  if (!file || !tlm_key_file_check (file, kinds, G_N_ELEMENTS (kinds), error))
    return NULL;
  groups = g_key_file_get_groups (file->keys, NULL);
  for (char **group = groups; *group; group++) {
    const char *name = NULL;
    const TlmKeyGroup *kind = tlm_key_group_find (*group, kinds, G_N_ELEMENTS (kinds), &name);
    if (kind && kind->form == TLM_GROUP_NAMED && name && !add_row (rows, file, *group, name, error))
      return NULL;
  }
  if (rows->len == 0)
    tlm_key_file_error (file, NULL, NULL, error, "no [clip NAME] in it");
  return rows->len > 0 ? g_steal_pointer (&rows) : NULL;
}
