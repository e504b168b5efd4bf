/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

#define NEWTON_MAX 8

/* How far @x is from what is wanted; every residual is scaled so that 1e-6 is good enough. */
typedef void (*NewtonFunc) (const double *x, double *residual, const void *data);

/* Finds @x (@n of them, at most NEWTON_MAX, holding a first guess) for which all residuals vanish, by
 * Newton's method with differences of @step[i]. False, with @x as good as it got, after 40 rounds. */
bool newton_solve (NewtonFunc func, const void *data, int n, const double *step, double *x);
