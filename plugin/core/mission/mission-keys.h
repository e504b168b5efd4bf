/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/key-file.h"
#include "core/mission/mission.h"

G_BEGIN_DECLS

/* The one table of all that a mission file may say. Reading, freeing, checking and
 * documentation come from it: a new key is a field of mission.h and a row here. */

/* Groups of a mission file, as bits, so that a key can be of several. */
typedef enum {
  TLM_MISSION_MISSION = 1 << 0,
  TLM_MISSION_TELEMETRY = 1 << 1,
  TLM_MISSION_PLANNED = 1 << 2,
  TLM_MISSION_STREAM = 1 << 3,
  TLM_MISSION_DERIVED = 1 << 4,
  TLM_MISSION_PACKETS = 1 << 5,
  TLM_MISSION_VEHICLE = 1 << 6,
  TLM_MISSION_EVENTS = 1 << 7,
  TLM_MISSION_NOMINAL = 1 << 8,
  TLM_MISSION_EVENT = 1 << 9,
  TLM_MISSION_PHASES = 1 << 10,
  TLM_MISSION_CLOCK = 1 << 11,
  TLM_MISSION_CAMERA = 1 << 12
} TlmMissionGroups;

#define TLM_MISSION_N_GROUPS 13

/* What a value is, and the type of its field. */
typedef enum {
  TLM_MISSION_TEXT,            /* char *: taken as it is */
  TLM_MISSION_LIST,            /* char *: checked by whoever uses it */
  TLM_MISSION_PATH,            /* char *: absolute path or URI; seen from the mission's folder */
  TLM_MISSION_PATHS,           /* char *: several such, with semicolons between */
  TLM_MISSION_PROFILE,         /* char *: a name, or a path as above where it has a "/" or
                                * ends in .profile */
  TLM_MISSION_LAYOUT,          /* char *: the same with .layout */
  TLM_MISSION_PLACE,           /* char *: checked (core/footage/place.h), kept as written */
  TLM_MISSION_FOOTAGE_START,   /* char *: the same */
  TLM_MISSION_MARKS,           /* char *: the same (core/footage/marks.h) */
  TLM_MISSION_SPAN,            /* TlmDuration (core/mission/mission-span.h) */
  TLM_MISSION_INSTANT,         /* TlmInstant, written in UTC (core/time/iso8601.h) */
  TLM_MISSION_TIME,            /* TlmMissionTime: a span since T-0, or UTC */
  TLM_MISSION_WHOLE,           /* guint, MINIMUM to MAXIMUM */
  TLM_MISSION_BOOLEAN,         /* gboolean: yes or no */
  TLM_MISSION_CHOICE,          /* int: index in CHOICES */
  TLM_MISSION_CHANNELS,        /* TlmChannelSet of channels that can be derived */
  TLM_MISSION_POSITION,        /* TlmMissionPosition */
  TLM_MISSION_N_KINDS
} TlmMissionKind;

/* One key. What is left out is 0 or NULL: not so. */
typedef struct {
  TlmMissionGroups groups;     /* that have it */
  const char *name;            /* NULL: any identifier of an event */
  const char *alias;           /* another name with the same meaning */
  TlmMissionKind kind;
  gsize offset;                /* of its field in the group's struct, see TlmMissionGroup */
  gsize given_offset;          /* of a gboolean there that becomes TRUE where it is given */
  const char *unit;            /* of the value, as it is written */
  guint minimum, maximum;      /* WHOLE */
  gboolean above_zero;         /* SPAN: only more than 0 */
  gboolean inverted;           /* BOOLEAN: the field is TRUE for no */
  gboolean was_nanoseconds;    /* SPAN: a bare number was nanoseconds once; worth a warning
                                * where it looks so */
  const char *const *choices;  /* CHOICE: the names; NULL where there is no such value */
  guint n_choices;
  const char *fallback;        /* what holds without it, for people; NULL: nothing */
  const char *blurb;           /* a sentence without its point */
} TlmMissionKey;

/* One kind of group. */
typedef struct {
  TlmMissionGroups bit;
  TlmKeyGroup group;           /* its name and form; keys are NULL here */
  const char *blurb;           /* a sentence or two */
  const char *example;         /* lines that are right, with the group's own */
} TlmMissionGroup;

/* All groups, in the order of their bits. Constant; thread safe. */
const TlmMissionGroup *tlm_mission_group_table (gsize *n_groups);

/* All keys, in the order they are documented. Constant; thread safe. */
const TlmMissionKey *tlm_mission_key_table (gsize *n_keys);

/* The key NAME (or alias) of the group with this bit, NULL when there is none.
 * Thread safe. */
const TlmMissionKey *tlm_mission_key_find (TlmMissionGroups bit, const char *name);

/* How the group is written: "[mission]", "[telemetry] or [telemetry NAME]". To be freed. */
char *tlm_mission_group_heading (const TlmMissionGroup *group);

/* What may be written, for people, without the unit: "span above 0", "0 to 2047",
 * "yes, no". To be freed. Thread safe. */
char *tlm_mission_key_values (const TlmMissionKey *key);

G_END_DECLS
