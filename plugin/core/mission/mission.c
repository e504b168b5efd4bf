/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/mission.h"

#include "core/base/error.h"
#include "core/mission/mission-private.h"

/* Groups whose struct is the mission itself. */
#define OWN_GROUPS \
  (TLM_MISSION_MISSION | TLM_MISSION_DERIVED | TLM_MISSION_PHASES | TLM_MISSION_CLOCK)

/* Takes over KEYS. */
static TlmMission *
mission_of (TlmKeyFile *keys, const char *path)
{
  TlmMission *mission = g_new0 (TlmMission, 1);

  mission->path = g_strdup (path);
  mission->liftoff = TLM_TIME_NONE;
  mission->t0 = TLM_TIME_NONE;
  mission->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_mission_source_free);
  mission->planned = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_mission_source_free);
  mission->stream = tlm_mission_source_new ("stream");
  mission->vehicles = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_mission_vehicle_free);
  mission->cameras = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_mission_camera_free);
  mission->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_mission_event_free);
  mission->phase_maps = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_mission_phase_map_free);
  mission->warnings = g_ptr_array_new_with_free_func (g_free);
  mission->keys = keys;
  return mission;
}

TlmMission *
tlm_mission_new (void)
{
  return mission_of (tlm_key_file_new ("mission", TLM_ERROR_MISSION), NULL);
}

void
tlm_mission_free (TlmMission *mission)
{
  if (!mission)
    return;
  tlm_mission_clear (OWN_GROUPS, mission);
  g_free (mission->path);
  g_ptr_array_unref (mission->sources);
  g_ptr_array_unref (mission->planned);
  tlm_mission_source_free (mission->stream);
  g_ptr_array_unref (mission->vehicles);
  g_ptr_array_unref (mission->cameras);
  g_ptr_array_unref (mission->events);
  g_ptr_array_unref (mission->phase_maps);
  g_ptr_array_unref (mission->warnings);
  tlm_key_file_free (mission->keys);
  g_free (mission);
}

static gboolean
read_groups (TlmMission *mission, GError **error)
{
  return tlm_mission_read_group (mission, TLM_MISSION_MISSION, "mission", mission, error) &&
      tlm_mission_read_group (mission, TLM_MISSION_DERIVED, "derived", mission, error) &&
      tlm_mission_read_group (mission, TLM_MISSION_PHASES, "phases", mission, error) &&
      tlm_mission_read_phase_maps (mission, error) &&
      tlm_mission_read_group (mission, TLM_MISSION_CLOCK, "clock", mission, error) &&
      tlm_mission_read_sources (mission, error) &&
      tlm_mission_read_vehicles (mission, error) && tlm_mission_read_cameras (mission, error) &&
      tlm_mission_read_stream (mission, error) && tlm_mission_read_events (mission, error);
}

/* Takes over KEYS. */
static TlmMission *
read_mission (TlmKeyFile *keys, const char *path, GError **error)
{
  g_autoptr (TlmMission) mission = keys ? mission_of (keys, path) : NULL;

  if (!mission || !tlm_mission_check_names (mission, error) || !read_groups (mission, error) ||
      !tlm_mission_check (mission, error)) {
    tlm_error_make_safe (error);
    return NULL;
  }
  return g_steal_pointer (&mission);
}

TlmMission *
tlm_mission_parse (const char *text, gssize length, const char *path, GError **error)
{
  g_return_val_if_fail (text != NULL && path != NULL, NULL);
  return read_mission (tlm_key_file_parse (text, length, path, TLM_ERROR_MISSION, error),
      path, error);
}

TlmMission *
tlm_mission_load (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  return read_mission (tlm_key_file_load (path, TLM_ERROR_MISSION, error), path, error);
}
