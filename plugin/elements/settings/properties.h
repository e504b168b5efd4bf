/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "elements/settings/property-table.h"

G_BEGIN_DECLS

/* Properties by the table: an element adds one with a row there, and a field in
 * GstTelemetrySettings. None of these locks; who shares the settings holds his lock. */

/* Installs the properties of ELEMENT on its class. */
void gst_telemetry_properties_install (GObjectClass *object_class, GstTelemetryElements element);

/* The row of a property that was installed, by the number that GObject knows it by. */
const GstTelemetryProperty *gst_telemetry_property_by_id (guint id);

/* Begins SETTINGS, of which nothing is taken over, as a new ELEMENT has them. To be
 * cleared. */
void gst_telemetry_settings_init (GstTelemetrySettings *settings, GstTelemetryElements element);

/* Frees what they hold; all is zero then. */
void gst_telemetry_settings_clear (GstTelemetrySettings *settings);

/* Makes TO, of which nothing is taken over, a copy with strings of its own. To be
 * cleared. */
void gst_telemetry_settings_copy (GstTelemetrySettings *to, const GstTelemetrySettings *from);

/* Writes the property of that ID, which is one that can be written. */
void gst_telemetry_settings_set (GstTelemetrySettings *settings, guint id, const GValue *value);

/* Reads it into VALUE, which has its type. Not for statistics, which have no field. */
void gst_telemetry_settings_get (const GstTelemetrySettings *settings, guint id, GValue *value);

G_END_DECLS
