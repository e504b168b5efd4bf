/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <obs-module.h>

G_BEGIN_DECLS

/* The two things that the module has. */
typedef enum {
  TELEMETRY_SOURCE = 1 << 0,
  TELEMETRY_FILTER = 1 << 1
} TelemetryUser;

/* What a person has set, as the properties' rows in settings.c say. Texts are NULL where nothing is set. */
typedef struct {
  char *mission, *telemetry, *columns, *timezone, *object;
  char *liftoff, *offset;
  char *layout, *units, *language, *reserve;
  char *live, *format;         /* address and format of live telemetry */
  gint64 history_s;            /* of it, kept at full rate; 0: as usual */
  gboolean confirm;            /* phases are confirmed by hotkey */
  gboolean waits;              /* the clock stands until a hotkey lets it go */
  gint64 width, height;        /* of the source, pixels */
} TelemetrySettings;

/* What DATA says to USER. To be freed. */
TelemetrySettings *telemetry_settings_read (obs_data_t *data, TelemetryUser user);
TelemetrySettings *telemetry_settings_copy (const TelemetrySettings *settings);

/* Takes NULL. */
void telemetry_settings_free (TelemetrySettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TelemetrySettings, telemetry_settings_free)

/* Whether both name the same telemetry, read in the same way: what differs needs no reading. */
gboolean telemetry_settings_read_alike (const TelemetrySettings *a, const TelemetrySettings *b);

/* Whether nothing differs that the picture depends on. */
gboolean telemetry_settings_equal (const TelemetrySettings *a, const TelemetrySettings *b);

/* What is out of range, and what would be right, or NULL. To be freed. */
char *telemetry_settings_find_fault (const TelemetrySettings *settings);

/* What USER's properties are when nothing is set. */
void telemetry_settings_defaults (obs_data_t *data, TelemetryUser user);

/* The panel of USER's properties; OBS's. */
obs_properties_t *telemetry_settings_properties (TelemetryUser user);

G_END_DECLS
