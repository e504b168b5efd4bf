/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/signals.h"

#include <math.h>

#include "core/phases/fit.h"
#include "core/space/frames/atmosphere.h"

#define N_ORDERS 3

/* One channel with its slopes, a number for each instant. */
typedef struct {
  gboolean wanted[N_ORDERS];
  GArray *values[N_ORDERS];       /* double */
  const TlmSeries *series;        /* of this update, or NULL: derived */
  TlmQuantity quantity;
  gint64 block;                   /* where GRAIN was measured */
  TlmGrain grain;
} Signal;

struct _TlmSignals {
  Signal channels[TLM_RULE_N_CHANNELS];
  GArray *times;                  /* gint64 */
  gint64 first_ns;                /* what spacing counts from */
};

static void
want (TlmSignals *signals, guint channel, guint order)
{
  Signal *signal = &signals->channels[channel];

  for (guint i = 0; i <= order; i++) {
    signal->wanted[i] = TRUE;
    if (!signal->values[i])
      signal->values[i] = g_array_new (FALSE, FALSE, sizeof (double));
  }
  if (channel == TLM_RULE_AXIAL_ACCELERATION || channel == TLM_CHANNEL_DYNAMIC_PRESSURE ||
      channel == TLM_CHANNEL_MACH) {
    want (signals, TLM_CHANNEL_ALTITUDE, 1);
    want (signals, TLM_CHANNEL_SPEED, 1);
  }
  if (channel == TLM_CHANNEL_SPEED && !signals->channels[TLM_CHANNEL_ALTITUDE].wanted[1])
    want (signals, TLM_CHANNEL_ALTITUDE, 1);
}

static void
want_rule (TlmSignals *signals, const TlmRule *rule)
{
  for (guint i = 0; rule && i < rule->nodes->len; i++) {
    const TlmRuleNode *node = &g_array_index (rule->nodes, TlmRuleNode, i);
    if (node->operator == TLM_RULE_SIGNAL)
      want (signals, node->channel, node->order);
  }
}

TlmSignals *
tlm_signals_new (const TlmProfile *profile)
{
  TlmSignals *signals = g_new0 (TlmSignals, 1);

  signals->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  signals->first_ns = G_MAXINT64;
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    want_rule (signals, phase->arm);
    want_rule (signals, phase->rule);
    want_rule (signals, phase->leave);
    want_rule (signals, phase->at);
  }
  return signals;
}

void
tlm_signals_free (TlmSignals *signals)
{
  if (!signals)
    return;
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++)
    for (guint j = 0; j < N_ORDERS; j++)
      if (signals->channels[i].values[j])
        g_array_unref (signals->channels[i].values[j]);
  g_array_unref (signals->times);
  g_free (signals);
}

/* What stands in for a channel that was not measured: another datum has the
 * same slopes, and near the ground speed is vertical speed. */
static const TlmSeries *
find_series (const TlmTimeline *timeline, guint vehicle, guint channel, TlmQuantity *quantity)
{
  static const int altitudes[] = { TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_ALTITUDE_AGL,
    TLM_CHANNEL_ALTITUDE_MSL, TLM_CHANNEL_ALTITUDE_ELLIPSOID, -1 };
  static const int speeds[] = { TLM_CHANNEL_SPEED, TLM_CHANNEL_SPEED_RELATIVE,
    TLM_CHANNEL_VERTICAL_SPEED, TLM_CHANNEL_SPEED_INERTIAL, -1 };
  const int own[] = { (int) channel, -1 };
  const int *list = channel == TLM_CHANNEL_ALTITUDE ? altitudes :
      channel == TLM_CHANNEL_SPEED ? speeds : own;

  if (channel >= TLM_N_STANDARD_CHANNELS)
    return NULL;
  *quantity = tlm_channel_get (channel)->quantity;
  for (; *list >= 0; list++) {
    const TlmTrack *track = tlm_timeline_track (timeline, vehicle, (guint) *list);
    if (track && tlm_series_length (track->series) > 0)
      return track->series;
  }
  return NULL;
}

/* Instants are kept apart by this much at TIME. */
static TlmDuration
spacing (const TlmSignals *signals, gint64 time_ns)
{
  gint64 age = time_ns - signals->first_ns;

  if (age < 3600 * TLM_SECOND)
    return TLM_SECOND / 10;
  return age < 86400 * TLM_SECOND ? TLM_SECOND : 60 * TLM_SECOND;
}

