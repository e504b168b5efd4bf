/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/ephemeris-forces.h"

#include <erfa.h>
#include <erfam.h>

#include "core/space/frames/earth.h"
#include "core/space/frames/jd.h"

/* Second zonal harmonic of the Earth (EGM2008, tide-free). */
#define J2 1.0826266835531513e-3

/* GM of the Sun, m^3/s^2 (IAU 2012 resolution B2, with DE440). */
#define GM_SUN 1.32712440041279419e20

/* Over this long a cubic has the Moon's place to 1 m. */
#define SKY_HOURS (3 * 3600 * TLM_SECOND)

/* Radians of the circular orbit that one step may cross. */
#define STEP_RAD 0.03

static TlmState
from_au (double pv[2][3], double sign)
{
  const double m = sign * ERFA_DAU, m_s = m / 86400;

  return (TlmState) { { pv[0][0] * m, pv[0][1] * m, pv[0][2] * m },
    { pv[1][0] * m_s, pv[1][1] * m_s, pv[1][2] * m_s } };
}

static void
look_up (TlmInstant instant, TlmState *moon, TlmState *sun)
{
  TlmJd tt = tlm_jd_tt (instant);
  double pv[2][3], barycentric[2][3];

  eraMoon98 (tt.day, tt.fraction, pv);
  *moon = from_au (pv, 1);
  eraEpv00 (tt.day, tt.fraction, pv, barycentric);
  *sun = from_au (pv, -1);
}

static void
move_sky (TlmSky *sky, TlmInstant instant)
{
  TlmInstant start = instant - (instant % SKY_HOURS + SKY_HOURS) % SKY_HOURS;

  if (sky->is_set && sky->start == start)
    return;
  if (sky->is_set && sky->start + SKY_HOURS == start) {
    sky->moon[0] = sky->moon[1];
    sky->sun[0] = sky->sun[1];
  } else {
    look_up (start, &sky->moon[0], &sky->sun[0]);
  }
  look_up (start + SKY_HOURS, &sky->moon[1], &sky->sun[1]);
  sky->start = start;
  sky->is_set = TRUE;
}

/* Cubic of two states; the velocity is linear, which is enough to go straight on. */
static TlmState
between (const TlmState *ends, double part, double span_s)
{
  double a = part * part * (3 - 2 * part), b = part * (1 - part) * (1 - part) * span_s,
      c = part * part * (part - 1) * span_s;
  TlmVec3 r = tlm_vec3_add (tlm_vec3_scale (ends[0].position_m, 1 - a),
      tlm_vec3_scale (ends[1].position_m, a));

  r = tlm_vec3_add (r, tlm_vec3_add (tlm_vec3_scale (ends[0].velocity_m_s, b),
          tlm_vec3_scale (ends[1].velocity_m_s, c)));
  return (TlmState) { r, tlm_vec3_add (tlm_vec3_scale (ends[0].velocity_m_s, 1 - part),
        tlm_vec3_scale (ends[1].velocity_m_s, part)) };
}

static void
add_body (TlmForces *forces, double gm_m3_s2, const TlmState *body, const TlmState *centre)
{
  guint i = forces->n_bodies++;

  forces->bodies[i].gm_m3_s2 = gm_m3_s2;
  forces->bodies[i].position_m = tlm_vec3_sub (body->position_m, centre->position_m);
  forces->bodies[i].velocity_m_s = tlm_vec3_sub (body->velocity_m_s, centre->velocity_m_s);
}

static void
add_bodies (TlmForces *forces, gboolean about_moon, TlmFrame frame, TlmInstant start, TlmSky *sky)
{
  TlmSky own = { FALSE };
  const TlmState earth = { { 0, 0, 0 }, { 0, 0, 0 } };
  TlmState moon, sun;
  double part;

  sky = sky ? sky : &own;
  move_sky (sky, start);
  part = (double) (start - sky->start) / (double) SKY_HOURS;
  moon = between (sky->moon, part, tlm_duration_to_s (SKY_HOURS));
  sun = between (sky->sun, part, tlm_duration_to_s (SKY_HOURS));
  if (about_moon) {
    add_body (forces, tlm_body_earth ()->gm_m3_s2, &earth, &moon);
    add_body (forces, GM_SUN, &sun, &moon);
  } else {
    add_body (forces, tlm_body_find ("MOON", NULL)->gm_m3_s2, &moon, &earth);
    add_body (forces, GM_SUN, &sun, &earth);
  }
  if (frame == TLM_FRAME_GCRF || frame == TLM_FRAME_EME2000)
    return;
  TlmMat3 turn = tlm_frame_rotation (TLM_FRAME_GCRF, frame, start, NULL);
  for (guint i = 0; i < forces->n_bodies; i++) {
    forces->bodies[i].position_m = tlm_mat3_apply (&turn, forces->bodies[i].position_m);
    forces->bodies[i].velocity_m_s = tlm_mat3_apply (&turn, forces->bodies[i].velocity_m_s);
  }
}

