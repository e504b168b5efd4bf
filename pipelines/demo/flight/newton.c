/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newton.h"

#include <math.h>

typedef double Matrix[NEWTON_MAX][NEWTON_MAX + 1];

static void
swap_rows (Matrix m, int a, int b, int n)
{
  for (int k = 0; k <= n; k++) {
    double keep = m[a][k];
    m[a][k] = m[b][k];
    m[b][k] = keep;
  }
}

/* Gauss and Jordan with row pivots; the right-hand side is column @n. */
static void
eliminate (Matrix m, int n)
{
  for (int col = 0; col < n; col++) {
    int best = col;
    for (int row = col + 1; row < n; row++)
      if (fabs (m[row][col]) > fabs (m[best][col]))
        best = row;
    swap_rows (m, col, best, n);
    for (int row = 0; row < n; row++) {
      double k = row == col ? 0.0 : m[row][col] / m[col][col];
      for (int i = col; i <= n; i++)
        m[row][i] -= k * m[col][i];
    }
  }
}

static double
largest (const double *v, int n)
{
  double most = 0.0;

  for (int i = 0; i < n; i++)
    most = fmax (most, fabs (v[i]));
  return most;
}

bool
newton_solve (NewtonFunc func, const void *data, int n, const double *step, double *x)
{
  double here[NEWTON_MAX], there[NEWTON_MAX];
  Matrix m;

  for (int round = 0; round < 40; round++) {
    func (x, here, data);
    if (largest (here, n) < 1e-6)
      return true;
    for (int col = 0; col < n; col++) {
      double keep = x[col];
      x[col] += step[col];
      func (x, there, data);
      x[col] = keep;
      for (int row = 0; row < n; row++)
        m[row][col] = (there[row] - here[row]) / step[col];
    }
    for (int row = 0; row < n; row++)
      m[row][n] = here[row];
    eliminate (m, n);
    for (int i = 0; i < n; i++) {
      double move = m[i][n] / m[i][i], most = 50.0 * step[i];
      x[i] -= fmin (fmax (move, -most), most);
    }
  }
  return false;
}
