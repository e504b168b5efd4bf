/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How a vehicle moves: its speed, its climb and their rates of change, with their errors. */
#include <math.h>
#include <stdlib.h>

#include "core/phases/signals-private.h"

/* Before the first mean and after the last one there are samples yet. */
static double
level_of (const TlmRate *rate, gint64 time_ns)
{
  double mean = tlm_signals_value_of (rate->calm, time_ns);

  return isnan (mean) ? tlm_signals_value_of (rate->series, time_ns) : mean;
}

/* Samples that tell how a measured speed scatters. */
#define SCATTER_HALF 5

static int
by_size (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* How far samples about TIME are from their neighbours' line, one standard deviation: by the
 * median of the second differences, which a change of the motion does not move. */
static double
scatter_of (const TlmSeries *series, gint64 time_ns)
{
  gssize centre = tlm_series_find (series, time_ns), length = (gssize) tlm_series_length (series);
  gssize first = MAX (centre - SCATTER_HALF, 0), last = MIN (centre + SCATTER_HALF, length - 1);
  double bends[2 * SCATTER_HALF + 1];
  guint n = 0;

  for (gssize i = first; i + 2 <= last; i++)
    bends[n++] = fabs (tlm_series_value (series, (gsize) i) - 2 * tlm_series_value (series,
            (gsize) i + 1) + tlm_series_value (series, (gsize) i + 2));
  if (n == 0)
    return 0;
  qsort (bends, n, sizeof *bends, by_size);
  return bends[n / 2] / (0.6745 * sqrt (6));
}

/* How finely anything is read changes slowly, and is dear to tell: asked once in so long. */
#define READ_NS (10 * TLM_SECOND)

/* Samples further apart bound a slope by themselves; closer ones say less than their windows do. */
#define APART_S 0.5
#define SURE_SIGMAS 3

/* How finely SERIES is read about TIME, asked once in READ_NS. */
static double
grain_about (TlmRate *rate, gint64 time_ns)
{
  gint64 block = time_ns - (time_ns % READ_NS + READ_NS) % READ_NS;

  if (block != rate->block || rate->block_of != rate->calm)
    rate->grain = tlm_fit_grain (rate->calm, block).grain;
  rate->block = block;
  rate->block_of = rate->calm;
  return rate->grain;
}

/* What goes on evenly from sample to sample has no slope at TIME beyond those to its neighbours, but for what is read and
 * what scatters: a window that says so was made of another motion. */
static void
keep_between (TlmRate *rate, gint64 time_ns, double *per_s, double *error_per_s)
{
  const TlmSeries *series = rate->calm;
  gssize at = tlm_series_find (series, time_ns), length = (gssize) tlm_series_length (series);
  gssize last = at >= 0 && tlm_series_time (series, (gsize) at) == time_ns ? at : at + 1;
  double low = INFINITY, high = -INFINITY, unsure, span, grain;

  if (at < 1 || last + 1 >= length)
    return;
  span = tlm_duration_to_s (tlm_series_time (series, (gsize) at) - tlm_series_time (series, (gsize) at - 1));
  /* What stands says nothing of how finely it is read. */
  if (span < APART_S || !((grain = grain_about (rate, time_ns)) > 0))
    return;
  for (gssize i = at - 1; i <= last; i++) {
    double chord = (tlm_series_value (series, (gsize) i + 1) - tlm_series_value (series, (gsize) i)) /
        tlm_duration_to_s (tlm_series_time (series, (gsize) i + 1) - tlm_series_time (series, (gsize) i));
    if (tlm_series_is_gap (series, (gsize) i))
      return;
    low = MIN (low, chord);
    high = MAX (high, chord);
  }
  unsure = (SURE_SIGMAS * M_SQRT2 * scatter_of (series, time_ns) + grain) / span;
  if (*per_s >= low - unsure && *per_s <= high + unsure)
    return;
  *per_s = CLAMP (*per_s, low - unsure, high + unsure);
  *error_per_s = MAX (*error_per_s, unsure / SURE_SIGMAS);
}

static void
rate_of (TlmRate *rate, gint64 time_ns, double *per_s, double *error_per_s)
{
  TlmSlope slope;

  *per_s = *error_per_s = NAN;
  if (isnan (tlm_signals_value_of (rate->series, time_ns)) ||
      !tlm_slope_cursor_at (rate->cursor, rate->calm, time_ns, FALSE, &slope))
    return;
  *per_s = slope.per_s;
  *error_per_s = slope.error_per_s;
  keep_between (rate, time_ns, per_s, error_per_s);
}

/* To either side of an instant, where states are a function of time; they are as good as a
 * receiver's. */
#define STATES_HALF_S 2.0
#define STATES_HIGH_HALF_S 15.0      /* where what pushes is weak and lasts */
#define STATES_ERROR_M_S 0.05

static double
derived (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns)
{
  TlmValue value = tlm_timeline_value (timeline, vehicle, channel, time_ns);

  return tlm_value_is_shown (&value) ? value.value : NAN;
}

/* … and no further than there are some. */
static double
rate_of_states (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns,
    double half_s)
{
  gint64 half = (gint64) (half_s * (double) TLM_SECOND), first = time_ns, last = time_ns;
  gint64 from, to;

  if (tlm_timeline_span (timeline, &first, &last))
    half = MIN (half, MAX (last - first, 1) / 2);
  from = CLAMP (time_ns - half, first, MAX (first, last - 2 * half));
  to = MIN (from + 2 * half, last);
  return (derived (timeline, vehicle, channel, to) - derived (timeline, vehicle, channel, from)) /
      tlm_duration_to_s (MAX (to - from, 1));
}

static gboolean
has_both_sides (const TlmTimeline *timeline, gint64 time_ns, double half_s)
{
  gint64 first, last, half = (gint64) (half_s * (double) TLM_SECOND);

  return tlm_timeline_span (timeline, &first, &last) && time_ns - half >= first &&
      time_ns + half <= last;
}

/* Over a long span where that says the same as a short one, as what pushes high up is weak. */
static double
best_rate_of_states (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns,
    gboolean is_high, double *error)
{
  double quick = rate_of_states (timeline, vehicle, channel, time_ns, STATES_HALF_S), slow;

  *error = STATES_ERROR_M_S / STATES_HALF_S / M_SQRT2;
  if (!is_high || !has_both_sides (timeline, time_ns, STATES_HIGH_HALF_S))
    return quick;
  slow = rate_of_states (timeline, vehicle, channel, time_ns, STATES_HIGH_HALF_S);
  if (isnan (slow) || fabs (slow - quick) > 3 * *error)
    return quick;
  *error = STATES_ERROR_M_S / STATES_HIGH_HALF_S / M_SQRT2;
  return slow;
}

static void
measure_states (const TlmTimeline *timeline, guint vehicle, gint64 time_ns, TlmKinematics *now)
{
  gboolean is_high = derived (timeline, vehicle, TLM_CHANNEL_ALTITUDE, time_ns) > TLM_AIRLESS_M;

  now->speed_m_s = derived (timeline, vehicle, TLM_CHANNEL_SPEED_RELATIVE, time_ns);
  now->climb_m_s = derived (timeline, vehicle, TLM_CHANNEL_VERTICAL_SPEED, time_ns);
  now->climb_error_m_s = now->speed_error_m_s = STATES_ERROR_M_S;
  /* Turning axes do no work, but take some: high up that is as much as a weak engine does. */
  now->path_m_s = is_high ? derived (timeline, vehicle, TLM_CHANNEL_SPEED_INERTIAL, time_ns) : NAN;
  now->is_inertial = !isnan (now->path_m_s);
  now->gain_m_s2 = best_rate_of_states (timeline, vehicle, now->is_inertial ?
      TLM_CHANNEL_SPEED_INERTIAL : TLM_CHANNEL_SPEED_RELATIVE, time_ns, is_high,
      &now->gain_error_m_s2);
  now->rise_m_s2 = best_rate_of_states (timeline, vehicle, TLM_CHANNEL_VERTICAL_SPEED, time_ns,
      is_high, &now->rise_error_m_s2);
}

static void
measure (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, gsize index)
{
  TlmKinematics *now = tlm_signals_kinematics (signals, index);
  gint64 time = g_array_index (signals->times, gint64, index);

  *now = (TlmKinematics) { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, .pressure_pa = NAN,
    .slowing_s = NAN, .path_m_s = NAN, .engine = NAN, .along_m_s = NAN };
  now->speed_m_s = level_of (&signals->speed, time);
  if (signals->speed.series)
    now->speed_error_m_s = scatter_of (signals->speed.calm, time);
  rate_of (&signals->speed, time, &now->gain_m_s2, &now->gain_error_m_s2);
  if (signals->climb.series) {
    now->climb_m_s = level_of (&signals->climb, time);
    now->climb_error_m_s = scatter_of (signals->climb.calm, time);
    rate_of (&signals->climb, time, &now->rise_m_s2, &now->rise_error_m_s2);
  } else if (signals->altitude.series) {
    rate_of (&signals->altitude, time, &now->climb_m_s, &now->climb_error_m_s);
  } else if (!signals->speed.series) {
    measure_states (timeline, vehicle, time, now);
  }
}

/* One standard deviation of the altitude at INDEX, by its rounding or noise alone; those before it are known. */
static double
height_error_m (const TlmSignals *signals, gsize index)
{
  gint64 now = g_array_index (signals->times, gint64, index), since = now - signals->first_ns;

  if (!signals->altitude.series)
    return 0;
  if (index > 0 && (g_array_index (signals->times, gint64, index - 1) - signals->first_ns) / READ_NS == since / READ_NS)
    return tlm_signals_kinematics (signals, index - 1)->height_error_m;
  return tlm_fit_grain (signals->altitude.calm, now).grain / sqrt (12);
}

/* Spans over which the change of a climb is looked for, and what it may be wrong by. */
#define MIN_SPAN_S 1.0
#define MAX_SPAN_S 16.0
/* … where none is known within that. */
#define LONGEST_SPAN_S 300.0
#define RISE_ERROR_M_S2 1.5

/* What two climbs have in common is not in their difference: their error is at least a
 * hundredth of them (core/log/slope.h). */
static double
own_error (const TlmKinematics *at)
{
  double common = 0.01 * at->climb_m_s, error = at->climb_error_m_s;

  return sqrt (MAX (error * error - common * common, error * error / 10000));
}

/* From the climbs about the instant, over as long as it takes for their errors to matter
 * little; only where the climb is a slope itself. */
static void
measure_rise (TlmSignals *signals, gsize index)
{
  TlmKinematics *now = tlm_signals_kinematics (signals, index);
  gint64 time = g_array_index (signals->times, gint64, index);
  gsize before = index, after = index, n = signals->times->len;

  if (signals->climb.series || !signals->altitude.series)
    return;
  while (before > 0 && after + 1 < n) {
    const TlmKinematics *a, *b;
    double span;
    if (tlm_signals_gap (signals, before) || tlm_signals_gap (signals, after + 1))
      return;
    if (time - g_array_index (signals->times, gint64, before) <=
        g_array_index (signals->times, gint64, after) - time)
      before--;
    else
      after++;
    a = tlm_signals_kinematics (signals, before);
    b = tlm_signals_kinematics (signals, after);
    span = tlm_duration_to_s (g_array_index (signals->times, gint64, after) -
        g_array_index (signals->times, gint64, before));
    if (before == index || after == index || span < MIN_SPAN_S)
      continue;
    if (isnan (a->climb_m_s) || isnan (b->climb_m_s)) {
      if (span > LONGEST_SPAN_S)
        return;
      continue;
    }
    now->rise_m_s2 = (b->climb_m_s - a->climb_m_s) / span;
    now->rise_error_m_s2 = hypot (own_error (a), own_error (b)) / span;
    if (now->rise_error_m_s2 < RISE_ERROR_M_S2 || span > MAX_SPAN_S)
      return;
  }
}

/* Nothing climbs faster than it goes. */
static void
bound_climb (const TlmSignals *signals, TlmKinematics *now)
{
  double most = fabs (now->speed_m_s) + 2 * now->speed_error_m_s;

  if (signals->is_inertial || !(fabs (now->climb_m_s) > most))
    return;
  now->climb_m_s = CLAMP (now->climb_m_s, -most, most);
  now->climb_error_m_s = MIN (now->climb_error_m_s, most);
}

void
tlm_signals_measure_kinematics (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle,
    gsize from)
{
  g_array_set_size (signals->kinematics, signals->times->len);
  for (gsize i = from; i < signals->times->len; i++)
    measure (signals, timeline, vehicle, i);
  for (gsize i = from; i < signals->times->len; i++)
    tlm_signals_kinematics (signals, i)->height_error_m = height_error_m (signals, i);
  for (gsize i = from; i < signals->times->len; i++)
    measure_rise (signals, i);
  for (gsize i = from; i < signals->times->len; i++)
    bound_climb (signals, tlm_signals_kinematics (signals, i));
}

/* Over which the Earth's air gets thinner by e, where it matters. */
#define SCALE_M 7000.0

/* Of the air's pressure, which is as the square of the pace, and as its density. */
static double
pressure_error_pa (const TlmSignals *signals, const TlmKinematics *now)
{
  gboolean has_speed = !isnan (now->speed_m_s);
  double pace = fabs (has_speed ? now->speed_m_s : now->climb_m_s);
  double scale = signals->about->scale_m > 0 ? signals->about->scale_m : SCALE_M;

  return now->pressure_pa * hypot (2 * (has_speed ? now->speed_error_m_s : now->climb_error_m_s) / MAX (pace, 1),
      now->height_error_m / scale);
}

double
tlm_signals_error (const TlmSignals *signals, gsize index, guint channel)
{
  const TlmKinematics *now = index < signals->kinematics->len ?
      &g_array_index (signals->kinematics, TlmKinematics, index) : NULL;

  if (!now)
    return NAN;
  if (channel == TLM_CHANNEL_DYNAMIC_PRESSURE)
    return signals->channels[channel].series ? NAN : pressure_error_pa (signals, now);
  if (channel == TLM_RULE_HEIGHT)
    return now->height_error_m;
  return channel == TLM_RULE_CLIMB ? now->climb_error_m_s : NAN;
}
