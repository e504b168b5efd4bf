/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/gsttelemetrysnapshot.h>
#include <gst/telemetry/gsttelemetrytimeline.h>

G_BEGIN_DECLS

/**
 * GST_TELEMETRY_QUERY_SNAPSHOT:
 *
 * Name of the structure of a query for what the telemetry says at one time: fields `stream-time` (uint64) and
 * `source` (string, where one element is asked); answered with `snapshot` (#GstTelemetrySnapshot).
 */
#define GST_TELEMETRY_QUERY_SNAPSHOT "telemetry-snapshot"

/**
 * GST_TELEMETRY_QUERY_TIMELINE:
 *
 * Name of the structure of a query for what is known of the flight: the field `source` (string, where one element is
 * asked); answered with `timeline` (#GstTelemetryTimeline).
 */
#define GST_TELEMETRY_QUERY_TIMELINE "telemetry-timeline"

/**
 * gst_query_new_telemetry_snapshot:
 * @stream_time: stream time at the element that answers, or %GST_CLOCK_TIME_NONE for the newest frame that it let out
 * @source: (nullable): name of the element that is asked, %NULL for the nearest that can answer
 *
 * Asks what the telemetry says at one time. To be sent with gst_element_query() to a pipeline or an element, or with
 * gst_pad_query() and gst_pad_peer_query() either way along the stream, from any thread and in any state from paused
 * on; no frame waits for it. telemetryoverlay answers from its first frame on, where stream time says what a frame
 * shows: with the time sources reference-timestamp, timecode and arrival only a frame itself does, and only the newest
 * can be asked for. telemetrysrc answers for the stream time of its samples, and has no newest frame. telemetryparse,
 * telemetrysubtitle and telemetryklvenc answer where nothing further along the stream does, or by name: as the flight has it
 * that telemetrysrc announced, else by the samples that went through, of which the newest is what @stream_time
 * %GST_CLOCK_TIME_NONE asks for.
 *
 * Returns: (transfer full): a query
 */
GST_TELEMETRY_API
GstQuery *gst_query_new_telemetry_snapshot (GstClockTime stream_time, const gchar *source);

/**
 * gst_query_parse_telemetry_snapshot:
 * @query: a query
 * @snapshot: (out) (optional) (transfer full): the answer
 *
 * Takes the answer out of a query that was sent.
 *
 * Returns: %FALSE when @query is not of this kind, or was not answered; @snapshot then stays as it was
 */
GST_TELEMETRY_API
gboolean gst_query_parse_telemetry_snapshot (GstQuery *query, GstTelemetrySnapshot **snapshot);

/**
 * gst_query_new_telemetry_timeline:
 * @source: (nullable): name of the element that is asked, %NULL for the nearest that can answer
 *
 * Asks what is known of the flight. To be sent as gst_query_new_telemetry_snapshot() is. The same elements answer, an
 * overlay with stream times from its first frame on.
 *
 * Returns: (transfer full): a query
 */
GST_TELEMETRY_API
GstQuery *gst_query_new_telemetry_timeline (const gchar *source);

/**
 * gst_query_parse_telemetry_timeline:
 * @query: a query
 * @timeline: (out) (optional) (transfer full): the answer
 *
 * Takes the answer out of a query that was sent.
 *
 * Returns: %FALSE when @query is not of this kind, or was not answered; @timeline then stays as it was
 */
GST_TELEMETRY_API
gboolean gst_query_parse_telemetry_timeline (GstQuery *query, GstTelemetryTimeline **timeline);

G_END_DECLS
