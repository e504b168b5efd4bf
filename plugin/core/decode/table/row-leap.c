/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Leap seconds in POSIX time, which gives one the stamps of the second after it (POSIX.1, 4.16). Where
 * it steps back or stands there, what came before was of the leap second: a file puts it there. A
 * stream holds back the second that may be one, which is one in years, until it is over. */
#include "core/decode/table/rows-private.h"
#include "core/time/posix.h"
#include "core/time/utc.h"

static gboolean
counts_posix (TlmRows *rows)
{
  const TlmColumns *columns = rows->columns;

  for (guint i = 0; rows->counts_posix == 0 && i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    if (column->role == TLM_ROLE_TIME && column->time == 0)
      rows->counts_posix = column->clock == TLM_COLUMN_CLOCK_UNIX ? 1 : -1;
  }
  return rows->counts_posix > 0;
}

/* Whether TIME is in the second after a leap second, as POSIX time stamps both. */
static gboolean
may_be_leap (TlmRows *rows, gint64 time_ns)
{
  gboolean in_leap = FALSE;

  if (rows->log->clock != TLM_CLOCK_TAI || !counts_posix (rows))
    return FALSE;
  tlm_tai_minus_utc (time_ns - TLM_SECOND, &in_leap);
  return in_leap;
}

void
tlm_row_leap_watch (TlmRows *rows, TlmRowVehicle *owner, gint64 time_ns, guint64 line)
{
  gint64 before = owner->last[0], posix;
  TlmInstant midnight;

  if (before == TLM_TIME_NONE || time_ns > before || before - time_ns > TLM_SECOND)
    return;
  if (!may_be_leap (rows, before) || !tlm_instant_to_posix_ns (before, &posix) ||
      !tlm_instant_from_posix_ns (posix - posix % TLM_SECOND, &midnight))
    return;
  tlm_log_amend_last (rows->log, midnight, -TLM_SECOND);
  owner->last[0] = before - TLM_SECOND;
  rows->first_leap_line = rows->first_leap_line ? rows->first_leap_line : line;
}

gboolean
tlm_row_leap_waits (TlmRows *rows, TlmRowVehicle *owner, gint64 time_ns, guint64 line)
{
  gboolean stood = owner->leap_ns != TLM_TIME_NONE && time_ns <= owner->leap_ns &&
      owner->leap_ns - time_ns <= TLM_SECOND;

  if (stood) {
    tlm_row_delay_shift (rows, owner, -TLM_SECOND);
    rows->first_leap_line = rows->first_leap_line ? rows->first_leap_line : line;
    owner->is_past_leap = TRUE;
  }
  owner->leap_ns = TLM_TIME_NONE;
  if (!may_be_leap (rows, time_ns)) {
    owner->is_past_leap = FALSE;
    return FALSE;
  }
  if (owner->is_past_leap)
    return FALSE;
  owner->leap_ns = time_ns;
  return TRUE;
}
