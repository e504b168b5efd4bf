/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/log.h"
#include "core/value.h"

G_BEGIN_DECLS

/* How the data came to be. All but the first is said on the picture. */
typedef enum {
  TLM_PROVENANCE_MEASURED,
  TLM_PROVENANCE_RECONSTRUCTED,
  TLM_PROVENANCE_SIMULATED,
  TLM_PROVENANCE_PREDICTED
} TlmProvenance;

/* "measured", "reconstructed", … */
const char *tlm_provenance_name (TlmProvenance provenance);

/* One source of telemetry: a group [telemetry] or [telemetry NAME]. */
typedef struct {
  char *location;            /* absolute path or URI */
  char *columns;             /* or NULL */
  char *format;              /* or NULL */
  char *vehicle;             /* or NULL */
  TlmDuration offset_ns;     /* added to its times */
} TlmMissionSource;

/* A group [vehicle NAME]. */
typedef struct {
  char *name;
  char *label;               /* untranslated, or NULL */
} TlmMissionVehicle;

/* What a human must say about a flight. A key file:
 *
 *   [mission]
 *   name=Soyuz MS-19
 *   liftoff=2021-10-05T08:55:02Z   T-0, UTC
 *   liftoff-at=12.48               where liftoff is in the footage
 *   time-offset=0                  ns, positive shows later telemetry
 *   footage-start=…Z               UTC of the first frame, instead of liftoff-at
 *   profile=soyuz                  phase profile, name or path
 *   data=reconstructed             measured (default), reconstructed, simulated, predicted
 *   credit=…, licence=…
 *   stale-after=2, lost-after=5    seconds
 *   altitude=ellipsoid             datum of the channel altitude: ellipsoid, msl, agl
 *   pad=45.996,63.564,90           latitude deg, longitude deg, altitude m
 *
 *   [telemetry] or [telemetry NAME], as many as there are sources, first = priority
 *   location=flight.csv            relative to the mission file
 *   columns=…, format=…, vehicle=…, time-offset=seconds
 *
 *   [vehicle NAME]
 *   label=…
 *
 *   [events]                       identifier = T+seconds, HH:MM:SS(.mmm) or UTC
 *   meco=147
 *
 *   [event IDENTIFIER]             for one that needs more than a time
 *   time=147  label=…  vehicle=…
 */
typedef struct {
  char *path;                /* of the file, or NULL for an empty mission */
  char *name;                /* or NULL */
  TlmInstant liftoff;        /* TAI or TLM_TIME_NONE */
  char *liftoff_at;          /* as written, or NULL (core/sync.h reads it) */
  TlmDuration time_offset_ns;
  TlmInstant footage_start;  /* TAI or TLM_TIME_NONE */
  char *profile;             /* or NULL */
  TlmProvenance provenance;
  char *credit;              /* or NULL */
  char *licence;             /* or NULL */
  TlmAgeLimits limits;       /* 0 where not said */
  TlmDatum datum;
  gboolean has_pad;
  double pad_latitude_deg, pad_longitude_deg, pad_altitude_m;
  GPtrArray *sources;        /* TlmMissionSource * */
  GPtrArray *vehicles;       /* TlmMissionVehicle * */
  GPtrArray *events;         /* TlmMissionEvent * */
  GKeyFile *keys;            /* the file itself, for groups others read */
} TlmMission;

/* An event of a mission; its time is elapsed or an instant. */
typedef struct {
  char *id;
  char *label;               /* or NULL */
  char *vehicle;             /* or NULL */
  TlmClock clock;
  gint64 time_ns;
} TlmMissionEvent;

/* An empty mission. */
TlmMission *tlm_mission_new (void);

/* Reads a mission file. Errors name file, group and key, what was found and
 * what would be right; unknown keys and groups are errors with the nearest
 * known name. */
TlmMission *tlm_mission_load (const char *path, GError **error);
void tlm_mission_free (TlmMission *mission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmMission, tlm_mission_free)

G_END_DECLS
