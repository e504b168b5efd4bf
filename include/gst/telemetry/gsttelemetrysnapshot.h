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
 *
 * Whether a value may be shown, the better the greater.
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
 * Takes a reference. Any thread.
 *
 * Returns: (transfer full): @snapshot
 */
GST_TELEMETRY_API
GstTelemetrySnapshot *gst_telemetry_snapshot_ref (GstTelemetrySnapshot *snapshot);

/**
 * gst_telemetry_snapshot_unref:
 * @snapshot: (transfer full) (nullable): a snapshot
 *
 * Gives a reference back. Any thread.
 */
GST_TELEMETRY_API
void gst_telemetry_snapshot_unref (GstTelemetrySnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetrySnapshot, gst_telemetry_snapshot_unref)

/**
 * gst_telemetry_snapshot_get_utc:
 * @snapshot: a snapshot
 * @utc_ns: (out): nanoseconds since 1970-01-01T00:00:00 UTC, POSIX count
 *
 * Tells the instant in UTC.
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
 * Tells the instant as a time since liftoff.
 *
 * Returns: %FALSE when no liftoff is known
 */
GST_TELEMETRY_API
gboolean gst_telemetry_snapshot_get_elapsed (const GstTelemetrySnapshot *snapshot, GstClockTimeDiff *elapsed);

/**
 * gst_telemetry_snapshot_get_n_vehicles:
 * @snapshot: a snapshot
 *
 * Counts the vehicles.
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
 * Tells the name of a vehicle, in the order in which they came.
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
 * Looks one value up. Whether the picture shows it is its validity.
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
 * Tells the phase of the flight at this instant, for programs.
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
 * Tells the phase of the flight at this instant, for people.
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
 * Copies what may be shown to where programs print, compare or store it.
 *
 * Returns: (transfer full): a structure "telemetry" with fields `utc`, `met`
 *   (nanoseconds), `phase`, `phase-label`, and for each value that may be shown `CHANNEL`, or
 *   `VEHICLE.CHANNEL` where the vehicle has a name
 */
GST_TELEMETRY_API
GstStructure *gst_telemetry_snapshot_to_structure (const GstTelemetrySnapshot *snapshot);

/**
 * gst_telemetry_snapshot_get_n_values:
 * @snapshot: a snapshot
 *
 * Counts what gst_telemetry_snapshot_get_nth_value() walks.
 *
 * Returns: how many values it has, of all vehicles; each is of one vehicle and one channel
 */
GST_TELEMETRY_API
guint gst_telemetry_snapshot_get_n_values (const GstTelemetrySnapshot *snapshot);

/**
 * gst_telemetry_snapshot_get_nth_value:
 * @snapshot: a snapshot
 * @index: below the number of values
 * @vehicle: (out) (optional) (transfer none): name of the vehicle, "" for one without
 * @channel: (out) (optional) (transfer none): name of the channel
 * @unit: (out) (optional) (transfer none): symbol of the unit that @value is in, such as "m/s"; "" for a bare number
 * @value: (out) (optional): the value
 *
 * Walks all that a snapshot has. The names live as long as @snapshot. The values are ordered by vehicle.
 *
 * Returns: %FALSE when there are not so many; all then stay as they were
 */
GST_TELEMETRY_API
gboolean gst_telemetry_snapshot_get_nth_value (const GstTelemetrySnapshot *snapshot, guint index,
    const gchar **vehicle, const gchar **channel, const gchar **unit, GstTelemetryValue *value);

G_END_DECLS
