/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The value of a series between its samples. */
#include <math.h>

#include "core/log/series-private.h"
#include "core/time/sum.h"

static gboolean
joined (const TlmSeries *series, gsize first)
{
  return first + 1 < series->length && tlm_series_joined (series, first);
}

static double
step_s (const TlmSeries *series, gsize first)
{
  return tlm_duration_to_s (series->samples[first + 1].time_ns - series->samples[first].time_ns);
}

static double
secant (const TlmSeries *series, gsize first)
{
  return (series->samples[first + 1].value - series->samples[first].value) /
      step_s (series, first);
}

/* Slope at a node inside a run, Fritsch and Butland (1984) eq. 4; at the end of
 * a run the secant, which keeps the end interval monotone. */
static double
node_slope (const TlmSeries *series, gsize node)
{
  gboolean before = node > 0 && joined (series, node - 1);
  gboolean after = joined (series, node);
  double left, right, h_left, h_right;

  if (!before || !after)
    return before ? secant (series, node - 1) : secant (series, node);
  left = secant (series, node - 1);
  right = secant (series, node);
  if (left * right <= 0)
    return 0;
  h_left = step_s (series, node - 1);
  h_right = step_s (series, node);
  return 3 * (h_left + h_right) /
      ((2 * h_right + h_left) / left + (h_right + 2 * h_left) / right);
}

static double
pchip (const TlmSeries *series, gsize i, double fraction)
{
  double h = step_s (series, i);
  double y0 = series->samples[i].value, y1 = series->samples[i + 1].value;
  double m0 = node_slope (series, i) * h, m1 = node_slope (series, i + 1) * h;
  double u = 1 - fraction, f2 = fraction * fraction;

  return y0 + f2 * (3 - 2 * fraction) * (y1 - y0) + fraction * u * (u * m0 - fraction * m1);
}

static double
linear_angle (double from_deg, double to_deg, double fraction)
{
  double arc = remainder (to_deg - from_deg, 360);
  double angle = from_deg + fraction * arc;

  if (angle > 180 && from_deg <= 180 && to_deg <= 180)
    return angle - 360;
  if (angle < -180)
    return angle + 360;
  if (angle < 0 && from_deg >= 0 && to_deg >= 0)
    return angle + 360;
  return angle >= 360 ? angle - 360 : angle;
}

static double
interpolate (const TlmSeries *series, gsize i, double fraction, TlmInterpolation interpolation)
{
  double y0 = series->samples[i].value, y1 = series->samples[i + 1].value;

  switch (interpolation) {
    case TLM_INTERPOLATION_PCHIP:
      return pchip (series, i, fraction);
    case TLM_INTERPOLATION_ANGLE:
      return linear_angle (y0, y1, fraction);
    case TLM_INTERPOLATION_LINEAR:
      return y0 + fraction * (y1 - y0);
    case TLM_INTERPOLATION_HOLD:
      return y0;
  }
  return y0;
}

TlmValue
tlm_series_at (const TlmSeries *series, gint64 time_ns, TlmInterpolation interpolation,
    const TlmAgeLimits *limits)
{
  gssize i;
  const TlmSample *sample;
  TlmDuration age;

  g_return_val_if_fail (series != NULL && limits != NULL, TLM_VALUE_ABSENT);
  i = tlm_series_last_until (series, time_ns);
  if (i < 0)
    return TLM_VALUE_ABSENT;
  sample = &series->samples[i];
  age = tlm_time_apart (sample->time_ns, time_ns);
  if (age == 0)
    return (TlmValue) { sample->value, 0, TLM_VALIDITY_FRESH, TLM_ORIGIN_MEASURED };
  if (joined (series, i)) {
    double fraction = (double) age / (double) (sample[1].time_ns - sample->time_ns);
    return (TlmValue) { interpolate (series, i, fraction, interpolation),
        interpolation == TLM_INTERPOLATION_HOLD ? age : 0, TLM_VALIDITY_FRESH,
        TLM_ORIGIN_MEASURED };
  }
  return (TlmValue) { sample->value, age,
      tlm_age_validity (limits, age, tlm_series_step_for_age (series, (gsize) i)),
      TLM_ORIGIN_MEASURED };
}
