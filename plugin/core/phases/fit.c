/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/fit.h"

#include <math.h>

/* Points whose pairs are looked at. */
#define MAX_PAIRED 31
#define MAX_PAIRS (MAX_PAIRED * (MAX_PAIRED - 1) / 2)
#define MIN_SAMPLES 5

/* Triples of neighbours the grain is measured by, the most of what a median is
 * taken of. */
#define MAX_TRIPLES 1000

static double
middle (double a, double b, double c)
{
  return MAX (MIN (a, b), MIN (MAX (a, b), c));
}

/* Those of VALUES that are under PIVOT go to the front of OUT, those over it to
 * its end, those equal to it nowhere. No branch hangs on a value, since on noise
 * each one would be guessed wrong half of the time. */
static void
part (const double *values, guint n, double pivot, double *out, guint *under, guint *over)
{
  guint low = 0, high = n;

  for (guint i = 0; i < n; i++) {
    double value = values[i];
    out[low] = value;
    out[high - 1] = value;
    low += value < pivot;
    high -= value > pivot;
  }
  *under = low;
  *over = n - high;
}

/* Values that tell where a rank may be, and how far off they may be: twice the
 * standard deviation of the median of so many. */
#define SAMPLE 25
#define SAMPLE_MARGIN 5
#define MIN_SAMPLED 100

/* Two of the N VALUES between which that of RANK most likely is. */
static void
bracket (const double *values, guint n, guint rank, double *low, double *high)
{
  double sample[SAMPLE];
  guint at = rank * SAMPLE / n;

  for (guint i = 0; i < SAMPLE; i++) {
    double value = values[i * (n - 1) / (SAMPLE - 1)];
    guint j;
    for (j = i; j > 0 && sample[j - 1] > value; j--)
      sample[j] = sample[j - 1];
    sample[j] = value;
  }
  *low = sample[at < SAMPLE_MARGIN ? 0 : at - SAMPLE_MARGIN];
  *high = sample[MIN (at + SAMPLE_MARGIN, SAMPLE - 1)];
}

/* Copies those from LOW to HIGH into OUT, gives how many, and how many are under
 * LOW. */
static guint
keep_between (const double *values, guint n, double low, double high, double *out, guint *under)
{
  guint kept = 0;

  *under = 0;
  for (guint i = 0; i < n; i++) {
    out[kept] = values[i];
    kept += (values[i] >= low) & (values[i] <= high);
    *under += values[i] < low;
  }
  return kept;
}

/* The value that would stand at RANK if the N VALUES were sorted: C. A. R.
 * Hoare, Comm. ACM 4 (1961) 321, from one array into the other, after most are
 * left out as in R. W. Floyd, R. L. Rivest, Comm. ACM 18 (1975) 165. */
static double
select_rank (const double *values, guint n, guint rank)
{
  double parts[2][MAX_TRIPLES];
  guint turn = 0, under, over;

  if (n >= MIN_SAMPLED) {
    double low, high;
    bracket (values, n, rank, &low, &high);
    over = keep_between (values, n, low, high, parts[turn], &under);
    if (rank >= under && rank < under + over) {
      values = parts[turn++];
      n = over;
      rank -= under;
    }
  }
  for (;; turn ^= 1) {
    double pivot = middle (values[0], values[n / 2], values[n - 1]);

    part (values, n, pivot, parts[turn], &under, &over);
    if (rank < under) {
      values = parts[turn];
      n = under;
    } else if (rank >= n - over) {
      values = parts[turn] + n - over;
      rank -= n - over;
      n = over;
    } else {
      return pivot;
    }
  }
}

/* The mean of the two in the middle of an even number. */
static double
median (const double *values, guint n)
{
  double upper = select_rank (values, n, n / 2), lower = -G_MAXDOUBLE;
  guint under = 0;

  if (n % 2)
    return upper;
  for (guint i = 0; i < n; i++)
    if (values[i] < upper) {
      under++;
      lower = MAX (lower, values[i]);
    }
  return under < n / 2 ? upper : (upper + lower) / 2;
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

/* What a break parts from the instant is no part of the fit. */
static void
clip (const TlmSeries *series, gint64 time_ns, gssize *first, gssize *last)
{
  gint64 from, to;

  tlm_series_stretch (series, time_ns, &from, &to);
  if (from != G_MININT64)
    *first = MAX (*first, tlm_series_find (series, from - 1) + 1);
  if (to != G_MAXINT64)
    *last = MIN (*last, tlm_series_find (series, to - 1));
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
  clip (series, time_ns, &first, &last);
  if (last - first + 1 < MIN_SAMPLES)
    return TLM_FIT_NONE;
  n = gather (series, (gsize) first, (gsize) last, time_ns, saturated, times, values);
  return n < MIN_SAMPLES ? TLM_FIT_NONE : tlm_fit_line (times, values, n, grain->grain);
}
