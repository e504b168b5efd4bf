/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/log/event.h"
#include "core/base/limits.h"
#include "core/mission/mission-private.h"

/* Where the times of events stand: as they came, and as they were planned. */
typedef struct {
  TlmMissionGroups list;   /* group of identifier = time */
  const char *group;       /* its name */
  const char *key;         /* of [event NAME] */
  gboolean nominal;
} Kind;

static const Kind kinds[] = {
  { .list = TLM_MISSION_EVENTS, .group = "events", .key = "time" },
  { .list = TLM_MISSION_NOMINAL, .group = "nominal", .key = "nominal", .nominal = TRUE },
};

void
tlm_mission_event_free (TlmMissionEvent *event)
{
  if (!event)
    return;
  tlm_mission_clear (TLM_MISSION_EVENT, event);
  g_free (event->id);
  g_free (event);
}

static TlmMissionEvent *
find_event (const TlmMission *mission, const Kind *kind, const char *id)
{
  for (guint i = 0; i < mission->events->len; i++) {
    TlmMissionEvent *event = mission->events->pdata[i];
    if (event->nominal == kind->nominal && strcmp (event->id, id) == 0)
      return event;
  }
  return NULL;
}

/* A new event without a time, named by the person's spelling. */
static TlmMissionEvent *
new_event (TlmMission *mission, const Kind *kind, const char *group, const char *key,
    const char *name, GError **error)
{
  g_autofree char *id = tlm_event_make_id (name);
  TlmMissionEvent *event;

  if (!*id || mission->events->len >= tlm_limit (TLM_LIMIT_MISSION_EVENTS)) {
    tlm_key_file_error (mission->keys, group, key, error, "%s", *id ? tlm_limit_said (TLM_LIMIT_MISSION_EVENTS) :
        "an event's name needs ASCII letters or digits; give other scripts as its label");
    return NULL;
  }
  event = g_new0 (TlmMissionEvent, 1);
  event->id = g_steal_pointer (&id);
  event->time.time_ns = TLM_TIME_NONE;
  event->nominal = kind->nominal;
  g_ptr_array_add (mission->events, event);
  return event;
}

static gboolean
read_time (TlmMission *mission, const TlmMissionKey *key, const char *group, const char *name,
    TlmMissionEvent *event, GError **error)
{
  if (!tlm_mission_read_key (mission, key, group, name, event, error))
    return FALSE;
  if (event->time.time_ns != TLM_TIME_NONE)
    return TRUE;
  tlm_key_file_error (mission->keys, group, name, error,
      "has no time; write T+seconds, HH:MM:SS or UTC, or remove the line");
  return FALSE;
}

static gboolean
read_listed (TlmMission *mission, const Kind *kind, const char *name, GError **error)
{
  g_autofree char *id = tlm_event_make_id (name);
  TlmMissionEvent *event;

  if (find_event (mission, kind, id)) {
    tlm_key_file_error (mission->keys, kind->group, name, error,
        "the event \"%s\" stands twice; remove one", id);
    return FALSE;
  }
  event = new_event (mission, kind, kind->group, name, name, error);
  return event &&
      read_time (mission, tlm_mission_open_key (kind->list), kind->group, name, event, error);
}

/* What [event NAME] says besides times. */
static gboolean
read_details (TlmMission *mission, const char *group, TlmMissionEvent *event, GError **error)
{
  gsize n;
  const TlmMissionKey *keys = tlm_mission_key_table (&n);

  for (gsize i = 0; i < n; i++)
    if ((keys[i].groups & TLM_MISSION_EVENT) && keys[i].kind != TLM_MISSION_TIME &&
        !tlm_mission_read_key (mission, &keys[i], group, keys[i].name, event, error))
      return FALSE;
  return TRUE;
}

/* More about an event that its list has, or a new one: left NULL in EVENT where the
 * group gives no time of that kind. */
static gboolean
read_kind (TlmMission *mission, const Kind *kind, const char *group, const char *name,
    TlmMissionEvent **event, GError **error)
{
  g_autofree char *id = tlm_event_make_id (name);
  gboolean timed = tlm_key_file_line (mission->keys, group, kind->key) != 0;

  *event = find_event (mission, kind, id);
  if (timed && *event) {
    tlm_key_file_error (mission->keys, group, kind->key, error,
        "the event \"%s\" has a time already; remove one", id);
    return FALSE;
  }
  if (*event && ((*event)->label || (*event)->vehicle)) {
    tlm_key_file_error (mission->keys, group, NULL, error,
        "this event has a group already; join the two");
    return FALSE;
  }
  if (timed && (!(*event = new_event (mission, kind, group, NULL, name, error)) ||
          !read_time (mission, tlm_mission_key_find (TLM_MISSION_EVENT, kind->key), group,
              kind->key, *event, error)))
    return FALSE;
  return !*event || read_details (mission, group, *event, error);
}

/* [event NAME]: a new one, or more about one that a list has. */
static gboolean
read_group (TlmMission *mission, const char *group, const char *name, GError **error)
{
  TlmMissionEvent *event;
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (!read_kind (mission, &kinds[i], group, name, &event, error))
      return FALSE;
    any |= event != NULL;
  }
  if (!any)
    tlm_key_file_error (mission->keys, group, NULL, error,
        "has no time; add time=T+seconds, HH:MM:SS or UTC");
  return any;
}

gboolean
tlm_mission_read_events (TlmMission *mission, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_auto (GStrv) keys = g_key_file_get_keys (mission->keys->keys, kinds[i].group, NULL, NULL);
    for (char **key = keys; key && *key; key++)
      if (!read_listed (mission, &kinds[i], *key, error))
        return FALSE;
  }
  return tlm_mission_each_group (mission, TLM_MISSION_EVENT, read_group, error);
}
