/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether the engine runs of what only the climb is known of. Along the ground it may go at any speed, which
 * holds it up as an engine would; but without an engine its angular momentum L stays, so that
 * from the rise a = L² / r³ - GM / r² of the climb c follows da/dt = -c / r (3 a + GM / r²),
 * whatever L is. */
#include <math.h>

#include "core/phases/signals-private.h"

/* Looked at to one side of the instant, over the first of these that tells. */
static const double spans_s[] = { 3, 6, 12, 25 };

/* What an engine changes in a second at least, and what nothing does. */
#define POWERED_M_S3 0.012
#define FREE_M_S3 0.004
#define SIGMAS 3
#define LEAST_FREE_S 12      /* guidance holds a climb as free flight would for moments */

static double
free_jerk_m_s3 (const TlmKinematics *now, double radius_m, double gravity_m_s2)
{
  return -now->climb_m_s / radius_m * (3 * now->rise_m_s2 + gravity_m_s2);
}

/* What two slopes have in common is not in their difference: at least a hundredth of them
 * (core/log/slope.h). */
static double
own_error (const TlmKinematics *at)
{
  double error = at->rise_error_m_s2, common = 0.01 * at->rise_m_s2;

  return sqrt (MAX (error * error - common * common, error * error / 10000));
}

static double
radius_m (const TlmSignals *signals, gsize index)
{
  return signals->body->equatorial_radius_m +
      tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0);
}

static double
weight_m_s2 (const TlmSignals *signals, gsize index)
{
  double radius = radius_m (signals, index);

  return signals->body->gm_m3_s2 / (radius * radius);
}

/* How far its jerk from INDEX to TO is off that of free flight, and one standard deviation. */
static double
off_m_s3 (const TlmSignals *signals, gsize index, gsize to, double *error)
{
  const TlmKinematics *a = tlm_signals_kinematics (signals, index);
  const TlmKinematics *b = tlm_signals_kinematics (signals, to);
  double span = tlm_duration_to_s (g_array_index (signals->times, gint64, to) -
      g_array_index (signals->times, gint64, index));
  double radius = radius_m (signals, index), gravity = weight_m_s2 (signals, index);

  *error = hypot (own_error (a), own_error (b)) / fabs (span);
  return (b->rise_m_s2 - a->rise_m_s2) / span -
      (free_jerk_m_s3 (a, radius, gravity) + free_jerk_m_s3 (b, radius, gravity)) / 2;
}

/* The instant SPAN from INDEX, back where it is negative; INDEX where a gap or the end is
 * nearer. */
static gsize
beside (const TlmSignals *signals, gsize index, double span_s)
{
  gint64 until = g_array_index (signals->times, gint64, index) +
      (gint64) (span_s * (double) TLM_SECOND);
  gsize i = index;

  while (span_s > 0 && g_array_index (signals->times, gint64, i) < until) {
    i++;
    if (i >= signals->times->len || tlm_signals_gap (signals, i))
      return index;
  }
  while (span_s < 0 && g_array_index (signals->times, gint64, i) > until) {
    if (i == 0 || tlm_signals_gap (signals, i))
      return index;
    i--;
  }
  return i;
}

/* Whether it is free as far as is seen to one side, over any of the spans. */
static gboolean
is_free_to (const TlmSignals *signals, gsize index, double direction)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans_s); i++) {
    gsize to = beside (signals, index, direction * spans_s[i]);
    double error, off;
    if (to == index)
      return FALSE;
    off = fabs (off_m_s3 (signals, index, to, &error));
    if (off - SIGMAS * error > POWERED_M_S3)
      return FALSE;
    if (spans_s[i] >= LEAST_FREE_S && off + SIGMAS * error < POWERED_M_S3 &&
        off - SIGMAS * error < FREE_M_S3)
      return TRUE;
  }
  return FALSE;
}

#define N_SHORT 2

/* Whether it is not, over one of the shorter. */
static gboolean
is_powered_to (const TlmSignals *signals, gsize index, double direction)
{
  for (guint i = 0; i < N_SHORT; i++) {
    gsize to = beside (signals, index, direction * spans_s[i]);
    double error, off;
    if (to == index)
      return FALSE;
    off = fabs (off_m_s3 (signals, index, to, &error));
    if (off - SIGMAS * error > POWERED_M_S3)
      return TRUE;
  }
  return FALSE;
}

/* What falls by so much at once, to so little, was an engine's. */
#define CUT_M_S2 5.0
#define REST_M_S2 2.5
#define FAST_M_S 1500.0

/* A rise is of the samples to both sides: one that is of none of the same is so many back. */
#define APART 3

