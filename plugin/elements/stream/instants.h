/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/sync.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* The instants at which telemetrysrc says something: a grid from footage 0 on, and the
 * events between. Times are footage times, ns. A plain value. */
typedef struct {
  const TlmTimeline *timeline;   /* of somebody who keeps it */
  TlmSyncResult sync;            /* how footage is related to it */
  gint64 interval_ns;            /* of the grid, above 0 */
} GstTelemetryInstants;

/* The first instant after FROM, or LIMIT where that comes first. */
gint64 gst_telemetry_instants_after (const GstTelemetryInstants *instants, gint64 from_ns,
    gint64 limit_ns);

/* The last instant before FROM, or LIMIT where that comes later. */
gint64 gst_telemetry_instants_before (const GstTelemetryInstants *instants, gint64 from_ns,
    gint64 limit_ns);

G_END_DECLS
