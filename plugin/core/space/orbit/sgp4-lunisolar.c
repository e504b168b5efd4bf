/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/sgp4-internal.h"

#include <math.h>

/* Pulls of Sun and Moon: STR#3, section 10, whose constants these are. Names
 * of quantities (a, x, z, s) follow it, so that they can be compared. */

/* Within 3 deg of the equator the node has no secular rate. */
#define EQUATORIAL_LIMIT 5.2359877e-2

/* Below 0.2 rad the periodics go over Lyddane's variables. */
#define LYDDANE_LIMIT 0.2

/* The body's orbit seen from the satellite's node. */
typedef struct {
  double sin_i, cos_i; /* inclination to the equator */
  double sin_g, cos_g; /* argument of perigee from the equator */
  double sin_h, cos_h; /* satellite's node less the body's */
} BodyGeometry;

/* The Moon's orbit about the equator at a date. */
typedef struct {
  double sin_i, cos_i;
  double node;         /* on the equator, rad */
  double argp;         /* from that node, rad */
  double longitude_perigee;
} MoonOrbit;

static BodyGeometry
sun_geometry (double satellite_node)
{
  return (BodyGeometry) {
    .sin_i = 0.39785416, .cos_i = 0.91744867,
    .sin_g = -0.98088458, .cos_g = 0.1945905,
    .sin_h = sin (satellite_node), .cos_h = cos (satellite_node),
  };
}

static MoonOrbit
moon_orbit (double days_1900)
{
  double ecliptic_node = fmod (4.5236020 - 9.2422029e-4 * days_1900, SGP4_TWO_PI);
  double sin_n = sin (ecliptic_node), cos_n = cos (ecliptic_node);
  MoonOrbit moon = {
    .cos_i = 0.91375164 - 0.03568096 * cos_n,
    .longitude_perigee = 5.8351514 + 0.0019443680 * days_1900,
  };
  double sin_h, cos_h;

  moon.sin_i = sqrt (1.0 - moon.cos_i * moon.cos_i);
  sin_h = 0.089683511 * sin_n / moon.sin_i;
  cos_h = sqrt (1.0 - sin_h * sin_h);
  moon.node = asin (sin_h);
  moon.argp = moon.longitude_perigee - ecliptic_node
      + atan2 (0.39785416 * sin_n / moon.sin_i, cos_h * cos_n + 0.91744867 * sin_h * sin_n);
  return moon;
}

static BodyGeometry
moon_geometry (const MoonOrbit *moon, double satellite_node)
{
  double h = satellite_node - moon->node;

  return (BodyGeometry) {
    .sin_i = moon->sin_i, .cos_i = moon->cos_i,
    .sin_g = sin (moon->argp), .cos_g = cos (moon->argp),
    .sin_h = sin (h), .cos_h = cos (h),
  };
}

/* Direction cosines of the body's orbit in the satellite's: A is a1 to a6,
 * X is x1 to x8 (index 0 unused). */
typedef struct {
  double a[7];
  double x[9];
} Directions;

static Directions
directions (const TlmSgp4Orbit *o, const BodyGeometry *b)
{
  double sin_i = sin (o->i), cos_i = cos (o->i), sin_w = sin (o->argp), cos_w = cos (o->argp);
  double a7 = -b->cos_g * b->sin_h + b->sin_g * b->cos_i * b->cos_h;
  double a8 = b->sin_g * b->sin_i;
  double a9 = b->sin_g * b->sin_h + b->cos_g * b->cos_i * b->cos_h;
  double a10 = b->cos_g * b->sin_i;
  Directions d = { .a = {
      [1] = b->cos_g * b->cos_h + b->sin_g * b->cos_i * b->sin_h,
      [2] = cos_i * a7 + sin_i * a8,
      [3] = -b->sin_g * b->cos_h + b->cos_g * b->cos_i * b->sin_h,
      [4] = cos_i * a9 + sin_i * a10,
      [5] = -sin_i * a7 + cos_i * a8,
      [6] = -sin_i * a9 + cos_i * a10,
  } };

  d.x[1] = d.a[1] * cos_w + d.a[2] * sin_w;
  d.x[2] = d.a[3] * cos_w + d.a[4] * sin_w;
  d.x[3] = -d.a[1] * sin_w + d.a[2] * cos_w;
  d.x[4] = -d.a[3] * sin_w + d.a[4] * cos_w;
  d.x[5] = d.a[5] * sin_w;
  d.x[6] = d.a[6] * sin_w;
  d.x[7] = d.a[5] * cos_w;
  d.x[8] = d.a[6] * cos_w;
  return d;
}

/* The Z of STR#3: row r, column c is Z_rc; row 0 is Z_1 to Z_3 (index 0 of
 * the columns unused). */
typedef struct {
  double z[4][4];
} Products;

