/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "curve.h"

static double
chord (const Curve *curve, int i)
{
  return (curve->knot[i + 1].y - curve->knot[i].y) / (curve->knot[i + 1].x - curve->knot[i].x);
}

static double
inner_slope (const Curve *curve, int i)
{
  double left = chord (curve, i - 1), right = chord (curve, i);
  double wl = curve->knot[i].x - curve->knot[i - 1].x, wr = curve->knot[i + 1].x - curve->knot[i].x;

  if (left * right <= 0.0)
    return 0.0;
  return 3.0 * (wl + wr) / ((2.0 * wr + wl) / left + (wr + 2.0 * wl) / right);
}

Curve
curve_new (const Knot *knots, int n, double first_slope, double last_slope)
{
  Curve curve = { .n = n };

  for (int i = 0; i < n; i++)
    curve.knot[i] = knots[i];
  curve.slope[0] = first_slope;
  curve.slope[n - 1] = last_slope;
  for (int i = 1; i < n - 1; i++)
    curve.slope[i] = inner_slope (&curve, i);
  return curve;
}

double
curve_at (const Curve *curve, double x)
{
  const Knot *k = curve->knot;
  int i = 0;

  if (x <= k[0].x)
    return k[0].y;
  if (x >= k[curve->n - 1].x)
    return k[curve->n - 1].y;
  while (x >= k[i + 1].x)
    i++;
  double w = k[i + 1].x - k[i].x, u = (x - k[i].x) / w, v = 1.0 - u;
  return v * v * (1.0 + 2.0 * u) * k[i].y + u * u * (1.0 + 2.0 * v) * k[i + 1].y
      + w * u * v * (v * curve->slope[i] - u * curve->slope[i + 1]);
}
