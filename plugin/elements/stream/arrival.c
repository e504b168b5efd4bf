/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/arrival.h"

GstClockTime
gst_telemetry_arrival_note (GstTelemetryArrival *arrival, const TlmFeed *feed, const TlmLog *log,
    gsize size, GstClockTime time)
{
  gsize waiting = tlm_feed_waiting (feed);
  gboolean garbage = log && log->n_bad > 0 && !arrival->held;
  GstClockTime came = garbage || !GST_CLOCK_TIME_IS_VALID (arrival->first) ? time : arrival->first;

  arrival->held = tlm_feed_holds (feed);
  if (arrival->held)
    arrival->first = came;
  else if (log && log->n_good > 0)
    arrival->first = GST_CLOCK_TIME_NONE;
  else if (waiting > size)
    arrival->first = came;
  else
    arrival->first = waiting > 0 ? time : GST_CLOCK_TIME_NONE;
  return came;
}
