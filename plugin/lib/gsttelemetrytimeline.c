/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/timeline-make.h"

struct _GstTelemetryTimeline {
  gatomicrefcount references;
  GstTelemetryTimelineParts parts;
};

G_DEFINE_BOXED_TYPE (GstTelemetryTimeline, gst_telemetry_timeline, gst_telemetry_timeline_ref,
    gst_telemetry_timeline_unref)

static void
channel_clear (gpointer data)
{
  GstTelemetryTimelineChannel *channel = data;

  g_free (channel->vehicle);
  g_free (channel->channel);
  g_free (channel->unit);
}

static void
event_clear (gpointer data)
{
  gst_structure_free (((GstTelemetryTimelineEvent *) data)->structure);
}

GstTelemetryTimeline *
gst_telemetry_make_timeline (const GstTelemetryTimelineParts *parts)
{
  GstTelemetryTimeline *timeline = g_new0 (GstTelemetryTimeline, 1);

  g_atomic_ref_count_init (&timeline->references);
  timeline->parts = *parts;
  g_array_set_clear_func (parts->channels, channel_clear);
  g_array_set_clear_func (parts->events, event_clear);
  return timeline;
}

GstTelemetryTimeline *
gst_telemetry_timeline_ref (GstTelemetryTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, NULL);
  g_atomic_ref_count_inc (&timeline->references);
  return timeline;
}

void
gst_telemetry_timeline_unref (GstTelemetryTimeline *timeline)
{
  if (!timeline || !g_atomic_ref_count_dec (&timeline->references))
    return;
  g_array_unref (timeline->parts.channels);
  g_array_unref (timeline->parts.events);
  g_free (timeline);
}

gboolean
gst_telemetry_timeline_get_span (const GstTelemetryTimeline *timeline, GstTelemetryTime *first,
    GstTelemetryTime *last)
{
  g_return_val_if_fail (timeline != NULL, FALSE);
  if (!timeline->parts.has_span)
    return FALSE;
  if (first)
    *first = timeline->parts.first;
  if (last)
    *last = timeline->parts.last;
  return TRUE;
}

guint
gst_telemetry_timeline_get_n_channels (const GstTelemetryTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->parts.channels->len;
}

gboolean
gst_telemetry_timeline_get_nth_channel (const GstTelemetryTimeline *timeline, guint index, const gchar **vehicle,
    const gchar **channel, const gchar **unit, gboolean *derived)
{
  const GstTelemetryTimelineChannel *entry;

  g_return_val_if_fail (timeline != NULL, FALSE);
  if (index >= timeline->parts.channels->len)
    return FALSE;
  entry = &g_array_index (timeline->parts.channels, GstTelemetryTimelineChannel, index);
  if (vehicle)
    *vehicle = entry->vehicle;
  if (channel)
    *channel = entry->channel;
  if (unit)
    *unit = entry->unit;
  if (derived)
    *derived = entry->derived;
  return TRUE;
}

guint
gst_telemetry_timeline_get_n_events (const GstTelemetryTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, 0);
  return timeline->parts.events->len;
}

const GstStructure *
gst_telemetry_timeline_get_nth_event (const GstTelemetryTimeline *timeline, guint index, GstTelemetryTime *time)
{
  const GstTelemetryTimelineEvent *entry;

  g_return_val_if_fail (timeline != NULL, NULL);
  if (index >= timeline->parts.events->len)
    return NULL;
  entry = &g_array_index (timeline->parts.events, GstTelemetryTimelineEvent, index);
  if (time)
    *time = entry->time;
  return entry->structure;
}
