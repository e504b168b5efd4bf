/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "lib/snapshot-make.h"

struct _GstTelemetryNames {
  gatomicrefcount references;
  gchar **vehicles;
  guint n_vehicles;
  gchar **channels;
  guint n_channels;
  gchar **units;               /* of the channels */
};

struct _GstTelemetrySnapshot {
  gatomicrefcount references;
  GstTelemetryNames *names;
  gint64 utc_ns;
  GstClockTimeDiff elapsed;
  gchar **phases;              /* mission, then a vehicle each; entries may be NULL */
  gchar **labels;              /* of the phases */
  guint n_entries;
  GstTelemetrySnapshotEntry entries[];
};

G_DEFINE_BOXED_TYPE (GstTelemetrySnapshot, gst_telemetry_snapshot,
    gst_telemetry_snapshot_ref, gst_telemetry_snapshot_unref)

GstTelemetryNames *
gst_telemetry_make_names (const gchar *const *vehicles, const gchar *const *channels,
    const gchar *const *units)
{
  GstTelemetryNames *names;

  g_return_val_if_fail (vehicles != NULL && channels != NULL && units != NULL, NULL);
  names = g_new0 (GstTelemetryNames, 1);
  g_atomic_ref_count_init (&names->references);
  names->vehicles = g_strdupv ((gchar **) vehicles);
  names->n_vehicles = g_strv_length (names->vehicles);
  names->channels = g_strdupv ((gchar **) channels);
  names->n_channels = g_strv_length (names->channels);
  names->units = g_strdupv ((gchar **) units);
  return names;
}

void
gst_telemetry_drop_names (GstTelemetryNames *names)
{
  if (!names || !g_atomic_ref_count_dec (&names->references))
    return;
  g_strfreev (names->vehicles);
  g_strfreev (names->channels);
  g_strfreev (names->units);
  g_free (names);
}

GstTelemetrySnapshot *
gst_telemetry_make_snapshot (GstTelemetryNames *names, gint64 utc_ns, GstClockTimeDiff elapsed,
    const GstTelemetryPhase *phases, const GstTelemetrySnapshotEntry *entries, guint n_entries)
{
  GstTelemetrySnapshot *snapshot;

  g_return_val_if_fail (names != NULL, NULL);
  g_return_val_if_fail (entries != NULL || n_entries == 0, NULL);
  snapshot = g_malloc (sizeof *snapshot + n_entries * sizeof snapshot->entries[0]);
  g_atomic_ref_count_init (&snapshot->references);
  g_atomic_ref_count_inc (&names->references);
  snapshot->names = names;
  snapshot->utc_ns = utc_ns;
  snapshot->elapsed = elapsed;
  snapshot->phases = g_new0 (gchar *, names->n_vehicles + 1);
  snapshot->labels = g_new0 (gchar *, names->n_vehicles + 1);
  for (guint i = 0; phases && i <= names->n_vehicles; i++) {
    snapshot->phases[i] = g_strdup (phases[i].id);
    snapshot->labels[i] = g_strdup (phases[i].label);
  }
  snapshot->n_entries = n_entries;
  if (n_entries > 0)
    memcpy (snapshot->entries, entries, n_entries * sizeof entries[0]);
  return snapshot;
}

GstTelemetrySnapshot *
gst_telemetry_snapshot_ref (GstTelemetrySnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_atomic_ref_count_inc (&snapshot->references);
  return snapshot;
}

void
gst_telemetry_snapshot_unref (GstTelemetrySnapshot *snapshot)
{
  if (!snapshot || !g_atomic_ref_count_dec (&snapshot->references))
    return;
  for (guint i = 0; i <= snapshot->names->n_vehicles; i++) {
    g_free (snapshot->phases[i]);
    g_free (snapshot->labels[i]);
  }
  g_free (snapshot->phases);
  g_free (snapshot->labels);
  gst_telemetry_drop_names (snapshot->names);
  g_free (snapshot);
}

gboolean
gst_telemetry_snapshot_get_utc (const GstTelemetrySnapshot *snapshot, gint64 *utc_ns)
{
  g_return_val_if_fail (snapshot != NULL && utc_ns != NULL, FALSE);
  if (snapshot->utc_ns == G_MININT64)
    return FALSE;
  *utc_ns = snapshot->utc_ns;
  return TRUE;
}

gboolean
gst_telemetry_snapshot_get_elapsed (const GstTelemetrySnapshot *snapshot, GstClockTimeDiff *elapsed)
{
  g_return_val_if_fail (snapshot != NULL && elapsed != NULL, FALSE);
  if (snapshot->elapsed == G_MININT64)
    return FALSE;
  *elapsed = snapshot->elapsed;
  return TRUE;
}

