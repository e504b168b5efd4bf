/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Groups of a mission file, read and freed by the table of keys. */
#include <string.h>

#include "core/mission/mission-private.h"

#include "core/base/limits.h"

/* The value, NULL when it is not there or empty; FALSE when its escapes are wrong. */
static gboolean
get_text (const TlmMission *mission, const char *group, const char *name, char **out,
    GError **error)
{
  g_autofree char *text = tlm_key_file_get (mission->keys, group, name);

  if (!text && tlm_key_file_line (mission->keys, group, name)) {
    tlm_key_file_error (mission->keys, group, name, error,
        "a \\ begins none of the escapes \\\\ \\n \\t \\r \\s; write \\\\ for one");
    return FALSE;
  }
  *out = text && *text ? g_steal_pointer (&text) : NULL;
  return TRUE;
}

gboolean
tlm_mission_read_key (TlmMission *mission, const TlmMissionKey *key, const char *group,
    const char *name, gpointer object, GError **error)
{
  TlmMissionPlace place = { .mission = mission, .group = group, .name = name, .key = key };
  g_autofree char *text = NULL;

  if (!get_text (mission, group, name, &text, error))
    return FALSE;
  if (!text)
    return TRUE;
  if (!tlm_mission_kind_read (&place, text, G_STRUCT_MEMBER_P (object, key->offset), error))
    return FALSE;
  if (key->given_offset)
    G_STRUCT_MEMBER (gboolean, object, key->given_offset) = TRUE;
  return TRUE;
}

/* A key under its name, or its other one. */
static gboolean
read_named (TlmMission *mission, const TlmMissionKey *key, const char *group, gpointer object,
    GError **error)
{
  gboolean other = key->alias && tlm_key_file_line (mission->keys, group, key->alias);

  if (other && tlm_key_file_line (mission->keys, group, key->name)) {
    tlm_key_file_error (mission->keys, group, key->alias, error,
        "is another name for %s; remove one of the two", key->name);
    return FALSE;
  }
  return tlm_mission_read_key (mission, key, group, other ? key->alias : key->name, object, error);
}

gboolean
tlm_mission_read_group (TlmMission *mission, TlmMissionGroups bit, const char *group,
    gpointer object, GError **error)
{
  gsize n;
  const TlmMissionKey *keys = tlm_mission_key_table (&n);

  for (gsize i = 0; i < n; i++)
    if ((keys[i].groups & bit) && keys[i].name &&
        !read_named (mission, &keys[i], group, object, error))
      return FALSE;
  return TRUE;
}

const TlmMissionKey *
tlm_mission_open_key (TlmMissionGroups bit)
{
  gsize n;
  const TlmMissionKey *keys = tlm_mission_key_table (&n);

  for (gsize i = 0; i < n; i++)
    if ((keys[i].groups & bit) && !keys[i].name)
      return &keys[i];
  return NULL;
}

void
tlm_mission_clear (TlmMissionGroups bits, gpointer object)
{
  gsize n;
  const TlmMissionKey *keys = tlm_mission_key_table (&n);

  for (gsize i = 0; i < n; i++)
    if ((keys[i].groups & bits) && keys[i].name)
      tlm_mission_kind_clear (keys[i].kind, G_STRUCT_MEMBER_P (object, keys[i].offset));
}

/* Names of the keys that groups with this bit have. */
static GPtrArray *
names_of (TlmMissionGroups bit)
{
  GPtrArray *names = g_ptr_array_new ();
  gsize n;
  const TlmMissionKey *keys = tlm_mission_key_table (&n);

  for (gsize i = 0; i < n; i++) {
    if (!(keys[i].groups & bit) || !keys[i].name)
      continue;
    g_ptr_array_add (names, (gpointer) keys[i].name);
    if (keys[i].alias)
      g_ptr_array_add (names, (gpointer) keys[i].alias);
  }
  return names;
}

gboolean
tlm_mission_check_names (const TlmMission *mission, GError **error)
{
  TlmKeyGroup known[TLM_MISSION_N_GROUPS];
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gsize n;
  const TlmMissionGroup *table = tlm_mission_group_table (&n);

  for (gsize i = 0; i < n; i++) {
    GPtrArray *names = names_of (table[i].bit);
    gboolean any = tlm_mission_open_key (table[i].bit) != NULL;
    g_ptr_array_add (names, NULL);
    g_ptr_array_add (lists, names);
    known[i] = table[i].group;
    known[i].keys = any ? NULL : (const char *const *) names->pdata;
  }
  return tlm_key_file_check (mission->keys, known, n, error);
}

static const TlmMissionGroup *
find_group (TlmMissionGroups bit)
{
  gsize n;
  const TlmMissionGroup *table = tlm_mission_group_table (&n);

  for (gsize i = 0; i < n; i++)
    if (table[i].bit == bit)
      return &table[i];
  g_return_val_if_reached (NULL);
}

gboolean
tlm_mission_each_group (TlmMission *mission, TlmMissionGroups bit, TlmMissionReader read,
    GError **error)
{
  g_auto (GStrv) list = g_key_file_get_groups (mission->keys->keys, NULL);
  const TlmMissionGroup *kind = find_group (bit);

  for (char **group = list; *group; group++) {
    const char *name;
    if (tlm_key_group_find (*group, &kind->group, 1, &name) && !read (mission, *group, name, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
tlm_mission_fail_many (const TlmMission *mission, const char *group, TlmLimitId limit, GError **error)
{
  tlm_key_file_error (mission->keys, group, NULL, error, "is one too many, %s", tlm_limit_said (limit));
  return FALSE;
}
