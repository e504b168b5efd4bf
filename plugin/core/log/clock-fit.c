/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/clock-fit.h"

#include <math.h>
#include <stdlib.h>

#include "core/log/clock-watch.h"

/* Pairs between which slopes are taken, spread over all: 45 000 slopes. */
#define MOST_SLOPED 300

/* A standard deviation of a normal distribution from its median absolute one. */
#define SIGMA_OF_MAD 1.4826
#define OUTLIER_MADS 5

static const TlmClockLimits limits = {
  .agree_ns = TLM_SECOND,
  .steady_ns = 2 * TLM_SECOND / 5,
  .settle_ns = TLM_SECOND,
  .early_ns = 5 * TLM_SECOND,
};

/* A pair less the first one, so that doubles hold it. */
typedef struct {
  double media, offset;    /* ns; OFFSET is instant less media time */
} Point;

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Sorts VALUES. */
static double
median (double *values, gsize n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* FALSE when all are at one media time. */
static gboolean
median_slope (const Point *points, gsize n, double *slope)
{
  gsize used = MIN (n, MOST_SLOPED), count = 0;
  g_autofree double *slopes = g_new (double, used * (used - 1) / 2);

  for (gsize i = 0; i < used; i++) {
    const Point *a = &points[i * n / used];
    for (gsize j = i + 1; j < used; j++) {
      const Point *b = &points[j * n / used];
      if (b->media != a->media)
        slopes[count++] = (b->offset - a->offset) / (b->media - a->media);
    }
  }
  if (count > 0)
    *slope = median (slopes, count);
  return count > 0;
}

/* Keeps the points that are near the line of SLOPE through their middle; returns
 * how many. */
static gsize
keep_near (Point *points, gsize n, double slope, TlmDuration resolution_ns)
{
  g_autofree double *rest = g_new (double, n), *spread = g_new (double, n);
  double middle, limit;
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    spread[i] = rest[i] = points[i].offset - slope * points[i].media;
  middle = median (spread, n);
  for (gsize i = 0; i < n; i++)
    spread[i] = fabs (rest[i] - middle);
  limit = MAX (OUTLIER_MADS * SIGMA_OF_MAD * median (spread, n), 2 * (double) MAX (resolution_ns, 1));
  for (gsize i = 0; i < n; i++)
    if (fabs (rest[i] - middle) <= limit)
      points[kept++] = points[i];
  return kept;
}

/* Least squares about the mean; N at least 3. */
static gboolean
fit_line (const Point *points, gsize n, const TlmClockPair *origin, TlmClockFit *fit)
{
  double media = 0, offset = 0, xx = 0, xy = 0, rest = 0, slope;

  for (gsize i = 0; i < n; i++) {
    media += points[i].media / (double) n;
    offset += points[i].offset / (double) n;
  }
  for (gsize i = 0; i < n; i++) {
    xx += (points[i].media - media) * (points[i].media - media);
    xy += (points[i].media - media) * (points[i].offset - offset);
  }
  if (xx <= 0)
    return FALSE;
  slope = xy / xx;
  for (gsize i = 0; i < n; i++) {
    double error = points[i].offset - offset - slope * (points[i].media - media);
    rest += error * error;
  }
  rest /= (double) (n - 2);
  fit->drift_ppm = 1e6 * slope;
  fit->drift_error_ppm = 1e6 * sqrt (rest / xx);
  fit->noise_ns = sqrt (rest);
  fit->media_ns = origin->media_ns + llround (media);
  fit->instant = origin->instant + llround (media) +
      llround (offset + slope * (rint (media) - media));
  return TRUE;
}

static void
find_span (const Point *points, gsize n, gint64 origin_ns, TlmClockFit *fit)
{
  double first = points[0].media, last = first;

  for (gsize i = 1; i < n; i++) {
    first = MIN (first, points[i].media);
    last = MAX (last, points[i].media);
  }
  fit->first_ns = origin_ns + llround (first);
  fit->last_ns = origin_ns + llround (last);
}

static int
by_media (const void *a, const void *b)
{
  gint64 x = ((const TlmClockPair *) a)->media_ns, y = ((const TlmClockPair *) b)->media_ns;

  return (x > y) - (x < y);
}

/* A stretch of pairs. */
typedef struct {
  gsize from, n;
} Stretch;

static void
keep_longer (Stretch *longest, gsize from, gsize to)
{
  if (to - from > longest->n)
    *longest = (Stretch) { from, to - from };
}

/* The longest stretch of N PAIRS, in order of media time, in which the telemetry's clock does
 * not step; FIT receives the steps. */
static Stretch
find_stretch (const TlmClockPair *pairs, gsize n, TlmClockFit *fit)
{
  Stretch longest = { 0, 0 };
  TlmClockWatch watch = { 0 };
  gsize from = 0, doubted = 0;

  for (gsize i = 0; i < n; i++) {
    TlmClockVerdict verdict = tlm_clock_watch_note (&watch, &limits, pairs[i].instant,
        pairs[i].media_ns);
    if (verdict == TLM_CLOCK_DOUBTED && watch.others.n == 1)
      doubted = i;
    if (verdict != TLM_CLOCK_STEPPED)
      continue;
    if (fit->n_steps++ == 0) {
      fit->step_media_ns = pairs[doubted].media_ns;
      fit->step_ns = watch.step_ns;
    }
    keep_longer (&longest, from, doubted);
    from = doubted;
  }
  keep_longer (&longest, from, n);
  return longest;
}

/* The line through pairs between which no clock steps. */
static gboolean
fit_pairs (const TlmClockPair *pairs, gsize n, TlmDuration resolution_ns, TlmClockFit *fit)
{
  g_autofree Point *points = NULL;
  TlmClockFit found = *fit;
  double slope;
  gsize kept;

  if (n < 3)
    return FALSE;
  points = g_new (Point, n);
  for (gsize i = 0; i < n; i++) {
    gint64 media, moved;
    if (__builtin_sub_overflow (pairs[i].media_ns, pairs[0].media_ns, &media) ||
        __builtin_sub_overflow (pairs[i].instant, pairs[0].instant, &moved) ||
        __builtin_sub_overflow (moved, media, &moved))
      return FALSE;
    points[i] = (Point) { (double) media, (double) moved };
  }
  if (!median_slope (points, n, &slope))
    return FALSE;
  kept = keep_near (points, n, slope, resolution_ns);
  if (kept < 3 || !fit_line (points, kept, pairs, &found))
    return FALSE;
  found.n_outliers = found.n - kept;
  find_span (points, kept, pairs[0].media_ns, &found);
  found.drift_error_ppm = hypot (found.drift_error_ppm, 1e6 * (double) resolution_ns / 2 /
      (double) (found.last_ns - found.first_ns));
  *fit = found;
  return TRUE;
}

gboolean
tlm_clock_fit (const TlmClockPair *pairs, gsize n, TlmDuration resolution_ns, TlmClockFit *fit)
{
  g_autofree TlmClockPair *sorted = NULL;
  TlmClockFit found = { .n = n };
  Stretch stretch;

  g_return_val_if_fail (fit != NULL && (pairs != NULL || n == 0), FALSE);
  if (n < 3)
    return FALSE;
  sorted = g_memdup2 (pairs, n * sizeof *pairs);
  qsort (sorted, n, sizeof *sorted, by_media);
  stretch = find_stretch (sorted, n, &found);
  if (!fit_pairs (sorted + stretch.from, stretch.n, resolution_ns, &found))
    return FALSE;
  *fit = found;
  return TRUE;
}

TlmInstant
tlm_clock_fit_at (const TlmClockFit *fit, gint64 media_ns)
{
  gint64 apart, instant;

  g_return_val_if_fail (fit != NULL, TLM_TIME_NONE);
  if (__builtin_sub_overflow (media_ns, fit->media_ns, &apart) ||
      __builtin_add_overflow (fit->instant, apart, &instant) ||
      __builtin_add_overflow (instant, llround (fit->drift_ppm * 1e-6 * (double) apart), &instant))
    return TLM_TIME_NONE;
  return instant;
}

gboolean
tlm_clock_fit_has_drift (const TlmClockFit *fit)
{
  g_return_val_if_fail (fit != NULL, FALSE);
  return fabs (fit->drift_ppm) > 2 * fit->drift_error_ppm;
}
