/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/event.h"
#include "core/mission-private.h"
#include "core/time/text.h"

#define LIST "events"
#define MAX_EVENTS 4096

static TlmMissionEvent *
find_event (const TlmMission *mission, const char *id)
{
  for (guint i = 0; i < mission->events->len; i++) {
    TlmMissionEvent *event = mission->events->pdata[i];
    if (strcmp (event->id, id) == 0)
      return event;
  }
  return NULL;
}

/* A new event without a time, named by the person's spelling. */
static TlmMissionEvent *
new_event (TlmMission *mission, const char *group, const char *key, const char *name,
    GError **error)
{
  g_autofree char *id = tlm_event_make_id (name);
  TlmMissionEvent *event;

  if (!*id || mission->events->len >= MAX_EVENTS) {
    tlm_key_file_error (mission->keys, group, key, error, *id ? "one event too many" :
        "an event's name needs ASCII letters or digits; give other scripts as its label");
    return NULL;
  }
  event = g_new0 (TlmMissionEvent, 1);
  event->id = g_steal_pointer (&id);
  event->time_ns = TLM_TIME_NONE;
  g_ptr_array_add (mission->events, event);
  return event;
}

static gboolean
read_time (TlmMission *mission, const char *group, const char *key, TlmMissionEvent *event,
    GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;

  if (!tlm_mission_read_text (mission, group, key, &text, error))
    return FALSE;
  if (!text) {
    tlm_key_file_error (mission->keys, group, key, error,
        "has no time; write T+seconds, HH:MM:SS or UTC, or remove the line");
    return FALSE;
  }
  if (!tlm_time_parse (text, -1, TLM_SCALE_UTC, &event->clock, &event->time_ns, &reason)) {
    tlm_key_file_error (mission->keys, group, key, error, "%s", reason->message);
    return FALSE;
  }
  if (event->clock == TLM_CLOCK_TAI || ABS (event->time_ns) <= TLM_MISSION_MAX_SPAN)
    return TRUE;
  tlm_key_file_error (mission->keys, group, key, error,
      "\"%s\" is more than 100 years from liftoff", text);
  return FALSE;
}

static gboolean
read_listed (TlmMission *mission, const char *key, GError **error)
{
  g_autofree char *id = tlm_event_make_id (key);
  TlmMissionEvent *event;

  if (find_event (mission, id)) {
    tlm_key_file_error (mission->keys, LIST, key, error,
        "the event \"%s\" stands twice; remove one", id);
    return FALSE;
  }
  event = new_event (mission, LIST, key, key, error);
  return event && read_time (mission, LIST, key, event, error);
}

/* [event NAME]: a new one, or more about one that [events] has. */
static gboolean
read_group (TlmMission *mission, const char *group, const char *name, GError **error)
{
  g_autofree char *id = tlm_event_make_id (name);
  gboolean timed = tlm_key_file_line (mission->keys, group, "time") != 0;
  TlmMissionEvent *event = find_event (mission, id);

  if (timed && event) {
    tlm_key_file_error (mission->keys, group, "time", error,
        "the event \"%s\" has a time already; remove one", id);
    return FALSE;
  }
  if (event && (event->label || event->vehicle)) {
    tlm_key_file_error (mission->keys, group, NULL, error,
        "this event has a group already; join the two");
    return FALSE;
  }
  if (!timed && !event) {
    tlm_key_file_error (mission->keys, group, NULL, error,
        "has no time; add time=T+seconds, HH:MM:SS or UTC");
    return FALSE;
  }
  if (!event)
    event = new_event (mission, group, NULL, name, error);
  return event && (!timed || read_time (mission, group, "time", event, error)) &&
      tlm_mission_read_text (mission, group, "label", &event->label, error) &&
      tlm_mission_read_text (mission, group, "vehicle", &event->vehicle, error);
}

gboolean
tlm_mission_read_events (TlmMission *mission, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (mission->keys->keys, LIST, NULL, NULL);

  for (char **key = keys; key && *key; key++) {
    if (!read_listed (mission, *key, error))
      return FALSE;
  }
  return tlm_mission_each_group (mission, "event", read_group, error);
}
