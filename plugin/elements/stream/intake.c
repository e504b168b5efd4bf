/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/intake.h"

#include "core/phases/engine.h"
#include "elements/show/ranked-lock.h"
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

struct _GstTelemetryIntake {
  GstTelemetryReceiver *receiver;
  GstTelemetryLock lock;         /* guards what follows */
  GCond moved;
  GQueue queue;                  /* Piece *, which no frame has needed yet */
  GError *problem;               /* of what was taken from the queue, or NULL */
  gboolean told;                 /* it was reported */
  GstTelemetryShow *show;
  GstTelemetryShow *lent;        /* what the stream announces, or NULL */
  TlmTimeline *timeline;         /* the show's */
  TlmPhaseEngine *engine;        /* by the profile of the show's flight, or NULL */
  gint64 phases_from;            /* the oldest sample that it has not seen, G_MAXINT64: none */
  gint64 phases_at;              /* the newest that it has seen, or TLM_TIME_NONE */
  TlmHistory history;
  TlmDuration reorder_window;
  guint64 late;
  GstClockTime max_wait;
  GstClockTime telemetry_time;   /* running time that telemetry has reached */
  GstClockTime frame_time;       /* running time of the newest frame */
  gboolean ended, frames_ended, flushing, tired;
  gint64 last_step_us;           /* monotonic time at which either stream moved */
  gint64 shift_ns;               /* time on the timeline's clock − running time */
  gboolean has_shift;
};

GstTelemetryIntake *
gst_telemetry_intake_new (void)
{
  GstTelemetryIntake *intake = g_new0 (GstTelemetryIntake, 1);

  intake->receiver = gst_telemetry_receiver_new ();
  gst_telemetry_lock_init (&intake->lock, GST_TELEMETRY_RANK_INTAKE, "the intake");
  g_cond_init (&intake->moved);
  g_queue_init (&intake->queue);
  intake->history = TLM_HISTORY_DEFAULT;
  intake->reorder_window = TLM_SECOND;
  intake->max_wait = intake->telemetry_time = intake->frame_time = GST_CLOCK_TIME_NONE;
  return intake;
}

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  tlm_log_free (piece->delivery.log);
  g_free (piece);
}

void
gst_telemetry_intake_free (GstTelemetryIntake *intake)
{
  if (!intake)
    return;
  gst_telemetry_receiver_free (intake->receiver);
  g_queue_clear_full (&intake->queue, piece_free);
  g_clear_error (&intake->problem);
  tlm_phase_engine_free (intake->engine);
  gst_telemetry_show_unref (intake->show);
  gst_telemetry_show_unref (intake->lent);
  g_cond_clear (&intake->moved);
  gst_telemetry_lock_clear (&intake->lock);
  g_free (intake);
}

void
gst_telemetry_intake_set_max_wait (GstTelemetryIntake *intake, GstClockTime max_wait)
{
  gst_telemetry_lock (&intake->lock);
  intake->max_wait = max_wait;
  g_cond_broadcast (&intake->moved);
  gst_telemetry_unlock (&intake->lock);
}

void
gst_telemetry_intake_set_history (GstTelemetryIntake *intake, const TlmHistory *history)
{
  gst_telemetry_lock (&intake->lock);
  intake->history = *history;
  gst_telemetry_unlock (&intake->lock);
}

void
gst_telemetry_intake_set_reorder_window (GstTelemetryIntake *intake, TlmDuration window_ns)
{
  gst_telemetry_lock (&intake->lock);
  intake->reorder_window = window_ns;
  gst_telemetry_unlock (&intake->lock);
}

void
gst_telemetry_intake_set_options (GstTelemetryIntake *intake, const TlmDecodeOptions *options)
{
  gst_telemetry_receiver_set_options (intake->receiver, options);
}

void
gst_telemetry_intake_get_stats (GstTelemetryIntake *intake, TlmFeedStats *stats, guint64 *late)
{
  gst_telemetry_receiver_get_stats (intake->receiver, stats);
  gst_telemetry_lock (&intake->lock);
  *late = intake->late;
  gst_telemetry_unlock (&intake->lock);
}

gboolean
gst_telemetry_intake_set_caps (GstTelemetryIntake *intake, const GstCaps *caps, GError **error)
{
  return gst_telemetry_receiver_set_caps (intake->receiver, caps, error);
}

