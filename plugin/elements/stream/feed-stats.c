/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/feed-stats.h"

void
gst_telemetry_feed_stats_add (TlmFeedStats *sum, const TlmFeedStats *more)
{
  g_return_if_fail (sum != NULL && more != NULL);
  sum->good += more->good;
  sum->bad += more->bad;
  sum->lost += more->lost;
  sum->duplicate += more->duplicate;
  sum->out_of_order += more->out_of_order;
  sum->bytes += more->bytes;
}

GstStructure *
gst_telemetry_feed_stats_to_structure (const TlmFeedStats *stats,
    const GstTelemetryStreamCounts *counts, gboolean on_timeline)
{
  GstStructure *structure;

  g_return_val_if_fail (stats != NULL && counts != NULL, NULL);
  structure = gst_structure_new ("telemetry-stats", "good", G_TYPE_UINT64, stats->good,
      "bad", G_TYPE_UINT64, stats->bad, "lost", G_TYPE_UINT64, stats->lost,
      "duplicate", G_TYPE_UINT64, stats->duplicate,
      "out-of-order", G_TYPE_UINT64, stats->out_of_order, NULL);
  if (on_timeline)
    gst_structure_set (structure, "late", G_TYPE_UINT64, counts->late,
        "set-aside", G_TYPE_UINT64, counts->set_aside, NULL);
  gst_structure_set (structure, "clock-steps", G_TYPE_UINT64, counts->clock_steps, NULL);
  gst_structure_set (structure, "bytes", G_TYPE_UINT64, stats->bytes, NULL);
  return structure;
}
