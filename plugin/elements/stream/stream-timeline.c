/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/stream-timeline.h"

#include "core/mission/reported-phases.h"
#include "elements/stream/clock-tie.h"

/* A step is told from a delay within a second; what is further off than this is on another
 * clock, and no delay. */
#define FAR_NS (10 * TLM_SECOND)
/* No clock that means anything steps by more: 100 years. */
#define MOST_NS (G_GINT64_CONSTANT (3155760000) * TLM_SECOND)
#define MAX_ASIDE 256
#define MAX_WARNINGS 16

void
gst_telemetry_stream_timeline_init (GstTelemetryStreamTimeline *self)
{
  *self = (GstTelemetryStreamTimeline) {
    .history = TLM_HISTORY_DEFAULT,
    .reorder_window = TLM_SECOND,
    .phases_from = G_MAXINT64,
    .phases_at = TLM_TIME_NONE,
    .warnings = g_ptr_array_new_with_free_func (g_free),
  };
  g_queue_init (&self->aside);
}

static void
delivery_free (gpointer data)
{
  GstTelemetryDelivery *delivery = data;

  tlm_log_free (delivery->log);
  g_free (delivery);
}

void
gst_telemetry_stream_timeline_untie (GstTelemetryStreamTimeline *self)
{
  g_queue_clear_full (&self->aside, delivery_free);
  self->watch = (TlmClockWatch) { 0 };
  self->path = (TlmClockPath) { 0 };
  self->has_shift = FALSE;
}

void
gst_telemetry_stream_timeline_clear (GstTelemetryStreamTimeline *self)
{
  g_clear_pointer (&self->engine, tlm_phase_engine_free);
  g_queue_clear_full (&self->aside, delivery_free);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
}

void
gst_telemetry_stream_timeline_set_flight (GstTelemetryStreamTimeline *self, const TlmFlight *flight)
{
  TlmTimeline *timeline = flight ? flight->timeline : NULL;

  if (self->timeline == timeline)
    return;
  g_clear_pointer (&self->engine, tlm_phase_engine_free);
  self->n_late = 0;
  self->timeline = timeline;
  self->n_thinned = timeline ? tlm_timeline_n_thinned_events (timeline) : 0;
  self->mission = flight ? flight->mission : NULL;
  self->phases_from = G_MAXINT64;
  self->phases_at = TLM_TIME_NONE;
  if (flight && flight->profile)
    self->engine = tlm_phase_engine_new (flight->profile);
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

gboolean
gst_telemetry_log_says_anything (const TlmLog *log)
{
  LogSpan span;

  return span_of (log, &span);
}

static gint64
on_timeline (const GstTelemetryStreamTimeline *self, TlmClock clock, gint64 time_ns)
{
  return clock == TLM_CLOCK_TAI ? tlm_timeline_from_instant (self->timeline, time_ns) :
      tlm_timeline_from_elapsed (self->timeline, time_ns);
}

/* The first samples of a stream tie the telemetry's clock to the video's; from then on its
 * own clock counts, whatever the jitter of its buffers. */
static void
tie_clocks (GstTelemetryStreamTimeline *self, const LogSpan *span, GstClockTime running_time)
{
  gint64 first_ns = on_timeline (self, span->clock, span->first_ns);

  if (self->has_shift || first_ns == TLM_TIME_NONE)
    return;
  /* Modulo 2^64: parts of the difference may not fit where the whole does. */
  self->shift_ns = (gint64) ((guint64) first_ns - (guint64) span->first_ns - (guint64)
      gst_telemetry_clock_tie (span->clock, span->first_ns, running_time));
  self->has_shift = TRUE;
}

/* A stream without times has come as far as its samples. */
static GstClockTime
reached_by (const GstTelemetryStreamTimeline *self, const LogSpan *span)
{
  gint64 last_ns = on_timeline (self, span->clock, span->last_ns);

  if (last_ns == TLM_TIME_NONE || !self->has_shift || last_ns < self->shift_ns)
    return GST_CLOCK_TIME_NONE;
  return (GstClockTime) (last_ns - self->shift_ns);
}

/* How many of a log's samples are behind the newest known one by more than the
 * window, as its busiest track has them. */
static guint64
count_late (const GstTelemetryStreamTimeline *self, const TlmLog *log)
{
  gint64 newest, offset;
  guint64 late = 0;

  if (!tlm_timeline_newest (self->timeline, &newest))
    return 0;
  offset = on_timeline (self, log->clock, 0);
  if (offset == TLM_TIME_NONE)
    return 0;
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++) {
      const TlmSeries *series = ((TlmTrack *) vehicle->tracks->pdata[j])->series;
      gssize last = tlm_series_find (series, newest - offset - self->reorder_window - 1);
      late = MAX (late, (guint64) (last + 1));
    }
  }
  return late;
}