TlmForces
tlm_forces_new (const TlmBody *centre, TlmFrame frame, TlmVec3 pole, gboolean has_j2,
    TlmInstant start, TlmVec3 position_m, TlmSky *sky)
{
  gboolean is_earth = centre == tlm_body_earth ();
  gboolean is_moon = centre == tlm_body_find ("MOON", NULL);
  TlmForces forces = { .gm_m3_s2 = centre->gm_m3_s2, .radius_m = centre->equatorial_radius_m,
    .j2 = has_j2 && is_earth ? J2 : 0, .pole = pole,
    .is_turning = is_earth && tlm_frame_is_earth_fixed (frame) };

  if (is_moon || (is_earth && tlm_vec3_norm (position_m) > TLM_FORCES_FAR_M))
    add_bodies (&forces, is_moon, frame, start, sky);
  return forces;
}

TlmVec3
tlm_forces_pole (TlmFrame frame, TlmInstant instant)
{
  TlmMat3 turn = tlm_frame_rotation (frame, TLM_FRAME_ITRF, instant, NULL);

  return (TlmVec3) { turn.m[2][0], turn.m[2][1], turn.m[2][2] };
}

/* Pull of a body at B, less its pull at the centre. */
static TlmVec3
tide (double gm_m3_s2, TlmVec3 b, TlmVec3 r)
{
  TlmVec3 d = tlm_vec3_sub (b, r);
  double near = tlm_vec3_norm (d), far = tlm_vec3_norm (b);

  return tlm_vec3_sub (tlm_vec3_scale (d, gm_m3_s2 / (near * near * near)),
      tlm_vec3_scale (b, gm_m3_s2 / (far * far * far)));
}

TlmVec3
tlm_forces_at (const TlmForces *forces, double dt_s, TlmVec3 r)
{
  double square = tlm_vec3_dot (r, r), length = sqrt (square);
  double pull = -forces->gm_m3_s2 / (square * length);
  double sine = tlm_vec3_dot (r, forces->pole) / length;
  double k = 1.5 * forces->j2 * forces->radius_m * forces->radius_m / square;
  TlmVec3 a = tlm_vec3_add (tlm_vec3_scale (r, pull * (1 + k * (1 - 5 * sine * sine))),
      tlm_vec3_scale (forces->pole, pull * 2 * k * sine * length));

  for (guint i = 0; i < forces->n_bodies; i++)
    a = tlm_vec3_add (a, tide (forces->bodies[i].gm_m3_s2,
            tlm_vec3_add (forces->bodies[i].position_m,
                tlm_vec3_scale (forces->bodies[i].velocity_m_s, dt_s)), r));
  return a;
}

static TlmState
turn_back (double angle_rad, const TlmState *state)
{
  TlmMat3 turn = tlm_mat3_rotation_z (angle_rad);

  return (TlmState) { tlm_mat3_apply (&turn, state->position_m),
    tlm_mat3_apply (&turn, state->velocity_m_s) };
}

TlmState
tlm_forces_freeze (const TlmForces *forces, double dt_s, const TlmState *state)
{
  TlmVec3 rate = { 0, 0, TLM_EARTH_RATE };
  TlmState still = *state;

  if (!forces->is_turning)
    return still;
  still.velocity_m_s = tlm_vec3_add (still.velocity_m_s, tlm_vec3_cross (rate, still.position_m));
  return turn_back (-TLM_EARTH_RATE * dt_s, &still);
}

TlmState
tlm_forces_thaw (const TlmForces *forces, double dt_s, const TlmState *state)
{
  TlmVec3 rate = { 0, 0, TLM_EARTH_RATE };
  TlmState turned = *state;

  if (!forces->is_turning)
    return turned;
  turned = turn_back (TLM_EARTH_RATE * dt_s, state);
  turned.velocity_m_s = tlm_vec3_sub (turned.velocity_m_s,
      tlm_vec3_cross (rate, turned.position_m));
  return turned;
}

guint
tlm_forces_steps (const TlmForces *forces, const TlmState *state, double span_s)
{
  double r = tlm_vec3_norm (state->position_m);
  double angle = fabs (span_s) * sqrt (forces->gm_m3_s2 / (r * r * r));
  double steps = 4 * ceil (angle / STEP_RAD / 4);

  /* written so that NaN fails */
  return steps <= TLM_FORCES_MAX_STEPS ? MAX ((guint) steps, 4) : 0;
}

static inline TlmVec3
along (TlmVec3 a, TlmVec3 b, double k)
{
  return tlm_vec3_add (a, tlm_vec3_scale (b, k));
}

TlmState
tlm_forces_step (const TlmForces *forces, double from_s, const TlmState *state, double h)
{
  TlmVec3 r = state->position_m, v1 = state->velocity_m_s;
  TlmVec3 a1 = tlm_forces_at (forces, from_s, r);
  TlmVec3 v2 = along (v1, a1, h / 2);
  TlmVec3 a2 = tlm_forces_at (forces, from_s + h / 2, along (r, v1, h / 2));
  TlmVec3 v3 = along (v1, a2, h / 2);
  TlmVec3 a3 = tlm_forces_at (forces, from_s + h / 2, along (r, v2, h / 2));
  TlmVec3 v4 = along (v1, a3, h);
  TlmVec3 a4 = tlm_forces_at (forces, from_s + h, along (r, v3, h));

  return (TlmState) {
    along (r, along (along (v1, tlm_vec3_add (v2, v3), 2), v4, 1), h / 6),
    along (v1, along (along (a1, tlm_vec3_add (a2, a3), 2), a4, 1), h / 6) };
}
