/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/vec.h"

G_BEGIN_DECLS

/* Most nodes of one interpolation. */
#define TLM_INTERPOLATE_MAX_NODES 16

/* A polynomial's value and its first and second derivative at one time. */
typedef struct {
  TlmVec3 value, rate, rate2;
} TlmPolynomialValue;

/* The polynomial of degree N - 1 through N nodes (1 to 16) at times_s, strictly
 * increasing and near 0 (seconds from the nearest node keep the precision), at
 * AT_S: Newton's form (Press et al., Numerical Recipes, 3rd ed., 3.5.1 with the
 * divided differences of Abramowitz and Stegun 25.2.26). Pure, no allocation. */
TlmPolynomialValue tlm_lagrange_interpolate (guint n, const double *times_s,
    const TlmVec3 *values, double at_s);

/* The polynomial of degree 2 N - 1 that has the values and the rates of N nodes:
 * Newton's form with each node taken twice (Burden and Faires, Numerical
 * Analysis, algorithm 3.3). Pure, no allocation. */
TlmPolynomialValue tlm_hermite_interpolate (guint n, const double *times_s,
    const TlmVec3 *values, const TlmVec3 *rates, double at_s);

G_END_DECLS
