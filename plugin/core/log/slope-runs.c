/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A series as runs of equal values, outward from an instant. */
#include <float.h>
#include <math.h>

#include "core/log/slope-private.h"

static double
value_at (const TlmSlopeWalk *walk, gsize i)
{
  double value = walk->samples[i].value - walk->origin;

  return walk->is_angle ? remainder (value, 360) : value;
}

static double
time_s (const TlmSlopeWalk *walk, gsize i)
{
  return tlm_duration_to_s (walk->samples[i].time_ns - walk->centre_ns);
}

/* A sample far outside its neighbours, which agree: a wrong digit. */
static gboolean
is_spike (const TlmSlopeWalk *walk, gsize i)
{
  double value, near[2], far[2], least, most;

  if (i < 2 || i + 2 >= walk->series->length)
    return FALSE;
  value = value_at (walk, i);
  near[0] = value_at (walk, i - 1);
  near[1] = value_at (walk, i + 1);
  if ((value - near[0]) * (value - near[1]) <= 0)
    return FALSE;
  far[0] = value_at (walk, i - 2);
  far[1] = value_at (walk, i + 2);
  least = MIN (near[0], near[1]);
  least = MIN (least, MIN (far[0], far[1]));
  most = MAX (near[0], near[1]);
  most = MAX (most, MAX (far[0], far[1]));
  return value > most + 4 * (most - least) || value < least - 4 * (most - least);
}

/* Whether there is a sample next to I on SIDE, not across a gap, and still to be
 * looked at. */
static gboolean
can_step (const TlmSlopeWalk *walk, TlmSlopeSide side, gsize i)
{
  if (walk->budget[side] == 0)
    return FALSE;
  return side == TLM_SLOPE_BEFORE ? i > 0 && tlm_series_joined (walk->series, i - 1)
      : i + 1 < walk->series->length && tlm_series_joined (walk->series, i);
}

/* Goes on from I to SIDE while the values are equal, wrong digits between them
 * left out, and makes RUN longer. */
static void
extend (TlmSlopeWalk *walk, TlmSlopeSide side, gsize i, TlmSlopeRun *run)
{
  const double value = walk->samples[i].value;
  gsize *end = side == TLM_SLOPE_BEFORE ? &run->first : &run->last;

  for (; can_step (walk, side, i); walk->budget[side]--) {
    i = side == TLM_SLOPE_BEFORE ? i - 1 : i + 1;
    if (walk->samples[i].value == value) {
      *end = i;
      run->length++;
    } else if (!is_spike (walk, i)) {
      break;
    }
  }
}

static void
set_times (const TlmSlopeWalk *walk, TlmSlopeRun *run)
{
  run->begin_s = time_s (walk, run->first);
  run->end_s = time_s (walk, run->last);
}

/* The next run on SIDE; FALSE when there is none. */
static gboolean
add_run (TlmSlopeWalk *walk, TlmSlopeSide side)
{
  guint n = walk->n_runs[side];
  const TlmSlopeRun *last = n > 0 ? &walk->runs[side][n - 1] : &walk->centre;
  TlmSlopeRun *run = &walk->runs[side][n];
  gsize i = side == TLM_SLOPE_BEFORE ? last->first : last->last;

  do {
    if (n == G_N_ELEMENTS (walk->runs[side]) || !can_step (walk, side, i))
      return FALSE;
    i = side == TLM_SLOPE_BEFORE ? i - 1 : i + 1;
  } while (is_spike (walk, i));
  *run = TLM_SLOPE_RUN (i, value_at (walk, i));
  extend (walk, side, i, run);
  set_times (walk, run);
  walk->n_runs[side]++;
  return TRUE;
}

gboolean
tlm_slope_need_runs (TlmSlopeWalk *walk, TlmSlopeSide side, guint n)
{
  while (walk->n_runs[side] < n && !walk->run_out[side])
    walk->run_out[side] = !add_run (walk, side);
  return walk->n_runs[side] >= n;
}

/* Where the samples that are equal to the one at I end on SIDE, in strides that
 * grow and then by bisection. */
static gsize
far_end (const TlmSlopeWalk *walk, TlmSlopeSide side, gsize i)
{
  const double value = walk->samples[i].value;
  const gsize most = side == TLM_SLOPE_BEFORE ? i : walk->series->length - 1 - i;
  gsize equal = 0, other = TLM_SLOPE_SAMPLES;

#define AT(n) walk->samples[side == TLM_SLOPE_BEFORE ? i - (n) : i + (n)].value
  while (other <= most && AT (other) == value) {
    equal = other;
    other *= 2;
  }
  other = MIN (other, most + 1);
  while (other - equal > 1) {
    gsize middle = equal + (other - equal) / 2;
    if (AT (middle) == value)
      equal = middle;
    else
      other = middle;
  }
#undef AT
  return side == TLM_SLOPE_BEFORE ? i - equal : i + equal;
}

