/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/flight-event.h"

#define NAME "telemetry-flight"

G_DEFINE_BOXED_TYPE (GstTelemetryShow, gst_telemetry_show, gst_telemetry_show_ref,
    gst_telemetry_show_unref)

GstEvent *
gst_telemetry_flight_event_new (GstTelemetryShow *show, const TlmSyncResult *sync)
{
  GstStructure *structure;

  g_return_val_if_fail (show != NULL && sync != NULL, NULL);
  structure = gst_structure_new (NAME, "show", GST_TYPE_TELEMETRY_SHOW, show,
      "known", G_TYPE_BOOLEAN, sync->known, "shift", G_TYPE_INT64, sync->shift_ns,
      "guessed", G_TYPE_BOOLEAN, sync->guessed, NULL);
  return gst_event_new_custom (GST_EVENT_CUSTOM_DOWNSTREAM_STICKY, structure);
}

gboolean
gst_telemetry_flight_event_parse (GstEvent *event, GstTelemetryShow **show, TlmSyncResult *sync)
{
  const GstStructure *structure;

  g_return_val_if_fail (event != NULL && show != NULL && sync != NULL, FALSE);
  if (GST_EVENT_TYPE (event) != GST_EVENT_CUSTOM_DOWNSTREAM_STICKY ||
      !gst_event_has_name (event, NAME))
    return FALSE;
  structure = gst_event_get_structure (event);
  return gst_structure_get (structure, "show", GST_TYPE_TELEMETRY_SHOW, show,
      "known", G_TYPE_BOOLEAN, &sync->known, "shift", G_TYPE_INT64, &sync->shift_ns,
      "guessed", G_TYPE_BOOLEAN, &sync->guessed, NULL);
}
