/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/property-table.h"

#include "elements/settings/setting-types.h"

#define FIELD(field) .offset = G_STRUCT_OFFSET (GstTelemetrySettings, field)

#define OVERLAY GST_TELEMETRY_ELEMENT_OVERLAY
#define SRC GST_TELEMETRY_ELEMENT_SRC
#define PARSE GST_TELEMETRY_ELEMENT_PARSE
#define SUBTITLE GST_TELEMETRY_ELEMENT_SUBTITLE
#define KLV_ENC GST_TELEMETRY_ELEMENT_KLV_ENC

#define TEXT GST_TELEMETRY_PROPERTY_TEXT
#define MARK GST_TELEMETRY_PROPERTY_MARK
#define LANGUAGE GST_TELEMETRY_PROPERTY_LANGUAGE
#define LANGUAGES GST_TELEMETRY_PROPERTY_LANGUAGES
#define BOOLEAN GST_TELEMETRY_PROPERTY_BOOLEAN
#define ENUM GST_TELEMETRY_PROPERTY_ENUM
#define INT GST_TELEMETRY_PROPERTY_INT
#define INT64 GST_TELEMETRY_PROPERTY_INT64
#define DOUBLE GST_TELEMETRY_PROPERTY_DOUBLE
#define RATE GST_TELEMETRY_PROPERTY_RATE
#define STATS GST_TELEMETRY_PROPERTY_STATS

#define LONGEST GST_TELEMETRY_LONGEST

