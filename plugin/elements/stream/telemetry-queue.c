/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/telemetry-queue-private.h"

/* After so long without a step of either stream nobody waits any more: a silent
 * telemetry stream must not stall the video, nor a stalled video the rest. */
#define PATIENCE_US (2 * G_TIME_SPAN_SECOND)

/* How far telemetry may run ahead of the frames. */
#define LEAD (5 * GST_SECOND)
#define TIMELESS_LEAD 16         /* buffers */

/* What arrives where nothing will ever take it. */
#define MAX_QUEUED 4096

/* A piece of the telemetry stream: samples, and how far the stream is with them. */
typedef struct {
  GstTelemetryDelivery delivery;
  GstClockTime reached;          /* running time, or GST_CLOCK_TIME_NONE */
  TlmDuration moved_ns;          /* what came before it is to be moved */
} Piece;

GstTelemetryQueue *
gst_telemetry_queue_new (void)
{
  GstTelemetryQueue *queue = g_new0 (GstTelemetryQueue, 1);

  queue->receiver = gst_telemetry_receiver_new ();
  gst_telemetry_lock_init (&queue->lock, GST_TELEMETRY_RANK_QUEUE, "the telemetry queue");
  g_cond_init (&queue->moved);
  g_queue_init (&queue->pieces);
  gst_telemetry_stream_timeline_init (&queue->timeline);
  queue->max_wait = queue->telemetry_time = queue->frame_time = GST_CLOCK_TIME_NONE;
  return queue;
}

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  tlm_log_free (piece->delivery.log);
  g_free (piece);
}

void
gst_telemetry_queue_free (GstTelemetryQueue *queue)
{
  if (!queue)
    return;
  gst_telemetry_receiver_free (queue->receiver);
  g_queue_clear_full (&queue->pieces, piece_free);
  g_clear_error (&queue->problem);
  gst_telemetry_stream_timeline_clear (&queue->timeline);
  gst_telemetry_presentation_unref (queue->presentation);
  gst_telemetry_presentation_unref (queue->announced);
  g_cond_clear (&queue->moved);
  gst_telemetry_lock_clear (&queue->lock);
  g_free (queue);
}

void
gst_telemetry_queue_set_max_wait (GstTelemetryQueue *queue, GstClockTime max_wait)
{
  gst_telemetry_lock (&queue->lock);
  queue->max_wait = max_wait;
  g_cond_broadcast (&queue->moved);
  gst_telemetry_unlock (&queue->lock);
}

void
gst_telemetry_queue_set_history (GstTelemetryQueue *queue, const TlmHistory *history)
{
  gst_telemetry_lock (&queue->lock);
  queue->timeline.history = *history;
  gst_telemetry_unlock (&queue->lock);
}

void
gst_telemetry_queue_set_reorder_window (GstTelemetryQueue *queue, TlmDuration window_ns)
{
  gst_telemetry_lock (&queue->lock);
  queue->timeline.reorder_window = window_ns;
  gst_telemetry_unlock (&queue->lock);
}

gboolean
gst_telemetry_queue_set_options (GstTelemetryQueue *queue, const TlmDecodeOptions *options)
{
  return gst_telemetry_receiver_set_options (queue->receiver, options);
}

void
gst_telemetry_queue_get_stats (GstTelemetryQueue *queue, GstTelemetryStreamStats *stats)
{
  TlmFeedStats feed;

  gst_telemetry_receiver_get_stats (queue->receiver, &feed);
  gst_telemetry_lock (&queue->lock);
  *stats = queue->timeline.stats;
  stats->feed = feed;
  gst_telemetry_unlock (&queue->lock);
}

gboolean
gst_telemetry_queue_set_caps (GstTelemetryQueue *queue, const GstCaps *caps, GError **error)
{
  return gst_telemetry_receiver_set_caps (queue->receiver, caps, error);
}

void
gst_telemetry_queue_step (GstTelemetryQueue *queue)
{
  queue->last_step_us = g_get_monotonic_time ();
  queue->timed_out = FALSE;
  g_cond_broadcast (&queue->moved);
}

gboolean
gst_telemetry_queue_wait_for_step (GstTelemetryQueue *queue, gint64 deadline_us)
{
  gint64 until = MIN (deadline_us, queue->last_step_us + PATIENCE_US);

  return gst_telemetry_lock_wait_until (&queue->lock, &queue->moved, until) ||
      g_get_monotonic_time () < MIN (deadline_us, queue->last_step_us + PATIENCE_US);
}

static void
reach (GstTelemetryQueue *queue, GstClockTime running_time)
{
  if (GST_CLOCK_TIME_IS_VALID (running_time) &&
      (!GST_CLOCK_TIME_IS_VALID (queue->telemetry_time) || running_time > queue->telemetry_time))
    queue->telemetry_time = running_time;
}

