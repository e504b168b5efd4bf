/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The median step of a series. */
#include "core/log/series-step.h"

/* The element that would stand at K if N steps were in order (C. A. R. Hoare,
 * Algorithm 65, CACM 4 (1961) 321); the others are moved. */
static gint64
select_step (gint64 *steps, gsize n, gsize k)
{
  gsize low = 0, high = n - 1;

  while (low < high) {
    gint64 pivot = steps[low + (high - low) / 2];
    gsize i = low, j = high;
    while (TRUE) {
      while (steps[i] < pivot)
        i++;
      while (steps[j] > pivot)
        j--;
      if (i >= j)
        break;
      gint64 step = steps[i];
      steps[i++] = steps[j];
      steps[j--] = step;
    }
    if (k <= j)
      high = j;
    else
      low = j + 1;
  }
  return steps[k];
}

/* Most series step evenly: whether a step that many others are equal to would
 * stand at K. */
static gboolean
stands_at (const gint64 *steps, gsize n, gint64 step, gsize k)
{
  gsize less = 0, equal = 0;

  for (gsize i = 0; i < n; i++) {
    less += steps[i] < step;
    equal += steps[i] == step;
  }
  return less <= k && k < less + equal;
}

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
  return stands_at (steps, n, steps[n / 2], n / 2) ? steps[n / 2] : select_step (steps, n, n / 2);
}
