/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/decode/table/rows-private.h"
#include "core/time/sum.h"

/* Rows this many together, and as far ahead as this and as so many steps, at most, are
 * ahead: more of them are a gap in the log. */
#define MOST_AHEAD 3
#define LEAST_AHEAD_NS (2 * TLM_SECOND)
#define STEPS_AHEAD 20
#define ROWS_BEFORE 4
/* Where somebody looks on they wait no longer. */
#define LONGEST_NS (TLM_SECOND / 2)
/* How long a counter may have been silent when it begins anew, of its round. */
#define SILENT_PART 10

gint64
tlm_row_clock_count_on (TlmRows *rows, const TlmColumn *column, gint64 ns, guint64 line)
{
  TlmRowCounter *counter = &rows->counters[column->time];
  gint64 round_ns = (G_GINT64_CONSTANT (1) << 32) * (column->exponent == -3 ? 1000000 : 1000);
  gint64 back_ns = counter->last_ns - ns;

  /* A row from before the counter began anew that comes after it. */
  if (counter->offset_ns > 0 && -back_ns > round_ns - round_ns / SILENT_PART && ns < round_ns)
    return ns + counter->offset_ns - round_ns;
  if (back_ns > round_ns - round_ns / SILENT_PART && counter->last_ns < round_ns && ns >= 0) {
    counter->offset_ns += round_ns;
    counter->line = counter->line ? counter->line : line;
  }
  counter->last_ns = ns;
  return ns + counter->offset_ns;
}

/* Rows further apart leap no more: a mean of steps that one leap of ages is in. */
#define LONGEST_STEP_NS (G_MAXINT64 / STEPS_AHEAD)

/* Time is back where it leapt from: what was stored since then was ahead. */
static void
take_back (TlmRows *rows, TlmRowVehicle *owner, guint64 line)
{
  TlmRowAhead *ahead = &owner->ahead;
  gint64 first_ns;

  if (rows->log->is_stream ? tlm_row_delay_drop (rows, owner, &first_ns) > 0 :
      tlm_log_amend_last (rows->log, ahead->from_ns, TLM_TIME_NONE) > 0) {
    rows->first_ahead_line = rows->n_ahead ? rows->first_ahead_line : line - ahead->n;
    rows->n_ahead += ahead->n;
  }
  owner->restart.most_ns = MIN (owner->restart.most_ns, ahead->resume_ns);
  owner->restart.before_ns = ahead->resume_ns;
  owner->restart.is_other = FALSE;
  owner->last[0] = ahead->resume_ns;
  ahead->before_ns = ahead->resume_ns;
  ahead->n = 0;
}

void
tlm_row_clock_watch_ahead (TlmRows *rows, TlmRowVehicle *owner, gint64 time_ns, guint64 line)
{
  TlmRowAhead *ahead = &owner->ahead;
  gint64 leap_ns = MAX (LEAST_AHEAD_NS, STEPS_AHEAD * MIN (ahead->step_ns, LONGEST_STEP_NS));
  gint64 came_ns = rows->log->has_arrival ? rows->log->arrival_ns : 0, step;

  if (ahead->n > 0 && time_ns < ahead->from_ns && time_ns > ahead->resume_ns &&
      tlm_time_apart (ahead->resume_ns, time_ns) <= leap_ns &&
      tlm_time_apart (time_ns, ahead->from_ns) > leap_ns / 2)
    take_back (rows, owner, line);
  else if (ahead->n > 0)
    ahead->n = ahead->n < MOST_AHEAD && came_ns - ahead->since_came_ns < LONGEST_NS ? ahead->n + 1 : 0;
  step = ahead->n_rows > 0 ? tlm_time_apart (ahead->before_ns, time_ns) : 0;
  if (ahead->n == 0 && ahead->n_rows >= ROWS_BEFORE &&
      tlm_time_apart (came_ns - ahead->before_came_ns, step) > leap_ns) {
    ahead->n = 1;
    ahead->since_came_ns = came_ns;
    ahead->from_ns = time_ns;
    ahead->resume_ns = ahead->before_ns;
  } else if (ahead->n == 0 && step > 0) {
    ahead->step_ns += ahead->step_ns == 0 ? step : (step - ahead->step_ns) / 8;
  }
  ahead->before_ns = time_ns;
  ahead->before_came_ns = came_ns;
  ahead->n_rows++;
}

void
tlm_row_clock_watch (TlmRows *rows, TlmRowVehicle *owner, gint64 time_ns, guint64 line)
{
  tlm_row_clock_watch_ahead (rows, owner, time_ns, line);
  if (rows->log->clock != TLM_CLOCK_TAI)
    return;
  tlm_row_leap_watch (rows, owner, time_ns, line);
  tlm_clock_parts_take (&rows->clock_parts, time_ns, line);
}

void
tlm_row_clock_finish (TlmRows *rows)
{
  for (guint i = 0; i < TLM_COLUMNS_MAX_TIMES; i++)
    if (rows->counters[i].line > 0)
      tlm_log_note (rows->log, "the counter of time has begun anew at 2^32 at %s %"
          G_GUINT64_FORMAT ": time goes on", rows->record, rows->counters[i].line);
  if (rows->n_ahead > 0)
    tlm_log_note (rows->log, "%" G_GUINT64_FORMAT " rows are ahead of their time, first at %s %"
        G_GUINT64_FORMAT ": left out", rows->n_ahead, rows->record, rows->first_ahead_line);
  if (rows->first_leap_line > 0)
    tlm_log_note (rows->log, "POSIX time tells no leap second: what came before %s %"
        G_GUINT64_FORMAT " within a second is put into it, as it came first", rows->record,
        rows->first_leap_line);
  tlm_clock_parts_settle (&rows->clock_parts, rows->log, rows->record);
}
