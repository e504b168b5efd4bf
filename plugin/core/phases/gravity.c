/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What pulls a vehicle of which nobody said what it flies about: the Moon at the least, the Earth
 * at the most. What falls faster than by 6 m/s² is pulled by the Earth, of these and Mars
 * (3.7 m/s²), as no engine is pointed down: near the top of a climb or on the way down, where
 * drag only holds it up, or where air is thin about any of them. */
#include <math.h>

#include "core/phases/signals-private.h"

#define SIGMAS 3
#define EARTHS_M_S2 6.0
#define SLOW_M_S 50.0
#define THIN_M 60e3
/* No other of them holds what is faster: escape from Mars is 5.03 km/s (NASA fact sheet). */
#define EARTHS_M_S 5200.0

gboolean
tlm_signals_is_body_known (const TlmSignals *signals, gsize index)
{
  const TlmKinematics *now = tlm_signals_kinematics (signals, index);
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);

  if (signals->about->is_told ||
      (index > 0 && tlm_signals_kinematics (signals, index - 1)->is_body_known))
    return TRUE;
  if (now->speed_m_s > EARTHS_M_S)
    return TRUE;
  return now->rise_m_s2 + SIGMAS * now->rise_error_m_s2 < -EARTHS_M_S2 &&
      (now->climb_m_s < SLOW_M_S || altitude > THIN_M);
}