guint
gst_telemetry_snapshot_get_n_vehicles (const GstTelemetrySnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->names->n_vehicles;
}

const gchar *
gst_telemetry_snapshot_get_vehicle (const GstTelemetrySnapshot *snapshot, guint index)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return index < snapshot->names->n_vehicles ? snapshot->names->vehicles[index] : NULL;
}

static gboolean
find_vehicle (const GstTelemetrySnapshot *snapshot, const gchar *vehicle, guint *index)
{
  for (guint i = 0; i < snapshot->names->n_vehicles; i++) {
    if (!vehicle || strcmp (snapshot->names->vehicles[i], vehicle) == 0) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
gst_telemetry_snapshot_get_value (const GstTelemetrySnapshot *snapshot, const gchar *vehicle,
    const gchar *channel, GstTelemetryValue *value)
{
  guint index;

  g_return_val_if_fail (snapshot != NULL && channel != NULL && value != NULL, FALSE);
  if (!find_vehicle (snapshot, vehicle, &index))
    return FALSE;
  for (guint i = 0; i < snapshot->n_entries; i++) {
    const GstTelemetrySnapshotEntry *entry = &snapshot->entries[i];
    if (entry->vehicle == index && entry->channel < snapshot->names->n_channels &&
        strcmp (snapshot->names->channels[entry->channel], channel) == 0) {
      *value = entry->value;
      return TRUE;
    }
  }
  return FALSE;
}

guint
gst_telemetry_snapshot_get_n_values (const GstTelemetrySnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->n_entries;
}

gboolean
gst_telemetry_snapshot_get_nth_value (const GstTelemetrySnapshot *snapshot, guint index,
    const gchar **vehicle, const gchar **channel, const gchar **unit, GstTelemetryValue *value)
{
  const GstTelemetrySnapshotEntry *entry;

  g_return_val_if_fail (snapshot != NULL, FALSE);
  if (index >= snapshot->n_entries)
    return FALSE;
  entry = &snapshot->entries[index];
  if (vehicle)
    *vehicle = snapshot->names->vehicles[entry->vehicle];
  if (channel)
    *channel = snapshot->names->channels[entry->channel];
  if (unit)
    *unit = snapshot->names->units[entry->channel];
  if (value)
    *value = entry->value;
  return TRUE;
}

/* The text of VEHICLE, NULL: of the mission. */
static const gchar *
get_text (const GstTelemetrySnapshot *snapshot, gchar *const *texts, const gchar *vehicle)
{
  guint index;

  if (!vehicle)
    return texts[0];
  return find_vehicle (snapshot, vehicle, &index) ? texts[index + 1] : NULL;
}

const gchar *
gst_telemetry_snapshot_get_phase (const GstTelemetrySnapshot *snapshot, const gchar *vehicle)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return get_text (snapshot, snapshot->phases, vehicle);
}

const gchar *
gst_telemetry_snapshot_get_phase_label (const GstTelemetrySnapshot *snapshot, const gchar *vehicle)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return get_text (snapshot, snapshot->labels, vehicle);
}

static void
set_entry (GstStructure *structure, const GstTelemetrySnapshot *snapshot,
    const GstTelemetrySnapshotEntry *entry)
{
  const gchar *vehicle = snapshot->names->vehicles[entry->vehicle];
  const gchar *channel = snapshot->names->channels[entry->channel];
  g_autofree gchar *field = *vehicle ? g_strconcat (vehicle, ".", channel, NULL) : g_strdup (channel);

  gst_structure_set (structure, field, G_TYPE_DOUBLE, entry->value.value, NULL);
}

GstStructure *
gst_telemetry_snapshot_to_structure (const GstTelemetrySnapshot *snapshot)
{
  GstStructure *structure;

  g_return_val_if_fail (snapshot != NULL, NULL);
  structure = gst_structure_new_empty ("telemetry");
  if (snapshot->utc_ns != G_MININT64)
    gst_structure_set (structure, "utc", G_TYPE_INT64, snapshot->utc_ns, NULL);
  if (snapshot->elapsed != G_MININT64)
    gst_structure_set (structure, "met", G_TYPE_INT64, (gint64) snapshot->elapsed, NULL);
  if (snapshot->phases[0])
    gst_structure_set (structure, "phase", G_TYPE_STRING, snapshot->phases[0],
        "phase-label", G_TYPE_STRING, snapshot->labels[0], NULL);
  for (guint i = 0; i < snapshot->n_entries; i++)
    if (snapshot->entries[i].value.validity >= GST_TELEMETRY_VALIDITY_STALE)
      set_entry (structure, snapshot, &snapshot->entries[i]);
  return structure;
}
