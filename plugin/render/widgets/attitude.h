/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/widgets/plate.h"

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

/* The attitude indicator of a flight display. Lengths are rows both ways. */
typedef struct {
  TlrWidget widget;
  TlrPlate plate;
  guint roll, pitch, yaw;      /* channels, or G_MAXUINT */
  double x, y, radius;         /* the outer circle */
  double ball;                 /* radius of what turns */
  double rows_per_deg;
  double line;
  gboolean has_heading;
  TlrTextStyle heading_style;
  TlrStrip *strip;             /* of the heading; the context's */
  double heading_baseline;
  double sky[4], ground[4], horizon[4], symbol[4], rim[4], face[4], warning[4];
} TlrAttitude;

/* All that moves in it. */
TlrItem *tlr_attitude_ball_new (TlrAttitude *attitude);

/* The rect of the item above. */
TlrRect tlr_attitude_rect (const TlrAttitude *attitude);

G_END_DECLS