/* An element lists its properties in this order. */
static const GstTelemetryProperty rows[] = {
  { .elements = OVERLAY | SRC, .name = "location", .nick = "Location", .kind = TEXT,
    FIELD (location), .loads = TRUE,
    .blurb = "Telemetry: path or URI of a log, an ephemeris or an element set" },
  { .elements = OVERLAY | SRC, .name = "mission", .nick = "Mission", .kind = TEXT,
    FIELD (mission), .loads = TRUE,
    .blurb = "Mission file: sources, units, liftoff, events, vehicles" },
  { .elements = PARSE, .name = "mission", .nick = "Mission", .kind = TEXT, FIELD (mission),
    .blurb = "Mission file whose [stream] or first [telemetry], and [packets], say what is in the "
        "stream, where no property says otherwise" },
  { .elements = OVERLAY | SRC | PARSE, .name = "columns", .nick = "Columns", .kind = TEXT,
    FIELD (columns), .loads = TRUE,
    .blurb = "What the columns mean where the header does not say: "
        "altitude=alt:ft,speed=vz:ft/s,time=t:s" },
  { .elements = OVERLAY | SRC | PARSE, .name = "timezone", .nick = "Time zone", .kind = TEXT,
    FIELD (timezone), .loads = TRUE,
    .blurb = "Zone of local times in text that name none: a name (Europe/Berlin), an offset from "
        "UTC (+02:00), or none: they count from the first of them. Without it such times are "
        "refused" },
  { .elements = OVERLAY | SRC | PARSE, .name = "object", .nick = "Object", .kind = TEXT,
    FIELD (object), .loads = TRUE,
    .blurb = "The one to read of several in orbit data and element sets: its name or a part of it, "
        "or its catalogue number (25544, A0001)" },
  { .elements = OVERLAY | SRC | PARSE, .name = "pid", .nick = "PID", .kind = INT, FIELD (pid),
    .maximum = 8190, .loads = TRUE,
    .blurb = "PID of the KLV that is read of a transport stream; 0: as the mission says, or all "
        "that are announced as KLV" },
  { .elements = OVERLAY | SRC, .name = "special-files", .nick = "Special files", .kind = BOOLEAN,
    FIELD (special_files), .loads = TRUE,
    .blurb = "Whether location may be a pipe or a device, which may never end, instead of a regular "
        "file; - is standard input and needs none. What a mission names never may" },
  { .elements = OVERLAY | SRC | PARSE | SUBTITLE, .name = "limits", .nick = "Limits", .kind = TEXT,
    FIELD (limits), .loads = TRUE,
    .blurb = "What files and streams may cost, where more or less is meant: NAME=VALUE, commas between, as in "
        "line-bytes=4M,columns=100000. LIMITS.md and telemetry-inspect --help-limits have the names. They hold for "
        "the whole process; no mission or layout can set them" },
  { .elements = OVERLAY, .name = "layout", .nick = "Layout", .kind = TEXT, FIELD (layout),
    .preset_text = "webcast", .loads = TRUE,
    .blurb = "Built-in layout by name, or path of a layout file; instead of the mission's" },
  { .elements = SUBTITLE, .name = "layout", .nick = "Layout", .kind = TEXT, FIELD (layout),
    .preset_text = "webcast",
    .blurb = "Layout whose words are used and whose widgets ASS shows, by name or path, instead of the "
        "mission's; \"none\": ASS shows the lines of the template" },
  { .elements = OVERLAY | SUBTITLE, .name = "units", .nick = "Units", .kind = ENUM,
    FIELD (units), .type = gst_telemetry_units_get_type, .preset = TLR_UNITS_LAYOUT, .loads = TRUE,
    .blurb = "Units of fields whose unit the layout leaves open" },
  { .elements = OVERLAY, .name = "language", .nick = "Language", .kind = TEXT, FIELD (language),
    .loads = TRUE,
    .blurb = "Language of labels and numbers (en, ru, es, fr, de, zh, ja), whatever the locale; "
        "English unless set" },
  { .elements = SUBTITLE, .name = "language", .nick = "Language", .kind = LANGUAGE,
    FIELD (languages),
    .blurb = "Language of labels and numbers (en, ru, es, fr, de, zh, ja), and of the track; "
        "English unless set. Given several times in a launch line, each is one track more: the "
        "first on src, the others on src_1, src_2, …; reads as languages" },
  { .elements = OVERLAY | SRC, .name = "liftoff-at", .nick = "Liftoff at", .kind = TEXT,
    FIELD (liftoff_at), .loads = TRUE,
    .blurb = "Where liftoff is in the footage: seconds (12.48), HH:MM:SS.mmm, a frame (#374) or a "
        "timecode (10:42:13:07, drop-frame 10:42:13;07). With this, footage-start or marks set, "
        "what the mission says of the footage's time does not count" },
  { .elements = OVERLAY | SRC, .name = "footage-start", .nick = "Footage start", .kind = TEXT,
    FIELD (footage_start), .loads = TRUE,
    .blurb = "UTC of the first frame (2021-10-05T08:54:50Z), instead of liftoff-at; or its "
        "timecode (10:42:13:07), from which places in timecode then count; or both "
        "(2021-10-05T08:54:50:12). Its date is that of times of day in logs that have none" },
  { .elements = OVERLAY | SRC | SUBTITLE, .name = "marks", .nick = "Marks", .kind = TEXT,
    FIELD (marks), .loads = TRUE,
    .blurb = "Places in the footage and the instants they show, PLACE@INSTANT, semicolons between: "
        "12.48@T+0; #900@2021-10-05T08:55:25Z; 01:00:10:00@T+70. One is an offset, liftoff-at and "
        "footage-start are such; two correct a clock that drifts or say how fast a time-lapse is; "
        "more serve variable speed. Before the first and after the last the speed stays" },
  { .elements = OVERLAY | SRC | SUBTITLE, .name = "mark", .nick = "Mark", .kind = MARK,
    FIELD (marks), .loads = TRUE,
    .blurb = "Adds PLACE@INSTANT to marks: may be given several times in a launch line; reads as "
        "all marks" },
  { .elements = OVERLAY, .name = "reserve", .nick = "Reserve", .kind = TEXT, FIELD (reserve),
    .loads = TRUE,
    .blurb = "Strips of the frame that nothing is drawn on, for subtitles or a logo: bottom 12%; "
        "right 20%" },

  { .elements = SUBTITLE, .name = "template", .nick = "Template", .kind = TEXT, FIELD (lines),
    .blurb = "Lines with fields, as in {speed} {speed.unit}\\n{altitude:km:1}; a line with "
        "{vehicle} stands once for each (a launch line needs the backslash twice); unset: clock, "
        "phase, speed and altitude" },
  { .elements = SRC, .name = "interval", .nick = "Interval", .kind = INT64, FIELD (interval_ns),
    .minimum = GST_MSECOND, .maximum = LONGEST, .preset = GST_SECOND,
    .blurb = "Nanoseconds from one sample to the next" },
  { .elements = SUBTITLE, .name = "interval", .nick = "Interval", .kind = INT64,
    FIELD (interval_ns), .minimum = 10 * GST_MSECOND, .maximum = LONGEST, .preset = GST_SECOND,
    .blurb = "Nanoseconds from one cue to the next" },
  { .elements = SUBTITLE, .name = "languages", .nick = "Languages", .kind = LANGUAGES,
    FIELD (languages),
    .blurb = "All languages, commas between: what was set before does not count" },
  { .elements = SRC, .name = "duration", .nick = "Duration", .kind = INT64, FIELD (duration_ns),
    .maximum = LONGEST,
    .blurb = "Nanoseconds of the footage; 0 is to the end of the telemetry" },
  { .elements = OVERLAY, .name = "time-offset", .nick = "Time offset", .kind = INT64,
    FIELD (time_offset_ns), .minimum = -LONGEST, .maximum = LONGEST,
    .flags = GST_PARAM_CONTROLLABLE,
    .blurb = "Nanoseconds added to each frame's time: positive shows later telemetry" },
  { .elements = SRC, .name = "time-offset", .nick = "Time offset", .kind = INT64,
    FIELD (time_offset_ns), .minimum = -LONGEST, .maximum = LONGEST,
    .blurb = "Nanoseconds added to the stream time: positive shows later telemetry" },
  { .elements = OVERLAY, .name = "time-source", .nick = "Time source", .kind = ENUM,
    FIELD (time_source), .type = gst_telemetry_time_source_get_type,
    .preset = GST_TELEMETRY_TIME_SOURCE_STREAM_TIME,
    .blurb = "Which time of a frame is its place in the footage" },
  { .elements = SRC, .name = "frame-rate", .nick = "Frame rate", .kind = RATE, FIELD (frame_rate),
    .blurb = "Frames a second of the footage, for places that are frames or timecodes; 0/1 is not "
        "known" },
  { .elements = SUBTITLE, .name = "frame-rate", .nick = "Frame rate", .kind = RATE,
    FIELD (frame_rate), .blurb = "Cues begin with frames of this rate; 0/1: at any time" },
  { .elements = SUBTITLE, .name = "footage", .nick = "Footage", .kind = TEXT, FIELD (footage),
    .blurb = "Path or URI of the clip that the text goes with: it is looked up when its first "
        "picture comes to a muxer, from which places count; unset: at 0" },
  { .elements = SUBTITLE, .name = "position", .nick = "Position", .kind = ENUM, FIELD (position),
    .type = gst_telemetry_subtitle_position_get_type,
    .preset = GST_TELEMETRY_SUBTITLE_POSITION_TOP,
    .blurb = "Where ASS without a layout puts its lines" },
  { .elements = SUBTITLE, .name = "width", .nick = "Width", .kind = INT, FIELD (width),
    .minimum = 16, .maximum = 16384, .preset = 1920,
    .blurb = "Pixels of the picture that ASS is placed on" },
  { .elements = SUBTITLE, .name = "height", .nick = "Height", .kind = INT, FIELD (height),
    .minimum = 16, .maximum = 16384, .preset = 1080,
    .blurb = "Pixels of the picture that ASS is placed on" },
  { .elements = SUBTITLE, .name = "pixel-aspect-ratio", .nick = "Pixel aspect ratio", .kind = RATE,
    FIELD (pixel_aspect), .blurb = "Width to height of these pixels; 0/1: square" },
  { .elements = SUBTITLE, .name = "format", .nick = "Format", .kind = ENUM, FIELD (text_format),
    .type = gst_telemetry_text_format_get_type, .preset = GST_TELEMETRY_TEXT_ANY,
    .blurb = "What comes out where downstream takes several formats. Muxers write their header "
        "when the last track has caps: with this, and no caps filter, they know its language "
        "before" },

  { .elements = OVERLAY, .name = "stale-after", .nick = "Stale after", .kind = INT64,
    FIELD (stale_after_ns), .maximum = LONGEST, .loads = TRUE,
    .blurb = "Nanoseconds after which a value that is not renewed is marked old "
        "(0 = as the mission says, or 2 s)" },
  { .elements = OVERLAY, .name = "lost-after", .nick = "Lost after", .kind = INT64,
    FIELD (lost_after_ns), .maximum = LONGEST, .loads = TRUE,
    .blurb = "Nanoseconds after which a value that is not renewed is no longer shown "
        "(0 = as the mission says, or 5 s)" },
  { .elements = OVERLAY, .name = "enabled", .nick = "Enabled", .kind = BOOLEAN, FIELD (enabled),
    .preset = TRUE, .flags = GST_PARAM_CONTROLLABLE,
    .blurb = "FALSE lets frames through untouched" },
  { .elements = OVERLAY, .name = "max-wait", .nick = "Most wait", .kind = INT64,
    FIELD (max_wait_ns), .minimum = -1, .maximum = LONGEST, .preset = -1,
    .blurb = "Nanoseconds a frame waits for telemetry on telemetry_sink (-1 = not at all when "
        "live, otherwise until telemetry has passed the frame, 2 s without progress at most)" },
  { .elements = OVERLAY, .name = "history", .nick = "History", .kind = INT64, FIELD (history_ns),
    .maximum = LONGEST, .preset = 600 * TLM_SECOND,
    .blurb = "Nanoseconds of arriving telemetry that are kept at full rate" },
  { .elements = OVERLAY, .name = "reorder-window", .nick = "Reorder window", .kind = INT64,
    FIELD (reorder_window_ns), .maximum = LONGEST, .preset = TLM_SECOND,
    .blurb = "Nanoseconds that arriving telemetry may be behind the newest before it counts as "
        "late; late samples are used too" },
  { .elements = OVERLAY, .name = "stats", .nick = "Statistics", .kind = STATS,
    .blurb = "What came on telemetry_sink: good, bad, lost, duplicate, out-of-order records, late "
        "samples, clock-steps (the sender's clock was set, and tied to the video anew), set-aside "
        "(on no clock that was believed), events-thinned (the oldest, forgotten past limits=events), bytes" },
  { .elements = OVERLAY, .name = "mode", .nick = "Mode", .kind = ENUM, FIELD (mode),
    .type = gst_telemetry_overlay_mode_get_type, .preset = GST_TELEMETRY_OVERLAY_MODE_AUTO,
    .blurb = "Whether the picture is burned into the frames or attached for the sink to draw" },
  { .elements = OVERLAY, .name = "graphics-white", .nick = "Graphics white", .kind = DOUBLE,
    FIELD (graphics_white), .minimum = 10, .maximum = 10000, .preset = 203,
    .blurb = "Luminance of white graphics on PQ and HLG footage, cd/m² (BT.2408: 203)" },

  { .elements = PARSE, .name = "format", .nick = "Format", .kind = TEXT, FIELD (format),
    .blurb = "Name of the wire format (klv, gpmf, nmea, mavlink, csv, json, jsonl, oem, …), "
        "whatever the caps say; unset, it is told by the caps or by the first bytes" },
  { .elements = PARSE, .name = "vehicle", .nick = "Vehicle", .kind = TEXT, FIELD (vehicle),
    .blurb = "Name of the vehicle where the telemetry names none" },
  { .elements = PARSE, .name = "stats", .nick = "Statistics", .kind = STATS,
    .blurb = "What came so far: good, bad, lost, duplicate and out-of-order records, clock-steps "
        "(the sender's clock was set), bytes" },

  { .elements = KLV_ENC, .name = "vehicle", .nick = "Vehicle", .kind = TEXT, FIELD (vehicle),
    .blurb = "Name of the vehicle that is written; unset, the first that comes" },
  { .elements = KLV_ENC, .name = "datum", .nick = "Datum", .kind = TEXT, FIELD (datum),
    .blurb = "What an altitude that does not say is above: ellipsoid (WGS84) or msl (mean sea "
        "level); unset, such an altitude is left out" },
  { .elements = KLV_ENC, .name = "liftoff", .nick = "Liftoff", .kind = TEXT, FIELD (liftoff),
    .blurb = "UTC of liftoff (2021-10-05T08:55:02Z) for samples that count from it" },
  { .elements = KLV_ENC, .name = "stats", .nick = "Statistics", .kind = STATS,
    .blurb = "Packets written, and values left out because KLV has no place for them" },
};

const GstTelemetryProperty *
gst_telemetry_property_table (gsize *n_properties)
{
  g_return_val_if_fail (n_properties != NULL, NULL);
  *n_properties = G_N_ELEMENTS (rows);
  return rows;
}
