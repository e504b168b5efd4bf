/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/clock-watch.h"

#include <string.h>

/* A reading follows on another that is this much newer at most (it comes out of order), and
 * on one that is this much older, or as much older as time has passed. */
#define OUT_OF_ORDER_NS TLM_SECOND
#define PERIOD_NS (2 * TLM_SECOND)
/* So many readings tell that a tie is off. */
#define TRIM_READINGS 8

const TlmClockLimits tlm_clock_limits_live = {
  .agree_ns = TLM_SECOND,
  .steady_ns = 2 * TLM_SECOND / 5,
  .settle_ns = TLM_SECOND,
  .early_ns = 5 * TLM_SECOND,
  .trim_ns = TLM_SECOND / 10,
};

static gint64
minus (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a - (guint64) b);
}

static gboolean
follows (const TlmClockReading *before, const TlmClockReading *reading)
{
  gint64 ahead = minus (reading->clock_ns, before->clock_ns);
  gint64 passed = minus (reading->even_ns, before->even_ns);

  return ahead >= -OUT_OF_ORDER_NS &&
      (ahead <= PERIOD_NS || (passed > 0 && ahead - TLM_SECOND <= passed));
}

static gboolean
begin_others (TlmClockWatch *watch, const TlmClockReading *reading, gboolean jumped)
{
  gint64 offset_ns = minus (reading->even_ns, reading->clock_ns);

  watch->others.n = 1;
  watch->others.jumped = jumped;
  watch->others.since_ns = reading->even_ns;
  watch->others.least_ns = watch->others.most_ns = offset_ns;
  watch->others.last = *reading;
  return FALSE;
}

/* Whether the least delayed of the others is back where the tie was before it went with a
 * delay: that is over, and what comes is not early. */
static gboolean
is_back (const TlmClockWatch *watch, const TlmClockLimits *limits, gint64 offset_ns)
{
  gint64 off_ns = minus (offset_ns, watch->before_ns);

  return watch->slid && off_ns >= -limits->agree_ns && off_ns <= limits->agree_ns;
}

/* TRUE when there are as many for as long as it takes to believe them. A delay must stay the
 * same for that: what an outage held back comes later by less each time. */
static gboolean
add_other (TlmClockWatch *watch, const TlmClockLimits *limits, const TlmClockReading *reading)
{
  gint64 offset_ns = minus (reading->even_ns, reading->clock_ns);
  gboolean early = !watch->others.jumped && minus (offset_ns, watch->offset_ns) < 0 &&
      !is_back (watch, limits, offset_ns);

  if (minus (offset_ns, watch->others.least_ns) < 0)
    watch->others.least_ns = offset_ns;
  if (minus (offset_ns, watch->others.most_ns) > 0)
    watch->others.most_ns = offset_ns;
  if (!watch->others.jumped &&
      minus (watch->others.most_ns, watch->others.least_ns) > limits->steady_ns)
    return begin_others (watch, reading, FALSE);
  watch->others.n++;
  watch->others.last = *reading;
  return minus (reading->even_ns, watch->others.since_ns) >= (early ? limits->early_ns :
          limits->settle_ns);
}

/* The least delayed of them is the nearest to the truth. */
static TlmClockVerdict
retie (TlmClockWatch *watch, const TlmClockReading *reading)
{
  TlmClockVerdict verdict = watch->others.jumped ? TLM_CLOCK_STEPPED : TLM_CLOCK_SLID;

  watch->slid = verdict == TLM_CLOCK_SLID && minus (watch->others.least_ns, watch->offset_ns) > 0;
  watch->before_ns = watch->offset_ns;
  watch->step_ns = minus (watch->offset_ns, watch->others.least_ns);
  watch->offset_ns = watch->others.least_ns;
  watch->last = *reading;
  watch->others.n = watch->near.n = 0;
  watch->n_steps++;
  return verdict;
}

/* By how much the tie is off, as readings that agree with it say. The first of all may have
 * been delayed, and what is demultiplexed has its times anew behind a loss. One that is early
 * tells nothing: it may be out of its order. */
