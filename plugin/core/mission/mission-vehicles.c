/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/mission/mission-private.h"

#include "core/base/limits.h"
#include "core/base/print-safe.h"

void
tlm_mission_vehicle_free (TlmMissionVehicle *vehicle)
{
  if (!vehicle)
    return;
  tlm_mission_clear (TLM_MISSION_VEHICLE, vehicle);
  g_free (vehicle->name);
  g_free (vehicle);
}

static gboolean
read_vehicle (TlmMission *mission, const char *group, const char *name, GError **error)
{
  TlmMissionVehicle *vehicle;

  for (guint i = 0; i < mission->vehicles->len; i++) {
    vehicle = mission->vehicles->pdata[i];
    if (strcmp (vehicle->name, name) == 0) {
      tlm_key_file_error (mission->keys, group, NULL, error,
          "this vehicle has a group already; join the two");
      return FALSE;
    }
  }
  if (mission->vehicles->len >= tlm_limit (TLM_LIMIT_VEHICLES))
    return tlm_mission_fail_many (mission, group, TLM_LIMIT_VEHICLES, error);
  vehicle = g_new0 (TlmMissionVehicle, 1);
  vehicle->name = g_strdup (name);
  g_ptr_array_add (mission->vehicles, vehicle);
  return tlm_mission_read_group (mission, TLM_MISSION_VEHICLE, group, vehicle, error);
}

char **
tlm_mission_aliases (const TlmMissionVehicle *vehicle)
{
  g_auto (GStrv) words = g_strsplit (vehicle->alias ? vehicle->alias : "", ";", -1);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; words[i]; i++)
    if (*g_strstrip (words[i]))
      g_strv_builder_add (names, words[i]);
  return g_strv_builder_end (names);
}

/* A name is one vehicle's alone. */
static gboolean
check_aliases (const TlmMission *mission, GHashTable *known, const TlmMissionVehicle *vehicle, GError **error)
{
  g_auto (GStrv) aliases = tlm_mission_aliases (vehicle);

  for (guint i = 0; aliases[i]; i++) {
    const char *other = g_hash_table_lookup (known, aliases[i]);

    if (!other) {
      g_hash_table_insert (known, g_strdup (aliases[i]), vehicle->name);
      continue;
    }
    g_autofree char *group = g_strconcat ("vehicle ", vehicle->name, NULL);
    if (!g_key_file_has_group (mission->keys->keys, group))
      group[strlen ("vehicle")] = '.';
    tlm_key_file_error (mission->keys, group, "alias", error, "\"%s\" is a name of vehicle %s already; a name is one "
        "vehicle's alone", tlm_head (aliases[i], 64).text, tlm_head (other, 64).text);
    return FALSE;
  }
  return TRUE;
}

gboolean
tlm_mission_read_vehicles (TlmMission *mission, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!tlm_mission_each_group (mission, TLM_MISSION_VEHICLE, read_vehicle, error))
    return FALSE;
  for (guint i = 0; i < mission->vehicles->len; i++) {
    TlmMissionVehicle *vehicle = mission->vehicles->pdata[i];
    g_hash_table_insert (known, g_strdup (vehicle->name), vehicle->name);
  }
  for (guint i = 0; i < mission->vehicles->len; i++)
    if (!check_aliases (mission, known, mission->vehicles->pdata[i], error))
      return FALSE;
  return TRUE;
}
