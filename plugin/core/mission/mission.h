/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/base/key-file.h"
#include "core/decode/decode-options.h"
#include "core/footage/timecode.h"
#include "core/log/log.h"
#include "core/measure/value.h"
#include "core/timeline/site.h"
#include "core/timeline/snapshot.h"

G_BEGIN_DECLS

/* How the data came to be. All but the first is said on the picture. */
typedef enum {
  TLM_PROVENANCE_MEASURED,
  TLM_PROVENANCE_RECONSTRUCTED,
  TLM_PROVENANCE_SIMULATED,
  TLM_PROVENANCE_PREDICTED
} TlmProvenance;

/* "measured", "reconstructed", … Never freed. */
const char *tlm_provenance_name (TlmProvenance provenance);

/* The other way, exact spelling; FALSE, OUT untouched, for any other word. */
gboolean tlm_provenance_from_name (const char *name, TlmProvenance *out);

/* "ellipsoid", "msl" or "agl"; NULL when undeclared. Never freed. */
const char *tlm_datum_name (TlmDatum datum);

/* The other way, exact spelling; FALSE, OUT untouched, for any other word. */
gboolean tlm_datum_from_name (const char *name, TlmDatum *out);

/* "earth", "moon" or "mars"; NULL when it is not told. Never freed. */
const char *tlm_site_body_name (TlmSiteBody body);

/* What becomes of samples that cannot be (core/log/outliers.h). */
typedef enum {
  TLM_OUTLIERS_LEAVE_OUT,
  TLM_OUTLIERS_KEEP
} TlmMissionOutliers;

/* One source of telemetry: a group [telemetry] or [telemetry NAME], or of what
 * was planned: [planned] or [planned NAME]; or what comes live: [stream]. */
typedef struct {
  char *location;            /* absolute path or URI; NULL of a stream */
  char *columns;             /* or NULL */
  char *timezone, *date;     /* of times that lack them (core/decode/decode-options.h), or NULL */
  char *format;              /* or NULL */
  char *vehicle;             /* or NULL */
  char *object;              /* one of several in orbit data (core/decode/decode-options.h), or NULL */
  guint pid;                 /* of a transport stream's KLV (core/decode/decode-options.h); 0: all */
  TlmDuration predicted_after_ns; /* tlm_ephemeris_set_predicted_after(); 0: not said */
  TlmDuration stamp_offset_ns; /* added to the source's own stamps */
  TlmDuration longest_gap_ns; /* between samples that belong together; 0: not said */
  int outliers;              /* TlmMissionOutliers */
  TlmPacketOptions packets;  /* of its group [packets …]; its strings are the next four */
  char *definition, *fields, *map, *time;      /* each or NULL */
  char *group;               /* where it is said: "telemetry chase plane" */
} TlmMissionSource;

/* What a decoder is to know of SOURCE. The strings are the source's. */
TlmDecodeOptions tlm_mission_source_options (const TlmMissionSource *source);

/* A group [vehicle NAME]. */
typedef struct {
  char *name;                /* as the telemetry calls it */
  char *label;               /* untranslated, or NULL */
  char *alias;               /* other names of it, with semicolons between, or NULL */
} TlmMissionVehicle;

/* Those other names, without blanks around them; never NULL. To be freed. */
char **tlm_mission_aliases (const TlmMissionVehicle *vehicle);

/* A time as a person writes it. */
typedef struct {
  TlmClock clock;
  gint64 time_ns;            /* TAI instant, or elapsed time since T-0 */
} TlmMissionTime;

/* An event of a mission. */
typedef struct {
  char *id;
  char *label;               /* or NULL */
  char *vehicle;             /* or NULL */
  TlmMissionTime time;
  gboolean nominal;          /* planned: shown as coming, unless it is known better */
} TlmMissionEvent;

/* What the words or numbers of one channel mean: a key of [phases] that is no other. */
typedef struct {
  char *column;              /* name of the channel, or of the column that columns=phase= names */
  char *map;                 /* as written (core/mission/reported-phases.h) */
} TlmMissionPhaseMap;

/* Where a flight begins. */
typedef struct {
  double latitude_deg;       /* geodetic, -90 to 90 */
  double longitude_deg;      /* east, -180 to 360 */
  double altitude_m;         /* above mean sea level where DATUM is msl, else above WGS84 */
} TlmMissionPosition;

/* A group [camera NAME]: what ties all clips of a camera to the flight. One of HAS_FOOTAGE_START,
 * HAS_TIMECODE_ZERO and MARKS is there, or SEE_THROUGH. */
