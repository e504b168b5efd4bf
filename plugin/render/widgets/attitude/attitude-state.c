/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/attitude/attitude-state.h"

#include <math.h>
#include <string.h>

TlrEuler
tlr_euler_from_quaternion (double w, double x, double y, double z)
{
  double norm = w * w + x * x + y * y + z * z, deg = 180 / G_PI;
  double sine = CLAMP (2 * (w * y - z * x) / norm, -1, 1);

  return (TlrEuler) {
    .roll = atan2 (2 * (w * x + y * z), w * w - x * x - y * y + z * z) * deg,
    .pitch = asin (sine) * deg,
    .yaw = atan2 (2 * (w * z + x * y), w * w + x * x - y * y - z * z) * deg,
  };
}

static gboolean
is_shown (const TlmSnapshot *snapshot, guint vehicle, guint channel, double *out, gboolean *stale)
{
  TlmValue value = tlm_snapshot_value (snapshot, vehicle, channel);

  if (!tlm_value_is_shown (&value))
    return FALSE;
  *out = value.value;
  *stale |= value.validity == TLM_VALIDITY_STALE;
  return TRUE;
}

static gboolean
read_quaternion (const TlmSnapshot *snapshot, guint vehicle, TlrEuler *euler, gboolean *stale)
{
  double q[4];

  for (guint i = 0; i < 4; i++)
    if (!is_shown (snapshot, vehicle, TLM_CHANNEL_QUATERNION_W + i, &q[i], stale))
      return FALSE;
  if (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3] < 1e-12)
    return FALSE;
  *euler = tlr_euler_from_quaternion (q[0], q[1], q[2], q[3]);
  return TRUE;
}

/* A vehicle that only says its pitch (or the angle of its path) has no roll. */
static gboolean
read_attitude (const TlrAttitude *attitude, const TlmSnapshot *snapshot, TlrEuler *euler,
    gboolean *has_yaw, gboolean *stale)
{
  guint vehicle = (guint) MAX (attitude->widget.vehicle, 0);

  *euler = (TlrEuler) { 0, 0, 0 };
  *has_yaw = is_shown (snapshot, vehicle, attitude->yaw, &euler->yaw, stale);
  if (is_shown (snapshot, vehicle, attitude->pitch, &euler->pitch, stale)) {
    is_shown (snapshot, vehicle, attitude->roll, &euler->roll, stale);
    return TRUE;
  }
  double yaw = euler->yaw;
  if (!read_quaternion (snapshot, vehicle, euler, stale))
    return FALSE;
  euler->yaw = *has_yaw ? yaw : euler->yaw;
  *has_yaw = TRUE;
  return TRUE;
}

gsize
tlr_attitude_state (const TlrAttitude *attitude, const TlmSnapshot *snapshot, guint8 *out)
{
  gboolean has_yaw, stale = FALSE;
  TlrEuler euler;
  TlrAttitudeState state;

  memset (&state, 0, sizeof state);
  state.heading = -1;
  if (read_attitude (attitude, snapshot, &euler, &has_yaw, &stale)) {
    double roll = remainder (euler.roll, 360) * G_PI / 180;
    state.known = TRUE;
    state.stale = stale != FALSE;
    state.roll_step = (gint32) floor (roll * attitude->ball * TLR_ATTITUDE_STEPS + 0.5);
    state.pitch_step = (gint32) floor (remainder (euler.pitch, 360) * attitude->rows_per_deg *
        TLR_ATTITUDE_STEPS + 0.5);
  }
  if (has_yaw && attitude->has_heading)
    state.heading = (gint16) (((int) floor (euler.yaw + 0.5) % 360 + 360) % 360);
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

double
tlr_attitude_roll (const TlrAttitude *attitude, const TlrAttitudeState *state)
{
  return state->roll_step / (attitude->ball * TLR_ATTITUDE_STEPS);
}
