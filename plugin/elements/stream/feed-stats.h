/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/decode/feed.h"

G_BEGIN_DECLS

/* Adds MORE to each count of SUM. */
void gst_telemetry_feed_stats_add (TlmFeedStats *sum, const TlmFeedStats *more);

/* The counts as the property `stats` has them: good, bad, lost, duplicate, out-of-order,
 * late (samples; NULL: not counted), bytes, each a guint64. To be freed. */
GstStructure *gst_telemetry_feed_stats_to_structure (const TlmFeedStats *stats,
    const guint64 *late);

G_END_DECLS
