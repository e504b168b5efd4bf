/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/telemetry-queue.h"

#include "core/phases/engine.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/receiver.h"

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
} Piece;

struct _GstTelemetryQueue {
  GstTelemetryReceiver *receiver;
  GstTelemetryLock lock;         /* guards what follows */
  GCond moved;
  GQueue pieces;                  /* Piece *, which no frame has needed yet */
  GError *problem;               /* of what was taken from the queue, or NULL */
  gboolean told;                 /* it was reported */
  GstTelemetryPresentation *presentation;
  GstTelemetryPresentation *announced;        /* what the stream announces, or NULL */
  TlmTimeline *timeline;         /* the presentation's */
  TlmPhaseEngine *engine;        /* by the profile of its flight, or NULL */
  gint64 phases_from;            /* the oldest sample that it has not seen, G_MAXINT64: none */
  gint64 phases_at;              /* the newest that it has seen, or TLM_TIME_NONE */
  TlmHistory history;
  TlmDuration reorder_window;
  guint64 late;
  GstClockTime max_wait;
  GstClockTime telemetry_time;   /* running time that telemetry has reached */
  GstClockTime frame_time;       /* running time of the newest frame */
  gboolean ended, frames_ended, flushing, gave_up;
  gint64 last_step_us;           /* monotonic time at which either stream moved */
  gint64 shift_ns;               /* time on the timeline's clock − running time */
  gboolean has_shift;
};

GstTelemetryQueue *
gst_telemetry_queue_new (void)
{
  GstTelemetryQueue *queue = g_new0 (GstTelemetryQueue, 1);

  queue->receiver = gst_telemetry_receiver_new ();
  gst_telemetry_lock_init (&queue->lock, GST_TELEMETRY_RANK_QUEUE, "the telemetry queue");
  g_cond_init (&queue->moved);
  g_queue_init (&queue->pieces);
  queue->history = TLM_HISTORY_DEFAULT;
  queue->reorder_window = TLM_SECOND;
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
  tlm_phase_engine_free (queue->engine);
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
  queue->history = *history;
  gst_telemetry_unlock (&queue->lock);
}

void
gst_telemetry_queue_set_reorder_window (GstTelemetryQueue *queue, TlmDuration window_ns)
{
  gst_telemetry_lock (&queue->lock);
  queue->reorder_window = window_ns;
  gst_telemetry_unlock (&queue->lock);
}

void
gst_telemetry_queue_set_options (GstTelemetryQueue *queue, const TlmDecodeOptions *options)
{
  gst_telemetry_receiver_set_options (queue->receiver, options);
}

void
gst_telemetry_queue_get_stats (GstTelemetryQueue *queue, TlmFeedStats *stats, guint64 *late)
{
  gst_telemetry_receiver_get_stats (queue->receiver, stats);
  gst_telemetry_lock (&queue->lock);
  *late = queue->late;
  gst_telemetry_unlock (&queue->lock);
}

gboolean
gst_telemetry_queue_set_caps (GstTelemetryQueue *queue, const GstCaps *caps, GError **error)
{
  return gst_telemetry_receiver_set_caps (queue->receiver, caps, error);
}

/* Either stream has moved: patience begins anew. */
static void
step (GstTelemetryQueue *queue)
{
  queue->last_step_us = g_get_monotonic_time ();
  queue->gave_up = FALSE;
  g_cond_broadcast (&queue->moved);
}

/* Waits for the other stream; FALSE when patience or DEADLINE is over. */
static gboolean
wait_for_step (GstTelemetryQueue *queue, gint64 deadline_us)
{
  gint64 until = MIN (deadline_us, queue->last_step_us + PATIENCE_US);

  return gst_telemetry_lock_wait_until (&queue->lock, &queue->moved, until) ||
      g_get_monotonic_time () < MIN (deadline_us, queue->last_step_us + PATIENCE_US);
}

/* First and last time of what came, and the clock they are on. */
typedef struct {
  TlmClock clock;
  gint64 first_ns, last_ns;
} LogSpan;

static gboolean
span_of (const TlmLog *log, LogSpan *span)
{
  span->clock = log->clock;
  if (tlm_log_span (log, &span->first_ns, &span->last_ns))
    return TRUE;
  if (log->events->len == 0)
    return FALSE;
  span->first_ns = ((const TlmEvent *) log->events->pdata[0])->time_ns;
  span->last_ns = ((const TlmEvent *) log->events->pdata[log->events->len - 1])->time_ns;
  return TRUE;
}

