/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/intake.h"

#include "core/log-states.h"
#include "core/phases/engine.h"
#include "elements/wire-format.h"

/* After so long without a step of either stream nobody waits any more: a silent
 * telemetry stream must not stall the video, nor a stalled video the rest. */
#define PATIENCE_US (2 * G_TIME_SPAN_SECOND)

/* How far telemetry may run ahead of the frames. */
#define LEAD (5 * GST_SECOND)

struct _GstTelemetryIntake {
  GMutex lock;
  GCond moved;
  const TlmDecoder *decoder;
  TlmFeed *feed;                 /* finished once the stream has ended */
  TlmDecodeOptions *options;
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
  GstClockTime untaken_time;     /* running time of the first bytes not yet in the timeline */
  gboolean ended, frames_ended, flushing, tired;
  gint64 last_step_us;           /* monotonic time at which either stream moved */
  gint64 shift_ns;               /* time on the timeline's clock − running time */
  gboolean has_shift;
};

GstTelemetryIntake *
gst_telemetry_intake_new (void)
{
  GstTelemetryIntake *intake = g_new0 (GstTelemetryIntake, 1);

  g_mutex_init (&intake->lock);
  g_cond_init (&intake->moved);
  intake->options = g_new0 (TlmDecodeOptions, 1);
  intake->history = TLM_HISTORY_DEFAULT;
  intake->reorder_window = TLM_SECOND;
  intake->max_wait = intake->telemetry_time = intake->frame_time = intake->untaken_time =
      GST_CLOCK_TIME_NONE;
  return intake;
}

void
gst_telemetry_intake_free (GstTelemetryIntake *intake)
{
  if (!intake)
    return;
  tlm_feed_free (intake->feed);
  tlm_decode_options_free (intake->options);
  tlm_phase_engine_free (intake->engine);
  gst_telemetry_show_unref (intake->show);
  gst_telemetry_show_unref (intake->lent);
  g_cond_clear (&intake->moved);
  g_mutex_clear (&intake->lock);
  g_free (intake);
}

void
gst_telemetry_intake_set_max_wait (GstTelemetryIntake *intake, GstClockTime max_wait)
{
  g_mutex_lock (&intake->lock);
  intake->max_wait = max_wait;
  g_cond_broadcast (&intake->moved);
  g_mutex_unlock (&intake->lock);
}

void
gst_telemetry_intake_set_history (GstTelemetryIntake *intake, const TlmHistory *history)
{
  g_mutex_lock (&intake->lock);
  intake->history = *history;
  g_mutex_unlock (&intake->lock);
}

void
gst_telemetry_intake_set_reorder_window (GstTelemetryIntake *intake, TlmDuration window_ns)
{
  g_mutex_lock (&intake->lock);
  intake->reorder_window = window_ns;
  g_mutex_unlock (&intake->lock);
}

void
gst_telemetry_intake_set_options (GstTelemetryIntake *intake, const TlmDecodeOptions *options)
{
  g_mutex_lock (&intake->lock);
  tlm_decode_options_free (intake->options);
  intake->options = tlm_decode_options_copy (options);
  g_mutex_unlock (&intake->lock);
}

void
gst_telemetry_intake_get_stats (GstTelemetryIntake *intake, TlmFeedStats *stats, guint64 *late)
{
  g_mutex_lock (&intake->lock);
  *stats = (TlmFeedStats) { 0 };
  if (intake->feed)
    tlm_feed_get_stats (intake->feed, stats);
  *late = intake->late;
  g_mutex_unlock (&intake->lock);
}

gboolean
gst_telemetry_intake_set_caps (GstTelemetryIntake *intake, const GstCaps *caps, GError **error)
{
  const TlmDecoder *decoder = gst_telemetry_wire_decoder (caps, error);
  TlmFeed *feed;

  if (!decoder)
    return FALSE;
  g_mutex_lock (&intake->lock);
  feed = tlm_feed_new (decoder, "telemetry_sink", intake->options, error);
  if (feed) {
    tlm_feed_free (intake->feed);
    intake->feed = feed;
    intake->decoder = decoder;
  }
  g_mutex_unlock (&intake->lock);
  return feed != NULL;
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

  return g_cond_wait_until (&intake->moved, &intake->lock, until) ||
      g_get_monotonic_time () < MIN (deadline_us, intake->last_step_us + PATIENCE_US);
}

