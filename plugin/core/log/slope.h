/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/series.h"

G_BEGIN_DECLS

/* A rate of change, storage unit of the series per second, and its standard
 * error, at least 1 % of it. */
typedef struct {
  double per_s;
  double error_per_s;
} TlmSlope;

/* Rate of change at T: of parabolas of least squares over windows that reach T,
 * before it, after it and about it, each grown while its slope stays within the
 * error of the shorter ones (Goldenshluger and Nemirovski, Mathematical Methods
 * of Statistics 6 (1997) 135-170; Katkovnik, IEEE Trans. Signal Processing 47
 * (1999) 2567-2571), the one of the smallest error. Rounding is told from motion
 * by the values near T alone: their differences are multiples of a grid, and a
 * staircase is known where it steps. Noise is told by third differences, a
 * single wrong digit is left out, and the error says where two windows contradict
 * each other, and what the rounding can hide where the motion changes. A log that
 * never steps tells no rounding: it is taken for rest.
 *
 * A function of the samples near T and of nothing else: at most 4096 of them to
 * either side, to the end of a value that stands there, and never across a gap. In
 * a gap and after the end the slope at the last sample. With IS_ANGLE values are
 * degrees and turn through 360. FALSE, SLOPE untouched, before the first sample,
 * where a sample stands alone, and where a few weigh too little to say anything.
 * Needs a sealed series; any number of threads. */
gboolean tlm_slope_at (const TlmSeries *series, gint64 time_ns, gboolean is_angle,
    TlmSlope *slope);

/* Slopes at instants that mostly follow each other: the same as those, and faster, as
 * what was found of the samples near one instant is kept for the next. Not
 * thread-safe; of any series, which may change or go between two calls. */
typedef struct _TlmSlopeCursor TlmSlopeCursor;

/* The caller's. */
TlmSlopeCursor *tlm_slope_cursor_new (void);

/* Takes NULL. */
void tlm_slope_cursor_free (TlmSlopeCursor *cursor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmSlopeCursor, tlm_slope_cursor_free)

/* tlm_slope_at() by CURSOR. */
gboolean tlm_slope_cursor_at (TlmSlopeCursor *cursor, const TlmSeries *series, gint64 time_ns,
    gboolean is_angle, TlmSlope *slope);

G_END_DECLS
