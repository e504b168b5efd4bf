/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/snapshot-bytes.h"

#include <math.h>

#include "lib/snapshot-make.h"

/* UTC and time since liftoff; source; phases with their labels, of the mission and each vehicle; vehicles; channels
 * with their units; values: vehicle, channel, value, age, validity, derived. */
#define FORM "(xxmsa(msms)asa(ss)a(uudxub))"

/* Frames show some hundred values: what names more has not come from here. */
#define MAX_NAMES 65536

static GVariant *
in_order (GVariant *variant)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
  GVariant *swapped = g_variant_byteswap (variant);
  g_variant_unref (variant);
  return swapped;
#else
  return variant;
#endif
}

static void
add_phases (GVariantBuilder *builder, const GstTelemetrySnapshot *snapshot)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a(msms)"));
  g_variant_builder_add (builder, "(msms)", gst_telemetry_snapshot_get_phase (snapshot, NULL),
      gst_telemetry_snapshot_get_phase_label (snapshot, NULL));
  for (guint i = 0; i < gst_telemetry_snapshot_get_n_vehicles (snapshot); i++) {
    const gchar *vehicle = gst_telemetry_snapshot_get_vehicle (snapshot, i);
    g_variant_builder_add (builder, "(msms)", gst_telemetry_snapshot_get_phase (snapshot, vehicle),
        gst_telemetry_snapshot_get_phase_label (snapshot, vehicle));
  }
  g_variant_builder_close (builder);
}

static void
add_vehicles (GVariantBuilder *builder, const GstTelemetrySnapshot *snapshot)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < gst_telemetry_snapshot_get_n_vehicles (snapshot); i++)
    g_variant_builder_add (builder, "s", gst_telemetry_snapshot_get_vehicle (snapshot, i));
  g_variant_builder_close (builder);
}

/* The channels that have values, each once, and the values by their numbers in that order. */
static void
add_values (GVariantBuilder *builder, const GstTelemetrySnapshot *snapshot)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GVariantBuilder) values = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(uudxub)"));
  const gchar *vehicle, *channel, *unit;
  GstTelemetryValue value;
  guint n_vehicle = 0;

  g_variant_builder_open (builder, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; gst_telemetry_snapshot_get_nth_value (snapshot, i, &vehicle, &channel, &unit, &value); i++) {
    guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, channel));
    if (number == 0) {
      number = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, (gpointer) channel, GUINT_TO_POINTER (number));
      g_variant_builder_add (builder, "(ss)", channel, unit);
    }
    /* Values are ordered by vehicle, and a vehicle is its name's place: two may be called the same. */
    while (gst_telemetry_snapshot_get_vehicle (snapshot, n_vehicle) != vehicle)
      n_vehicle++;
    g_variant_builder_add (&values, "(uudxub)", n_vehicle, number - 1, value.value, (gint64) value.age,
        (guint) value.validity, value.derived);
  }
  g_variant_builder_close (builder);
  g_variant_builder_add_value (builder, g_variant_builder_end (&values));
}

GBytes *
gst_telemetry_snapshot_write (const GstTelemetrySnapshot *snapshot, const gchar *source)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (FORM));
  g_autoptr (GVariant) variant = NULL;
  gint64 utc_ns = G_MININT64;
  GstClockTimeDiff elapsed = G_MININT64;

  gst_telemetry_snapshot_get_utc (snapshot, &utc_ns);
  gst_telemetry_snapshot_get_elapsed (snapshot, &elapsed);
  g_variant_builder_add (&builder, "x", utc_ns);
  g_variant_builder_add (&builder, "x", (gint64) elapsed);
  g_variant_builder_add (&builder, "ms", source);
  add_phases (&builder, snapshot);
  add_vehicles (&builder, snapshot);
  add_values (&builder, snapshot);
  variant = in_order (g_variant_ref_sink (g_variant_builder_end (&builder)));
  return g_variant_get_data_as_bytes (variant);
}

