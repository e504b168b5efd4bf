/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/mission/mission-private.h"

#include "core/base/limits.h"


TlmMissionSource *
tlm_mission_source_new (const char *group)
{
  TlmMissionSource *source = g_new0 (TlmMissionSource, 1);

  source->group = g_strdup (group);
  return source;
}

void
tlm_mission_source_free (TlmMissionSource *source)
{
  if (!source)
    return;
  tlm_mission_clear (TLM_MISSION_TELEMETRY | TLM_MISSION_PACKETS, source);
  g_free (source->group);
  g_free (source);
}

TlmDecodeOptions
tlm_mission_source_options (const TlmMissionSource *source)
{
  TlmDecodeOptions options = { 0 };

  g_return_val_if_fail (source != NULL, options);
  options.columns = source->columns;
  options.timezone = source->timezone;
  options.date = source->date;
  options.format = source->format;
  options.vehicle = source->vehicle;
  options.longest_gap_ns = source->longest_gap_ns;
  options.keep_outliers = source->outliers == TLM_OUTLIERS_KEEP;
  options.object = source->object;
  options.pid = source->pid;
  options.packets = source->packets;
  return options;
}

/* "packets chase" for "telemetry chase" where there is one, else "packets". */
static char *
packets_group (const TlmMission *mission, const TlmMissionSource *source)
{
  const char *rest = source->group + strcspn (source->group, " .");
  g_autofree char *named = g_strconcat ("packets", rest, NULL);

  return g_key_file_has_group (mission->keys->keys, named) ? g_steal_pointer (&named) :
      g_strdup ("packets");
}

static gboolean
read_packets (TlmMission *mission, TlmMissionSource *source, GError **error)
{
  g_autofree char *group = packets_group (mission, source);

  if (!tlm_mission_read_group (mission, TLM_MISSION_PACKETS, group, source, error))
    return FALSE;
  if (source->definition && source->fields) {
    tlm_key_file_error (mission->keys, group, "fields", error,
        "stands beside definition; keep one");
    return FALSE;
  }
  source->packets.definition = source->definition;
  source->packets.fields = source->fields;
  source->packets.map = source->map;
  source->packets.time = source->time;
  return TRUE;
}

static gboolean
read_source (TlmMission *mission, GPtrArray *sources, TlmMissionGroups bit, const char *group,
    GError **error)
{
  TlmMissionSource *source;

  if (sources->len >= tlm_limit (TLM_LIMIT_SOURCES))
    return tlm_mission_fail_many (mission, group, TLM_LIMIT_SOURCES, error);
  source = tlm_mission_source_new (group);
  g_ptr_array_add (sources, source);
  if (!tlm_mission_read_group (mission, bit, group, source, error))
    return FALSE;
  if (!source->location) {
    tlm_key_file_error (mission->keys, group, NULL, error,
        "names no telemetry; add location=FILE, relative to the mission file");
    return FALSE;
  }
  return read_packets (mission, source, error);
}

static gboolean
read_telemetry (TlmMission *mission, const char *group, const char *name, GError **error)
{
  return read_source (mission, mission->sources, TLM_MISSION_TELEMETRY, group, error);
}

static gboolean
read_planned (TlmMission *mission, const char *group, const char *name, GError **error)
{
  return read_source (mission, mission->planned, TLM_MISSION_PLANNED, group, error);
}

gboolean
tlm_mission_read_sources (TlmMission *mission, GError **error)
{
  return tlm_mission_each_group (mission, TLM_MISSION_TELEMETRY, read_telemetry, error) &&
      tlm_mission_each_group (mission, TLM_MISSION_PLANNED, read_planned, error);
}

gboolean
tlm_mission_read_stream (TlmMission *mission, GError **error)
{
  TlmMissionSource *stream = mission->stream;

  if (!tlm_mission_read_group (mission, TLM_MISSION_STREAM, stream->group, stream, error))
    return FALSE;
  if (!stream->vehicle && mission->vehicles->len == 1)
    stream->vehicle = g_strdup (((TlmMissionVehicle *) mission->vehicles->pdata[0])->name);
  return read_packets (mission, stream, error);
}
