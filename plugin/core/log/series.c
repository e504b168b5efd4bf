/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/series.h"

#include <math.h>
#include <string.h>

typedef struct {
  gint64 time_ns;
  double value;
} Sample;

struct _TlmSeries {
  Sample *samples;
  gsize length;
  gsize capacity;
  gsize sealed;            /* samples known to be in order */
  gsize thinned;           /* samples that thin() has been through */
  gboolean late, standing; /* some sample since seal() is before, or at the one before it */
  gsize measured;          /* samples after those that the median step is of */
  gsize duplicates;
  TlmDuration median_step_ns;
};

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
  series->samples = g_renew (Sample, series->samples, series->capacity);
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
  series->samples[series->length++] = (Sample) { time_ns, value };
  return TRUE;
}

gboolean
tlm_series_append_many (TlmSeries *series, const gint64 *times_ns, const double *values, gsize n)
{
  gint64 before;
  gboolean late = FALSE, standing = FALSE;
  Sample *out;

  g_return_val_if_fail (series != NULL && ((times_ns && values) || n == 0), FALSE);
  if (!make_room (series, n))
    return FALSE;
  before = last_time (series);
  out = series->samples + series->length;
  for (gsize i = 0; i < n; i++) {
    late |= times_ns[i] < before;
    standing |= times_ns[i] == before;
    before = times_ns[i];
    out[i] = (Sample) { before, values[i] };
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
  series->samples = g_renew (Sample, series->samples, n);
}

/* Merging keeps equal times in the order they came, which qsort() does not. */
static void
merge_sort (Sample *samples, Sample *spare, gsize n)
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
    Sample sample = series->samples[i];
    gsize j = i;
    while (j > 0 && series->samples[j - 1].time_ns > sample.time_ns)
      j--;
    memmove (series->samples + j + 1, series->samples + j, (i - j) * sizeof sample);
    series->samples[j] = sample;
  }
}

