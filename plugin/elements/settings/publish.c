/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/publish.h"

#include "core/time/posix.h"

GstTelemetryNames *
gst_telemetry_names_of (const TlmTimeline *timeline)
{
  g_autoptr (GPtrArray) vehicles = g_ptr_array_new ();
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();
  g_autoptr (GPtrArray) units = g_ptr_array_new ();

  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++)
    g_ptr_array_add (vehicles, (gpointer) tlm_timeline_vehicle_name (timeline, i));
  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    g_ptr_array_add (channels, (gpointer) tlm_timeline_channel_name (timeline, i));
    g_ptr_array_add (units, (gpointer) tlm_quantity_si_symbol (tlm_timeline_channel_quantity (timeline, i)));
  }
  g_ptr_array_add (vehicles, NULL);
  g_ptr_array_add (channels, NULL);
  g_ptr_array_add (units, NULL);
  return _gst_telemetry_private_1 ()->make_names ((const gchar *const *) vehicles->pdata,
      (const gchar *const *) channels->pdata, (const gchar *const *) units->pdata);
}

G_STATIC_ASSERT ((int) GST_TELEMETRY_VALIDITY_FRESH == (int) TLM_VALIDITY_FRESH);
G_STATIC_ASSERT ((int) GST_TELEMETRY_VALIDITY_STALE == (int) TLM_VALIDITY_STALE);
G_STATIC_ASSERT ((int) GST_TELEMETRY_VALIDITY_LOST == (int) TLM_VALIDITY_LOST);

static guint
collect_values (const TlmSnapshot *snapshot, GstTelemetrySnapshotEntry *entries)
{
  guint n = 0;

  for (guint i = 0; i < snapshot->n_vehicles; i++) {
    for (guint j = 0; j < snapshot->n_channels; j++) {
      const TlmValue *value = &snapshot->vehicles[i].values[j];
      if (value->validity == TLM_VALIDITY_ABSENT)
        continue;
      entries[n++] = (GstTelemetrySnapshotEntry) {
        .vehicle = i,
        .channel = j,
        .value = {
          .value = value->value,
          .age = value->age_ns,
          .validity = (GstTelemetryValidity) value->validity,
          .derived = value->origin == TLM_ORIGIN_DERIVED,
        },
      };
    }
  }
  return n;
}

GstTelemetrySnapshot *
gst_telemetry_snapshot_publish (GstTelemetryNames *names, const TlmSnapshot *snapshot,
    GstTelemetryPhaseNames *phase_names)
{
  g_autofree GstTelemetryPhase *phases = g_new0 (GstTelemetryPhase, snapshot->n_vehicles + 1);
  gint64 utc_ns = G_MININT64;
  g_autofree GstTelemetrySnapshotEntry *entries =
      g_new (GstTelemetrySnapshotEntry, (gsize) snapshot->n_vehicles * snapshot->n_channels + 1);

  phases[0] = gst_telemetry_phase_names_get (phase_names, 0, snapshot->phase.current);
  for (guint i = 0; i < snapshot->n_vehicles; i++)
    phases[i + 1] = gst_telemetry_phase_names_get (phase_names, i + 1,
        snapshot->vehicles[i].phase.current);
  if (snapshot->instant != TLM_TIME_NONE)
    tlm_instant_to_posix_ns (snapshot->instant, &utc_ns);
  return _gst_telemetry_private_1 ()->make_snapshot (names, utc_ns, snapshot->elapsed_ns, phases,
      entries, collect_values (snapshot, entries));
}
