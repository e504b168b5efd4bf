/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define GST_TYPE_TELEMETRY_PARSE (gst_telemetry_parse_get_type ())
G_DECLARE_FINAL_TYPE (GstTelemetryParse, gst_telemetry_parse, GST, TELEMETRY_PARSE, GstElement)

GST_ELEMENT_REGISTER_DECLARE (telemetryparse)

G_END_DECLS
