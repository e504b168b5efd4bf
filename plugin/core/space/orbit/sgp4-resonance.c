/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/sgp4-internal.h"

#include <math.h>

/* Resonance with the Earth's tesseral harmonics for periods of half a day and
 * a day: STR#3, section 10; the theory is R. S. Hujsak, "A Restricted Four
 * Body Solution for Resonating Satellites Without Drag", Project Spacetrack
 * Report No. 1, 1979. */

/* The integrator's step, min. */
#define STEP 720.0

/* A piece of a fitted polynomial in the eccentricity; it holds up to E_MAX,
 * itself included. Element sets have seven decimals. */
typedef struct {
  double e_max;
  double c[4];
} EccentricityPiece;

/* One half-day term: amplitude is 3 n^2 FACTOR a^-POWER F(i) G(e). */
typedef struct {
  double factor; /* the harmonic, and how often it counts */
  int power;
  guint inclination; /* which of half_day_inclination() */
  EccentricityPiece g[3];
  double phase;
  int lambda, argp;
} HalfDayTerm;

#define ROOT22 1.7891679e-6
#define ROOT32 3.7393792e-7
#define ROOT44 7.3636953e-9
#define ROOT52 1.1428639e-7
#define ROOT54 2.1765803e-9

#define PHASE22 5.7686396
#define PHASE32 0.95240898
#define PHASE44 1.8014998
#define PHASE52 1.0508330
#define PHASE54 4.4108898

enum { F220, F221, F321, F322, F441, F442, F522, F523, F542, F543, N_INCLINATION };

/* G of l, m, p = 2 2 0 .. 5 4 4 with q as STR#3 has them: 201, 211, 310, 322,
 * 410, 422, 520, 532, 521, 533. */
static const HalfDayTerm half_day_terms[SGP4_MAX_RESONANT_TERMS] = {
  { ROOT22, 2, F220, { { 1.0, { -0.306 + 0.64 * 0.440, -0.440 } } }, PHASE22, 1, 2 },
  { ROOT22, 2, F221, {
          { 0.65, { 3.616, -13.2470, 16.2900 } },
          { 1.0, { -72.099, 331.819, -508.738, 266.724 } } }, PHASE22, 1, 0 },
  { ROOT32, 3, F321, {
          { 0.65, { -19.302, 117.3900, -228.4190, 156.5910 } },
          { 1.0, { -346.844, 1582.851, -2415.925, 1246.113 } } }, PHASE32, 1, 1 },
  { ROOT32, 3, F322, {
          { 0.65, { -18.9068, 109.7927, -214.6334, 146.5816 } },
          { 1.0, { -342.585, 1554.908, -2366.899, 1215.972 } } }, PHASE32, 1, -1 },
  { 2.0 * ROOT44, 4, F441, {
          { 0.65, { -41.122, 242.6940, -471.0940, 313.9530 } },
          { 1.0, { -1052.797, 4758.686, -7193.992, 3651.957 } } }, PHASE44, 2, 2 },
  { 2.0 * ROOT44, 4, F442, {
          { 0.65, { -146.407, 841.8800, -1629.014, 1083.4350 } },
          { 1.0, { -3581.690, 16178.110, -24462.770, 12422.520 } } }, PHASE44, 2, 0 },
  { ROOT52, 5, F522, {
          { 0.65, { -532.114, 3017.977, -5740.032, 3708.2760 } },
          { 0.715, { 1464.74, -4664.75, 3763.64 } },
          { 1.0, { -5149.66, 29936.92, -54087.36, 31324.56 } } }, PHASE52, 1, 1 },
  { ROOT52, 5, F523, {
          { 0.6999999, { -853.66600, 4690.2500, -8624.7700, 5341.4 } },
          { 1.0, { -40023.880, 170470.89, -242699.48, 115605.82 } } }, PHASE52, 1, -1 },
  { 2.0 * ROOT54, 5, F542, {
          { 0.6999999, { -822.71072, 4568.6173, -8491.4146, 5337.524 } },
          { 1.0, { -51752.104, 218913.95, -309468.16, 146349.42 } } }, PHASE54, 2, 1 },
  { 2.0 * ROOT54, 5, F543, {
          { 0.6999999, { -919.22770, 4988.6100, -9064.7700, 5542.21 } },
          { 1.0, { -37995.780, 161616.52, -229838.20, 109377.94 } } }, PHASE54, 2, -1 },
};