/* First sample of SERIES in the slot after the one of LAST, or G_MAXINT64. */
static gint64
next_in (const TlmSignals *signals, const TlmSeries *series, gint64 last_ns)
{
  gssize index;
  TlmDuration step;

  if (last_ns == G_MININT64)
    return tlm_series_time (series, 0);
  step = spacing (signals, last_ns);
  last_ns -= ((last_ns - signals->first_ns) % step + step) % step;
  index = tlm_series_find (series, last_ns + step - 1) + 1;
  return (gsize) index < tlm_series_length (series) ? tlm_series_time (series, (gsize) index) :
      G_MAXINT64;
}

static gint64
next_instant (const TlmSignals *signals, const TlmTimeline *timeline, gint64 last_ns)
{
  gint64 next = G_MAXINT64, from, to;

  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++) {
    if (signals->channels[i].series)
      next = MIN (next, next_in (signals, signals->channels[i].series, last_ns));
  }
  if (next != G_MAXINT64 || !tlm_timeline_span (timeline, &from, &to))
    return next;
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++)
    if (signals->channels[i].series)
      return next;
  /* States alone: they are known at any instant, and 5000 are enough. */
  next = last_ns == G_MININT64 ? from : last_ns + MAX (TLM_SECOND, (to - from) / 5000);
  return next <= to ? next : last_ns < to ? to : G_MAXINT64;
}

static double
value_at (const TlmSignals *signals, gsize index, guint channel, guint order)
{
  const GArray *values = signals->channels[channel].values[order];

  return values && index < values->len ? g_array_index (values, double, index) : NAN;
}

#define GRAVITY_M_S2 9.80665
#define EARTH_M 6371e3           /* mean radius, IUGG */

/* Thrust less drag per mass along the path: the rate of change of speed, with
 * the share of gravity along the path taken out. */
static double
axial_acceleration (const TlmSignals *signals, gsize index)
{
  double speed = value_at (signals, index, TLM_CHANNEL_SPEED, 0);
  double change = value_at (signals, index, TLM_CHANNEL_SPEED, 1);
  double climb = value_at (signals, index, TLM_CHANNEL_ALTITUDE, 1);
  double ratio = EARTH_M / (EARTH_M + value_at (signals, index, TLM_CHANNEL_ALTITUDE, 0));

  return change + GRAVITY_M_S2 * ratio * ratio * CLAMP (climb / MAX (speed, 1), -1, 1);
}

static double
derived (const TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, guint channel,
    gsize index)
{
  double speed = value_at (signals, index, TLM_CHANNEL_SPEED, 0);
  TlmAtmosphere air;
  TlmValue value;

  if (channel == TLM_RULE_AXIAL_ACCELERATION)
    return axial_acceleration (signals, index);
  if (channel == TLM_CHANNEL_DYNAMIC_PRESSURE || channel == TLM_CHANNEL_MACH) {
    air = tlm_atmosphere_geometric (value_at (signals, index, TLM_CHANNEL_ALTITUDE, 0));
    return channel == TLM_CHANNEL_MACH ? tlm_mach (&air, speed) :
        isnan (air.density_kg_m3) && value_at (signals, index, TLM_CHANNEL_ALTITUDE, 0) > 80e3 ?
        0 : tlm_dynamic_pressure_pa (&air, speed);
  }
  value = tlm_timeline_value (timeline, vehicle, channel,
      g_array_index (signals->times, gint64, index));
  return tlm_value_is_shown (&value) ? value.value : NAN;
}

#define BLOCK_NS (10 * TLM_SECOND)

static void
measure (Signal *signal, gint64 time_ns, double *out, double saturated)
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

static void
set (GArray *values, gsize index, double value)
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
  Signal *signal = &signals->channels[channel];
  double both[2];

  measure (signal, g_array_index (signals->times, gint64, index), both,
      channel == TLM_CHANNEL_ALTITUDE ? SATURATED_M : NAN);
  for (guint i = 0; i < 2; i++)
    if (signal->values[i])
      set (signal->values[i], index, both[i]);
}

/* The part of the pass that one channel needs; altitude and speed come first,
 * since the others are derived from them. */
