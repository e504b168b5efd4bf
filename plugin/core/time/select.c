/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/select.h"

#include <stdlib.h>

/* Of more than these, which somebody may have chosen to make it slow, a sort tells. */
#define MOST_SELECTED 1024

/* C. A. R. Hoare, Algorithm 65, CACM 4 (1961) 321. */
static gint64
select_at (gint64 *steps, gsize n, gsize k)
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

static int
compare (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

gint64
tlm_select_duration (gint64 *durations, gsize n, gsize k)
{
  g_return_val_if_fail (durations != NULL && k < n, 0);
  if (stands_at (durations, n, durations[k], k))
    return durations[k];
  if (n <= MOST_SELECTED)
    return select_at (durations, n, k);
  qsort (durations, n, sizeof *durations, compare);
  return durations[k];
}
