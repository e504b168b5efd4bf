/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/gsttelemetrysnapshot.h>

/* How the plugin makes snapshots. A shared library cannot show a symbol to one other alone, so it shows one
 * symbol for all of this, whose name says that it is private and which form of it this is: whatever changes
 * below, the number goes up, and a plugin of another version does not load, where it would go wrong else.
 * GLib's glib__private__() is the model. No program may rely on any of it. */

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

/* What the library does for the plugin. Any thread. */
typedef struct {
  /* A copy of the names of the vehicles, the channels and each channel's unit, NULL-terminated all;
   * to be unreffed. */
  GstTelemetryNames *(*names_new) (const gchar *const *vehicles, const gchar *const *channels,
      const gchar *const *units);

  /* Nothing for NULL. */
  void (*names_unref) (GstTelemetryNames *names);

  /* A snapshot, to be unreffed. A reference to NAMES is kept. UTC_NS are POSIX nanoseconds, ELAPSED those
   * since liftoff, or G_MININT64. PHASES are the mission's, then one of each vehicle, or NULL; they are copied
   * with the N_ENTRIES ENTRIES. */
  GstTelemetrySnapshot *(*snapshot_new) (GstTelemetryNames *names, gint64 utc_ns, GstClockTimeDiff elapsed,
      const GstTelemetryPhase *phases, const GstTelemetrySnapshotEntry *entries, guint n_entries);
} GstTelemetryPrivate;

GST_TELEMETRY_API
const GstTelemetryPrivate *_gst_telemetry_private_1 (void);

static inline void
gst_telemetry_names_unref (GstTelemetryNames *names)
{
  _gst_telemetry_private_1 ()->names_unref (names);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetryNames, gst_telemetry_names_unref)

G_END_DECLS
