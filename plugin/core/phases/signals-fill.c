/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/phases/signals-private.h"
#include "core/space/frames/atmosphere.h"

double
tlm_signals_value_of (const TlmSeries *series, gint64 time_ns)
{
  gssize at = series ? tlm_series_find (series, time_ns) : -1;

  if (at < 0)
    return NAN;
  if (tlm_series_time (series, (gsize) at) == time_ns)
    return tlm_series_value (series, (gsize) at);
  if ((gsize) at + 1 >= tlm_series_length (series) || tlm_series_is_gap (series, (gsize) at))
    return NAN;
  double a = tlm_series_value (series, (gsize) at), b = tlm_series_value (series, (gsize) at + 1);
  gint64 from = tlm_series_time (series, (gsize) at), to = tlm_series_time (series, (gsize) at + 1);
  return a + (b - a) * (double) (time_ns - from) / (double) (to - from);
}

double
tlm_signals_at (const TlmSignals *signals, gsize index, guint channel, guint order)
{
  const GArray *values = signals->channels[channel].values[order];

  return values && index < values->len ? g_array_index (values, double, index) : NAN;
}

double
tlm_signals_begin_m (const TlmSignals *signals)
{
  return signals->fixed > 0 ? signals->begin_m : tlm_signals_at (signals, 0, TLM_CHANNEL_ALTITUDE, 0);
}

#define GRAVITY_M_S2 9.80665
#define EARTH_M 6371e3           /* mean radius, IUGG */

/* Thrust less drag per mass along the path: the rate of change of speed, with
 * the share of gravity along the path taken out. */
static double
axial_acceleration (const TlmSignals *signals, gsize index)
{
  double speed = tlm_signals_at (signals, index, TLM_CHANNEL_SPEED, 0);
  double change = tlm_signals_at (signals, index, TLM_CHANNEL_SPEED, 1);
  double climb = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 1);
  double ratio = EARTH_M / (EARTH_M + tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0));

  return change + GRAVITY_M_S2 * ratio * ratio * CLAMP (climb / MAX (speed, 1), -1, 1);
}

/* How fast the target comes nearer where its distance alone is recorded: the slope of that. What thrusters
 * that dock change a speed by at the most: over as long a window as lets that bend the way by
 * four of its grains it is straight. */
#define PUSH_M_S2 0.05
#define LEAST_STEPS 3

/* A rate is known that is so small beside what a ship comes to rest by, or that stands out from its error. */
#define FINE_M_S 0.006
#define SIGMAS 3

#define BLOCK_NS (10 * TLM_SECOND)

/* Of the slope of N samples that are rounded to GRAIN, over SPAN seconds. */
static double
error_m_s (double grain_m, double span_s, double step_s)
{
  double n = MAX (span_s / MAX (step_s, 1e-3), 2);

  return grain_m / (MAX (span_s, 1e-3) * sqrt (n));
}

static double
range_rate (TlmSignals *signals, gint64 time_ns)
{
  TlmSignalChannel *range = &signals->channels[TLM_CHANNEL_RANGE];
  gint64 block = time_ns - (time_ns % BLOCK_NS + BLOCK_NS) % BLOCK_NS;
  double half, error;
  TlmFit fit;

  if (!range->series)
    return NAN;
  if (block != range->block) {
    range->grain = tlm_fit_grain (range->series, block);
    range->block = block;
  }
  half = CLAMP (sqrt (8 * range->grain.grain / PUSH_M_S2), LEAST_STEPS * range->grain.step_s, TLM_FIT_MAX_HALF_S);
  fit = tlm_fit_at (range->series, time_ns, half, &range->grain, NAN);
  error = error_m_s (range->grain.grain, 2 * half, range->grain.step_s);
  return error < FINE_M_S || fabs (fit.slope) > SIGMAS * error ? fit.slope : NAN;
}

static double
derived (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, guint channel,
    gsize index)
{
  double speed = tlm_signals_at (signals, index, TLM_CHANNEL_SPEED, 0);
  TlmAtmosphere air;
  TlmValue value;

  if (channel == TLM_RULE_AXIAL_ACCELERATION)
    return axial_acceleration (signals, index);
  if (channel == TLM_CHANNEL_RANGE_RATE)
    return range_rate (signals, g_array_index (signals->times, gint64, index));
  if (channel == TLM_CHANNEL_DYNAMIC_PRESSURE || channel == TLM_CHANNEL_MACH) {
    air = tlm_atmosphere_geometric (tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0));
    return channel == TLM_CHANNEL_MACH ? tlm_mach (&air, speed) :
        isnan (air.density_kg_m3) && tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0) > 80e3 ?
        0 : tlm_dynamic_pressure_pa (&air, speed);
  }
  value = tlm_timeline_value (timeline, vehicle, channel,
      g_array_index (signals->times, gint64, index));
  return tlm_value_is_shown (&value) ? value.value : NAN;
}

