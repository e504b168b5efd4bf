/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The median step of a series. */
#include "core/log/series-step.h"

#include "core/time/select.h"

/* A few hundred evenly spread steps tell the median of a long recording well
 * enough to tell a gap from a step. */
#define STEPS_MEASURED 255

gsize
tlm_step_part (gsize n)
{
  gsize unit = 1;

  while (n >> 3 > unit)
    unit <<= 1;
  return n < 16 ? n : n / unit * unit;
}

TlmDuration
tlm_step_median (const TlmSample *samples, gsize n_samples)
{
  gsize n_steps = n_samples - 1, n = MIN (n_steps, STEPS_MEASURED);
  gint64 steps[STEPS_MEASURED];

  g_return_val_if_fail (samples != NULL && n_samples >= 2, 0);
  for (gsize i = 0; i < n; i++) {
    gsize at = n == n_steps ? i : (gsize) ((double) i * (double) n_steps / (double) n);
    steps[i] = samples[at + 1].time_ns - samples[at].time_ns;
  }
  return tlm_select_duration (steps, n, n / 2);
}
