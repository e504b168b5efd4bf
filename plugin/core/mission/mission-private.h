/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/limits.h"
#include "core/mission/mission-keys.h"
#include "core/mission/mission.h"

G_BEGIN_DECLS

/* The loader of missions, lowest floor first; no file calls one that stands after it:
 * mission-names, mission-keys, mission-kinds, mission-read, mission-sources and
 * mission-vehicles, mission-cameras, mission-events and mission-phases, mission-check, mission. */

/* mission-names.c: the words of an enumeration by its value, NULL where it has none. */
#define TLM_MISSION_N_PROVENANCES (TLM_PROVENANCE_PREDICTED + 1)
extern const char *const tlm_mission_provenances[TLM_MISSION_N_PROVENANCES];
#define TLM_MISSION_N_DATUMS (TLM_DATUM_AGL + 1)
extern const char *const tlm_mission_datums[TLM_MISSION_N_DATUMS];

#define TLM_MISSION_N_BODIES (TLM_SITE_MARS + 1)
extern const char *const tlm_mission_bodies[TLM_MISSION_N_BODIES];

#define TLM_MISSION_N_OUTLIERS (TLM_OUTLIERS_KEEP + 1)
extern const char *const tlm_mission_outliers[TLM_MISSION_N_OUTLIERS];

/* The INDEX of NAME among N_CHOICES, some of them NULL; FALSE, INDEX untouched, when it
 * is none of them. */
gboolean tlm_mission_find_choice (const char *const *choices, guint n_choices, const char *name,
    guint *index);

/* Where a value stands: [GROUP] NAME of MISSION's file, which KEY describes. */
typedef struct {
  const TlmMission *mission;
  const char *group;
  const char *name;
  const TlmMissionKey *key;
} TlmMissionPlace;

/* mission-kinds.c: reads TEXT, which is not empty, into FIELD, which has the type of the
 * key's kind and owns what it gets. FALSE, FIELD untouched, with an error that names
 * file, line, group and key. */
gboolean tlm_mission_kind_read (const TlmMissionPlace *place, const char *text, gpointer field,
    GError **error);

/* Frees what a FIELD of this kind owns. */
void tlm_mission_kind_clear (TlmMissionKind kind, gpointer field);

/* mission-read.c: reads one key of GROUP, where it is called NAME, into OBJECT, which has
 * the struct of the group. Nothing happens where it is not there or empty. FALSE when
 * its escapes or its value are wrong. */
gboolean tlm_mission_read_key (TlmMission *mission, const TlmMissionKey *key, const char *group,
    const char *name, gpointer object, GError **error);

/* The same with each named key that groups with this BIT have; a key and its alias
 * exclude each other. */
gboolean tlm_mission_read_group (TlmMission *mission, TlmMissionGroups bit, const char *group,
    gpointer object, GError **error);

/* The key of the group with this BIT that any name not in the table is; NULL where it has
 * none. Its field is in an object of its own. */
const TlmMissionKey *tlm_mission_open_key (TlmMissionGroups bit);

/* Frees what the named keys of the groups with these BITS own in OBJECT, not OBJECT. */
void tlm_mission_clear (TlmMissionGroups bits, gpointer object);

/* Reads one group; NAME is its own name ("stage1"), or NULL. */
typedef gboolean (*TlmMissionReader) (TlmMission *mission, const char *group, const char *name,
    GError **error);

/* Calls READ with each group of this kind, in the order of the file, until one fails. */
gboolean tlm_mission_each_group (TlmMission *mission, TlmMissionGroups bit, TlmMissionReader read,
    GError **error);

/* Refuses groups and keys that the table does not have, and names the nearest. */
gboolean tlm_mission_check_names (const TlmMission *mission, GError **error);

/* "is one too many, over the limit …"; always FALSE. */
gboolean tlm_mission_fail_many (const TlmMission *mission, const char *group, TlmLimitId limit,
    GError **error);

/* mission-sources.c: reads [telemetry …] and [planned …], with their [packets …]. FALSE
 * when a value is wrong, a source has no location, or there are too many. */
gboolean tlm_mission_read_sources (TlmMission *mission, GError **error);

/* Reads [stream] with its [packets]; after the vehicles, since the only one is its own.
 * FALSE when a value is wrong. */
gboolean tlm_mission_read_stream (TlmMission *mission, GError **error);

/* A source that GROUP says, without anything else. To be freed. */
TlmMissionSource *tlm_mission_source_new (const char *group);

/* Frees it with what it owns; nothing for NULL. */
void tlm_mission_source_free (TlmMissionSource *source);

/* mission-vehicles.c: reads [vehicle …]. FALSE when one has two groups or there are too
 * many. */
gboolean tlm_mission_read_vehicles (TlmMission *mission, GError **error);

/* Frees it with what it owns; nothing for NULL. */
void tlm_mission_vehicle_free (TlmMissionVehicle *vehicle);

/* mission-cameras.c: reads [camera …]. FALSE when a number or label is wrong, nothing ties one, or there
 * are too many. */
gboolean tlm_mission_read_cameras (TlmMission *mission, GError **error);

/* Frees it with what it owns; nothing for NULL. */
void tlm_mission_camera_free (TlmMissionCamera *camera);

/* mission-events.c: reads [events], [nominal] and [event …]. FALSE when a time is wrong
 * or missing, an event stands twice, or there are too many. */
gboolean tlm_mission_read_events (TlmMission *mission, GError **error);

/* Frees it with what it owns; nothing for NULL. */
void tlm_mission_event_free (TlmMissionEvent *event);

/* mission-phases.c: reads the keys of [phases] that name a channel. FALSE when their escapes
 * are wrong, one has no words, or there are too many. */
gboolean tlm_mission_read_phase_maps (TlmMission *mission, GError **error);

/* Frees it with what it owns; nothing for NULL. */
void tlm_mission_phase_map_free (TlmMissionPhaseMap *map);

/* mission-check.c: FALSE when keys of [mission] contradict each other: liftoff-at and
 * footage-start, stale-after and lost-after. */
gboolean tlm_mission_check (const TlmMission *mission, GError **error);

G_END_DECLS