static double
eccentricity_function (const EccentricityPiece *piece, double e)
{
  while (e > piece->e_max)
    piece++;
  return piece->c[0] + e * (piece->c[1] + e * (piece->c[2] + e * piece->c[3]));
}

/* Kaula's F of STR#3, section 10. */
static void
half_day_inclination (double i, double f[N_INCLINATION])
{
  double s = sin (i), c = cos (i), s2 = s * s, c2 = c * c;

  f[F220] = 0.75 * (1.0 + 2.0 * c + c2);
  f[F221] = 1.5 * s2;
  f[F321] = 1.875 * s * (1.0 - 2.0 * c - 3.0 * c2);
  f[F322] = -1.875 * s * (1.0 + 2.0 * c - 3.0 * c2);
  f[F441] = 35.0 * s2 * f[F220];
  f[F442] = 39.3750 * s2 * s2;
  f[F522] = 9.84375 * s * (s2 * (1.0 - 2.0 * c - 5.0 * c2)
      + 0.33333333 * (-2.0 + 4.0 * c + 6.0 * c2));
  f[F523] = s * (4.92187512 * s2 * (-2.0 - 4.0 * c + 10.0 * c2)
      + 6.56250012 * (1.0 + 2.0 * c - 3.0 * c2));
  f[F542] = 29.53125 * s * (2.0 - 8.0 * c + c2 * (-12.0 + 8.0 * c + 10.0 * c2));
  f[F543] = 29.53125 * s * (-2.0 - 8.0 * c + c2 * (12.0 + 8.0 * c - 10.0 * c2));
}

static void
half_day_init (TlmSgp4 *sgp4)
{
  const TlmSgp4Orbit *o = &sgp4->epoch;
  const TlmSgp4Change *oblate = &sgp4->rates, *pull = &sgp4->lunisolar;
  TlmSgp4Resonance *r = &sgp4->resonance;
  double f[N_INCLINATION];

  half_day_inclination (o->i, f);
  for (guint k = 0; k < SGP4_MAX_RESONANT_TERMS; k++) {
    const HalfDayTerm *term = &half_day_terms[k];
    double amplitude = 3.0 * o->n * o->n * term->factor * pow (o->a, -term->power)
        * f[term->inclination] * eccentricity_function (term->g, o->e);

    r->terms[k] = (TlmSgp4ResonantTerm) { amplitude, term->phase, term->lambda, term->argp };
  }
  r->n_terms = SGP4_MAX_RESONANT_TERMS;
  r->synchronous = FALSE;
  r->lambda0 = fmod (o->m + 2.0 * (o->node - sgp4->sidereal_angle), SGP4_TWO_PI);
  r->lambda_rate = oblate->m + pull->m
      + 2.0 * (oblate->node + pull->node - SGP4_EARTH_RATE) - o->n;
}