static gint64
tie_is_off (const TlmClockWatch *watch, const TlmClockLimits *limits)
{
  if (watch->near.least_ns > limits->trim_ns)
    return watch->near.least_ns;
  return watch->near.n_early > watch->near.n / 2 ?
      watch->near.early_ns / watch->near.n_early : 0;
}

static TlmClockVerdict
take_near (TlmClockWatch *watch, const TlmClockLimits *limits, const TlmClockReading *reading)
{
  gint64 late_ns = tlm_clock_watch_late (watch, reading->clock_ns, reading->even_ns), off_ns;
  gboolean early = late_ns < -limits->trim_ns;

  if (watch->near.n == 0 || minus (reading->even_ns, watch->last.even_ns) > PERIOD_NS) {
    memset (&watch->near, 0, sizeof watch->near);
    watch->near.since_ns = reading->even_ns;
    watch->near.least_ns = late_ns;
  }
  watch->last = *reading;
  watch->near.n++;
  watch->near.least_ns = MIN (watch->near.least_ns, late_ns);
  watch->near.n_early += early;
  watch->near.early_ns += early ? late_ns : 0;
  if (limits->trim_ns == 0 || watch->near.n < TRIM_READINGS ||
      minus (reading->even_ns, watch->near.since_ns) < limits->settle_ns)
    return TLM_CLOCK_AGREES;
  off_ns = tie_is_off (watch, limits);
  watch->near.n = 0;
  if (off_ns == 0)
    return TLM_CLOCK_AGREES;
  watch->step_ns = -off_ns;
  watch->offset_ns = (gint64) ((guint64) watch->offset_ns + (guint64) off_ns);
  return TLM_CLOCK_TRIMMED;
}

/* A reading that does not agree with the tie. */
static TlmClockVerdict
take_other (TlmClockWatch *watch, const TlmClockLimits *limits, const TlmClockReading *reading)
{
  gboolean goes_on = watch->others.n > 0 && follows (&watch->others.last, reading);
  gboolean jumped = goes_on ? watch->others.jumped : !follows (&watch->last, reading);
  gboolean believed = goes_on ? add_other (watch, limits, reading) :
      begin_others (watch, reading, jumped);

  if (believed)
    return retie (watch, reading);
  if (jumped)
    return TLM_CLOCK_DOUBTED;
  watch->last = *reading;
  return TLM_CLOCK_FOLLOWS;
}

TlmClockVerdict
tlm_clock_watch_note (TlmClockWatch *watch, const TlmClockLimits *limits, gint64 clock_ns,
    gint64 even_ns)
{
  const TlmClockReading reading = { clock_ns, even_ns };
  gint64 late_ns;

  g_return_val_if_fail (watch != NULL && limits != NULL, TLM_CLOCK_AGREES);
  late_ns = tlm_clock_watch_late (watch, clock_ns, even_ns);
  if (watch->tied && (late_ns < -limits->agree_ns || late_ns > limits->agree_ns))
    return take_other (watch, limits, &reading);
  watch->others.n = 0;
  if (watch->tied)
    return take_near (watch, limits, &reading);
  watch->last = reading;
  watch->tied = TRUE;
  watch->offset_ns = minus (even_ns, clock_ns);
  return TLM_CLOCK_TIED;
}

void
tlm_clock_watch_move (TlmClockWatch *watch, TlmDuration step_ns)
{
  g_return_if_fail (watch != NULL);
  watch->offset_ns = minus (watch->offset_ns, step_ns);
  watch->before_ns = minus (watch->before_ns, step_ns);
  watch->last.clock_ns = (gint64) ((guint64) watch->last.clock_ns + (guint64) step_ns);
  watch->others.n = watch->near.n = 0;
}

gint64
tlm_clock_watch_even (const TlmClockWatch *watch, gint64 clock_ns)
{
  g_return_val_if_fail (watch != NULL, clock_ns);
  return (gint64) ((guint64) clock_ns + (guint64) watch->offset_ns);
}

gint64
tlm_clock_watch_late (const TlmClockWatch *watch, gint64 clock_ns, gint64 even_ns)
{
  g_return_val_if_fail (watch != NULL, 0);
  return minus (even_ns, tlm_clock_watch_even (watch, clock_ns));
}
