/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/log.h"
#include "core/time/utc.h"

static void
amend_text (TlmTextTrack *text, gint64 from_ns, gint64 to_ns, gint64 offset_ns)
{
  for (guint i = text->times->len; i > 0; i--) {
    gint64 *at = &g_array_index (text->times, gint64, i - 1);
    if (*at < from_ns || (*at >= to_ns && to_ns != G_MAXINT64))
      continue;
    if (offset_ns != TLM_TIME_NONE) {
      *at += offset_ns;
      continue;
    }
    g_array_remove_index (text->times, i - 1);
    g_ptr_array_remove_index (text->values, i - 1);
  }
}

void
tlm_log_amend_span (TlmLog *log, gint64 from_ns, gint64 to_ns, gint64 offset_ns)
{
  g_return_if_fail (log != NULL);
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint k = 0; k < vehicle->tracks->len; k++)
      tlm_series_amend_span (((TlmTrack *) vehicle->tracks->pdata[k])->series, from_ns, to_ns,
          offset_ns);
    for (guint k = 0; k < vehicle->texts->len; k++)
      amend_text (vehicle->texts->pdata[k], from_ns, to_ns, offset_ns);
  }
  for (guint i = log->events->len; i > 0; i--) {
    TlmEvent *event = log->events->pdata[i - 1];
    if (event->time_ns < from_ns || (event->time_ns >= to_ns && to_ns != G_MAXINT64))
      continue;
    if (offset_ns == TLM_TIME_NONE)
      g_ptr_array_remove_index (log->events, i - 1);
    else
      event->time_ns += offset_ns;
  }
}

gsize
tlm_log_amend_last (TlmLog *log, gint64 from_ns, gint64 offset_ns)
{
  gsize n = 0;

  g_return_val_if_fail (log != NULL, 0);
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint k = 0; k < vehicle->tracks->len; k++)
      n += tlm_series_amend_last (((TlmTrack *) vehicle->tracks->pdata[k])->series, from_ns,
          offset_ns);
  }
  return n;
}

static void
widen (gint64 *first_ns, gint64 *last_ns, gint64 from_ns, gint64 to_ns, gboolean *any)
{
  *first_ns = *any ? MIN (*first_ns, from_ns) : from_ns;
  *last_ns = *any ? MAX (*last_ns, to_ns) : to_ns;
  *any = TRUE;
}

gboolean
tlm_log_span (const TlmLog *log, gint64 *first_ns, gint64 *last_ns)
{
  gint64 first = 0, last = 0, from, to;
  gboolean any = FALSE;

  g_return_val_if_fail (log != NULL, FALSE);
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++) {
      const TlmSeries *series = ((TlmTrack *) vehicle->tracks->pdata[j])->series;
      gsize n = tlm_series_length (series);
      if (n > 0)
        widen (&first, &last, tlm_series_time (series, 0), tlm_series_time (series, n - 1), &any);
    }
    if (vehicle->ephemeris && tlm_ephemeris_span (vehicle->ephemeris, &from, &to))
      widen (&first, &last, from, to, &any);
  }
  if (any) {
    *first_ns = first;
    *last_ns = last;
  }
  return any;
}

static void
shift_vehicle (const TlmLogVehicle *vehicle, TlmDuration offset_ns)
{
  for (guint i = 0; i < vehicle->tracks->len; i++)
    tlm_series_shift (((TlmTrack *) vehicle->tracks->pdata[i])->series, offset_ns);
  for (guint i = 0; i < vehicle->texts->len; i++) {
    GArray *times = ((TlmTextTrack *) vehicle->texts->pdata[i])->times;
    for (guint k = 0; k < times->len; k++)
      g_array_index (times, gint64, k) += offset_ns;
  }
}

void
tlm_log_shift (TlmLog *log, TlmDuration offset_ns)
{
  g_return_if_fail (log != NULL);
  for (guint i = 0; i < log->vehicles->len; i++)
    shift_vehicle (log->vehicles->pdata[i], offset_ns);
  for (guint i = 0; i < log->events->len; i++) {
    TlmEvent *event = log->events->pdata[i];
    log->events->pdata[i] = tlm_event_moved (event, offset_ns, event->vehicle);
    tlm_event_unref (event);
  }
}

void
tlm_log_move (TlmLog *log, TlmDuration offset_ns)
{
  g_return_if_fail (log != NULL);
  tlm_log_shift (log, offset_ns);
  log->moved_ns += offset_ns;
}

TlmDuration
tlm_log_stamp_offset (const TlmLog *log, TlmDuration offset_ns)
{
  gboolean in_leap;
  gint64 first, last;

  g_return_val_if_fail (log != NULL, offset_ns);
  if (offset_ns == 0 || offset_ns % (86400 * TLM_SECOND) != 0 || log->clock != TLM_CLOCK_TAI ||
      !tlm_log_span (log, &first, &last))
    return offset_ns;
  return offset_ns + tlm_tai_minus_utc (first + offset_ns, &in_leap) -
      tlm_tai_minus_utc (first, &in_leap);
}
