/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stars.h"

#include <stdint.h>
#include <stdlib.h>

/* Light of a star of magnitude 1, on the scale where sunlight is 1, spread over the pixels it covers. */
#define BRIGHT 1.6e-3

static double
random_unit (uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return (*state >> 8) / 16777216.0;
}

typedef struct { Vec3 direction; double light, warmth; } Sample;

static Sample
sample (uint32_t *seed)
{
  double z = 2.0 * random_unit (seed) - 1.0, a = 2.0 * M_PI * random_unit (seed), u = random_unit (seed);
  double flat = random_unit (seed) < 0.45 ? 0.18 : 1.0, s = sqrt (1.0 - z * z * flat * flat);
  /* Towards the band of the galaxy, whose pole is at 12h51m, +27 degrees. */
  Vec3 pole = { -0.868, -0.198, 0.456 }, side = vec3_unit (vec3_cross (pole, (Vec3) { 0, 0, 1 }));
  Vec3 other = vec3_cross (pole, side), d = vec3_scale (z * flat, pole);

  d = vec3_add (d, s * cos (a), side);
  d = vec3_add (d, s * sin (a), other);
  /* Ten times fainter, about eight times as many. */
  return (Sample) { d, BRIGHT * fmin (0.03 * pow (u + 1e-4, -0.85), 4.0), random_unit (seed) };
}

static int
compare (const void *a, const void *b)
{
  const Star *p = a, *q = b;

  return (p->y > q->y) - (p->y < q->y);
}

/* How much of a star's light the air lets through, from its height above the sea horizon. */
static double
clearness (const Camera *camera, Vec3 direction)
{
  double above = asin (vec3_dot (direction, camera->up)) + camera_dip (camera->pos);

  return fmin (fmax ((above - 0.005) / 0.02, 0.0), 1.0);
}

int
stars_find (const Camera *camera, double angle, int width, int height, Star *out)
{
  uint32_t seed = 20211005u;
  int n = 0;
  double tangent2 = vec3_dot (camera->right, camera->right);

  for (int i = 0; i < STARS_MAX; i++) {
    Sample s = sample (&seed);
    Vec3 d = earth_to_fixed ((State) { .pos = s.direction }, angle).pos;
    double depth = vec3_dot (d, camera->ahead);
    if (depth < 0.2)
      continue;
    double sx = vec3_dot (d, camera->right) / depth / tangent2;
    double sy = vec3_dot (d, camera->down) / depth / tangent2;
    double light = s.light * clearness (camera, d);
    if (fabs (sx) > 1.01 || fabs (sy) > camera->aspect * 1.01 || light <= 0.0)
      continue;
    out[n++] = (Star) {
      .x = (float) (0.5 * width * (1.0 + sx)), .y = (float) (0.5 * height + 0.5 * width * sy),
      .red = (float) (light * (0.8 + 0.4 * s.warmth)), .green = (float) (light * 0.98),
      .blue = (float) (light * (1.25 - 0.5 * s.warmth)),
    };
  }
  qsort (out, n, sizeof *out, compare);
  return n;
}

static int
first_below (const Star *stars, int n, float y)
{
  int low = 0, high = n;

  while (low < high) {
    int mid = (low + high) / 2;
    if (stars[mid].y < y)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

void
stars_add (const Star *stars, int n, int y, int width, float *red, float *green, float *blue)
{
  const float sharp = 0.9f, reach = 3.0f;

  for (int i = first_below (stars, n, y + 0.5f - reach); i < n && stars[i].y < y + 0.5f + reach; i++) {
    float dy = y + 0.5f - stars[i].y;
    int from = (int) fmaxf (stars[i].x - reach, 0.0f), to = (int) fminf (stars[i].x + reach, width - 1.0f);
    for (int x = from; x <= to; x++) {
      float dx = x + 0.5f - stars[i].x, w = expf (-sharp * (dx * dx + dy * dy));
      red[x] += w * stars[i].red;
      green[x] += w * stars[i].green;
      blue[x] += w * stars[i].blue;
    }
  }
}
