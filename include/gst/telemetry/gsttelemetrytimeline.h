/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/telemetry-prelude.h>

G_BEGIN_DECLS

/**
 * GstTelemetryTime:
 * @stream_time: stream time at the element that says it, nanoseconds; negative before the footage begins
 * @elapsed: nanoseconds since liftoff, negative before it
 * @utc_ns: nanoseconds since 1970-01-01T00:00:00 UTC, POSIX count
 *
 * One instant, on each clock that it is known on; %GST_CLOCK_STIME_NONE on one where it is not. A plain value.
 */
typedef struct {
  GstClockTimeDiff stream_time;
  GstClockTimeDiff elapsed;
  gint64 utc_ns;
} GstTelemetryTime;

/**
 * GstTelemetryTimeline:
 *
 * What an element knows of a flight at the moment when it is asked, by gst_query_new_telemetry_timeline(): from when to
 * when there is telemetry, of which channels, and what happens when. Where telemetry comes as the video plays it is
 * what has come by then. Immutable and reference-counted; may be read from any thread.
 */
typedef struct _GstTelemetryTimeline GstTelemetryTimeline;

#define GST_TYPE_TELEMETRY_TIMELINE (gst_telemetry_timeline_get_type ())
GST_TELEMETRY_API
GType gst_telemetry_timeline_get_type (void);

/**
 * gst_telemetry_timeline_ref:
 * @timeline: a timeline
 *
 * Takes a reference. Any thread.
 *
 * Returns: (transfer full): @timeline
 */
GST_TELEMETRY_API
GstTelemetryTimeline *gst_telemetry_timeline_ref (GstTelemetryTimeline *timeline);

/**
 * gst_telemetry_timeline_unref:
 * @timeline: (transfer full) (nullable): a timeline
 *
 * Gives a reference back. Any thread.
 */
GST_TELEMETRY_API
void gst_telemetry_timeline_unref (GstTelemetryTimeline *timeline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetryTimeline, gst_telemetry_timeline_unref)

/**
 * gst_telemetry_timeline_get_span:
 * @timeline: a timeline
 * @first: (out caller-allocates) (optional): of the first number or state of any vehicle
 * @last: (out caller-allocates) (optional): of the last
 *
 * Tells from when to when there is telemetry.
 *
 * Returns: %FALSE when there is none yet; both then stay as they were
 */
GST_TELEMETRY_API
gboolean gst_telemetry_timeline_get_span (const GstTelemetryTimeline *timeline, GstTelemetryTime *first,
    GstTelemetryTime *last);

/**
 * gst_telemetry_timeline_get_n_channels:
 * @timeline: a timeline
 *
 * Counts what gst_telemetry_timeline_get_nth_channel() walks.
 *
 * Returns: how many channels it has, of all vehicles; each is of one vehicle
 */
GST_TELEMETRY_API
guint gst_telemetry_timeline_get_n_channels (const GstTelemetryTimeline *timeline);

/**
 * gst_telemetry_timeline_get_nth_channel:
 * @timeline: a timeline
 * @index: below the number of channels
 * @vehicle: (out) (optional) (transfer none): name of the vehicle, "" for one without
 * @channel: (out) (optional) (transfer none): name of the channel, such as "altitude"
 * @unit: (out) (optional) (transfer none): symbol of the unit of its values, such as "m/s"; "" for a bare number
 * @derived: (out) (optional): whether it is computed from others, not measured
 *
 * Walks all channels that can have a value at some time, ordered by vehicle. The names live as long as @timeline.
 *
 * Returns: %FALSE when there are not so many; all then stay as they were
 */
GST_TELEMETRY_API
gboolean gst_telemetry_timeline_get_nth_channel (const GstTelemetryTimeline *timeline, guint index,
    const gchar **vehicle, const gchar **channel, const gchar **unit, gboolean *derived);

/**
 * gst_telemetry_timeline_get_n_events:
 * @timeline: a timeline
 *
 * Counts what gst_telemetry_timeline_get_nth_event() walks.
 *
 * Returns: how many events it has
 */
GST_TELEMETRY_API
guint gst_telemetry_timeline_get_n_events (const GstTelemetryTimeline *timeline);

/**
 * gst_telemetry_timeline_get_nth_event:
 * @timeline: a timeline
 * @index: below the number of events
 * @time: (out caller-allocates) (optional): when it is
 *
 * Walks all events in the order of their times. The structure "telemetry-event" has the fields of
 * %GST_TELEMETRY_MESSAGE_PHASE, but `running-time` and `revised`; `phase` and `label` are there where the event
 * leads to a phase, and `confidence` may be "nominal" too: planned, and not known to have come.
 *
 * Returns: (transfer none) (nullable): what is known of it, as long as @timeline lives; %NULL when there are not so
 *   many, @time then stays as it was
 */
GST_TELEMETRY_API
const GstStructure *gst_telemetry_timeline_get_nth_event (const GstTelemetryTimeline *timeline, guint index,
    GstTelemetryTime *time);

G_END_DECLS
