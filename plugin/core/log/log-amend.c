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
