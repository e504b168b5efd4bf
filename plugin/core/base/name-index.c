/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/name-index.h"

#include <string.h>

/* So many are looked through. */
#define FEW 16

void
tlm_name_index_clear (TlmNameIndex *index)
{
  g_clear_pointer (&index->places, g_hash_table_unref);
  index->n = 0;
}

static void
learn (TlmNameIndex *index, const GPtrArray *members, TlmNameOf name_of)
{
  if (members->len < index->n || (index->n > 0 && members->pdata[index->n - 1] != index->last))
    tlm_name_index_clear (index);
  if (!index->places)
    index->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (; index->n < members->len; index->n++) {
    const char *name = name_of (members->pdata[index->n]);
    if (!g_hash_table_contains (index->places, name))
      g_hash_table_insert (index->places, g_strdup (name), GUINT_TO_POINTER (index->n + 1));
    index->last = members->pdata[index->n];
  }
}

static gpointer
look_through (const GPtrArray *members, TlmNameOf name_of, const char *name)
{
  for (guint i = 0; i < members->len; i++)
    if (strcmp (name_of (members->pdata[i]), name) == 0)
      return members->pdata[i];
  return NULL;
}

static gpointer
look_up (const TlmNameIndex *index, const GPtrArray *members, const char *name)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (index->places, name));

  return place > 0 ? members->pdata[place - 1] : NULL;
}

gpointer
tlm_name_index_find (TlmNameIndex *index, const GPtrArray *members, TlmNameOf name_of, const char *name)
{
  gpointer found;

  g_return_val_if_fail (index != NULL && members != NULL && name != NULL, NULL);
  if (members->len <= FEW) {
    tlm_name_index_clear (index);
    return look_through (members, name_of, name);
  }
  learn (index, members, name_of);
  found = look_up (index, members, name);
  if (!found || strcmp (name_of (found), name) == 0)
    return found;
  tlm_name_index_clear (index);
  learn (index, members, name_of);
  return look_up (index, members, name);
}
