/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/setting-types.h"

#include "elements/settings/settings.h"

/* VALUES end with a row of zeros and live as long as the program. */
static GType
register_once (GType *type, const char *name, const GEnumValue *values)
{
  if (g_once_init_enter (type))
    g_once_init_leave (type, g_enum_register_static (name, values));
  return *type;
}

GType
gst_telemetry_units_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { TLR_UNITS_LAYOUT, "As the layout says, metric where it says nothing", "layout" },
    { TLR_UNITS_METRIC, "Metres, km, km/h", "metric" },
    { TLR_UNITS_IMPERIAL, "Feet, miles, mph", "imperial" },
    { TLR_UNITS_NAUTICAL, "Feet, nautical miles, knots", "nautical" },
    { 0, NULL, NULL }
  };

  return register_once (&type, "GstTelemetryUnits", values);
}

GType
gst_telemetry_time_source_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { GST_TELEMETRY_TIME_SOURCE_STREAM_TIME, "Position in the media", "stream-time" },
    { GST_TELEMETRY_TIME_SOURCE_PTS, "Time stamp of the buffer", "pts" },
    { GST_TELEMETRY_TIME_SOURCE_RUNNING_TIME, "Time since the pipeline began to play",
        "running-time" },
    { GST_TELEMETRY_TIME_SOURCE_REFERENCE_TIMESTAMP, "UTC that the frame carries: reference "
        "timestamp (Unix, NTP) or a precision time stamp in its stream", "reference-timestamp" },
    { GST_TELEMETRY_TIME_SOURCE_TIMECODE, "Timecode of the frame, since midnight", "timecode" },
    { GST_TELEMETRY_TIME_SOURCE_ARRIVAL, "UTC at which the frame arrives", "arrival" },
    { 0, NULL, NULL }
  };

  return register_once (&type, "GstTelemetryTimeSource", values);
}

GType
gst_telemetry_overlay_mode_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { GST_TELEMETRY_OVERLAY_MODE_AUTO, "Attached where the sink draws overlays, else burned in",
        "auto" },
    { GST_TELEMETRY_OVERLAY_MODE_BURN, "Burned into the frames", "burn" },
    { GST_TELEMETRY_OVERLAY_MODE_ATTACH, "Attached for the sink to draw", "attach" },
    { 0, NULL, NULL }
  };

  return register_once (&type, "GstTelemetryOverlayMode", values);
}

GType
gst_telemetry_subtitle_position_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { GST_TELEMETRY_SUBTITLE_POSITION_TOP, "Top: subtitles with dialogue keep the bottom", "top" },
    { GST_TELEMETRY_SUBTITLE_POSITION_BOTTOM, "Bottom", "bottom" },
    { 0, NULL, NULL }
  };

  return register_once (&type, "GstTelemetrySubtitlePosition", values);
}

GType
gst_telemetry_text_format_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { GST_TELEMETRY_TEXT_ANY, "What downstream takes", "any" },
    { GST_TELEMETRY_TEXT_UTF8, "Plain text", "utf8" },
    { GST_TELEMETRY_TEXT_MARKUP, "Pango markup", "pango-markup" },
    { GST_TELEMETRY_TEXT_ASS, "ASS, as in Matroska", "ass" },
    { GST_TELEMETRY_TEXT_ASS_FILE, "ASS, a whole file", "ass-file" },
    { 0, NULL, NULL }
  };

  return register_once (&type, "GstTelemetrySubtitleFormat", values);
}