/* FALSE where a value is of no vehicle or channel that is named, or is shown and no number. */
static gboolean
read_values (GVariant *values, guint n_vehicles, guint n_channels, GArray *entries)
{
  GstTelemetrySnapshotEntry entry;
  GVariantIter iter;
  gint64 age;
  guint validity;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "(uudxub)", &entry.vehicle, &entry.channel, &entry.value.value, &age, &validity,
          &entry.value.derived)) {
    if (entry.vehicle >= n_vehicles || entry.channel >= n_channels || validity > GST_TELEMETRY_VALIDITY_FRESH ||
        (validity >= GST_TELEMETRY_VALIDITY_STALE && !isfinite (entry.value.value)))
      return FALSE;
    entry.value.age = age;
    entry.value.validity = (GstTelemetryValidity) validity;
    if (entries->len > 0 && entry.vehicle < g_array_index (entries, GstTelemetrySnapshotEntry, entries->len - 1).vehicle)
      return FALSE;
    g_array_append_val (entries, entry);
  }
  return TRUE;
}

static GstTelemetryNames *
read_names (GVariant *vehicles, GVariant *channels)
{
  const gsize n_vehicles = g_variant_n_children (vehicles), n_channels = g_variant_n_children (channels);
  g_autofree const gchar **names = NULL, **units = NULL;
  g_autofree const gchar **of_vehicles = NULL;

  if (n_vehicles > MAX_NAMES || n_channels > MAX_NAMES)
    return NULL;
  of_vehicles = g_variant_get_strv (vehicles, NULL);
  names = g_new0 (const gchar *, n_channels + 1);
  units = g_new0 (const gchar *, n_channels + 1);
  for (gsize i = 0; i < n_channels; i++)
    g_variant_get_child (channels, i, "(&s&s)", &names[i], &units[i]);
  return gst_telemetry_make_names (of_vehicles, names, units);
}

static GstTelemetryPhase *
read_phases (GVariant *phases)
{
  const gsize n = g_variant_n_children (phases);
  GstTelemetryPhase *read = g_new0 (GstTelemetryPhase, n + 1);

  for (gsize i = 0; i < n; i++)
    g_variant_get_child (phases, i, "(m&sm&s)", &read[i].id, &read[i].label);
  return read;
}

/* FALSE where a phase has a name for people and none for programs, or the other way: none of ours has. */
static gboolean
are_phases (const GstTelemetryPhase *phases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!phases[i].id != !phases[i].label)
      return FALSE;
  return TRUE;
}

static GstTelemetrySnapshot *
read_whole (GVariant *variant, gchar **source)
{
  g_autoptr (GVariant) phases = g_variant_get_child_value (variant, 3);
  g_autoptr (GVariant) vehicles = g_variant_get_child_value (variant, 4);
  g_autoptr (GVariant) channels = g_variant_get_child_value (variant, 5);
  g_autoptr (GVariant) values = g_variant_get_child_value (variant, 6);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (GstTelemetrySnapshotEntry));
  g_autofree GstTelemetryPhase *of_phases = read_phases (phases);
  const gsize n_vehicles = g_variant_n_children (vehicles), n_phases = g_variant_n_children (phases);
  GstTelemetryNames *names;
  GstTelemetrySnapshot *snapshot;
  gint64 utc_ns, elapsed;

  if (n_phases != n_vehicles + 1 || !are_phases (of_phases, n_phases) ||
      !read_values (values, (guint) MIN (n_vehicles, MAX_NAMES), (guint) MIN (g_variant_n_children (channels), MAX_NAMES),
          entries))
    return NULL;
  names = read_names (vehicles, channels);
  if (!names)
    return NULL;
  g_variant_get_child (variant, 0, "x", &utc_ns);
  g_variant_get_child (variant, 1, "x", &elapsed);
  g_variant_get_child (variant, 2, "ms", source);
  snapshot = gst_telemetry_make_snapshot (names, utc_ns, elapsed, of_phases,
      (const GstTelemetrySnapshotEntry *) (gpointer) entries->data, entries->len);
  gst_telemetry_drop_names (names);
  return snapshot;
}

GstTelemetrySnapshot *
gst_telemetry_snapshot_read (const guint8 *data, gsize size, gchar **source)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GVariant) variant = in_order (g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORM), bytes,
              FALSE)));

  return g_variant_is_normal_form (variant) ? read_whole (variant, source) : NULL;
}
