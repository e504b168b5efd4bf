/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/base/key-file.h"
#include "core/decode/packet-options.h"
#include "core/log/log.h"
#include "core/measure/value.h"
#include "core/timeline/snapshot.h"

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

/* The other way, exact spelling; FALSE, OUT untouched, for any other word. */
gboolean tlm_provenance_from_name (const char *name, TlmProvenance *out);

/* "ellipsoid", "msl" or "agl"; NULL when undeclared. */
const char *tlm_datum_name (TlmDatum datum);
gboolean tlm_datum_from_name (const char *name, TlmDatum *out);

/* One source of telemetry: a group [telemetry] or [telemetry NAME], or of what
 * was planned: [planned] or [planned NAME]. */
typedef struct {
  char *location;            /* absolute path or URI; NULL of a stream */
  char *columns;             /* or NULL */
  char *format;              /* or NULL */
  char *vehicle;             /* or NULL */
  TlmDuration offset_ns;     /* added to its times */
  TlmPacketOptions packets;  /* of its group [packets …]; strings are the source's */
  char *group;               /* where it is said: "telemetry chase plane" */
} TlmMissionSource;

/* A group [vehicle NAME]. */
typedef struct {
  char *name;                /* as the telemetry calls it */
  char *label;               /* untranslated, or NULL */
} TlmMissionVehicle;

/* An event of a mission; its time is elapsed or an instant. */
typedef struct {
  char *id;
  char *label;               /* or NULL */
  char *vehicle;             /* or NULL */
  TlmClock clock;
  gint64 time_ns;            /* TAI instant or elapsed time */
  gboolean nominal;          /* planned: shown as coming, unless it is known better */
} TlmMissionEvent;

/* What a human must say about a flight. A key file (core/base/key-file.h: nothing
 * may stand twice, an unknown name is an error). Groups with a name are written
 * [vehicle NAME] or [vehicle.NAME].
 *
 *   [mission]                      each key may be left out
 *   name=Soyuz MS-19
 *   liftoff=2021-10-05T08:55:02Z   T-0, UTC
 *   liftoff-at=12.48               where liftoff is in the footage: seconds, HH:MM:SS.mmm,
 *                                  a frame (#374) or a timecode (10:42:13:07; core/footage/place.h)
 *   time-offset=0                  ns, positive shows later telemetry
 *   footage-start=…Z               UTC of the first frame, instead of liftoff-at; a timecode
 *                                  (10:42:13:07): places in timecode count from it; a date
 *                                  and a timecode: both
 *   marks=0@T-12.48; #900@T+23.5   further places and the instants they show: a second one
 *                                  corrects a clock that drifts or says how fast a time-lapse
 *                                  is, more serve variable speed (core/footage/marks.h)
 *   profile=soyuz                  phase profile, name or path
 *   data=reconstructed             measured (default), reconstructed, simulated, predicted
 *   credit=…
 *   licence=…
 *   stale-after=2                  seconds
 *   lost-after=5
 *   altitude=ellipsoid             datum of the channel altitude: ellipsoid, msl, agl
 *   pad=45.996,63.564,90           latitude deg, longitude deg, altitude m (0 if left out):
 *                                  above mean sea level with altitude=msl, else above WGS84
 *
 *   [telemetry] or [telemetry NAME], as many as there are sources, first = priority
 *   location=flight.csv            path, relative to the mission file, or URI
 *   columns=altitude=alt:ft,…      as the property columns (core/decode/decoder.h)
 *   format=csv                     decoder, when the content does not tell
 *   vehicle=stage1                 name for what the source leaves unnamed
 *   time-offset=-0.4               seconds or [-]HH:MM:SS.mmm, added to its times
 *
 *   [stream]                       what comes live, on a pad (telemetryparse, the overlay's
 *   columns=, format=, vehicle=    telemetry_sink), not from a file; keys as [telemetry]
 *
 *   [planned] or [planned NAME]    keys as [telemetry]: a log or an ephemeris as it was
 *   location=nominal.oem           planned; its channels are planned.altitude, … and
 *                                  delta.altitude, … is what was flown less that
 *
 *   [derived]
 *   prefer=altitude,speed          channels to be derived though they are measured
 *   first-orbit=132456             number of the orbit that an ephemeris begins in
 *   earth-orientation=finals2000A.all    IERS or CelesTrak table, for ephemerides
 *
 *   [packets] or [packets NAME]    what is in the packets of [telemetry], of
 *                                  [telemetry NAME] and of [stream]: core/decode/packet-options.h
 *
 *   [vehicle NAME]                 NAME as in the telemetry; where there is one vehicle
 *   label=…                        and the telemetry does not name it, this is its name
 *
 *   [events]                       identifier = time, in any order
 *   meco=147                       T+seconds, [-]HH:MM:SS(.mmm), T+… or UTC
 *
 *   [nominal]                      planned times, in the same way; they stand above
 *   meco=156                       those of the phase profile
 *
 *   [event IDENTIFIER]             for one that needs more than a time
 *   time=147                       left out when [events] has it
 *   nominal=156                    left out when [nominal] has it
 *   label=…
 *   vehicle=…                      NAME of a vehicle
 *
 *   [phases]                       phases that a text channel names (core/mission/said.h)
 *   column=state_name
 *   map=boost:liftoff,coast:burnout
 *
 *   [clock]                        the count (core/mission/mission-clock.h)
 *   t-0=2021-10-05T08:55:02Z       planned, where that is not liftoff
 *   holds=-00:04:00/00:10:00       where the count stops, for how long; commas between
 *   recycles=…Z/-00:10:00          from then on the count is there, or T-0 is at that UTC
 */