/* Either stream has moved: patience begins anew. */
static void
step (GstTelemetryIntake *intake)
{
  intake->last_step_us = g_get_monotonic_time ();
  intake->tired = FALSE;
  g_cond_broadcast (&intake->moved);
}

/* Waits for the other stream; FALSE when patience or DEADLINE is over. */
static gboolean
wait_for_step (GstTelemetryIntake *intake, gint64 deadline_us)
{
  gint64 until = MIN (deadline_us, intake->last_step_us + PATIENCE_US);

  return gst_telemetry_lock_wait_until (&intake->lock, &intake->moved, until) ||
      g_get_monotonic_time () < MIN (deadline_us, intake->last_step_us + PATIENCE_US);
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
on_timeline (const GstTelemetryIntake *intake, TlmClock clock, gint64 time_ns)
{
  return clock == TLM_CLOCK_TAI ? tlm_timeline_from_instant (intake->timeline, time_ns) :
      tlm_timeline_from_elapsed (intake->timeline, time_ns);
}

/* The first samples of a stream tie the telemetry's clock to the video's; from
 * then on its own clock counts, whatever the jitter of its buffers. Where buffers
 * have no time (a file), a log that counts from liftoff plays at its own times when
 * none is negative, and any other from 0 on. */
static void
tie_clocks (GstTelemetryIntake *intake, const LogSpan *span, GstClockTime running_time)
{
  gboolean own = span->clock == TLM_CLOCK_ELAPSED && span->first_ns >= 0;
  gint64 first_ns = on_timeline (intake, span->clock, span->first_ns);

  if (intake->has_shift || first_ns == TLM_TIME_NONE)
    return;
  if (GST_CLOCK_TIME_IS_VALID (running_time))
    intake->shift_ns = first_ns - (gint64) running_time;
  else
    intake->shift_ns = own ? first_ns - span->first_ns : first_ns;
  intake->has_shift = TRUE;
}

static void
reach (GstTelemetryIntake *intake, GstClockTime running_time)
{
  if (GST_CLOCK_TIME_IS_VALID (running_time) &&
      (!GST_CLOCK_TIME_IS_VALID (intake->telemetry_time) || running_time > intake->telemetry_time))
    intake->telemetry_time = running_time;
}

/* A stream without times has come as far as its samples. */
static void
reach_last (GstTelemetryIntake *intake, const LogSpan *span)
{
  gint64 last_ns = on_timeline (intake, span->clock, span->last_ns);

  if (last_ns != TLM_TIME_NONE && intake->has_shift && last_ns >= intake->shift_ns)
    reach (intake, (GstClockTime) (last_ns - intake->shift_ns));
}

/* How many of a log's samples are behind the newest known one by more than the
 * window, as its busiest track has them. */
static guint64
count_late (const GstTelemetryIntake *intake, const TlmLog *log)
{
  gint64 newest, offset;
  guint64 late = 0;

  if (!tlm_timeline_newest (intake->timeline, &newest))
    return 0;
  offset = on_timeline (intake, log->clock, 0);
  if (offset == TLM_TIME_NONE)
    return 0;
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++) {
      const TlmSeries *series = ((TlmTrack *) vehicle->tracks->pdata[j])->series;
      gssize last = tlm_series_find (series, newest - offset - intake->reorder_window - 1);
      late = MAX (late, (guint64) (last + 1));
    }
  }
  return late;
}

/* Brings the phases up to date when a second of telemetry has come since, or at
 * the END. */
static void
find_phases (GstTelemetryIntake *intake, gint64 first_ns, gboolean end)
{
  gint64 newest;

  if (!intake->engine || !tlm_timeline_newest (intake->timeline, &newest))
    return;
  if (first_ns != TLM_TIME_NONE)
    intake->phases_from = MIN (intake->phases_from, first_ns);
  if (intake->phases_from == G_MAXINT64 || (!end && intake->phases_at != TLM_TIME_NONE &&
          newest < intake->phases_at + TLM_SECOND))
    return;
  tlm_phase_engine_update (intake->engine, intake->timeline, intake->phases_from);
  intake->phases_from = G_MAXINT64;
  intake->phases_at = newest;
}