static void
fill (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, guint channel, gsize from)
{
  Signal *signal = &signals->channels[channel];
  guint measured = signal->series ? 2 : 1;

  if (!signal->wanted[0])
    return;
  for (gsize i = from; i < signals->times->len; i++) {
    if (signal->series)
      fill_measured (signals, channel, i);
    else
      set (signal->values[0], i, derived (signals, timeline, vehicle, channel, i));
  }
  for (guint order = measured; order < N_ORDERS; order++) {
    for (gsize i = from; signal->wanted[order] && i < signals->times->len; i++)
      set (signal->values[order], i, slope_around (signals, signal->values[order - 1], i));
  }
}

/* Where nothing says the speed, the slope of the altitude does. */
static void
fill_speed (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, gsize from)
{
  Signal *speed = &signals->channels[TLM_CHANNEL_SPEED];
  const GArray *climb = signals->channels[TLM_CHANNEL_ALTITUDE].values[1];

  fill (signals, timeline, vehicle, TLM_CHANNEL_SPEED, from);
  if (!speed->wanted[0] || speed->series || !signals->channels[TLM_CHANNEL_ALTITUDE].series)
    return;
  for (gsize i = from; i < signals->times->len; i++)
    set (speed->values[0], i, g_array_index (climb, double, i));
  for (gsize i = from; speed->wanted[1] && i < signals->times->len; i++)
    set (speed->values[1], i, slope_around (signals, speed->values[0], i));
}

/* Looks up this update's series and the earliest sample there is. */
static gint64
find_sources (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++) {
    Signal *signal = &signals->channels[i];
    signal->block = G_MININT64;
    signal->series = signal->wanted[0] ?
        find_series (timeline, vehicle, i, &signal->quantity) : NULL;
    if (signal->series)
      first = MIN (first, tlm_series_time (signal->series, 0));
  }
  return first;
}

/* The first instant that samples at or after FROM can change. */
static gint64
reach_back (const TlmSignals *signals, gint64 from_ns)
{
  gint64 first = from_ns - TLM_FIT_REACH_NS;

  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++) {
    const TlmSeries *series = signals->channels[i].series;
    gssize index = series ? tlm_series_find (series, from_ns) - TLM_FIT_REACH_SAMPLES : -1;
    if (series)
      first = MIN (first, tlm_series_time (series, (gsize) MAX (index, 0)));
  }
  return first;
}

void
tlm_signals_update (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, gint64 from_ns)
{
  gint64 first, last = G_MININT64;
  gsize from = 0;

  g_return_if_fail (signals != NULL && timeline != NULL);
  first = find_sources (signals, timeline, vehicle);
  if (first < signals->first_ns) {
    signals->first_ns = first;
    from_ns = G_MININT64;
  }
  if (from_ns != G_MININT64)
    from_ns = reach_back (signals, from_ns);
  while (from < signals->times->len && g_array_index (signals->times, gint64, from) < from_ns)
    from++;
  if (from > 0)
    last = g_array_index (signals->times, gint64, from - 1);
  g_array_set_size (signals->times, (guint) from);
  while ((last = next_instant (signals, timeline, last)) != G_MAXINT64)
    g_array_append_val (signals->times, last);
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++)
    for (guint j = 0; j < N_ORDERS; j++)
      if (signals->channels[i].values[j])
        g_array_set_size (signals->channels[i].values[j], signals->times->len);
  fill (signals, timeline, vehicle, TLM_CHANNEL_ALTITUDE, from);
  fill_speed (signals, timeline, vehicle, from);
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++)
    if (i != TLM_CHANNEL_ALTITUDE && i != TLM_CHANNEL_SPEED)
      fill (signals, timeline, vehicle, i, from);
}

void
tlm_signals_shift (TlmSignals *signals, TlmDuration offset_ns)
{
  g_return_if_fail (signals != NULL);
  for (guint i = 0; i < signals->times->len; i++)
    g_array_index (signals->times, gint64, i) += offset_ns;
  if (signals->first_ns != G_MAXINT64)
    signals->first_ns += offset_ns;
}

gsize
tlm_signals_length (const TlmSignals *signals)
{
  return signals->times->len;
}

gint64
tlm_signals_time (const TlmSignals *signals, gsize index)
{
  return g_array_index (signals->times, gint64, index);
}

double
tlm_signals_value (const TlmSignals *signals, gsize index, guint channel, guint order)
{
  g_return_val_if_fail (channel < TLM_RULE_N_CHANNELS && order < N_ORDERS, NAN);
  return value_at (signals, index, channel, order);
}
