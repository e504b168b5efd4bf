/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How fast the target comes nearer where its distance alone is recorded: the slope of that. */
#include <math.h>

#include "core/phases/signals-private.h"

/* What thrusters that dock change a speed by at the most: over as long a window as lets that bend the way by
 * four of its grains it is straight. */
#define PUSH_M_S2 0.05
#define LEAST_STEPS 3

/* A rate is known that is so small beside what a ship comes to rest by, or that stands out from its error. */
#define FINE_M_S 0.006
#define SIGMAS 3

#define BLOCK_NS (10 * TLM_SECOND)

/* Of the slope of N samples that are rounded to GRAIN, over SPAN seconds. */
static double
error_m_s (double grain_m, double span_s, double step_s)
{
  double n = MAX (span_s / MAX (step_s, 1e-3), 2);

  return grain_m / (MAX (span_s, 1e-3) * sqrt (n));
}

double
tlm_signals_range_rate (TlmSignals *signals, gint64 time_ns)
{
  TlmSignalChannel *range = &signals->channels[TLM_CHANNEL_RANGE];
  gint64 block = time_ns - (time_ns % BLOCK_NS + BLOCK_NS) % BLOCK_NS;
  double half, error;
  TlmFit fit;

  if (!range->series)
    return NAN;
  if (block != range->block) {
    range->grain = tlm_fit_grain (range->series, block);
    range->block = block;
  }
  half = CLAMP (sqrt (8 * range->grain.grain / PUSH_M_S2), LEAST_STEPS * range->grain.step_s, TLM_FIT_MAX_HALF_S);
  fit = tlm_fit_at (range->series, time_ns, half, &range->grain, NAN);
  error = error_m_s (range->grain.grain, 2 * half, range->grain.step_s);
  return error < FINE_M_S || fabs (fit.slope) > SIGMAS * error ? fit.slope : NAN;
}
