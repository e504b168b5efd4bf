/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "paint.h"

#include <math.h>

static const float base[][3] = {
  [PAINT_HULL] = { 0.66f, 0.65f, 0.62f }, [PAINT_BLANKET] = { 0.46f, 0.45f, 0.40f },
  [PAINT_FOIL] = { 0.24f, 0.26f, 0.20f }, [PAINT_METAL] = { 0.50f, 0.50f, 0.51f },
  [PAINT_DARK] = { 0.02f, 0.02f, 0.02f }, [PAINT_TRUSS] = { 0.48f, 0.46f, 0.42f },
  [PAINT_WING] = { 0.42f, 0.31f, 0.18f }, [PAINT_CELLS] = { 0.045f, 0.060f, 0.105f },
  [PAINT_RADIATOR] = { 0.80f, 0.80f, 0.79f }, [PAINT_TARGET] = { 0.85f, 0.85f, 0.83f },
  [PAINT_MARK] = { 0.90f, 0.90f, 0.88f }, [PAINT_CONE] = { 0.30f, 0.30f, 0.32f },
  [PAINT_LAMP] = { 1.0f, 0.80f, 0.50f },
};

/* How much of a line of half width @half, repeated every @period, covers a spot of @size at @x. */
static float
line (float x, float period, float half, float size)
{
  float away = fabsf (x - period * roundf (x / period)), mean = 2.0f * half / period;
  float sharp = fminf (fmaxf ((half - away) / size + 0.5f, 0.0f), 1.0f);
  float far = fminf (2.0f * size / period, 1.0f);

  return sharp + far * (mean - sharp);
}

/* A sine made of parabolas. */
static inline float
wave (float x)
{
  float f = x * 0.15915494f;

  f -= roundf (f);
  return 8.0f * f - 16.0f * f * fabsf (f);
}

/* A slow unevenness between -1 and 1. */
static float
uneven (float u, float v)
{
  return wave (3.1f * u + 1.7f * wave (2.3f * v)) * wave (2.7f * v + 1.3f * wave (1.9f * u));
}

static float
blanket (float u, float v, float size)
{
  float quilt = 1.0f - 0.30f * fmaxf (line (u, 0.62f, 0.012f, size), line (v, 0.55f, 0.012f, size));

  return quilt * (1.0f + 0.10f * uneven (u, v) + 0.06f * uneven (5.0f * v, 4.0f * u));
}

/* Longerons, posts and diagonals; what is between them is far behind and dark. */
static float
lattice (const float *at, float size)
{
  float across = fabsf (at[0]) > 1.6f ? at[2] : at[0], y = at[1];
  float diagonal = line (y + across, 3.3f, 0.11f, size);
  float strut = fmaxf (line (y - across, 3.3f, 0.11f, size), line (y, 3.3f, 0.14f, size));
  float rail = fabsf (across) > 1.5f ? 1.0f : 0.0f;
  float box = line (y + 1.2f, 9.8f, 1.3f, size) * (fabsf (across) < 1.0f);

  return 0.10f + 0.90f * fmaxf (fmaxf (diagonal, strut), fmaxf (rail, 0.8f * box));
}

static float
target (const float *at, float size)
{
  float r = sqrtf (at[0] * at[0] + at[1] * at[1]);
  float ring = fabsf (r - 0.115f) < 0.006f + 0.5f * size ? 0.9f : 0.0f;
  float cross = fmaxf (line (at[0], 9.0f, 0.008f, size), line (at[1], 9.0f, 0.008f, size));

  return r < 0.109f ? 0.04f + 0.5f * cross : 1.0f - 0.95f * ring;
}

/* The place on a body unrolled: along the axis and around it. */
static void
unroll (const SolidHit *hit, int axis, float *u, float *v)
{
  float y = hit->place[(axis + 1) % 3], z = hit->place[(axis + 2) % 3];

  *u = hit->place[axis];
  *v = atan2f (z, y) * sqrtf (y * y + z * z);
  if (fabsf (hit->normal[axis]) > 0.95f) {
    *u = y;
    *v = z;
  }
}

float
paint_colour (Material material, const SolidHit *hit, int axis, float size, float *rgb)
{
  const float *at = hit->place;
  float u = at[axis], v = 0.0f, tone = 1.0f;

  if (material <= PAINT_FOIL)
    unroll (hit, axis, &u, &v);
  if (material == PAINT_HULL)
    tone = (1.0f - 0.35f * fmaxf (line (u, 1.15f, 0.018f, size), line (v, 1.05f, 0.015f, size)))
        * (1.0f + 0.05f * uneven (u, v));
  else if (material == PAINT_BLANKET || material == PAINT_FOIL)
    tone = blanket (u, v, size);
  else if (material == PAINT_TRUSS)
    tone = lattice (at, size);
  else if (material == PAINT_WING)
    tone = (1.0f - 0.55f * fmaxf (line (at[0], 0.40f, 0.025f, size), line (at[1], 1.15f, 0.04f, size)))
        * (1.0f + 0.13f * wave (5.0f * roundf (at[0] / 0.4f)) * wave (3.0f * roundf (at[0] / 1.6f))
            + 0.08f * uneven (0.2f * u, at[1]));
  else if (material == PAINT_CELLS)
    tone = 1.0f + 1.6f * fmaxf (line (at[0], 0.85f, 0.02f, size), line (at[1], 0.85f, 0.02f, size));
  else if (material == PAINT_RADIATOR)
    tone = 1.0f - 0.30f * line (u, 2.75f, 0.04f, size);
  else if (material == PAINT_TARGET)
    tone = target (at, size);
  else if (material == PAINT_CONE)
    tone = 1.0f + 0.35f * line (u, 0.11f, 0.006f, size);
  for (int k = 0; k < 3; k++)
    rgb[k] = base[material][k] * tone;
  return material == PAINT_LAMP ? 0.25f : 0.0f;
}