/* TEXT NULL: nothing is to be said. */
static void
warn (GstTelemetryStreamTimeline *self, char *text)
{
  if (text && self->warnings->len < MAX_WARNINGS)
    g_ptr_array_add (self->warnings, text);
  else
    g_free (text);
}

/* Brings the phases up to date when a second of telemetry has come since, or at
 * the END. */
static void
find_phases (GstTelemetryStreamTimeline *self, gint64 first_ns, gboolean end)
{
  gint64 newest;

  if (!self->engine || !tlm_timeline_newest (self->timeline, &newest))
    return;
  if (first_ns != TLM_TIME_NONE)
    self->phases_from = MIN (self->phases_from, first_ns);
  if ((self->phases_from == G_MAXINT64 && !end) || (!end && self->phases_at != TLM_TIME_NONE &&
          newest < self->phases_at + TLM_SECOND))
    return;
  /* A channel that the mission names may not have come yet. */
  tlm_reported_phases_from_columns (self->timeline, self->mission, NULL, NULL);
  (end ? tlm_phase_engine_end : tlm_phase_engine_update) (self->engine, self->timeline, self->phases_from);
  warn (self, gst_telemetry_late_phases_text (&self->n_late, tlm_phase_engine_n_late (self->engine)));
  self->phases_from = G_MAXINT64;
  self->phases_at = newest;
}

static gboolean
put (GstTelemetryStreamTimeline *self, GstTelemetryDelivery *delivery, GError **error)
{
  gint64 first_ns = TLM_TIME_NONE;
  LogSpan span;

  self->stats.late += count_late (self, delivery->log);
  if (delivery->of_video && span_of (delivery->log, &span))
    first_ns = on_timeline (self, span.clock, span.first_ns);
  if (first_ns != TLM_TIME_NONE && GST_CLOCK_TIME_IS_VALID (delivery->came))
    tlm_clock_path_note (&self->path, first_ns, (gint64) delivery->came);
  return tlm_timeline_extend (self->timeline, delivery->log, NULL, error);
}

/* What was received goes with the clock: its distance from the video stays. */
static void
move_past (GstTelemetryStreamTimeline *self, TlmDuration step_ns)
{
  if (step_ns < -MOST_NS || step_ns > MOST_NS)   /* what is there could not be anywhere */
    return;
  tlm_timeline_shift (self->timeline, step_ns);
  tlm_clock_path_move (&self->path, step_ns);
  if (self->engine)
    tlm_phase_engine_shift (self->engine, step_ns);
  if (self->phases_at != TLM_TIME_NONE)
    self->phases_at += step_ns;
  if (self->phases_from != G_MAXINT64 && self->phases_from != G_MININT64)
    self->phases_from += step_ns;
}

static void
follow_tie (GstTelemetryStreamTimeline *self)
{
  self->shift_ns = (gint64) -(guint64) self->watch.offset_ns;
}

static void
follow_watch (GstTelemetryStreamTimeline *self)
{
  follow_tie (self);
  self->stats.clock_steps++;
  warn (self, gst_telemetry_clock_step_text (self->watch.step_ns));
}

void
gst_telemetry_stream_timeline_move (GstTelemetryStreamTimeline *self, TlmDuration moved_ns)
{
  if (moved_ns == 0 || moved_ns < -MOST_NS || moved_ns > MOST_NS)
    return;
  move_past (self, moved_ns);
  tlm_clock_watch_move (&self->watch, moved_ns);
  for (GList *item = self->aside.head; item; item = item->next)
    tlm_log_shift (((GstTelemetryDelivery *) item->data)->log, moved_ns);
  if (self->has_shift)
    self->shift_ns = (gint64) ((guint64) self->shift_ns + (guint64) moved_ns);
}

/* Puts those on the timeline that were doubted and are near the tie; drops those that are on
 * no clock. */
static gboolean
settle_aside (GstTelemetryStreamTimeline *self, GError **error)
{
  gboolean done = TRUE;
  LogSpan span;

  while (done && !g_queue_is_empty (&self->aside)) {
    GstTelemetryDelivery *delivery = g_queue_pop_head (&self->aside);
    gint64 late;
    span_of (delivery->log, &span);
    late = tlm_clock_watch_late (&self->watch, on_timeline (self, span.clock, span.first_ns),
        (gint64) delivery->came);
    if (late > -FAR_NS && late < FAR_NS)
      done = put (self, delivery, error);
    else
      self->stats.set_aside++;
    delivery_free (delivery);
  }
  return done;
}

static void
set_aside (GstTelemetryStreamTimeline *self, GstTelemetryDelivery *delivery)
{
  g_queue_push_tail (&self->aside, g_memdup2 (delivery, sizeof *delivery));
  delivery->log = NULL;
  if (self->aside.length <= MAX_ASIDE)
    return;
  delivery_free (g_queue_pop_head (&self->aside));
  self->stats.set_aside++;
}

