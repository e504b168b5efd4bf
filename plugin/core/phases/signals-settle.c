/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which of the last instants samples to come will hardly change. */
#include <math.h>

#include "core/phases/signals-private.h"

/* A slope near the last sample rests on one side alone: so long after it the other one is
 * known as well. Of a height rounded to a grain as long as a fall takes for some grains. */
#define SETTLES_S 1.0
#define MAX_SETTLES_S 15.0

/* The first sample of the stair that sample I is on. */
static gsize
stair_begin (const TlmSeries *series, gsize i)
{
  while (i > 0 && tlm_series_value (series, i - 1) == tlm_series_value (series, i))
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
    if (i == 0 || tlm_series_value (series, i - 1) < tlm_series_value (series, i))
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

/* Whether it has climbed its first stair after long on one, or since the beginning: it moves, and how
 * fast does not matter for that. */
static gboolean
is_first_stair (const TlmSeries *series)
{
  gsize begin = stair_begin (series, tlm_series_length (series) - 1), before;

  if (begin == 0 || tlm_series_value (series, begin - 1) > tlm_series_value (series, begin))
    return FALSE;
  before = stair_begin (series, begin - 1);
  return before == 0 || tlm_duration_to_s (tlm_series_time (series, begin - 1) -
      tlm_series_time (series, before)) > MAX_STAIR_S;
}

/* The time up to which samples to come will hardly change what is said. */
static gint64
settled_ns (const TlmSignals *signals, gint64 last)
{
  gboolean is_altitude_alone = !signals->speed.series && !signals->climb.series &&
      signals->altitude.series;
  double lag = SETTLES_S;

  if (is_altitude_alone)
    lag = CLAMP (1.5 * sqrt (tlm_fit_grain (signals->altitude.series, last).grain / 9.8), SETTLES_S,
        MAX_SETTLES_S);
  if (lag > SETTLES_S)
    lag = is_first_stair (signals->altitude.series) ? SETTLES_S :
        MAX (lag, MIN (1.5 * last_stair_s (signals->altitude.series), MAX_STAIR_S));
  lag = MAX (lag, MIN (samples_after_s (signals), MAX_SETTLES_S));
  return last - (gint64) (lag * (double) TLM_SECOND);
}

void
tlm_signals_settle (TlmSignals *signals)
{
  gsize length = signals->times->len;

  /* What was said stays so: a lag that grows does not go back. */
  if (length > 0)
    signals->settled_ns = MAX (signals->settled_ns,
        settled_ns (signals, g_array_index (signals->times, gint64, length - 1)));
}