static void
measure (TlmSignalChannel *signal, gint64 time_ns, double *out, double saturated)
{
  gint64 block = time_ns - (time_ns % BLOCK_NS + BLOCK_NS) % BLOCK_NS;
  TlmFit fit;

  if (block != signal->block) {
    signal->grain = tlm_fit_grain (signal->series, block);
    signal->block = block;
  }
  fit = tlm_fit_at (signal->series, time_ns,
      tlm_fit_half_width (&signal->grain, signal->quantity), &signal->grain, saturated);
  out[0] = fit.level;
  out[1] = fit.slope;
}

/* The slope of what was computed at the instants around INDEX. */
static double
slope_around (const TlmSignals *signals, const GArray *values, gsize index)
{
  double times[TLM_FIT_MAX_SAMPLES], near[TLM_FIT_MAX_SAMPLES];
  gint64 now = g_array_index (signals->times, gint64, index);
  gsize first = index > 15 ? index - 15 : 0;
  guint n = 0;

  for (gsize i = first; i < values->len && i <= index + 15; i++) {
    double from = tlm_duration_to_s (g_array_index (signals->times, gint64, i) - now);
    double value = g_array_index (values, double, i);
    if (isnan (value) || (fabs (from) > 1.6 && (i + 2 < index || i > index + 2)))
      continue;
    times[n] = from;
    near[n++] = value;
  }
  return n < 3 ? NAN : tlm_fit_line (times, near, n, 0).slope;
}

void
tlm_signals_set (GArray *values, gsize index, double value)
{
  if (values->len <= index)
    g_array_set_size (values, (guint) index + 1);
  g_array_index (values, double, index) = value;
}

/* Read-outs of whole kilometres have three digits. */
#define SATURATED_M 999000.0

static void
fill_measured (TlmSignals *signals, guint channel, gsize index)
{
  TlmSignalChannel *signal = &signals->channels[channel];
  double both[2];

  if (!signal->wanted[1]) {
    double value = tlm_signals_value_of (signal->series, g_array_index (signals->times, gint64, index));
    tlm_signals_set (signal->values[0], index, channel == TLM_CHANNEL_ALTITUDE &&
        value == SATURATED_M ? NAN : value);
    return;
  }
  measure (signal, g_array_index (signals->times, gint64, index), both,
      channel == TLM_CHANNEL_ALTITUDE ? SATURATED_M : NAN);
  for (guint i = 0; i < 2; i++)
    if (signal->values[i])
      tlm_signals_set (signal->values[i], index, both[i]);
}

/* The part of the pass that one channel needs; altitude and speed come first,
 * since the others are derived from them. */
void
tlm_signals_fill (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, guint channel,
    gsize from)
{
  TlmSignalChannel *signal = &signals->channels[channel];
  guint measured = signal->series ? 2 : 1;

  if (!signal->wanted[0])
    return;
  for (gsize i = from; i < signals->times->len; i++) {
    if (signal->series)
      fill_measured (signals, channel, i);
    else
      tlm_signals_set (signal->values[0], i, derived (signals, timeline, vehicle, channel, i));
  }
  for (guint order = measured; order < TLM_SIGNAL_ORDERS; order++) {
    for (gsize i = from; signal->wanted[order] && i < signals->times->len; i++)
      tlm_signals_set (signal->values[order], i, slope_around (signals, signal->values[order - 1], i));
  }
}

/* A speed has no sign: a rule that asks for a slow vehicle means no fall at 300 m/s. */
static void
make_magnitude (TlmSignals *signals, TlmSignalChannel *speed, gsize from)
{
  for (gsize i = from; i < signals->times->len; i++) {
    double signed_m_s = g_array_index (speed->values[0], double, i);
    tlm_signals_set (speed->values[0], i, fabs (signed_m_s));
    for (guint order = 1; order < TLM_SIGNAL_ORDERS; order++)
      if (speed->wanted[order] && signed_m_s < 0)
        tlm_signals_set (speed->values[order], i, -g_array_index (speed->values[order], double, i));
  }
}

/* Where nothing says the speed, the slope of the altitude does. */
void
tlm_signals_fill_speed (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle,
    gsize from)
{
  TlmSignalChannel *speed = &signals->channels[TLM_CHANNEL_SPEED];
  const GArray *climb = signals->channels[TLM_CHANNEL_ALTITUDE].values[1];

  tlm_signals_fill (signals, timeline, vehicle, TLM_CHANNEL_SPEED, from);
  if (speed->wanted[0] && speed->series &&
      speed->series == signals->climb.series)
    make_magnitude (signals, speed, from);
  if (!speed->wanted[0] || !climb || speed->series || !signals->channels[TLM_CHANNEL_ALTITUDE].series)
    return;
  for (gsize i = from; i < signals->times->len; i++)
    tlm_signals_set (speed->values[0], i, fabs (g_array_index (climb, double, i)));
  for (gsize i = from; speed->wanted[1] && i < signals->times->len; i++)
    tlm_signals_set (speed->values[1], i, slope_around (signals, speed->values[0], i));
}
