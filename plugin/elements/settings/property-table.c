/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/property-table.h"

#include "elements/settings/setting-types.h"
#include "render/scene/stage.h"

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
    .blurb = "Path or URI of the telemetry: a log, an ephemeris or an element set. If not set: what the mission "
        "names" },
  { .elements = OVERLAY | SRC, .name = "mission", .nick = "Mission", .kind = TEXT,
    FIELD (mission), .loads = TRUE,
    .blurb = "Path of a mission file. It names sources, units, liftoff, events and vehicles. If not set: what the "
        "other properties say" },
  { .elements = PARSE, .name = "mission", .nick = "Mission", .kind = TEXT, FIELD (mission),
    .blurb = "Path of a mission file. Its [stream] or first [telemetry], and its [packets], say what is "
        "in the stream. Where another property says so too, the property counts. If not set: what these and "
        "the stream itself say" },
  { .elements = OVERLAY | SRC | PARSE, .name = "columns", .nick = "Columns", .kind = TEXT,
    FIELD (columns), .loads = TRUE,
    .blurb = "What each column means, where the header does not say: "
        "altitude=alt:ft,speed=vz:ft/s,time=t:s. If not set: what the mission or the header says" },
  { .elements = OVERLAY | SRC | PARSE, .name = "timezone", .nick = "Time zone", .kind = TEXT,
    FIELD (timezone), .loads = TRUE,
    .blurb = "Time zone of local times that name no zone: a name (Europe/Berlin), an offset from UTC "
        "(+02:00), or the word none, with which times count from the first one. If not set, such times are "
        "refused" },
  { .elements = OVERLAY | SRC | PARSE, .name = "object", .nick = "Object", .kind = TEXT,
    FIELD (object), .loads = TRUE,
    .blurb = "Which object to read, where orbit data or element sets have several: its name, a part of "
        "its name, or its catalogue number (25544, A0001). If not set: all of them, each a vehicle" },
  { .elements = OVERLAY | SRC | PARSE, .name = "pid", .nick = "PID", .kind = INT, FIELD (pid),
    .maximum = 8190, .loads = TRUE,
    .blurb = "PID of the KLV to read in a transport stream. 0 reads what the mission says, or else every "
        "PID announced as KLV" },
  { .elements = OVERLAY | SRC, .name = "special-files", .nick = "Special files", .kind = BOOLEAN,
    FIELD (special_files), .loads = TRUE,
    .blurb = "Allow location to be a pipe or a device, which may never end. Standard input (-) is always "
        "allowed. A file that a mission names may never be one" },
  { .elements = OVERLAY | SRC | PARSE | SUBTITLE, .name = "limits", .nick = "Limits", .kind = TEXT,
    FIELD (limits), .loads = TRUE,
    .blurb = "Limits on what files and streams may cost: NAME=VALUE, with commas between, as in "
        "line-bytes=4M,columns=100000. LIMITS.md and telemetry-inspect --help-limits list the names. They "
        "hold for the whole process. No mission or layout can set them. If not set: those that LIMITS.md lists" },
  { .elements = OVERLAY, .name = "layout", .nick = "Layout", .kind = TEXT, FIELD (layout),
    .preset_text = "webcast", .loads = TRUE,
    .blurb = "Name of a built-in layout, or path of a layout file. It replaces the mission's layout" },
  { .elements = SUBTITLE, .name = "layout", .nick = "Layout", .kind = TEXT, FIELD (layout),
    .preset_text = "webcast",
    .blurb = "Name or path of a layout, instead of the mission's. Text uses its words, and ASS shows its "
        "widgets. With layout=none, ASS shows the lines of the template" },
  { .elements = OVERLAY | SUBTITLE, .name = "units", .nick = "Units", .kind = ENUM,
    FIELD (units), .type = gst_telemetry_units_get_type, .preset = TLR_UNITS_LAYOUT, .loads = TRUE,
    .blurb = "Units of the fields whose unit the layout does not fix" },
  { .elements = OVERLAY, .name = "language", .nick = "Language", .kind = TEXT, FIELD (language),
    .loads = TRUE,
    .blurb = "Language of labels and numbers: en, ru, es, fr, de, zh or ja. English if not set; the "
        "locale has no influence" },
  { .elements = SUBTITLE, .name = "language", .nick = "Language", .kind = LANGUAGE,
    FIELD (languages),
    .blurb = "Language of labels, numbers and the track: en, ru, es, fr, de, zh or ja. English if not "
        "set. Set it several times in a launch line to get several tracks: the first is on src, the others "
        "on src_1, src_2, …. Reads as languages" },
  { .elements = OVERLAY | SRC, .name = "liftoff-at", .nick = "Liftoff at", .kind = TEXT,
    FIELD (liftoff_at), .loads = TRUE,
    .blurb = "Where liftoff is in the footage: seconds (12.48), HH:MM:SS.mmm, a frame (#374) or a "
        "timecode (10:42:13:07, drop-frame 10:42:13;07). If this, footage-start or marks is set, "
        "those three of the mission do not place the footage; if they are not set, they do" },
  { .elements = OVERLAY | SRC, .name = "footage-start", .nick = "Footage start", .kind = TEXT,
    FIELD (footage_start), .loads = TRUE,
    .blurb = "Time of the first frame, instead of liftoff-at: its UTC (2021-10-05T08:54:50Z), its "
        "timecode (10:42:13:07), or both (2021-10-05T08:54:50:12). Places in timecode count from that "
        "timecode. Times of day in a log without dates take that date. If not set: see liftoff-at" },
  { .elements = OVERLAY | SRC | SUBTITLE, .name = "marks", .nick = "Marks", .kind = TEXT,
    FIELD (marks), .loads = TRUE,
    .blurb = "Places in the footage and the instants they show: PLACE@INSTANT, with semicolons between, "
        "as in 12.48@T+0; #900@2021-10-05T08:55:25Z; 01:00:10:00@T+70. One mark shifts the telemetry, as "
        "liftoff-at and footage-start do. Two also correct a clock that drifts, or give the speed of a "
        "time-lapse. More follow a speed that varies. Outside the marks the nearest speed continues. If not "
        "set: see liftoff-at, or the mission" },
  { .elements = OVERLAY | SRC | SUBTITLE, .name = "mark", .nick = "Mark", .kind = MARK,
    FIELD (marks), .loads = TRUE,
    .blurb = "Adds one PLACE@INSTANT to marks. Set it several times in a launch line to add several. "
        "Reads as all marks. If not set: none is added" },
  { .elements = OVERLAY, .name = "edit", .nick = "Edit", .kind = TEXT, FIELD (edit), .loads = TRUE,
    .blurb = "File of the cut that the footage is, as the editor exported or saved it: an EDL (CMX 3600), OTIO or OTIOZ, "
        "FCPXML, Final Cut Pro 7 XML, a project of Kdenlive, Shotcut or MLT, or a GES timeline. Each frame shows the "
        "telemetry of the moment at which its camera took it, which [camera NAME] of the mission says; a frame of no "
        "such camera stays as it is. If not set: the footage is not cut" },
  { .elements = OVERLAY, .name = "edit-start", .nick = "Edit start", .kind = TEXT, FIELD (edit_start), .loads = TRUE,
    .blurb = "Record timecode of the footage's first frame (01:00:00:00), for edit. If not set: the footage's own "
        "timecode; if it has none, the start that the edit says, or its earliest event" },
  { .elements = OVERLAY, .name = "reserve", .nick = "Reserve", .kind = TEXT, FIELD (reserve),
    .loads = TRUE,
    .blurb = "Strips of the frame to keep free, for subtitles or a logo, beside those of the layout: bottom 12%; "
        "right 20%. If not set: none but those" },

  { .elements = SUBTITLE, .name = "template", .nick = "Template", .kind = TEXT, FIELD (lines),
    .blurb = "Lines of text with fields, as in {speed} {speed.unit}\\n{altitude:km:1}. A line with "
        "{vehicle} is repeated for each vehicle. A launch line needs the backslash twice. If not set: "
        "clock, phase, speed and altitude" },
  { .elements = SRC, .name = "interval", .nick = "Interval", .kind = INT64, FIELD (interval_ns),
    .minimum = GST_MSECOND, .maximum = LONGEST, .preset = GST_SECOND,
    .blurb = "Nanoseconds from one sample to the next" },
  { .elements = SUBTITLE, .name = "interval", .nick = "Interval", .kind = INT64,
    FIELD (interval_ns), .minimum = 10 * GST_MSECOND, .maximum = LONGEST, .preset = GST_SECOND,
    .blurb = "Nanoseconds from one cue to the next" },
  { .elements = SUBTITLE, .name = "languages", .nick = "Languages", .kind = LANGUAGES,
    FIELD (languages),
    .blurb = "All languages, with commas between. Replaces what was set before. If not set: English" },
  { .elements = SRC, .name = "duration", .nick = "Duration", .kind = INT64, FIELD (duration_ns),
    .maximum = LONGEST,
    .blurb = "Length of the footage in nanoseconds. 0 goes to the end of the telemetry" },
  { .elements = OVERLAY, .name = "time-offset", .nick = "Time offset", .kind = INT64,
    FIELD (time_offset_ns), .minimum = -LONGEST, .maximum = LONGEST,
    .flags = GST_PARAM_CONTROLLABLE,
    .blurb = "Nanoseconds to add to each frame's time. A positive value shows later telemetry" },
  { .elements = SRC, .name = "time-offset", .nick = "Time offset", .kind = INT64,
    FIELD (time_offset_ns), .minimum = -LONGEST, .maximum = LONGEST,
    .blurb = "Nanoseconds to add to the stream time. A positive value shows later telemetry" },
  { .elements = OVERLAY, .name = "time-source", .nick = "Time source", .kind = ENUM,
    FIELD (time_source), .type = gst_telemetry_time_source_get_type,
    .preset = GST_TELEMETRY_TIME_SOURCE_STREAM_TIME,
    .blurb = "Which time of a frame says where it is in the footage" },
  { .elements = SRC, .name = "frame-rate", .nick = "Frame rate", .kind = RATE, FIELD (frame_rate),
    .blurb = "Frames per second of the footage, for places given as frames or timecodes. 0/1 means not "
        "known" },
  { .elements = SUBTITLE, .name = "frame-rate", .nick = "Frame rate", .kind = RATE,
    FIELD (frame_rate),
    .blurb = "Frames per second of the footage: cues begin with a frame. 0/1 lets them begin at any "
        "time" },
  { .elements = SUBTITLE, .name = "footage", .nick = "Footage", .kind = TEXT, FIELD (footage),
    .blurb = "Path or URI of the clip that the text goes with. The element finds out when a muxer gets "
        "the clip's first picture, and counts places from there. If not set, places count from 0" },
  { .elements = SUBTITLE, .name = "position", .nick = "Position", .kind = ENUM, FIELD (position),
    .type = gst_telemetry_subtitle_position_get_type,
    .preset = GST_TELEMETRY_SUBTITLE_POSITION_TOP,
    .blurb = "Where ASS puts its lines when there is no layout" },
  { .elements = SUBTITLE, .name = "width", .nick = "Width", .kind = INT, FIELD (width),
    .minimum = 16, .maximum = 16384, .preset = 1920,
    .blurb = "Width in pixels of the picture that ASS is placed on" },
  { .elements = SUBTITLE, .name = "height", .nick = "Height", .kind = INT, FIELD (height),
    .minimum = 16, .maximum = 16384, .preset = 1080,
    .blurb = "Height in pixels of the picture that ASS is placed on" },
  { .elements = SUBTITLE, .name = "pixel-aspect-ratio", .nick = "Pixel aspect ratio", .kind = RATE,
    FIELD (pixel_aspect), .blurb = "Pixel aspect ratio of that picture, width to height. 0/1 means square" },
  { .elements = SUBTITLE, .name = "format", .nick = "Format", .kind = ENUM, FIELD (text_format),
    .type = gst_telemetry_text_format_get_type, .preset = GST_TELEMETRY_TEXT_ANY,
    .blurb = "Which format to send when the next element takes several. Set this instead of a caps "
        "filter, so that the muxer knows the language in time" },

  { .elements = OVERLAY, .name = "stale-after", .nick = "Stale after", .kind = INT64,
    FIELD (stale_after_ns), .maximum = LONGEST, .loads = TRUE,
    .blurb = "Nanoseconds without a new value before a value is marked as old. 0 uses what the mission "
        "says, or else 2 s" },
  { .elements = OVERLAY, .name = "lost-after", .nick = "Lost after", .kind = INT64,
    FIELD (lost_after_ns), .maximum = LONGEST, .loads = TRUE,
    .blurb = "Nanoseconds without a new value before a value is no longer shown. 0 uses what the mission "
        "says, or else 5 s" },
  { .elements = OVERLAY, .name = "enabled", .nick = "Enabled", .kind = BOOLEAN, FIELD (enabled),
    .preset = TRUE, .flags = GST_PARAM_CONTROLLABLE,
    .blurb = "Draw on the frames. FALSE lets them through unchanged" },
  { .elements = OVERLAY, .name = "max-wait", .nick = "Most wait", .kind = INT64,
    FIELD (max_wait_ns), .minimum = -1, .maximum = LONGEST, .preset = -1,
    .blurb = "Nanoseconds that a frame waits for telemetry on telemetry_sink. With -1, a live pipeline "
        "does not wait; others wait until telemetry has passed the frame, or has not advanced for 2 s" },
  { .elements = OVERLAY, .name = "history", .nick = "History", .kind = INT64, FIELD (history_ns),
    .maximum = LONGEST, .preset = 600 * TLM_SECOND,
    .blurb = "How many nanoseconds of arriving telemetry to keep at full rate" },
  { .elements = OVERLAY, .name = "reorder-window", .nick = "Reorder window", .kind = INT64,
    FIELD (reorder_window_ns), .maximum = LONGEST, .preset = TLM_SECOND,
    .blurb = "How many nanoseconds a sample may be behind the newest one before it counts as late. Late "
        "samples are used too" },
  { .elements = OVERLAY, .name = "stats", .nick = "Statistics", .kind = STATS,
    .blurb = "What arrived on telemetry_sink: good, bad, lost, duplicate and out-of-order records, late "
        "samples and bytes; clock-steps (the sender set its clock, and it was tied to the video again), "
        "set-aside (samples on a clock that was not believed) and events-thinned (old events dropped beyond "
        "limits=events)" },
  { .elements = OVERLAY, .name = "mode", .nick = "Mode", .kind = ENUM, FIELD (mode),
    .type = gst_telemetry_overlay_mode_get_type, .preset = GST_TELEMETRY_OVERLAY_MODE_AUTO,
    .blurb = "Whether to draw the picture into the frames, or to attach it so that the sink draws it" },
  { .elements = OVERLAY, .name = "graphics-white", .nick = "Graphics white", .kind = DOUBLE,
    FIELD (graphics_white), .minimum = 10, .maximum = 10000, .preset = 203,
    .blurb = "Luminance of white graphics on PQ and HLG footage, in cd/m². BT.2408 has 203" },
  { .elements = OVERLAY, .name = "opacity", .nick = "Opacity", .kind = DOUBLE, FIELD (opacity),
    .maximum = 1, .preset = 1, .flags = GST_PARAM_CONTROLLABLE,
    .blurb = "How much of the picture is seen, from 0 (nothing) to 1 (as the layout says)" },
  { .elements = OVERLAY, .name = "scale", .nick = "Scale", .kind = DOUBLE, FIELD (scale),
    .maximum = TLR_POSE_MOST_SCALE, .preset = 1, .flags = GST_PARAM_CONTROLLABLE,
    .blurb = "Size of the picture about the centre of the frame: 1 is as the layout says, 0.5 half as wide "
        "and half as high" },
  { .elements = OVERLAY, .name = "offset-x", .nick = "Offset to the right", .kind = DOUBLE,
    FIELD (offset_x), .minimum = -1, .maximum = 1, .flags = GST_PARAM_CONTROLLABLE,
    .blurb = "How far the picture is moved to the right, in widths of the frame. 1 is one whole width" },
  { .elements = OVERLAY, .name = "offset-y", .nick = "Offset down", .kind = DOUBLE,
    FIELD (offset_y), .minimum = -1, .maximum = 1, .flags = GST_PARAM_CONTROLLABLE,
    .blurb = "How far the picture is moved down, in heights of the frame. 1 is one whole height" },

  { .elements = PARSE, .name = "format", .nick = "Format", .kind = TEXT, FIELD (format),
    .blurb = "Name of the wire format (klv, gpmf, nmea, mavlink, csv, json, jsonl, oem, …). It "
        "counts even if the caps name another. If not set, the caps or the first bytes tell it" },
  { .elements = PARSE, .name = "vehicle", .nick = "Vehicle", .kind = TEXT, FIELD (vehicle),
    .blurb = "Name of the vehicle, where the telemetry names none. If not set: it has no name" },
  { .elements = PARSE, .name = "stats", .nick = "Statistics", .kind = STATS,
    .blurb = "What arrived so far: good, bad, lost, duplicate and out-of-order records, clock-steps (the "
        "sender set its clock) and bytes" },

  { .elements = KLV_ENC, .name = "vehicle", .nick = "Vehicle", .kind = TEXT, FIELD (vehicle),
    .blurb = "Name of the vehicle to write. If not set, the first one that arrives" },
  { .elements = KLV_ENC, .name = "datum", .nick = "Datum", .kind = TEXT, FIELD (datum),
    .blurb = "What an altitude is measured from, if it does not say so itself: ellipsoid (WGS84) or msl "
        "(mean sea level). If not set, such an altitude is not written" },
  { .elements = KLV_ENC, .name = "liftoff", .nick = "Liftoff", .kind = TEXT, FIELD (liftoff),
    .blurb = "UTC of liftoff (2021-10-05T08:55:02Z), for samples that count from liftoff. If not set, such samples "
        "are an error" },
  { .elements = KLV_ENC, .name = "stats", .nick = "Statistics", .kind = STATS,
    .blurb = "How many packets were written, and how many values were left out because KLV has no place "
        "for them" },
};

const GstTelemetryProperty *
gst_telemetry_property_table (gsize *n_properties)
{
  g_return_val_if_fail (n_properties != NULL, NULL);
  *n_properties = G_N_ELEMENTS (rows);
  return rows;
}
