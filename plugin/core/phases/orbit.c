/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether a vehicle circles what it flies about: where its perigee, by its speed and its climb within
 * their errors, is above the air and the mountains. */
#include <math.h>

#include "core/phases/signals-private.h"

#define SIGMAS 2

/* Perigee of the orbit of this height, horizontal and vertical speed. */
static double
perigee_m (const TlmBody *body, double altitude_m, double along_m_s, double climb_m_s)
{
  double radius = body->equatorial_radius_m + altitude_m, momentum = radius * along_m_s;
  double energy = (along_m_s * along_m_s + climb_m_s * climb_m_s) / 2 - body->gm_m3_s2 / radius;
  double part = 1 + 2 * energy * momentum * momentum / (body->gm_m3_s2 * body->gm_m3_s2);

  return momentum * momentum / body->gm_m3_s2 / (1 + sqrt (MAX (part, 0))) -
      body->equatorial_radius_m;
}

/* Part of its weight that its speed along the ground holds up, at the most; and within two errors. */
#define SLOW_PART (1 / 3.0)
#define SURELY_SLOW_PART 0.5

/* Whether that is so where it is not recorded, at no more than 0.6 of the speed of a circle: no engine
 * points down. What is nearly fast enough may be under thrust that a climb alone does not show. Far out the
 * top of a long ellipse is as slow: there it tells nothing. */
static gboolean
is_slow_along (const TlmSignals *signals, const TlmKinematics *now, double altitude_m, double sigmas)
{
  double gravity = tlm_signals_gravity_m_s2 (signals, altitude_m), height = isnan (altitude_m) ? 0 : altitude_m;
  double along = sqrt (SURELY_SLOW_PART * gravity * (signals->body->equatorial_radius_m + height));
  double held = now->rise_m_s2 + gravity;

  return perigee_m (signals->body, height, along, 0) < signals->about->orbit_m && now->is_body_known &&
      held < SLOW_PART * gravity && held + sigmas * now->rise_error_m_s2 < SURELY_SLOW_PART * gravity;
}

/* Perigee of what its speed would be with this climb. */
static double
perigee_with (const TlmSignals *signals, const TlmKinematics *now, double altitude_m, double climb_m_s)
{
  double along = sqrt (MAX (now->speed_m_s * now->speed_m_s - climb_m_s * climb_m_s, 0));

  if (!signals->is_inertial)      /* which may lack as much as the body turns */
    along += signals->about->turns_rad_s * (signals->body->equatorial_radius_m + altitude_m);
  return perigee_m (signals->body, altitude_m, along, climb_m_s);
}

static double
on_orbit_now (const TlmSignals *signals, const TlmKinematics *now, gsize index)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
  double known = tlm_signals_at (signals, index, TLM_CHANNEL_PERIGEE, 0);
  double pushed = tlm_signals_at (signals, index, TLM_RULE_THRUSTING, 0);
  double climb = isnan (now->climb_m_s) ? 0 : fabs (now->climb_m_s);
  double error = isnan (now->climb_m_s) ? 0 : now->climb_error_m_s;

  if (altitude < signals->about->orbit_m)
    return 0;
  if (!isnan (known))
    return known > signals->about->orbit_m;
  if (isnan (now->speed_m_s) && is_slow_along (signals, now, altitude, SIGMAS))
    return 0;
  if (isnan (now->speed_m_s) || isnan (altitude))
    return NAN;
  if (pushed == 1)
    return 0;
  if (perigee_with (signals, now, altitude, MAX (climb - SIGMAS * error, 0)) < signals->about->orbit_m)
    return 0;
  /* One error is left to it: the climb of a height in km that does not change is known to 50 m/s, which
   * is 40 km of perigee. */
  return pushed == 0 && perigee_with (signals, now, altitude, climb + error) >= signals->about->orbit_m ? 1 : NAN;
}

/* Whether its best numbers say an orbit and nothing is seen to push it. */
static gboolean
seems_on_orbit (const TlmSignals *signals, const TlmKinematics *now, gsize index)
{
  double altitude = tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
  double climb = isnan (now->climb_m_s) ? 0 : now->climb_m_s;

  return perigee_with (signals, now, altitude, climb) >= signals->about->orbit_m &&
      tlm_signals_at (signals, index, TLM_RULE_THRUSTING, 0) != 1 &&
      tlm_signals_at (signals, index, TLM_RULE_BRAKING, 0) != 1;
}

/* What was on an orbit, or too slow for one, stays so as long as it seems so and nothing pushes it, however
 * little its numbers alone say meanwhile. */
double
tlm_signals_on_orbit (const TlmSignals *signals, gsize index)
{
  const TlmKinematics *now = tlm_signals_kinematics (signals, index);
  double on = on_orbit_now (signals, now, index), before;

  if (!isnan (on) || index == 0 || tlm_signals_gap (signals, index))
    return on;
  before = tlm_signals_at (signals, index - 1, TLM_RULE_ON_ORBIT, 0);
  if (before == 1)
    return seems_on_orbit (signals, now, index) ? 1 : NAN;
  return before == 0 && tlm_signals_at (signals, index, TLM_RULE_THRUSTING, 0) == 0 &&
      is_slow_along (signals, now, tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0), 0) ? 0 : NAN;
}
