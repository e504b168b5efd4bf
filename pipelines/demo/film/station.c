/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "station.h"

#include "air.h"
#include "sun.h"

#include <math.h>
#include <string.h>

/* The camera behind the tip of the probe, and beside its axis: the target is right ahead of it. */
#define BEHIND 2.4
#define BESIDE 1.02

/* A camera outside has the middle of the station in the middle of its picture, so far away. */
static const float middle_of_all[3] = { 6.0f, 0.0f, -9.0f };
#define OUTSIDE 125.0f

static void
project (StationView *view, int i)
{
  int ahead = 0;
  float middle[3], half[3], low[2] = { 1e9f, 1e9f }, high[2] = { -1e9f, -1e9f };
  const float *r = view->right;
  float k = 1.0f / (r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);

  solid_bounds (&view->part[i].solid, middle, half);
  for (int corner = 0; corner < 8; corner++) {
    float depth = 0.0f, at[2] = { 0.0f, 0.0f };
    for (int a = 0; a < 3; a++) {
      float v = middle[a] + (corner >> a & 1 ? half[a] : -half[a]) - view->eye[a];
      depth += v * view->ahead[a];
      at[0] += v * view->right[a] * k;
      at[1] += v * view->down[a] * k;
    }
    ahead += depth > 0.05f;
    view->nearest[i] = corner ? fminf (view->nearest[i], depth) : depth;
    /* What reaches beside or behind the camera can be anywhere. */
    for (int a = 0; a < 2; a++) {
      low[a] = depth > 0.05f ? fminf (low[a], at[a] / depth) : -1e9f;
      high[a] = depth > 0.05f ? fmaxf (high[a], at[a] / depth) : 1e9f;
    }
  }
  view->frame[i] = (StationFrame) { low[0], high[0], low[1], high[1] };
  if (ahead == 0)
    view->frame[i].right = -1e9f;
}

static void
sort_by_distance (StationView *view)
{
  for (int i = 0; i < view->parts; i++) {
    int j = i;
    for (; j > 0 && view->nearest[view->order[j - 1]] > view->nearest[i]; j--)
      view->order[j] = view->order[j - 1];
    view->order[j] = (unsigned char) i;
  }
}

/* Each part as the Sun sees it, and which others can come between. */
static void
cast_shadows (StationView *view)
{
  float flat = sqrtf (view->sun[0] * view->sun[0] + view->sun[1] * view->sun[1]);
  float across[3] = { -view->sun[1] / flat, view->sun[0] / flat, 0.0f };
  const float *s = view->sun;
  float other[3] = { s[1] * across[2] - s[2] * across[1], s[2] * across[0] - s[0] * across[2],
    s[0] * across[1] - s[1] * across[0] };
  float nearest[STATION_PARTS], farthest[STATION_PARTS];

  for (int i = 0; i < view->parts; i++) {
    float middle[3], half[3], at[3] = { 0.0f, 0.0f, 0.0f }, reach[3] = { 0.0f, 0.0f, 0.0f };
    solid_bounds (&view->part[i].solid, middle, half);
    for (int k = 0; k < 3; k++) {
      const float along[3] = { across[k], other[k], s[k] };
      for (int a = 0; a < 3; a++) {
        at[a] += along[a] * middle[k];
        reach[a] += fabsf (along[a]) * half[k];
      }
      view->across_sun[0][k] = across[k];
      view->across_sun[1][k] = other[k];
    }
    view->seen_by_sun[i] = (StationFrame) { at[0] - reach[0], at[0] + reach[0], at[1] - reach[1],
      at[1] + reach[1] };
    nearest[i] = at[2] + reach[2];
    farthest[i] = at[2] - reach[2];
  }
  for (int i = 0; i < view->parts; i++) {
    const StationFrame *f = &view->seen_by_sun[i];
    view->n_shades[i] = 0;
    for (int j = 0; j < view->parts; j++) {
      const StationFrame *g = &view->seen_by_sun[j];
      if (j != i && view->part[j].shades && g->left < f->right && g->right > f->left && g->top < f->bottom
          && g->bottom > f->top && nearest[j] > farthest[i])
        view->shade[i][view->n_shades[i]++] = (unsigned char) j;
    }
  }
}

/* Sunlight past the Earth's edge: twice the way from the lowest point of the ray, strip by strip of the
 * Sun's disc. */
static void
sunlight_at (Vec3 pos, Vec3 up, Vec3 sun, float *rgb)
{
  enum { STRIPS = 16 };
  double dip = camera_dip (pos), elevation = asin (vec3_dot (sun, up));

  rgb[0] = rgb[1] = rgb[2] = 0.0f;
  for (int i = 0; i < STRIPS; i++) {
    double above = elevation + dip + ((2.0 * i + 1.0) / STRIPS - 1.0) * SUN_RADIUS;
    double height = vec3_norm (pos) * (cos (dip - above) - cos (dip));
    float half[3];
    air_sunlight ((float) fmax (above > dip ? 1e6 : height, 0.0), 0.0f, half);
    for (int k = 0; k < 3 && above > 0.0; k++)
      rgb[k] += half[k] * half[k] / STRIPS;
  }
  /* Ozone would leave it violet; eyes get used to that, and see the evening warm. */
  float warm = 0.64f + 0.36f * rgb[1];
  rgb[1] *= warm;
  rgb[2] *= warm * warm;
}

