/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/fit.h"

#include <math.h>

/* Points whose pairs are looked at. */
#define MAX_PAIRED 31
#define MAX_PAIRS (MAX_PAIRED * (MAX_PAIRED - 1) / 2)
#define MIN_SAMPLES 5

/* The value that would stand at RANK if VALUES were sorted, which moves them
 * about: C. A. R. Hoare, Comm. ACM 4 (1961) 321. */
static double
select_rank (double *values, int n, int rank)
{
  int low = 0, high = n - 1;

  while (low < high) {
    double pivot = values[low + (high - low) / 2];
    int i = low, j = high;
    while (i <= j) {
      while (values[i] < pivot)
        i++;
      while (values[j] > pivot)
        j--;
      if (i > j)
        break;
      double swap = values[i];
      values[i++] = values[j];
      values[j--] = swap;
    }
    if (rank <= j)
      high = j;
    else if (rank >= i)
      low = i;
    else
      break;
  }
  return values[rank];
}

/* The mean of the two in the middle of an even number. Moves VALUES about. */
static double
median (double *values, guint n)
{
  double upper = select_rank (values, (int) n, (int) n / 2);

  return n % 2 ? upper : (upper + select_rank (values, (int) n, (int) n / 2 - 1)) / 2;
}

/* Sen's line. */
static TlmFit
median_line (const double *times, const double *values, guint n)
{
  double slopes[MAX_PAIRS], rest[MAX_PAIRED];
  TlmFit fit = TLM_FIT_NONE;
  guint pairs = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (times[j] != times[i])
        slopes[pairs++] = (values[j] - values[i]) / (times[j] - times[i]);
  if (pairs == 0)
    return fit;
  fit.slope = median (slopes, pairs);
  for (guint i = 0; i < n; i++)
    rest[i] = values[i] - fit.slope * times[i];
  fit.level = median (rest, n);
  return fit;
}

static double
off_line (const TlmFit *fit, double time, double value)
{
  return fabs (value - fit->level - fit->slope * time);
}

/* Least squares through the points within REACH of LINE. */
static TlmFit
refine (const TlmFit *line, const double *times, const double *values, guint n, double reach)
{
  double count = 0, t = 0, x = 0, tt = 0, tx = 0, spread;

  for (guint i = 0; i < n; i++) {
    if (off_line (line, times[i], values[i]) > reach)
      continue;
    count++;
    t += times[i];
    x += values[i];
    tt += times[i] * times[i];
    tx += times[i] * values[i];
  }
  spread = count * tt - t * t;
  if (count < 3 || spread <= 0)
    return *line;
  double slope = (count * tx - t * x) / spread;
  return (TlmFit) { (x - slope * t) / count, slope };
}

/* Standard deviations of a normal distribution in its median deviation. */
#define DEVIATIONS 1.4826

TlmFit
tlm_fit_line (const double *times, const double *values, guint n, double grain)
{
  double some_times[MAX_PAIRED], some_values[MAX_PAIRED], off[MAX_PAIRED];
  guint some = MIN (n, MAX_PAIRED);
  TlmFit line;

  g_return_val_if_fail (n <= TLM_FIT_MAX_SAMPLES, TLM_FIT_NONE);
  for (guint i = 0; i < some; i++) {
    guint at = some > 1 ? i * (n - 1) / (some - 1) : 0;
    some_times[i] = times[at];
    some_values[i] = values[at];
  }
  line = median_line (some_times, some_values, some);
  if (isnan (line.slope))
    return line;
  for (guint i = 0; i < some; i++)
    off[i] = off_line (&line, some_times[i], some_values[i]);
  return refine (&line, times, values, n, MAX (3 * DEVIATIONS * median (off, some), 2 * grain));
}

/* Triples of neighbours the grain is measured by. */
#define MAX_TRIPLES 1000

/* Where samples are rare, as many to each side are looked at instead. */
#define FEW_SAMPLES 10

