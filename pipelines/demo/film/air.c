/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "air.h"

#define RADIUS 6371e3
#define TOP 110e3
#define RAYLEIGH_SCALE 8000.0
#define HAZE_SCALE 1300.0
/* Thin dust far up, which makes the colours of dusk. */
#define HIGH_HAZE 0.10
#define HIGH_HAZE_SCALE 7500.0
#define HEIGHTS 96
#define MUS 256
#define STEPS 40

/* Per metre at sea level for 615, 550 and 460 nm, where the primaries of BT.709 look alike: air (Bucholtz,
 * Appl. Opt. 34, 1995), ozone at its densest (Chappuis band); haze is grey. */
static const double rayleigh[3] = { 7.9e-6, 12.6e-6, 26.6e-6 };
static const double ozone[3] = { 2.0e-6, 1.55e-6, 0.15e-6 };
#define HAZE_SCATTER 3.2e-6
#define HAZE_EXTINCT 3.6e-6
#define HAZE_FORWARD 0.78

/* Night glow of oxygen, a layer at 95 km. */
static const double glow[3] = { 0.50, 1.0, 0.46 };
#define GLOW_STRENGTH 1.2e-10
/* Moonlight on the air, against sunlight. */
#define MOON 1.2e-4

/* How much light arrives that was scattered before, against what comes straight from the Sun. */
static const double again_part[3] = { 0.20, 0.34, 0.50 };

static float sunlight[HEIGHTS][MUS][3];

/* Amounts along a way: each density relative to its own maximum, times metres. */
typedef struct { double air, haze, ozone; } Amount;

static Amount
density (double h)
{
  double tent = 1.0 - fabs (h - 25e3) / 15e3;

  return (Amount) { exp (-h / RAYLEIGH_SCALE), exp (-h / HAZE_SCALE) + HIGH_HAZE * exp (-h / HIGH_HAZE_SCALE),
    tent > 0.0 ? tent : 0.0 };
}

static void
transmit (Amount a, double *rgb)
{
  for (int i = 0; i < 3; i++)
    rgb[i] = exp (-rayleigh[i] * a.air - HAZE_EXTINCT * a.haze - ozone[i] * a.ozone);
}

static double
height_of_row (int row)
{
  double u = row / (HEIGHTS - 1.0);

  return TOP * u * u;
}

/* Sines of elevation crowd around 0, where the day ends. */
static double
mu_of_column (int column)
{
  double u = 2.0 * column / (MUS - 1.0) - 1.0;

  return u * fabs (u);
}

static void
trace_sun (double h, double mu, float *rgb)
{
  double r = RADIUS + h, b = r * mu, top = RADIUS + TOP, length = -b + sqrt (b * b + top * top - r * r);
  double tangent = mu < 0.0 ? r * sqrt (1.0 - mu * mu) - RADIUS : h, out[3];
  Amount sum = { 0.0, 0.0, 0.0 };
  const int steps = 200;

  for (int i = 0; i < steps; i++) {
    double t = (i + 0.5) * length / steps, at = sqrt (r * r + t * t + 2.0 * t * b) - RADIUS;
    Amount d = density (fmax (at, 0.0));
    sum.air += d.air * length / steps;
    sum.haze += d.haze * length / steps;
    sum.ozone += d.ozone * length / steps;
  }
  transmit (sum, out);
  /* The Sun is a disc: the ground cuts it off over some kilometres of tangent height. */
  double lit = fmin (fmax ((tangent + 4e3) / 8e3, 0.0), 1.0);
  for (int i = 0; i < 3; i++)
    rgb[i] = (float) (mu < 0.0 ? out[i] * lit : out[i]);
}

void
air_init (void)
{
  for (int row = 0; row < HEIGHTS; row++)
    for (int column = 0; column < MUS; column++)
      trace_sun (height_of_row (row), mu_of_column (column), sunlight[row][column]);
}

void
air_sunlight (float h, float mu, float *rgb)
{
  float row = (HEIGHTS - 1) * sqrtf (fminf (fmaxf (h, 0.0f) / (float) TOP, 1.0f));
  float root = copysignf (sqrtf (fabsf (mu)), mu), column = (MUS - 1) * (0.5f + 0.5f * root);
  int i = (int) fminf (row, HEIGHTS - 2), j = (int) fminf (fmaxf (column, 0.0f), MUS - 2);
  float u = row - i, v = column - j;

  for (int k = 0; k < 3; k++) {
    float a = sunlight[i][j][k] + v * (sunlight[i][j + 1][k] - sunlight[i][j][k]);
    float b = sunlight[i + 1][j][k] + v * (sunlight[i + 1][j + 1][k] - sunlight[i + 1][j][k]);
    rgb[k] = a + u * (b - a);
  }
}

/* What is common to all rays of a view, and the ray. */
typedef struct {
  double start, mu;                     /* distance of the eye from the centre; sine of elevation */
  double reach;                         /* to the ground, or infinity */
  double sun_up, sun_along;             /* the Sun's part along the eye's vertical and along the ray */
} Ray;

