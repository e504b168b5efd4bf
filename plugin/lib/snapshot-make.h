/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/gsttelemetrysnapshot.h>

/* How the plugin makes snapshots. The library shows these to the plugin alone: no program may rely on them. */

G_BEGIN_DECLS

/**
 * GstTelemetryNames: (skip)
 *
 * The vehicles and channels that snapshots of one flight speak of, kept once
 * and shared by all of them. Immutable and reference-counted.
 */
typedef struct _GstTelemetryNames GstTelemetryNames;

/**
 * gst_telemetry_names_new: (skip)
 * @vehicles: (array zero-terminated=1): names of the vehicles
 * @channels: (array zero-terminated=1): names of the channels
 * @units: (array zero-terminated=1): the symbol of each channel's unit
 *
 * Returns: (transfer full): a copy of the names
 */
GST_TELEMETRY_API
GstTelemetryNames *gst_telemetry_names_new (const gchar *const *vehicles, const gchar *const *channels,
    const gchar *const *units);

/**
 * gst_telemetry_names_unref: (skip)
 * @names: (transfer full) (nullable): names
 */
GST_TELEMETRY_API
void gst_telemetry_names_unref (GstTelemetryNames *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetryNames, gst_telemetry_names_unref)

/**
 * GstTelemetrySnapshotEntry: (skip)
 * @vehicle: index of the vehicle
 * @channel: index of the channel
 * @value: its value
 */
typedef struct {
  guint vehicle;
  guint channel;
  GstTelemetryValue value;
} GstTelemetrySnapshotEntry;

/**
 * GstTelemetryPhase: (skip)
 * @id: (nullable): stable identifier, %NULL for no phase
 * @label: (nullable): for readers
 */
typedef struct {
  const gchar *id;
  const gchar *label;
} GstTelemetryPhase;

/**
 * gst_telemetry_snapshot_new: (skip)
 * @names: who the vehicles and channels are; a reference is kept
 * @utc_ns: POSIX nanoseconds, or %G_MININT64
 * @elapsed: nanoseconds since liftoff, or %G_MININT64
 * @phases: (array) (nullable): the mission's, then one for each vehicle; copied
 * @entries: (array length=n_entries): the values
 * @n_entries: how many
 *
 * Returns: (transfer full): a snapshot
 */
GST_TELEMETRY_API
GstTelemetrySnapshot *gst_telemetry_snapshot_new (GstTelemetryNames *names, gint64 utc_ns,
    GstClockTimeDiff elapsed, const GstTelemetryPhase *phases,
    const GstTelemetrySnapshotEntry *entries, guint n_entries);

G_END_DECLS
