/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Longest span a mission can say, either way, so that sums with instants stay in 64
 * bits: 100 years of 365.25 days. */
#define TLM_MISSION_MAX_SPAN (G_GINT64_CONSTANT (3155760000) * TLM_SECOND)

/* Reads a span of time to nanoseconds:
 *
 *   2.5   -0.4   12.5s             seconds
 *   2500ms  40us  1.5min  2h  3d   a number and its unit: ns, us (also µs), ms, s, min, h, d,
 *   +1024 weeks                    days, weeks
 *   00:01:12.5   -1d02:03:04       what core/time/elapsed.h reads
 *
 * Blanks may stand around the number. What is finer than a nanosecond is cut. FALSE,
 * OUT untouched, for any other text and beyond TLM_MISSION_MAX_SPAN. Thread safe. */
gboolean tlm_span_parse (const char *text, TlmDuration *out);

/* Reads the time of an event: a span since T-0 as above, or UTC
 * (core/time/iso8601.h). CLOCK says which it was; OUT is a TlmDuration or a
 * TlmInstant. TLM_ERROR_TIME, both untouched, when it is neither, or a span beyond
 * TLM_MISSION_MAX_SPAN. Thread safe. */
gboolean tlm_event_time_parse (const char *text, TlmClock *clock, gint64 *out, GError **error);

/* What a whole number of at least seven digits without a unit, as nanoseconds were
 * written once, would be as seconds: "2.5 or 2500ms". NULL for any other text. To be
 * freed. Thread safe. */
char *tlm_span_from_nanoseconds (const char *text);

G_END_DECLS