/* Telemetry that counted from its beginning says UTC at last. */
static void
follow_clock (GstTelemetryStreamTimeline *self, const LogSpan *span, GstClockTime came)
{
  gint64 zero;

  if (!self->has_shift || !GST_CLOCK_TIME_IS_VALID (came) || span->clock != TLM_CLOCK_TAI ||
      tlm_timeline_get_clock (self->timeline) != TLM_CLOCK_ELAPSED)
    return;
  zero = (gint64) ((guint64) span->first_ns - (guint64) came - (guint64) self->shift_ns);
  if (tlm_timeline_get_epoch (self->timeline) != TLM_TIME_NONE)
    return;
  tlm_timeline_become_instants (self->timeline, zero);
  if (self->engine)
    tlm_phase_engine_shift (self->engine, zero);
  self->phases_at = TLM_TIME_NONE;
  self->phases_from = G_MININT64;
  self->watch = (TlmClockWatch) { 0 };
  self->path = (TlmClockPath) { 0 };
  self->has_shift = FALSE;
}

/* Ties what came to the running time. FALSE when it is not known yet which clock it is on:
 * it is kept. */
static gboolean
tie (GstTelemetryStreamTimeline *self, GstTelemetryDelivery *delivery, const LogSpan *span,
    GError **error)
{
  gint64 first_ns;

  follow_clock (self, span, delivery->came);
  first_ns = on_timeline (self, span->clock, span->first_ns);
  if (!GST_CLOCK_TIME_IS_VALID (delivery->came) || first_ns == TLM_TIME_NONE)
    return TRUE;
  switch (tlm_clock_watch_note (&self->watch, &tlm_clock_limits_live, first_ns, (gint64) delivery->came)) {
    case TLM_CLOCK_DOUBTED:
      set_aside (self, delivery);
      return FALSE;
    case TLM_CLOCK_STEPPED:
      move_past (self, self->watch.step_ns);
      follow_watch (self);
      break;
    case TLM_CLOCK_SLID:
      follow_watch (self);
      break;
    case TLM_CLOCK_TRIMMED:
      follow_tie (self);
      break;
    default:
      break;
  }
  settle_aside (self, error);
  return TRUE;
}

gboolean
gst_telemetry_stream_timeline_extend (GstTelemetryStreamTimeline *self,
    GstTelemetryDelivery *delivery, GstClockTime *reached, GError **error)
{
  gint64 first_ns = TLM_TIME_NONE;
  g_autoptr (GError) problem = NULL;
  LogSpan span;
  gboolean any;

  *reached = GST_CLOCK_TIME_NONE;
  if (!delivery->log)
    return TRUE;
  for (guint i = 0; i < delivery->log->warnings->len; i++)
    warn (self, g_strdup (delivery->log->warnings->pdata[i]));
  gst_telemetry_stream_timeline_move (self, delivery->log->moved_ns);
  any = span_of (delivery->log, &span);
  if (any && !tie (self, delivery, &span, &problem))
    return TRUE;
  if (problem || !put (self, delivery, &problem)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  warn (self, gst_telemetry_stream_stats_follow_thinned (&self->stats, &self->n_thinned,
          tlm_timeline_n_thinned_events (self->timeline)));
  if (any) {
    first_ns = on_timeline (self, span.clock, span.first_ns);
    tie_clocks (self, &span, delivery->came);
    if (!GST_CLOCK_TIME_IS_VALID (delivery->came))
      *reached = reached_by (self, &span);
  }
  tlm_timeline_forget (self->timeline, &self->history);
  tlm_timeline_set_open (self->timeline, TRUE);
  find_phases (self, first_ns, FALSE);
  return TRUE;
}

void
gst_telemetry_stream_timeline_end (GstTelemetryStreamTimeline *self)
{
  tlm_timeline_set_open (self->timeline, FALSE);
  find_phases (self, TLM_TIME_NONE, TRUE);
}

gint64
gst_telemetry_stream_timeline_at (const GstTelemetryStreamTimeline *self,
    GstClockTime running_time)
{
  gint64 time_ns;

  if (!self->has_shift || !GST_CLOCK_TIME_IS_VALID (running_time) ||
      __builtin_add_overflow ((gint64) running_time, self->shift_ns, &time_ns))
    return TLM_TIME_NONE;
  return tlm_clock_path_at (&self->path, (gint64) running_time, time_ns,
      tlm_clock_limits_live.trim_ns);
}

GstClockTime
gst_telemetry_stream_timeline_running_time (const GstTelemetryStreamTimeline *self, gint64 time_ns)
{
  gint64 running_time;

  if (!self->has_shift || time_ns == TLM_TIME_NONE ||
      __builtin_sub_overflow (time_ns, self->shift_ns, &running_time) || running_time < 0)
    return GST_CLOCK_TIME_NONE;
  return (GstClockTime) running_time;
}