static gint64
on_timeline (const GstTelemetryQueue *queue, TlmClock clock, gint64 time_ns)
{
  return clock == TLM_CLOCK_TAI ? tlm_timeline_from_instant (queue->timeline, time_ns) :
      tlm_timeline_from_elapsed (queue->timeline, time_ns);
}

/* The first samples of a stream tie the telemetry's clock to the video's; from
 * then on its own clock counts, whatever the jitter of its buffers. Where buffers
 * have no time (a file), a log that counts from liftoff plays at its own times when
 * none is negative, and any other from 0 on. */
static void
tie_clocks (GstTelemetryQueue *queue, const LogSpan *span, GstClockTime running_time)
{
  gboolean own = span->clock == TLM_CLOCK_ELAPSED && span->first_ns >= 0;
  gint64 first_ns = on_timeline (queue, span->clock, span->first_ns);

  if (queue->has_shift || first_ns == TLM_TIME_NONE)
    return;
  if (GST_CLOCK_TIME_IS_VALID (running_time))
    queue->shift_ns = first_ns - (gint64) running_time;
  else
    queue->shift_ns = own ? first_ns - span->first_ns : first_ns;
  queue->has_shift = TRUE;
}

static void
reach (GstTelemetryQueue *queue, GstClockTime running_time)
{
  if (GST_CLOCK_TIME_IS_VALID (running_time) &&
      (!GST_CLOCK_TIME_IS_VALID (queue->telemetry_time) || running_time > queue->telemetry_time))
    queue->telemetry_time = running_time;
}

/* A stream without times has come as far as its samples. */
static void
reach_last (GstTelemetryQueue *queue, const LogSpan *span)
{
  gint64 last_ns = on_timeline (queue, span->clock, span->last_ns);

  if (last_ns != TLM_TIME_NONE && queue->has_shift && last_ns >= queue->shift_ns)
    reach (queue, (GstClockTime) (last_ns - queue->shift_ns));
}

/* How many of a log's samples are behind the newest known one by more than the
 * window, as its busiest track has them. */
static guint64
count_late (const GstTelemetryQueue *queue, const TlmLog *log)
{
  gint64 newest, offset;
  guint64 late = 0;

  if (!tlm_timeline_newest (queue->timeline, &newest))
    return 0;
  offset = on_timeline (queue, log->clock, 0);
  if (offset == TLM_TIME_NONE)
    return 0;
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++) {
      const TlmSeries *series = ((TlmTrack *) vehicle->tracks->pdata[j])->series;
      gssize last = tlm_series_find (series, newest - offset - queue->reorder_window - 1);
      late = MAX (late, (guint64) (last + 1));
    }
  }
  return late;
}

/* Brings the phases up to date when a second of telemetry has come since, or at
 * the END. */
static void
find_phases (GstTelemetryQueue *queue, gint64 first_ns, gboolean end)
{
  gint64 newest;

  if (!queue->engine || !tlm_timeline_newest (queue->timeline, &newest))
    return;
  if (first_ns != TLM_TIME_NONE)
    queue->phases_from = MIN (queue->phases_from, first_ns);
  if (queue->phases_from == G_MAXINT64 || (!end && queue->phases_at != TLM_TIME_NONE &&
          newest < queue->phases_at + TLM_SECOND))
    return;
  tlm_phase_engine_update (queue->engine, queue->timeline, queue->phases_from);
  queue->phases_from = G_MAXINT64;
  queue->phases_at = newest;
}

/* Puts samples on the timeline. */
static gboolean
merge (GstTelemetryQueue *queue, const GstTelemetryDelivery *delivery, GError **error)
{
  gint64 first_ns = TLM_TIME_NONE;
  LogSpan span;
  gboolean any;

  if (!delivery->log)
    return TRUE;
  any = span_of (delivery->log, &span);
  queue->late += count_late (queue, delivery->log);
  if (!tlm_timeline_extend (queue->timeline, delivery->log, NULL, error))
    return FALSE;
  if (any) {
    first_ns = on_timeline (queue, span.clock, span.first_ns);
    tie_clocks (queue, &span, delivery->came);
    if (!GST_CLOCK_TIME_IS_VALID (delivery->came))
      reach_last (queue, &span);
  }
  tlm_timeline_forget (queue->timeline, &queue->history);
  tlm_timeline_set_open (queue->timeline, TRUE);
  find_phases (queue, first_ns, FALSE);
  return TRUE;
}