static void
to_frame (const Vec3 *axes, Vec3 v, float *out)
{
  for (int k = 0; k < 3; k++)
    out[k] = (float) vec3_dot (axes[k], v);
}

void
station_look (StationView *view, const Camera *camera, StationFrom from, State state, double range,
    double met, Vec3 sun)
{
  Vec3 nadir = vec3_scale (-1.0, camera->up), side = vec3_unit (vec3_cross (nadir, state.vel));
  Vec3 axes[3] = { vec3_cross (side, nadir), side, nadir };

  to_frame (axes, camera->ahead, view->ahead);
  to_frame (axes, camera->right, view->right);
  to_frame (axes, camera->down, view->down);
  to_frame (axes, sun, view->sun);
  view->parts = station_parts (view->part, from == STATION_FROM_OUTSIDE ? range : NAN);
  if (from == STATION_FROM_OUTSIDE) {
    for (int k = 0; k < 3; k++)
      view->eye[k] = middle_of_all[k] - OUTSIDE * view->ahead[k];
  } else {
    /* The pilot holds the axis within half a degree. */
    view->eye[0] = (float) (0.006 * range * sin (0.31 * met));
    view->eye[1] = (float) (BESIDE + 0.005 * range * sin (0.23 * met + 1.0));
    view->eye[2] = (float) (range + BEHIND);
  }
  sunlight_at (camera->pos, camera->up, sun, view->sunlight);
  for (int i = 0; i < view->parts; i++)
    project (view, i);
  sort_by_distance (view);
  cast_shadows (view);
}

/* The parts that a strip of a row can show. */
typedef struct { int n; unsigned char part[STATION_PARTS]; } Strip;

#define STRIP_WIDTH 32

static void
choose (const StationView *view, const StationFrame *within, const Strip *from, Strip *strip)
{
  strip->n = 0;
  for (int j = 0; j < from->n; j++) {
    const StationFrame *f = &view->frame[from->part[j]];
    if (f->bottom >= within->top && f->top <= within->bottom
        && f->right >= within->left && f->left <= within->right)
      strip->part[strip->n++] = from->part[j];
  }
}

static SolidRay
ray_through (const StationView *view, float x, float y)
{
  SolidRay ray;
  float square = 0.0f;

  for (int k = 0; k < 3; k++) {
    ray.from[k] = view->eye[k];
    ray.way[k] = view->ahead[k] + x * view->right[k] + y * view->down[k];
    square += ray.way[k] * ray.way[k];
  }
  float unit = 1.0f / sqrtf (square);
  for (int k = 0; k < 3; k++)
    ray.way[k] *= unit;
  return ray;
}

/* Index of the part seen at (@x, @y), or -1. */
static int
see (const StationView *view, const Strip *strip, float x, float y, SolidRay *ray, SolidHit *hit)
{
  int seen = -1;

  hit->distance = 1e6f;
  *ray = ray_through (view, x, y);
  for (int j = 0; j < strip->n; j++) {
    int i = strip->part[j];
    if (view->nearest[i] > hit->distance)
      break;
    if (x >= view->frame[i].left && x <= view->frame[i].right && y >= view->frame[i].top
        && y <= view->frame[i].bottom && solid_meet (&view->part[i].solid, ray, 0.05f, hit))
      seen = i;
  }
  return seen;
}

static int
in_shadow (const StationView *view, int part, const float *point)
{
  SolidRay ray;
  SolidHit hit = { .distance = 200.0f };
  float x = 0.0f, y = 0.0f;

  for (int k = 0; k < 3; k++) {
    ray.from[k] = point[k];
    ray.way[k] = view->sun[k];
    x += view->across_sun[0][k] * point[k];
    y += view->across_sun[1][k] * point[k];
  }
  for (int j = 0; j < view->n_shades[part]; j++) {
    int i = view->shade[part][j];
    const StationFrame *f = &view->seen_by_sun[i];
    if (x > f->left && x < f->right && y > f->top && y < f->bottom
        && solid_meet (&view->part[i].solid, &ray, 0.05f, &hit))
      return 1;
  }
  return 0;
}

