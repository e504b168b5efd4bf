/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/growth.h"

#include "core/log/clock-watch.h"
#include "core/mission/reported-phases.h"
#include "core/phases/engine.h"
#include "core/time/elapsed.h"
#include "core/timeline/timeline-live.h"

/* A step is told from a delay within a second; what is further off than this is on another clock, and no delay. */
#define FAR_NS (10 * TLM_SECOND)
/* No clock that means anything steps by more: 100 years. */
#define MOST_NS (G_GINT64_CONSTANT (3155760000) * TLM_SECOND)
#define MOST_ASIDE 256
#define MOST_WARNINGS 16

struct _TlhGrowth {
  TlmTimeline *timeline;       /* of the flight */
  const TlmMission *mission;
  TlhConfirm *confirm;         /* or NULL */
  TlmPhaseEngine *engine;
  TlmHistory history;
  TlmClockWatch watch;         /* time on the timeline's clock, against the even one */
  TlmDuration joined_ns;       /* added to elapsed times, since liftoff was said to be elsewhere */
  gint64 phases_from;          /* the oldest sample that ENGINE has not seen, G_MAXINT64: none */
  gint64 phases_at;            /* the newest that it has seen, or TLM_TIME_NONE */
  GQueue aside;                /* TlhDelivery *: doubted, oldest first */
  GQueue warnings;             /* char *, oldest first */
};

TlhGrowth *
tlh_growth_new (TlmFlight *flight, TlhConfirm *confirm, TlmDuration history_ns)
{
  TlhGrowth *growth = g_new0 (TlhGrowth, 1);

  growth->timeline = flight->timeline;
  growth->mission = flight->mission;
  growth->confirm = confirm;
  growth->engine = flight->profile ? tlm_phase_engine_new (flight->profile) : NULL;
  growth->history = TLM_HISTORY_DEFAULT;
  if (history_ns > 0)
    growth->history.history_ns = history_ns;
  growth->phases_from = G_MAXINT64;
  growth->phases_at = TLM_TIME_NONE;
  g_queue_init (&growth->aside);
  g_queue_init (&growth->warnings);
  tlm_timeline_set_open (growth->timeline, TRUE);
  return growth;
}

static void
delivery_free (gpointer data)
{
  TlhDelivery *delivery = data;

  tlm_log_free (delivery->log);
  g_free (delivery);
}

void
tlh_growth_free (TlhGrowth *growth)
{
  if (!growth)
    return;
  g_clear_pointer (&growth->engine, tlm_phase_engine_free);
  g_queue_clear_full (&growth->aside, delivery_free);
  g_queue_clear_full (&growth->warnings, g_free);
  g_free (growth);
}

/* Takes TEXT. */
static void
warn (TlhGrowth *growth, char *text)
{
  if (growth->warnings.length < MOST_WARNINGS)
    g_queue_push_tail (&growth->warnings, text);
  else
    g_free (text);
}

char *
tlh_growth_pop_warning (TlhGrowth *growth)
{
  return g_queue_pop_head (&growth->warnings);
}

/* First time of what came, on the log's clock. */
static gboolean
find_first (const TlmLog *log, gint64 *first_ns)
{
  gint64 last_ns;

  if (tlm_log_span (log, first_ns, &last_ns))
    return TRUE;
  if (log->events->len == 0)
    return FALSE;
  *first_ns = ((const TlmEvent *) log->events->pdata[0])->time_ns;
  return TRUE;
}

static TlmDuration
join_of (const TlhGrowth *growth, const TlmLog *log)
{
  return log->clock == TLM_CLOCK_ELAPSED ? growth->joined_ns : 0;
}

/* The first time of LOG on the timeline's clock; TLM_TIME_NONE where that cannot be told. */
static gint64
place_first (const TlhGrowth *growth, const TlmLog *log)
{
  gint64 first_ns;

  if (!find_first (log, &first_ns))
    return TLM_TIME_NONE;
  first_ns = (gint64) ((guint64) first_ns + (guint64) join_of (growth, log));
  return log->clock == TLM_CLOCK_TAI ? tlm_timeline_from_instant (growth->timeline, first_ns) :
      tlm_timeline_from_elapsed (growth->timeline, first_ns);
}

gint64
tlh_growth_at (const TlhGrowth *growth, gint64 even_ns)
{
  gint64 time_ns;

  if (!growth->watch.tied || __builtin_sub_overflow (even_ns, growth->watch.offset_ns, &time_ns))
    return TLM_TIME_NONE;
  return time_ns;
}

static void
look_for_phases (TlhGrowth *growth)
{
  gint64 newest_ns;

  if (!growth->engine || growth->phases_from == G_MAXINT64 || !tlm_timeline_newest (growth->timeline, &newest_ns) ||
      (growth->phases_at != TLM_TIME_NONE && newest_ns < growth->phases_at + TLM_SECOND))
    return;
  /* A channel that the mission names may not have come yet. */
  tlm_reported_phases_from_columns (growth->timeline, growth->mission, NULL, NULL);
  tlm_phase_engine_update (growth->engine, growth->timeline, growth->phases_from);
  if (growth->confirm)
    tlh_confirm_sift (growth->confirm, growth->timeline);
  growth->phases_from = G_MAXINT64;
  growth->phases_at = newest_ns;
}

/* What was received goes with its clock: its distance from the even one stays. */
static void
move_past (TlhGrowth *growth, TlmDuration step_ns)
{
  if (step_ns < -MOST_NS || step_ns > MOST_NS)
    return;
  tlm_timeline_shift (growth->timeline, step_ns);
  if (growth->engine)
    tlm_phase_engine_shift (growth->engine, step_ns);
  if (growth->phases_from != G_MAXINT64 && growth->phases_from != G_MININT64)
    growth->phases_from += step_ns;
  growth->phases_at = TLM_TIME_NONE;
}

