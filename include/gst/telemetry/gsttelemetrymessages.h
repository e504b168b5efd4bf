/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/telemetry-prelude.h>

G_BEGIN_DECLS

/**
 * GST_TELEMETRY_MESSAGE_PHASE:
 *
 * Element message for each event of a phase that comes on the picture: `vehicle`
 * (string, "" for the mission), `event` and `phase` it leads to (strings,
 * identifiers), `event-label` and `label` of the phase (strings, for readers),
 * `time` of the event (int64, nanoseconds since liftoff, or on the telemetry's own
 * clock without liftoff), `confidence` (string: given, detected), `revised` (boolean:
 * the time of an event that was told already is another one), `under-way` (boolean: it began
 * before anything was known, `time` is when it was first seen) and `running-time` (uint64) of
 * the frame. Where it lies in a gap of the telemetry, `after` and `before` (int64, as `time`,
 * which is their middle); where its error is known, `error` (int64, ns, one standard deviation). Several events may lead to one phase.
 */
#define GST_TELEMETRY_MESSAGE_PHASE "telemetry-phase"

/**
 * GST_TELEMETRY_MESSAGE_LOST:
 *
 * Element message when the last value of a vehicle that could be shown is too
 * old: `vehicle` (string), `running-time` (uint64).
 */
#define GST_TELEMETRY_MESSAGE_LOST "telemetry-lost"

/**
 * GST_TELEMETRY_MESSAGE_RECOVERED:
 *
 * Element message when a vehicle that was lost has values again: `vehicle`
 * (string), `running-time` (uint64).
 */
#define GST_TELEMETRY_MESSAGE_RECOVERED "telemetry-recovered"

/**
 * GST_TELEMETRY_MESSAGE_APART:
 *
 * Element message when footage and telemetry have no instant in common, beside a
 * warning for people: `footage-start`, `footage-end`, `telemetry-start` and
 * `telemetry-end` (int64, nanoseconds since liftoff, or on the telemetry's own clock
 * without liftoff). Where nothing says how long the footage is, its first ten seconds
 * are meant, or all of it at its end.
 */
#define GST_TELEMETRY_MESSAGE_APART "telemetry-apart"

/**
 * gst_message_parse_telemetry_phase:
 * @message: a message
 * @vehicle: (out) (optional) (transfer none): the vehicle's name, "" for the mission
 * @phase: (out) (optional) (transfer none): the phase's identifier
 * @time: (out) (optional): of the event that leads to it
 *
 * Reads %GST_TELEMETRY_MESSAGE_PHASE. Its other fields are in gst_message_get_structure().
 *
 * Returns: %FALSE when @message is not of this kind
 */
GST_TELEMETRY_API
gboolean gst_message_parse_telemetry_phase (GstMessage *message, const gchar **vehicle,
    const gchar **phase, gint64 *time);

G_END_DECLS
