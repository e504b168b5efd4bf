/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define GST_TYPE_TELEMETRY_KLV_ENC (gst_telemetry_klv_enc_get_type ())
G_DECLARE_FINAL_TYPE (GstTelemetryKlvEnc, gst_telemetry_klv_enc, GST, TELEMETRY_KLV_ENC, GstElement)

GST_ELEMENT_REGISTER_DECLARE (telemetryklvenc)

G_END_DECLS
