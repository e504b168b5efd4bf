/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether what is at rest stands on the ground. An engine may hold it still above that as well, of
 * which neither its motion nor what it feels tells anything: a minute over the Moon, where that takes
 * 1.6 m/s of its propellant each second. Over the Earth it takes 10, and what has flown like a
 * rocket does it for moments only. */
#include <math.h>

#include "core/phases/signals-private.h"

/* Nobody hovers as low as this for longer than it takes to set down. */
#define LOW_M 3.0
#define HEAVY_M_S2 6.0
#define SIGMAS 2

/* Samples to either side of where it comes to rest, and so many equal ones in a row that no noise makes. */
#define NEAR 10
#define EQUAL 3

/* What is seen now and then bends from one sample to the next by how it slows down. Where it stands then, so that there is
 * no noise, the least bend is not less than what it is read to. 0: there is none, or noise. */
static double
least_bend_m (const TlmSeries *series, gint64 time_ns)
{
  gssize at = tlm_series_find (series, time_ns), first = MAX (at - NEAR, 0);
  gssize last = MIN (at + NEAR, (gssize) tlm_series_length (series) - 1);
  double least = INFINITY;
  guint equal = 1, most_equal = 1;

  for (gssize i = first; i + 2 <= last; i++) {
    double a = tlm_series_value (series, (gsize) i), b = tlm_series_value (series, (gsize) i + 1);
    double c = tlm_series_value (series, (gsize) i + 2), bend = fabs (c - 2 * b + a);
    equal = c == b ? equal + 1 : 1;
    most_equal = MAX (most_equal, equal);
    if (bend > 1e-9 * (fabs (a) + fabs (b)))
      least = MIN (least, bend);
  }
  return most_equal >= EQUAL && !isinf (least) ? least : 0;
}

/* An altitude that does not change says nothing of how finely it is read. */
static double
grain_m (const TlmSignals *signals, gsize index)
{
  const TlmSeries *series = signals->altitude.calm;
  gint64 now = g_array_index (signals->times, gint64, index);
  double grain = series ? tlm_fit_grain (series, now).grain : 0, bend = series ? least_bend_m (series, now) : 0;

  if (bend > 0)
    grain = grain > 0 ? MIN (grain, bend) : bend;
  return grain > 0 ? grain : INFINITY;
}

#define MOVES_M_S 2.0

/* Up or down, where that is known: what is driven to its pad rests on the ground there. */
static gboolean
is_moving (const TlmSignals *signals, gsize index)
{
  const TlmKinematics *now = tlm_signals_kinematics (signals, index);
  double climb = fabs (now->climb_m_s) - SIGMAS * now->climb_error_m_s;
  double speed = fabs (now->speed_m_s) - SIGMAS * now->speed_error_m_s;

  return tlm_signals_at (signals, index, TLM_RULE_AT_REST, 0) == 0 &&
      (isnan (now->climb_m_s) ? speed > MOVES_M_S && !signals->is_inertial : climb > MOVES_M_S);
}

/* Whether INDEX is the first instant at or after T-0 and the altitude was read as one and the same low
 * number until then: that is the ground, however coarsely it is read. */
static gboolean
stood_until_t0 (const TlmSignals *signals, gsize index)
{
  const TlmSeries *series = signals->altitude.series;
  gssize last;

  if (!series || signals->t0_ns == TLM_TIME_NONE || index == 0 ||
      g_array_index (signals->times, gint64, index) < signals->t0_ns ||
      g_array_index (signals->times, gint64, index - 1) >= signals->t0_ns)
    return FALSE;
  last = tlm_series_find (series, signals->t0_ns - 1);
  for (gssize i = 1; i <= last; i++)
    if (tlm_series_value (series, (gsize) i) != tlm_series_value (series, 0))
      return FALSE;
  return last >= 0 && tlm_series_value (series, 0) < signals->about->highest_m;
}

/* What comes to rest later may hover. */
double
tlm_signals_height (TlmSignals *signals, gsize index)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
  TlmKinematics *now = tlm_signals_kinematics (signals, index);

  now->has_moved = (index > 0 && tlm_signals_kinematics (signals, index - 1)->has_moved) ||
      is_moving (signals, index);
  if (isnan (signals->ground_m) && !now->has_moved &&
      tlm_signals_at (signals, index, TLM_RULE_AT_REST, 0) == 1)
    signals->ground_m = altitude;
  if (isnan (signals->ground_m) && !now->has_moved && stood_until_t0 (signals, index))
    signals->ground_m = tlm_series_value (signals->altitude.series, 0);
  return altitude - signals->ground_m;
}

double
tlm_signals_on_ground (const TlmSignals *signals, gsize index)
{
  TlmKinematics *now = tlm_signals_kinematics (signals, index);
  double rests = tlm_signals_at (signals, index, TLM_RULE_AT_REST, 0);
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
  double height = altitude - signals->ground_m;

  now->height_grain_m = 0;
  if (rests != 1)
    return rests;
  /* Dear, and it counts for as long as it rests: asked once, where that begins. */
  if (index > 0)
    now->height_grain_m = tlm_signals_kinematics (signals, index - 1)->height_grain_m;
  if (now->height_grain_m == 0)
    now->height_grain_m = grain_m (signals, index);
  if (fabs (isnan (height) ? altitude : height) < LOW_M && SIGMAS * now->height_grain_m < LOW_M)
    return 1;
  if (fabs (height) > LOW_M + SIGMAS * now->height_grain_m)
    return NAN;
  return now->is_body_known && tlm_signals_gravity_m_s2 (signals, altitude) > HEAVY_M_S2 ? 1 : NAN;
}
