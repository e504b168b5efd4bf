/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/kepler.h"

/* Laguerre's method takes four or five steps from anywhere. */
#define MAX_STEPS 60

/* Of Laguerre's method; Conway's choice. */
#define LAGUERRE_ORDER 5.0

/* Below this the closed forms of the Stumpff functions lose digits. */
#define SMALL_PSI 0.1

/* An orbit in Battin's terms. */
typedef struct {
  double root_gm;
  double r0;      /* distance, m */
  double sigma0;  /* r.v / sqrt (GM) */
  double alpha;   /* 1 / semi-major axis, negative on a hyperbola */
} Orbit;

/* Where it is at universal anomaly CHI. */
typedef struct {
  double chi, c, s, psi;
  double r;       /* distance, m */
} Place;

static Orbit
orbit_from_state (double gm_m3_s2, const TlmState *state)
{
  double r0 = tlm_vec3_norm (state->position_m);

  return (Orbit) { .root_gm = sqrt (gm_m3_s2), .r0 = r0,
    .sigma0 = tlm_vec3_dot (state->position_m, state->velocity_m_s) / sqrt (gm_m3_s2),
    .alpha = 2.0 / r0 - tlm_vec3_dot (state->velocity_m_s, state->velocity_m_s) / gm_m3_s2 };
}

/* Stumpff's functions: c = (1 - cos x) / x^2, s = (x - sin x) / x^3, x^2 = psi. */
static void
stumpff (double psi, double *c, double *s)
{
  double x = sqrt (fabs (psi));

  if (fabs (psi) < SMALL_PSI) {
    *c = 1.0 / 2 - psi * (1.0 / 24 - psi * (1.0 / 720 - psi * (1.0 / 40320
        - psi * (1.0 / 3628800 - psi / 479001600.0))));
    *s = 1.0 / 6 - psi * (1.0 / 120 - psi * (1.0 / 5040 - psi * (1.0 / 362880
        - psi * (1.0 / 39916800 - psi / 6227020800.0))));
  } else if (psi > 0) {
    *c = (1.0 - cos (x)) / psi;
    *s = (x - sin (x)) / (psi * x);
  } else {
    *c = (1.0 - cosh (x)) / psi;
    *s = (sinh (x) - x) / (-psi * x);
  }
}

static Place
place_at (const Orbit *orbit, double chi)
{
  Place place = { .chi = chi, .psi = orbit->alpha * chi * chi };

  stumpff (place.psi, &place.c, &place.s);
  place.r = orbit->sigma0 * chi * (1.0 - place.psi * place.s)
      + (1.0 - orbit->alpha * orbit->r0) * chi * chi * place.c + orbit->r0;
  return place;
}

/* How far Kepler's equation is from zero, and the slope of its slope. */
static double
residual (const Orbit *orbit, const Place *place, double dt_s, double *curvature)
{
  double chi = place->chi, e = 1.0 - orbit->alpha * orbit->r0;

  *curvature = orbit->sigma0 * (1.0 - place->psi * place->c)
      + e * chi * (1.0 - place->psi * place->s);
  return orbit->sigma0 * chi * chi * place->c + e * chi * chi * chi * place->s
      + orbit->r0 * chi - orbit->root_gm * dt_s;
}

static gboolean
solve (const Orbit *orbit, double dt_s, Place *out)
{
  double chi = orbit->alpha > 0 ? orbit->root_gm * dt_s * orbit->alpha
      : orbit->root_gm * dt_s / orbit->r0;

  for (int i = 0; i < MAX_STEPS; i++) {
    Place place = place_at (orbit, chi);
    double curvature, f = residual (orbit, &place, dt_s, &curvature);
    double n = LAGUERRE_ORDER;
    double root = sqrt (fabs ((n - 1) * (n - 1) * place.r * place.r - n * (n - 1) * f * curvature));
    double step = n * f / (place.r + copysign (root, place.r));

    if (!isfinite (step))
      return FALSE;
    chi -= step;
    if (fabs (step) <= 1e-14 * fabs (chi) + 1e-9) {
      *out = place_at (orbit, chi);
      return TRUE;
    }
  }
  return FALSE;
}

double
tlm_kepler_period_s (double gm_m3_s2, const TlmState *state)
{
  Orbit orbit;
  double a;

  g_return_val_if_fail (state && gm_m3_s2 > 0, 0.0);
  orbit = orbit_from_state (gm_m3_s2, state);
  a = orbit.alpha > 0 ? 1.0 / orbit.alpha : orbit.r0;
  return 2.0 * G_PI * sqrt (a * a * a / gm_m3_s2);
}

gboolean
tlm_kepler_propagate (double gm_m3_s2, const TlmState *state, double dt_s, TlmState *out)
{
  Orbit orbit;
  Place place;
  TlmState later;
  double f, g, f_dot, g_dot;

  g_return_val_if_fail (state && out && gm_m3_s2 > 0, FALSE);
  orbit = orbit_from_state (gm_m3_s2, state);
  if (!solve (&orbit, dt_s, &place))
    return FALSE;
  f = 1.0 - place.chi * place.chi * place.c / orbit.r0;
  g = dt_s - place.chi * place.chi * place.chi * place.s / orbit.root_gm;
  f_dot = orbit.root_gm / (place.r * orbit.r0) * place.chi * (place.psi * place.s - 1.0);
  g_dot = 1.0 - place.chi * place.chi * place.c / place.r;
  later.position_m = tlm_vec3_add (tlm_vec3_scale (state->position_m, f),
      tlm_vec3_scale (state->velocity_m_s, g));
  later.velocity_m_s = tlm_vec3_add (tlm_vec3_scale (state->position_m, f_dot),
      tlm_vec3_scale (state->velocity_m_s, g_dot));
  if (!isfinite (tlm_vec3_norm (later.position_m)) || !isfinite (tlm_vec3_norm (later.velocity_m_s)))
    return FALSE;
  *out = later;
  return TRUE;
}
