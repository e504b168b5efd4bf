/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/mission.h"

G_BEGIN_DECLS

/* The pieces of the mission loader. Each reads its part of mission->keys into
 * MISSION and fails with an error that names file, line, group and key. */

/* [mission] */
gboolean tlm_mission_read_flight (TlmMission *mission, GError **error);

/* [telemetry …], [planned …] and [vehicle …] */
gboolean tlm_mission_read_sources (TlmMission *mission, GError **error);
gboolean tlm_mission_read_vehicles (TlmMission *mission, GError **error);

/* [stream], after the vehicles: the only one is its own */
gboolean tlm_mission_read_stream (TlmMission *mission, GError **error);

/* [derived] */
gboolean tlm_mission_read_derived (TlmMission *mission, GError **error);

/* URIs and absolute paths stay; the rest is seen from the folder of the file
 * MISSION. To be freed. */
char *tlm_mission_resolve (const char *mission, const char *location);

/* [packets …] of one source; its definition is a path or URI. */
gboolean tlm_mission_read_packets (const TlmMission *mission, TlmMissionSource *source,
    GError **error);

/* [events] and [event …] */
gboolean tlm_mission_read_events (TlmMission *mission, GError **error);

/* Value of a text key, NULL when it is not there or empty; FALSE when its
 * escapes are wrong. OUT owns it. */
gboolean tlm_mission_read_text (const TlmMission *mission, const char *group, const char *key,
    char **out, GError **error);

/* Longest elapsed time a mission can say, so that sums with instants stay in 64
 * bits: 100 years of 365.25 days. */
#define TLM_MISSION_MAX_SPAN (G_GINT64_CONSTANT (3155760000) * TLM_SECOND)

/* A span of time in seconds or [-]HH:MM:SS.mmm; untouched when not there. At
 * most TLM_MISSION_MAX_SPAN either way. */
gboolean tlm_mission_read_span (const TlmMission *mission, const char *group, const char *key,
    TlmDuration *out, GError **error);

/* Reads one group; NAME is its own name ("stage1"), or NULL. */
typedef gboolean (*TlmMissionReader) (TlmMission *mission, const char *group, const char *name,
    GError **error);

/* Calls READ with each group of this kind, in the order of the file, until one
 * fails. */
gboolean tlm_mission_each_group (TlmMission *mission, const char *kind_name,
    TlmMissionReader read, GError **error);

/* Every kind of group a mission may have: one row for each reader. */
const TlmKeyGroup *tlm_mission_groups (gsize *n_groups);

G_END_DECLS
