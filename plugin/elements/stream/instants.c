/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/instants.h"

static gint64
grid_after (const GstTelemetryInstants *instants, gint64 time_ns)
{
  return (time_ns / instants->interval_ns + 1) * instants->interval_ns;
}

static gint64
grid_before (const GstTelemetryInstants *instants, gint64 time_ns)
{
  return (time_ns - 1) / instants->interval_ns * instants->interval_ns;
}

gint64
gst_telemetry_instants_after (const GstTelemetryInstants *instants, gint64 from_ns,
    gint64 limit_ns)
{
  const TlmTimeline *timeline = instants->timeline;
  gint64 time_ns = tlm_sync_apply (&instants->sync, from_ns), at;
  guint index;

  limit_ns = MIN (limit_ns, grid_after (instants, from_ns));
  if (time_ns == TLM_TIME_NONE)
    return limit_ns;
  index = tlm_timeline_n_events_until (timeline, time_ns);
  if (index == tlm_timeline_n_events (timeline))
    return limit_ns;
  at = tlm_sync_invert (&instants->sync, tlm_timeline_event (timeline, index)->time_ns);
  return at == TLM_TIME_NONE ? limit_ns : MIN (at, limit_ns);
}

gint64
gst_telemetry_instants_before (const GstTelemetryInstants *instants, gint64 from_ns,
    gint64 limit_ns)
{
  const TlmTimeline *timeline = instants->timeline;
  gint64 time_ns = tlm_sync_apply (&instants->sync, from_ns - 1), at;
  guint index;

  limit_ns = MAX (limit_ns, grid_before (instants, from_ns));
  if (time_ns == TLM_TIME_NONE)
    return limit_ns;
  index = tlm_timeline_n_events_until (timeline, time_ns);
  if (index == 0)
    return limit_ns;
  at = tlm_sync_invert (&instants->sync, tlm_timeline_event (timeline, index - 1)->time_ns);
  return MAX (at, limit_ns);
}
