/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/sgp4-internal.h"

#include <math.h>

/* What drag has done by some time (STR#3, section 6). */
typedef struct {
  double axis_factor;    /* of the square root of the semi-major axis */
  double e_loss;
  double longitude_gain; /* over n0, min */
} DragEffect;

/* Moves omega and M of a near-Earth orbit by drag's periodic part and gives
 * the powers of T above the linear theory. */
static void
drag_above_linear (const TlmSgp4Drag *d, double t, TlmSgp4Orbit *o, DragEffect *effect)
{
  double t2 = t * t, t3 = t2 * t, t4 = t3 * t;
  double shift = d->argp_t * t
      + d->m_cubed * (pow (1.0 + d->eta * cos (o->m), 3.0) - d->m0_cubed);

  o->m += shift;
  o->argp -= shift;
  effect->axis_factor -= d->d2 * t2 + d->d3 * t3 + d->d4 * t4;
  effect->e_loss += d->bc5 * (sin (o->m) - d->sin_m0);
  effect->longitude_gain += d->l3 * t3 + t4 * (d->l4 + t * d->l5);
}

static DragEffect
drag_at (const TlmSgp4Drag *d, double t, TlmSgp4Orbit *o)
{
  DragEffect effect = {
    .axis_factor = 1.0 - d->c1 * t,
    .e_loss = d->bc4 * t,
    .longitude_gain = d->l2 * t * t,
  };

  o->node += d->node_t2 * t * t;
  if (!d->linear)
    drag_above_linear (d, t, o, &effect);
  return effect;
}

/* The epoch's elements moved by constant rates. */
static void
add_rates (TlmSgp4Orbit *o, const TlmSgp4Change *rates, double t)
{
  o->e += rates->e * t;
  o->i += rates->i * t;
  o->node += rates->node * t;
  o->argp += rates->argp * t;
  o->m += rates->m * t;
}

/* Brings the angles to within one revolution, the mean longitude last. */
static void
reduce_angles (TlmSgp4Orbit *o)
{
  double longitude = fmod (o->m + o->argp + o->node, SGP4_TWO_PI);

  o->node = fmod (o->node, SGP4_TWO_PI);
  o->argp = fmod (o->argp, SGP4_TWO_PI);
  o->m = fmod (longitude - o->argp - o->node, SGP4_TWO_PI);
}

/* Mean elements at T: STR#3, section 6 (near Earth) and 7 (deep space),
 * secular effects of oblateness, drag, lunisolar pull and resonance. */
static TlmSgp4Status
secular_orbit (const TlmSgp4 *sgp4, double t, TlmSgp4Orbit *o)
{
  DragEffect drag;

  *o = sgp4->epoch;
  add_rates (o, &sgp4->rates, t);
  drag = drag_at (&sgp4->drag, t, o);
  if (sgp4->deep) {
    add_rates (o, &sgp4->lunisolar, t);
    tlm_sgp4_resonance_apply (sgp4, t, o);
  }
  if (!(o->n > 0.0))
    return TLM_SGP4_MEAN_MOTION;
  o->a = pow (SGP4_KE / o->n, 2.0 / 3.0) * drag.axis_factor * drag.axis_factor;
  o->n = SGP4_KE / pow (o->a, 1.5);
  o->e -= drag.e_loss;
  if (!(o->e < 1.0 && o->e >= -0.001))
    return TLM_SGP4_MEAN_ECCENTRICITY;
  o->e = fmax (o->e, 1.0e-6);
  o->m += sgp4->epoch.n * drag.longitude_gain;
  reduce_angles (o);
  return TLM_SGP4_OK;
}

double
tlm_sgp4_mean_perigee (const TlmSgp4 *sgp4, double t)
{
  TlmSgp4Orbit orbit;

  return secular_orbit (sgp4, t, &orbit) == TLM_SGP4_OK ? orbit.a * (1.0 - orbit.e) : NAN;
}

/* The orbit with long-period periodics: eccentricity vector in the nodal
 * frame and mean longitude from the node (STR#3, section 6). */
typedef struct {
  double ax, ay;
  double u; /* mean argument of latitude, rad */
} Equinoctial;

static Equinoctial
long_period (const TlmSgp4Orbit *o, const TlmSgp4Tilt *tilt)
{
  double per_p = 1.0 / (o->a * (1.0 - o->e * o->e));
  double ax = o->e * cos (o->argp);

  return (Equinoctial) {
    .ax = ax,
    .ay = o->e * sin (o->argp) + per_p * tilt->ayn,
    .u = fmod (o->m + o->argp + per_p * tilt->xl * ax, SGP4_TWO_PI),
  };
}

/* Kepler's equation for the eccentric argument of latitude, Newton's method
 * with the step held under 0.95 (revisited), ten rounds. */
static double
solve_kepler (const Equinoctial *q)
{
  double anomaly = q->u;

  for (int round = 0; round < 10; round++) {
    double s = sin (anomaly), c = cos (anomaly);
    double step = (q->u - q->ay * c + q->ax * s - anomaly) / (1.0 - c * q->ax - s * q->ay);

    anomaly += CLAMP (step, -0.95, 0.95);
    if (fabs (step) < 1.0e-12)
      break;
  }
  return anomaly;
}

