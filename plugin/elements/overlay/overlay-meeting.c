/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tells when footage and telemetry have no instant in common: no number would ever be
 * shown, and nothing would say why. */
#include "core/timeline/timeline-live.h"
#include "elements/overlay/overlay-private.h"
#include "elements/settings/meeting-message.h"

/* Where nothing says how long the footage is, so much of it is looked at. */
#define ENOUGH (10 * TLM_SECOND)

void
gst_telemetry_overlay_forget_meeting (GstTelemetryOverlay *self)
{
  self->meeting = TLM_MEETING_NONE;
  self->meeting_settled = FALSE;
}

void
gst_telemetry_overlay_measure_footage (GstTelemetryOverlay *self)
{
  gint64 duration;

  if (self->footage_duration_ns != TLM_TIME_NONE)
    return;
  self->footage_duration_ns = gst_pad_peer_query_duration (GST_BASE_TRANSFORM_SINK_PAD (self),
      GST_FORMAT_TIME, &duration) && duration > 0 && duration <= GST_TELEMETRY_LONGEST ? duration : 0;
}

static void
tell (GstTelemetryOverlay *self, const TlmTimeline *timeline)
{
  GstObject *element = GST_OBJECT (self);

  gst_telemetry_announcer_add (self->announcer,
      gst_telemetry_meeting_warning (element, &self->meeting, timeline));
  gst_telemetry_announcer_add (self->announcer,
      gst_telemetry_meeting_message (element, &self->meeting, timeline));
}

/* Adds the whole of the footage where its length is known and its frames are shown by
 * their place in it; FALSE when it is not. */
static gboolean
add_whole (GstTelemetryOverlay *self, TlmMeeting *meeting)
{
  GstTelemetryTimeSource source = self->now.time_source;

  if (!self->shown_by_place || self->footage_duration_ns <= 0 ||
      (source != GST_TELEMETRY_TIME_SOURCE_STREAM_TIME && source != GST_TELEMETRY_TIME_SOURCE_PTS))
    return FALSE;
  tlm_meeting_add_footage (meeting, gst_telemetry_painter_map (self->painter, 0, self->now.time_offset_ns));
  tlm_meeting_add_footage (meeting, gst_telemetry_painter_map (self->painter,
          MAX (self->footage_duration_ns - self->origin.lead_ns, 0), self->now.time_offset_ns));
  return TRUE;
}

/* Whether the whole of the footage is known, and telemetry that may yet come changes
 * nothing. */
static gboolean
is_settled_by_whole (GstTelemetryOverlay *self, const TlmTimeline *timeline)
{
  TlmMeeting whole = self->meeting;

  if (!add_whole (self, &whole) || (tlm_timeline_is_open (timeline) &&
          tlm_meeting_is_apart (&whole) && whole.footage_first_ns > whole.telemetry_last_ns))
    return FALSE;
  self->meeting = whole;
  return TRUE;
}

void
gst_telemetry_overlay_look_for_meeting (GstTelemetryOverlay *self, const TlmTimeline *timeline,
    gint64 time_ns)
{
  TlmMeeting *meeting = &self->meeting;

  if (self->meeting_settled || time_ns == TLM_TIME_NONE)
    return;
  tlm_meeting_add_footage (meeting, time_ns);
  if (!tlm_meeting_set_telemetry (meeting, timeline))
    return;
  self->meeting_settled = !tlm_meeting_is_apart (meeting) ||
      is_settled_by_whole (self, timeline) ||
      meeting->footage_last_ns - meeting->footage_first_ns >= ENOUGH;
  if (self->meeting_settled && tlm_meeting_is_apart (meeting))
    tell (self, timeline);
}

void
gst_telemetry_overlay_end_meeting (GstTelemetryOverlay *self)
{
  if (self->meeting_settled || !self->painter)
    return;
  gst_telemetry_queue_acquire (self->queue, GST_CLOCK_TIME_NONE);
  if (tlm_meeting_is_apart (&self->meeting))
    tell (self, self->painter->presentation->flight->timeline);
  gst_telemetry_queue_release (self->queue);
  self->meeting_settled = TRUE;
  gst_telemetry_announcer_post (self->announcer);
}