static void
synchronous_init (TlmSgp4 *sgp4)
{
  const TlmSgp4Orbit *o = &sgp4->epoch;
  const TlmSgp4Change *oblate = &sgp4->rates, *pull = &sgp4->lunisolar;
  TlmSgp4Resonance *r = &sgp4->resonance;
  double e2 = o->e * o->e, c1 = 1.0 + cos (o->i), s = sin (o->i);
  double g200 = 1.0 + e2 * (-2.5 + 0.8125 * e2);
  double g310 = 1.0 + 2.0 * e2;
  double g300 = 1.0 + e2 * (-6.0 + 6.60937 * e2);
  double f220 = 0.75 * c1 * c1;
  double f311 = 0.9375 * s * s * (1.0 + 3.0 * cos (o->i)) - 0.75 * c1;
  double f330 = 1.875 * c1 * c1 * c1;
  double k = 3.0 * o->n * o->n / (o->a * o->a);

  r->terms[0] = (TlmSgp4ResonantTerm) { k / o->a * f311 * g310 * 2.1460748e-6, 0.13130908, 1, 0 };
  r->terms[1] = (TlmSgp4ResonantTerm) { 2.0 * k * f220 * g200 * 1.7891679e-6,
    2.0 * 2.8843198, 2, 0 };
  r->terms[2] = (TlmSgp4ResonantTerm) { 3.0 * k / o->a * f330 * g300 * 2.2123015e-7,
    3.0 * 0.37448087, 3, 0 };
  r->n_terms = 3;
  r->synchronous = TRUE;
  r->lambda0 = fmod (o->m + o->node + o->argp - sgp4->sidereal_angle, SGP4_TWO_PI);
  r->lambda_rate = oblate->m + oblate->argp + oblate->node - SGP4_EARTH_RATE
      + pull->m + pull->argp + pull->node - o->n;
}

/* Which resonance an orbit is in (STR#3, section 10): periods of 1200 to
 * 1800 min, and of 680 to 760 min with an eccentricity of 0.5 and more. */
void
tlm_sgp4_resonance_init (TlmSgp4 *sgp4)
{
  double n = sgp4->epoch.n;

  sgp4->resonance = (TlmSgp4Resonance) { 0 };
  if (n > 0.0034906585 && n < 0.0052359877)
    synchronous_init (sgp4);
  else if (n >= 8.26e-3 && n <= 9.24e-3 && sgp4->epoch.e >= 0.5)
    half_day_init (sgp4);
}

/* The integrator's state and what drives it. */
typedef struct {
  double lambda, n;
  double lambda_dot, n_dot, n_ddot;
} Motion;

static void
motion_derivatives (const TlmSgp4 *sgp4, double t, Motion *m)
{
  const TlmSgp4Resonance *r = &sgp4->resonance;
  double omega = sgp4->epoch.argp + sgp4->rates.argp * t;
  double slope = 0.0;

  m->n_dot = 0.0;
  for (guint k = 0; k < r->n_terms; k++) {
    const TlmSgp4ResonantTerm *term = &r->terms[k];
    double angle = term->lambda * m->lambda + term->argp * omega - term->phase;

    m->n_dot += term->amplitude * sin (angle);
    slope += term->lambda * term->amplitude * cos (angle);
  }
  m->lambda_dot = m->n + r->lambda_rate;
  m->n_ddot = slope * m->lambda_dot;
}

/* Taylor's step of second order (STR#3, section 10). */
static void
motion_step (Motion *m, double dt)
{
  m->lambda += m->lambda_dot * dt + 0.5 * m->n_dot * dt * dt;
  m->n += m->n_dot * dt + 0.5 * m->n_ddot * dt * dt;
}

/* Always from the epoch in whole steps and one rest, so that the answer does
 * not depend on what was asked before. */
static Motion
integrate (const TlmSgp4 *sgp4, double t)
{
  Motion m = { .lambda = sgp4->resonance.lambda0, .n = sgp4->epoch.n };
  int steps = (int) (fabs (t) / STEP);
  double dt = t < 0.0 ? -STEP : STEP;

  for (int k = 0; k < steps; k++) {
    motion_derivatives (sgp4, k * dt, &m);
    motion_step (&m, dt);
  }
  motion_derivatives (sgp4, steps * dt, &m);
  motion_step (&m, t - steps * dt);
  return m;
}

void
tlm_sgp4_resonance_apply (const TlmSgp4 *sgp4, double t, TlmSgp4Orbit *orbit)
{
  double theta = fmod (sgp4->sidereal_angle + t * SGP4_EARTH_RATE, SGP4_TWO_PI);
  Motion m;

  if (sgp4->resonance.n_terms == 0)
    return;
  m = integrate (sgp4, t);
  orbit->n = m.n;
  if (sgp4->resonance.synchronous)
    orbit->m = m.lambda - orbit->node - orbit->argp + theta;
  else
    orbit->m = m.lambda - 2.0 * (orbit->node - theta);
}
