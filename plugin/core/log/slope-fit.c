/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Weighted parabolas, and how well their slopes are known. Two at a time: two numbers
 * fill a register on all machines. */
#include <math.h>

#include "core/log/slope-private.h"

void
tlm_slope_sum (const TlmSlopeKnot *knots, guint from, guint to, TlmSlopeSums *sums)
{
  TlmSlopeSums sum = sums[from];

  for (guint i = from; i < to; i++) {
    double weight = 1 / (knots[i].sigma * knots[i].sigma), x = knots[i].x_s, y = knots[i].y;
    TlmSlopePair square = { x * x, x * x }, power = { weight, weight * x }, value = { y, y };
    sum.rest += (TlmSlopePair) { weight * y * y, weight * weight };
    sum.s[0] += power;
    sum.b[0] += power * value;
    power *= square;
    sum.s[1] += power;
    sum.b[1] += power * value;
    power *= square;
    sum.s[2] += power;
    sum.s[3] += power * square;
    sums[i + 1] = sum;
  }
}

/* The sums of two windows side by side. */
typedef struct {
  TlmSlopePair s[7], b[4], yy, ww;
} Sums;

#define LOW(a, b) ((TlmSlopePair) { (a)[0], (b)[0] })
#define HIGH(a, b) ((TlmSlopePair) { (a)[1], (b)[1] })

static inline __attribute__ ((always_inline)) void
put_side_by_side (const TlmSlopeSums *const before[2], const TlmSlopeSums *const after[2],
    Sums *out)
{
  TlmSlopePair a, b;

#pragma GCC unroll 4
  for (int k = 0; k < 4; k++) {
    a = before[0]->s[k] + after[0]->s[k];
    b = before[1]->s[k] + after[1]->s[k];
    out->s[2 * k] = LOW (a, b);
    if (k < 3)
      out->s[2 * k + 1] = HIGH (a, b);
  }
#pragma GCC unroll 2
  for (int k = 0; k < 2; k++) {
    a = before[0]->b[k] + after[0]->b[k];
    b = before[1]->b[k] + after[1]->b[k];
    out->b[2 * k] = LOW (a, b);
    out->b[2 * k + 1] = HIGH (a, b);
  }
  a = before[0]->rest + after[0]->rest;
  b = before[1]->rest + after[1]->rest;
  out->yy = LOW (a, b);
  out->ww = HIGH (a, b);
}

/* Polynomials orthogonal over the knots, x^k and lower powers of x (COEFFICIENT), whose
 * sums of squares are NORM; PART is how much of each the values have. */
typedef struct {
  TlmSlopePair norm[4], part[4], inverse[4];
  TlmSlopePair coefficient[4][3];
} Polynomials;

/* By M D M^T = S, M a lower triangle with ones on its diagonal, and the inverse of M. */
static inline __attribute__ ((always_inline)) void
find_polynomials (const Sums *sums, Polynomials *out)
{
  TlmSlopePair m[4][3], one = { 1, 1 };

#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    TlmSlopePair left[3];
    out->norm[i] = sums->s[2 * i];
    out->part[i] = sums->b[i];
#pragma GCC unroll 3
    for (int j = 0; j < i; j++) {
      left[j] = sums->s[i + j];
#pragma GCC unroll 3
      for (int k = 0; k < j; k++)
        left[j] -= left[k] * m[j][k];
      m[i][j] = left[j] * out->inverse[j];
      out->norm[i] -= left[j] * m[i][j];
      out->part[i] -= m[i][j] * out->part[j];
    }
    out->inverse[i] = one / out->norm[i];
#pragma GCC unroll 3
    for (int j = i - 1; j >= 0; j--) {
      out->coefficient[i][j] = -m[i][j];
#pragma GCC unroll 3
      for (int k = j + 1; k < i; k++)
        out->coefficient[i][j] -= m[i][k] * out->coefficient[k][j];
    }
  }
}

/* The best of many windows is better than it is by chance: how much larger errors
 * are than what one window says (simulated flights, tests/core/log). */
#define CHOSEN 1.5

/* Knots of equal weight beyond those that make a parabola, below which nothing tells
 * how far it is off. */
#define LEAST_FREEDOM 0.05

/* A pair of yes and no: all bits of a number, or none. */
typedef gint64 Choice __attribute__ ((vector_size (16)));

/* The greater of both in each lane; B where that is not told. */
static inline TlmSlopePair
greater (TlmSlopePair a, TlmSlopePair b)
{
  Choice which = a > b;

  return (TlmSlopePair) ((which & (Choice) a) | (~which & (Choice) b));
}

/* Whether the knots make a parabola, and one more. EQUAL is how many knots of equal weight
 * would say as much, less three. */
static inline Choice
is_known (const Polynomials *p, const Sums *sums, TlmSlopePair equal)
{
  const TlmSlopePair zero = { 0, 0 };
  Choice known = equal >= LEAST_FREEDOM * sums->ww;

#pragma GCC unroll 4
  for (int i = 0; i < 4; i++)
    known &= p->norm[i] - 1e-11 * sums->s[2 * i] > zero;
  return known;
}

/* What the values have of the next higher polynomial is the bias of a fit without it,
 * as far as that shows; some of it may not where knots are few. What they are off
 * beyond their sigmas widens the error, and with little freedom that is not known
 * well. */
