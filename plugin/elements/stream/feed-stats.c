/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/feed-stats.h"

#include "core/base/limits.h"

void
gst_telemetry_stream_stats_add (GstTelemetryStreamStats *sum, const GstTelemetryStreamStats *more)
{
  g_return_if_fail (sum != NULL && more != NULL);
  sum->feed.good += more->feed.good;
  sum->feed.bad += more->feed.bad;
  sum->feed.lost += more->feed.lost;
  sum->feed.duplicate += more->feed.duplicate;
  sum->feed.out_of_order += more->feed.out_of_order;
  sum->feed.bytes += more->feed.bytes;
  sum->late += more->late;
  sum->clock_steps += more->clock_steps;
  sum->set_aside += more->set_aside;
  sum->events_thinned += more->events_thinned;
}

char *
gst_telemetry_stream_stats_follow_thinned (GstTelemetryStreamStats *stats, guint64 *seen, guint64 n)
{
  gboolean is_first = stats->events_thinned == 0 && n > *seen;

  stats->events_thinned += n - *seen;
  *seen = n;
  return is_first ? g_strconcat ("the oldest events are forgotten: ", tlm_limit_said (TLM_LIMIT_EVENTS), NULL) : NULL;
}

char *
gst_telemetry_late_phases_text (guint64 *seen, guint64 n)
{
  gboolean is_first = *seen == 0 && n > 0;

  *seen = n;
  return is_first ? g_strdup ("something came, or was said, of what is more than an hour old: the phases that were found "
      "by then stay as they were found. Read the recording as a file to have them found anew") : NULL;
}

GstStructure *
gst_telemetry_stream_stats_to_structure (const GstTelemetryStreamStats *stats,
    gboolean on_timeline)
{
  GstStructure *structure;

  g_return_val_if_fail (stats != NULL, NULL);
  structure = gst_structure_new ("telemetry-stats", "good", G_TYPE_UINT64, stats->feed.good,
      "bad", G_TYPE_UINT64, stats->feed.bad, "lost", G_TYPE_UINT64, stats->feed.lost,
      "duplicate", G_TYPE_UINT64, stats->feed.duplicate,
      "out-of-order", G_TYPE_UINT64, stats->feed.out_of_order,
      "clock-steps", G_TYPE_UINT64, stats->clock_steps, NULL);
  if (on_timeline)
    gst_structure_set (structure, "late", G_TYPE_UINT64, stats->late,
        "set-aside", G_TYPE_UINT64, stats->set_aside,
        "events-thinned", G_TYPE_UINT64, stats->events_thinned, NULL);
  gst_structure_set (structure, "bytes", G_TYPE_UINT64, stats->feed.bytes, NULL);
  return structure;
}
