/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/mission/mission-private.h"

#include "core/base/limits.h"

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

gboolean
tlm_mission_read_vehicles (TlmMission *mission, GError **error)
{
  return tlm_mission_each_group (mission, TLM_MISSION_VEHICLE, read_vehicle, error);
}