/* Takes the next piece of the stream; FALSE when there is none. */
static gboolean
take_piece (GstTelemetryQueue *queue)
{
  Piece *piece = queue->timeline ? g_queue_pop_head (&queue->pieces) : NULL;

  if (!piece)
    return FALSE;
  if (!queue->problem)
    merge (queue, &piece->delivery, &queue->problem);
  reach (queue, piece->reached);
  piece_free (piece);
  if (queue->ended && g_queue_is_empty (&queue->pieces)) {
    tlm_timeline_set_open (queue->timeline, FALSE);
    find_phases (queue, TLM_TIME_NONE, TRUE);
  }
  return TRUE;
}

static void
take_all (GstTelemetryQueue *queue)
{
  while (take_piece (queue))
    continue;
}

/* Where frames wait, each of them takes what it has waited for and no more, so that
 * what it shows does not depend on how fast the telemetry came. */
static void
put_piece (GstTelemetryQueue *queue, const GstTelemetryDelivery *delivery, GstClockTime reached)
{
  Piece *piece = g_new (Piece, 1);

  *piece = (Piece) { *delivery, reached };
  g_queue_push_tail (&queue->pieces, piece);
  if (queue->max_wait == 0 || queue->frames_ended || queue->flushing)
    take_all (queue);
  while (queue->pieces.length > MAX_QUEUED && !queue->timeline)
    piece_free (g_queue_pop_head (&queue->pieces));
  step (queue);
}

/* A presentation of the same flight goes on with the phases that were found. */
static void
take_flight (GstTelemetryQueue *queue, const GstTelemetryPresentation *presentation)
{
  const TlmFlight *flight = presentation ? presentation->flight : NULL;

  if (queue->timeline == (flight ? flight->timeline : NULL))
    return;
  g_clear_pointer (&queue->engine, tlm_phase_engine_free);
  queue->timeline = flight ? flight->timeline : NULL;
  queue->phases_from = G_MAXINT64;
  queue->phases_at = TLM_TIME_NONE;
  if (flight && flight->profile)
    queue->engine = tlm_phase_engine_new (flight->profile);
}

void
gst_telemetry_queue_set_presentation (GstTelemetryQueue *queue, GstTelemetryPresentation *presentation)
{
  GstTelemetryPresentation *before;

  gst_telemetry_lock (&queue->lock);
  before = queue->presentation;
  queue->presentation = presentation ? gst_telemetry_presentation_ref (presentation) : NULL;
  take_flight (queue, presentation);
  gst_telemetry_unlock (&queue->lock);
  gst_telemetry_presentation_unref (before);
}

void
gst_telemetry_queue_set_announced (GstTelemetryQueue *queue, GstTelemetryPresentation *announced)
{
  GstTelemetryPresentation *before;

  gst_telemetry_lock (&queue->lock);
  before = queue->announced;
  queue->announced = announced ? gst_telemetry_presentation_ref (announced) : NULL;
  step (queue);
  gst_telemetry_unlock (&queue->lock);
  gst_telemetry_presentation_unref (before);
}

GstTelemetryPresentation *
gst_telemetry_queue_ref_announced (const GstTelemetryQueue *queue)
{
  return queue->announced ? gst_telemetry_presentation_ref (queue->announced) : NULL;
}

