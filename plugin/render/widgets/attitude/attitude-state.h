/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/widgets/attitude/attitude-face.h"

G_BEGIN_DECLS

/* The attitude of a vehicle: Euler angles in the order yaw, pitch, roll from
 * north, east, down to its own axes forward, right, down (ISO 1151-1 and -2),
 * degrees. */
typedef struct {
  double roll, pitch, yaw;
} TlrEuler;

/* Of a quaternion w, x, y, z that turns the vehicle's axes into north, east, down
 * (J. Diebel, Representing Attitude, 2006, eq. 290); of any length over 0. Roll
 * and yaw -180..180, pitch -90..90. */
TlrEuler tlr_euler_from_quaternion (double w, double x, double y, double z);

/* Steps to a row that a change is seen by. */
#define TLR_ATTITUDE_STEPS 4

/* What the ball shows; all bytes are set, for they are compared. */
typedef struct {
  gint32 roll_step, pitch_step;
  gint16 heading;              /* degrees, 0..359, or -1 */
  guint8 known, stale;
} TlrAttitudeState;

/* TlrItemClass's state: of the channels pitch and roll, or of the quaternion where the
 * vehicle does not say its pitch. */
gsize tlr_attitude_state (const TlrAttitude *attitude, const TlmSnapshot *snapshot,
    guint8 *out);

/* Roll in a state, radians. */
double tlr_attitude_roll (const TlrAttitude *attitude, const TlrAttitudeState *state);

G_END_DECLS
