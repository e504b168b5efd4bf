/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows of a stream and their clock: what core/decode/table/row-clock.c puts right in a file, as far
 * as it can be known while they come. Of a file in a pipe that is all but what a clock shows only
 * later that it was: a leap second of POSIX time, a clock that finds rounds of weeks (clock-live.h). */
#include "core/decode/table/rows-private.h"

/* A clock that shows the same for so long while rows come stands still. */
#define STILL_NS (2 * TLM_SECOND)
/* Rows of one instant that are no coarse stamps any more, where nothing says when they come. */
#define STILL_ROWS 40

static void
tell_still (TlmRows *rows, guint64 line, const char *what)
{
  if (!rows->is_still_told)
    tlm_log_warn (rows->log, "the time stands still from %s %" G_GUINT64_FORMAT " on while rows come: %s",
        rows->record, line, what);
  rows->is_still_told = TRUE;
}

/* FNV-1a. */
static guint32
sum_of (const TlmCell *cells, guint n)
{
  guint32 sum = 2166136261u;

  for (guint i = 0; i < n; i++) {
    for (gsize k = 0; cells[i].text && k < cells[i].length; k++)
      sum = (sum ^ (guint8) cells[i].text[k]) * 16777619u;
    sum = (sum ^ 0xff) * 16777619u;
  }
  return sum;
}

/* A clock that stands still: rows that say something else are of when they come since then. The same
 * row once more is no new one. */
static void
put_still (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n, gint64 *time_ns,
    guint64 line)
{
  TlmRowStill *still = &owner->still;
  gint64 since_ns = rows->log->arrival_ns - still->came_ns;
  guint32 sum = sum_of (cells, n);
  gboolean is_same = sum == still->sum;

  still->sum = sum;
  if (*time_ns != still->stamped_ns || owner->last[0] == TLM_TIME_NONE) {
    still->stamped_ns = *time_ns;
    still->came_ns = rows->log->arrival_ns;
    return;
  }
  if (since_ns < STILL_NS || is_same)
    return;
  tell_still (rows, line, "they are placed by when they come");
  *time_ns += since_ns;
}

/* The end of what waited for a date: it is known, or will not be. */
static void
settle_undated (TlmRows *rows, gboolean known)
{
  gint64 first_ns = 0;
  guint n;

  if (!known) {
    tlm_row_delay_release (rows, NULL);
    return;
  }
  n = tlm_row_delay_drop (rows, NULL, &first_ns);
  if (n > 0)
    tlm_clock_live_tell_left_out (rows->log, n, first_ns);
}

static TlmRowFate
take_date (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n, gint64 *times,
    guint64 line)
{
  gint64 stamped = times[0], moved_ns = rows->log->moved_ns;
  TlmClockLiveVerdict verdict = tlm_clock_live_take (&rows->clock_live, rows->log, &times[0], line,
      rows->record);

  if (rows->log->moved_ns != moved_ns)
    tlm_row_delay_move (rows, rows->log->moved_ns - moved_ns);
  switch (verdict) {
    case TLM_CLOCK_LIVE_LOST:
      return TLM_ROW_LEFT_OUT;
    case TLM_CLOCK_LIVE_UNDATED:
      if (!rows->log->is_live && !rows->is_undated_told &&
          tlm_row_delay (rows, owner, cells, n, times, line, TRUE))
        return TLM_ROW_WAITS;
      if (!rows->is_undated_told)
        tlm_clock_live_tell_undated (rows->log, stamped);
      rows->is_undated_told = TRUE;
      settle_undated (rows, FALSE);
      return TLM_ROW_STORE;
    default:
      break;
  }
  settle_undated (rows, TRUE);
  for (guint i = 1; i < rows->columns->n_times; i++)
    if (times[i] != TLM_TIME_NONE)
      times[i] += times[0] - stamped;
  return TLM_ROW_STORE;
}

TlmRowFate
tlm_row_live_take (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
    gint64 *times, guint64 line)
{
  TlmRowFate fate = TLM_ROW_STORE;

  if (rows->log->has_arrival)
    put_still (rows, owner, cells, n, &times[0], line);
  else if (!rows->is_still_told && rows->n_same > STILL_ROWS && rows->n_same > rows->log->n_good / 4 * 3)
    tell_still (rows, line, "say in columns= which column tells the time, as in columns=\"time=NAME:s\"");
  if (rows->log->clock == TLM_CLOCK_TAI)
    fate = take_date (rows, owner, cells, n, times, line);
  if (fate != TLM_ROW_STORE)
    return fate;
  if (rows->log->is_live && !rows->log->has_arrival)
    return TLM_ROW_STORE;  /* a gap, or a row ahead of it: nothing tells before others come */
  if (tlm_row_leap_waits (rows, owner, times[0], line) &&
      tlm_row_delay (rows, owner, cells, n, times, line, FALSE))
    return TLM_ROW_WAITS;
  tlm_row_clock_watch_ahead (rows, owner, times[0], line);
  if (owner->ahead.n > 0 && tlm_row_delay (rows, owner, cells, n, times, line, FALSE))
    return TLM_ROW_WAITS;
  tlm_row_delay_release (rows, owner);
  return TLM_ROW_STORE;
}

void
tlm_rows_flush (TlmRows *rows)
{
  g_return_if_fail (rows != NULL);
  if (!rows->clock_live.known && rows->clock_live.undated && !rows->is_undated_told)
    tlm_clock_live_tell_undated (rows->log, rows->clock_live.stamped_ns);
  rows->is_undated_told |= rows->clock_live.undated;
  settle_undated (rows, FALSE);
  for (guint i = 0; i < rows->vehicles->len; i++)
    tlm_row_delay_release (rows, rows->vehicles->pdata[i]);
}
