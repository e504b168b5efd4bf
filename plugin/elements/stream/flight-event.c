/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/flight-event.h"

#include <string.h>

#define NAME "telemetry-flight"

G_DEFINE_BOXED_TYPE (GstTelemetryShow, gst_telemetry_show, gst_telemetry_show_ref,
    gst_telemetry_show_unref)

GstEvent *
gst_telemetry_flight_event_new (GstTelemetryShow *show, const TlmSyncResult *sync)
{
  g_autoptr (GBytes) relation = NULL;
  GstStructure *structure;

  g_return_val_if_fail (show != NULL && sync != NULL, NULL);
  relation = g_bytes_new (sync, sizeof *sync);
  structure = gst_structure_new (NAME, "show", GST_TYPE_TELEMETRY_SHOW, show,
      "sync", G_TYPE_BYTES, relation, NULL);
  return gst_event_new_custom (GST_EVENT_CUSTOM_DOWNSTREAM_STICKY, structure);
}

gboolean
gst_telemetry_flight_event_parse (GstEvent *event, GstTelemetryShow **show, TlmSyncResult *sync)
{
  g_autoptr (GBytes) relation = NULL;

  g_return_val_if_fail (event != NULL && show != NULL && sync != NULL, FALSE);
  if (GST_EVENT_TYPE (event) != GST_EVENT_CUSTOM_DOWNSTREAM_STICKY ||
      !gst_event_has_name (event, NAME))
    return FALSE;
  if (!gst_structure_get (gst_event_get_structure (event), "show", GST_TYPE_TELEMETRY_SHOW, show,
          "sync", G_TYPE_BYTES, &relation, NULL))
    return FALSE;
  memcpy (sync, g_bytes_get_data (relation, NULL), sizeof *sync);
  return TRUE;
}
