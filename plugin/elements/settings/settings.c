/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/settings.h"

TlmSyncText
gst_telemetry_settings_sync (const GstTelemetrySettings *settings)
{
  return (TlmSyncText) {
    .liftoff_at = settings->liftoff_at,
    .footage_start = settings->footage_start,
    .marks = settings->marks,
  };
}

gboolean
gst_telemetry_settings_name_flight (const GstTelemetrySettings *settings)
{
  return settings->location || settings->mission;
}

gboolean
gst_telemetry_settings_same_flight (const GstTelemetrySettings *a, const GstTelemetrySettings *b)
{
  return g_strcmp0 (a->location, b->location) == 0 && g_strcmp0 (a->mission, b->mission) == 0 &&
      g_strcmp0 (a->columns, b->columns) == 0 && g_strcmp0 (a->timezone, b->timezone) == 0 &&
      g_strcmp0 (a->object, b->object) == 0 && a->pid == b->pid &&
      a->special_files == b->special_files && g_strcmp0 (a->limits, b->limits) == 0 &&
      a->stale_after_ns == b->stale_after_ns &&
      a->lost_after_ns == b->lost_after_ns;
}
