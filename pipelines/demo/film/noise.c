/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "noise.h"

#include <math.h>
#include <stdint.h>

#define EARTH_KM 6371.0f

static inline uint32_t
scramble (uint32_t h)
{
  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  h *= 0x297a2d39u;
  return h ^ (h >> 15);
}

/* A pseudo-random gradient at a lattice point times the way from there. */
static inline float
corner (uint32_t hash, float x, float y, float z)
{
  uint32_t h = scramble (hash);
  float gx = (float) (int32_t) (h & 1023) - 511.5f;
  float gy = (float) (int32_t) ((h >> 10) & 1023) - 511.5f;
  float gz = (float) (int32_t) (h >> 21) * 0.5f - 511.5f;

  return gx * x + gy * y + gz * z;
}

static inline float
lerp (float a, float b, float u)
{
  return a + u * (b - a);
}

static inline float
fade (float u)
{
  return u * u * u * (u * (u * 6.0f - 15.0f) + 10.0f);
}

static inline float
gradient_noise (float x, float y, float z)
{
  float bx = floorf (x), by = floorf (y), bz = floorf (z);
  float fx = x - bx, fy = y - by, fz = z - bz;
  uint32_t hx = (uint32_t) (int32_t) bx * 0x8da6b343u, hy = (uint32_t) (int32_t) by * 0xd8163841u;
  uint32_t hz = (uint32_t) (int32_t) bz * 0xcb1ab31fu;
  uint32_t ix = hx + 0x8da6b343u, iy = hy + 0xd8163841u, iz = hz + 0xcb1ab31fu;
  float gx = fx - 1.0f, gy = fy - 1.0f, gz = fz - 1.0f;
  float u = fade (fx), v = fade (fy), w = fade (fz);
  float a = lerp (corner (hx ^ hy ^ hz, fx, fy, fz), corner (ix ^ hy ^ hz, gx, fy, fz), u);
  float b = lerp (corner (hx ^ iy ^ hz, fx, gy, fz), corner (ix ^ iy ^ hz, gx, gy, fz), u);
  float c = lerp (corner (hx ^ hy ^ iz, fx, fy, gz), corner (ix ^ hy ^ iz, gx, fy, gz), u);
  float d = lerp (corner (hx ^ iy ^ iz, fx, gy, gz), corner (ix ^ iy ^ iz, gx, gy, gz), u);

  return lerp (lerp (a, b, v), lerp (c, d, v), w) * (1.6f / 512.0f);
}

static inline float
clamp01 (float v)
{
  return fminf (fmaxf (v, 0.0f), 1.0f);
}

static void
add_octave (const Span *p, const Fractal *f, float frequency, float gain, float *out)
{
  /* Every octave is turned against the one before by its own offset, so that lattices do not align. */
  float ox = f->seed * 17.3f + frequency * 0.371f, oy = f->seed * 5.7f - frequency * 0.233f;

  for (int i = 0; i < SPAN; i++) {
    float x = 0.768f * p->x[i] - 0.512f * p->y[i] + 0.384f * p->z[i];
    float y = 0.640f * p->x[i] + 0.6144f * p->y[i] - 0.4608f * p->z[i];
    float z = 0.600f * p->y[i] + 0.800f * p->z[i];
    float n = gradient_noise (x * frequency + ox, y * frequency + oy, z * frequency + f->seed);
    float shown = clamp01 (0.5f / (p->size[i] * frequency) - 1.0f);
    float value = f->ridged ? 1.0f - 2.0f * fabsf (n) : n;
    out[i] += gain * shown * value;
  }
}

void
noise_fractal (const Span *span, const Fractal *fractal, float *out)
{
  float frequency = EARTH_KM / fractal->wavelength_km, gain = 1.0f, finest = 1.0f;

  for (int i = 0; i < SPAN; i++) {
    out[i] = 0.0f;
    finest = fminf (finest, span->size[i]);
  }
  for (int octave = 0; octave < fractal->octaves && 0.5f > finest * frequency; octave++) {
    add_octave (span, fractal, frequency, gain, out);
    frequency *= 2.03f;
    gain *= fractal->gain;
  }
}
