/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/plugin-table.h"

const GstTelemetryPrivate *
_gst_telemetry_private_1 (void)
{
  static const GstTelemetryPrivate table = {
    .make_names = gst_telemetry_make_names,
    .drop_names = gst_telemetry_drop_names,
    .make_snapshot = gst_telemetry_make_snapshot,
    .make_timeline = gst_telemetry_make_timeline,
  };

  return &table;
}
