/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* [phases]: what the values of channels mean, a key for each channel. */
#include "core/mission/mission-private.h"

#define GROUP "phases"
#define MAX_MAPS 64

void
tlm_mission_phase_map_free (TlmMissionPhaseMap *map)
{
  if (!map)
    return;
  g_free (map->column);
  g_free (map->map);
  g_free (map);
}

static gboolean
read_map (TlmMission *mission, const char *name, GError **error)
{
  TlmMissionPhaseMap *map;

  if (mission->phase_maps->len >= MAX_MAPS) {
    tlm_key_file_error (mission->keys, GROUP, name, error, "is one too many; %d are taken", MAX_MAPS);
    return FALSE;
  }
  map = g_new0 (TlmMissionPhaseMap, 1);
  map->column = g_strdup (name);
  g_ptr_array_add (mission->phase_maps, map);
  if (!tlm_mission_read_key (mission, tlm_mission_open_key (TLM_MISSION_PHASES), GROUP, name, map,
          error))
    return FALSE;
  if (map->map)
    return TRUE;
  tlm_key_file_error (mission->keys, GROUP, name, error,
      "says nothing; write what its values mean, as in %s=63:Braking,64:Approach, or column=%s",
      name, name);
  return FALSE;
}

gboolean
tlm_mission_read_phase_maps (TlmMission *mission, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (mission->keys->keys, GROUP, NULL, NULL);

  for (char **key = keys; key && *key; key++)
    if (!tlm_mission_key_find (TLM_MISSION_PHASES, *key) && !read_map (mission, *key, error))
      return FALSE;
  return TRUE;
}
