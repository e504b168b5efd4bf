/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Flights whose every state is known: equations of motion integrated here, in small
 * steps and apart from the code under test (RK4; the forces by Montenbruck and Gill,
 * Satellite Orbits, 3.2 and 3.3.2). Metres, seconds. */

#include <erfa.h>
#include <math.h>
#include <string.h>

#include "core/space/frames/vec.h"

/* J2000.0 as TAI since 1970 less 32 s: the pole of GCRF is that of date. */
#define TRUTH_EPOCH_S 946728000.0

typedef struct {
  double from_s, until_s;
  double m_s2;                 /* along the velocity; negative brakes */
} TruthBurn;

typedef struct {
  TlmState start;
  double span_s, dt_s;
  gboolean has_harmonics;      /* J3, J4 and the equator's ellipse too */
  gboolean has_moon;           /* Moon and Sun too */
  TruthBurn burns[3];
} TruthFlight;

#define TRUTH_GM 3.986004418e14
#define TRUTH_A 6378137.0

static inline TlmVec3
truth_zonal (TlmVec3 r)
{
  const double j2 = 1.08262668e-3, j3 = -2.5327e-6, j4 = -1.6196e-6;
  double n = tlm_vec3_norm (r), g = TRUTH_GM / (n * n), q = TRUTH_A / n, u = r.z / n;
  TlmVec3 e = tlm_vec3_scale (r, 1 / n), z = { 0, 0, 1 };
  /* -grad of (GM/n) J_k q^k P_k (u): radial (k + 1) P_k, along z - u e: -P_k' */
  double p2 = (3 * u * u - 1) / 2, p3 = (5 * u * u * u - 3 * u) / 2;
  double p4 = (35 * pow (u, 4) - 30 * u * u + 3) / 8;
  double d2 = 3 * u, d3 = (15 * u * u - 3) / 2, d4 = (35 * u * u * u - 15 * u) / 2;
  double radial = j2 * q * q * 3 * p2 + j3 * pow (q, 3) * 4 * p3 + j4 * pow (q, 4) * 5 * p4;
  double across = j2 * q * q * d2 + j3 * pow (q, 3) * d3 + j4 * pow (q, 4) * d4;

  return tlm_vec3_add (tlm_vec3_scale (e, g * (radial + u * across)),
      tlm_vec3_scale (z, -g * across));
}

static inline TlmVec3
truth_j2 (TlmVec3 r)
{
  const double j2 = 1.08262668e-3;
  double n = tlm_vec3_norm (r), k = -1.5 * j2 * TRUTH_GM * TRUTH_A * TRUTH_A / pow (n, 5);
  double s = 5 * r.z * r.z / (n * n);

  return (TlmVec3) { k * r.x * (1 - s), k * r.y * (1 - s), k * r.z * (3 - s) };
}

/* The ellipse of the equator, turning: potential GM/n q^2 3 cos^2 phi (C22 cos 2 lambda
 * + S22 sin 2 lambda) = 3 GM a^2 (C22 (x^2 - y^2) + 2 S22 x y) / n^5. */
static inline TlmVec3
truth_ellipse (double t_s, TlmVec3 r)
{
  const double c22 = 1.5745e-6, s22 = -0.9039e-6;
  double angle = 4.895 + 7.292115e-5 * t_s, c = cos (angle), s = sin (angle);
  double x = c * r.x + s * r.y, y = -s * r.x + c * r.y, n = tlm_vec3_norm (r);
  double k = 3 * TRUTH_GM * TRUTH_A * TRUTH_A / pow (n, 5);
  double f = (c22 * (x * x - y * y) + 2 * s22 * x * y) * 5 / (n * n);
  double ax = k * (2 * c22 * x + 2 * s22 * y - f * x), ay = k * (-2 * c22 * y + 2 * s22 * x - f * y);

  return (TlmVec3) { c * ax - s * ay, s * ax + c * ay, -k * f * r.z };
}

static inline TlmVec3
truth_tide (double gm, TlmVec3 b, TlmVec3 r)
{
  TlmVec3 d = tlm_vec3_sub (b, r);

  return tlm_vec3_sub (tlm_vec3_scale (d, gm / pow (tlm_vec3_norm (d), 3)),
      tlm_vec3_scale (b, gm / pow (tlm_vec3_norm (b), 3)));
}

