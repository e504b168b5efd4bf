/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/log/log.h"

G_BEGIN_DECLS

/* What ties telemetry's own clock to the stream it comes in: stream time minus time on that
 * clock, ns. FIRST_NS is the time of the first sample on CLOCK; it plays at STREAM_TIME.
 * Where the stream has no times (GST_CLOCK_TIME_NONE: a file), a log that counts from
 * liftoff plays at its own times when none is negative, and any other from 0 on. */
gint64 gst_telemetry_clock_tie (TlmClock clock, gint64 first_ns, GstClockTime stream_time);

/* What people are told of a step of STEP_NS. To be freed. */
char *gst_telemetry_clock_step_text (TlmDuration step_ns);

G_END_DECLS
