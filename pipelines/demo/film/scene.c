/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scene.h"

#include "flight/earth.h"
#include "grade.h"
#include "parallel.h"
#include "pixels.h"
#include "sun.h"

#include <stdlib.h>

/* Seconds between two full calculations of the atmosphere. */
#define AIR_STEP 1.0

struct Scene {
  const Shot *shot;
  const Track *track;
  double unix_liftoff;
  int width, height, threads;
  Map *map;
  AirView *key[2];                      /* at air_time and one AIR_STEP later */
  double air_time;
  AirView *air;                         /* of the frame */
  Star *stars;
};

typedef struct {
  Scene *scene;
  Pixels pixels;
  Grade grade;
  uint8_t *picture;
} Frame;

static Camera
camera_at (const Scene *scene, double met)
{
  return camera_new (scene->shot, track_at (scene->track, met), met, scene->width, scene->height);
}

static void *
aligned (size_t size)
{
  return aligned_alloc (64, (size + 63) / 64 * 64);
}

Scene *
scene_new (const Shot *shot, const Track *track, double unix_liftoff, int width, int height, int threads,
    void (*progress) (double done))
{
  Scene *scene = calloc (1, sizeof *scene);
  Camera cameras[5];

  *scene = (Scene) { .shot = shot, .track = track, .unix_liftoff = unix_liftoff, .width = width,
    .height = height, .threads = threads, .air_time = -1e9 };
  for (int i = 0; i < 5; i++)
    cameras[i] = camera_at (scene, shot->start_met_s + 0.25 * i * shot->duration_s);
  Vec3 sun = sun_direction (unix_liftoff + shot->start_met_s + 0.5 * shot->duration_s);
  if (shot->at_station != 1.0)
    scene->map = map_new (cameras, 5, sun, 2.0 * vec3_norm (cameras[2].right) / width, threads,
        progress);
  scene->key[0] = aligned (sizeof (AirView));
  scene->key[1] = aligned (sizeof (AirView));
  scene->air = aligned (sizeof (AirView));
  scene->stars = calloc (STARS_MAX, sizeof (Star));
  return scene;
}

void
scene_free (Scene *scene)
{
  if (!scene)
    return;
  map_free (scene->map);
  free (scene->key[0]);
  free (scene->key[1]);
  free (scene->air);
  free (scene->stars);
  free (scene);
}

static void
look_at_key (void *data, int i)
{
  Scene *scene = data;
  double met = scene->air_time + i * AIR_STEP;
  Camera camera = camera_at (scene, met);

  air_look (scene->key[i], &camera, sun_direction (scene->unix_liftoff + met));
}

/* The air at @met, between two full calculations. */
static void
mix_air (Scene *scene, const Camera *camera, double met)
{
  double start = AIR_STEP * floor (met / AIR_STEP);
  float u = (float) ((met - start) / AIR_STEP);
  const AirView *a = scene->key[0], *b = scene->key[1];

  if (start != scene->air_time) {
    scene->air_time = start;
    parallel_for (scene->threads, 2, look_at_key, scene);
  }
  scene->air->horizon = -(float) sin (camera_dip (camera->pos));
  scene->air->spread = a->spread;
  for (int sky = 0; sky < 2; sky++) {
    scene->air->reach[sky] = a->reach[sky] + u * (b->reach[sky] - a->reach[sky]);
    for (int i = 0; i < AIR_ELEVATIONS; i++)
      for (int j = 0; j < AIR_AZIMUTHS; j++)
        scene->air->cell[sky][i][j] = a->cell[sky][i][j] + u * (b->cell[sky][i][j] - a->cell[sky][i][j]);
  }
}

G_STATIC_ASSERT (GRADE_MAX_WIDTH >= PIXELS_MAX_WIDTH);

static void
draw_rows (void *data, int pair)
{
  Frame *frame = data;
  int width = frame->scene->width, height = frame->scene->height, y = 2 * pair;
  float light[2][3][PIXELS_MAX_WIDTH], *rgb[2][3];
  uint8_t *cb = frame->picture + (size_t) width * height, *cr = cb + (size_t) width * height / 4;
  size_t half = (size_t) pair * width / 2;

  for (int row = 0; row < 2; row++)
    for (int k = 0; k < 3; k++)
      rgb[row][k] = light[row][k];
  pixels_rows (&frame->pixels, y, rgb);
  grade_rows (&frame->grade, y, rgb, frame->picture + (size_t) y * width, cb + half, cr + half);
}

void
scene_draw (Scene *scene, double met, uint8_t *picture)
{
  double unix_s = scene->unix_liftoff + met;
  Camera camera = camera_at (scene, met);
  Vec3 sun = sun_direction (unix_s);
  StationView station;
  uint32_t number = (uint32_t) lround (met * 1000.0);

  if (scene->map)
    mix_air (scene, &camera, met);
  if (scene->shot->at_station > 0.0)
    station_look (&station, &camera, scene->map ? STATION_FROM_OUTSIDE : STATION_FROM_SOYUZ,
        track_at (scene->track, met), track_range (scene->track, met), met, sun);
  Frame frame = {
    .scene = scene,
    .pixels = { &camera, scene->map, scene->air, scene->shot->at_station > 0.0 ? &station : NULL, sun,
      scene->width, scene->height, scene->stars,
      stars_find (&camera, earth_sidereal (unix_s), scene->width, scene->height, scene->stars) },
    .grade = { (float) (3.8 * exp2 (scene->shot->exposure_ev)), scene->width, scene->height,
      number * 2654435761u >> 12 },
    .picture = picture,
  };
  parallel_for (scene->threads, scene->height / 2, draw_rows, &frame);
}
