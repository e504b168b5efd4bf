/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/clock-watch.h"

G_BEGIN_DECLS

/* Where a sender's clock was as the even one went on, reading by reading: what one tie for all
 * (core/log/clock-watch.h) cannot follow. It is true only where a reading's even time is given
 * by what also gives the times it is asked for: pictures and telemetry of one demuxer, whose
 * times wander together. Times of arrival are not: their jitter would be taken for the clock. */

#define TLM_CLOCK_PATH_MOST 512
#define TLM_CLOCK_PATH_STRAYS 32

/* The newest readings. All zero at the beginning; a plain value. */
typedef struct {
  TlmClockReading readings[TLM_CLOCK_PATH_MOST];  /* a ring; neither clock goes back in it */
  guint first, n;
  TlmClockReading strays[TLM_CLOCK_PATH_STRAYS];  /* that were further ahead than what came then; a
                            * ring. All zero: none */
  guint next_stray;
} TlmClockPath;

/* Takes a reading: the sender's clock at CLOCK_NS when the even one is at EVEN_NS. One that is no
 * newer than the last, on the sender's clock, is out of its order and left out. An even clock
 * that goes back by a second at most stands still meanwhile, as decoders have it for pictures;
 * what is further ahead was of a stream that jumped since, and holds for its very time alone. */
void tlm_clock_path_note (TlmClockPath *path, gint64 clock_ns, gint64 even_ns);

/* The sender's clock turns out to have been STEP_NS ahead of what it was taken for, all the
 * time. */
void tlm_clock_path_move (TlmClockPath *path, TlmDuration step_ns);

/* The sender's clock at EVEN_NS, which a tie takes for TIED_NS: that where the path agrees with
 * it to SLACK_NS, or knows nothing; the path's own where it is twice as far off or more; evenly
 * from one to the other between. Between two readings the clock goes evenly; before the first and
 * after the last it goes as the even one does. SLACK_NS is from 0 to a minute. */
gint64 tlm_clock_path_at (const TlmClockPath *path, gint64 even_ns, gint64 tied_ns,
    TlmDuration slack_ns);

G_END_DECLS
