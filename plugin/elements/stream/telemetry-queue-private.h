/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "elements/settings/ranked-lock.h"
#include "elements/stream/stream-timeline.h"
#include "elements/stream/telemetry-queue.h"

G_BEGIN_DECLS

struct _GstTelemetryQueue {
  GstTelemetryReceiver *receiver;
  GstTelemetryLock lock;         /* guards what follows */
  GCond moved;
  GQueue pieces;                 /* of the stream, that no frame has needed yet */
  GError *problem;               /* of what was taken from the queue, or NULL */
  gboolean told;                 /* it was reported */
  GstTelemetryPresentation *presentation;  /* whose timeline grows, or NULL */
  GstTelemetryPresentation *announced;     /* what the stream announces, or NULL */
  GstTelemetryStreamTimeline timeline;
  GstClockTime max_wait;
  GstClockTime telemetry_time;   /* running time that telemetry has reached */
  GstClockTime frame_time;       /* running time of the newest frame */
  TlmDuration moved_ns;          /* what came before the next piece is to be moved by so much */
  gboolean of_video;             /* buffers' times are by the clock of the video's demuxer */
  gboolean ended, frames_ended, flushing;
  gboolean frame_waits;          /* for telemetry that has not come */
  gboolean timed_out;            /* nobody waits until either stream moves */
  gint64 last_step_us;           /* monotonic time at which either stream moved */
};

/* The functions below are called with the lock held. */

/* Either stream has moved: patience begins anew, and who waits looks again. */
void gst_telemetry_queue_step (GstTelemetryQueue *queue);

/* Waits for the other stream; FALSE when patience, or DEADLINE of the monotonic clock in
 * microseconds, is over. */
gboolean gst_telemetry_queue_wait_for_step (GstTelemetryQueue *queue, gint64 deadline_us);

/* Puts the next piece of the stream on the timeline; FALSE when there is none, or no
 * timeline. */
gboolean gst_telemetry_queue_take_piece (GstTelemetryQueue *queue);

/* All of them. */
void gst_telemetry_queue_take_all (GstTelemetryQueue *queue);

/* Whether all is known from the flight that the stream announced. */
gboolean gst_telemetry_queue_knows_flight (const GstTelemetryQueue *queue);

G_END_DECLS
