/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A knot of a curve. */
typedef struct { double x, y; } Knot;

#define CURVE_MAX_KNOTS 16

/* A smooth curve through knots, monotone between two of them: cubic Hermite pieces with the slopes of
 * Fritsch and Butland (SIAM J. Sci. Stat. Comput. 5, 1984). Constant outside. */
typedef struct {
  int n;                                /* 2 to CURVE_MAX_KNOTS */
  Knot knot[CURVE_MAX_KNOTS];           /* x rises */
  double slope[CURVE_MAX_KNOTS];
} Curve;

/* The curve through @n knots; the slopes at both ends are given. */
Curve curve_new (const Knot *knots, int n, double first_slope, double last_slope);

/* Its value at @x. */
double curve_at (const Curve *curve, double x);