typedef struct {
  char *name;
  char *match;               /* globs with semicolons between, or NULL: NAME */
  gboolean has_footage_start, has_timecode_zero;
  TlmMissionTime footage_start;  /* of the source's first frame */
  TlmMissionTime timecode_zero;  /* of its label 00:00:00:00 */
  char *rate_text;           /* as written, or NULL; read into RATE */
  TlmTimecodeRate rate;      /* of labels; 0/0 where not said, never with a TIMECODE_ZERO */
  char *start_timecode;      /* label of the first frame, or NULL; checked */
  char *drift_text;          /* as written, or NULL */
  double drift_ppm;          /* true elapsed = the camera's / (1 + drift_ppm / 1e6), from the anchor on */
  char *marks;               /* checked (core/footage/marks.h), or NULL */
  char *distance_text;       /* as written, or NULL */
  double distance_m;         /* to the pad; 0: not said */
  char *temperature_text;    /* as written, or NULL */
  double temperature_c;      /* of the air between, °C */
  gboolean see_through;      /* its clips stand over others and do not cover them: none of the above is there */
} TlmMissionCamera;

/* What a human must say about a flight. A key file (core/base/key-file.h: nothing
 * may stand twice, an unknown name is an error) with the keys of
 * core/mission/mission-keys.h; pipelines/examples/MISSION.md lists them, as
 * `telemetry-inspect --help-mission` does. The strings are the mission's. Immutable
 * once read: any number of threads may read it. */
typedef struct {
  char *path;                /* path or URI of the file, NULL for an empty mission */
  char *name;                /* or NULL */
  TlmInstant liftoff;        /* TAI or TLM_TIME_NONE */
  char *liftoff_at;          /* as written, or NULL (core/footage/sync.h reads it and the next two) */
  char *footage_start;       /* the same */
  char *marks;               /* the same */
  TlmDuration time_offset_ns; /* added to the frame's time: positive shows later telemetry */
  char *profile;             /* name, absolute path or URI; or NULL */
  char *layout;              /* the same */
  TlmProvenance provenance;
  gboolean has_provenance;   /* it is said, and stands above what is known of each vehicle */
  char *credit;              /* or NULL */
  char *licence;             /* or NULL */
  TlmAgeLimits limits;       /* 0 where not said */
  TlmDatum datum;            /* of the channel altitude */
  gboolean has_pad;
  TlmMissionPosition pad;    /* all 0 unless HAS_PAD */
  TlmSiteBody body;          /* that heights and air are of */
  GPtrArray *sources;        /* TlmMissionSource * */
  GPtrArray *planned;        /* TlmMissionSource * */
  TlmMissionSource *stream;  /* never NULL; without a location */
  TlmChannelSet preferred;   /* channels whose derived value goes first */
  guint first_orbit;         /* 0: as the ephemeris says */
  char *earth_orientation;   /* absolute path or URI, or NULL */
  GPtrArray *vehicles;       /* TlmMissionVehicle * */
  GPtrArray *events;         /* TlmMissionEvent * */
  GPtrArray *cameras;        /* TlmMissionCamera * */
  char *phases_column;       /* or NULL (core/mission/reported-phases.h) */
  char *phases_map;          /* or NULL */
  GPtrArray *phase_maps;     /* TlmMissionPhaseMap * */
  TlmInstant t0;             /* planned, TAI; TLM_TIME_NONE: that of liftoff */
  char *holds;               /* as written, or NULL (core/mission/mission-clock.h) */
  char *recycles;            /* the same */
  GPtrArray *warnings;       /* char *, one line each: what may be meant otherwise */
  TlmKeyFile *keys;          /* the file itself, never NULL: which groups and lines it has */
} TlmMission;

/* How what SNAPSHOT has of VEHICLE came to be: what MISSION (may be NULL) says, else predicted
 * or measured. With a VEHICLE that the snapshot has not: predicted where any is. */
TlmProvenance tlm_mission_provenance_at (const TlmMission *mission, const TlmSnapshot *snapshot,
    guint vehicle);

/* An empty mission; to be freed. */
TlmMission *tlm_mission_new (void);

/* Reads a mission file (path or URI, at most 1 MiB); to be freed. NULL with an error
 * (TLM_ERROR_READ, TLM_ERROR_MISSION) that names file, line, group and key, what was
 * found and what would be right. The telemetry itself is not looked at. Blocks. */
TlmMission *tlm_mission_load (const char *path, GError **error);

/* The same from LENGTH bytes of TEXT (-1: terminated); locations in it are
 * relative to the folder of PATH, which need not exist. */
TlmMission *tlm_mission_parse (const char *text, gssize length, const char *path,
    GError **error);

/* Frees it with all that it holds; nothing for NULL. */
void tlm_mission_free (TlmMission *mission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmMission, tlm_mission_free)

G_END_DECLS
