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

/* The lattice of an octave. */
typedef struct { float frequency, x, y, z; } Lattice;

/* Every octave is turned against the one before by its own offset, so that lattices do not align. */
static Lattice
lattice (const Fractal *f, float frequency)
{
  return (Lattice) { frequency, f->seed * 17.3f + frequency * 0.371f, f->seed * 5.7f - frequency * 0.233f,
    f->seed };
}

static inline float
noise_at (const Lattice *l, float px, float py, float pz)
{
  float x = 0.768f * px - 0.512f * py + 0.384f * pz;
  float y = 0.640f * px + 0.6144f * py - 0.4608f * pz;
  float z = 0.600f * py + 0.800f * pz;

  return gradient_noise (x * l->frequency + l->x, y * l->frequency + l->y, z * l->frequency + l->z);
}

static void
every_point (const Span *p, const Lattice *l, float *restrict out)
{
  for (int i = 0; i < SPAN; i++)
    out[i] = noise_at (l, p->x[i], p->y[i], p->z[i]);
}

/* Where the lattice is wide against the points' distance, noise is smooth between every eighth of them: a
 * cubic through four of those (Catmull and Rom) is within 0.3 % of it, rms. */
#define COARSE 8
#define COARSE_WIDTH 8.0f               /* of the lattice, in distances of coarse points, at the least */

/* A coarse point past either end of the span lies on the straight line through the last two. */
static float
coarse (const float *v, int at)
{
  if (at < 0)
    return v[0] - COARSE * (v[1] - v[0]);
  if (at >= SPAN)
    return v[SPAN - 1] + (float) (at - SPAN + 1) * (v[SPAN - 1] - v[SPAN - 2]);
  return v[at];
}

static void
coarse_points (const Span *p, const Lattice *l, float *restrict out)
{
  enum { POINTS = SPAN / COARSE + 3 };
  float x[POINTS], y[POINTS], z[POINTS], n[POINTS];

  for (int i = 0; i < POINTS; i++) {
    x[i] = coarse (p->x, COARSE * (i - 1));
    y[i] = coarse (p->y, COARSE * (i - 1));
    z[i] = coarse (p->z, COARSE * (i - 1));
  }
  for (int i = 0; i < POINTS; i++)
    n[i] = noise_at (l, x[i], y[i], z[i]);
  for (int i = 0; i < SPAN / COARSE; i++) {
    float a = n[i], b = n[i + 1], c = n[i + 2], d = n[i + 3];
    float k1 = 0.5f * (c - a), k2 = a - 2.5f * b + 2.0f * c - 0.5f * d, k3 = 0.5f * (d - a) + 1.5f * (b - c);
    for (int j = 0; j < COARSE; j++) {
      float u = (float) j / COARSE;
      out[COARSE * i + j] = b + u * (k1 + u * (k2 + u * k3));
    }
  }
}

static void
add_octave (const Span *p, const Fractal *f, float frequency, float gain, float apart, float *restrict out)
{
  const Lattice l = lattice (f, frequency);
  float noise[SPAN];

  if (apart * COARSE * COARSE_WIDTH * frequency < 1.0f)
    coarse_points (p, &l, noise);
  else
    every_point (p, &l, noise);
  for (int i = 0; i < SPAN; i++) {
    float shown = clamp01 (0.5f / (p->size[i] * frequency) - 1.0f);
    float value = f->ridged ? 1.0f - 2.0f * fabsf (noise[i]) : noise[i];
    out[i] += gain * shown * value;
  }
}

/* The most that two points next to each other are apart. */
static float
most_apart (const Span *p)
{
  float most = 0.0f;

  for (int i = 1; i < SPAN; i++) {
    float x = p->x[i] - p->x[i - 1], y = p->y[i] - p->y[i - 1], z = p->z[i] - p->z[i - 1];
    most = fmaxf (most, x * x + y * y + z * z);
  }
  return sqrtf (most);
}

void
noise_fractal (const Span *span, const Fractal *fractal, float *out)
{
  float frequency = EARTH_KM / fractal->wavelength_km, gain = 1.0f, finest = 1.0f, apart = most_apart (span);

  for (int i = 0; i < SPAN; i++) {
    out[i] = 0.0f;
    finest = fminf (finest, span->size[i]);
  }
  for (int octave = 0; octave < fractal->octaves && 0.5f > finest * frequency; octave++) {
    add_octave (span, fractal, frequency, gain, apart, out);
    frequency *= 2.03f;
    gain *= fractal->gain;
  }
}
