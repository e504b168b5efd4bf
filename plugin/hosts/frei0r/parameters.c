/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/frei0r/parameters.h"

const TelemetryParameterWords telemetry_parameters[TELEMETRY_N_PARAMETERS] = {
  [TELEMETRY_PARAMETER_MISSION] = { .name = "mission",
    .explanation = "Path of a mission file, or of telemetry: a log, an ephemeris, an element set" },
  [TELEMETRY_PARAMETER_LAYOUT] = { .name = "layout",
    .explanation = "Name of a built-in layout, or path of a layout file; as the mission says, or webcast" },
  [TELEMETRY_PARAMETER_LIFTOFF] = { .name = "liftoff",
    .explanation = "Where liftoff is in the footage: seconds (12.48) or HH:MM:SS.mmm; as the mission says" },
  [TELEMETRY_PARAMETER_TIME_UNIT] = { .name = "time-unit",
    .explanation = "In what the program counts time: s as frei0r has it, ms for FFmpeg. Needed" },
  [TELEMETRY_PARAMETER_OFFSET] = { .name = "offset",
    .explanation = "Seconds to add to each frame's time (2.5, -40ms); a positive value shows later telemetry" },
  [TELEMETRY_PARAMETER_LANGUAGE] = { .name = "language",
    .explanation = "Language of labels and numbers: en, ru, es, fr, de, zh or ja" },
};

double
telemetry_time_unit_ns (const char *text)
{
  if (g_strcmp0 (text, "s") == 0)
    return 1e9;
  return g_strcmp0 (text, "ms") == 0 ? 1e6 : 0;
}
