/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <math.h>

#include "core/log/series.h"

G_BEGIN_DECLS

/* What a series is at an instant, whatever its noise: a line through the
 * samples around it. */
typedef struct {
  double level;      /* at the instant, storage unit; NAN: not known */
  double slope;      /* per second */
} TlmFit;

#define TLM_FIT_NONE ((TlmFit) { NAN, NAN })

/* Most samples a fit looks at, spread over its window. */
#define TLM_FIT_MAX_SAMPLES 600

/* The line through N (2 to TLM_FIT_MAX_SAMPLES) points, in two steps: the
 * median of all slopes between two of them (of 31 spread over them, where they
 * are more) and of what is left of the values, which up to 29 % of wild points
 * cannot move (P. K. Sen, J. Am. Stat. Assoc. 63
 * (1968) 1379-1389); then least squares through the points that lie within 2
 * GRAINS or 3 standard deviations (from the median deviation) of that line,
 * since medians stand still on the steps of a quantum. TIMES in seconds from
 * the instant that is asked about. */
TlmFit tlm_fit_line (const double *times, const double *values, guint n, double grain);

/* How a series was recorded around some instant. */
typedef struct {
  double step_s;     /* median time between samples */
  double grain;      /* its quantum, or its noise where that is larger: the median
                      * of the second differences that are not 0 */
} TlmGrain;

/* The grain of the samples from T - 30 s to T + 40 s, and where there are fewer
 * than 10 of them, of 10 more to each side. */
TlmGrain tlm_fit_grain (const TlmSeries *series, gint64 time_ns);

/* Half the width of the window, s, in which a slope stands out from the grain:
 * for a height, over which free fall bends the path by 4 grains each way; for
 * a speed, over which 5 m/s² move it by 4 grains, at most 2 s; always at least
 * half a second and 3 steps, at most TLM_FIT_MAX_HALF_S or 3 steps. */
double tlm_fit_half_width (const TlmGrain *grain, TlmQuantity quantity);

#define TLM_FIT_MAX_HALF_S 30.0

/* How far from an instant a sample can be and still change the fit there: so
 * long, or so many samples, whichever is further. */
#define TLM_FIT_REACH_NS (80 * TLM_SECOND)
#define TLM_FIT_REACH_SAMPLES 24

/* The fit at T; TLM_FIT_NONE before the first and after the last sample, in a
 * gap, and with fewer than 5 samples in the window. A sample equal to SATURATED
 * (NAN: none) is passed over. */
TlmFit tlm_fit_at (const TlmSeries *series, gint64 time_ns, double half_s,
    const TlmGrain *grain, double saturated);

G_END_DECLS
