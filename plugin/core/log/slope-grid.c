/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The grid that values near an instant are rounded to. */
#include <float.h>
#include <math.h>

#include "core/log/slope-private.h"

/* The next whole number, for what is less than 2^51: without a call where numbers are kept to
 * 53 bits. */
static inline double
nearest (double number)
{
  const double shift = 0x1.8p52;

  return FLT_EVAL_METHOD == 0 ? (number + shift) - shift : rint (number);
}

/* A length, and what it may be wrong by. */
typedef struct {
  double size, error;
} Length;

/* The greatest common divisor of two lengths (Euclid): what is left of the longer one is
 * wrong by as many errors of the shorter one as that goes into it. 0 when it is no greater
 * than a few errors. */
static Length
common_divisor (Length a, Length b)
{
  if (a.size < b.size)
    return common_divisor (b, a);
  while (b.size > b.error) {
    double times = nearest (a.size / b.size);
    Length rest = { fabs (a.size - b.size * times), a.error + b.error * times };
    a = b;
    b = rest;
  }
  return a.size > 4 * a.error ? a : (Length) { 0, 0 };
}

/* Most steps are multiples of what is had of those before. */
static double
grid_of (const double *steps, guint n, double tolerance)
{
  Length grid = { n > 0 ? steps[0] : 0, tolerance };
  double inverse = 1 / grid.size;

  for (guint i = 1; i < n && grid.size > 0; i++) {
    double times = nearest (steps[i] * inverse);
    if (times > 0 && fabs (steps[i] - grid.size * times) <= tolerance + grid.error * times)
      continue;
    grid = common_divisor (grid, (Length) { steps[i], tolerance });
    inverse = 1 / grid.size;
  }
  return grid.size;
}

/* Steps that values come in, by their unit: metres, feet, km/h, knots, miles/h; and the
 * decimal logarithms of those. */
static const struct {
  double size, log;
} units[] = {
  { .size = 1, .log = 0 },
  { .size = 0.3048, .log = -0.51598504 },
  { .size = 1 / 3.6, .log = -0.55630250 },
  { .size = 0.514444444444444444, .log = -0.28866152 },
  { .size = 0.44704, .log = -0.34965362 },
};

static double
power_of_ten (double exponent)
{
  static const double powers[] = { 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4 };

  return exponent >= -6 && exponent <= 4 ? powers[(int) exponent + 6] : pow (10, exponent);
}

/* Even motion steps by multiples of more than the grid (15, 45, 75 m), but read-outs
 * count by 1, 2 or 5 of something: the coarsest such part of STEP. STEP itself where
 * it is not of that kind at all, as those of binary fractions. */
static double
round_grid (double step)
{
  static const double counts[] = { 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02 };
  double coarsest = 0, log = log10 (step);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    double ten = power_of_ten (floor (log - units[i].log + 1e-6)) * units[i].size;
    for (guint k = 0; k < G_N_ELEMENTS (counts); k++) {
      double grid = counts[k] * ten, times = step / grid;
      if (times > 0.999999 && fabs (times - nearest (times)) < 1e-6 * times) {
        coarsest = MAX (coarsest, grid);
        break;
      }
    }
  }
  return coarsest > 0 ? coarsest : step;
}

/* Whether values are counted in GRID: they go on by more than one of it at once, or stand until the next one. What goes
 * on by one of it with each sample is even motion. */
static gboolean
is_counted (TlmSlopeWalk *walk, const double *steps, guint n, double grid)
{
  guint stand = 0;

  for (guint i = 0; i < n; i++)
    if (steps[i] > 1.5 * grid)
      return TRUE;
  for (int k = -TLM_SLOPE_GRID_RUNS; k <= TLM_SLOPE_GRID_RUNS; k++) {
    const TlmSlopeRun *run = tlm_slope_run (walk, k);
    stand += run && run->length > 1;
  }
  return 2 * stand > n;
}

/* The steps between runs near the instant are multiples of a grid, which a
 * decimal print may itself have rounded (1 km/h as 0.277, 0.278 m/s): then of
 * the coarser of the two, where it stands out. */
void
tlm_slope_find_quantum (TlmSlopeWalk *walk)
{
  double steps[2 * TLM_SLOPE_GRID_RUNS], most = 0, coarse;
  guint n = 0;

  for (int k = -TLM_SLOPE_GRID_RUNS; k < TLM_SLOPE_GRID_RUNS; k++) {
    const TlmSlopeRun *a = tlm_slope_run (walk, k), *b = tlm_slope_run (walk, k + 1);
    if (!a || !b)
      continue;
    steps[n] = fabs (tlm_slope_apart (walk, a->value, b->value));
    most = MAX (most, steps[n]);
    n++;
  }
  walk->least_sigma = 1e-9 * most + DBL_MIN;
  walk->quantum = grid_of (steps, n, 8 * DBL_EPSILON *
          (fabs (tlm_slope_run (walk, 0)->value) + most));
  coarse = walk->quantum > 0 ? grid_of (steps, n, 1.1 * walk->quantum) : 0;
  if (coarse >= 10 * walk->quantum && is_counted (walk, steps, n, coarse))
    walk->quantum = coarse;
  else if (walk->quantum > 0)
    walk->quantum = round_grid (walk->quantum);
}
