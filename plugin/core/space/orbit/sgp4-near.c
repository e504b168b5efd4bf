/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/sgp4-internal.h"

#include <math.h>

/* Long-period coefficients of STR#3, section 6 (a_yNL and L_L without their
 * 1/(a beta^2)). At i = 180 deg the second is singular; revisited
 * keeps the divisor at 1.5e-12. */
TlmSgp4Tilt
tlm_sgp4_tilt (double inclination)
{
  double s = sin (inclination), c = cos (inclination);
  double divisor = fabs (1.0 + c) > 1.5e-12 ? 1.0 + c : 1.5e-12;

  return (TlmSgp4Tilt) {
    .sin_i = s,
    .cos_i = c,
    .cos2_x3_1 = 3.0 * c * c - 1.0,
    .cos2_x7_1 = 7.0 * c * c - 1.0,
    .sin2 = 1.0 - c * c,
    .ayn = SGP4_A30 * s / (4.0 * SGP4_K2),
    .xl = SGP4_A30 * s / (8.0 * SGP4_K2) * (3.0 + 5.0 * c) / divisor,
  };
}

/* Semi-major axis of a mean motion, Kepler's third law. */
static double
axis_of_mean_motion (double n)
{
  return pow (SGP4_KE / n, 2.0 / 3.0);
}

/* STR#3, section 6, "the original mean motion and semimajor axis are first
 * recovered": Kozai's mean motion to Brouwer's. */
static double
brouwer_mean_motion (double kozai, double e, double i)
{
  double c = cos (i), beta2 = 1.0 - e * e;
  double k = 1.5 * SGP4_K2 * (3.0 * c * c - 1.0) / (beta2 * sqrt (beta2));
  double a1 = axis_of_mean_motion (kozai);
  double delta1 = k / (a1 * a1);
  double a0 = a1 * (1.0 - delta1 * (1.0 / 3.0 + delta1 * (1.0 + 134.0 / 81.0 * delta1)));

  return kozai / (1.0 + k / (a0 * a0));
}

TlmSgp4Orbit
tlm_sgp4_epoch_orbit (const TlmMeanElements *elements)
{
  double kozai = elements->mean_motion * 60.0;
  double n = brouwer_mean_motion (kozai, elements->eccentricity, elements->inclination);

  return (TlmSgp4Orbit) {
    .n = n,
    .a = axis_of_mean_motion (n),
    .e = elements->eccentricity,
    .i = elements->inclination,
    .node = elements->raan,
    .argp = elements->argument_perigee,
    .m = elements->mean_anomaly,
  };
}

/* STR#3, section 6, the equations of M_DF, omega_DF and Omega_DF. */
TlmSgp4Change
tlm_sgp4_oblate_rates (const TlmSgp4Orbit *epoch)
{
  double c = cos (epoch->i), c2 = c * c, c4 = c2 * c2;
  double beta2 = 1.0 - epoch->e * epoch->e, beta = sqrt (beta2);
  double p2 = epoch->a * epoch->a * beta2 * beta2; /* semi-latus rectum squared */
  double first = SGP4_K2 / p2;
  double second = first * first;
  double fourth = SGP4_K4 / (p2 * p2);

  return (TlmSgp4Change) {
    .m = epoch->n * (1.0 + beta * (1.5 * first * (3.0 * c2 - 1.0)
            + 3.0 / 16.0 * second * (13.0 - 78.0 * c2 + 137.0 * c4))),
    .argp = epoch->n * (-1.5 * first * (1.0 - 5.0 * c2)
        + 3.0 / 16.0 * second * (7.0 - 114.0 * c2 + 395.0 * c4)
        + 1.25 * fourth * (3.0 - 36.0 * c2 + 49.0 * c4)),
    .node = epoch->n * c * (-3.0 * first + 1.5 * second * (4.0 - 19.0 * c2)
        + 2.5 * fourth * (3.0 - 7.0 * c2)),
  };
}

/* The power-law atmosphere about a perigee. */
typedef struct {
  double s;     /* Earth radii */
  double q0_s4; /* (q0 - s)^4 */
} Atmosphere;

/* STR#3, section 6: s is 78 km above the surface, lower for a perigee below
 * 156 km, 20 km for one below 98 km; q0 is at 120 km. */
static Atmosphere
atmosphere_at_perigee (double perigee_km)
{
  double s_km = 78.0;

  if (perigee_km < 98.0)
    s_km = 20.0;
  else if (perigee_km < 156.0)
    s_km = perigee_km - 78.0;
  return (Atmosphere) {
    .s = 1.0 + s_km / SGP4_RADIUS_KM,
    .q0_s4 = pow ((120.0 - s_km) / SGP4_RADIUS_KM, 4.0),
  };
}

/* What the drag coefficients have in common (STR#3, section 6). */
typedef struct {
  double s, xi, eta, eta2;
  double e_eta;
  double density;  /* (q0 - s)^4 xi^4 */
  double density7; /* the same over (1 - eta^2)^(7/2) */
  double psi2;     /* |1 - eta^2| */
} DragTerms;

