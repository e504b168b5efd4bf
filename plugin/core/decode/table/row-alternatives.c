/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/rows-private.h"

void
tlm_row_alternatives_begin (TlmRowAlternatives *alternatives)
{
  alternatives->instant = alternatives->elapsed = TLM_TIME_NONE;
}

void
tlm_row_alternatives_take (TlmRowAlternatives *alternatives, TlmClock clock, gint64 ns)
{
  gint64 *own = clock == TLM_CLOCK_TAI ? &alternatives->instant : &alternatives->elapsed;

  if (alternatives->instant == TLM_TIME_NONE && alternatives->elapsed == TLM_TIME_NONE)
    alternatives->first = clock;
  if (*own == TLM_TIME_NONE)
    *own = ns;
}

static void
find_zero (TlmRowAlternatives *self)
{
  gint64 zero;

  if (self->instant == TLM_TIME_NONE || self->elapsed == TLM_TIME_NONE ||
      __builtin_sub_overflow (self->instant, self->elapsed, &zero))
    return;
  self->zero = zero;
  self->has_zero = TRUE;
}

/* The other clock's time on the log's. FALSE outside 64 bits. */
static gboolean
place (const TlmRowAlternatives *self, TlmClock clock, gint64 *out)
{
  return clock == TLM_CLOCK_TAI ? !__builtin_add_overflow (self->elapsed, self->zero, out) :
      !__builtin_sub_overflow (self->instant, self->zero, out);
}

/* Whether all of it was taken away, as it is between what comes at one time and at another. */
static gboolean
is_empty (const TlmLog *log)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint k = 0; k < vehicle->tracks->len; k++)
      if (tlm_series_length (((TlmTrack *) vehicle->tracks->pdata[k])->series) > 0)
        return FALSE;
  }
  return log->events->len == 0;
}

gboolean
tlm_row_alternatives_settle (TlmRows *rows, guint64 line, gint64 *out)
{
  TlmRowAlternatives *self = &rows->alternatives;
  TlmLog *log = rows->log;
  gint64 own;

  *out = TLM_TIME_NONE;
  if (self->instant == TLM_TIME_NONE && self->elapsed == TLM_TIME_NONE)
    return TRUE;
  find_zero (self);
  if (!rows->any_time)
    log->clock = self->first;
  rows->any_time = TRUE;
  own = log->clock == TLM_CLOCK_TAI ? self->instant : self->elapsed;
  if (own == TLM_TIME_NONE && !self->has_zero && log->clock == TLM_CLOCK_ELAPSED &&
      log->is_stream && log->has_arrival && is_empty (log)) {
    log->clock = TLM_CLOCK_TAI;
    own = self->instant;
  }
  if (own == TLM_TIME_NONE && self->has_zero && !place (self, log->clock, &own))
    own = TLM_TIME_NONE;
  *out = own;
  if (own != TLM_TIME_NONE)
    return TRUE;
  tlm_log_bad (log, log->clock == TLM_CLOCK_TAI ? "%s %" G_GUINT64_FORMAT ": time since liftoff "
      "alone, where those before say dates: give one of them both" : "%s %" G_GUINT64_FORMAT
      ": a date alone, where those before count from liftoff: give one of them both", rows->record,
      line);
  return FALSE;
}
