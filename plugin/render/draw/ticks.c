/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/ticks.h"

#include <math.h>

/* What is this close to a round number is it. */
#define CLOSE 1e-9

static double
find_round (double value, const double *mantissas, guint n)
{
  double power = pow (10, floor (log10 (value)));

  for (guint i = 0; i < n; i++)
    if (mantissas[i] * power >= value * (1 - CLOSE))
      return mantissas[i] * power;
  return 10 * power;
}

double
tlr_ticks_step (double range, double most)
{
  static const double mantissas[] = { 1, 2, 5 };

  g_return_val_if_fail (range > 0 && isfinite (range) && most >= 1, 1);
  return find_round (range / most, mantissas, G_N_ELEMENTS (mantissas));
}

double
tlr_ticks_ceiling (double value)
{
  static const double mantissas[] = { 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 };

  g_return_val_if_fail (value > 0 && isfinite (value), 1);
  return find_round (value, mantissas, G_N_ELEMENTS (mantissas));
}

guint
tlr_ticks_parts (double step)
{
  double power;

  g_return_val_if_fail (step > 0, 1);
  power = pow (10, floor (log10 (step) + CLOSE));
  return fabs (step / power - 2) < 0.5 ? 4 : 5;
}

guint
tlr_ticks_decimals (double step)
{
  g_return_val_if_fail (step > 0, 0);
  return (guint) CLAMP (-floor (log10 (step) + CLOSE), 0, 9);
}

gint64
tlr_ticks_first (double value, double step)
{
  g_return_val_if_fail (step > 0, 0);
  return (gint64) ceil (value / step - CLOSE);
}
