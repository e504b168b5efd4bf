/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/clock-tie.h"

#include "core/time/elapsed.h"

gint64
gst_telemetry_clock_tie (TlmClock clock, gint64 first_ns, GstClockTime stream_time)
{
  /* Modulo 2^64, so that times out of any reason do no harm. */
  if (GST_CLOCK_TIME_IS_VALID (stream_time))
    return (gint64) (stream_time - (guint64) first_ns);
  return clock == TLM_CLOCK_ELAPSED && first_ns >= 0 ? 0 : (gint64) -(guint64) first_ns;
}

char *
gst_telemetry_clock_step_text (TlmDuration step_ns)
{
  g_autofree char *step = tlm_elapsed_seconds (step_ns, 3);

  return g_strdup_printf ("The clock of the telemetry steps by %s s: it is tied to the video "
      "anew.", step);
}
