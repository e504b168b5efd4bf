/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/footage/sync.h"
#include "render/draw/style.h"

G_BEGIN_DECLS

/* What the properties of an element ask for, as the user wrote it. All owned;
 * all zero but the ages is a good default. */
typedef struct {
  char *location;
  char *mission;
  char *columns;
  char *layout;              /* NULL: "webcast" */
  char *language;
  char *liftoff_at;
  char *footage_start;
  char *marks;
  char *reserve;             /* render/draw/reserve.h; NULL: as the layout says */
  TlmDuration stale_after_ns;
  TlmDuration lost_after_ns;
  TlrUnits units;
} GstTelemetrySettings;

void gst_telemetry_settings_clear (GstTelemetrySettings *settings);
void gst_telemetry_settings_copy (GstTelemetrySettings *to, const GstTelemetrySettings *from);

/* What they say of the footage's time; its strings are those of SETTINGS. */
TlmSyncText gst_telemetry_settings_sync (const GstTelemetrySettings *settings);

/* The properties that several elements have, with one name and one meaning: ids
 * of properties, so that those of an element's own begin with
 * GST_TELEMETRY_N_SETTINGS. */
enum {
  GST_TELEMETRY_SETTING_LOCATION = 1,
  GST_TELEMETRY_SETTING_MISSION,
  GST_TELEMETRY_SETTING_COLUMNS,
  GST_TELEMETRY_SETTING_LAYOUT,
  GST_TELEMETRY_SETTING_UNITS,
  GST_TELEMETRY_SETTING_LANGUAGE,
  GST_TELEMETRY_SETTING_LIFTOFF_AT,
  GST_TELEMETRY_SETTING_FOOTAGE_START,
  GST_TELEMETRY_SETTING_MARKS,
  GST_TELEMETRY_SETTING_MARK,
  GST_TELEMETRY_SETTING_RESERVE,
  GST_TELEMETRY_N_SETTINGS
};

/* Takes the string of a property; an empty one is NULL. */
void gst_telemetry_take_text (char **field, const GValue *value);

/* What it is, as a floating reference. */
GParamSpec *gst_telemetry_setting_spec (guint id, GParamFlags flags);

/* Sets and gets one of them. An empty string is none. MARK adds a mark to MARKS. */
void gst_telemetry_setting_set (GstTelemetrySettings *settings, guint id, const GValue *value);
void gst_telemetry_setting_get (const GstTelemetrySettings *settings, guint id, GValue *value);

G_END_DECLS
