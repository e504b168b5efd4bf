/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/flight-event.h"

#include <string.h>

#define NAME "telemetry-flight"

G_DEFINE_BOXED_TYPE (GstTelemetryPresentation, gst_telemetry_presentation,
    gst_telemetry_presentation_ref, gst_telemetry_presentation_unref)

GstEvent *
gst_telemetry_flight_event_new (GstTelemetryPresentation *presentation,
    const TlmSyncResult *sync)
{
  g_autoptr (GBytes) relation = NULL;
  GstStructure *structure;

  g_return_val_if_fail (presentation != NULL && sync != NULL, NULL);
  relation = g_bytes_new (sync, sizeof *sync);
  structure = gst_structure_new (NAME,
      "presentation", GST_TYPE_TELEMETRY_PRESENTATION, presentation,
      "sync", G_TYPE_BYTES, relation, NULL);
  return gst_event_new_custom (GST_EVENT_CUSTOM_DOWNSTREAM_STICKY, structure);
}

gboolean
gst_telemetry_flight_event_parse (GstEvent *event, GstTelemetryPresentation **presentation,
    TlmSyncResult *sync)
{
  g_autoptr (GBytes) relation = NULL;

  g_return_val_if_fail (event != NULL && presentation != NULL && sync != NULL, FALSE);
  if (GST_EVENT_TYPE (event) != GST_EVENT_CUSTOM_DOWNSTREAM_STICKY ||
      !gst_event_has_name (event, NAME))
    return FALSE;
  if (!gst_structure_get (gst_event_get_structure (event),
          "presentation", GST_TYPE_TELEMETRY_PRESENTATION, presentation,
          "sync", G_TYPE_BYTES, &relation, NULL))
    return FALSE;
  memcpy (sync, g_bytes_get_data (relation, NULL), sizeof *sync);
  return TRUE;
}