/* The Moon's place, whose theory takes its time, kept for ten minutes. */
static inline TlmVec3
truth_moon (double t_s)
{
  static double kept_s = -1e9;
  static TlmVec3 place, speed;
  double pv[2][3], slot = floor (t_s / 600) * 600;

  if (kept_s != slot) {
    kept_s = slot;
    eraMoon98 (2451545.0, (slot + 64.184) / 86400, pv);
    place = tlm_vec3_scale ((TlmVec3) { pv[0][0], pv[0][1], pv[0][2] }, 149597870700.0);
    speed = tlm_vec3_scale ((TlmVec3) { pv[1][0], pv[1][1], pv[1][2] }, 149597870700.0 / 86400);
  }
  return tlm_vec3_add (place, tlm_vec3_scale (speed, t_s - slot));
}

static inline TlmVec3
truth_acceleration (const TruthFlight *flight, double t_s, const TlmState *state)
{
  TlmVec3 r = state->position_m, a;
  /* mean longitude 280.46 degrees at J2000.0, 0.9856474 a day, obliquity 23.44 */
  double longitude = (280.46 + 1.915 * sin (357.53 * G_PI / 180)) * G_PI / 180 +
      1.9910e-7 * t_s;
  TlmVec3 sun = { 1.471e11 * cos (longitude), 1.471e11 * sin (longitude) * 0.917482,
    1.471e11 * sin (longitude) * 0.397777 };

  a = tlm_vec3_scale (r, -TRUTH_GM / pow (tlm_vec3_norm (r), 3));
  a = tlm_vec3_add (a, flight->has_harmonics ?
      tlm_vec3_add (truth_zonal (r), truth_ellipse (t_s, r)) : truth_j2 (r));
  if (flight->has_moon) {
    a = tlm_vec3_add (a, truth_tide (4.902800118e12, truth_moon (t_s), r));
    a = tlm_vec3_add (a, truth_tide (1.32712440041e20, sun, r));
  }
  for (guint i = 0; i < G_N_ELEMENTS (flight->burns); i++)
    if (t_s >= flight->burns[i].from_s && t_s < flight->burns[i].until_s)
      a = tlm_vec3_add (a, tlm_vec3_scale (tlm_vec3_unit (state->velocity_m_s),
              flight->burns[i].m_s2));
  return a;
}

static inline TlmState
truth_along (const TlmState *s, const TlmState *rate, double h)
{
  return (TlmState) { tlm_vec3_add (s->position_m, tlm_vec3_scale (rate->position_m, h)),
    tlm_vec3_add (s->velocity_m_s, tlm_vec3_scale (rate->velocity_m_s, h)) };
}

/* All four slopes of a step are taken inside it, so that a burn that begins or ends with
 * a step is exact. */
static inline TlmState
truth_step (const TruthFlight *flight, double t_s, const TlmState *s, double h)
{
  const double at[4] = { 1e-6, 0.5, 0.5, 1 - 1e-6 }, weight[4] = { 1, 2, 2, 1 };
  TlmState out = *s, rate = { { 0, 0, 0 }, { 0, 0, 0 } };

  for (int i = 0; i < 4; i++) {
    TlmState here = i == 0 ? *s : truth_along (s, &rate, i == 3 ? h : h / 2);
    rate = (TlmState) { here.velocity_m_s, truth_acceleration (flight, t_s + at[i] * h, &here) };
    out = truth_along (&out, &rate, weight[i] * h / 6);
  }
  return out;
}

/* A state every dt_s from 0 to span_s; g_free(). */
static inline TlmState *
truth_fly (const TruthFlight *flight, gsize *n)
{
  TlmState *states;

  *n = (gsize) llround (flight->span_s / flight->dt_s) + 1;
  states = g_new (TlmState, *n);
  states[0] = flight->start;
  for (gsize i = 0; i + 1 < *n; i++)
    states[i + 1] = truth_step (flight, (double) i * flight->dt_s, &states[i], flight->dt_s);
  return states;
}