/* Rayleigh's phase function, and Cornette and Shanks's (Appl. Opt. 31, 1992). */
static void
phases (double c, double *air, double *haze)
{
  const double g = HAZE_FORWARD, g2 = g * g;

  *air = 3.0 / (16.0 * M_PI) * (1.0 + c * c);
  *haze = 3.0 / (8.0 * M_PI) * (1.0 - g2) * (1.0 + c * c)
      / ((2.0 + g2) * pow (1.0 + g2 - 2.0 * g * c, 1.5));
}

static double
glow_at (double h, double mu)
{
  double w = (h - 95e3) / 4e3;

  /* By day nobody sees it. */
  return mu > 0.1 ? 0.0 : GLOW_STRENGTH * exp (-w * w);
}

static AirCell
march (const Ray *ray)
{
  double b = ray->start * ray->mu, top = RADIUS + TOP, disc = b * b + top * top - ray->start * ray->start;
  if (disc <= 0.0)
    return (AirCell) { 0, 0, 0, 0, 1, 1, 1, 0 };
  double from = fmax (-b - sqrt (disc), 0.0), to = fmin (-b + sqrt (disc), ray->reach);
  if (to <= from)
    return (AirCell) { 0, 0, 0, 0, 1, 1, 1, 0 };
  double step = (to - from) / STEPS, air_phase, haze_phase, through[3], light[3] = { 0.0, 0.0, 0.0 };
  Amount sum = { 0.0, 0.0, 0.0 };

  phases (ray->sun_along, &air_phase, &haze_phase);
  for (int i = 0; i < STEPS; i++) {
    double t = from + (i + 0.5) * step, r = sqrt (ray->start * ray->start + t * t + 2.0 * t * b);
    double h = fmax (r - RADIUS, 0.0), mu = (ray->start * ray->sun_up + t * ray->sun_along) / r;
    Amount d = density (h);
    float sun[3], high[3];
    Amount half = { sum.air + 0.5 * step * d.air, sum.haze + 0.5 * step * d.haze,
      sum.ozone + 0.5 * step * d.ozone };
    transmit (half, through);
    air_sunlight (h, mu, sun);
    /* Light scattered before comes from all around, and from the brighter air above. */
    air_sunlight (h + 7e3, mu + 0.012, high);
    for (int k = 0; k < 3; k++) {
      double single = rayleigh[k] * d.air * air_phase + HAZE_SCATTER * d.haze * haze_phase;
      double again = (rayleigh[k] * d.air + HAZE_SCATTER * d.haze) / (4.0 * M_PI) * again_part[k];
      light[k] += step * through[k]
          * (single * sun[k] + again * (high[k] + MOON) + glow[k] * glow_at (h, mu));
    }
    sum.air += step * d.air;
    sum.haze += step * d.haze;
    sum.ozone += step * d.ozone;
  }
  transmit (sum, through);
  return (AirCell) { light[0], light[1], light[2], 0, through[0], through[1], through[2], 0 };
}

static AirCell
look_along (const AirView *view, const Camera *camera, Vec3 sun, int sky, int row, int column)
{
  double u = row / (AIR_ELEVATIONS - 1.0), x = view->reach[sky] * u * u;
  double mu = fmin (fmax (view->horizon + (sky ? x : -x), -1.0), 1.0);
  double tangent = view->spread * (2.0 * column / (AIR_AZIMUTHS - 1.0) - 1.0);
  Vec3 level = vec3_unit (vec3_add (camera->level_ahead, tangent, camera->level_right));
  Vec3 way = vec3_add (vec3_scale (mu, camera->up), sqrt (1.0 - mu * mu), level);
  double start = RADIUS / sqrt (1.0 - view->horizon * view->horizon), b = start * mu;
  double disc = b * b - start * start + RADIUS * RADIUS;
  Ray ray = { .start = start, .mu = mu, .reach = INFINITY,
    .sun_up = vec3_dot (sun, camera->up), .sun_along = vec3_dot (sun, way) };

  if (!sky)
    ray.reach = -b - sqrt (fmax (disc, 0.0));
  return march (&ray);
}

void
air_look (AirView *view, const Camera *camera, Vec3 sun)
{
  double dip = camera_dip (camera->pos), height = RADIUS * (1.0 / cos (dip) - 1.0);
  double top = (RADIUS + TOP) / (RADIUS + height), half = vec3_norm (camera->right);

  view->horizon = -(float) sin (dip);
  view->reach[0] = 1.0f + view->horizon;
  view->reach[1] = top < 1.0 ? (float) (sin (dip) - sqrt (1.0 - top * top)) : 1.0f;
  view->spread = (float) fmin (half * 2.2, 4.0);
  for (int sky = 0; sky < 2; sky++)
    for (int row = 0; row < AIR_ELEVATIONS; row++)
      for (int column = 0; column < AIR_AZIMUTHS; column++)
        view->cell[sky][row][column] = look_along (view, camera, sun, sky, row, column);
}
