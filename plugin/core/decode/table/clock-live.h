/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* The same as clock-parts.h while a stream comes, whose end is not known:
 * - what a clock stamps that does not know the date (of 1970 or 1980) is left out from where a date
 *   is known on, as in a file; where it is known when it comes, that tells its time. Before that a
 *   file leaves it out too; a pipe waits for it, and a live stream cannot: there it is placed by
 *   when it comes, and moved to the date once that is known;
 * - a clock that lost rounds of 1024 weeks and finds them is known when it has found them: what came
 *   before is moved to where it belongs, as in a file.
 * What is moved was given away: the log says by how much (tlm_log_move()), and a warning does. */

/* All zero at the beginning; a plain value. */
typedef struct {
  gboolean any;            /* a record came */
  gboolean known;          /* one that knew the date */
  gboolean undated;        /* the last one did not */
  gboolean told;           /* that such records are left out */
  gint64 stamped_ns;       /* of the record before, as it was stamped … */
  gint64 last_ns;          /* … and of the last that knew the date, as it was placed */
  gint64 most_ns;          /* the newest of those */
  gint64 came_ns;          /* when that came, where it is known; before one that did, the last one */
} TlmClockLive;

typedef enum {
  TLM_CLOCK_LIVE_DATED,    /* INSTANT is the record's */
  TLM_CLOCK_LIVE_UNDATED,  /* no date has been known yet */
  TLM_CLOCK_LIVE_LOST      /* one was known, and is not now: to be left out */
} TlmClockLiveVerdict;

/* Takes the INSTANT of a record of LOG, in order of arrival, and puts it right; RECORD is its
 * number and WORD what one is called ("line"). */
TlmClockLiveVerdict tlm_clock_live_take (TlmClockLive *live, TlmLog *log, TlmInstant *instant,
    guint64 record, const char *word);

/* Says that N records, which waited, were stamped so and are left out, as a date is known now. */
void tlm_clock_live_tell_left_out (TlmLog *log, guint64 n, TlmInstant first);

/* Says that no date is known to the clock that stamped FIRST. */
void tlm_clock_live_tell_undated (TlmLog *log, TlmInstant first);

G_END_DECLS
