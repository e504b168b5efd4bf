/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* Where one line is in a text of many, and when it holds. */
typedef struct {
  gint64 time_ns;          /* on the clock of the log */
  gsize offset, length;    /* bytes, the newline with them */
} TlmLogLine;

/* Writes what a sealed LOG says as lines of JSON (the form of core/encode/sample-json.h;
 * utc for a log of instants, met for one of elapsed times, which is exact to the
 * nanosecond within eleven days of liftoff): one line for each time of a vehicle
 * with every value it has then, one for each event. An altitude whose datum is
 * declared goes under the name of that datum. Names that mean something else in
 * such a line, and values that are not finite, are left out.
 *
 * A measured state is a member of the line of its time (core/encode/state-json.h). Other
 * states of an ephemeris are none of the lines (core/encode/log-states.h makes tracks of them).
 *
 * The lines are appended to OUT. Returns an array of TlmLogLine by time, to be
 * unreferenced. */
GArray *tlm_log_to_json (const TlmLog *log, GString *out);

G_END_DECLS
