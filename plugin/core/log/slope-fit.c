/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The slope of a weighted parabola, and its error. */
#include <math.h>

#include "core/log/slope-private.h"

void
tlm_slope_sums_add (TlmSlopeSums *sums, const TlmSlopeKnot *knot)
{
  double w = 1 / (knot->sigma * knot->sigma), x = knot->x_s;

  sums->ww += w * w;
  sums->yy += w * knot->y * knot->y;
  for (int k = 0; k < 7; k++, w *= x) {
    sums->s[k] += w;
    if (k < 4)
      sums->b[k] += w * knot->y;
  }
  sums->n++;
}

void
tlm_slope_sums_join (TlmSlopeSums *sums, const TlmSlopeSums *other)
{
  for (int k = 0; k < 7; k++)
    sums->s[k] += other->s[k];
  for (int k = 0; k < 4; k++)
    sums->b[k] += other->b[k];
  sums->yy += other->yy;
  sums->ww += other->ww;
  sums->n += other->n;
}

/* By Cholesky the columns 1, x, x^2, x^3 become polynomials that are orthonormal
 * over the knots: z[k] is how much of the k-th one the values have (its standard
 * deviation is 1), g[k] the k-th one's slope at x = 0. Returns how many there
 * are, as the knots may be fewer or stand together. L is the lower triangle,
 * with the inverses of its diagonal. */
static int
orthogonal (const TlmSlopeSums *sums, double l[4][4], double z[4], double g[4])
{
  int most = (int) MIN (sums->n, 4);

  for (int i = 0; i < most; i++) {
    double left = sums->s[2 * i];
    for (int j = 0; j < i; j++) {
      double rest = sums->s[i + j];
      for (int k = 0; k < j; k++)
        rest -= l[i][k] * l[j][k];
      l[i][j] = rest * l[j][j];
      left -= l[i][j] * l[i][j];
    }
    if (left <= 1e-11 * sums->s[2 * i])
      return i;
    l[i][i] = 1 / sqrt (left);
    z[i] = sums->b[i];
    g[i] = i == 1;
    for (int k = 0; k < i; k++) {
      z[i] -= l[i][k] * z[k];
      g[i] -= l[i][k] * g[k];
    }
    z[i] *= l[i][i];
    g[i] *= l[i][i];
  }
  return most;
}

/* The coefficients of x^k. */
static void
find_coefficients (double l[4][4], const double z[4], int degree, double c[3])
{
  c[2] = degree == 2 ? z[2] * l[2][2] : 0;
  c[1] = (z[1] - (degree == 2 ? l[2][1] * c[2] : 0)) * l[1][1];
  c[0] = (z[0] - l[1][0] * c[1] - (degree == 2 ? l[2][0] * c[2] : 0)) * l[0][0];
}

/* The best of many windows is better than it is by chance: how much larger errors
 * are than what one window says (simulated flights, tests/core/log). */
#define CHOSEN 1.5

/* Knots of equal weight beyond those that make a parabola, below which nothing tells
 * how far it is off. */
#define LEAST_FREEDOM 0.05

/* How many knots of equal weight would say as much, less three; that of four knots
 * and fewer is not asked for. */
static double
equal_freedom (const TlmSlopeSums *sums)
{
  return sums->n > 4 ? sums->s[0] * sums->s[0] / sums->ww - 3 : 1;
}

/* What the values have of the next higher polynomial is the bias of a fit without it,
 * as far as that shows; some of it may not where knots are few. What they are off
 * beyond their sigmas widens the error, and with little freedom that is not known
 * well. */
gboolean
tlm_slope_fit (const TlmSlopeSums *sums, TlmSlopeFit *fit)
{
  double l[4][4], z[4], g[4], variance = 0, off = sums->yy, freedom, equal = equal_freedom (sums);
  int n = orthogonal (sums, l, z, g), degree = CLAMP (n - 2, 1, 2), next = degree + 1;

  if (n < 2 || n < (int) MIN (sums->n, 4) || equal < LEAST_FREEDOM)
    return FALSE;
  for (int k = 0; k <= degree; k++) {
    variance += g[k] * g[k];
    off -= z[k] * z[k];
  }
  off = MAX (off, 0) + 1e-13 * sums->yy;
  freedom = (double) sums->n - degree - 1;
  *fit = (TlmSlopeFit) { .n = sums->n, .excess = freedom > 0 ? MAX (off / freedom, 1) : 1,
    .is_misfit = freedom > 0 && off / freedom > 1 + 4 * sqrt (2 / freedom) };
  find_coefficients (l, z, degree, fit->c);
  fit->slope = fit->c[1];
  if (n > next)
    variance = variance * fit->excess +
        g[next] * g[next] * (MAX (z[next] * z[next], fit->excess) - 1 + 4.0 / sums->n);
  else
    variance += fit->slope * fit->slope / 16;
  fit->error = CHOSEN * sqrt (variance * (1 + 0.5 / equal));
  return TRUE;
}