gboolean
gst_telemetry_queue_take_piece (GstTelemetryQueue *queue)
{
  Piece *piece = queue->timeline.timeline ? g_queue_pop_head (&queue->pieces) : NULL;
  GstClockTime reached = GST_CLOCK_TIME_NONE;

  if (!piece)
    return FALSE;
  gst_telemetry_stream_timeline_move (&queue->timeline, piece->moved_ns);
  if (!queue->problem)
    gst_telemetry_stream_timeline_extend (&queue->timeline, &piece->delivery, &reached,
        &queue->problem);
  reach (queue, reached);
  reach (queue, piece->reached);
  piece_free (piece);
  if (queue->ended && g_queue_is_empty (&queue->pieces))
    gst_telemetry_stream_timeline_end (&queue->timeline);
  return TRUE;
}

void
gst_telemetry_queue_take_all (GstTelemetryQueue *queue)
{
  while (gst_telemetry_queue_take_piece (queue))
    continue;
}

/* Where frames wait, each of them takes what it has waited for and no more, so that
 * what it shows does not depend on how fast the telemetry came. */
static void
put_piece (GstTelemetryQueue *queue, const GstTelemetryDelivery *delivery, GstClockTime reached)
{
  Piece *piece = g_new (Piece, 1);

  *piece = (Piece) { .delivery = *delivery, .reached = reached, .moved_ns = queue->moved_ns };
  queue->moved_ns = 0;
  g_queue_push_tail (&queue->pieces, piece);
  if (queue->max_wait == 0 || queue->frames_ended || queue->flushing)
    gst_telemetry_queue_take_all (queue);
  while (queue->pieces.length > MAX_QUEUED && !queue->timeline.timeline)
    piece_free (g_queue_pop_head (&queue->pieces));
  gst_telemetry_queue_step (queue);
}

void
gst_telemetry_queue_set_presentation (GstTelemetryQueue *queue,
    GstTelemetryPresentation *presentation)
{
  GstTelemetryPresentation *before;

  gst_telemetry_lock (&queue->lock);
  before = queue->presentation;
  queue->presentation = presentation ? gst_telemetry_presentation_ref (presentation) : NULL;
  gst_telemetry_stream_timeline_set_flight (&queue->timeline,
      presentation ? presentation->flight : NULL);
  gst_telemetry_unlock (&queue->lock);
  gst_telemetry_presentation_unref (before);
}

void
gst_telemetry_queue_set_announced (GstTelemetryQueue *queue,
    GstTelemetryPresentation *announced)
{
  GstTelemetryPresentation *before;

  gst_telemetry_lock (&queue->lock);
  before = queue->announced;
  queue->announced = announced ? gst_telemetry_presentation_ref (announced) : NULL;
  gst_telemetry_queue_step (queue);
  gst_telemetry_unlock (&queue->lock);
  gst_telemetry_presentation_unref (before);
}

GstTelemetryPresentation *
gst_telemetry_queue_ref_announced (const GstTelemetryQueue *queue)
{
  return queue->announced ? gst_telemetry_presentation_ref (queue->announced) : NULL;
}

gboolean
gst_telemetry_queue_knows_flight (const GstTelemetryQueue *queue)
{
  return queue->announced && !(queue->presentation &&
      gst_telemetry_settings_name_flight (&queue->presentation->settings));
}

char *
gst_telemetry_queue_pop_warning (GstTelemetryQueue *queue)
{
  char *warning = NULL;

  gst_telemetry_lock (&queue->lock);
  if (queue->timeline.warnings->len > 0)
    warning = g_ptr_array_steal_index (queue->timeline.warnings, 0);
  gst_telemetry_unlock (&queue->lock);
  return warning;
}

gboolean
gst_telemetry_queue_report (GstTelemetryQueue *queue, GError **error)
{
  if (!queue->problem || queue->told)
    return FALSE;
  g_propagate_error (error, g_error_copy (queue->problem));
  queue->told = TRUE;
  return TRUE;
}

/* Whether a buffer is further ahead of the frames than it need be; without a time,
 * whether enough of them wait. */
static gboolean
is_ahead (const GstTelemetryQueue *queue, GstClockTime running_time)
{
  GstClockTime frame = GST_CLOCK_TIME_IS_VALID (queue->frame_time) ? queue->frame_time : 0;

  if (!GST_CLOCK_TIME_IS_VALID (running_time))
    return queue->pieces.length >= TIMELESS_LEAD;
  return running_time > LEAD && running_time - LEAD > frame;
}

static gboolean
is_awaited (const GstTelemetryQueue *queue)
{
  return queue->frame_waits && queue->pieces.length == 0;
}

/* Telemetry that is far ahead of the frames waits for them, unless a frame waits for
 * it: behind a gap longer than the lead, the next sample is what shows that gap. */
