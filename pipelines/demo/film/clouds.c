/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clouds.h"

#include <math.h>

/* Depressions: unit vector of the centre, radius in Earth radii, turns at the centre in rad (against
 * the clock in the north, with it in the south). */
static const struct { float x, y, z, radius, turns; } lows[] = {
  { 0.0420f, 0.5900f, 0.8063f, 0.10f, 4.0f },
  { -0.1400f, 0.6600f, 0.7381f, 0.09f, 3.6f },
  { -0.4500f, -0.3000f, -0.8411f, 0.13f, -4.5f },
  { 0.0700f, -0.6400f, -0.7652f, 0.12f, -4.2f },
  { 0.4300f, -0.4700f, -0.7708f, 0.11f, -4.4f },
  { -0.6600f, 0.5500f, 0.5117f, 0.12f, 4.2f },
  { -0.3800f, 0.7600f, 0.5273f, 0.10f, 3.8f },
  { 0.6400f, -0.4000f, 0.6560f, 0.13f, 4.4f },
};

static void
wind_up (Span *p)
{
  for (unsigned k = 0; k < sizeof lows / sizeof *lows; k++) {
    float cx = lows[k].x, cy = lows[k].y, cz = lows[k].z, inverse = 1.0f / (lows[k].radius * lows[k].radius);
    for (int i = 0; i < SPAN; i++) {
      float dx = p->x[i] - cx, dy = p->y[i] - cy, dz = p->z[i] - cz;
      float q = (dx * dx + dy * dy + dz * dz) * inverse;
      float a = lows[k].turns / (1.0f + 2.5f * q) * expf (-fminf (0.6f * q, 60.0f));
      float c = cosf (a), s = sinf (a), d = (1.0f - c) * (p->x[i] * cx + p->y[i] * cy + p->z[i] * cz);
      float x = c * p->x[i] + s * (cy * p->z[i] - cz * p->y[i]) + d * cx;
      float y = c * p->y[i] + s * (cz * p->x[i] - cx * p->z[i]) + d * cy;
      float z = c * p->z[i] + s * (cx * p->y[i] - cy * p->x[i]) + d * cz;
      p->x[i] = x;
      p->y[i] = y;
      p->z[i] = z;
    }
  }
}

/* Moves the points by noise of @wavelength_km, at most about @amount Earth radii. */
static void
drift (Span *p, float wavelength_km, int octaves, float amount)
{
  float dx[SPAN], dy[SPAN], dz[SPAN];
  Fractal f = { wavelength_km, octaves, 0.5f, 3.1f, 0 };

  noise_fractal (p, &f, dx);
  f.seed = 11.9f;
  noise_fractal (p, &f, dy);
  f.seed = 23.3f;
  noise_fractal (p, &f, dz);
  for (int i = 0; i < SPAN; i++) {
    p->x[i] += amount * dx[i];
    p->y[i] += amount * dy[i];
    p->z[i] += amount * dz[i];
  }
}

static inline float
ramp (float low, float high, float v)
{
  float u = fminf (fmaxf ((v - low) / (high - low), 0.0f), 1.0f);

  return u * u * (3.0f - 2.0f * u);
}

void
clouds_weather (const Span *span, Weather *weather)
{
  static const Fractal systems = { 1500.0f, 4, 0.50f, 41.0f, 0 }, bands = { 380.0f, 8, 0.60f, 7.7f, 0 };
  static const Fractal kind = { 900.0f, 4, 0.5f, 61.0f, 0 };
  float large[SPAN], middle[SPAN], type[SPAN];
  Span p = *span;

  wind_up (&p);
  drift (&p, 1500.0f, 4, 0.045f);
  noise_fractal (&p, &systems, large);
  noise_fractal (&p, &bands, middle);
  noise_fractal (&p, &kind, type);
  for (int i = 0; i < SPAN; i++) {
    float bad = 0.62f * large[i] + 0.75f * middle[i];
    weather->sheet[i] = ramp (-0.28f, 0.75f, bad);
    weather->fair[i] = ramp (-0.68f, 0.52f, type[i] + 0.35f * middle[i]);
  }
  weather->small = *span;
  drift (&weather->small, 120.0f, 4, 0.0035f);
}

void
clouds_thickness (const Weather *weather, const float way[3][SPAN], float *out)
{
  static const Fractal cells = { 38.0f, 7, 0.58f, 19.0f, 1 }, grain = { 17.0f, 8, 0.64f, 29.0f, 0 };
  float small[SPAN], fine[SPAN];
  Span p = weather->small;

  for (int i = 0; i < SPAN; i++) {
    p.x[i] += way[0][i];
    p.y[i] += way[1][i];
    p.z[i] += way[2][i];
  }
  noise_fractal (&p, &cells, small);
  noise_fractal (&p, &grain, fine);
  for (int i = 0; i < SPAN; i++) {
    /* Thick sheets where the weather is bad, broken cells where it is fair, ragged at every edge. */
    float sheet = weather->sheet[i], fair = weather->fair[i];
    float thick = ramp (0.30f, 1.20f, sheet + 0.30f * fine[i] + 0.16f * (small[i] - 0.9f));
    float broken = ramp (0.67f, 1.50f, 0.62f * small[i] + 0.60f * fine[i] + 0.75f * fair + 0.25f * sheet);
    float texture = 0.50f + 0.24f * small[i] + 0.55f * fine[i];
    out[i] = fmaxf (thick * texture * 1.15f, 0.0f) + 0.95f * broken * fair * (1.0f - 0.7f * thick);
  }
}