/* The clock of what came before is better known now. */
static void
move_clock (TlhGrowth *growth, TlmDuration moved_ns)
{
  if (moved_ns == 0 || moved_ns < -MOST_NS || moved_ns > MOST_NS)
    return;
  move_past (growth, moved_ns);
  tlm_clock_watch_move (&growth->watch, moved_ns);
  for (GList *item = growth->aside.head; item; item = item->next)
    tlm_log_shift (((TlhDelivery *) item->data)->log, moved_ns);
}

/* Telemetry that counted from its beginning says UTC at last. */
static void
follow_clock (TlhGrowth *growth, const TlmLog *log, gint64 came_ns)
{
  gint64 zero_ns, first_ns;

  if (!growth->watch.tied || log->clock != TLM_CLOCK_TAI || !find_first (log, &first_ns) ||
      tlm_timeline_get_clock (growth->timeline) != TLM_CLOCK_ELAPSED ||
      tlm_timeline_get_epoch (growth->timeline) != TLM_TIME_NONE)
    return;
  zero_ns = (gint64) ((guint64) first_ns - (guint64) came_ns + (guint64) growth->watch.offset_ns);
  tlm_timeline_become_instants (growth->timeline, zero_ns);
  if (growth->engine)
    tlm_phase_engine_shift (growth->engine, zero_ns);
  growth->phases_at = TLM_TIME_NONE;
  growth->phases_from = G_MININT64;
  growth->watch = (TlmClockWatch) { 0 };
}

static gboolean
put (TlhGrowth *growth, TlmLog *log, GError **error)
{
  TlmJoin join = { .offset_ns = join_of (growth, log) };
  gint64 first_ns = place_first (growth, log);

  if (first_ns != TLM_TIME_NONE)
    growth->phases_from = MIN (growth->phases_from, first_ns);
  return tlm_timeline_extend (growth->timeline, log, &join, error);
}

/* Puts those on the timeline that were doubted and are near the tie; drops those that are on no clock. */
static void
settle_aside (TlhGrowth *growth)
{
  while (!g_queue_is_empty (&growth->aside)) {
    TlhDelivery *delivery = g_queue_pop_head (&growth->aside);
    gint64 first_ns = place_first (growth, delivery->log);
    gint64 late_ns = tlm_clock_watch_late (&growth->watch, first_ns, delivery->came_ns);
    if (first_ns != TLM_TIME_NONE && late_ns > -FAR_NS && late_ns < FAR_NS)
      put (growth, delivery->log, NULL);
    delivery_free (delivery);
  }
}

static void
set_aside (TlhGrowth *growth, TlhDelivery *delivery)
{
  g_queue_push_tail (&growth->aside, g_memdup2 (delivery, sizeof *delivery));
  delivery->log = NULL;
  if (growth->aside.length > MOST_ASIDE)
    delivery_free (g_queue_pop_head (&growth->aside));
}

static void
say_step (TlhGrowth *growth)
{
  g_autofree char *step = tlm_elapsed_seconds (growth->watch.step_ns, 3);

  warn (growth, g_strdup_printf ("the clock of the telemetry steps by %s s: it is tied anew", step));
}

/* Ties what came to the even clock. FALSE when it is not known yet which clock it is on: it is kept. */
static gboolean
tie (TlhGrowth *growth, TlhDelivery *delivery)
{
  gint64 first_ns;

  follow_clock (growth, delivery->log, delivery->came_ns);
  first_ns = place_first (growth, delivery->log);
  if (first_ns == TLM_TIME_NONE)
    return TRUE;
  switch (tlm_clock_watch_note (&growth->watch, &tlm_clock_limits_live, first_ns, delivery->came_ns)) {
    case TLM_CLOCK_DOUBTED:
      set_aside (growth, delivery);
      return FALSE;
    case TLM_CLOCK_STEPPED:
      move_past (growth, growth->watch.step_ns);
      say_step (growth);
      break;
    case TLM_CLOCK_SLID:
      say_step (growth);
      break;
    default:
      break;
  }
  settle_aside (growth);
  return TRUE;
}

gboolean
tlh_growth_extend (TlhGrowth *growth, TlhDelivery *delivery, GError **error)
{
  TlmLog *log = delivery->log;
  gboolean done = TRUE;

  if (!log)
    return TRUE;
  for (guint i = 0; i < log->warnings->len; i++)
    warn (growth, g_strdup (log->warnings->pdata[i]));
  move_clock (growth, log->moved_ns);
  if (tie (growth, delivery)) {
    done = put (growth, log, error);
    tlm_timeline_forget (growth->timeline, &growth->history);
    look_for_phases (growth);
  }
  g_clear_pointer (&delivery->log, tlm_log_free);
  return done;
}

gboolean
tlh_growth_set_liftoff (TlhGrowth *growth, gint64 even_ns)
{
  gint64 now_ns = tlh_growth_at (growth, even_ns), epoch = tlm_timeline_get_epoch (growth->timeline);

  if (now_ns == TLM_TIME_NONE)
    return FALSE;
  if (tlm_timeline_get_clock (growth->timeline) == TLM_CLOCK_TAI) {
    tlm_timeline_set_epoch (growth->timeline, now_ns);
  } else {
    move_past (growth, -now_ns);
    tlm_clock_watch_move (&growth->watch, -now_ns);
    growth->joined_ns -= now_ns;
    if (epoch != TLM_TIME_NONE)
      tlm_timeline_set_epoch (growth->timeline, epoch + now_ns);
  }
  growth->phases_at = TLM_TIME_NONE;
  growth->phases_from = G_MININT64;
  look_for_phases (growth);
  return TRUE;
}