static DragTerms
drag_terms (const TlmSgp4Orbit *epoch)
{
  double perigee_km = (epoch->a * (1.0 - epoch->e) - 1.0) * SGP4_RADIUS_KM;
  Atmosphere air = atmosphere_at_perigee (perigee_km);
  DragTerms d = { .s = air.s, .xi = 1.0 / (epoch->a - air.s) };

  d.eta = epoch->a * epoch->e * d.xi;
  d.eta2 = d.eta * d.eta;
  d.e_eta = epoch->e * d.eta;
  d.psi2 = fabs (1.0 - d.eta2);
  d.density = air.q0_s4 * d.xi * d.xi * d.xi * d.xi;
  d.density7 = d.density / pow (d.psi2, 3.5);
  return d;
}

/* C2 of STR#3, section 6. */
static double
drag_c2 (const TlmSgp4Orbit *epoch, const TlmSgp4Tilt *tilt, const DragTerms *d)
{
  return d->density7 * epoch->n
      * (epoch->a * (1.0 + 1.5 * d->eta2 + d->e_eta * (4.0 + d->eta2))
          + 0.75 * SGP4_K2 * d->xi / d->psi2 * tilt->cos2_x3_1
              * (8.0 + 3.0 * d->eta2 * (8.0 + d->eta2)));
}

/* C3; a nearly circular orbit has none (revisited). */
static double
drag_c3 (const TlmSgp4Orbit *epoch, const TlmSgp4Tilt *tilt, const DragTerms *d)
{
  if (epoch->e <= 1.0e-4)
    return 0.0;
  return d->density * d->xi * SGP4_A30 * epoch->n * tilt->sin_i / (SGP4_K2 * epoch->e);
}

static double
drag_c4 (const TlmSgp4Orbit *epoch, const TlmSgp4Tilt *tilt, const DragTerms *d)
{
  double e = epoch->e, beta2 = 1.0 - e * e;
  double round = -3.0 * tilt->cos2_x3_1
      * (1.0 - 2.0 * d->e_eta + d->eta2 * (1.5 - 0.5 * d->e_eta));
  double apsidal = 0.75 * tilt->sin2 * (2.0 * d->eta2 - d->e_eta * (1.0 + d->eta2))
      * cos (2.0 * epoch->argp);

  return 2.0 * epoch->n * d->density7 * epoch->a * beta2
      * (d->eta * (2.0 + 0.5 * d->eta2) + e * (0.5 + 2.0 * d->eta2)
          - 2.0 * SGP4_K2 * d->xi / (epoch->a * d->psi2) * (round + apsidal));
}

static double
drag_c5 (const TlmSgp4Orbit *epoch, const DragTerms *d)
{
  double beta2 = 1.0 - epoch->e * epoch->e;

  return 2.0 * d->density7 * epoch->a * beta2
      * (1.0 + 2.75 * (d->eta2 + d->e_eta) + d->e_eta * d->eta2);
}

/* D2 to D4 and what they do to the mean longitude (STR#3, section 6). */
static void
drag_higher_powers (TlmSgp4Drag *drag, double a, const DragTerms *d)
{
  double c1 = drag->c1, c1_2 = c1 * c1;
  double third;

  drag->d2 = 4.0 * a * d->xi * c1_2;
  third = drag->d2 * d->xi * c1 / 3.0;
  drag->d3 = (17.0 * a + d->s) * third;
  drag->d4 = 0.5 * third * a * d->xi * (221.0 * a + 31.0 * d->s) * c1;
  drag->l3 = drag->d2 + 2.0 * c1_2;
  drag->l4 = 0.25 * (3.0 * drag->d3 + c1 * (12.0 * drag->d2 + 10.0 * c1_2));
  drag->l5 = 0.2 * (3.0 * drag->d4 + 12.0 * c1 * drag->d3 + 6.0 * drag->d2 * drag->d2
      + 15.0 * c1_2 * (2.0 * drag->d2 + c1_2));
}

TlmSgp4Drag
tlm_sgp4_drag (const TlmSgp4Orbit *epoch, const TlmSgp4Tilt *tilt, double bstar, gboolean deep)
{
  DragTerms d = drag_terms (epoch);
  double beta2 = 1.0 - epoch->e * epoch->e;
  double perigee = epoch->a * (1.0 - epoch->e);
  double p = epoch->a * beta2;
  TlmSgp4Drag drag = {
    .linear = deep || perigee < 1.0 + 220.0 / SGP4_RADIUS_KM,
    .c1 = bstar * drag_c2 (epoch, tilt, &d),
    .bc4 = bstar * drag_c4 (epoch, tilt, &d),
    .bc5 = bstar * drag_c5 (epoch, &d),
    .argp_t = bstar * drag_c3 (epoch, tilt, &d) * cos (epoch->argp),
    .m_cubed = epoch->e > 1.0e-4 ? -2.0 / 3.0 * d.density * bstar / d.e_eta : 0.0,
    .eta = d.eta,
    .m0_cubed = pow (1.0 + d.eta * cos (epoch->m), 3.0),
    .sin_m0 = sin (epoch->m),
  };

  drag.node_t2 = -10.5 * epoch->n * SGP4_K2 * tilt->cos_i * beta2 * drag.c1 / (p * p);
  drag.l2 = 1.5 * drag.c1;
  if (!drag.linear)
    drag_higher_powers (&drag, epoch->a, &d);
  return drag;
}
