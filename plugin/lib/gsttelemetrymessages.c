/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/telemetry/gsttelemetrymessages.h>

gboolean
gst_message_parse_telemetry_phase (GstMessage *message, const gchar **vehicle,
    const gchar **phase, gint64 *time)
{
  const GstStructure *structure;

  g_return_val_if_fail (GST_IS_MESSAGE (message), FALSE);
  structure = gst_message_get_structure (message);
  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ELEMENT ||
      !gst_structure_has_name (structure, GST_TELEMETRY_MESSAGE_PHASE))
    return FALSE;
  if (vehicle)
    *vehicle = gst_structure_get_string (structure, "vehicle");
  if (phase)
    *phase = gst_structure_get_string (structure, "phase");
  if (time)
    gst_structure_get_int64 (structure, "time", time);
  return TRUE;
}
