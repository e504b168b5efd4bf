/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/gsttelemetrysnapshot.h>

/* How snapshots are made: hidden, the plugin has these by lib/plugin-table.h. */

G_BEGIN_DECLS

/**
 * GstTelemetryNames: (skip)
 *
 * The vehicles and channels that snapshots of one flight speak of, kept once
 * and shared by all of them. Immutable and reference-counted.
 */
typedef struct _GstTelemetryNames GstTelemetryNames;

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

/* A copy of the names of the VEHICLES, the CHANNELS and each channel's unit, NULL-terminated all; to be
 * dropped. */
GstTelemetryNames *gst_telemetry_make_names (const gchar *const *vehicles, const gchar *const *channels,
    const gchar *const *units);

/* Nothing for NULL. */
void gst_telemetry_drop_names (GstTelemetryNames *names);

/* A snapshot, to be unreffed. A reference to NAMES is kept. UTC_NS are POSIX nanoseconds, ELAPSED those since
 * liftoff, or G_MININT64. PHASES are the mission's, then one of each vehicle, or NULL; they are copied with the
 * N_ENTRIES ENTRIES. */
GstTelemetrySnapshot *gst_telemetry_make_snapshot (GstTelemetryNames *names, gint64 utc_ns,
    GstClockTimeDiff elapsed, const GstTelemetryPhase *phases, const GstTelemetrySnapshotEntry *entries,
    guint n_entries);

G_END_DECLS
