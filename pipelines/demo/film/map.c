/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "map.h"

#include "air.h"
#include "ground.h"
#include "parallel.h"

#include <stdlib.h>

#define GRID 48
#define MAX_SIDE 6144
/* How much higher than the film's camera. */
#define RAISE 1.3
/* Texels a pixel. */
#define DENSITY 1.0

typedef struct {
  Map *map;
  Vec3 eye, across, down, ahead;        /* unit vectors and the eye in Earth radii */
  double low[2], high[2], texel;        /* extent and texel size as tangents */
  Vec3 sun;
  void (*progress) (double done);
  int done;
} Paint;

/* Way along @ray (Earth radii) from @eye to the ellipsoid, negative when it misses. */
static double
hit (Vec3 eye, Vec3 ray)
{
  const double k = EARTH_A / EARTH_B;
  Vec3 p = { eye.x, eye.y, eye.z * k }, d = { ray.x, ray.y, ray.z * k };
  double a = vec3_dot (d, d), b = vec3_dot (p, d), c = vec3_dot (p, p) - 1.0, disc = b * b - a * c;

  return disc < 0.0 || b > 0.0 ? -1.0 : (-b - sqrt (disc)) / a;
}

/* Calls @see with ground points all over the frames of the shot. */
static void
survey (const Camera *cameras, int n, void (*see) (Paint *paint, Vec3 point), Paint *paint)
{
  for (int c = 0; c < n; c++)
    for (int i = 0; i <= GRID; i++)
      for (int j = 0; j <= 8 * GRID; j++) {
        const Camera *cam = &cameras[c];
        Vec3 eye = vec3_scale (1.0 / EARTH_A, cam->pos);
        Vec3 ray = vec3_add (cam->ahead, 2.0 * i / GRID - 1.0, cam->right);
        ray = vec3_add (ray, cam->aspect * (j / (4.0 * GRID) - 1.0), cam->down);
        double t = hit (eye, ray);
        if (t > 0.0)
          see (paint, vec3_add (eye, t, ray));
      }
}

static void
see_direction (Paint *paint, Vec3 point)
{
  paint->ahead = vec3_add (paint->ahead, 1.0, vec3_unit (vec3_add (point, -1.0, paint->eye)));
}

static void
see_extent (Paint *paint, Vec3 point)
{
  Vec3 v = vec3_add (point, -1.0, paint->eye);
  double depth = vec3_dot (v, paint->ahead);
  double at[2] = { vec3_dot (v, paint->across) / depth, vec3_dot (v, paint->down) / depth };

  for (int i = 0; i < 2; i++) {
    paint->low[i] = fmin (paint->low[i], at[i]);
    paint->high[i] = fmax (paint->high[i], at[i]);
  }
}

/* Chooses the camera of the map. */
static void
aim (Paint *paint, const Camera *cameras, int n, double pixel)
{
  const Camera *mid = &cameras[n / 2];
  double height = earth_geodetic (mid->pos).height;

  paint->eye = vec3_scale (1.0 / EARTH_A, vec3_add (mid->pos, (RAISE - 1.0) * height, mid->up));
  survey (cameras, n, see_direction, paint);
  paint->ahead = vec3_unit (vec3_norm (paint->ahead) > 0.0 ? paint->ahead : mid->ahead);
  paint->across = vec3_unit (vec3_cross (paint->ahead, mid->up));
  paint->down = vec3_cross (paint->ahead, paint->across);
  for (int i = 0; i < 2; i++) {
    paint->low[i] = 1e9;
    paint->high[i] = -1e9;
  }
  survey (cameras, n, see_extent, paint);
  for (int i = 0; i < 2; i++) {
    double margin = 0.02 * (paint->high[i] - paint->low[i]) + 4.0 * pixel;
    paint->low[i] -= margin;
    paint->high[i] += margin;
  }
  double most = fmax (paint->high[0] - paint->low[0], paint->high[1] - paint->low[1]);
  paint->texel = fmax (pixel / RAISE / DENSITY, most / MAX_SIDE);
}

static void
to_floats (Vec3 v, float *out)
{
  out[0] = (float) v.x;
  out[1] = (float) v.y;
  out[2] = (float) v.z;
}

static Map *
describe (const Paint *paint)
{
  Map *map = calloc (1, sizeof *map);
  Vec3 across = vec3_add (vec3_scale (1.0 / paint->texel, paint->across),
      -paint->low[0] / paint->texel, paint->ahead);
  Vec3 down = vec3_add (vec3_scale (1.0 / paint->texel, paint->down),
      -paint->low[1] / paint->texel, paint->ahead);

  map->width = (int) ((paint->high[0] - paint->low[0]) / paint->texel) + 2;
  map->height = (int) ((paint->high[1] - paint->low[1]) / paint->texel) + 2;
  map->texel = calloc ((size_t) map->width * map->height, 4 * sizeof *map->texel);
  to_floats (paint->eye, map->eye);
  to_floats (across, map->across);
  to_floats (down, map->down);
  to_floats (paint->ahead, map->ahead);
  return map;
}