static void
products_of_apsides (const Directions *d, double e2, Products *p)
{
  const double *a = d->a, *x = d->x;

  p->z[3][1] = 12.0 * x[1] * x[1] - 3.0 * x[3] * x[3];
  p->z[3][2] = 24.0 * x[1] * x[2] - 6.0 * x[3] * x[4];
  p->z[3][3] = 12.0 * x[2] * x[2] - 3.0 * x[4] * x[4];
  p->z[0][1] = 6.0 * (a[1] * a[1] + a[2] * a[2]) + (1.0 + e2) * p->z[3][1];
  p->z[0][2] = 12.0 * (a[1] * a[3] + a[2] * a[4]) + (1.0 + e2) * p->z[3][2];
  p->z[0][3] = 6.0 * (a[3] * a[3] + a[4] * a[4]) + (1.0 + e2) * p->z[3][3];
}

static void
products_of_plane (const Directions *d, double e2, Products *p)
{
  const double *a = d->a, *x = d->x;

  p->z[1][1] = -6.0 * a[1] * a[5] - e2 * (24.0 * x[1] * x[7] + 6.0 * x[3] * x[5]);
  p->z[1][2] = -6.0 * (a[1] * a[6] + a[3] * a[5])
      - e2 * (24.0 * (x[2] * x[7] + x[1] * x[8]) + 6.0 * (x[3] * x[6] + x[4] * x[5]));
  p->z[1][3] = -6.0 * a[3] * a[6] - e2 * (24.0 * x[2] * x[8] + 6.0 * x[4] * x[6]);
  p->z[2][1] = 6.0 * a[2] * a[5] + e2 * (24.0 * x[1] * x[5] - 6.0 * x[3] * x[7]);
  p->z[2][2] = 6.0 * (a[4] * a[5] + a[2] * a[6])
      + e2 * (24.0 * (x[2] * x[5] + x[1] * x[6]) - 6.0 * (x[4] * x[7] + x[3] * x[8]));
  p->z[2][3] = 6.0 * a[4] * a[6] + e2 * (24.0 * x[2] * x[6] - 6.0 * x[4] * x[8]);
}

/* S_1 to S_4 over the body's strength (index 0 unused). */
typedef struct {
  double s[5];
} Strengths;

static Strengths
strengths (const TlmSgp4Orbit *o, double c)
{
  double beta = sqrt (1.0 - o->e * o->e);
  double s3 = c / o->n, s4 = s3 * beta;

  return (Strengths) { .s = { 0.0, -15.0 * o->e * s4, -0.5 * s3 / beta, s3, s4 } };
}

/* Coefficients of the periodics (STR#3, section 10). */
static void
periodic_coefficients (TlmSgp4Body *body, const Strengths *k, const Directions *d,
    const Products *p, double e2)
{
  const double *s = k->s, *x = d->x;
  const double (*z)[4] = p->z;

  body->e[0] = 2.0 * s[1] * (x[2] * x[3] + x[1] * x[4]);
  body->e[1] = 2.0 * s[1] * (x[2] * x[4] - x[1] * x[3]);
  body->i[0] = 2.0 * s[2] * z[1][2];
  body->i[1] = 2.0 * s[2] * (z[1][3] - z[1][1]);
  body->l[0] = -2.0 * s[3] * z[0][2];
  body->l[1] = -2.0 * s[3] * (z[0][3] - z[0][1]);
  body->l[2] = -2.0 * s[3] * (-21.0 - 9.0 * e2) * body->eccentricity;
  body->argp[0] = 2.0 * s[4] * z[3][2];
  body->argp[1] = 2.0 * s[4] * (z[3][3] - z[3][1]);
  body->argp[2] = -18.0 * s[4] * body->eccentricity;
  body->node[0] = -2.0 * s[2] * z[2][2];
  body->node[1] = -2.0 * s[2] * (z[2][3] - z[2][1]);
}

/* Adds the body's secular rates (STR#3, section 10). */
static void
add_secular_rates (TlmSgp4Change *rates, const TlmSgp4Orbit *o, double body_n,
    const Strengths *k, const Directions *d, const Products *p)
{
  const double *s = k->s, *x = d->x;
  const double (*z)[4] = p->z;
  double sin_i = sin (o->i), node = 0.0;

  if (o->i >= EQUATORIAL_LIMIT && o->i <= G_PI - EQUATORIAL_LIMIT)
    node = -body_n * s[2] * (z[2][1] + z[2][3]) / sin_i;
  rates->e += s[1] * body_n * (x[1] * x[3] + x[2] * x[4]);
  rates->i += s[2] * body_n * (z[1][1] + z[1][3]);
  rates->m += -body_n * s[3] * (z[0][1] + z[0][3] - 14.0 - 6.0 * o->e * o->e);
  rates->argp += s[4] * body_n * (z[3][1] + z[3][3] - 6.0) - cos (o->i) * node;
  rates->node += node;
}

/* One body: periodics into BODY, which has its own motion already, secular
 * rates onto RATES. STRENGTH is the body's mass factor C, rad/min^2. */
