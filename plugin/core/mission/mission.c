/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/mission.h"

#include <string.h>

#include "core/mission/mission-private.h"
#include "core/time/elapsed.h"

static const char *const mission_keys[] = {
  "name", "liftoff", "liftoff-at", "time-offset", "footage-start", "marks", "profile", "data",
  "credit", "licence", "stale-after", "lost-after", "altitude", "pad", NULL
};
static const char *const telemetry_keys[] = {
  "location", "columns", "format", "vehicle", "time-offset", NULL
};
static const char *const stream_keys[] = { "columns", "format", "vehicle", NULL };
static const char *const derived_keys[] = { "prefer", "first-orbit", "earth-orientation", NULL };
static const char *const packets_keys[] = {
  "definition", "fields", "apid", "time", "map", "prefix", "group-skip", "frame-length",
  "frame-crc", "frame-ocf", "frame-header-crc", "frame-insert", NULL
};
static const char *const vehicle_keys[] = { "label", NULL };
static const char *const event_keys[] = { "time", "nominal", "label", "vehicle", NULL };

static const char *const phases_keys[] = { "column", "map", NULL };
static const char *const clock_keys[] = { "t-0", "holds", "recycles", NULL };

static const TlmKeyGroup groups[] = {
  { "mission", TLM_GROUP_PLAIN, mission_keys },
  { "telemetry", TLM_GROUP_EITHER, telemetry_keys },
  { "planned", TLM_GROUP_EITHER, telemetry_keys },
  { "stream", TLM_GROUP_PLAIN, stream_keys },
  { "derived", TLM_GROUP_PLAIN, derived_keys },
  { "packets", TLM_GROUP_EITHER, packets_keys },
  { "vehicle", TLM_GROUP_NAMED, vehicle_keys },
  { "events", TLM_GROUP_PLAIN, NULL },
  { "nominal", TLM_GROUP_PLAIN, NULL },
  { "event", TLM_GROUP_NAMED, event_keys },
  { "phases", TLM_GROUP_PLAIN, phases_keys },
  { "clock", TLM_GROUP_PLAIN, clock_keys },
};

const TlmKeyGroup *
tlm_mission_groups (gsize *n_groups)
{
  *n_groups = G_N_ELEMENTS (groups);
  return groups;
}

static void
source_free (gpointer data)
{
  TlmMissionSource *source = data;

  g_free (source->location);
  g_free (source->columns);
  g_free (source->format);
  g_free (source->vehicle);
  g_free ((char *) source->packets.definition);
  g_free ((char *) source->packets.fields);
  g_free ((char *) source->packets.map);
  g_free ((char *) source->packets.time);
  g_free (source->group);
  g_free (source);
}

static void
vehicle_free (gpointer data)
{
  TlmMissionVehicle *vehicle = data;

  g_free (vehicle->name);
  g_free (vehicle->label);
  g_free (vehicle);
}

static void
event_free (gpointer data)
{
  TlmMissionEvent *event = data;

  g_free (event->id);
  g_free (event->label);
  g_free (event->vehicle);
  g_free (event);
}

static TlmMission *
mission_of (TlmKeyFile *keys, const char *path)
{
  TlmMission *mission = g_new0 (TlmMission, 1);

  mission->path = g_strdup (path);
  mission->liftoff = TLM_TIME_NONE;
  mission->sources = g_ptr_array_new_with_free_func (source_free);
  mission->planned = g_ptr_array_new_with_free_func (source_free);
  mission->stream = g_new0 (TlmMissionSource, 1);
  mission->stream->group = g_strdup ("stream");
  mission->vehicles = g_ptr_array_new_with_free_func (vehicle_free);
  mission->events = g_ptr_array_new_with_free_func (event_free);
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
  g_free (mission->path);
  g_free (mission->name);
  g_free (mission->liftoff_at);
  g_free (mission->footage_start);
  g_free (mission->marks);
  g_free (mission->profile);
  g_free (mission->credit);
  g_free (mission->licence);
  g_free (mission->earth_orientation);
  g_ptr_array_unref (mission->sources);
  g_ptr_array_unref (mission->planned);
  source_free (mission->stream);
  g_ptr_array_unref (mission->vehicles);
  g_ptr_array_unref (mission->events);
  tlm_key_file_free (mission->keys);
  g_free (mission);
}

gboolean
tlm_mission_read_text (const TlmMission *mission, const char *group, const char *key,
    char **out, GError **error)
{
  g_autofree char *text = tlm_key_file_get (mission->keys, group, key);

  if (!text && tlm_key_file_line (mission->keys, group, key)) {
    tlm_key_file_error (mission->keys, group, key, error,
        "a \\ begins none of the escapes \\\\ \\n \\t \\r \\s; write \\\\ for one");
    return FALSE;
  }
  if (text && *text)
    *out = g_steal_pointer (&text);
  return TRUE;
}

gboolean
tlm_mission_read_span (const TlmMission *mission, const char *group, const char *key,
    TlmDuration *out, GError **error)
{
  g_autofree char *text = NULL;
  TlmDuration span;

  if (!tlm_mission_read_text (mission, group, key, &text, error))
    return FALSE;
  if (!text)
    return TRUE;
  if (tlm_elapsed_parse (text, strlen (text), &span) && ABS (span) <= TLM_MISSION_MAX_SPAN) {
    *out = span;
    return TRUE;
  }
  tlm_key_file_error (mission->keys, group, key, error,
      "\"%s\" is no span of time up to 100 years; write seconds, as in 2.5, or HH:MM:SS.mmm", text);
  return FALSE;
}

gboolean
tlm_mission_each_group (TlmMission *mission, const char *kind_name, TlmMissionReader read,
    GError **error)
{
  g_auto (GStrv) list = g_key_file_get_groups (mission->keys->keys, NULL);
  gsize n_kinds;
  const TlmKeyGroup *kinds = tlm_mission_groups (&n_kinds);

  for (char **group = list; *group; group++) {
    const char *name;
    const TlmKeyGroup *kind = tlm_key_group_find (*group, kinds, n_kinds, &name);
    if (kind && strcmp (kind->name, kind_name) == 0 && !read (mission, *group, name, error))
      return FALSE;
  }
  return TRUE;
}

/* Takes over KEYS. */
static TlmMission *
read_mission (TlmKeyFile *keys, const char *path, GError **error)
{
  g_autoptr (TlmMission) mission = NULL;

  if (!keys)
    return NULL;
  mission = mission_of (keys, path);
  if (!tlm_key_file_check (keys, groups, G_N_ELEMENTS (groups), error) ||
      !tlm_mission_read_flight (mission, error) ||
      !tlm_mission_read_sources (mission, error) ||
      !tlm_mission_read_derived (mission, error) ||
      !tlm_mission_read_vehicles (mission, error) ||
      !tlm_mission_read_stream (mission, error) ||
      !tlm_mission_read_events (mission, error))
    return NULL;
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