/* Whether all is known from the flight that the stream announced. */
static gboolean
is_announced (const GstTelemetryQueue *queue)
{
  return queue->announced && !(queue->presentation && gst_telemetry_settings_name_flight (&queue->presentation->settings));
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

/* Telemetry that is far ahead of the frames waits for them. */
static gboolean
hold_back (GstTelemetryQueue *queue, GstClockTime running_time)
{
  while (!queue->flushing && !queue->frames_ended && queue->max_wait != 0 &&
      is_ahead (queue, running_time)) {
    if (!wait_for_step (queue, G_MAXINT64))
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
  GstClockTime window = (GstClockTime) MAX (queue->reorder_window, 0);
  LogSpan span;

  if (!GST_CLOCK_TIME_IS_VALID (running_time) || (log && span_of (log, &span)))
    return running_time;
  return running_time > window ? running_time - window : GST_CLOCK_TIME_NONE;
}

GstFlowReturn
gst_telemetry_queue_push (GstTelemetryQueue *queue, GstBuffer *buffer,
    GstClockTime running_time, GError **error)
{
  GstTelemetryDelivery delivery;
  gboolean done, needless;

  gst_telemetry_lock (&queue->lock);
  done = hold_back (queue, running_time);
  needless = is_announced (queue);
  if (done && needless)
    step (queue);
  gst_telemetry_unlock (&queue->lock);
  if (!done || needless)
    return done ? GST_FLOW_OK : GST_FLOW_FLUSHING;
  done = gst_telemetry_receiver_push (queue->receiver, buffer, running_time, &delivery, error);
  gst_telemetry_lock (&queue->lock);
  put_piece (queue, &delivery, reached_with (queue, delivery.log, running_time));
  done = done && !gst_telemetry_queue_report (queue, error);
  gst_telemetry_unlock (&queue->lock);
  return done ? GST_FLOW_OK : GST_FLOW_ERROR;
}

void
gst_telemetry_queue_advance (GstTelemetryQueue *queue, GstClockTime running_time)
{
  const GstTelemetryDelivery nothing = { NULL, GST_CLOCK_TIME_NONE };

  /* A sample of that very time may come yet. */
  if (GST_CLOCK_TIME_IS_VALID (running_time))
    running_time = running_time > 0 ? running_time - 1 : GST_CLOCK_TIME_NONE;
  gst_telemetry_lock (&queue->lock);
  put_piece (queue, &nothing, running_time);
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
    queue->has_shift = FALSE;
    queue->telemetry_time = GST_CLOCK_TIME_NONE;
  }
  step (queue);
  gst_telemetry_unlock (&queue->lock);
}

/* Takes pieces until telemetry has passed RUNNING_TIME; FALSE when they do not
 * reach so far. */
static gboolean
take_up_to (GstTelemetryQueue *queue, GstClockTime running_time)
{
  if (is_announced (queue))
    return TRUE;
  if (queue->max_wait == 0)
    take_all (queue);
  while (!GST_CLOCK_TIME_IS_VALID (queue->telemetry_time) ||
      queue->telemetry_time < running_time)
    if (!take_piece (queue))
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

/* Takes what a frame needs of the stream, and waits for it. TRUE when it waited in
 * vain, once until telemetry moves again. */
static gboolean
wait_until (GstTelemetryQueue *queue, GstClockTime running_time)
{
  gint64 deadline = G_MAXINT64;

  note_frame (queue, running_time);
  if (take_up_to (queue, running_time) || queue->gave_up || queue->max_wait == 0)
    return FALSE;
  queue->last_step_us = g_get_monotonic_time ();
  if (GST_CLOCK_TIME_IS_VALID (queue->max_wait))
    deadline = queue->last_step_us + (gint64) (queue->max_wait / GST_USECOND);
  while (!take_up_to (queue, running_time)) {
    if (!wait_for_step (queue, deadline)) {
      queue->gave_up = g_get_monotonic_time () < deadline;
      return queue->gave_up;
    }
  }
  return FALSE;
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
  gint64 running_time;

  if (!queue->has_shift || time_ns == TLM_TIME_NONE ||
      __builtin_sub_overflow (time_ns, queue->shift_ns, &running_time) || running_time < 0 ||
      (GST_CLOCK_TIME_IS_VALID (queue->frame_time) &&
          (GstClockTime) running_time <= queue->frame_time))
    return FALSE;
  return wait_until (queue, (GstClockTime) running_time);
}

gint64
gst_telemetry_queue_map (const GstTelemetryQueue *queue, GstClockTime running_time)
{
  gint64 t;

  if (!queue->has_shift || !GST_CLOCK_TIME_IS_VALID (running_time) ||
      __builtin_add_overflow ((gint64) running_time, queue->shift_ns, &t))
    return TLM_TIME_NONE;
  return t;
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
    take_all (queue);
  step (queue);
  gst_telemetry_unlock (&queue->lock);
}
