/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decoder.h"
#include "core/mission/mission.h"
#include "core/phases/profile-choice.h"
#include "core/phases/profile.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* A mission with its telemetry loaded: what an element or a tool opens. */
typedef struct {
  TlmMission *mission;       /* an empty one when only a log was given */
  TlmTimeline *timeline;
  TlmProfile *profile;       /* the mission's; or the one that fits the source, see below */
  TlmProfileChoice choice;   /* why that one; all zero of a flight without telemetry */
  GPtrArray *logs;           /* TlmLog *, emptied of samples: format, counts, notes */
  GPtrArray *warnings;       /* char *, one line each: what may be wrong */
  GPtrArray *notes;          /* char *, one line each: how the telemetry was read */
  gboolean is_day_assumed;   /* some of it is times of day whose date its source does not say: with
                              * another footage-start it may be of another day */
} TlmFlight;

/* What to open. LOCATION or MISSION is needed; with both, LOCATION stands in
 * for the mission's telemetry. */
typedef struct {
  const char *location;      /* log, ephemeris, element set; path or URI */
  const char *mission;       /* mission file; path or URI */
  const char *columns;       /* overrides the mission's */
  const char *timezone;      /* of times without one, overrides the mission's; or NULL */
  const char *format;        /* decoder by name, or NULL */
  const char *object;        /* one of several in orbit data, overrides the mission's; or NULL */
  guint pid;                 /* of a transport stream's KLV, overrides the mission's; 0: not said */
  const char *footage_start; /* of the footage shown (core/footage/place.h), overrides the mission's
                              * for the day of times of day that have no date; or NULL */
  gboolean special_files;    /* LOCATION and MORE may be pipes and devices; what a mission names may
                              * not */
  gboolean strict;           /* orbit data that break their standard are refused */
  TlmAgeLimits limits;       /* each 0: the mission's, or the default */
  const char *const *more;   /* NULL-terminated: further locations, which fill what the
                              * ones before lack; or NULL */
} TlmFlightSource;

/* Opens everything. Beside a webcast's stageN-raw.json its events.json is read
 * too, and its vehicle is called stageN. A source with one vehicle that it does
 * not name gets the name of the mission's only [vehicle NAME]. A mission without
 * telemetry is no error: its clock runs. Events that cannot be placed, vehicles
 * that no telemetry has and records skipped are warnings. The error says which
 * file; for one that a mission names, where in the mission. Phases are looked for
 * by the mission's profile; without one, the shape of the flight tells, the names of
 * its vehicles and the kind of log (core/phases/profile-choice.h); else generic. The mission's
 * warnings are the flight's. To be freed. Blocks while it reads. */
TlmFlight *tlm_flight_open (const TlmFlightSource *source, GError **error);

/* The events.json that is read with LOCATION, a webcast's stageN-raw.json: path or URI, to be freed. NULL where it is no such
 * file, or there is none beside it. Blocks. */
char *tlm_flight_events_beside (const char *location);

/* An instant (TlmInstant) near the flight, for times of day that have no date: the footage's start,
 * as FOOTAGE_START says it (of whoever opens it; NULL: nothing) or else MISSION, or liftoff; 0: none
 * is known. */
gint64 tlm_flight_near (const TlmMission *mission, const char *footage_start);

/* A flight of which nothing is known yet: telemetry arrives later, and has the
 * phases of any flight. To be freed. LIMITS as in TlmFlightSource, not NULL. */
TlmFlight *tlm_flight_new_empty (const TlmAgeLimits *limits);

/* Frees it with all that it holds; others keep the references to its timeline that they
 * took. Nothing for NULL. */
void tlm_flight_free (TlmFlight *flight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmFlight, tlm_flight_free)

G_END_DECLS
