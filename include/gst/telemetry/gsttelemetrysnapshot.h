/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/telemetry-prelude.h>

G_BEGIN_DECLS

/**
 * GstTelemetryValidity:
 * @GST_TELEMETRY_VALIDITY_ABSENT: there is no value
 * @GST_TELEMETRY_VALIDITY_LOST: too old to show, the picture says `---`
 * @GST_TELEMETRY_VALIDITY_STALE: old; the picture shows it, marked
 * @GST_TELEMETRY_VALIDITY_FRESH: as good as the telemetry
 */
typedef enum {
  GST_TELEMETRY_VALIDITY_ABSENT,
  GST_TELEMETRY_VALIDITY_LOST,
  GST_TELEMETRY_VALIDITY_STALE,
  GST_TELEMETRY_VALIDITY_FRESH
} GstTelemetryValidity;

/**
 * GstTelemetryValue:
 * @value: the number in its channel's SI unit (angles in degrees)
 * @age: nanoseconds since the last sample, 0 where interpolated
 * @validity: whether it may be shown
 * @derived: computed from other channels, not measured
 *
 * One number at one instant. A plain value.
 */
typedef struct {
  gdouble value;
  GstClockTimeDiff age;
  GstTelemetryValidity validity;
  gboolean derived;
} GstTelemetryValue;

/**
 * GstTelemetrySnapshot:
 *
 * Everything a frame shows of the telemetry. Immutable and reference-counted;
 * may be read from any thread.
 */
typedef struct _GstTelemetrySnapshot GstTelemetrySnapshot;

#define GST_TYPE_TELEMETRY_SNAPSHOT (gst_telemetry_snapshot_get_type ())
GST_TELEMETRY_API
GType gst_telemetry_snapshot_get_type (void);

/**
 * gst_telemetry_snapshot_ref:
 * @snapshot: a snapshot
 *
 * Returns: (transfer full): @snapshot
 */
GST_TELEMETRY_API
GstTelemetrySnapshot *gst_telemetry_snapshot_ref (GstTelemetrySnapshot *snapshot);

/**
 * gst_telemetry_snapshot_unref:
 * @snapshot: (transfer full) (nullable): a snapshot
 */
GST_TELEMETRY_API
void gst_telemetry_snapshot_unref (GstTelemetrySnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetrySnapshot, gst_telemetry_snapshot_unref)

/**
 * gst_telemetry_snapshot_get_utc:
 * @snapshot: a snapshot
 * @utc_ns: (out): nanoseconds since 1970-01-01T00:00:00 UTC, POSIX count
 *
 * Returns: %FALSE when the instant is not known in UTC
 */
GST_TELEMETRY_API
gboolean gst_telemetry_snapshot_get_utc (const GstTelemetrySnapshot *snapshot, gint64 *utc_ns);

/**
 * gst_telemetry_snapshot_get_elapsed:
 * @snapshot: a snapshot
 * @elapsed: (out): nanoseconds since liftoff, negative before it
 *
 * Returns: %FALSE when no liftoff is known
 */
GST_TELEMETRY_API
gboolean gst_telemetry_snapshot_get_elapsed (const GstTelemetrySnapshot *snapshot, GstClockTimeDiff *elapsed);

/**
 * gst_telemetry_snapshot_get_n_vehicles:
 * @snapshot: a snapshot
 *
 * Returns: how many vehicles it has
 */
GST_TELEMETRY_API
guint gst_telemetry_snapshot_get_n_vehicles (const GstTelemetrySnapshot *snapshot);

/**
 * gst_telemetry_snapshot_get_vehicle:
 * @snapshot: a snapshot
 * @index: below the number of vehicles
 *
 * Returns: (nullable): the vehicle's name, "" for one without; lives as long as @snapshot
 */
GST_TELEMETRY_API
const gchar *gst_telemetry_snapshot_get_vehicle (const GstTelemetrySnapshot *snapshot, guint index);

/**
 * gst_telemetry_snapshot_get_value:
 * @snapshot: a snapshot
 * @vehicle: (nullable): name of a vehicle, %NULL for the first
 * @channel: name of a channel, such as "altitude"
 * @value: (out): the value
 *
 * Returns: %FALSE when the snapshot has no such value; @value then stays as it was
 */
GST_TELEMETRY_API
gboolean gst_telemetry_snapshot_get_value (const GstTelemetrySnapshot *snapshot,
    const gchar *vehicle, const gchar *channel, GstTelemetryValue *value);

/**
 * gst_telemetry_snapshot_get_phase:
 * @snapshot: a snapshot
 * @vehicle: (nullable): name of a vehicle, %NULL for the mission
 *
 * Returns: (nullable): identifier of the phase, such as "coast"; lives as long as @snapshot
 */
GST_TELEMETRY_API
const gchar *gst_telemetry_snapshot_get_phase (const GstTelemetrySnapshot *snapshot, const gchar *vehicle);

/**
 * gst_telemetry_snapshot_get_phase_label:
 * @snapshot: a snapshot
 * @vehicle: (nullable): name of a vehicle, %NULL for the mission
 *
 * Returns: (nullable): what the picture calls the phase, in its language; lives as long as
 *   @snapshot
 */
GST_TELEMETRY_API
const gchar *gst_telemetry_snapshot_get_phase_label (const GstTelemetrySnapshot *snapshot,
    const gchar *vehicle);

/**
 * gst_telemetry_snapshot_to_structure:
 * @snapshot: a snapshot
 *
 * Returns: (transfer full): a structure "telemetry" with fields `utc`, `met`
 *   (nanoseconds), `phase`, `phase-label`, and for each value that may be shown `CHANNEL`, or
 *   `VEHICLE.CHANNEL` where the vehicle has a name
 */
GST_TELEMETRY_API
GstStructure *gst_telemetry_snapshot_to_structure (const GstTelemetrySnapshot *snapshot);

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
 *
 * Returns: (transfer full): a copy of the names
 */
GST_TELEMETRY_API
GstTelemetryNames *gst_telemetry_names_new (const gchar *const *vehicles, const gchar *const *channels);

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
