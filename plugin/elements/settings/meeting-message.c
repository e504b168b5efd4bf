/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/settings/meeting-message.h"

#include <gst/telemetry/gsttelemetrymessages.h>

GstMessage *
gst_telemetry_meeting_warning (GstObject *element, const TlmMeeting *meeting,
    const TlmTimeline *timeline)
{
  g_autofree char *words = tlm_meeting_explain (meeting, timeline);
  g_autoptr (GError) warning = g_error_new_literal (GST_RESOURCE_ERROR,
      GST_RESOURCE_ERROR_SETTINGS, words);

  return gst_message_new_warning (element, warning, NULL);
}

static void
set_time (GstStructure *structure, const char *field, const TlmTimeline *timeline, gint64 time_ns)
{
  TlmDuration elapsed = tlm_timeline_to_elapsed (timeline, time_ns);

  gst_structure_set (structure, field, G_TYPE_INT64, elapsed == TLM_TIME_NONE ? time_ns : elapsed,
      NULL);
}

GstMessage *
gst_telemetry_meeting_message (GstObject *element, const TlmMeeting *meeting,
    const TlmTimeline *timeline)
{
  GstStructure *structure = gst_structure_new_empty (GST_TELEMETRY_MESSAGE_APART);

  set_time (structure, "footage-start", timeline, meeting->footage_first_ns);
  set_time (structure, "footage-end", timeline, meeting->footage_last_ns);
  set_time (structure, "telemetry-start", timeline, meeting->telemetry_first_ns);
  set_time (structure, "telemetry-end", timeline, meeting->telemetry_last_ns);
  return gst_message_new_element (element, structure);
}

void
gst_telemetry_meeting_check (GstElement *element, const TlmTimeline *timeline,
    const TlmSyncResult *sync, TlmDuration duration_ns)
{
  TlmMeeting meeting = TLM_MEETING_NONE;

  tlm_meeting_set_telemetry (&meeting, timeline);
  tlm_meeting_add_footage (&meeting, tlm_sync_apply (sync, 0));
  tlm_meeting_add_footage (&meeting, tlm_sync_apply (sync, duration_ns));
  if (!tlm_meeting_is_apart (&meeting))
    return;
  gst_element_post_message (element,
      gst_telemetry_meeting_warning (GST_OBJECT (element), &meeting, timeline));
  gst_element_post_message (element,
      gst_telemetry_meeting_message (GST_OBJECT (element), &meeting, timeline));
}
