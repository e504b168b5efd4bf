/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the parts of SGP4 share; nothing else includes it. Units inside are
 * those of the theory: Earth radii, minutes, radians. STR#3 stands for
 * Spacetrack Report No. 3 (1980), "revisited" for AIAA 2006-6753. */

#include "core/space/orbit/sgp4.h"

G_BEGIN_DECLS

/* WGS-72 (revisited): equatorial radius, km; square root of the
 * gravitational parameter 398600.8 km^3/s^2 in Earth radii^1.5 per minute. */
#define SGP4_RADIUS_KM 6378.135
#define SGP4_KE 0.07436691613317342
#define SGP4_J2 0.001082616
#define SGP4_J3 (-0.00000253881)
#define SGP4_J4 (-0.00000165597)

/* STR#3, section 12, with the Earth's radius as unit of length. */
#define SGP4_K2 (0.5 * SGP4_J2)
#define SGP4_K4 (-0.375 * SGP4_J4)
#define SGP4_A30 (-SGP4_J3)

#define SGP4_TWO_PI (2.0 * G_PI)

/* The Earth's rotation, rad/min (STR#3, section 10). */
#define SGP4_EARTH_RATE 4.37526908801129966e-3

/* Mean elements at one time; n and a are Brouwer's, not Kozai's. */
typedef struct {
  double n; /* mean motion, rad/min */
  double a; /* semi-major axis, Earth radii */
  double e;
  double i, node, argp, m; /* rad */
} TlmSgp4Orbit;

/* Rates of the angles, rad/min, or any other change of them. */
typedef struct {
  double e, i, node, argp, m;
} TlmSgp4Change;

/* All that depends on the inclination alone. */
typedef struct {
  double sin_i, cos_i;
  double cos2_x3_1; /* 3 cos^2 i - 1 */
  double cos2_x7_1; /* 7 cos^2 i - 1 */
  double sin2;      /* sin^2 i */
  double ayn, xl;   /* long-period coefficients of a_yN and of the longitude */
} TlmSgp4Tilt;

/* Drag as powers of the time since epoch (STR#3, section 6). */
typedef struct {
  gboolean linear;  /* perigee under 220 km or deep space: no powers above t^2 */
  double c1, d2, d3, d4; /* of the semi-major axis */
  double bc4, bc5;       /* B* C4 and B* C5, of the eccentricity */
  double node_t2;        /* of the node, rad/min^2 */
  double l2, l3, l4, l5; /* of the mean longitude, over n0 */
  double argp_t, m_cubed; /* the periodic part of omega and M */
  double eta, m0_cubed, sin_m0;
} TlmSgp4Drag;

/* Periodics of one disturbing body (STR#3, section 10): each element's change
 * is x2 F2 + x3 F3 + x4 sin f with the body's anomaly f. */
typedef struct {
  double mean_anomaly;    /* of the body at epoch, rad */
  double mean_motion;     /* of the body, rad/min */
  double eccentricity;    /* of the body's orbit */
  double e[2], i[2], node[2]; /* coefficients of F2, F3 */
  double l[3], argp[3];       /* of F2, F3, sin f; L and argp + node cos i */
} TlmSgp4Body;

/* One resonant term of the geopotential: amplitude (rad/min^2) and the
 * argument lambda * l + argp * omega - phase. */
typedef struct {
  double amplitude;
  double phase;
  int lambda;
  int argp;
} TlmSgp4ResonantTerm;

#define SGP4_MAX_RESONANT_TERMS 10

typedef struct {
  guint n_terms; /* 0: not resonant */
  gboolean synchronous; /* 24 h; else 12 h */
  TlmSgp4ResonantTerm terms[SGP4_MAX_RESONANT_TERMS];
  double lambda0;     /* resonance angle at epoch, rad */
  double lambda_rate; /* its rate without n, rad/min */
} TlmSgp4Resonance;

/* How far from the epoch, on one of its sides, there is known to be no error.
 * Written under the lock; ERROR_NS and SEARCHED_NS are read without, and STATUS
 * after an ERROR_NS. */
typedef struct {
  double minutes;        /* signed; where the search goes on */
  gint64 searched_ns;    /* that far; at first -1 */
  gint64 error_ns;       /* where the first error is; G_MAXINT64: none yet */
  TlmSgp4Status status;  /* of it */
} TlmSgp4Side;

struct _TlmSgp4 {
  TlmMeanElements elements;
  TlmSgp4Orbit epoch;
  TlmSgp4Tilt tilt;
  TlmSgp4Change rates; /* of the oblate Earth; e and i are 0 */
  TlmSgp4Drag drag;
  gboolean deep;
  /* deep space alone: */
  double sidereal_angle; /* Greenwich, at epoch, rad */
  TlmSgp4Body bodies[2]; /* Sun, Moon */
  TlmSgp4Change lunisolar; /* secular rates */
  TlmSgp4Resonance resonance;
  /* found by need (sgp4-search.c): */
  GMutex searching;
  TlmSgp4Side sides[2]; /* after the epoch, before it */
};

/* sgp4-near.c */

/* The tilt of an inclination (rad). */
TlmSgp4Tilt tlm_sgp4_tilt (double inclination);
/* Mean elements at epoch with Brouwer's mean motion. */
TlmSgp4Orbit tlm_sgp4_epoch_orbit (const TlmMeanElements *elements);
/* Secular rates of an oblate Earth. */
TlmSgp4Change tlm_sgp4_oblate_rates (const TlmSgp4Orbit *epoch);
/* Drag's coefficients; LINEAR as in TlmSgp4Drag. */
TlmSgp4Drag tlm_sgp4_drag (const TlmSgp4Orbit *epoch, const TlmSgp4Tilt *tilt,
    double bstar, gboolean deep);

/* sgp4-propagate.c */

/* Distance of the mean perigee from the Earth's centre at time T (min), Earth radii;
 * NaN where the mean elements are none. */
double tlm_sgp4_mean_perigee (const TlmSgp4 *sgp4, double t);

/* sgp4-lunisolar.c */

/* Fills BODIES and LUNISOLAR from the epoch elements; DAYS_1900 is the epoch
 * in days since JD 2415020.0 UTC. */
void tlm_sgp4_lunisolar_init (TlmSgp4 *sgp4, double days_1900);
/* Adds the lunisolar periodics at time T (min) to an orbit; FALSE when the
 * eccentricity leaves 0 to 1. */
gboolean tlm_sgp4_lunisolar_periodics (const TlmSgp4 *sgp4, double t, TlmSgp4Orbit *orbit);

/* sgp4-resonance.c */

/* Fills RESONANCE; everything else must be there. */
void tlm_sgp4_resonance_init (TlmSgp4 *sgp4);
/* Replaces n and m of an orbit by those with resonance at time T (min);
 * node and argp must have their lunisolar rates already. */
void tlm_sgp4_resonance_apply (const TlmSgp4 *sgp4, double t, TlmSgp4Orbit *orbit);

G_END_DECLS