typedef struct {
  char *path;                /* path or URI of the file, NULL for an empty mission */
  char *name;                /* or NULL */
  TlmInstant liftoff;        /* TAI or TLM_TIME_NONE */
  char *liftoff_at;          /* as written, or NULL (core/footage/sync.h reads it and the next two) */
  char *footage_start;       /* the same */
  char *marks;               /* the same */
  TlmDuration time_offset_ns;
  char *profile;             /* or NULL */
  TlmProvenance provenance;
  char *credit;              /* or NULL */
  char *licence;             /* or NULL */
  TlmAgeLimits limits;       /* 0 where not said */
  TlmDatum datum;
  gboolean has_pad;
  double pad_latitude_deg, pad_longitude_deg, pad_altitude_m;
  GPtrArray *sources;        /* TlmMissionSource * */
  GPtrArray *planned;        /* TlmMissionSource * */
  TlmMissionSource *stream;  /* never NULL; without a location */
  TlmChannelSet preferred;   /* channels whose derived value goes first */
  gint64 first_orbit;        /* 0: as the ephemeris says */
  char *earth_orientation;   /* absolute path, or NULL */
  GPtrArray *vehicles;       /* TlmMissionVehicle * */
  GPtrArray *events;         /* TlmMissionEvent * */
  TlmKeyFile *keys;          /* the file itself, never NULL, for groups others read */
} TlmMission;

/* An empty mission. */
TlmMission *tlm_mission_new (void);

/* Reads a mission file (path or URI, at most 1 MiB). Errors (TLM_ERROR_READ,
 * TLM_ERROR_MISSION) name file, line, group and key, what was found and what
 * would be right. The telemetry itself is not looked at. */
TlmMission *tlm_mission_load (const char *path, GError **error);

/* The same from LENGTH bytes of TEXT (-1: terminated); locations in it are
 * relative to the folder of PATH, which need not exist. */
TlmMission *tlm_mission_parse (const char *text, gssize length, const char *path,
    GError **error);

void tlm_mission_free (TlmMission *mission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmMission, tlm_mission_free)

G_END_DECLS
