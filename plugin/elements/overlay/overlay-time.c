/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which time on the timeline's clock a frame shows. */
#include "elements/overlay/frame-instant.h"
#include "core/time/sum.h"
#include "elements/overlay/overlay-private.h"

/* On the day that is nearest to what is said of places. */
static TlmDuration
by_timecode (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  const GstTelemetryPainter *painter = self->painter;
  TlmDuration day, since = gst_telemetry_frame_timecode (buffer, &day);

  if (since == TLM_TIME_NONE)
    return TLM_TIME_NONE;
  since = tlm_footage_start_since (&painter->said.footage_start, since, GST_VIDEO_INFO_FPS_N (&self->info),
      GST_VIDEO_INFO_FPS_D (&self->info));
  if (!tlm_sync_is_set (&painter->said))
    return since;
  since = tlm_sync_nearest_day (&painter->sync, tlm_time_moved (since, self->now.time_offset_ns), day);
  return tlm_time_moved (since, -self->now.time_offset_ns);
}

/* Where a buffer is in the footage, or TLM_TIME_NONE. */
static TlmDuration
footage_time (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  const GstSegment *segment = &GST_BASE_TRANSFORM (self)->segment;
  GstClockTime pts = GST_BUFFER_PTS (buffer), magnitude;
  GstTelemetryTimeSource source = self->now.time_source;
  gboolean forward = TRUE;

  if (source == GST_TELEMETRY_TIME_SOURCE_TIMECODE)
    return by_timecode (self, buffer);
  if (source == GST_TELEMETRY_TIME_SOURCE_STREAM_TIME)
    return self->place_ns;
  if (!GST_CLOCK_TIME_IS_VALID (pts) || segment->format != GST_FORMAT_TIME)
    return TLM_TIME_NONE;
  if (source == GST_TELEMETRY_TIME_SOURCE_RUNNING_TIME)
    forward = gst_segment_to_running_time_full (segment, GST_FORMAT_TIME, pts, &magnitude) > 0;
  else
    magnitude = pts;
  if (!GST_CLOCK_TIME_IS_VALID (magnitude) || magnitude > GST_TELEMETRY_LONGEST)
    return TLM_TIME_NONE;
  return forward ? (TlmDuration) magnitude : -(TlmDuration) magnitude;
}

/* Whether a time source says which instant a frame is of, and that instant. */
static gboolean
frame_instant (GstTelemetryTimeSource source, GstBuffer *buffer, TlmInstant *instant)
{
  if (source == GST_TELEMETRY_TIME_SOURCE_REFERENCE_TIMESTAMP)
    *instant = gst_telemetry_frame_instant (buffer);
  else if (source == GST_TELEMETRY_TIME_SOURCE_ARRIVAL)
    *instant = gst_telemetry_arrival_instant ();
  else
    return FALSE;
  return TRUE;
}

/* Whether a frame's place in the footage says what it shows, whatever way the telemetry
 * comes. */
static gboolean
is_by_place (const GstTelemetryOverlay *self, const GstTelemetryPresentation *presentation)
{
  return self->now.time_source == GST_TELEMETRY_TIME_SOURCE_TIMECODE || presentation->source || presentation->edit ||
      tlm_sync_is_set (&presentation->sync);
}

/* By running time, where telemetry comes on the pad. A frame that a seek went into the middle
 * of began before the running time did. */
static gint64
by_arrival (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  const GstSegment *segment = &GST_BASE_TRANSFORM (self)->segment;
  GstClockTime time;
  gint64 zero;
  int sign;

  if (!GST_BUFFER_PTS_IS_VALID (buffer) || segment->format != GST_FORMAT_TIME)
    return TLM_TIME_NONE;
  sign = gst_segment_to_running_time_full (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer), &time);
  if (sign >= 0)
    return gst_telemetry_queue_map (self->queue, sign > 0 ? time : GST_CLOCK_TIME_NONE);
  zero = gst_telemetry_queue_map (self->queue, 0);
  return zero == TLM_TIME_NONE || time > GST_TELEMETRY_LONGEST ? TLM_TIME_NONE :
      zero - (gint64) time;
}

gint64
gst_telemetry_overlay_shown_time (GstTelemetryOverlay *self,
    const GstTelemetryPresentation *presentation, GstBuffer *buffer)
{
  GstTelemetryTimeSource source = self->now.time_source;
  TlmInstant instant;
  gint64 time_ns;

  self->shown_by_place = FALSE;
  if (frame_instant (source, buffer, &instant))
    time_ns = instant == TLM_TIME_NONE ? TLM_TIME_NONE :
        tlm_timeline_from_instant (presentation->flight->timeline, instant);
  else if (is_by_place (self, presentation) ||
      (time_ns = by_arrival (self, buffer)) == TLM_TIME_NONE) {
    self->shown_by_place = TRUE;
    return gst_telemetry_painter_map (self->painter, footage_time (self, buffer), self->now.time_offset_ns);
  }
  return tlm_time_moved (time_ns, self->now.time_offset_ns);
}
