/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What seems to push a vehicle that coasts above the air: the Earth's flattening and turning do
 * 0.02 m/s² to a speed in half an hour, which hides what raises a station. An engine is a change
 * from what it was the half minute before. */
#include <math.h>

#include "core/phases/signals-private.h"

#define FOLLOWS_S 30.0
/* Known once it has coasted for so long. */
#define SETTLED_S 120.0

/* More is an engine, or air. */
#define MOST_DRIFT_M_S2 0.05

static gboolean
is_coasting (const TlmSignals *signals, gsize index)
{
  return tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0) > TLM_AIRLESS_M &&
      tlm_signals_at (signals, index, TLM_RULE_THRUSTING, 0) == 0 &&
      !isnan (tlm_signals_kinematics (signals, index)->speed_m_s) &&
      fabs (tlm_signals_kinematics (signals, index)->push_m_s2) < MOST_DRIFT_M_S2;
}

/* What is that weak has to be dated as well: where rounding hides it for a minute it is not said. */
#define FINE_M_S 0.15

static gboolean
is_fine (const TlmSignals *signals, gsize index)
{
  return signals->speed.calm && tlm_fit_grain (signals->speed.calm,
      g_array_index (signals->times, gint64, index)).grain < FINE_M_S;
}

void
tlm_signals_follow_drift (TlmSignals *signals, gsize index)
{
  TlmKinematics *now = tlm_signals_kinematics (signals, index);
  const TlmKinematics *before;
  double span;

  now->drift_m_s2 = now->coasted_s = 0;
  now->is_fine = FALSE;
  if (index == 0 || tlm_signals_gap (signals, index))
    return;
  before = tlm_signals_kinematics (signals, index - 1);
  now->drift_m_s2 = before->drift_m_s2;
  now->coasted_s = before->coasted_s;
  now->is_fine = before->is_fine;
  if (!is_coasting (signals, index - 1))
    return;
  /* Dear, and it counts for the whole coast: asked once, where that begins. */
  if (before->coasted_s == 0)
    now->is_fine = is_fine (signals, index);
  span = tlm_duration_to_s (g_array_index (signals->times, gint64, index) -
      g_array_index (signals->times, gint64, index - 1));
  now->coasted_s += span;
  now->drift_m_s2 += (before->push_m_s2 - before->drift_m_s2) *
      MIN (1, span / MIN (FOLLOWS_S, now->coasted_s));
}

double
tlm_signals_drift (const TlmSignals *signals, gsize index)
{
  const TlmKinematics *now = tlm_signals_kinematics (signals, index);

  return now->coasted_s >= SETTLED_S && now->is_fine &&
      tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0) > TLM_AIRLESS_M ? now->drift_m_s2 : NAN;
}