static void
reach (GstTelemetryIntake *intake, GstClockTime running_time)
{
  if (!GST_CLOCK_TIME_IS_VALID (running_time))
    return;
  if (!GST_CLOCK_TIME_IS_VALID (intake->telemetry_time) || running_time > intake->telemetry_time)
    intake->telemetry_time = running_time;
  step (intake);
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

static gboolean
take_samples (GstTelemetryIntake *intake, GError **error)
{
  g_autoptr (TlmLog) log = intake->timeline && intake->feed ? tlm_feed_take (intake->feed) : NULL;
  gint64 first_ns = TLM_TIME_NONE;
  LogSpan span;
  gboolean any;

  if (!log)
    return TRUE;
  if (intake->decoder->feed)
    tlm_log_flatten_states (log, 0);
  any = span_of (log, &span);
  intake->late += count_late (intake, log);
  if (!tlm_timeline_extend (intake->timeline, log, NULL, error))
    return FALSE;
  if (any) {
    first_ns = on_timeline (intake, span.clock, span.first_ns);
    tie_clocks (intake, &span, intake->untaken_time);
    if (!GST_CLOCK_TIME_IS_VALID (intake->untaken_time))
      reach_last (intake, &span);
  }
  intake->untaken_time = GST_CLOCK_TIME_NONE;
  tlm_timeline_forget (intake->timeline, &intake->history);
  find_phases (intake, first_ns, FALSE);
  return TRUE;
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
  take_samples (intake, NULL);
}

void
gst_telemetry_intake_set_show (GstTelemetryIntake *intake, GstTelemetryShow *show)
{
  GstTelemetryShow *before;

  g_mutex_lock (&intake->lock);
  before = intake->show;
  intake->show = show ? gst_telemetry_show_ref (show) : NULL;
  take_flight (intake, show);
  g_mutex_unlock (&intake->lock);
  gst_telemetry_show_unref (before);
}

void
gst_telemetry_intake_lend (GstTelemetryIntake *intake, GstTelemetryShow *lent)
{
  g_mutex_lock (&intake->lock);
  gst_telemetry_show_unref (intake->lent);
  intake->lent = lent ? gst_telemetry_show_ref (lent) : NULL;
  step (intake);
  g_mutex_unlock (&intake->lock);
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

/* Telemetry that is far ahead of the frames waits for them. */
static gboolean
hold_back (GstTelemetryIntake *intake, GstClockTime running_time)
{
  while (!intake->flushing && !intake->frames_ended && intake->max_wait != 0 &&
      GST_CLOCK_TIME_IS_VALID (running_time) && running_time > LEAD &&
      running_time - LEAD > (GST_CLOCK_TIME_IS_VALID (intake->frame_time) ? intake->frame_time : 0)) {
    if (!wait_for_step (intake, G_MAXINT64))
      break;
  }
  return !intake->flushing;
}

GstFlowReturn
gst_telemetry_intake_push (GstTelemetryIntake *intake, GstBuffer *buffer,
    GstClockTime running_time, GstClockTime duration, GError **error)
{
  GstFlowReturn result = GST_FLOW_OK;
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return GST_FLOW_OK;
  g_mutex_lock (&intake->lock);
  if (!hold_back (intake, GST_CLOCK_TIME_IS_VALID (running_time) ? running_time :
          intake->telemetry_time)) {
    result = GST_FLOW_FLUSHING;
  } else if (is_lent (intake)) {
    reach (intake, running_time);
  } else if (intake->feed) {
    if (GST_CLOCK_TIME_IS_VALID (running_time))
      tlm_feed_set_media_time (intake->feed, (gint64) running_time,
          GST_CLOCK_TIME_IS_VALID (duration) ? (gint64) duration : 0);
    if (!GST_CLOCK_TIME_IS_VALID (intake->untaken_time))
      intake->untaken_time = running_time;
    if (GST_BUFFER_IS_DISCONT (buffer))
      tlm_feed_discont (intake->feed);
    if (!tlm_feed_push (intake->feed, map.data, map.size, error) ||
        !take_samples (intake, error))
      result = GST_FLOW_ERROR;
    reach (intake, running_time);
  } else {
    result = GST_FLOW_NOT_NEGOTIATED;
  }
  g_mutex_unlock (&intake->lock);
  gst_buffer_unmap (buffer, &map);
  return result;
}

void
gst_telemetry_intake_advance (GstTelemetryIntake *intake, GstClockTime running_time)
{
  g_mutex_lock (&intake->lock);
  reach (intake, running_time);
  g_mutex_unlock (&intake->lock);
}

gboolean
gst_telemetry_intake_end (GstTelemetryIntake *intake, GError **error)
{
  gboolean done = TRUE;

  g_mutex_lock (&intake->lock);
  if (intake->feed && !intake->ended) {
    done = tlm_feed_finish (intake->feed, error);
    done = take_samples (intake, done ? error : NULL) && done;
    find_phases (intake, TLM_TIME_NONE, TRUE);
  }
  intake->ended = TRUE;
  step (intake);
  g_mutex_unlock (&intake->lock);
  return done;
}

void
gst_telemetry_intake_set_flushing (GstTelemetryIntake *intake, gboolean flushing)
{
  g_mutex_lock (&intake->lock);
  intake->flushing = flushing;
  if (!flushing) {
    if (intake->ended && intake->decoder) {
      tlm_feed_free (intake->feed);
      intake->feed = tlm_feed_new (intake->decoder, "telemetry_sink", intake->options, NULL);
    }
    intake->ended = FALSE;
    intake->has_shift = FALSE;
    intake->telemetry_time = intake->untaken_time = GST_CLOCK_TIME_NONE;
    if (intake->feed)
      tlm_feed_discont (intake->feed);
  }
  step (intake);
  g_mutex_unlock (&intake->lock);
}

static gboolean
has_passed (const GstTelemetryIntake *intake, GstClockTime running_time)
{
  return intake->ended || intake->flushing || is_lent (intake) || (GST_CLOCK_TIME_IS_VALID (intake->telemetry_time) &&
      intake->telemetry_time >= running_time);
}

void
gst_telemetry_intake_acquire (GstTelemetryIntake *intake, GstClockTime running_time, gboolean *gave_up)
{
  gint64 deadline = G_MAXINT64;

  g_mutex_lock (&intake->lock);
  if (gave_up)
    *gave_up = FALSE;
  if (!GST_CLOCK_TIME_IS_VALID (running_time))
    return;
  intake->frame_time = running_time;
  intake->frames_ended = FALSE;
  g_cond_broadcast (&intake->moved);
  if (intake->tired || intake->max_wait == 0)
    return;
  intake->last_step_us = g_get_monotonic_time ();
  if (GST_CLOCK_TIME_IS_VALID (intake->max_wait))
    deadline = intake->last_step_us + (gint64) (intake->max_wait / GST_USECOND);
  while (!has_passed (intake, running_time)) {
    if (!wait_for_step (intake, deadline)) {
      intake->tired = g_get_monotonic_time () < deadline;
      if (gave_up)
        *gave_up = intake->tired;
      break;
    }
  }
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
  g_mutex_unlock (&intake->lock);
}

void
gst_telemetry_intake_frames_reset (GstTelemetryIntake *intake, gboolean ended)
{
  g_mutex_lock (&intake->lock);
  intake->frame_time = GST_CLOCK_TIME_NONE;
  intake->frames_ended = ended;
  step (intake);
  g_mutex_unlock (&intake->lock);
}