static gboolean
hold_back (GstTelemetryQueue *queue, GstClockTime running_time)
{
  while (!queue->flushing && !queue->frames_ended && queue->max_wait != 0 &&
      is_ahead (queue, running_time) && !is_awaited (queue)) {
    if (!gst_telemetry_queue_wait_for_step (queue, G_MAXINT64))
      break;
  }
  return !queue->flushing;
}

/* How far the stream is with a buffer. One that brings no sample (half of a
 * record, or a broken one) may be made up for by the next: it says that nothing
 * comes up to its time only when the window for what comes late is over. */
static GstClockTime
reached_with (const GstTelemetryQueue *queue, const TlmLog *log, GstClockTime running_time)
{
  GstClockTime window = (GstClockTime) MAX (queue->timeline.reorder_window, 0);

  if (!GST_CLOCK_TIME_IS_VALID (running_time) || (log && gst_telemetry_log_says_anything (log)))
    return running_time;
  return running_time > window ? running_time - window : GST_CLOCK_TIME_NONE;
}

void
gst_telemetry_queue_set_of_video (GstTelemetryQueue *queue, gboolean of_video)
{
  gst_telemetry_lock (&queue->lock);
  queue->of_video = of_video;
  gst_telemetry_unlock (&queue->lock);
}

GstFlowReturn
gst_telemetry_queue_push (GstTelemetryQueue *queue, GstBuffer *buffer,
    GstClockTime running_time, GError **error)
{
  GstTelemetryDelivery delivery;
  gboolean done, needless;

  gst_telemetry_lock (&queue->lock);
  done = hold_back (queue, running_time);
  needless = gst_telemetry_queue_knows_flight (queue);
  if (done && needless)
    gst_telemetry_queue_step (queue);
  gst_telemetry_unlock (&queue->lock);
  if (!done || needless)
    return done ? GST_FLOW_OK : GST_FLOW_FLUSHING;
  done = gst_telemetry_receiver_push (queue->receiver, buffer, running_time, &delivery, error);
  gst_telemetry_lock (&queue->lock);
  delivery.of_video = queue->of_video;
  if (delivery.log && delivery.log->moved_ns != 0)   /* found out by what is decoded here, too */
    queue->moved_ns = 0;
  put_piece (queue, &delivery, reached_with (queue, delivery.log, running_time));
  done = done && !gst_telemetry_queue_report (queue, error);
  gst_telemetry_unlock (&queue->lock);
  return done ? GST_FLOW_OK : GST_FLOW_ERROR;
}

void
gst_telemetry_queue_advance (GstTelemetryQueue *queue, GstClockTime running_time)
{
  const GstTelemetryDelivery nothing = { .log = NULL, .came = GST_CLOCK_TIME_NONE };

  /* A sample of that very time may come yet. */
  if (GST_CLOCK_TIME_IS_VALID (running_time))
    running_time = running_time > 0 ? running_time - 1 : GST_CLOCK_TIME_NONE;
  gst_telemetry_lock (&queue->lock);
  put_piece (queue, &nothing, running_time);
  gst_telemetry_unlock (&queue->lock);
}

void
gst_telemetry_queue_move (GstTelemetryQueue *queue, TlmDuration moved_ns)
{
  gst_telemetry_lock (&queue->lock);
  queue->moved_ns += moved_ns;
  gst_telemetry_unlock (&queue->lock);
}

gboolean
gst_telemetry_queue_end (GstTelemetryQueue *queue, GError **error)
{
  GstTelemetryDelivery delivery;
  gboolean done = gst_telemetry_receiver_end (queue->receiver, &delivery, error);

  gst_telemetry_lock (&queue->lock);
  queue->ended = TRUE;
  put_piece (queue, &delivery, GST_CLOCK_TIME_NONE);
  done = done && !gst_telemetry_queue_report (queue, error);
  gst_telemetry_unlock (&queue->lock);
  return done;
}

void
gst_telemetry_queue_begin (GstTelemetryQueue *queue)
{
  gst_telemetry_lock (&queue->lock);
  if (queue->ended) {
    gst_telemetry_receiver_restart (queue->receiver);
    queue->ended = FALSE;
  }
  gst_telemetry_unlock (&queue->lock);
}

void
gst_telemetry_queue_set_flushing (GstTelemetryQueue *queue, gboolean flushing)
{
  gst_telemetry_lock (&queue->lock);
  queue->flushing = flushing;
  if (!flushing) {
    g_queue_clear_full (&queue->pieces, piece_free);
    g_clear_error (&queue->problem);
    queue->told = FALSE;
    gst_telemetry_receiver_restart (queue->receiver);
    queue->ended = FALSE;
    queue->moved_ns = 0;
    gst_telemetry_stream_timeline_untie (&queue->timeline);
    queue->telemetry_time = GST_CLOCK_TIME_NONE;
  }
  gst_telemetry_queue_step (queue);
  gst_telemetry_unlock (&queue->lock);
}
