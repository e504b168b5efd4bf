/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/mission-keys.h"

#include <string.h>

#include "core/decode/packets/wire/packet-check.h"
#include "core/decode/packets/wire/space-packet.h"
#include "core/decode/packets/wire/transfer-frame.h"
#include "core/mission/mission-private.h"

#define ANY_SOURCE (TLM_MISSION_TELEMETRY | TLM_MISSION_PLANNED)

/* Each group's struct is TlmMission; of telemetry, planned, stream and packets
 * TlmMissionSource; of a vehicle TlmMissionVehicle; of events, nominal and event
 * TlmMissionEvent; of a camera TlmMissionCamera; of any other key of phases TlmMissionPhaseMap. */
static const TlmMissionGroup groups[] = {
  { .bit = TLM_MISSION_MISSION, .group = { .name = "mission", .form = TLM_GROUP_PLAIN },
    .blurb = "The flight and the footage. Each key may be left out.",
    .example = "[mission]\nname=Soyuz MS-19\nliftoff=2021-10-05T08:55:02Z\nliftoff-at=12.48\n" },
  { .bit = TLM_MISSION_TELEMETRY, .group = { .name = "telemetry", .form = TLM_GROUP_EITHER },
    .blurb = "A source of telemetry. As many as there are; the first has priority, later ones "
        "fill what it lacks.",
    .example = "[telemetry]\nlocation=flight.csv\nstamp-offset=-0.4\n" },
  { .bit = TLM_MISSION_PLANNED, .group = { .name = "planned", .form = TLM_GROUP_EITHER },
    .blurb = "A log or an ephemeris as it was planned. Its channels are planned.altitude, …; "
        "delta.altitude, … is what was flown less that.",
    .example = "[planned]\nlocation=nominal.oem\n" },
  { .bit = TLM_MISSION_STREAM, .group = { .name = "stream", .form = TLM_GROUP_PLAIN },
    .blurb = "What comes live, on a pad (telemetryparse, the overlay's telemetry_sink), not "
        "from a file.",
    .example = "[stream]\nvehicle=JPSS-1\n" },
  { .bit = TLM_MISSION_DERIVED, .group = { .name = "derived", .form = TLM_GROUP_PLAIN },
    .blurb = "How channels are derived from others.",
    .example = "[derived]\nprefer=altitude,speed\n" },
  { .bit = TLM_MISSION_PACKETS, .group = { .name = "packets", .form = TLM_GROUP_EITHER },
    .blurb = "What is in the packets of [telemetry NAME]; [packets] is for every source "
        "without a group of its own, and for [stream].",
    .example = "[packets]\nfields=DAY:uint16,MS:uint32,ALT:int32:m\ntime=DAY:cds-ms\n"
        "map=altitude=ALT:m\n" },
  { .bit = TLM_MISSION_VEHICLE, .group = { .name = "vehicle", .form = TLM_GROUP_NAMED },
    .blurb = "NAME is as in the telemetry; where there is one vehicle that the telemetry does "
        "not name, this is its name.",
    .example = "[vehicle stage1]\nlabel=Booster\n" },
  { .bit = TLM_MISSION_EVENTS, .group = { .name = "events", .form = TLM_GROUP_PLAIN },
    .blurb = "Events as they came, an identifier and a time each, in any order. They stand "
        "above those of the telemetry and those found.",
    .example = "[events]\nmeco=147\n" },
  { .bit = TLM_MISSION_NOMINAL, .group = { .name = "nominal", .form = TLM_GROUP_PLAIN },
    .blurb = "Events as they were planned, in the same way. They stand above those of the "
        "phase profile.",
    .example = "[nominal]\nmeco=T+156\n" },
  { .bit = TLM_MISSION_EVENT, .group = { .name = "event", .form = TLM_GROUP_NAMED },
    .blurb = "An event that needs more than a time; NAME is its identifier.",
    .example = "[event meco]\ntime=00:02:27\nlabel=Main engine cutoff\n" },
  { .bit = TLM_MISSION_PHASES, .group = { .name = "phases", .form = TLM_GROUP_PLAIN },
    .blurb = "Phases that a channel of the telemetry says, in words or numbers: they stand above "
        "what is found. A column that columns=phase=NAME names needs no group.",
    .example = "[phases]\nPROG=63:Braking,64:Approach,66:Landing,20:\n" },
  { .bit = TLM_MISSION_CLOCK, .group = { .name = "clock", .form = TLM_GROUP_PLAIN },
    .blurb = "The count before liftoff.",
    .example = "[clock]\nt-0=2021-10-05T08:55:02Z\nholds=-00:04:00/10min\n" },
  { .bit = TLM_MISSION_CAMERA, .group = { .name = "camera", .form = TLM_GROUP_NAMED },
    .blurb = "What ties the clips of a camera to the flight, said once for all of them: for tools that "
        "look at many clips (telemetry-render). One of footage-start, timecode-zero and marks is needed.",
    .example = "[camera pad]\nmatch=PAD*;*/pad/*\ntimecode-zero=2021-10-05T00:00:00Z\nrate=30000/1001\ndrop=yes\n" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (groups) == TLM_MISSION_N_GROUPS);

#define IN_MISSION(field) .offset = G_STRUCT_OFFSET (TlmMission, field)
#define IN_SOURCE(field) .offset = G_STRUCT_OFFSET (TlmMissionSource, field)
#define IN_VEHICLE(field) .offset = G_STRUCT_OFFSET (TlmMissionVehicle, field)
#define IN_CAMERA(field) .offset = G_STRUCT_OFFSET (TlmMissionCamera, field)
#define IN_EVENT(field) .offset = G_STRUCT_OFFSET (TlmMissionEvent, field)

static const TlmMissionKey keys[] = {
  { .groups = TLM_MISSION_MISSION, .name = "name", .kind = TLM_MISSION_TEXT, IN_MISSION (name),
    .blurb = "What the flight is called" },
  { .groups = TLM_MISSION_MISSION, .name = "liftoff", .kind = TLM_MISSION_INSTANT,
    IN_MISSION (liftoff), .unit = "UTC", .blurb = "When it lifted off: T-0" },
  { .groups = TLM_MISSION_MISSION, .name = "liftoff-at", .kind = TLM_MISSION_PLACE,
    IN_MISSION (liftoff_at), .blurb = "Where liftoff is in the footage" },
  { .groups = TLM_MISSION_MISSION, .name = "time-offset", .kind = TLM_MISSION_SPAN,
    IN_MISSION (time_offset_ns), .unit = "s", .was_nanoseconds = TRUE, .fallback = "0",
    .blurb = "Added to the time of each frame: positive shows later telemetry" },
  { .groups = TLM_MISSION_MISSION, .name = "footage-start", .kind = TLM_MISSION_FOOTAGE_START,
    IN_MISSION (footage_start), .blurb = "When the first frame was taken, instead of liftoff-at; "
        "places in timecode count from its timecode" },
  { .groups = TLM_MISSION_MISSION, .name = "marks", .kind = TLM_MISSION_MARKS, IN_MISSION (marks),
    .blurb = "Further places and the instants they show: a second one corrects a clock that "
        "drifts or says how fast a time-lapse is, more serve variable speed" },
  { .groups = TLM_MISSION_MISSION, .name = "profile", .kind = TLM_MISSION_PROFILE,
    IN_MISSION (profile), .fallback = "by the shape of the flight, where that is likely enough", .blurb = "Which phases are "
        "looked for" },
  { .groups = TLM_MISSION_MISSION, .name = "layout", .kind = TLM_MISSION_LAYOUT, IN_MISSION (layout),
    .fallback = "webcast", .blurb = "What it looks like where no property layout says otherwise" },
  { .groups = TLM_MISSION_MISSION, .name = "data", .kind = TLM_MISSION_CHOICE,
    IN_MISSION (provenance), .given_offset = G_STRUCT_OFFSET (TlmMission, has_provenance),
    .choices = tlm_mission_provenances, .n_choices = TLM_MISSION_N_PROVENANCES,
    .fallback = "measured; of ephemerides predicted, where they are",
    .blurb = "How the data came to be; all but the first is said on the picture" },
  { .groups = TLM_MISSION_MISSION, .name = "credit", .kind = TLM_MISSION_TEXT, IN_MISSION (credit),
    .blurb = "Whose the data is" },
  { .groups = TLM_MISSION_MISSION, .name = "licence", .kind = TLM_MISSION_TEXT,
    IN_MISSION (licence), .blurb = "Terms that the data comes under" },
  { .groups = TLM_MISSION_MISSION, .name = "stale-after", .kind = TLM_MISSION_SPAN,
    IN_MISSION (limits.stale_after_ns), .unit = "s", .above_zero = TRUE, .fallback = "2",
    .blurb = "After so long without another, a value is marked old" },
  { .groups = TLM_MISSION_MISSION, .name = "lost-after", .kind = TLM_MISSION_SPAN,
    IN_MISSION (limits.lost_after_ns), .unit = "s", .above_zero = TRUE, .fallback = "5",
    .blurb = "After so long it is no longer shown; not less than stale-after" },
  { .groups = TLM_MISSION_MISSION, .name = "altitude", .kind = TLM_MISSION_CHOICE,
    IN_MISSION (datum), .choices = tlm_mission_datums, .n_choices = TLM_MISSION_N_DATUMS,
    .fallback = "as the telemetry says", .blurb = "What the channel altitude is above: the WGS84 "
        "ellipsoid, mean sea level, the pad" },
  { .groups = TLM_MISSION_MISSION, .name = "pad", .kind = TLM_MISSION_POSITION, IN_MISSION (pad),
    .given_offset = G_STRUCT_OFFSET (TlmMission, has_pad), .unit = "deg,deg,m",
    .blurb = "Where it begins; altitude above mean sea level with altitude=msl, else above the "
        "ellipsoid, 0 if left out" },
  { .groups = TLM_MISSION_MISSION, .name = "body", .kind = TLM_MISSION_CHOICE, IN_MISSION (body),
    .choices = tlm_mission_bodies, .n_choices = TLM_MISSION_N_BODIES,
    .fallback = "earth for what is derived; no rule for phases rests on it",
    .blurb = "What it flies about: about another body nothing is derived of the Earth's air, shape "
        "and rotation" },

  { .groups = ANY_SOURCE, .name = "location", .kind = TLM_MISSION_PATH, IN_SOURCE (location),
    .blurb = "The log, ephemeris or element set; needed" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "columns", .kind = TLM_MISSION_LIST,
    IN_SOURCE (columns), .blurb = "What the columns mean, and in which units, as in "
        "altitude=alt:ft,time=t:s" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "timezone", .kind = TLM_MISSION_TEXT,
    IN_SOURCE (timezone), .fallback = "as the source says", .blurb = "Zone of local times without "
        "one: a name (Europe/Berlin), an offset from UTC (+02:00), or none: they count from the "
        "first of them" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "date", .kind = TLM_MISSION_TEXT,
    IN_SOURCE (date), .fallback = "the one nearest to footage-start or liftoff, or in the file's name",
    .blurb = "Date of the first time of "
        "day where the source has no dates, as in 2024-08-17" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "format", .kind = TLM_MISSION_TEXT,
    IN_SOURCE (format), .fallback = "by content", .blurb = "Name of the decoder" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "vehicle", .kind = TLM_MISSION_TEXT,
    IN_SOURCE (vehicle), .blurb = "Name for the vehicle that the source leaves unnamed" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "object", .kind = TLM_MISSION_TEXT,
    IN_SOURCE (object), .fallback = "all", .blurb = "The one to read of several in orbit data and "
        "element sets: its name or a part of it, or its catalogue number, as in 25544 or A0001" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "pid", .kind = TLM_MISSION_WHOLE,
    IN_SOURCE (pid), .minimum = 1, .maximum = 8190, .fallback = "all that are announced as KLV",
    .blurb = "The PID of a transport stream whose KLV is read, announced or not" },
  { .groups = TLM_MISSION_TELEMETRY, .name = "predicted-after", .kind = TLM_MISSION_SPAN,
    IN_SOURCE (predicted_after_ns), .unit = "s", .above_zero = TRUE, .fallback = "86400",
    .blurb = "So far from the epoch of elements or of a single state, before or after, what is "
        "shown is called a prediction; data= of [mission] stands above it" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "stamp-offset", .alias = "time-offset",
    .kind = TLM_MISSION_SPAN, IN_SOURCE (stamp_offset_ns), .unit = "s", .fallback = "0",
    .blurb = "Added to the source's own time stamps: positive where its clock is slow; whole days "
        "are of the calendar, as in +1024 weeks" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "longest-gap", .kind = TLM_MISSION_SPAN,
    IN_SOURCE (longest_gap_ns), .unit = "s", .above_zero = TRUE,
    .fallback = "by the steps around, or the rate that the format says",
    .blurb = "Longest time without a sample that is no loss: values are drawn across it, and never "
        "across a longer one" },
  { .groups = ANY_SOURCE | TLM_MISSION_STREAM, .name = "outliers", .kind = TLM_MISSION_CHOICE,
    IN_SOURCE (outliers), .choices = tlm_mission_outliers, .n_choices = TLM_MISSION_N_OUTLIERS,
    .fallback = "leave-out", .blurb = "What becomes of a height, distance, speed or place that "
        "no vehicle can have between its neighbours" },

  { .groups = TLM_MISSION_DERIVED, .name = "prefer", .kind = TLM_MISSION_CHANNELS,
    IN_MISSION (preferred), .blurb = "Channels to be derived though they are measured" },
  { .groups = TLM_MISSION_DERIVED, .name = "first-orbit", .kind = TLM_MISSION_WHOLE,
    IN_MISSION (first_orbit), .minimum = 1, .maximum = G_MAXINT32,
    .fallback = "as the ephemeris says", .blurb = "Number of the orbit that an ephemeris begins in" },
  { .groups = TLM_MISSION_DERIVED, .name = "earth-orientation", .kind = TLM_MISSION_PATH,
    IN_MISSION (earth_orientation), .fallback = "UT1 is UTC, the pole does not move",
    .blurb = "Earth orientation table of IERS or CelesTrak, for ephemerides" },

  { .groups = TLM_MISSION_PACKETS, .name = "definition", .kind = TLM_MISSION_PATHS,
    IN_SOURCE (definition), .blurb = "XTCE (files of one database, or their folder), or a table of "
        "fields" },
  { .groups = TLM_MISSION_PACKETS, .name = "fields", .kind = TLM_MISSION_LIST, IN_SOURCE (fields),
    .blurb = "A table of fields, instead of definition, as in DAY:uint16,MS:uint32" },
  { .groups = TLM_MISSION_PACKETS, .name = "apid", .kind = TLM_MISSION_WHOLE,
    IN_SOURCE (packets.apid), .given_offset = G_STRUCT_OFFSET (TlmMissionSource, packets.has_apid),
    .maximum = TLM_SPACE_PACKET_APIDS - 1, .fallback = "every one",
    .blurb = "Packets that a table of fields is for" },
  { .groups = TLM_MISSION_PACKETS, .name = "time", .kind = TLM_MISSION_LIST, IN_SOURCE (time),
    .blurb = "Times, as in DOY:cds,ET:cuc4.3; the first holds where a channel names none" },
  { .groups = TLM_MISSION_PACKETS, .name = "map", .kind = TLM_MISSION_LIST, IN_SOURCE (map),
    .fallback = "every field, under its own name", .blurb = "Channels, as in altitude=ALT:km" },
  { .groups = TLM_MISSION_PACKETS, .name = "prefix", .kind = TLM_MISSION_WHOLE,
    IN_SOURCE (packets.prefix), .unit = "bytes", .maximum = TLM_PACKETS_MAX_PREFIX,
    .fallback = "0", .blurb = "What stands before each packet" },
  { .groups = TLM_MISSION_PACKETS, .name = "check", .kind = TLM_MISSION_CHOICE,
    IN_SOURCE (packets.check), .choices = tlm_packet_check_names, .n_choices = TLM_PACKET_N_CHECKS,
    .fallback = "none", .blurb = "What each packet ends with: the error control of PUS (crc16, iso), "
        "or a sum" },
  { .groups = TLM_MISSION_PACKETS, .name = "group-skip", .kind = TLM_MISSION_WHOLE,
    IN_SOURCE (packets.group_skip), .unit = "bytes", .maximum = TLM_SPACE_PACKET_MAX,
    .fallback = "0", .blurb = "Secondary header in the later packets of a group" },
  { .groups = TLM_MISSION_PACKETS, .name = "frame-length", .kind = TLM_MISSION_WHOLE,
    IN_SOURCE (packets.frame_length), .unit = "bytes", .maximum = TLM_FRAME_MAX,
    .fallback = "from sync markers", .blurb = "Of a TM or AOS frame, without its sync marker" },
  { .groups = TLM_MISSION_PACKETS, .name = "frame-crc", .kind = TLM_MISSION_BOOLEAN,
    IN_SOURCE (packets.frame_no_crc), .inverted = TRUE, .fallback = "yes",
    .blurb = "Whether frames end with a CRC" },
  { .groups = TLM_MISSION_PACKETS, .name = "frame-ocf", .kind = TLM_MISSION_BOOLEAN,
    IN_SOURCE (packets.frame_ocf), .fallback = "no",
    .blurb = "Whether AOS frames end with an operational control field" },
  { .groups = TLM_MISSION_PACKETS, .name = "frame-header-crc", .kind = TLM_MISSION_BOOLEAN,
    IN_SOURCE (packets.frame_header_crc), .fallback = "no",
    .blurb = "Whether AOS headers have an error control field" },
  { .groups = TLM_MISSION_PACKETS, .name = "frame-insert", .kind = TLM_MISSION_WHOLE,
    IN_SOURCE (packets.frame_insert), .unit = "bytes", .maximum = TLM_FRAME_MAX, .fallback = "0",
    .blurb = "Insert zone of an AOS frame" },

  { .groups = TLM_MISSION_VEHICLE, .name = "label", .kind = TLM_MISSION_TEXT, IN_VEHICLE (label),
    .fallback = "its name", .blurb = "What it is called on the picture" },
  { .groups = TLM_MISSION_VEHICLE, .name = "alias", .kind = TLM_MISSION_LIST, IN_VEHICLE (alias),
    .blurb = "Other names that telemetry, events and layouts call it by, with semicolons between: B1056; Booster" },

  { .groups = TLM_MISSION_EVENTS | TLM_MISSION_NOMINAL, .name = NULL, .kind = TLM_MISSION_TIME,
    IN_EVENT (time), .unit = "s or UTC", .blurb = "The event with this identifier" },
  { .groups = TLM_MISSION_EVENT, .name = "time", .kind = TLM_MISSION_TIME, IN_EVENT (time),
    .unit = "s or UTC", .blurb = "When it came; left out when [events] has it" },
  { .groups = TLM_MISSION_EVENT, .name = "nominal", .kind = TLM_MISSION_TIME, IN_EVENT (time),
    .unit = "s or UTC", .blurb = "When it was planned; left out when [nominal] has it" },
  { .groups = TLM_MISSION_EVENT, .name = "label", .kind = TLM_MISSION_TEXT, IN_EVENT (label),
    .fallback = "that of the profile", .blurb = "What it is called on the picture" },
  { .groups = TLM_MISSION_EVENT, .name = "vehicle", .kind = TLM_MISSION_TEXT, IN_EVENT (vehicle),
    .fallback = "all", .blurb = "Name of the vehicle that it is of" },

  { .groups = TLM_MISSION_PHASES, .name = "column", .kind = TLM_MISSION_TEXT,
    IN_MISSION (phases_column), .blurb = "Name of the text or number channel, of any vehicle; "
        "instead of a key with its name" },
  { .groups = TLM_MISSION_PHASES, .name = "map", .kind = TLM_MISSION_LIST, IN_MISSION (phases_map),
    .blurb = "What its values mean: value:event, with commas between; nothing after the colon "
        "passes the value over; one that is not in the list is an event itself" },
  { .groups = TLM_MISSION_PHASES, .name = NULL, .kind = TLM_MISSION_LIST,
    .offset = G_STRUCT_OFFSET (TlmMissionPhaseMap, map),
    .blurb = "The same of the channel with this name, or of the column that columns=phase= names: "
        "a key for each" },

  { .groups = TLM_MISSION_CLOCK, .name = "t-0", .kind = TLM_MISSION_INSTANT, IN_MISSION (t0),
    .unit = "UTC", .fallback = "liftoff of [mission]", .blurb = "Planned liftoff" },
  { .groups = TLM_MISSION_CLOCK, .name = "holds", .kind = TLM_MISSION_LIST, IN_MISSION (holds),
    .blurb = "Planned holds: count/length, with commas between; the count at which it stops, "
        "and for how long" },
  { .groups = TLM_MISSION_CLOCK, .name = "recycles", .kind = TLM_MISSION_LIST,
    IN_MISSION (recycles), .blurb = "UTC/count or UTC/UTC, with commas between: from the first "
        "instant on the count is put back to that, or T-0 is at the second" },

  { .groups = TLM_MISSION_CAMERA, .name = "match", .kind = TLM_MISSION_LIST, IN_CAMERA (match),
    .fallback = "its name", .blurb = "Globs of reel, clip name or path, with semicolons between" },
  { .groups = TLM_MISSION_CAMERA, .name = "footage-start", .kind = TLM_MISSION_TIME,
    IN_CAMERA (footage_start), .given_offset = G_STRUCT_OFFSET (TlmMissionCamera, has_footage_start),
    .unit = "s or UTC", .blurb = "When the first frame of the source was taken" },
  { .groups = TLM_MISSION_CAMERA, .name = "timecode-zero", .kind = TLM_MISSION_TIME,
    IN_CAMERA (timecode_zero), .given_offset = G_STRUCT_OFFSET (TlmMissionCamera, has_timecode_zero),
    .unit = "s or UTC", .blurb = "When the source's label 00:00:00:00 was, or would have been; labels do not "
        "begin anew at 24 h" },
  { .groups = TLM_MISSION_CAMERA, .name = "rate", .kind = TLM_MISSION_TEXT, IN_CAMERA (rate_text),
    .unit = "frames/s", .blurb = "Exact rate that labels count at, as in 25 or 30000/1001; timecode-zero needs it" },
  { .groups = TLM_MISSION_CAMERA, .name = "drop", .kind = TLM_MISSION_BOOLEAN, IN_CAMERA (rate.drop),
    .fallback = "no, or as labels with a semicolon say", .blurb = "Whether labels drop frames" },
  { .groups = TLM_MISSION_CAMERA, .name = "start-timecode", .kind = TLM_MISSION_TEXT,
    IN_CAMERA (start_timecode), .fallback = "that of the clip", .blurb = "Label of the first frame" },
  { .groups = TLM_MISSION_CAMERA, .name = "drift", .kind = TLM_MISSION_TEXT, IN_CAMERA (drift_text), .unit = "ppm",
    .fallback = "0", .blurb = "How much too fast the camera's clock runs: true elapsed time is the "
        "camera's divided by 1 + drift / 1000000, from the anchor on" },
  { .groups = TLM_MISSION_CAMERA, .name = "marks", .kind = TLM_MISSION_MARKS, IN_CAMERA (marks),
    .blurb = "Places of the source and the instants they show, instead" },
  { .groups = TLM_MISSION_CAMERA, .name = "distance", .kind = TLM_MISSION_TEXT, IN_CAMERA (distance_text), .unit = "m",
    .blurb = "To the pad, which its sound comes from" },
  { .groups = TLM_MISSION_CAMERA, .name = "temperature", .kind = TLM_MISSION_TEXT, IN_CAMERA (temperature_text),
    .unit = "°C", .fallback = "15", .blurb = "Of the air between" },
  { .groups = TLM_MISSION_CAMERA, .name = "see-through", .kind = TLM_MISSION_BOOLEAN, IN_CAMERA (see_through),
    .fallback = "no", .blurb = "Whether its clips are titles and the like, which stand over others in a film's edit "
        "and do not cover them; then nothing ties it" },
};

const TlmMissionGroup *
tlm_mission_group_table (gsize *n_groups)
{
  g_return_val_if_fail (n_groups != NULL, NULL);
  *n_groups = G_N_ELEMENTS (groups);
  return groups;
}

const TlmMissionKey *
tlm_mission_key_table (gsize *n_keys)
{
  g_return_val_if_fail (n_keys != NULL, NULL);
  *n_keys = G_N_ELEMENTS (keys);
  return keys;
}

const TlmMissionKey *
tlm_mission_key_find (TlmMissionGroups bit, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if ((keys[i].groups & bit) && keys[i].name &&
        (strcmp (keys[i].name, name) == 0 || g_strcmp0 (keys[i].alias, name) == 0))
      return &keys[i];
  return NULL;
}

char *
tlm_mission_group_heading (const TlmMissionGroup *group)
{
  const char *name;

  g_return_val_if_fail (group != NULL, NULL);
  name = group->group.name;
  switch (group->group.form) {
    case TLM_GROUP_NAMED:
      return g_strdup_printf ("[%s NAME]", name);
    case TLM_GROUP_EITHER:
      return g_strdup_printf ("[%s] or [%s NAME]", name, name);
    case TLM_GROUP_PLAIN:
    default:
      return g_strdup_printf ("[%s]", name);
  }
}
