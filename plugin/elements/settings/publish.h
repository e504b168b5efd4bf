/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/telemetry.h>

#include "core/timeline/timeline.h"
#include "elements/settings/phase-names.h"
#include "lib/plugin-table.h"

G_BEGIN_DECLS

/* Who the vehicles and channels of TIMELINE are, copied; to be unreffed. Whoever calls
 * holds the lock under which the timeline grows. */
GstTelemetryNames *gst_telemetry_names_of (const TlmTimeline *timeline);

/* What SNAPSHOT of the timeline with those NAMES says, for applications; to be unreffed.
 * PHASE_NAMES belongs to the thread that calls. */
GstTelemetrySnapshot *gst_telemetry_snapshot_publish (GstTelemetryNames *names,
    const TlmSnapshot *snapshot, GstTelemetryPhaseNames *phase_names);

G_END_DECLS
