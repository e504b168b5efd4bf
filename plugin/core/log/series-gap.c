/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which steps of a series are gaps. */
#include "core/log/series-private.h"

/* Steps on each side that tell what is typical: few, as the rate may change in
 * flight, yet more than the lone samples that come through a fading link. */
#define NEIGHBOURS 5

/* The median of N numbers, the lower one of two; 0 of none. Sorts them. */
static TlmDuration
median (TlmDuration *numbers, guint n)
{
  for (guint i = 1; i < n; i++) {
    TlmDuration number = numbers[i];
    guint j = i;
    for (; j > 0 && numbers[j - 1] > number; j--)
      numbers[j] = numbers[j - 1];
    numbers[j] = number;
  }
  return n > 0 ? numbers[(n - 1) / 2] : 0;
}

/* The typical one of the steps that end at sample LAST and before. */
TlmDuration
tlm_series_step_before (const TlmSeries *series, gsize last)
{
  TlmDuration steps[NEIGHBOURS];
  guint n = 0;

  for (; n < NEIGHBOURS && last > 0; last--)
    steps[n++] = series->samples[last].time_ns - series->samples[last - 1].time_ns;
  return median (steps, n);
}

static TlmDuration
step_after (const TlmSeries *series, gsize first)
{
  TlmDuration steps[NEIGHBOURS];
  guint n = 0;

  for (; n < NEIGHBOURS && first + 1 < series->length; first++)
    steps[n++] = series->samples[first + 1].time_ns - series->samples[first].time_ns;
  return median (steps, n);
}

void
tlm_series_set_longest_gap (TlmSeries *series, TlmDuration longest_ns)
{
  g_return_if_fail (series != NULL && longest_ns >= 0);
  series->longest_gap_ns = longest_ns;
}

TlmDuration
tlm_series_longest_gap (const TlmSeries *series)
{
  return series->longest_gap_ns;
}

TlmDuration
tlm_series_step_for_age (const TlmSeries *series, gsize last)
{
  TlmDuration typical, nominal;

  if (series->longest_gap_ns > 0 && last >= series->thinned)
    return series->longest_gap_ns / 2;
  typical = tlm_series_step_before (series, last);
  nominal = tlm_series_nominal_gap (series, last);
  return nominal >= typical ? MAX (nominal / 2, typical) : typical;
}

gboolean
tlm_series_is_gap (const TlmSeries *series, gsize first)
{
  TlmDuration step, before, after, nominal;

  g_return_val_if_fail (series != NULL && first + 1 < series->length, FALSE);
  if (tlm_series_breaks_between (series, series->samples[first].time_ns,
          series->samples[first + 1].time_ns))
    return TRUE;
  step = series->samples[first + 1].time_ns - series->samples[first].time_ns;
  if (series->longest_gap_ns > 0 && first >= series->thinned)
    return step > series->longest_gap_ns;
  if (step <= TLM_SERIES_NEVER_GAP)
    return FALSE;
  before = tlm_series_step_before (series, first);
  after = step_after (series, first + 1);
  nominal = tlm_series_nominal_gap (series, first);
  if (nominal > 0 && (before == 0 || after == 0 ? MAX (before, after) : MIN (before, after)) <= nominal)
    return step > nominal;
  return MAX (before, after) > 0 && step > 3 * MAX (before, after);
}
