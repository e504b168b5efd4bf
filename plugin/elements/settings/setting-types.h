/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The enumerations of settings.h as types of properties, each registered at its first
 * call. Thread safe. */

/* TlrUnits. */
GType gst_telemetry_units_get_type (void);

/* GstTelemetryTimeSource. */
GType gst_telemetry_time_source_get_type (void);

/* GstTelemetryOverlayMode. */
GType gst_telemetry_overlay_mode_get_type (void);

/* GstTelemetrySubtitlePosition. */
GType gst_telemetry_subtitle_position_get_type (void);

/* GstTelemetryTextFormat. */
GType gst_telemetry_text_format_get_type (void);

G_END_DECLS
