/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/axis.h"

#include <math.h>

#include "core/time/elapsed.h"
#include "render/draw/ticks.h"

/* A tick may miss the end by what arithmetic loses, in steps. */
#define SLACK 1e-6

#define DAY 86400.0

/* Seconds whose nanoseconds fit 64 bits. */
#define FAR_S 9e9

static const double time_steps[] = {
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, DAY,
};

static double
decimal_step (double least)
{
  return tlr_ticks_step (least, 1);
}

static double
time_step (double least)
{
  for (guint i = 0; i < G_N_ELEMENTS (time_steps); i++)
    if (time_steps[i] >= least - SLACK)
      return time_steps[i];
  return DAY * decimal_step (least / DAY);
}

static TlrAxis
fit (double low, double high, guint intervals, gboolean round, double (*step_for) (double))
{
  TlrAxis axis = { 0, 1, 1, 0 };

  if (!isfinite (low) || !isfinite (high) || !(high > low))
    return axis;
  axis.step = step_for ((high - low) / MAX (intervals, 1));
  if (round) {
    /* Rounding out may add an interval; then the next larger step is taken. */
    for (guint i = 0; i < 3; i++) {
      axis.low = floor (low / axis.step + SLACK) * axis.step;
      axis.high = ceil (high / axis.step - SLACK) * axis.step;
      if ((axis.high - axis.low) / axis.step <= MAX (intervals, 1) + SLACK)
        break;
      axis.step = step_for (axis.step * 1.01);
    }
    axis.low = floor (low / axis.step + SLACK) * axis.step;
    axis.high = ceil (high / axis.step - SLACK) * axis.step;
  } else {
    axis.low = low;
    axis.high = high;
  }
  return axis;
}

TlrAxis
tlr_axis_fit (double low, double high, guint intervals, gboolean round)
{
  TlrAxis axis = fit (low, high, intervals, round, decimal_step);

  axis.decimals = tlr_ticks_decimals (axis.step);
  return axis;
}

/* Under a second they are those of any number. */
TlrAxis
tlr_axis_fit_time (double low_s, double high_s, guint intervals, gboolean round)
{
  if (isfinite (high_s - low_s) && high_s - low_s < MAX (intervals, 1))
    return tlr_axis_fit (low_s, high_s, intervals, round);
  return fit (low_s, high_s, intervals, round, time_step);
}

static double
first_index (const TlrAxis *axis)
{
  return ceil (axis->low / axis->step - SLACK);
}

guint
tlr_axis_n_ticks (const TlrAxis *axis)
{
  return (guint) MAX (floor (axis->high / axis->step + SLACK) - first_index (axis) + 1, 0);
}

double
tlr_axis_tick (const TlrAxis *axis, guint index)
{
  double tick = (first_index (axis) + index) * axis->step;

  return tick == 0 ? 0 : tick;   /* no minus zero */
}

double
tlr_axis_part (const TlrAxis *axis, double value)
{
  return (value - axis->low) / (axis->high - axis->low);
}

/* How a tick of the axis is written. */
static TlmElapsedFormat
tick_format (const TlrAxis *axis, gboolean of_day)
{
  gboolean hours = of_day || MAX (fabs (axis->low), fabs (axis->high)) >= 3600;
  gboolean minutes = fmod (axis->step, 60) == 0;
  TlmElapsedFormat format = { .style = TLM_ELAPSED_MINUTES, .true_minus = TRUE };

  if (axis->decimals > 0) {
    format.style = TLM_ELAPSED_NUMBER;
    format.decimals = axis->decimals;
  } else if (axis->step >= DAY && !of_day) {
    format.style = TLM_ELAPSED_DAYS;
  } else if (hours) {
    format.style = minutes ? TLM_ELAPSED_HOURS_MINUTES : TLM_ELAPSED_HOURS;
  }
  return format;
}

/* Ticks are whole steps, at least of a nanosecond: what arithmetic lost is no span. */
const char *
tlr_axis_time_label (const TlrAxis *axis, double seconds, gboolean of_day, char *buf, gsize size)
{
  TlmElapsedFormat format = tick_format (axis, of_day);
  gsize length, zero = 0;

  if (of_day && axis->decimals == 0)
    seconds -= floor (seconds / DAY) * DAY;
  TlmDuration tick = (TlmDuration) llround (CLAMP (seconds, -FAR_S, FAR_S) * TLM_SECOND);
  if (of_day && axis->decimals == 0 && tick < 36000 * TLM_SECOND && size > 1)
    buf[zero++] = '0';
  length = tlm_elapsed_print (tick, &format, buf + zero, size - zero);
  if (length > 0 && format.style == TLM_ELAPSED_DAYS)
    g_strlcat (buf, " d", size);
  return buf;
}