/* Change of the rise up to INDEX, beyond its error; 0: none. */
static double
change_m_s2 (const TlmSignals *signals, gsize from, gsize index)
{
  const TlmKinematics *a = tlm_signals_kinematics (signals, from);
  const TlmKinematics *b = tlm_signals_kinematics (signals, index);
  double change = b->rise_m_s2 - a->rise_m_s2;
  double error = SIGMAS * hypot (a->rise_error_m_s2, b->rise_error_m_s2);

  return copysign (MAX (fabs (change) - error, 0), change);
}

/* 1 where an engine starts at INDEX, 0 where one stops, by the size of the change alone. What is
 * seen now and then stops within a few samples; air takes hold of what falls into it no faster
 * than it gets dense, which may be as long. */
static double
find_jump (const TlmSignals *signals, gsize index)
{
  gsize from = beside (signals, index, -spans_s[0]), far = from;
  double gravity = weight_m_s2 (signals, index);

  while (far > 0 && index - far < APART && !tlm_signals_gap (signals, far))
    far--;
  if (change_m_s2 (signals, far, index) <= -CUT_M_S2)
    return tlm_signals_kinematics (signals, index)->rise_m_s2 + gravity < REST_M_S2 ? 0 : NAN;
  if (!(change_m_s2 (signals, from, index) >= CUT_M_S2))
    return NAN;
  return tlm_signals_kinematics (signals, from)->rise_m_s2 + gravity < REST_M_S2 &&
      tlm_signals_kinematics (signals, index)->climb_m_s > -FAST_M_S ? 1 : NAN;
}

/* What an engine that stops changes the rise by at the least, which guidance does not do at once. */
#define STEP_M_S2 0.3

/* Whether the rise after INDEX is another one than that before it leads to. */
static gboolean
has_step (const TlmSignals *signals, gsize index)
{
  double span = spans_s[N_SHORT - 1], jerk, off, error;
  gsize at[3] = { beside (signals, index, -2 * span), beside (signals, index, -span),
    beside (signals, index, span) };
  const TlmKinematics *far = tlm_signals_kinematics (signals, at[0]);
  const TlmKinematics *near = tlm_signals_kinematics (signals, at[1]);
  const TlmKinematics *after = tlm_signals_kinematics (signals, at[2]);
  double ahead = tlm_duration_to_s (g_array_index (signals->times, gint64, at[2]) -
      g_array_index (signals->times, gint64, at[1]));
  double back = tlm_duration_to_s (g_array_index (signals->times, gint64, at[1]) -
      g_array_index (signals->times, gint64, at[0]));

  if (back <= 0 || at[2] == index)
    return FALSE;
  jerk = (near->rise_m_s2 - far->rise_m_s2) / back;
  off = fabs (after->rise_m_s2 - near->rise_m_s2 - jerk * ahead);
  error = hypot (own_error (after), own_error (near)) + hypot (own_error (near), own_error (far)) * ahead / back;
  return off - error > STEP_M_S2;
}

/* Whether an engine that ran until shortly before INDEX stops there. */
static gboolean
stops (const TlmSignals *signals, gsize index)
{
  gsize before = beside (signals, index, -2 * spans_s[N_SHORT - 1]);

  return is_free_to (signals, index, 1) && is_powered_to (signals, index, -1) &&
      !is_free_to (signals, before, -1) && has_step (signals, index);
}

/* What breaks the jerk of free flight beyond doubt: an engine of 1 m/s² within some seconds; and by how much it is more
 * than it may be to the other side. */
#define STRONG_M_S3 0.1
#define WELL_APART 4

/* How the jerk breaks at INDEX, however little is known of either side: to DIRECTION it is off that of free flight
 * by far more than it may be to the other side. 0: it does not. */
static double
break_m_s3 (const TlmSignals *signals, gsize index, double direction)
{
  gsize pushed = beside (signals, index, direction * spans_s[N_SHORT - 1]);
  gsize free = beside (signals, index, -direction * LEAST_FREE_S);
  double off, error, most;

  if (pushed == index || free == index)
    return 0;
  most = fabs (off_m_s3 (signals, index, free, &error));
  most = WELL_APART * (most + SIGMAS * error);
  off = off_m_s3 (signals, index, pushed, &error);
  return fabs (off) - SIGMAS * error > MAX (most, STRONG_M_S3) ? off : 0;
}

/* Whether what is off free flight over the longer of the short spans is so from INDEX on, and not from somewhere in it. */
static gboolean
is_off_at_once (const TlmSignals *signals, gsize index)
{
  double error, far_error, near = off_m_s3 (signals, index, beside (signals, index, spans_s[0]), &error);
  double far = off_m_s3 (signals, index, beside (signals, index, spans_s[N_SHORT - 1]), &far_error);

  return fabs (near) + SIGMAS * error >= fabs (far) - SIGMAS * far_error;
}

