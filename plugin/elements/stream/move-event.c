/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/move-event.h"

#define NAME "telemetry-clock-moved"

static G_DEFINE_QUARK (telemetry-clock-moved, gst_telemetry_move)

GstEvent *
gst_telemetry_move_event_new (TlmDuration moved_ns)
{
  return gst_event_new_custom (GST_EVENT_CUSTOM_DOWNSTREAM, gst_structure_new (NAME, "moved",
          G_TYPE_INT64, (gint64) moved_ns, NULL));
}

gboolean
gst_telemetry_move_event_parse (GstEvent *event, TlmDuration *moved_ns)
{
  return gst_event_has_name (event, NAME) &&
      gst_structure_get_int64 (gst_event_get_structure (event), "moved", moved_ns);
}

void
gst_telemetry_move_mark (GstBuffer *sample, TlmDuration moved_ns)
{
  gst_mini_object_set_qdata (GST_MINI_OBJECT_CAST (sample), gst_telemetry_move_quark (),
      g_memdup2 (&moved_ns, sizeof moved_ns), g_free);
}

TlmDuration
gst_telemetry_move_of (GstBuffer *sample)
{
  const TlmDuration *moved_ns = gst_mini_object_get_qdata (GST_MINI_OBJECT_CAST (sample),
      gst_telemetry_move_quark ());

  return moved_ns ? *moved_ns : 0;
}
