/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "camera.h"

#define DEG (M_PI / 180.0)

double
camera_dip (Vec3 pos)
{
  /* Scaled so that the ellipsoid is the unit sphere. */
  Vec3 p = { pos.x / EARTH_A, pos.y / EARTH_A, pos.z / EARTH_B };

  return acos (1.0 / vec3_norm (p));
}

static Vec3
mix (Vec3 a, double ka, Vec3 b, double kb)
{
  return vec3_add (vec3_scale (ka, a), kb, b);
}

/* A sum of sines that do not repeat within a shot, rms 1. */
static double
wobble (double t, double phase)
{
  return 0.8 * (sin (7.3 * t + phase) + 0.8 * sin (17.9 * t + 2.0 * phase)
      + 0.55 * sin (41.7 * t + 3.0 * phase));
}

Camera
camera_new (const Shot *shot, State state, double met, int width, int height)
{
  Geodetic place = earth_geodetic (state.pos);
  Horizon h = earth_horizon (place);
  double t = met - shot->start_met_s, half = tan (0.5 * shot->fov_deg * DEG);
  double aspect = (double) height / width, pixel = 2.0 * half / 1920.0 * shot->shake_px;
  double track = atan2 (vec3_dot (state.vel, h.east), vec3_dot (state.vel, h.north));
  double heading = track + (shot->heading_deg + shot->pan_deg_s * t) * DEG + pixel * wobble (t, 1.0);
  double tilt = -camera_dip (state.pos) + atan ((2.0 * shot->limb - 1.0) * half * aspect)
      + pixel * wobble (t, 2.0);
  if (shot->at_station == 1.0)
    tilt = 0.5 * M_PI;
  double roll = shot->roll_deg * DEG;
  Vec3 ahead = mix (h.north, cos (heading), h.east, sin (heading));
  Vec3 right = mix (h.north, -sin (heading), h.east, cos (heading));
  Vec3 down = mix (ahead, sin (tilt), h.up, -cos (tilt));

  return (Camera) {
    .pos = state.pos,
    .ahead = mix (ahead, cos (tilt), h.up, sin (tilt)),
    .right = vec3_scale (half, mix (right, cos (roll), down, sin (roll))),
    .down = vec3_scale (half, mix (down, cos (roll), right, -sin (roll))),
    .level_ahead = ahead,
    .level_right = right,
    .up = h.up,
    .aspect = aspect,
  };
}