/* The run at the instant. A long wait is followed to its end, as since when it
 * lasts and how far the value then was tells how well it rests. */
static void
find_centre (TlmSlopeWalk *walk, gsize at)
{
  walk->centre = TLM_SLOPE_RUN (at, 0);
  for (guint side = 0; side < 2; side++) {
    walk->budget[side] = TLM_SLOPE_SAMPLES;
    extend (walk, side, at, &walk->centre);
    if (walk->budget[side] > 0)
      continue;
    if (side == TLM_SLOPE_BEFORE)
      walk->centre.first = far_end (walk, side, walk->centre.first);
    else
      walk->centre.last = far_end (walk, side, walk->centre.last);
    walk->budget[side] = TLM_SLOPE_SAMPLES / 4;
  }
  set_times (walk, &walk->centre);
}

/* The greatest common divisor of two lengths that are known to within TOLERANCE
 * (Euclid), 0 when it is no greater than a few of those. */
static double
common_divisor (double a, double b, double tolerance)
{
  while (b > tolerance) {
    double rest = fabs (a - b * rint (a / b));
    a = b;
    b = rest;
  }
  return a > 4 * tolerance ? a : 0;
}

static double
grid_of (const double *steps, guint n, double tolerance)
{
  double grid = n > 0 ? steps[0] : 0;

  for (guint i = 1; i < n && grid > 0; i++)
    grid = common_divisor (fmax (grid, steps[i]), fmin (grid, steps[i]), tolerance);
  return grid;
}

/* Steps that values come in, by their unit: metres, feet, km/h, knots, miles/h. */
static const double units[] = { 1, 0.3048, 1 / 3.6, 1852 / 3600.0, 0.44704 };

/* Even motion steps by multiples of more than the grid (15, 45, 75 m), but read-outs
 * count by 1, 2 or 5 of something: the coarsest such part of STEP. STEP itself where
 * it is not of that kind at all, as those of binary fractions. */
static double
round_grid (double step)
{
  static const double counts[] = { 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02 };
  double coarsest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    double ten = pow (10, floor (log10 (step / units[i])));
    for (guint k = 0; k < G_N_ELEMENTS (counts); k++) {
      double grid = counts[k] * ten * units[i], times = step / grid;
      if (times > 0.999999 && fabs (times - rint (times)) < 1e-6 * times) {
        coarsest = MAX (coarsest, grid);
        break;
      }
    }
  }
  return coarsest > 0 ? coarsest : step;
}

/* The steps between runs near the instant are multiples of a grid, which a
 * decimal print may itself have rounded (1 km/h as 0.277, 0.278 m/s): then of
 * the coarser of the two, where it stands out. */
static void
find_quantum (TlmSlopeWalk *walk)
{
  double steps[2 * TLM_SLOPE_GRID_RUNS], most = 0, coarse;
  guint n = 0;

  for (int k = -TLM_SLOPE_GRID_RUNS; k < TLM_SLOPE_GRID_RUNS; k++) {
    const TlmSlopeRun *a = tlm_slope_run (walk, k), *b = tlm_slope_run (walk, k + 1);
    if (!a || !b)
      continue;
    steps[n] = fabs (a->value - b->value);
    most = fmax (most, steps[n++]);
  }
  walk->least_sigma = 1e-9 * most + DBL_MIN;
  walk->quantum = grid_of (steps, n, 64 * DBL_EPSILON * (fabs (walk->origin) + most));
  coarse = walk->quantum > 0 ? grid_of (steps, n, 1.1 * walk->quantum) : 0;
  if (coarse >= 10 * walk->quantum)
    walk->quantum = coarse;
  else if (walk->quantum > 0)
    walk->quantum = round_grid (walk->quantum);
}

void
tlm_slope_walk_begin (TlmSlopeWalk *walk, const TlmSeries *series, gsize at, gint64 centre_ns,
    gboolean is_angle)
{
  walk->samples = series->samples;
  walk->series = series;
  walk->centre_ns = centre_ns;
  walk->is_angle = is_angle;
  walk->origin = 0;
  walk->noise = -1;
  for (guint side = 0; side < 2; side++) {
    walk->n_runs[side] = walk->n_knots[side] = walk->n_emitted[side] = 0;
    walk->run_out[side] = FALSE;
  }
  if (is_spike (walk, at))
    at--;
  walk->origin = walk->samples[at].value;
  find_centre (walk, at);
  find_quantum (walk);
}
