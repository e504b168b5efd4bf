/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which of the last instants samples to come will hardly change, and which not at all. */
#include <math.h>

#include "core/phases/signals-private.h"

/* A slope near the last sample rests on one side alone: so long after it the other one is
 * known as well. Of a height rounded to a grain as long as a fall takes for some grains. */
#define SETTLES_S 1.0
#define MAX_SETTLES_S 15.0

/* What stands for longer is no stair, and not gone back over each time. */
#define STANDS_NS (600 * TLM_SECOND)

/* The first sample of the stair that sample I is on; where that stands for long one that is as those before it. */
static gsize
stair_begin (const TlmSeries *series, gsize i)
{
  gint64 end = tlm_series_time (series, i);

  while (i > 0 && tlm_series_value (series, i - 1) == tlm_series_value (series, i) &&
      end - tlm_series_time (series, i) < STANDS_NS)
    i--;
  return i;
}

/* How long the last stair of a staircase that goes down took, s; 0 where it does not. Until the
 * next one nobody knows how fast it goes down now. */
static double
last_stair_s (const TlmSeries *series)
{
  gsize n = tlm_series_length (series), i = n - 1;
  gint64 ends[2];

  for (guint k = 0; k < 2; k++) {
    i = stair_begin (series, i);
    if (i == 0 || tlm_series_value (series, i - 1) <= tlm_series_value (series, i))
      return 0;
    ends[k] = tlm_series_time (series, i--);
  }
  return tlm_duration_to_s (ends[0] - ends[1]);
}

#define MAX_STAIR_S 60.0

/* Samples that what is said of an instant rests on, after it: of a speed, and of the speed that is
 * the slope of an altitude itself. */
#define SPEEDS_AFTER 2
#define ALTITUDES_AFTER 3

static double
samples_after_s (const TlmSignals *signals)
{
  const TlmSeries *series = signals->speed.series ? signals->speed.series :
      signals->climb.series ? signals->climb.series : signals->altitude.series;

  return !series ? 0 : tlm_duration_to_s (tlm_series_median_step (series)) *
      (series == signals->altitude.series ? ALTITUDES_AFTER : SPEEDS_AFTER);
}

/* Rounded to more, an altitude is a staircase while it climbs. */
#define COARSE_M 100.0

/* Samples that a slope rests on to one side, or stairs, and samples that the slope of a slope does. */
#define FIRM_AFTER 8
#define FIRM_STAIRS 4
#define FIRM_ALTITUDES_AFTER 8
#define MAX_FIRM_S 500.0

/* What hangs from a parachute sinks no slower: what stays on a stair for longer than that takes, rests. */
#define SLOWEST_SINK_M_S 5.0

/* How long before the end of SERIES the last so many of its values came, of which none counts for longer
 * than what still moves stays on it. */
static double
last_values_s (const TlmSeries *series, double grain_m)
{
  gsize end = tlm_series_length (series) - 1;
  double sum = 0, longest = grain_m / SLOWEST_SINK_M_S;

  for (guint k = 0; k < FIRM_STAIRS && end > 0; k++) {
    gsize begin = stair_begin (series, end - 1);
    double lasts = tlm_duration_to_s (tlm_series_time (series, end) - tlm_series_time (series, begin));
    sum += MIN (lasts, longest);
    end = begin;
  }
  return sum;
}

/* The time up to which samples to come change nothing: where the altitude alone tells a speed, as
 * long as that takes to stand out from its grain, and some stairs. */
static gint64
firm_ns (TlmSignals *signals, gint64 last)
{
  const TlmSeries *series = signals->speed.series ? signals->speed.series :
      signals->climb.series ? signals->climb.series : signals->altitude.series;
  const TlmGrain grain = { .grain = signals->grain_m };
  double lag;

  if (!series)
    return signals->settled_ns;
  lag = tlm_duration_to_s (tlm_series_median_step (series)) *
      (series == signals->altitude.series ? FIRM_ALTITUDES_AFTER : FIRM_AFTER);
  if (series == signals->altitude.series) {
    lag = MAX (lag, tlm_fit_half_width (&grain, TLM_QUANTITY_LENGTH));
    if (grain.grain > COARSE_M)
      lag = MAX (lag, last_values_s (series, grain.grain));
  }
  lag = MIN (lag, MAX_FIRM_S);
  signals->reach_ns = (TlmDuration) (lag * (double) TLM_SECOND);
  return MIN (signals->settled_ns, last - signals->reach_ns);
}

