/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/series.h"

G_BEGIN_DECLS

/* How far to either side of an instant the samples of a series have to be
 * looked at for a slope that is neither steps of rounding nor noise, ns. From
 * the scatter of the third differences, the quantum where values repeat, and
 * the slope of the brisker parts, where the values move by more than that: aims
 * at 1 % of it, between 2 median steps and 10 s. 0 for fewer than two samples.
 * Needs a sealed series; cheap (a few hundred samples of it are looked at). */
TlmDuration tlm_slope_window (const TlmSeries *series);

/* Rate of change at T, storage unit of the series per second: the slope at T
 * of a parabola through the samples within HALF_WINDOW (at least two on each
 * side where there are any), least squares, those far off the first fit left
 * out of a second one (Savitzky and Golay, Analytical Chemistry 36 (1964)
 * 1627-1639, for uneven steps). Never across a gap; in a gap and after the end
 * the slope at the last sample. With IS_ANGLE values are degrees and turn
 * through 360. FALSE, SLOPE untouched, before the first sample and where a
 * sample stands alone. */
gboolean tlm_slope_at (const TlmSeries *series, gint64 time_ns, TlmDuration half_window_ns,
    gboolean is_angle, double *slope_per_s);

G_END_DECLS
