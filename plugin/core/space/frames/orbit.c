/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/orbit.h"

/* Below these a direction in the orbit is rounding error only. */
#define CIRCULAR 1e-11
#define EQUATORIAL 1e-11
#define PARABOLIC 1e-9

static const TlmVec3 x_axis = { 1.0, 0.0, 0.0 };

/* The angle from a to b, positive about the axis, 0 to 2 pi. */
static double
angle_about (TlmVec3 axis, TlmVec3 a, TlmVec3 b)
{
  double angle = atan2 (tlm_vec3_dot (tlm_vec3_cross (a, b), axis), tlm_vec3_dot (a, b));

  return angle < 0.0 ? angle + 2.0 * G_PI : angle;
}

/* The eccentricity vector, towards periapsis. */
static TlmVec3
eccentricity_vector (const TlmState *state, TlmVec3 momentum, double gm)
{
  TlmVec3 turned = tlm_vec3_cross (state->velocity_m_s, momentum);

  return tlm_vec3_sub (tlm_vec3_scale (turned, 1.0 / gm), tlm_vec3_unit (state->position_m));
}

static TlmOrbit
no_orbit (void)
{
  return (TlmOrbit) { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
}

static void
fill_angles (TlmOrbit *orbit, TlmVec3 normal, TlmVec3 periapsis, TlmVec3 position)
{
  TlmVec3 node = { -normal.y, normal.x, 0.0 };

  orbit->inclination_rad = atan2 (hypot (normal.x, normal.y), normal.z);
  if (tlm_vec3_norm (node) < EQUATORIAL)
    node = x_axis;
  if (orbit->eccentricity < CIRCULAR)
    periapsis = node;
  orbit->raan_rad = angle_about ((TlmVec3) { 0.0, 0.0, 1.0 }, x_axis, node);
  orbit->argp_rad = angle_about (normal, node, periapsis);
  orbit->true_anomaly_rad = angle_about (normal, periapsis, position);
}

/* Size and period; a parabola has neither, a hyperbola a negative axis. */
static void
fill_size (TlmOrbit *orbit, double radius_m, double gm)
{
  double p = orbit->semi_latus_rectum_m, e = orbit->eccentricity;

  orbit->semi_major_axis_m = orbit->apogee_m = orbit->period_s = NAN;
  orbit->perigee_m = p / (1.0 + e) - radius_m;
  if (fabs (1.0 - e) < PARABOLIC)
    return;
  orbit->semi_major_axis_m = p / (1.0 - e * e);
  if (e > 1.0)
    return;
  orbit->apogee_m = p / (1.0 - e) - radius_m;
  orbit->period_s = 2.0 * G_PI * sqrt (pow (orbit->semi_major_axis_m, 3.0) / gm);
}

TlmOrbit
tlm_orbit_from_state (const TlmState *state, const TlmBody *body)
{
  TlmOrbit orbit = no_orbit ();
  TlmVec3 momentum, periapsis;
  double h;

  g_return_val_if_fail (state && body, orbit);
  momentum = tlm_vec3_cross (state->position_m, state->velocity_m_s);
  h = tlm_vec3_norm (momentum);
  if (!isfinite (h) || h == 0.0)
    return orbit;
  periapsis = eccentricity_vector (state, momentum, body->gm_m3_s2);
  orbit.eccentricity = tlm_vec3_norm (periapsis);
  orbit.semi_latus_rectum_m = h * h / body->gm_m3_s2;
  fill_size (&orbit, body->equatorial_radius_m, body->gm_m3_s2);
  fill_angles (&orbit, tlm_vec3_scale (momentum, 1.0 / h), periapsis, state->position_m);
  return orbit;
}

TlmState
tlm_orbit_to_state (const TlmOrbit *orbit, const TlmBody *body)
{
  double p = orbit->semi_latus_rectum_m, e = orbit->eccentricity;
  double so = sin (orbit->raan_rad), co = cos (orbit->raan_rad);
  double si = sin (orbit->inclination_rad), ci = cos (orbit->inclination_rad);
  double sw = sin (orbit->argp_rad), cw = cos (orbit->argp_rad);
  double sv = sin (orbit->true_anomaly_rad), cv = cos (orbit->true_anomaly_rad);
  double radius = p / (1.0 + e * cv), rate = sqrt (body->gm_m3_s2 / p);
  /* Unit vectors towards periapsis and a right angle ahead of it. */
  TlmVec3 ahead = { -co * sw - so * cw * ci, -so * sw + co * cw * ci, cw * si };
  TlmVec3 peri = { co * cw - so * sw * ci, so * cw + co * sw * ci, sw * si };

  return (TlmState) {
    tlm_vec3_add (tlm_vec3_scale (peri, radius * cv), tlm_vec3_scale (ahead, radius * sv)),
    tlm_vec3_add (tlm_vec3_scale (peri, -rate * sv), tlm_vec3_scale (ahead, rate * (e + cv)))
  };
}
