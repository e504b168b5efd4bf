/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/series.h"

#include <math.h>
#include <string.h>

#include "core/log/series-private.h"

TlmSeries *
tlm_series_new (void)
{
  return g_new0 (TlmSeries, 1);
}

void
tlm_series_free (TlmSeries *series)
{
  if (!series)
    return;
  g_free (series->samples);
  g_free (series);
}

/* Room for N more. */
static gboolean
make_room (TlmSeries *series, gsize n)
{
  if (n > TLM_SERIES_MAX_LENGTH - series->length)
    return FALSE;
  if (series->capacity - series->length >= n)
    return TRUE;
  series->capacity = MAX (series->capacity + series->capacity / 2 + 32, series->length + n);
  series->samples = g_renew (TlmSample, series->samples, series->capacity);
  return TRUE;
}

static gint64
last_time (const TlmSeries *series)
{
  return series->length > 0 ? series->samples[series->length - 1].time_ns : G_MININT64;
}

gboolean
tlm_series_append (TlmSeries *series, gint64 time_ns, double value)
{
  g_return_val_if_fail (series != NULL, FALSE);
  if (!isfinite (value) || !make_room (series, 1))
    return FALSE;
  series->late |= time_ns < last_time (series);
  series->standing |= time_ns == last_time (series);
  series->samples[series->length++] = (TlmSample) { time_ns, value };
  return TRUE;
}

gboolean
tlm_series_append_many (TlmSeries *series, const gint64 *times_ns, const double *values, gsize n)
{
  gint64 before;
  gboolean late = FALSE, standing = FALSE;
  TlmSample *out;

  g_return_val_if_fail (series != NULL && ((times_ns && values) || n == 0), FALSE);
  if (!make_room (series, n))
    return FALSE;
  before = last_time (series);
  out = series->samples + series->length;
  for (gsize i = 0; i < n; i++) {
    late |= times_ns[i] < before;
    standing |= times_ns[i] == before;
    before = times_ns[i];
    out[i] = (TlmSample) { before, values[i] };
  }
  series->late |= late;
  series->standing |= standing;
  series->length += n;
  return TRUE;
}

void
tlm_series_reserve (TlmSeries *series, gsize n)
{
  g_return_if_fail (series != NULL && series->length == 0);
  if (n <= series->capacity || n > TLM_SERIES_MAX_LENGTH)
    return;
  series->capacity = n;
  series->samples = g_renew (TlmSample, series->samples, n);
}

/* Merging keeps equal times in the order they came, which qsort() does not. */
static void
merge_sort (TlmSample *samples, TlmSample *spare, gsize n)
{
  gsize half = n / 2, i = 0, j = half, k = 0;

  if (n < 2)
    return;
  merge_sort (samples, spare, half);
  merge_sort (samples + half, spare, n - half);
  memcpy (spare, samples, n * sizeof *samples);
  while (i < half && j < n)
    samples[k++] = spare[j].time_ns < spare[i].time_ns ? spare[j++] : spare[i++];
  while (i < half)
    samples[k++] = spare[i++];
  while (j < n)
    samples[k++] = spare[j++];
}

/* Late samples of a live series are few and belong near the end. */
#define FEW_LATE 64

static void
insert_late (TlmSeries *series, gsize first)
{
  for (gsize i = first; i < series->length; i++) {
    TlmSample sample = series->samples[i];
    gsize j = i;
    while (j > 0 && series->samples[j - 1].time_ns > sample.time_ns)
      j--;
    memmove (series->samples + j + 1, series->samples + j, (i - j) * sizeof sample);
    series->samples[j] = sample;
  }
}

/* Puts what came since the last seal in its place; returns the first index that
 * may have changed. */
static gsize
sort_new (TlmSeries *series)
{
  gsize first = series->sealed, n = series->length, changed;
  gint64 earliest = G_MAXINT64;

  for (gsize i = first; i < n; i++)
    earliest = MIN (earliest, series->samples[i].time_ns);
  changed = tlm_samples_before (series->samples, first, earliest);
  if (n - first <= FEW_LATE) {
    insert_late (series, first);
  } else {
    g_autofree TlmSample *spare = g_new (TlmSample, n - changed);
    merge_sort (series->samples + changed, spare, n - changed);
  }
  return changed;
}

static void
drop_duplicates (TlmSeries *series, gsize first)
{
  gsize kept = first > 0 ? first - 1 : 0;

  for (gsize i = kept; i < series->length; i++) {
    if (kept > 0 && series->samples[kept - 1].time_ns == series->samples[i].time_ns) {
      series->samples[kept - 1] = series->samples[i];
      series->duplicates++;
    } else {
      series->samples[kept++] = series->samples[i];
    }
  }
  series->length = kept;
}

/* Measures the median step anew where it may be another one: samples from CHANGED on
 * are others. */
static void
measure_step (TlmSeries *series, gsize changed)
{
  gsize part = tlm_step_part (series->length - series->thinned);

  if (part < 2 || (part == series->measured && changed >= series->thinned + part))
    return;
  series->measured = part;
  series->median_step_ns = tlm_step_median (series->samples + series->thinned, part);
}

void
tlm_series_seal (TlmSeries *series)
{
  gsize changed;

  g_return_if_fail (series != NULL);
  if (series->sealed == series->length)
    return;
  changed = series->late ? sort_new (series) : series->sealed;
  if (series->late || series->standing)
    drop_duplicates (series, changed);
  series->late = series->standing = FALSE;
  if (series->sealed == 0 && series->length > 0) {
    series->capacity = series->length;
    series->samples = g_renew (TlmSample, series->samples, series->capacity);
  }
  series->sealed = series->length;
  measure_step (series, changed);
}

void
tlm_series_shift (TlmSeries *series, gint64 offset_ns)
{
  g_return_if_fail (series != NULL);
  for (gsize i = 0; i < series->length; i++)
    series->samples[i].time_ns += offset_ns;
}

void
tlm_series_thin (TlmSeries *series, gint64 before_ns, TlmDuration spacing_ns)
{
  gsize kept = 0, thinned = 0;

  g_return_if_fail (series != NULL && series->sealed == series->length);
  for (gsize i = 0; i < series->length; i++) {
    const TlmSample *sample = &series->samples[i];
    if (sample->time_ns >= before_ns || kept == 0 ||
        sample->time_ns - series->samples[kept - 1].time_ns >= spacing_ns) {
      thinned += sample->time_ns < before_ns;
      series->samples[kept++] = *sample;
    }
  }
  series->length = series->sealed = kept;
  series->thinned = thinned;
}

gsize
tlm_series_length (const TlmSeries *series)
{
  return series->length;
}

gint64
tlm_series_time (const TlmSeries *series, gsize index)
{
  g_return_val_if_fail (index < series->length, TLM_TIME_NONE);
  return series->samples[index].time_ns;
}

double
tlm_series_value (const TlmSeries *series, gsize index)
{
  g_return_val_if_fail (index < series->length, NAN);
  return series->samples[index].value;
}

gsize
tlm_series_duplicates (const TlmSeries *series)
{
  return series->duplicates;
}

TlmDuration
tlm_series_median_step (const TlmSeries *series)
{
  return series->median_step_ns;
}

gssize
tlm_series_find (const TlmSeries *series, gint64 time_ns)
{
  return tlm_series_last_until (series, time_ns);
}

gboolean
tlm_series_range (const TlmSeries *series, double *minimum, double *maximum)
{
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < series->length; i++) {
    double value = series->samples[i].value;
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  if (series->length == 0)
    return FALSE;
  *minimum = low;
  *maximum = high;
  return TRUE;
}