/* Puts samples on the timeline. */
static gboolean
merge (GstTelemetryIntake *intake, const GstTelemetryDelivery *delivery, GError **error)
{
  gint64 first_ns = TLM_TIME_NONE;
  LogSpan span;
  gboolean any;

  if (!delivery->log)
    return TRUE;
  any = span_of (delivery->log, &span);
  intake->late += count_late (intake, delivery->log);
  if (!tlm_timeline_extend (intake->timeline, delivery->log, NULL, error))
    return FALSE;
  if (any) {
    first_ns = on_timeline (intake, span.clock, span.first_ns);
    tie_clocks (intake, &span, delivery->came);
    if (!GST_CLOCK_TIME_IS_VALID (delivery->came))
      reach_last (intake, &span);
  }
  tlm_timeline_forget (intake->timeline, &intake->history);
  tlm_timeline_set_open (intake->timeline, TRUE);
  find_phases (intake, first_ns, FALSE);
  return TRUE;
}

/* Takes the next piece of the stream; FALSE when there is none. */
static gboolean
take_piece (GstTelemetryIntake *intake)
{
  Piece *piece = intake->timeline ? g_queue_pop_head (&intake->queue) : NULL;

  if (!piece)
    return FALSE;
  if (!intake->problem)
    merge (intake, &piece->delivery, &intake->problem);
  reach (intake, piece->reached);
  piece_free (piece);
  if (intake->ended && g_queue_is_empty (&intake->queue)) {
    tlm_timeline_set_open (intake->timeline, FALSE);
    find_phases (intake, TLM_TIME_NONE, TRUE);
  }
  return TRUE;
}

static void
take_all (GstTelemetryIntake *intake)
{
  while (take_piece (intake))
    continue;
}

/* Where frames wait, each of them takes what it has waited for and no more, so that
 * what it shows does not depend on how fast the telemetry came. */
static void
put_piece (GstTelemetryIntake *intake, const GstTelemetryDelivery *delivery, GstClockTime reached)
{
  Piece *piece = g_new (Piece, 1);

  *piece = (Piece) { *delivery, reached };
  g_queue_push_tail (&intake->queue, piece);
  if (intake->max_wait == 0 || intake->frames_ended || intake->flushing)
    take_all (intake);
  while (intake->queue.length > MAX_QUEUED && !intake->timeline)
    piece_free (g_queue_pop_head (&intake->queue));
  step (intake);
}

/* A show of the same flight goes on with the phases that were found. */
static void
take_flight (GstTelemetryIntake *intake, const GstTelemetryShow *show)
{
  const TlmFlight *flight = show ? show->flight : NULL;

  if (intake->timeline == (flight ? flight->timeline : NULL))
    return;
  g_clear_pointer (&intake->engine, tlm_phase_engine_free);
  intake->timeline = flight ? flight->timeline : NULL;
  intake->phases_from = G_MAXINT64;
  intake->phases_at = TLM_TIME_NONE;
  if (flight && flight->profile)
    intake->engine = tlm_phase_engine_new (flight->profile);
}

void
gst_telemetry_intake_set_show (GstTelemetryIntake *intake, GstTelemetryShow *show)
{
  GstTelemetryShow *before;

  gst_telemetry_lock (&intake->lock);
  before = intake->show;
  intake->show = show ? gst_telemetry_show_ref (show) : NULL;
  take_flight (intake, show);
  gst_telemetry_unlock (&intake->lock);
  gst_telemetry_show_unref (before);
}

void
gst_telemetry_intake_lend (GstTelemetryIntake *intake, GstTelemetryShow *lent)
{
  GstTelemetryShow *before;

  gst_telemetry_lock (&intake->lock);
  before = intake->lent;
  intake->lent = lent ? gst_telemetry_show_ref (lent) : NULL;
  step (intake);
  gst_telemetry_unlock (&intake->lock);
  gst_telemetry_show_unref (before);
}

GstTelemetryShow *
gst_telemetry_intake_ref_lent (const GstTelemetryIntake *intake)
{
  return intake->lent ? gst_telemetry_show_ref (intake->lent) : NULL;
}

/* Whether all is known from the flight that the stream announced. */
static gboolean
is_lent (const GstTelemetryIntake *intake)
{
  return intake->lent && !(intake->show && gst_telemetry_wishes_name_flight (&intake->show->wishes));
}

