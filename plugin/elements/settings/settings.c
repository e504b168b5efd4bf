/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/settings.h"

#include "elements/settings/units-type.h"

/* One text among the settings. */
typedef struct {
  const char *name, *nick, *blurb;
  const char *preset;        /* what it is while unset, or NULL */
  gsize offset;
} Text;

#define FIELD(field) G_STRUCT_OFFSET (GstTelemetrySettings, field)

static const Text texts[GST_TELEMETRY_N_SETTINGS] = {
  [GST_TELEMETRY_SETTING_LOCATION] = { "location", "Location",
    "Telemetry: path or URI of a log, an ephemeris or an element set", NULL, FIELD (location) },
  [GST_TELEMETRY_SETTING_MISSION] = { "mission", "Mission",
    "Mission file: sources, units, liftoff, events, vehicles", NULL, FIELD (mission) },
  [GST_TELEMETRY_SETTING_COLUMNS] = { "columns", "Columns",
    "What the columns mean where the header does not say: altitude=alt:ft,speed=vz:ft/s,time=t:s",
    NULL, FIELD (columns) },
  [GST_TELEMETRY_SETTING_LAYOUT] = { "layout", "Layout",
    "Built-in layout by name, or path of a layout file", "webcast", FIELD (layout) },
  [GST_TELEMETRY_SETTING_LANGUAGE] = { "language", "Language",
    "Language of labels and numbers (en, ru, es, fr, de, zh, ja), whatever the locale; "
    "English unless set", NULL, FIELD (language) },
  [GST_TELEMETRY_SETTING_LIFTOFF_AT] = { "liftoff-at", "Liftoff at",
    "Where liftoff is in the footage: seconds (12.48), HH:MM:SS.mmm, a frame (#374) or a timecode "
    "(10:42:13:07, drop-frame 10:42:13;07). With this, footage-start or marks set, what the mission "
    "says of the footage's time does not count", NULL, FIELD (liftoff_at) },
  [GST_TELEMETRY_SETTING_FOOTAGE_START] = { "footage-start", "Footage start",
    "UTC of the first frame (2021-10-05T08:54:50Z), instead of liftoff-at; or its timecode "
    "(10:42:13:07), from which places in timecode then count; or both "
    "(2021-10-05T08:54:50:12)", NULL, FIELD (footage_start) },
  [GST_TELEMETRY_SETTING_MARKS] = { "marks", "Marks",
    "Places in the footage and the instants they show, PLACE@INSTANT, semicolons between: "
    "12.48@T+0; #900@2021-10-05T08:55:25Z; 01:00:10:00@T+70. One is an offset, liftoff-at and "
    "footage-start are such; two correct a clock that drifts or say how fast a time-lapse is; more "
    "serve variable speed. Before the first and after the last the speed stays", NULL, FIELD (marks) },
  [GST_TELEMETRY_SETTING_RESERVE] = { "reserve", "Reserve",
    "Strips of the frame that nothing is drawn on, for subtitles or a logo: bottom 12%; right 20%",
    NULL, FIELD (reserve) },
};

static char **
field_of (GstTelemetrySettings *settings, guint id)
{
  return G_STRUCT_MEMBER_P (settings, texts[id].offset);
}

void
gst_telemetry_settings_clear (GstTelemetrySettings *settings)
{
  for (guint id = 0; id < GST_TELEMETRY_N_SETTINGS; id++)
    if (texts[id].name)
      g_clear_pointer (field_of (settings, id), g_free);
}

void
gst_telemetry_settings_copy (GstTelemetrySettings *to, const GstTelemetrySettings *from)
{
  *to = *from;
  for (guint id = 0; id < GST_TELEMETRY_N_SETTINGS; id++)
    if (texts[id].name)
      *field_of (to, id) = g_strdup (*field_of (to, id));
}

TlmSyncText
gst_telemetry_settings_sync (const GstTelemetrySettings *settings)
{
  return (TlmSyncText) { settings->liftoff_at, settings->footage_start, settings->marks };
}

GParamSpec *
gst_telemetry_setting_spec (guint id, GParamFlags flags)
{
  g_return_val_if_fail (id > 0 && id < GST_TELEMETRY_N_SETTINGS, NULL);
  if (id == GST_TELEMETRY_SETTING_UNITS)
    return g_param_spec_enum ("units", "Units", "Units of fields whose unit the layout leaves open",
        gst_telemetry_units_get_type (), TLR_UNITS_LAYOUT, flags);
  if (id == GST_TELEMETRY_SETTING_MARK)
    return g_param_spec_string ("mark", "Mark",
        "Adds PLACE@INSTANT to marks: may be given several times in a launch line; reads as all marks",
        NULL, flags);
  return g_param_spec_string (texts[id].name, texts[id].nick, texts[id].blurb, texts[id].preset,
      flags);
}

void
gst_telemetry_take_text (char **field, const GValue *value)
{
  g_free (*field);
  *field = g_value_dup_string (value);
  if (*field && **field == '\0')
    g_clear_pointer (field, g_free);
}

static void
add_mark (GstTelemetrySettings *settings, const char *mark)
{
  char *joined = tlm_marks_join (settings->marks, mark);

  g_free (settings->marks);
  settings->marks = joined;
}

void
gst_telemetry_setting_set (GstTelemetrySettings *settings, guint id, const GValue *value)
{
  if (id == GST_TELEMETRY_SETTING_UNITS) {
    settings->units = g_value_get_enum (value);
  } else if (id == GST_TELEMETRY_SETTING_MARK) {
    add_mark (settings, g_value_get_string (value));
  } else {
    gst_telemetry_take_text (field_of (settings, id), value);
  }
}

void
gst_telemetry_setting_get (const GstTelemetrySettings *settings, guint id, GValue *value)
{
  const char *text;

  if (id == GST_TELEMETRY_SETTING_UNITS) {
    g_value_set_enum (value, settings->units);
    return;
  }
  if (id == GST_TELEMETRY_SETTING_MARK)
    id = GST_TELEMETRY_SETTING_MARKS;
  text = *field_of ((GstTelemetrySettings *) settings, id);
  g_value_set_string (value, text ? text : texts[id].preset);
}
