/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/slope.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Samples looked at for the window, and most in one fit. */
#define MEASURED 256
#define FITTED 256
#define LONGEST (10 * TLM_SECOND)

static int
compare_numbers (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

/* The value below which FRACTION of N numbers lie; sorts them. 0 for none. */
static double
quantile (double *numbers, gsize n, double fraction)
{
  if (n == 0)
    return 0;
  qsort (numbers, n, sizeof *numbers, compare_numbers);
  return numbers[MIN ((gsize) (fraction * (double) n), n - 1)];
}

static gsize
spread (gsize k, gsize n, gsize last)
{
  return n >= last ? MIN (k, last - 1) : (gsize) ((double) k * (double) last / (double) n);
}

/* Width of the values' scatter as that of rounding to a step: 12^1/2 times the
 * deviation, which third differences show 20^1/2 times larger. The mean, cut
 * at the top, since most differences of a finely sampled staircase are 0. */
static double
scatter (const TlmSeries *series)
{
  double thirds[MEASURED], sum = 0;
  gsize length = tlm_series_length (series), n, kept;

  if (length < 8)
    return 0;
  n = MIN (length - 3, MEASURED);
  for (gsize k = 0; k < n; k++) {
    gsize i = spread (k, n, length - 3);
    thirds[k] = fabs (tlm_series_value (series, i + 3) - 3 * tlm_series_value (series, i + 2)
        + 3 * tlm_series_value (series, i + 1) - tlm_series_value (series, i));
  }
  qsort (thirds, n, sizeof thirds[0], compare_numbers);
  kept = n - n / 20;
  for (gsize k = 0; k < kept; k++)
    sum += thirds[k];
  return sqrt (12.0 / 20.0) * sum / (double) kept / 0.8;
}

/* The step that values are rounded to, when a fifth of neighbours are equal. */
static double
quantum (const TlmSeries *series)
{
  double steps[MEASURED];
  gsize length = tlm_series_length (series), n = MIN (length - 1, MEASURED), unequal = 0;

  for (gsize k = 0; k < n; k++) {
    gsize i = spread (k, n, length - 1);
    double step = fabs (tlm_series_value (series, i + 1) - tlm_series_value (series, i));
    if (step > 0)
      steps[unequal++] = step;
  }
  return unequal * 5 > n * 4 ? 0 : quantile (steps, unequal, 0.2);
}

/* A brisk slope, over fiftieths of the series: of those fiftieths in which it
 * changes by more than STEP. A vehicle that waits for most of its log is not to
 * be looked at as slowly as it waits. */
static double
brisk_slope (const TlmSeries *series, double step)
{
  double slopes[MEASURED];
  gsize length = tlm_series_length (series), apart = MAX (length / 50, 1);
  gsize n = MIN (length - apart, MEASURED), moving = 0;

  for (gsize k = 0; k < n; k++) {
    gsize i = spread (k, n, length - apart);
    double elapsed_s = tlm_duration_to_s (tlm_series_time (series, i + apart)
        - tlm_series_time (series, i));
    double change = fabs (tlm_series_value (series, i + apart) - tlm_series_value (series, i));
    if (change > step)
      slopes[moving++] = change / elapsed_s;
  }
  return quantile (slopes, moving, 0.8);
}

TlmDuration
tlm_slope_window (const TlmSeries *series)
{
  TlmDuration least;
  double step, slope;

  g_return_val_if_fail (series != NULL, 0);
  least = 2 * tlm_series_median_step (series);
  if (tlm_series_length (series) < 2 || least >= LONGEST)
    return least;
  step = fmax (scatter (series), quantum (series));
  slope = brisk_slope (series, step);
  if (step <= 0)
    return least;
  if (slope <= 0)
    return LONGEST;
  /* q / (2 w (2 w s / q)^1/2) = s / 100, solved for the half-width w. */
  return CLAMP ((TlmDuration) (fmin (10.8 * step / slope, 10.0) * 1e9), least, LONGEST);
}

typedef struct {
  const TlmSeries *series;
  gint64 centre_ns;
  gsize first, last;         /* inclusive */
  gsize stride;
  gboolean is_angle;
  double origin;             /* value that the others are told from */
} Window;

static gboolean
is_joined (const TlmSeries *series, gsize i)
{
  return tlm_series_time (series, i + 1) - tlm_series_time (series, i) <= tlm_series_gap (series);
}

/* The run of samples about index AT; FALSE when it is one alone. */
static gboolean
open_window (Window *window, gsize at, TlmDuration half_ns)
{
  const TlmSeries *series = window->series;
  gsize length = tlm_series_length (series);

  window->first = window->last = at;
  while (window->first > 0 && is_joined (series, window->first - 1) && (at - window->first < 1 ||
          window->centre_ns - tlm_series_time (series, window->first - 1) <= half_ns))
    window->first--;
  while (window->last + 1 < length && is_joined (series, window->last) &&
      (window->last - at < 2 ||
       tlm_series_time (series, window->last + 1) - window->centre_ns <= half_ns))
    window->last++;
  window->stride = (window->last - window->first) / FITTED + 1;
  window->origin = tlm_series_value (series, at);
  return window->last > window->first;
}

static void
sample_at (const Window *window, gsize i, double *x, double *y)
{
  double value = tlm_series_value (window->series, i) - window->origin;

  *x = tlm_duration_to_s (tlm_series_time (window->series, i) - window->centre_ns);
  *y = window->is_angle ? remainder (value, 360) : value;
}

/* A parabola c[0] + c[1] x + c[2] x^2. */
typedef struct {
  double c[3];
} Parabola;

static double
off (const Parabola *fit, double x, double y)
{
  return fabs (y - (fit->c[0] + x * (fit->c[1] + x * fit->c[2])));
}

/* Solves the normal equations; a straight line where they are no better. */
static Parabola
solve (const double s[5], const double b[3], double n)
{
  double m01 = s[1], m02 = s[2], m12 = s[3], m22 = s[4];
  double det = n * (m02 * m22 - m12 * m12) - m01 * (m01 * m22 - m12 * m02)
      + m02 * (m01 * m12 - m02 * m02);
  double line = n * m02 - m01 * m01;
  Parabola fit;

  if (n < 3 || det <= 1e-12 * n * m02 * m22) {
    double slope = line > 0 ? (n * b[1] - m01 * b[0]) / line : 0;
    return (Parabola) { { (b[0] - slope * m01) / n, slope, 0 } };
  }
  fit.c[0] = (b[0] * (m02 * m22 - m12 * m12) - m01 * (b[1] * m22 - m12 * b[2])
      + m02 * (b[1] * m12 - m02 * b[2])) / det;
  fit.c[1] = (n * (b[1] * m22 - m12 * b[2]) - b[0] * (m01 * m22 - m12 * m02)
      + m02 * (m01 * b[2] - b[1] * m02)) / det;
  fit.c[2] = (n * (m02 * b[2] - b[1] * m12) - m01 * (m01 * b[2] - b[1] * m02)
      + b[0] * (m01 * m12 - m02 * m02)) / det;
  return fit;
}

/* Fits the samples that are no further than FAR from WAS. */
static Parabola
fit_window (const Window *window, const Parabola *was, double far)
{
  double s[5] = { 0 }, b[3] = { 0 }, x, y;

  for (gsize i = window->first; i <= window->last; i += window->stride) {
    sample_at (window, i, &x, &y);
    if (was && off (was, x, y) > far)
      continue;
    s[0] += 1;
    s[1] += x;
    s[2] += x * x;
    s[3] += x * x * x;
    s[4] += x * x * x * x;
    b[0] += y;
    b[1] += x * y;
    b[2] += x * x * y;
  }
  return solve (s, b, s[0]);
}

static double
mean_off (const Window *window, const Parabola *fit)
{
  double sum = 0, x, y;
  gsize n = 0;

  for (gsize i = window->first; i <= window->last; i += window->stride, n++) {
    sample_at (window, i, &x, &y);
    sum += off (fit, x, y);
  }
  return sum / (double) n;
}

gboolean
tlm_slope_at (const TlmSeries *series, gint64 time_ns, TlmDuration half_window_ns,
    gboolean is_angle, double *slope_per_s)
{
  Window window = { .series = series, .centre_ns = time_ns, .is_angle = is_angle };
  Parabola fit;
  gssize at;

  g_return_val_if_fail (series != NULL && slope_per_s != NULL, FALSE);
  at = tlm_series_find (series, time_ns);
  if (at < 0)
    return FALSE;
  if ((gsize) at + 1 >= tlm_series_length (series) || !is_joined (series, at))
    window.centre_ns = tlm_series_time (series, at);
  if (!open_window (&window, at, half_window_ns))
    return FALSE;
  fit = fit_window (&window, NULL, 0);
  if (window.last - window.first >= 8)
    fit = fit_window (&window, &fit, 4 * mean_off (&window, &fit) + 1e-12);
  *slope_per_s = fit.c[1];
  return TRUE;
}
