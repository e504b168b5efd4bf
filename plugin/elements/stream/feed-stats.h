/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/decode/feed.h"

G_BEGIN_DECLS

/* What happened to a stream: counts that only grow, also where another flight takes what comes. */
typedef struct {
  TlmFeedStats feed;             /* as its decoder counts */
  guint64 late;                  /* samples that came behind the newest by more than the window */
  guint64 clock_steps;           /* how often the sender's clock stepped, and was tied anew */
  guint64 set_aside;             /* deliveries that no clock agreed with, not shown */
  guint64 events_thinned;        /* the oldest events, forgotten past TLM_LIMIT_EVENTS */
} GstTelemetryStreamStats;

/* Adds MORE to each count of SUM. */
void gst_telemetry_stream_stats_add (GstTelemetryStreamStats *sum,
    const GstTelemetryStreamStats *more);

/* A timeline has forgotten N events by now, and SEEN, which becomes N, when it was looked at last. What to warn
 * of when the first are, or NULL; to be freed. */
char *gst_telemetry_stream_stats_follow_thinned (GstTelemetryStreamStats *stats, guint64 *seen, guint64 n);

/* N is how much came too late for the phases (tlm_phase_engine_n_late()), and SEEN, which becomes N, what it was before.
 * What to warn of when the first does, or NULL; to be freed. */
char *gst_telemetry_late_phases_text (guint64 *seen, guint64 n);

/* The counts as the property `stats` has them: good, bad, lost, duplicate, out-of-order,
 * late (samples), set-aside, events-thinned, clock-steps, bytes, each a guint64; late, set-aside and events-thinned only where
 * samples go on a timeline (ON_TIMELINE). To be freed. */
GstStructure *gst_telemetry_stream_stats_to_structure (const GstTelemetryStreamStats *stats,
    gboolean on_timeline);

G_END_DECLS
