/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstpushsrc.h>

G_BEGIN_DECLS

#define GST_TYPE_TELEMETRY_SRC (gst_telemetry_src_get_type ())
G_DECLARE_FINAL_TYPE (GstTelemetrySrc, gst_telemetry_src, GST, TELEMETRY_SRC, GstPushSrc)

GST_ELEMENT_REGISTER_DECLARE (telemetrysrc)

G_END_DECLS
