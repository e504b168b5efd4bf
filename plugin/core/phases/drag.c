/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How heavy what falls is for its drag. In one shape that changes by a third (between above and
 * below the speed of sound) and slowly; a parachute makes it less at once by five times and more. */
#include <math.h>

#include "core/phases/signals-private.h"

#define LOOK_BACK_NS (8 * TLM_SECOND)
#define LOOK_BACK_INSTANTS 4
#define SETTLES_NS (TLM_SECOND * 8 / 10)      /* less for so long */

/* Added to what holds it back, so that free fall through air that hardly does weighs little. */
#define LIFT_M_S2 3.0

/* By how much the pressure is less (SIGN 1) or more where a climb stands for the speed. */
static double
pace_share (const TlmKinematics *now, int sign)
{
  double part = 1 - sign * 2 * now->climb_error_m_s / MAX (fabs (now->climb_m_s), 0.1);

  return isnan (now->speed_m_s) ? MAX (part, 0) * MAX (part, 0) : 1;
}

/* Mass per area and drag coefficient, kg/m², less where air does not matter yet: the least
 * (SIGN 1) or the most (-1) that it can be. Air does not push what falls. */
static double
ballistic_kg_m2 (const TlmSignals *signals, gsize index, int sign)
{
  const TlmKinematics *now;
  double hold;

  /* The slope of a speed at its first sample is of one side alone: of what comes, if that begins at once. */
  if (index >= signals->times->len || index == 0 || tlm_signals_gap (signals, index))
    return NAN;
  now = tlm_signals_kinematics (signals, index);
  hold = sign * now->push_error_m_s2 - now->push_m_s2;
  if (!(now->climb_m_s - 2 * now->climb_error_m_s < 0))
    return NAN;
  if (isnan (hold))
    return NAN;
  return now->pressure_pa * pace_share (now, sign) / (LIFT_M_S2 + MAX (hold, 0));
}

/* A single wrong sample is neither the most nor less: two in a row are. */
static double
most_before (const TlmSignals *signals, gsize index)
{
  gint64 now = g_array_index (signals->times, gint64, index);
  double most = 0, later = ballistic_kg_m2 (signals, index, 1);

  for (gsize i = index; i-- > 0 && !tlm_signals_gap (signals, i + 1); ) {
    double value = ballistic_kg_m2 (signals, i, 1);
    if (now - g_array_index (signals->times, gint64, i) > LOOK_BACK_NS &&
        index - i > LOOK_BACK_INSTANTS)
      break;
    if (isnan (value))
      continue;
    most = MAX (most, isnan (later) ? 0 : MIN (value, later));
    later = value;
  }
  return most;
}

double
tlm_signals_ballistic (const TlmSignals *signals, gsize index)
{
  double now = ballistic_kg_m2 (signals, index, -1), most;
  gint64 until = g_array_index (signals->times, gint64, index) + SETTLES_NS;

  if (isnan (now))
    return NAN;
  for (gsize i = index + 1; i < signals->times->len && !tlm_signals_gap (signals, i); i++) {
    double next = ballistic_kg_m2 (signals, i, -1);
    if (g_array_index (signals->times, gint64, i) > until && i > index + 1)
      break;
    now = next > now ? next : now;
  }
  most = MAX (most_before (signals, index), now);
  return most > 0 ? now / most : NAN;
}

#define SLOWS_M_S2 1.5
#define SURE_M_S 2.0
#define SURE_SIGMAS 3
#define APART_S 0.5

static double
pace_of (const TlmKinematics *at)
{
  return fabs (isnan (at->speed_m_s) ? at->climb_m_s : at->speed_m_s);
}

#define RESTS_M_S 1.0

/* Whether it came to rest since the instant before by slowing on as it did: what is seen now and then is not seen slow. */
static gboolean
slowed_to_rest (const TlmSignals *signals, gsize index, double span_s)
{
  const TlmKinematics *before = tlm_signals_kinematics (signals, index - 1);
  double rate = tlm_signals_at (signals, index - 1, TLM_RULE_PACE, 1);

  return before->slowing_s > 0 && span_s > APART_S && rate < -SLOWS_M_S2 &&
      pace_of (tlm_signals_kinematics (signals, index)) < RESTS_M_S && pace_of (before) < -rate * span_s;
}

double
tlm_signals_slowing (const TlmSignals *signals, gsize index)
{
  const TlmKinematics *now = tlm_signals_kinematics (signals, index), *before;
  double span;

  if (index == 0 || tlm_signals_gap (signals, index))
    return 0;
  before = tlm_signals_kinematics (signals, index - 1);
  span = tlm_duration_to_s (g_array_index (signals->times, gint64, index) -
      g_array_index (signals->times, gint64, index - 1));
  /* A slope stands for more than two samples do, but not where the ground stops it. */
  double slope = tlm_signals_at (signals, index, TLM_RULE_PACE, 1);
  gboolean is_sure = !isnan (now->speed_m_s) || now->climb_error_m_s < SURE_M_S ||
      pace_of (before) - pace_of (now) > SURE_SIGMAS * now->climb_error_m_s;
  if (is_sure && (isnan (slope) || span > APART_S))
    slope = (pace_of (now) - pace_of (before)) / span;
  if (slowed_to_rest (signals, index, span))
    return before->slowing_s + span;
  if (!(slope < -SLOWS_M_S2))
    return 0;
  /* One step to rest may have been of a moment. */
  return before->slowing_s > 0 ? before->slowing_s + span : MIN (span, APART_S);
}