TlmGrain
tlm_fit_grain (const TlmSeries *series, gint64 time_ns)
{
  double steps[MAX_TRIPLES], bends[MAX_TRIPLES];
  gssize first = tlm_series_find (series, time_ns - 30 * TLM_SECOND);
  gssize last = tlm_series_find (series, time_ns + 40 * TLM_SECOND);
  gsize stride, n = 0, bent = 0;

  if (last - first < FEW_SAMPLES) {
    first -= FEW_SAMPLES;
    last = MIN (last + FEW_SAMPLES, (gssize) tlm_series_length (series) - 1);
  }
  first = MAX (first, 0);
  stride = (gsize) MAX (last - first, 0) / MAX_TRIPLES + 1;
  for (gssize i = first; i + 2 <= last && n < MAX_TRIPLES; i += (gssize) stride) {
    double a = tlm_series_value (series, (gsize) i), b = tlm_series_value (series, (gsize) i + 1);
    double bend = fabs (tlm_series_value (series, (gsize) i + 2) - 2 * b + a);
    steps[n++] = tlm_duration_to_s (tlm_series_time (series, (gsize) i + 1) -
        tlm_series_time (series, (gsize) i));
    if (bend > 1e-9 * (fabs (a) + fabs (b)))
      bends[bent++] = bend;
  }
  return (TlmGrain) { n ? median (steps, (guint) n) : 0, bent ? median (bends, (guint) bent) : 0 };
}

/* A burn can be as short as this. */
#define MAX_SPEED_HALF_S 2.0

double
tlm_fit_half_width (const TlmGrain *grain, TlmQuantity quantity)
{
  double half = 0.5, least = 3 * grain->step_s;

  if (quantity == TLM_QUANTITY_LENGTH)
    half = sqrt (8 * grain->grain / 9.8);
  else if (quantity == TLM_QUANTITY_SPEED)
    half = MIN (4 * grain->grain / 5, MAX_SPEED_HALF_S);
  return MAX (CLAMP (half, 0.5, TLM_FIT_MAX_HALF_S), least);
}

/* Samples I to J around T, spread evenly, as seconds from T. */
static guint
gather (const TlmSeries *series, gsize i, gsize j, gint64 time_ns, double saturated,
    double *times, double *values)
{
  gsize n = j - i + 1, take = MIN (n, TLM_FIT_MAX_SAMPLES);
  guint count = 0;

  for (gsize k = 0; k < take; k++) {
    gsize at = i + (take > 1 ? k * (n - 1) / (take - 1) : 0);
    double value = tlm_series_value (series, at);
    if (value == saturated)
      continue;
    times[count] = tlm_duration_to_s (tlm_series_time (series, at) - time_ns);
    values[count++] = value;
  }
  return count;
}

/* A sample as near as none would be in a gap. */
static gboolean
is_near (const TlmSeries *series, gsize length, gint64 time_ns, double step_s)
{
  gssize before = tlm_series_find (series, time_ns);
  double reach = MAX (2, 3 * step_s) / 2;

  if (before >= 0 &&
      tlm_duration_to_s (time_ns - tlm_series_time (series, (gsize) before)) <= reach)
    return TRUE;
  return (gsize) (before + 1) < length &&
      tlm_duration_to_s (tlm_series_time (series, (gsize) (before + 1)) - time_ns) <= reach;
}

/* Where the rate of recording has just dropped, the window takes in more. */
static void
widen (const TlmSeries *series, gsize length, gint64 time_ns, double half_s, gssize *first,
    gssize *last)
{
  gint64 reach = (gint64) (MAX (2, 3 * half_s) * (double) TLM_SECOND);

  while (*last - *first + 1 < MIN_SAMPLES + 2) {
    gssize before = *last - *first;
    if (*first > 0 && time_ns - tlm_series_time (series, (gsize) *first - 1) <= reach)
      --*first;
    if ((gsize) *last + 1 < length && tlm_series_time (series, (gsize) *last + 1) - time_ns <= reach)
      ++*last;
    if (*last - *first == before)
      break;
  }
}

TlmFit
tlm_fit_at (const TlmSeries *series, gint64 time_ns, double half_s, const TlmGrain *grain,
    double saturated)
{
  double times[TLM_FIT_MAX_SAMPLES], values[TLM_FIT_MAX_SAMPLES];
  gint64 half = (gint64) (half_s * (double) TLM_SECOND);
  gsize length = tlm_series_length (series);
  gssize first, last;
  guint n;

  if (length < MIN_SAMPLES || time_ns < tlm_series_time (series, 0) ||
      time_ns > tlm_series_time (series, length - 1) ||
      !is_near (series, length, time_ns, grain->step_s))
    return TLM_FIT_NONE;
  first = tlm_series_find (series, time_ns - half - 1) + 1;
  last = tlm_series_find (series, time_ns + half);
  if (last - first + 1 < MIN_SAMPLES)
    widen (series, length, time_ns, half_s, &first, &last);
  if (last - first + 1 < MIN_SAMPLES)
    return TLM_FIT_NONE;
  n = gather (series, (gsize) first, (gsize) last, time_ns, saturated, times, values);
  return n < MIN_SAMPLES ? TLM_FIT_NONE : tlm_fit_line (times, values, n, grain->grain);
}