static void
shade (const StationView *view, int part, const SolidRay *ray, const SolidHit *hit, float pixel, float *rgb)
{
  /* The lamp beside the camera, and the dim light of the Earth below. */
  static const float lamp[3] = { 0.60f, 0.55f, 0.47f }, earth[3] = { 0.0016f, 0.0024f, 0.0040f };
  float colour[3], point[3], facing = 0.0f, seen = 0.0f, square = 1.5f + hit->distance * hit->distance;

  for (int k = 0; k < 3; k++) {
    point[k] = ray->from[k] + hit->distance * ray->way[k];
    facing += hit->normal[k] * view->sun[k];
    seen -= hit->normal[k] * ray->way[k];
  }
  float shine = paint_colour (view->part[part].material, hit, view->part[part].solid.axis,
      pixel * hit->distance, colour);
  facing = fmaxf (facing, 0.0f);
  if (facing > 0.0f && view->sunlight[0] > 1e-4f && in_shadow (view, part, point))
    facing = 0.0f;
  float bright = fmaxf (seen, 0.0f) / square, sky = 0.55f + 0.45f * hit->normal[2];
  for (int k = 0; k < 3; k++)
    rgb[k] = shine * colour[k] + colour[k] / (float) M_PI
        * (facing * view->sunlight[k] + bright * lamp[k] + sky * earth[k]);
}

/* Rays through a pixel, in parts of it from its middle: no two in one row or column. */
static const float within[][2] = { { -0.2f, -0.4f }, { 0.4f, -0.2f }, { 0.0f, 0.0f }, { -0.4f, 0.2f }, { 0.2f, 0.4f } };
#define RAYS (int) (sizeof within / sizeof *within)

/* Several rays through a pixel, where more than one part meets in it. */
static void
mix (const StationView *view, const Strip *strip, float x, float y, float pixel, float *rgb[3], int at)
{
  float sum[3] = { 0.0f, 0.0f, 0.0f }, light[3];
  SolidRay ray;
  SolidHit hit;

  for (int s = 0; s < RAYS; s++) {
    int part = see (view, strip, x + pixel * within[s][0], y + pixel * within[s][1], &ray, &hit);
    if (part >= 0)
      shade (view, part, &ray, &hit, 0.4f * pixel, light);
    for (int k = 0; k < 3; k++)
      sum[k] += part >= 0 ? light[k] : rgb[k][at];
  }
  for (int k = 0; k < 3; k++)
    rgb[k][at] = sum[k] / RAYS;
}

/* Parts at the corners of two pixels above each other, or -1. */
typedef struct { int corner[3]; } Edge;

static Edge
edge_at (const StationView *view, const Strip *strip, float x, float middle, float pixel)
{
  SolidRay ray;
  SolidHit hit;
  Edge edge;

  for (int i = 0; i < 3; i++)
    edge.corner[i] = see (view, strip, x, middle + (float) (i - 1) * pixel, &ray, &hit);
  return edge;
}

/* One pixel, whose surroundings show nothing but @around (-1: no part), or -2 when they differ. */
static void
draw_pixel (const StationView *view, const Strip *strip, float x, float middle, float pixel,
    int around, float *rgb[3], int at)
{
  SolidRay ray;
  SolidHit hit = { .distance = 1e6f };
  float light[3];

  if (around == -1)
    return;
  ray = ray_through (view, x, middle);
  if (around == -2 || !solid_meet (&view->part[around].solid, &ray, 0.05f, &hit)) {
    mix (view, strip, x, middle, pixel, rgb, at);
    return;
  }
  shade (view, around, &ray, &hit, pixel, light);
  for (int k = 0; k < 3; k++)
    rgb[k][at] = light[k];
}

/* Columns from @first to before @end of the two rows about @middle, which show no part but those of @strip. */
static void
draw_strip (const StationView *view, const Strip *strip, float middle, float pixel, int first,
    int end, float *rgb[2][3])
{
  enum { CELL = 4 };
  Edge left = edge_at (view, strip, first * pixel - 1.0f, middle, pixel);

  for (int x = first; x < end; x += CELL) {
    int last = x + CELL < end ? x + CELL : end;
    Edge right = edge_at (view, strip, last * pixel - 1.0f, middle, pixel);
    for (int row = 0; row < 2; row++) {
      int around = left.corner[row];
      if (left.corner[row + 1] != around || right.corner[row] != around || right.corner[row + 1] != around)
        around = -2;
      for (int i = x; i < last; i++)
        draw_pixel (view, strip, (i + 0.5f) * pixel - 1.0f, middle + ((float) row - 0.5f) * pixel, pixel, around,
            rgb[row], i);
    }
    left = right;
  }
}

void
station_draw (const StationView *view, int y, int width, int height, float *rgb[2][3])
{
  float pixel = 2.0f / width, middle = (2.0f * (y + 1) / height - 1.0f) * height / width;
  StationFrame rows = { -1.0f, 1.0f, middle - pixel, middle + pixel };
  Strip all = { .n = view->parts }, in_rows, strip;

  memcpy (all.part, view->order, view->parts);
  choose (view, &rows, &all, &in_rows);
  for (int x = 0; x < width && in_rows.n > 0; x += STRIP_WIDTH) {
    int end = x + STRIP_WIDTH < width ? x + STRIP_WIDTH : width;
    rows.left = x * pixel - 1.0f;
    rows.right = end * pixel - 1.0f;
    choose (view, &rows, &in_rows, &strip);
    if (strip.n > 0)
      draw_strip (view, &strip, middle, pixel, x, end, rgb);
  }
}
