/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Samples of times that no telemetry has: a damaged time, or another clock's. */
#include "core/log/log-private.h"
#include "core/time/sum.h"

typedef struct {
  gint64 first_ns, last_ns;
} Span;

static void
widen (Span *span, gint64 first_ns, gint64 last_ns)
{
  span->first_ns = MIN (span->first_ns, first_ns);
  span->last_ns = MAX (span->last_ns, last_ns);
}

static Span
span_of (const TlmLog *log)
{
  Span span = { G_MAXINT64, G_MININT64 };
  gint64 first, last;

  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++)
      if (tlm_series_new_span (((TlmTrack *) vehicle->tracks->pdata[j])->series, &first, &last))
        widen (&span, first, last);
    for (guint j = 0; j < vehicle->texts->len; j++) {
      const GArray *times = ((TlmTextTrack *) vehicle->texts->pdata[j])->times;
      for (guint k = 0; k < times->len; k++)
        widen (&span, g_array_index (times, gint64, k), g_array_index (times, gint64, k));
    }
  }
  for (guint i = 0; i < log->events->len; i++) {
    const TlmEvent *event = log->events->pdata[i];
    widen (&span, event->time_ns, event->time_ns);
  }
  return span;
}

static gsize
count_samples (const TlmLog *log)
{
  gsize n = log->events->len;

  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++)
      n += tlm_series_length (((TlmTrack *) vehicle->tracks->pdata[j])->series);
    for (guint j = 0; j < vehicle->texts->len; j++)
      n += ((TlmTextTrack *) vehicle->texts->pdata[j])->times->len;
  }
  return n;
}

/* Leaves out what is before FIRST or after LAST. */
static void
drop (TlmLog *log, gint64 first_ns, gint64 last_ns, const char *what)
{
  gsize before = count_samples (log), n;

  tlm_log_amend_span (log, G_MININT64, first_ns, TLM_TIME_NONE);
  tlm_log_amend_span (log, last_ns + 1, G_MAXINT64, TLM_TIME_NONE);
  n = before - count_samples (log);
  if (n > 0)
    tlm_log_warn (log, "%" G_GSIZE_FORMAT " samples and events are of times %s and left out: their time is "
        "damaged, or counts from something else", n, what);
}

void
tlm_log_drop_unusual_times (TlmLog *log)
{
  const gboolean is_tai = log->clock == TLM_CLOCK_TAI;
  Span span = span_of (log);

  if (span.first_ns > span.last_ns)
    return;
  if (!tlm_time_is_usual (log->clock, span.first_ns) || !tlm_time_is_usual (log->clock, span.last_ns)) {
    drop (log, is_tai ? TLM_INSTANT_FIRST : -TLM_ELAPSED_LONGEST,
        is_tai ? TLM_INSTANT_LAST : TLM_ELAPSED_LONGEST, tlm_time_unusual_text (log->clock));
    span = span_of (log);
  }
  if (span.first_ns <= span.last_ns &&
      tlm_time_apart (span.first_ns, span.last_ns) > TLM_SPAN_LONGEST)
    drop (log, span.last_ns - TLM_SPAN_LONGEST, span.last_ns, "over 290 years before others");
}
