/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/klv/klv-private.h"
#include "core/time/posix.h"

/* Media times of a transport stream are counted at 90 kHz. */
#define TICK_NS 11112

gboolean
tlm_klv_time (TlmWriter *writer, gboolean has_stamp, guint64 stamp_us, gint64 media_ns,
    gint64 *out)
{
  TlmClock clock = has_stamp ? TLM_CLOCK_TAI : TLM_CLOCK_ELAPSED;
  gint64 time_ns = media_ns;

  if (has_stamp && (stamp_us > G_MAXINT64 / 1000 ||
          !tlm_instant_from_posix_ns ((gint64) stamp_us * 1000, &time_ns)))
    return FALSE;
  if (time_ns == TLM_TIME_NONE)
    return FALSE;
  if (writer->log->n_good == 0)
    writer->log->clock = clock;
  if (writer->log->clock != clock)
    return FALSE;
  if (has_stamp && media_ns != TLM_TIME_NONE)
    tlm_log_add_pair (writer->log, media_ns, time_ns, TICK_NS);
  *out = time_ns;
  return TRUE;
}