static void
body_init (TlmSgp4Body *body, TlmSgp4Change *rates, const TlmSgp4Orbit *o, double strength,
    const BodyGeometry *geometry)
{
  Directions d = directions (o, geometry);
  Strengths k = strengths (o, strength);
  double e2 = o->e * o->e;
  Products p;

  products_of_apsides (&d, e2, &p);
  products_of_plane (&d, e2, &p);
  periodic_coefficients (body, &k, &d, &p, e2);
  add_secular_rates (rates, o, body->mean_motion, &k, &d, &p);
}

void
tlm_sgp4_lunisolar_init (TlmSgp4 *sgp4, double days_1900)
{
  MoonOrbit moon = moon_orbit (days_1900);
  BodyGeometry from_sun = sun_geometry (sgp4->epoch.node);
  BodyGeometry from_moon = moon_geometry (&moon, sgp4->epoch.node);

  sgp4->lunisolar = (TlmSgp4Change) { 0 };
  sgp4->bodies[0] = (TlmSgp4Body) {
    .mean_anomaly = fmod (6.2565837 + 0.017201977 * days_1900, SGP4_TWO_PI),
    .mean_motion = 1.19459e-5,
    .eccentricity = 0.01675,
  };
  sgp4->bodies[1] = (TlmSgp4Body) {
    .mean_anomaly = fmod (4.7199672 + 0.22997150 * days_1900 - moon.longitude_perigee,
        SGP4_TWO_PI),
    .mean_motion = 1.5835218e-4,
    .eccentricity = 0.05490,
  };
  body_init (&sgp4->bodies[0], &sgp4->lunisolar, &sgp4->epoch, 2.9864797e-6, &from_sun);
  body_init (&sgp4->bodies[1], &sgp4->lunisolar, &sgp4->epoch, 4.7968065e-7, &from_moon);
}

/* What all bodies do at one time. L is of the mean longitude, ARGP of
 * omega + node cos i, NODE of node sin i. */
typedef struct {
  double e, i, l, argp, node;
} Periodics;

static void
add_body_periodics (Periodics *sum, const TlmSgp4Body *body, double t)
{
  double m = body->mean_anomaly + body->mean_motion * t;
  double f = m + 2.0 * body->eccentricity * sin (m);
  double sin_f = sin (f);
  double f2 = 0.5 * sin_f * sin_f - 0.25, f3 = -0.5 * sin_f * cos (f);

  sum->e += body->e[0] * f2 + body->e[1] * f3;
  sum->i += body->i[0] * f2 + body->i[1] * f3;
  sum->node += body->node[0] * f2 + body->node[1] * f3;
  sum->l += body->l[0] * f2 + body->l[1] * f3 + body->l[2] * sin_f;
  sum->argp += body->argp[0] * f2 + body->argp[1] * f3 + body->argp[2] * sin_f;
}

static void
apply_inclined (const Periodics *p, TlmSgp4Orbit *o)
{
  double node = p->node / sin (o->i);

  o->node += node;
  o->argp += p->argp - cos (o->i) * node;
  o->m += p->l;
}

/* Lyddane's variables, regular at the equator: alpha = sin i sin node, beta =
 * sin i cos node. The new node is taken next to the old one (revisited). */
static void
apply_equatorial (const Periodics *p, TlmSgp4Orbit *o)
{
  double sin_i = sin (o->i), cos_i = cos (o->i);
  double old_node = fmod (o->node, SGP4_TWO_PI);
  double sin_n = sin (old_node), cos_n = cos (old_node);
  double alpha = sin_i * sin_n + p->node * cos_n + p->i * cos_i * sin_n;
  double beta = sin_i * cos_n - p->node * sin_n + p->i * cos_i * cos_n;
  double longitude = o->m + o->argp + cos_i * old_node
      + p->l + p->argp - p->i * old_node * sin_i;

  o->node = atan2 (alpha, beta);
  if (fabs (old_node - o->node) > G_PI)
    o->node += o->node < old_node ? SGP4_TWO_PI : -SGP4_TWO_PI;
  o->m += p->l;
  o->argp = longitude - o->m - cos_i * o->node;
}

gboolean
tlm_sgp4_lunisolar_periodics (const TlmSgp4 *sgp4, double t, TlmSgp4Orbit *orbit)
{
  Periodics sum = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (sgp4->bodies); i++)
    add_body_periodics (&sum, &sgp4->bodies[i], t);
  orbit->i += sum.i;
  orbit->e += sum.e;
  if (orbit->i >= LYDDANE_LIMIT)
    apply_inclined (&sum, orbit);
  else
    apply_equatorial (&sum, orbit);
  if (orbit->i < 0.0) {
    orbit->i = -orbit->i;
    orbit->node += G_PI;
    orbit->argp -= G_PI;
  }
  return orbit->e >= 0.0 && orbit->e <= 1.0;
}