/* Points of the unit sphere under SPAN texels from (@x, @y); texels off the Earth repeat the last
 * one on it. */
static void
cast (const Paint *paint, int x, int y, Span *span)
{
  Vec3 point = vec3_unit (vec3_add (paint->eye, 1.0, paint->ahead));
  double size = 1.0;

  for (int i = 0; i < SPAN; i++) {
    Vec3 ray = vec3_add (paint->ahead, paint->low[0] + (x + i) * paint->texel, paint->across);
    ray = vec3_add (ray, paint->low[1] + y * paint->texel, paint->down);
    double t = hit (paint->eye, ray);
    if (t > 0.0) {
      Vec3 at = vec3_add (paint->eye, t, ray);
      point = vec3_unit (at);
      double slant = -vec3_dot (point, vec3_unit (ray));
      size = t * vec3_norm (ray) * paint->texel / pow (fmax (slant, 0.01), 0.75);
    }
    span->x[i] = (float) point.x;
    span->y[i] = (float) point.y;
    span->z[i] = (float) point.z;
    span->size[i] = (float) size;
  }
}

static inline float
ramp (float low, float high, float v)
{
  float u = fminf (fmaxf ((v - low) / (high - low), 0.0f), 1.0f);

  return u * u * (3.0f - 2.0f * u);
}

static inline uint16_t
pack (float radiance)
{
  return (uint16_t) (65535.0f * sqrtf (fminf (fmaxf (radiance / MAP_WHITE, 0.0f), 1.0f)));
}

/* Light of the sky, of the Moon and of towns. */
static const float sky_colour[3] = { 0.055f, 0.095f, 0.165f };
static const float moon_colour[3] = { 2.2e-4f, 2.7e-4f, 3.5e-4f };
static const float town_colour[3] = { 9.0e-4f, 6.4e-4f, 3.6e-4f };

static void
shade (const Ground *g, int i, float mu, uint16_t *texel)
{
  float albedo[3] = { g->red[i], g->green[i], g->blue[i] }, low[3], high[3], cover = g->cloud[i];
  float day = ramp (-0.16f, 0.35f, mu) + 0.10f * expf (fminf (mu, 0.0f) * 14.0f);
  float dusk = ramp (0.0f, -0.12f, mu), facing = fmaxf (mu, 0.0f);

  air_sunlight (0.0f, mu, low);
  air_sunlight (9e3f, mu + 0.02f, high);
  for (int k = 0; k < 3; k++) {
    float bare = albedo[k] * (facing * low[k] * g->shadow[i] + day * sky_colour[k] + moon_colour[k]);
    float lit = 0.82f * (g->cloud_light[i] * (0.06f * ramp (-0.04f, 0.05f, mu) + 0.94f * facing) * high[k]
        + day * sky_colour[k] * 0.9f + moon_colour[k] * g->cloud_light[i]);
    float towns = g->towns[i] * town_colour[k] * dusk;
    bare += (float) M_PI * towns * (1.0f - cover);
    texel[k] = pack ((bare + cover * (lit - bare) + cover * 0.35f * (float) M_PI * towns) / (float) M_PI);
  }
  texel[3] = pack (MAP_WHITE * g->water[i] * (1.0f - cover) * g->shadow[i]);
}

static void
paint_row (void *data, int y)
{
  Paint *paint = data;
  Map *map = paint->map;
  float sun[3];
  Span span;
  Ground ground;

  to_floats (paint->sun, sun);
  for (int x = 0; x < map->width; x += SPAN) {
    cast (paint, x, y, &span);
    ground_look (&span, sun, &ground);
    for (int i = 0; i < SPAN && x + i < map->width; i++)
      shade (&ground, i, sun[0] * span.x[i] + sun[1] * span.y[i] + sun[2] * span.z[i],
          map->texel + 4 * ((size_t) y * map->width + x + i));
  }
  int done = __atomic_add_fetch (&paint->done, 1, __ATOMIC_RELAXED);
  if (paint->progress && done % 64 == 0)
    paint->progress ((double) done / map->height);
}

Map *
map_new (const Camera *cameras, int n, Vec3 sun, double pixel, int threads, void (*progress) (double done))
{
  Paint paint = { .sun = sun, .progress = progress };

  aim (&paint, cameras, n, pixel);
  paint.map = describe (&paint);
  parallel_for (threads, paint.map->height, paint_row, &paint);
  return paint.map;
}

void
map_free (Map *map)
{
  if (!map)
    return;
  free (map->texel);
  free (map);
}
