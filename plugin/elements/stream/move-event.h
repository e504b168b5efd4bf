/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* What telemetryparse sends where the clock of its samples is better known than when it sent those
 * before (core/log/log.h, moved_ns): a serialized event, behind them. Whoever keeps samples moves
 * them; who does not know it has them as they were. */

/* An event that says so of MOVED ns. */
GstEvent *gst_telemetry_move_event_new (TlmDuration moved_ns);

/* FALSE, MOVED untouched, for any other event. */
gboolean gst_telemetry_move_event_parse (GstEvent *event, TlmDuration *moved_ns);

/* Says that such an event goes before SAMPLE, which stays in this element. */
void gst_telemetry_move_mark (GstBuffer *sample, TlmDuration moved_ns);

/* What was said; 0: nothing. */
TlmDuration gst_telemetry_move_of (GstBuffer *sample);

G_END_DECLS
