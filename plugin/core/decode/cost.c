/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/cost.h"

#include <time.h>

#define NS_PER_MS 1000000

/* Of a time and its value. */
#define SAMPLE_BYTES (2 * sizeof (gint64))

/* Whatever the clock on the wall does meanwhile. */
static gint64
processor_ns (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * TLM_SECOND + now.tv_nsec;
}

void
tlm_cost_begin (TlmCost *cost)
{
  g_return_if_fail (cost != NULL);
  cost->begin_ns = processor_ns ();
}

guint64
tlm_cost_bytes (const TlmLog *log)
{
  guint64 bytes;

  g_return_val_if_fail (log != NULL, 0);
  bytes = log->events->len * sizeof (TlmEvent);
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++)
      bytes += tlm_series_length (((TlmTrack *) vehicle->tracks->pdata[j])->series) * SAMPLE_BYTES;
    for (guint j = 0; j < vehicle->texts->len; j++)
      bytes += ((TlmTextTrack *) vehicle->texts->pdata[j])->values->len * 2 * SAMPLE_BYTES;
    if (vehicle->ephemeris)
      bytes += tlm_ephemeris_bytes (vehicle->ephemeris);
  }
  return bytes;
}

gboolean
tlm_cost_fits (const TlmCost *cost, const TlmLog *log, GError **error)
{
  g_return_val_if_fail (cost != NULL && log != NULL, FALSE);
  if ((guint64) ((processor_ns () - cost->begin_ns) / NS_PER_MS) >= tlm_limit (TLM_LIMIT_INPUT_MS))
    return tlm_limit_fail (TLM_LIMIT_INPUT_MS, TLM_ERROR_READ, error, "takes too long: ");
  if (tlm_cost_bytes (log) > tlm_limit (TLM_LIMIT_MEMORY_BYTES))
    return tlm_limit_fail (TLM_LIMIT_MEMORY_BYTES, TLM_ERROR_READ, error, "holds too much: ");
  return TRUE;
}
