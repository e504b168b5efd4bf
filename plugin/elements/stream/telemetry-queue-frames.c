/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The frames' side of the queue: what they take of it, and how long they wait. */
#include "elements/stream/telemetry-queue-private.h"

/* Takes pieces until telemetry has passed RUNNING_TIME; FALSE when they do not
 * reach so far. */
static gboolean
take_up_to (GstTelemetryQueue *queue, GstClockTime running_time)
{
  if (gst_telemetry_queue_knows_flight (queue))
    return TRUE;
  if (queue->max_wait == 0)
    gst_telemetry_queue_take_all (queue);
  while (!GST_CLOCK_TIME_IS_VALID (queue->telemetry_time) ||
      queue->telemetry_time < running_time)
    if (!gst_telemetry_queue_take_piece (queue))
      return queue->ended || queue->flushing;
  return TRUE;
}

static void
note_frame (GstTelemetryQueue *queue, GstClockTime running_time)
{
  queue->frame_time = running_time;
  queue->frames_ended = FALSE;
  g_cond_broadcast (&queue->moved);
}

void
gst_telemetry_queue_pass (GstTelemetryQueue *queue, GstClockTime running_time)
{
  gst_telemetry_lock (&queue->lock);
  if (GST_CLOCK_TIME_IS_VALID (running_time)) {
    note_frame (queue, running_time);
    take_up_to (queue, running_time);
  }
  gst_telemetry_unlock (&queue->lock);
}

/* Takes what a frame needs of the stream, and waits for it. TRUE when that timed out,
 * once until telemetry moves again. */
static gboolean
wait_until (GstTelemetryQueue *queue, GstClockTime running_time)
{
  gint64 deadline = G_MAXINT64;
  gboolean gave_up = FALSE;

  note_frame (queue, running_time);
  if (take_up_to (queue, running_time) || queue->timed_out || queue->max_wait == 0)
    return FALSE;
  queue->last_step_us = g_get_monotonic_time ();
  if (GST_CLOCK_TIME_IS_VALID (queue->max_wait))
    deadline = queue->last_step_us + (gint64) (queue->max_wait / GST_USECOND);
  queue->frame_waits = TRUE;
  g_cond_broadcast (&queue->moved);
  while (!take_up_to (queue, running_time) && !gave_up) {
    gave_up = !gst_telemetry_queue_wait_for_step (queue, deadline);
    queue->timed_out = gave_up && g_get_monotonic_time () < deadline;
  }
  queue->frame_waits = FALSE;
  return gave_up && queue->timed_out;
}

gboolean
gst_telemetry_queue_acquire (GstTelemetryQueue *queue, GstClockTime running_time)
{
  gst_telemetry_lock (&queue->lock);
  return GST_CLOCK_TIME_IS_VALID (running_time) && wait_until (queue, running_time);
}

gboolean
gst_telemetry_queue_need (GstTelemetryQueue *queue, gint64 time_ns)
{
  GstClockTime running_time = gst_telemetry_stream_timeline_running_time (&queue->timeline,
      time_ns);

  if (!GST_CLOCK_TIME_IS_VALID (running_time) ||
      (GST_CLOCK_TIME_IS_VALID (queue->frame_time) && running_time <= queue->frame_time))
    return FALSE;
  return wait_until (queue, running_time);
}

gint64
gst_telemetry_queue_map (const GstTelemetryQueue *queue, GstClockTime running_time)
{
  return gst_telemetry_stream_timeline_at (&queue->timeline, running_time);
}

void
gst_telemetry_queue_release (GstTelemetryQueue *queue)
{
  gst_telemetry_unlock (&queue->lock);
}

void
gst_telemetry_queue_frames_reset (GstTelemetryQueue *queue, gboolean ended)
{
  gst_telemetry_lock (&queue->lock);
  queue->frame_time = GST_CLOCK_TIME_NONE;
  queue->frames_ended = ended;
  if (ended)
    gst_telemetry_queue_take_all (queue);
  gst_telemetry_queue_step (queue);
  gst_telemetry_unlock (&queue->lock);
}