gboolean
gst_telemetry_intake_report (GstTelemetryIntake *intake, GError **error)
{
  if (!intake->problem || intake->told)
    return FALSE;
  g_propagate_error (error, g_error_copy (intake->problem));
  intake->told = TRUE;
  return TRUE;
}

/* Whether a buffer is further ahead of the frames than it need be; without a time,
 * whether enough of them wait. */
static gboolean
is_ahead (const GstTelemetryIntake *intake, GstClockTime running_time)
{
  GstClockTime frame = GST_CLOCK_TIME_IS_VALID (intake->frame_time) ? intake->frame_time : 0;

  if (!GST_CLOCK_TIME_IS_VALID (running_time))
    return intake->queue.length >= TIMELESS_LEAD;
  return running_time > LEAD && running_time - LEAD > frame;
}

/* Telemetry that is far ahead of the frames waits for them. */
static gboolean
hold_back (GstTelemetryIntake *intake, GstClockTime running_time)
{
  while (!intake->flushing && !intake->frames_ended && intake->max_wait != 0 &&
      is_ahead (intake, running_time)) {
    if (!wait_for_step (intake, G_MAXINT64))
      break;
  }
  return !intake->flushing;
}

/* How far the stream is with a buffer. One that brings no sample (half of a
 * record, or a broken one) may be made up for by the next: it says that nothing
 * comes up to its time only when the window for what comes late is over. */
static GstClockTime
reached_with (const GstTelemetryIntake *intake, const TlmLog *log, GstClockTime running_time)
{
  GstClockTime window = (GstClockTime) MAX (intake->reorder_window, 0);
  LogSpan span;

  if (!GST_CLOCK_TIME_IS_VALID (running_time) || (log && span_of (log, &span)))
    return running_time;
  return running_time > window ? running_time - window : GST_CLOCK_TIME_NONE;
}

GstFlowReturn
gst_telemetry_intake_push (GstTelemetryIntake *intake, GstBuffer *buffer,
    GstClockTime running_time, GError **error)
{
  GstTelemetryDelivery delivery;
  gboolean done, needless;

  gst_telemetry_lock (&intake->lock);
  done = hold_back (intake, running_time);
  needless = is_lent (intake);
  if (done && needless)
    step (intake);
  gst_telemetry_unlock (&intake->lock);
  if (!done || needless)
    return done ? GST_FLOW_OK : GST_FLOW_FLUSHING;
  done = gst_telemetry_receiver_push (intake->receiver, buffer, running_time, &delivery, error);
  gst_telemetry_lock (&intake->lock);
  put_piece (intake, &delivery, reached_with (intake, delivery.log, running_time));
  done = done && !gst_telemetry_intake_report (intake, error);
  gst_telemetry_unlock (&intake->lock);
  return done ? GST_FLOW_OK : GST_FLOW_ERROR;
}

void
gst_telemetry_intake_advance (GstTelemetryIntake *intake, GstClockTime running_time)
{
  const GstTelemetryDelivery nothing = { NULL, GST_CLOCK_TIME_NONE };

  /* A sample of that very time may come yet. */
  if (GST_CLOCK_TIME_IS_VALID (running_time))
    running_time = running_time > 0 ? running_time - 1 : GST_CLOCK_TIME_NONE;
  gst_telemetry_lock (&intake->lock);
  put_piece (intake, &nothing, running_time);
  gst_telemetry_unlock (&intake->lock);
}

gboolean
gst_telemetry_intake_end (GstTelemetryIntake *intake, GError **error)
{
  GstTelemetryDelivery delivery;
  gboolean done = gst_telemetry_receiver_end (intake->receiver, &delivery, error);

  gst_telemetry_lock (&intake->lock);
  intake->ended = TRUE;
  put_piece (intake, &delivery, GST_CLOCK_TIME_NONE);
  done = done && !gst_telemetry_intake_report (intake, error);
  gst_telemetry_unlock (&intake->lock);
  return done;
}

void
gst_telemetry_intake_begin (GstTelemetryIntake *intake)
{
  gst_telemetry_lock (&intake->lock);
  if (intake->ended) {
    gst_telemetry_receiver_restart (intake->receiver);
    intake->ended = FALSE;
  }
  gst_telemetry_unlock (&intake->lock);
}

