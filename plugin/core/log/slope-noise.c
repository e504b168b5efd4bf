/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How much the values of a series scatter about smooth motion. */
#include <math.h>

#include "core/log/slope-private.h"

/* The third of numbers of a normal distribution is less than this, in standard
 * deviations. The third and not the half, as corners of the motion make some of
 * the differences large. */
#define LOWER_THIRD 0.4307

/* So many equal samples rest: what begins and ends there is motion, and no scatter. */
#define RESTS 8

/* The third divided difference of the run K and the next three, by which a parabola
 * does not show, as a multiple of one value's standard deviation. NaN where there are
 * not so many, or one of them rests between others. */
static double
third_difference (TlmSlopeWalk *walk, int k)
{
  TlmSlopeRun *first = tlm_slope_run (walk, k);
  double x[4], y[4], sum = 0, square = 0;

  if (!first || !tlm_slope_run (walk, k + 3))
    return NAN;
  if (!isnan (first->third))
    return first->third;
  for (int i = 0; i < 4; i++) {
    const TlmSlopeRun *run = tlm_slope_run (walk, k + i);
    x[i] = tlm_duration_to_s (run->begin_ns - first->begin_ns + run->end_ns - first->begin_ns) / 2;
    y[i] = tlm_slope_apart (walk, first->value, run->value);
    if (run->length >= RESTS)
      return NAN;
  }
  for (int i = 0; i < 4; i++) {
    double product = 1, part;
    for (int j = 0; j < 4; j++)
      product *= i == j ? 1 : x[i] - x[j];
    part = 1 / product;
    sum += y[i] * part;
    square += part * part;
  }
  first->third = sum / sqrt (square);
  return first->third;
}

/* The number that a third of N, up to 3 MOST, are less than. */
#define MOST 6
static double
lower_third (const double *numbers, guint n)
{
  double least[MOST + 1];
  guint wanted = n / 3 + 1, found = 0;

  for (guint i = 0; i < n; i++) {
    guint j = found;
    if (found == wanted && numbers[i] >= least[wanted - 1])
      continue;
    if (found < wanted)
      found++;
    else
      j--;
    for (; j > 0 && least[j - 1] > numbers[i]; j--)
      least[j] = least[j - 1];
    least[j] = numbers[i];
  }
  return least[wanted - 1];
}
G_STATIC_ASSERT (2 * TLM_SLOPE_NOISE_RUNS / 3 + 1 <= MOST + 1);

/* Third differences of noise change sign three times out of four; where they do
 * so less than two times out of five it is the motion that is seen. */
double
tlm_slope_noise (TlmSlopeWalk *walk)
{
  double off[2 * TLM_SLOPE_NOISE_RUNS], was = 0;
  guint n = 0, turns = 0;
  gboolean has_all;

  if (walk->noise >= 0)
    return walk->noise;
  has_all = tlm_slope_run (walk, -TLM_SLOPE_NOISE_RUNS) &&
      tlm_slope_run (walk, TLM_SLOPE_NOISE_RUNS);
  for (int k = -TLM_SLOPE_NOISE_RUNS; k <= TLM_SLOPE_NOISE_RUNS - 3; k++) {
    double difference = has_all ? tlm_slope_run_of (walk, walk->centre + k)->third : NAN;
    if (isnan (difference))
      difference = third_difference (walk, k);
    if (isnan (difference))
      continue;
    turns += difference * was < 0;
    off[n++] = fabs (difference);
    was = difference;
  }
  walk->noise = n >= 5 && turns * 5 >= n * 2 ? lower_third (off, n) / LOWER_THIRD : 0;
  return walk->noise;
}