/* Whether one starts at INDEX that did not run until then, or until shortly before: what is seen now and then
 * changes over some samples. */
static gboolean
starts (const TlmSignals *signals, gsize index)
{
  gsize before = beside (signals, index, -2 * spans_s[N_SHORT - 1]);

  return is_powered_to (signals, index, 1) && is_off_at_once (signals, index) && (is_free_to (signals, index, -1) ||
      (before != index && is_free_to (signals, before, -1) && has_step (signals, index)));
}

/* Whether it was not seen to come from the ground, or as low as an engine has to lift it. */
static gboolean
came_high (const TlmSignals *signals)
{
  return isnan (signals->ground_m) && (!signals->about->has_air ||
      tlm_signals_begin_m (signals) > TLM_THIN_M);
}

/* More than its weight, and what air there is, pulls nothing down that climbs from the ground: what comes
 * in from an orbit may be held down by the lift of air that a climb alone tells nothing of. */
#define DOWN_M_S2 1.0
#define DRAG_M2_KG 0.02      /* of what has four times the drag of a capsule for its mass */

static gboolean
is_pushed_down (const TlmSignals *signals, gsize index)
{
  const TlmKinematics *now = tlm_signals_kinematics (signals, index);
  double down = -now->rise_m_s2 - weight_m_s2 (signals, index) - DRAG_M2_KG * now->pressure_pa;

  return !came_high (signals) && now->climb_m_s > 0 && down - SIGMAS * now->rise_error_m_s2 > DOWN_M_S2;
}

/* What climbs faster and faster without an engine goes faster along the ground than a circle: nothing that came from
 * the ground does where air or mountains would stop it. */
static gboolean
is_pushed_up (const TlmSignals *signals, gsize index)
{
  const TlmKinematics *now = tlm_signals_kinematics (signals, index);

  return !came_high (signals) && now->climb_m_s > 0 && now->rise_m_s2 - SIGMAS * now->rise_error_m_s2 > 0 &&
      tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0) < signals->about->orbit_m;
}

/* Guidance may well hold a climb for some time as free flight would: an engine is on, or off,
 * from where that changes at once; what was not seen to start from the ground may coast as it
 * comes into sight. */
static double
find_engine (const TlmSignals *signals, gsize index, double before)
{
  TlmKinematics *now = tlm_signals_kinematics (signals, index);
  double jump = find_jump (signals, index), begins;

  if (is_pushed_down (signals, index))
    return 1;
  if (!isnan (jump))
    return jump;
  if (now->climb_m_s < 0 && signals->about->has_air &&
      tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0) < TLM_AIRLESS_M)
    return before;      /* the air does it as slowly */
  if (before == 0 && (begins = break_m_s3 (signals, index, 1)) != 0) {
    now->began_m_s3 = begins;
    return 1;
  }
  /* What burns again drops no stage, which breaks the jerk of an engine that runs on; and it stops with a break that
   * is the other way round from that it began with. */
  if (before == 1 && now->began_m_s3 != 0 && now->began_m_s3 * break_m_s3 (signals, index, -1) < 0)
    return 0;
  if (before != 0 && (stops (signals, index) || (isnan (before) && came_high (signals) &&
              is_free_to (signals, index, 1))))
    return 0;
  if (before != 1 && starts (signals, index))
    return 1;
  return before;
}

/* What seems to coast while it is pushed up does not: then the climb alone tells nothing. */
double
tlm_signals_engine (const TlmSignals *signals, gsize index, double before)
{
  double engine = find_engine (signals, index, before);

  return engine == 0 && is_pushed_up (signals, index) ? NAN : engine;
}

/* Above this the air holds up nothing that falls. */
#define SPACE_M 100e3

double
tlm_signals_along (const TlmSignals *signals, gsize index)
{
  const TlmKinematics *now = tlm_signals_kinematics (signals, index);
  double before = index > 0 && !tlm_signals_gap (signals, index) ?
      tlm_signals_kinematics (signals, index - 1)->along_m_s : NAN, along;

  if (!isnan (now->speed_m_s) || now->engine == 1)
    return NAN;
  if (now->engine != 0 || !(tlm_signals_at (signals, index, TLM_CHANNEL_ALTITUDE, 0) > SPACE_M))
    return before;
  along = sqrt (MAX (now->rise_m_s2 + SIGMAS * now->rise_error_m_s2 + weight_m_s2 (signals, index), 0) *
          radius_m (signals, index));
  return isnan (before) || along < before ? along : before;
}