/* Whether the stair that sample I is on is the first one up after long on one, or since the beginning:
 * it moves, and how fast does not matter for that. */
static gboolean
is_first_stair (const TlmSeries *series, gsize i)
{
  gsize begin = stair_begin (series, i), before;

  if (begin == 0 || tlm_series_value (series, begin - 1) >= tlm_series_value (series, begin))
    return FALSE;
  before = stair_begin (series, begin - 1);
  return before == 0 || tlm_duration_to_s (tlm_series_time (series, begin - 1) -
      tlm_series_time (series, before)) > MAX_STAIR_S;
}

/* Whether the last sample is on the first stair, or the next one has just ended that: how long ago the last
 * of its samples, or of all but the last STEP seconds, was, s; INFINITY for neither. */
static double
first_stair_lag_s (const TlmSeries *series, double step_s)
{
  gsize last = tlm_series_length (series) - 1, begin = stair_begin (series, last);

  if (is_first_stair (series, last))
    return MAX (SETTLES_S, step_s);
  return begin > 0 && is_first_stair (series, begin - 1) ?
      tlm_duration_to_s (tlm_series_time (series, last) - tlm_series_time (series, begin - 1)) : INFINITY;
}

/* The time up to which samples to come will hardly change what is said. */
static gint64
settled_ns (const TlmSignals *signals, gint64 last)
{
  gboolean is_altitude_alone = !signals->speed.series && !signals->climb.series &&
      signals->altitude.series != NULL;
  const TlmSeries *altitude = signals->altitude.series;
  double lag = SETTLES_S, first = INFINITY;

  if (is_altitude_alone)
    lag = CLAMP (1.5 * sqrt (signals->grain_m / 9.8), SETTLES_S, MAX_SETTLES_S);
  if (lag > SETTLES_S) {
    first = first_stair_lag_s (altitude, tlm_duration_to_s (tlm_series_median_step (altitude)));
    lag = MAX (lag, MIN (1.5 * last_stair_s (altitude), MAX_STAIR_S));
  }
  lag = MIN (MAX (lag, MIN (samples_after_s (signals), MAX_SETTLES_S)), first);
  return last - (gint64) (lag * (double) TLM_SECOND);
}

/* An altitude that does not change says nothing of how finely it is read. */
static void
follow_grain (TlmSignals *signals, gint64 last)
{
  double grain = signals->altitude.series ? tlm_fit_grain (signals->altitude.series, last).grain : 0;

  if (grain > 0)
    signals->grain_m = grain;
}

void
tlm_signals_settle (TlmSignals *signals)
{
  gsize length = signals->times->len;

  /* What was said stays so: a lag that grows does not go back. */
  if (length > 0) {
    gint64 last = g_array_index (signals->times, gint64, length - 1);
    follow_grain (signals, last);
    signals->settled_ns = MAX (signals->settled_ns, settled_ns (signals, last));
    signals->firm_ns = MAX (signals->firm_ns, firm_ns (signals, last));
  }
}

gint64
tlm_signals_firm (const TlmSignals *signals)
{
  return signals->wants_kinematics ? signals->firm_ns : G_MAXINT64;
}

TlmDuration
tlm_signals_blur (const TlmSignals *signals, gint64 time_ns)
{
  TlmGrain grain = { 0, 0 };

  if (!signals->wants_kinematics || !signals->altitude.series || signals->speed.series || signals->climb.series)
    return 0;
  grain.grain = tlm_fit_grain (signals->altitude.series, time_ns).grain;
  return (TlmDuration) (tlm_fit_half_width (&grain, TLM_QUANTITY_LENGTH) * (double) TLM_SECOND);
}
