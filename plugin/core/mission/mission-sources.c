/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>
#include <string.h>

#include "core/mission/mission-private.h"

#define MAX_SOURCES 256

static gboolean
fail_many (const TlmMission *mission, const char *group, guint most, GError **error)
{
  tlm_key_file_error (mission->keys, group, NULL, error, "is one too many; %u are taken", most);
  return FALSE;
}

char *
tlm_mission_resolve (const char *mission, const char *location)
{
  g_autofree char *scheme = g_uri_parse_scheme (location);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) target = NULL;

  if (scheme && strstr (location, "://"))
    return g_strdup (location);
  file = g_file_new_for_commandline_arg (mission);
  folder = g_file_get_parent (file);
  target = folder ? g_file_resolve_relative_path (folder, location) :
      g_file_new_for_path (location);
  char *path = g_file_get_path (target);
  return path ? path : g_file_get_uri (target);
}

static gboolean
read_source (TlmMission *mission, GPtrArray *sources, const char *group, GError **error)
{
  TlmMissionSource *source;
  g_autofree char *location = NULL;

  if (sources->len >= MAX_SOURCES)
    return fail_many (mission, group, MAX_SOURCES, error);
  source = g_new0 (TlmMissionSource, 1);
  g_ptr_array_add (sources, source);
  source->group = g_strdup (group);
  if (!tlm_mission_read_text (mission, group, "location", &location, error) ||
      !tlm_mission_read_text (mission, group, "columns", &source->columns, error) ||
      !tlm_mission_read_text (mission, group, "format", &source->format, error) ||
      !tlm_mission_read_text (mission, group, "vehicle", &source->vehicle, error) ||
      !tlm_mission_read_span (mission, group, "time-offset", &source->offset_ns, error))
    return FALSE;
  if (!location) {
    tlm_key_file_error (mission->keys, group, NULL, error,
        "names no telemetry; add location=FILE, relative to the mission file");
    return FALSE;
  }
  source->location = tlm_mission_resolve (mission->path, location);
  return tlm_mission_read_packets (mission, source, error);
}

static gboolean
read_telemetry (TlmMission *mission, const char *group, const char *name, GError **error)
{
  return read_source (mission, mission->sources, group, error);
}

static gboolean
read_planned (TlmMission *mission, const char *group, const char *name, GError **error)
{
  return read_source (mission, mission->planned, group, error);
}

gboolean
tlm_mission_read_sources (TlmMission *mission, GError **error)
{
  return tlm_mission_each_group (mission, "telemetry", read_telemetry, error) &&
      tlm_mission_each_group (mission, "planned", read_planned, error);
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
  if (mission->vehicles->len >= TLM_LOG_MAX_VEHICLES)
    return fail_many (mission, group, TLM_LOG_MAX_VEHICLES, error);
  vehicle = g_new0 (TlmMissionVehicle, 1);
  vehicle->name = g_strdup (name);
  g_ptr_array_add (mission->vehicles, vehicle);
  return tlm_mission_read_text (mission, group, "label", &vehicle->label, error);
}

gboolean
tlm_mission_read_vehicles (TlmMission *mission, GError **error)
{
  return tlm_mission_each_group (mission, "vehicle", read_vehicle, error);
}

gboolean
tlm_mission_read_stream (TlmMission *mission, GError **error)
{
  TlmMissionSource *stream = mission->stream;

  if (!tlm_mission_read_text (mission, stream->group, "columns", &stream->columns, error) ||
      !tlm_mission_read_text (mission, stream->group, "format", &stream->format, error) ||
      !tlm_mission_read_text (mission, stream->group, "vehicle", &stream->vehicle, error))
    return FALSE;
  if (!stream->vehicle && mission->vehicles->len == 1)
    stream->vehicle = g_strdup (((TlmMissionVehicle *) mission->vehicles->pdata[0])->name);
  return tlm_mission_read_packets (mission, stream, error);
}
