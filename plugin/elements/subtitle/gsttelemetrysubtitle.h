/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define GST_TYPE_TELEMETRY_SUBTITLE (gst_telemetry_subtitle_get_type ())
G_DECLARE_FINAL_TYPE (GstTelemetrySubtitle, gst_telemetry_subtitle, GST, TELEMETRY_SUBTITLE,
    GstElement)

GST_ELEMENT_REGISTER_DECLARE (telemetrysubtitle)

G_END_DECLS