/* Place in the orbital plane and the plane itself. */
typedef struct {
  double r;            /* Earth radii */
  double r_dot, rv_dot; /* along and across the radius, in units of KE */
  double u;            /* argument of latitude, rad */
  double node, i;      /* rad */
} Polar;

/* The unperturbed place; FALSE when the semi-latus rectum is below 0. Sets P
 * to the latter. */
static gboolean
polar_from_kepler (const TlmSgp4Orbit *o, const Equinoctial *q, Polar *out, double *p)
{
  double anomaly = solve_kepler (q);
  double s = sin (anomaly), c = cos (anomaly);
  double e_cos = q->ax * c + q->ay * s, e_sin = q->ax * s - q->ay * c;
  double e2 = q->ax * q->ax + q->ay * q->ay;
  double beta = sqrt (1.0 - e2), share = e_sin / (1.0 + beta);
  double r = o->a * (1.0 - e_cos);

  *p = o->a * (1.0 - e2);
  if (!(*p >= 0.0))
    return FALSE;
  *out = (Polar) {
    .r = r,
    .r_dot = sqrt (o->a) * e_sin / r,
    .rv_dot = sqrt (*p) / r,
    .u = atan2 (s - q->ay - q->ax * share, c - q->ax + q->ay * share),
    .node = o->node,
    .i = o->i,
  };
  return TRUE;
}

/* Adds the short-period periodics of J2 (STR#3, section 6). */
static void
short_period (const TlmSgp4Orbit *o, const TlmSgp4Tilt *tilt, double p, Polar *polar)
{
  double sin_2u = sin (2.0 * polar->u), cos_2u = cos (2.0 * polar->u);
  double beta = sqrt (p / o->a);
  double first = SGP4_K2 / p, second = first / p, rate = o->n * first / SGP4_KE;

  polar->r = polar->r * (1.0 - 1.5 * second * beta * tilt->cos2_x3_1)
      + 0.5 * first * tilt->sin2 * cos_2u;
  polar->u -= 0.25 * second * tilt->cos2_x7_1 * sin_2u;
  polar->node += 1.5 * second * tilt->cos_i * sin_2u;
  polar->i += 1.5 * second * tilt->cos_i * tilt->sin_i * cos_2u;
  polar->r_dot -= rate * tilt->sin2 * sin_2u;
  polar->rv_dot += rate * (tilt->sin2 * cos_2u + 1.5 * tilt->cos2_x3_1);
}

/* Unit vectors U and V of STR#3, section 6, scaled to m and m/s. */
static void
cartesian (const Polar *polar, double position[3], double velocity[3])
{
  double sin_u = sin (polar->u), cos_u = cos (polar->u);
  double sin_n = sin (polar->node), cos_n = cos (polar->node);
  double sin_i = sin (polar->i), cos_i = cos (polar->i);
  double m[3] = { -sin_n * cos_i, cos_n * cos_i, sin_i };
  double n[3] = { cos_n, sin_n, 0.0 };
  double metres = SGP4_RADIUS_KM * 1000.0;
  double metres_per_second = metres * SGP4_KE / 60.0;

  for (int k = 0; k < 3; k++) {
    double along = m[k] * sin_u + n[k] * cos_u, across = m[k] * cos_u - n[k] * sin_u;

    position[k] = polar->r * along * metres;
    velocity[k] = (polar->r_dot * along + polar->rv_dot * across) * metres_per_second;
  }
}

TlmSgp4Status
tlm_sgp4_propagate (const TlmSgp4 *sgp4, double minutes, double position[3], double velocity[3])
{
  TlmSgp4Orbit orbit;
  TlmSgp4Status status;
  TlmSgp4Tilt tilt;
  Equinoctial equinoctial;
  Polar polar;
  double p;

  g_return_val_if_fail (sgp4 && position && velocity, TLM_SGP4_FAR_FROM_EPOCH);
  if (!(fabs (minutes) <= TLM_SGP4_MAX_MINUTES))
    return TLM_SGP4_FAR_FROM_EPOCH;
  if ((status = secular_orbit (sgp4, minutes, &orbit)) != TLM_SGP4_OK)
    return status;
  if (sgp4->deep && !tlm_sgp4_lunisolar_periodics (sgp4, minutes, &orbit))
    return TLM_SGP4_PERTURBED_ECCENTRICITY;
  tilt = sgp4->deep ? tlm_sgp4_tilt (orbit.i) : sgp4->tilt;
  equinoctial = long_period (&orbit, &tilt);
  if (!polar_from_kepler (&orbit, &equinoctial, &polar, &p))
    return TLM_SGP4_SEMI_LATUS_RECTUM;
  short_period (&orbit, &tilt, p, &polar);
  if (!(polar.r >= 1.0))
    return TLM_SGP4_DECAYED;
  cartesian (&polar, position, velocity);
  return TLM_SGP4_OK;
}