void
gst_telemetry_intake_set_flushing (GstTelemetryIntake *intake, gboolean flushing)
{
  gst_telemetry_lock (&intake->lock);
  intake->flushing = flushing;
  if (!flushing) {
    g_queue_clear_full (&intake->queue, piece_free);
    g_clear_error (&intake->problem);
    intake->told = FALSE;
    gst_telemetry_receiver_restart (intake->receiver);
    intake->ended = FALSE;
    intake->has_shift = FALSE;
    intake->telemetry_time = GST_CLOCK_TIME_NONE;
  }
  step (intake);
  gst_telemetry_unlock (&intake->lock);
}

/* Takes pieces until telemetry has passed RUNNING_TIME; FALSE when they do not
 * reach so far. */
static gboolean
take_up_to (GstTelemetryIntake *intake, GstClockTime running_time)
{
  if (is_lent (intake))
    return TRUE;
  if (intake->max_wait == 0)
    take_all (intake);
  while (!GST_CLOCK_TIME_IS_VALID (intake->telemetry_time) ||
      intake->telemetry_time < running_time)
    if (!take_piece (intake))
      return intake->ended || intake->flushing;
  return TRUE;
}

static void
note_frame (GstTelemetryIntake *intake, GstClockTime running_time)
{
  intake->frame_time = running_time;
  intake->frames_ended = FALSE;
  g_cond_broadcast (&intake->moved);
}

void
gst_telemetry_intake_pass (GstTelemetryIntake *intake, GstClockTime running_time)
{
  gst_telemetry_lock (&intake->lock);
  if (GST_CLOCK_TIME_IS_VALID (running_time)) {
    note_frame (intake, running_time);
    take_up_to (intake, running_time);
  }
  gst_telemetry_unlock (&intake->lock);
}

/* Takes what a frame needs of the stream, and waits for it. TRUE when it waited in
 * vain, once until telemetry moves again. */
static gboolean
wait_until (GstTelemetryIntake *intake, GstClockTime running_time)
{
  gint64 deadline = G_MAXINT64;

  note_frame (intake, running_time);
  if (take_up_to (intake, running_time) || intake->tired || intake->max_wait == 0)
    return FALSE;
  intake->last_step_us = g_get_monotonic_time ();
  if (GST_CLOCK_TIME_IS_VALID (intake->max_wait))
    deadline = intake->last_step_us + (gint64) (intake->max_wait / GST_USECOND);
  while (!take_up_to (intake, running_time)) {
    if (!wait_for_step (intake, deadline)) {
      intake->tired = g_get_monotonic_time () < deadline;
      return intake->tired;
    }
  }
  return FALSE;
}

gboolean
gst_telemetry_intake_acquire (GstTelemetryIntake *intake, GstClockTime running_time)
{
  gst_telemetry_lock (&intake->lock);
  return GST_CLOCK_TIME_IS_VALID (running_time) && wait_until (intake, running_time);
}

gboolean
gst_telemetry_intake_need (GstTelemetryIntake *intake, gint64 time_ns)
{
  gint64 running_time;

  if (!intake->has_shift || time_ns == TLM_TIME_NONE ||
      __builtin_sub_overflow (time_ns, intake->shift_ns, &running_time) || running_time < 0 ||
      (GST_CLOCK_TIME_IS_VALID (intake->frame_time) &&
          (GstClockTime) running_time <= intake->frame_time))
    return FALSE;
  return wait_until (intake, (GstClockTime) running_time);
}

gint64
gst_telemetry_intake_map (const GstTelemetryIntake *intake, GstClockTime running_time)
{
  gint64 t;

  if (!intake->has_shift || !GST_CLOCK_TIME_IS_VALID (running_time) ||
      __builtin_add_overflow ((gint64) running_time, intake->shift_ns, &t))
    return TLM_TIME_NONE;
  return t;
}

void
gst_telemetry_intake_release (GstTelemetryIntake *intake)
{
  gst_telemetry_unlock (&intake->lock);
}

void
gst_telemetry_intake_frames_reset (GstTelemetryIntake *intake, gboolean ended)
{
  gst_telemetry_lock (&intake->lock);
  intake->frame_time = GST_CLOCK_TIME_NONE;
  intake->frames_ended = ended;
  if (ended)
    take_all (intake);
  step (intake);
  gst_telemetry_unlock (&intake->lock);
}
