/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pixels.h"

#include <string.h>

typedef float Four __attribute__ ((vector_size (16)));
typedef int32_t Whole __attribute__ ((vector_size (16)));
typedef uint16_t Packed __attribute__ ((vector_size (8)));

/* What the geometry of a row comes to, pixel by pixel. */
typedef struct {
  float above[PIXELS_MAX_WIDTH];        /* sine of elevation above the sea horizon */
  float column[PIXELS_MAX_WIDTH];       /* of the tables of air */
  float x[PIXELS_MAX_WIDTH], y[PIXELS_MAX_WIDTH];       /* of the map */
  float glint[PIXELS_MAX_WIDTH];        /* sunlight mirrored by water */
  float flare[PIXELS_MAX_WIDTH];        /* cosine of the angle to the Sun */
  float haze[PIXELS_MAX_WIDTH];         /* see polarise() */
} Row;

typedef struct { float x, y, z; } Float3;

static inline Float3
narrow (Vec3 v)
{
  return (Float3) { (float) v.x, (float) v.y, (float) v.z };
}

static inline float
dot (Float3 a, Float3 b)
{
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline float
clampf (float v, float low, float high)
{
  return fminf (fmaxf (v, low), high);
}

/* Sea with waves of about 0.2 slope (Cox and Munk, J. Opt. Soc. Am. 44, 1954, at 8 m/s); @n local
 * vertical, @s to the Sun, @v to the eye. */
static inline float
sea_glint (Float3 n, Float3 s, Float3 v)
{
  Float3 h = { s.x + v.x, s.y + v.y, s.z + v.z };
  float k = 1.0f / sqrtf (dot (h, h) + 1e-6f), nh = fmaxf (dot (n, h) * k, 0.05f), vh = dot (v, h) * k;
  float c2 = nh * nh, tan2 = (1.0f - c2) / c2, q = 1.0f - clampf (vh, 0.0f, 1.0f), q2 = q * q;
  float fresnel = 0.02f + 0.98f * q2 * q2 * q;
  float lobe = expf (-fminf (tan2 / 0.045f, 60.0f)) / (0.141f * c2 * c2);

  return fminf (fresnel * lobe / (4.0f * fmaxf (dot (n, v), 0.10f)), 3.0f);
}

/* How much of the light of the air below the horizon a polarising filter leaves; @below is the sine of
 * the angle, and at the horizon there is nothing to choose. */
static inline float
polarise (float below)
{
  return 1.0f - 0.50f * below / (below + 0.06f);
}

static void
trace (const Pixels *p, int y, Row *row)
{
  const Map *map = p->map;
  const float flat = (float) (EARTH_A / EARTH_B);
  float sy = (float) ((2.0 * (y + 0.5) / p->height - 1.0) * p->camera->aspect), scale = 2.0f / p->width;
  Float3 eye = narrow (vec3_scale (1.0 / EARTH_A, p->camera->pos)), e = { eye.x, eye.y, eye.z * flat };
  Float3 base = narrow (vec3_add (p->camera->ahead, sy, p->camera->down)), right = narrow (p->camera->right);
  Float3 level = narrow (p->camera->level_ahead), side = narrow (p->camera->level_right);
  Float3 sun = narrow (p->sun);
  Float3 from = { eye.x - map->eye[0], eye.y - map->eye[1], eye.z - map->eye[2] };
  Float3 across = { map->across[0], map->across[1], map->across[2] };
  Float3 down = { map->down[0], map->down[1], map->down[2] };
  Float3 ahead = { map->ahead[0], map->ahead[1], map->ahead[2] };
  /* In doubles, since the camera is near the surface compared with the Earth. */
  Vec3 e2 = { p->camera->pos.x / EARTH_A, p->camera->pos.y / EARTH_A, p->camera->pos.z / EARTH_B };
  float c = (float) (vec3_dot (e2, e2) - 1.0), inverse = (float) (1.0 / vec3_norm (e2));
  float horizon = p->air->horizon;
  float spread = p->air->spread;

  for (int i = 0; i < p->width; i++) {
    float sx = (i + 0.5f) * scale - 1.0f;
    Float3 d = { base.x + sx * right.x, base.y + sx * right.y, base.z + sx * right.z };
    Float3 q = { d.x, d.y, d.z * flat };
    float a = dot (q, q), b = dot (e, q), disc = b * b - a * c;
    float t = disc > 0.0f && b < 0.0f ? (-b - sqrtf (disc)) / a : 0.0f;
    float k = 1.0f / sqrtf (dot (d, d)), depth;
    Float3 v = { from.x + t * d.x, from.y + t * d.y, from.z + t * d.z };
    Float3 n = { eye.x + t * d.x, eye.y + t * d.y, eye.z + t * d.z };
    float nk = 1.0f / sqrtf (dot (n, n));
    Float3 unit = { n.x * nk, n.y * nk, n.z * nk }, back = { -d.x * k, -d.y * k, -d.z * k };
    row->above[i] = b * inverse / sqrtf (a) - horizon;
    row->column[i] = air_column (dot (d, side) / fmaxf (dot (d, level), 0.05f), spread);
    depth = 1.0f / fmaxf (dot (v, ahead), 1e-4f);
    row->x[i] = clampf (dot (v, across) * depth, 0.0f, map->width - 1.01f);
    row->y[i] = clampf (dot (v, down) * depth, 0.0f, map->height - 1.01f);
    row->glint[i] = sea_glint (unit, sun, back) * clampf (dot (unit, sun) * 8.0f + 0.4f, 0.0f, 1.0f);
    row->flare[i] = -dot (back, sun);
    row->haze[i] = polarise (fmaxf (-row->above[i], 0.0f));
  }
}

static inline Four
read_texel (const uint16_t *texel)
{
  Packed raw;

  memcpy (&raw, texel, sizeof raw);
  /* By way of whole numbers, for which there is an instruction. */
  return __builtin_convertvector (__builtin_convertvector (raw, Whole), Four);
}

/* The map between four texels, as light. */
static inline Four
read_map (const Map *map, float x, float y)
{
  int i = (int) x, j = (int) y;
  float u = x - i, v = y - j;
  const uint16_t *at = map->texel + 4 * ((size_t) j * map->width + i), *below = at + 4 * (size_t) map->width;
  Four a = read_texel (at), b = read_texel (at + 4), c = read_texel (below), d = read_texel (below + 4);
  Four top = a + u * (b - a), bottom = c + u * (d - c), root = top + v * (bottom - top);

  return root * root * (MAP_WHITE / (65535.0f * 65535.0f));
}

static inline AirCell
read_air (const AirView *air, int sky, float x, float column)
{
  float row = air_row (x, air->reach[sky]);
  int i = (int) fminf (row, AIR_ELEVATIONS - 2), j = (int) fminf (column, AIR_AZIMUTHS - 2);
  float u = row - i, v = column - j;
  const AirCell *at = &air->cell[sky][i][j], *below = &air->cell[sky][i + 1][j];
  AirCell a = at[0] + v * (at[1] - at[0]), b = below[0] + v * (below[1] - below[0]);

  return a + u * (b - a);
}

static inline AirCell
air_at (const Pixels *p, const Row *row, int i)
{
  return read_air (p->air, row->above[i] >= 0.0f, fabsf (row->above[i]), row->column[i]);
}

static inline Four
upper (AirCell air)
{
  return __builtin_shufflevector (air, air, 4, 5, 6, 7);
}

static inline Four
lower (AirCell air)
{
  return __builtin_shufflevector (air, air, 0, 1, 2, 3);
}

/* What comes from pixel @i through @air: red, green, blue. */
static inline Four
look_through (const Pixels *p, const Row *row, int i, AirCell air, Four sunlight)
{
  Four ground = { 0.0f, 0.0f, 0.0f, 0.0f };

  if (row->above[i] > p->air->reach[1])
    return ground;
  if (row->above[i] < 0.0f)
    ground = read_map (p->map, row->x[i], row->y[i]);
  float glint = ground[3] * row->glint[i] * (1.0f / MAP_WHITE);
  return row->haze[i] * lower (air) + upper (air) * (ground + glint * sunlight);
}

/* Four pixels' light in planes from column @x on. */
static inline void
put (const Four *light, int x, float *rgb[3])
{
  for (int k = 0; k < 3; k++) {
    Four plane = { light[0][k], light[1][k], light[2][k], light[3][k] };
    memcpy (rgb[k] + x, &plane, sizeof plane);
  }
}

/* The air changes little from a pixel to the next: it is looked up for each fourth, but where ground and sky
 * meet between two of them, for their tables do not. */
static void
fill (const Pixels *p, const Row *row, const float *sunlight, float *rgb[3])
{
  enum { STEP = 4 };
  const Four sun = { sunlight[0], sunlight[1], sunlight[2], 0.0f };
  AirCell left = air_at (p, row, 0);
  Four light[STEP];
  int x = 0;

  for (; x + STEP < p->width; x += STEP) {
    AirCell right = air_at (p, row, x + STEP), slope = (right - left) * (1.0f / STEP);
    if ((row->above[x] >= 0.0f) == (row->above[x + STEP] >= 0.0f))
      for (int i = 0; i < STEP; i++)
        light[i] = look_through (p, row, x + i, left + (float) i * slope, sun);
    else
      for (int i = 0; i < STEP; i++)
        light[i] = look_through (p, row, x + i, air_at (p, row, x + i), sun);
    put (light, x, rgb);
    left = right;
  }
  for (; x < p->width; x++) {
    light[0] = look_through (p, row, x, air_at (p, row, x), sun);
    for (int k = 0; k < 3; k++)
      rgb[k][x] = light[0][k];
  }
}

/* The Sun: what air leaves of its light, and of what its disc gives the whole lens. */
typedef struct { float horizon[3], lens[3]; } Sunlight;

/* The Sun's disc, each part through its own air, and its glow in the lens. */
static void
add_sun (const Pixels *p, const Row *row, const Sunlight *sun, float *rgb[3])
{
  const float edge = cosf ((float) SUN_RADIUS), soft = 4e-6f;

  for (int i = 0; i < p->width; i++) {
    float c = row->flare[i], away = fmaxf (1.0f - c, 0.0f);
    float glow = 4e-5f / (away + 1.0e-5f) + 3.5e-4f / (away + 3e-3f) + 5e-4f * expf (-away * 14.0f);
    for (int k = 0; k < 3; k++)
      rgb[k][i] += sun->lens[k] * glow;
    if (c > edge - soft && row->above[i] > 0.0f) {
      AirCell air = read_air (p->air, 1, row->above[i], row->column[i]);
      for (int k = 0; k < 3; k++)
        rgb[k][i] += 2000.0f * clampf ((c - edge) / soft + 0.5f, 0.0f, 1.0f) * air[4 + k];
    }
  }
}

/* What reaches the lens of the Sun's light past the Earth's edge, from strips across the disc. */
static Sunlight
sun_through_air (const Pixels *p)
{
  enum { STRIPS = 12 };
  double c = vec3_dot (p->sun, p->camera->ahead), above = vec3_dot (p->sun, p->camera->up) - p->air->horizon;
  double across = vec3_dot (p->sun, p->camera->level_right);
  double along = vec3_dot (p->sun, p->camera->level_ahead);
  float column = air_column ((float) (across / fmax (along, 0.05)), p->air->spread);
  Sunlight sun = { { 0.0f, 0.0f, 0.0f }, { 0.0f, 0.0f, 0.0f } };

  for (int i = 0; i < STRIPS && c > 0.2; i++) {
    double u = (2.0 * i + 1.0) / STRIPS - 1.0, x = above + u * SUN_RADIUS * cos (camera_dip (p->camera->pos));
    float share = (float) (4.0 / M_PI * sqrt (1.0 - u * u) / STRIPS);
    AirCell air = read_air (p->air, 1, (float) fmax (x, 0.0), column);
    for (int k = 0; k < 3 && x > 0.0; k++)
      sun.horizon[k] += share * air[4 + k];
  }
  /* The disc is far too bright for the film, which sees its glow paler than it is. */
  float most = fmaxf (sun.horizon[0], 1e-9f);
  for (int k = 0; k < 3; k++)
    sun.lens[k] = most * powf (sun.horizon[k] / most, 0.42f);
  return sun;
}

static void
draw_row (const Pixels *pixels, int y, float *rgb[3])
{
  Row row;
  float sunlight[3];
  double up = vec3_dot (pixels->sun, pixels->camera->up);

  if (!pixels->map) {
    for (int k = 0; k < 3; k++)
      memset (rgb[k], 0, pixels->width * sizeof *rgb[k]);
    stars_add (pixels->stars, pixels->n_stars, y, pixels->width, rgb[0], rgb[1], rgb[2]);
    return;
  }
  trace (pixels, y, &row);
  air_sunlight (0.0f, (float) up, sunlight);
  fill (pixels, &row, sunlight, rgb);
  stars_add (pixels->stars, pixels->n_stars, y, pixels->width, rgb[0], rgb[1], rgb[2]);
  Sunlight sun = sun_through_air (pixels);
  if (sun.lens[0] > 0.0f)
    add_sun (pixels, &row, &sun, rgb);
}

void
pixels_rows (const Pixels *pixels, int y, float *rgb[2][3])
{
  for (int row = 0; row < 2; row++)
    draw_row (pixels, y + row, rgb[row]);
  if (pixels->station)
    station_draw (pixels->station, y, pixels->width, pixels->height, rgb);
}