/* How many of the first N samples, which are in order, are before T. */
static gsize
count_before (const Sample *samples, gsize n, gint64 time_ns)
{
  gsize low = 0, high = n;

  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (samples[middle].time_ns < time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
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
  changed = count_before (series->samples, first, earliest);
  if (n - first <= FEW_LATE) {
    insert_late (series, first);
  } else {
    g_autofree Sample *spare = g_new (Sample, n - changed);
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

/* The samples to measure among N: the first ones, in a number that grows by
 * eighths, so that a live series is measured now and then and comes to the same
 * step as the whole file. */
static gsize
measured_part (gsize n)
{
  gsize unit = 1;

  while (n >> 3 > unit)
    unit <<= 1;
  return n < 16 ? n : n / unit * unit;
}

static void
measure_step (TlmSeries *series, gsize changed)
{
  const Sample *samples = series->samples + series->thinned;
  gsize part = measured_part (series->length - series->thinned);
  gsize n_steps = part > 0 ? part - 1 : 0, n = MIN (n_steps, STEPS_MEASURED);
  gint64 steps[STEPS_MEASURED];

  if (n == 0 || (part == series->measured && changed >= series->thinned + part))
    return;
  series->measured = part;
  for (gsize i = 0; i < n; i++) {
    gsize at = n == n_steps ? i : (gsize) ((double) i * (double) n_steps / (double) n);
    steps[i] = samples[at + 1].time_ns - samples[at].time_ns;
  }
  series->median_step_ns = stands_at (steps, n, steps[n / 2], n / 2) ? steps[n / 2] :
      select_step (steps, n, n / 2);
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
    series->samples = g_renew (Sample, series->samples, series->capacity);
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
    const Sample *sample = &series->samples[i];
    if (sample->time_ns >= before_ns || kept == 0 ||
        sample->time_ns - series->samples[kept - 1].time_ns >= spacing_ns) {
      thinned += sample->time_ns < before_ns;
      series->samples[kept++] = *sample;
    }
  }
  series->length = series->sealed = kept;
  series->thinned = thinned;
}

void
tlm_series_drop_first (TlmSeries *series, gsize n)
{
  g_return_if_fail (series != NULL && n <= series->length);
  memmove (series->samples, series->samples + n, (series->length - n) * sizeof (Sample));
  series->length -= n;
  series->sealed = series->length;
  series->thinned -= MIN (n, series->thinned);
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

TlmDuration
tlm_series_gap (const TlmSeries *series)
{
  return MAX (3 * series->median_step_ns, 2 * TLM_SECOND);
}

gssize
tlm_series_find (const TlmSeries *series, gint64 time_ns)
{
  if (time_ns == G_MAXINT64)
    return (gssize) series->length - 1;
  return (gssize) count_before (series->samples, series->length, time_ns + 1) - 1;
}

static gboolean
joined (const TlmSeries *series, gsize first)
{
  return first + 1 < series->length &&
      series->samples[first + 1].time_ns - series->samples[first].time_ns <=
      tlm_series_gap (series);
}

static double
step_s (const TlmSeries *series, gsize first)
{
  return tlm_duration_to_s (series->samples[first + 1].time_ns - series->samples[first].time_ns);
}

static double
secant (const TlmSeries *series, gsize first)
{
  return (series->samples[first + 1].value - series->samples[first].value) /
      step_s (series, first);
}

/* Slope at a node inside a run, Fritsch and Butland (1984) eq. 4; at the end of
 * a run the secant, which keeps the end interval monotone. */
static double
node_slope (const TlmSeries *series, gsize node)
{
  gboolean before = node > 0 && joined (series, node - 1);
  gboolean after = joined (series, node);
  double left, right, h_left, h_right;

  if (!before || !after)
    return before ? secant (series, node - 1) : secant (series, node);
  left = secant (series, node - 1);
  right = secant (series, node);
  if (left * right <= 0)
    return 0;
  h_left = step_s (series, node - 1);
  h_right = step_s (series, node);
  return 3 * (h_left + h_right) /
      ((2 * h_right + h_left) / left + (h_right + 2 * h_left) / right);
}

static double
pchip (const TlmSeries *series, gsize i, double fraction)
{
  double h = step_s (series, i);
  double y0 = series->samples[i].value, y1 = series->samples[i + 1].value;
  double m0 = node_slope (series, i) * h, m1 = node_slope (series, i + 1) * h;
  double u = 1 - fraction, f2 = fraction * fraction;

  return y0 + f2 * (3 - 2 * fraction) * (y1 - y0) + fraction * u * (u * m0 - fraction * m1);
}

static double
linear_angle (double from_deg, double to_deg, double fraction)
{
  double arc = remainder (to_deg - from_deg, 360);
  double angle = from_deg + fraction * arc;

  if (angle > 180 && from_deg <= 180 && to_deg <= 180)
    return angle - 360;
  if (angle < -180)
    return angle + 360;
  if (angle < 0 && from_deg >= 0 && to_deg >= 0)
    return angle + 360;
  return angle >= 360 ? angle - 360 : angle;
}

static double
interpolate (const TlmSeries *series, gsize i, double fraction, TlmInterpolation interpolation)
{
  double y0 = series->samples[i].value, y1 = series->samples[i + 1].value;

  switch (interpolation) {
    case TLM_INTERPOLATION_PCHIP:
      return pchip (series, i, fraction);
    case TLM_INTERPOLATION_ANGLE:
      return linear_angle (y0, y1, fraction);
    case TLM_INTERPOLATION_LINEAR:
      return y0 + fraction * (y1 - y0);
    case TLM_INTERPOLATION_HOLD:
      return y0;
  }
  return y0;
}

TlmValue
tlm_series_at (const TlmSeries *series, gint64 time_ns, TlmInterpolation interpolation,
    const TlmAgeLimits *limits)
{
  gssize i;
  const Sample *sample;
  TlmDuration age;

  g_return_val_if_fail (series != NULL && limits != NULL, TLM_VALUE_ABSENT);
  i = tlm_series_find (series, time_ns);
  if (i < 0)
    return TLM_VALUE_ABSENT;
  sample = &series->samples[i];
  age = time_ns - sample->time_ns;
  if (age == 0)
    return (TlmValue) { sample->value, 0, TLM_VALIDITY_FRESH, TLM_ORIGIN_MEASURED };
  if (joined (series, i)) {
    double fraction = (double) age / (double) (sample[1].time_ns - sample->time_ns);
    return (TlmValue) { interpolate (series, i, fraction, interpolation),
        interpolation == TLM_INTERPOLATION_HOLD ? age : 0, TLM_VALIDITY_FRESH,
        TLM_ORIGIN_MEASURED };
  }
  return (TlmValue) { sample->value, age,
      tlm_age_validity (limits, age, series->median_step_ns), TLM_ORIGIN_MEASURED };
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

G_STATIC_ASSERT (sizeof (Sample) <= 24);