static inline __attribute__ ((always_inline)) void
make_parabolas (const Polynomials *p, const Sums *sums, const guint n[2],
    TlmSlopeWindow *const windows[2])
{
  const TlmSlopePair knots = { n[0], n[1] }, zero = { 0, 0 }, one = { 1, 1 };
  const TlmSlopePair freedom = 1 / (knots - 3), unseen = 4 / knots - 1;
  TlmSlopePair z0 = p->part[0] * p->inverse[0], z1 = p->part[1] * p->inverse[1];
  TlmSlopePair z2 = p->part[2] * p->inverse[2], z3 = p->part[3] * p->inverse[3];
  TlmSlopePair off = sums->yy - (z0 * p->part[0] + z1 * p->part[1] + z2 * p->part[2]);
  TlmSlopePair equal = sums->s[0] * sums->s[0] - 3 * sums->ww;
  TlmSlopePair factor = CHOSEN * CHOSEN * (1 + 0.5 * sums->ww / equal), bias = z3 * p->part[3];
  TlmSlopePair mean = (greater (off, zero) + 1e-13 * sums->yy) * freedom;
  TlmSlopePair excess = greater (mean, one), line = factor * p->inverse[1] * excess;
  TlmSlopePair parabola = factor * p->inverse[2] * excess;
  TlmSlopePair next = factor * p->inverse[3] * (greater (bias, excess) + unseen);
  TlmSlopePair c1 = z1 + p->coefficient[2][1] * z2;
  TlmSlopePair c0 = z0 + p->coefficient[1][0] * z1 + p->coefficient[2][0] * z2;
  Choice misfit = (mean > one) & ((mean - 1) * (mean - 1) > 32 * freedom);
  Choice known = is_known (p, sums, equal);

#pragma GCC unroll 2
  for (int lane = 0; lane < 2; lane++) {
    TlmSlopeWindow *window = windows[lane];
    window->c[0] = c0[lane];
    window->c[1] = c1[lane];
    window->c[2] = z2[lane];
    window->n = (guint) known[lane] & n[lane];
    window->excess = excess[lane];
    window->is_misfit = misfit[lane] != 0;
    window->square[0] = line[lane];
    window->square[1] = parabola[lane];
    window->square[2] = next[lane];
    window->turn[0] = p->coefficient[2][1][lane];
    window->turn[1] = p->coefficient[3][1][lane];
    window->turn[2] = p->coefficient[3][2][lane];
    window->part = 0;
  }
}

void
tlm_slope_fit_two (const TlmSlopeSums *const before[2], const TlmSlopeSums *const after[2],
    const guint n[2], TlmSlopeWindow *const windows[2])
{
  Polynomials polynomials;
  Sums sums;

  put_side_by_side (before, after, &sums);
  find_polynomials (&sums, &polynomials);
  make_parabolas (&polynomials, &sums, n, windows);
}

/* How many of the polynomials there are, as the knots may be fewer or stand together. */
static int
rank_of (const Polynomials *p, const Sums *sums, guint n)
{
  int most = (int) MIN (n, 4);

  for (int i = 0; i < most; i++)
    if (p->norm[i][0] <= 1e-11 * sums->s[2 * i][0])
      return i;
  return most;
}

/* A line where the parabola is the next higher polynomial, of which two knots know
 * nothing: then a part of the slope is the error. */
static void
make_line (const Polynomials *p, const Sums *sums, guint n, TlmSlopeWindow *window)
{
  const double factor = CHOSEN * CHOSEN * 1.5;
  double z0 = p->part[0][0] * p->inverse[0][0], z1 = p->part[1][0] * p->inverse[1][0];
  double off = sums->yy[0] - z0 * p->part[0][0] - z1 * p->part[1][0];

  *window = (TlmSlopeWindow) { .n = n, .c = { z0 + p->coefficient[1][0][0] * z1, z1 } };
  window->excess = n > 2 ? MAX (off + 1e-13 * sums->yy[0], 1) : 1;
  window->square[0] = factor * p->inverse[1][0] * window->excess;
  if (n == 2) {
    window->part = factor / 16;
    return;
  }
  window->turn[0] = p->coefficient[2][1][0];
  window->square[1] = factor * p->inverse[2][0] *
      (MAX (p->part[2][0] * p->part[2][0] * p->inverse[2][0], window->excess) - 1 + 4.0 / n);
}

gboolean
tlm_slope_fit_few (const TlmSlopeSums *before, const TlmSlopeSums *after, guint n,
    TlmSlopeWindow *window)
{
  const TlmSlopeSums *const all[2][2] = { { before, before }, { after, after } };
  TlmSlopeWindow other;
  Polynomials polynomials;
  Sums sums;

  put_side_by_side (all[0], all[1], &sums);
  find_polynomials (&sums, &polynomials);
  if (n < 2 || rank_of (&polynomials, &sums, n) < (int) MIN (n, 4))
    return FALSE;
  if (n > 3) {
    if (n == 4)
      sums.ww = (TlmSlopePair) { 0 };
    make_parabolas (&polynomials, &sums, (guint[]) { n, n },
        (TlmSlopeWindow *[]) { &other, window });
  } else {
    make_line (&polynomials, &sums, n, window);
  }
  return window->n > 0;
}
