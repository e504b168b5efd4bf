/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ground.h"

#include "clouds.h"
#include "coast.h"

#include <math.h>
#include <string.h>

static inline float
ramp (float low, float high, float v)
{
  float u = fminf (fmaxf ((v - low) / (high - low), 0.0f), 1.0f);

  return u * u * (3.0f - 2.0f * u);
}

static void
paint_land (const Span *p, const float *height, const float *slope, Ground *g)
{
  static const Fractal rain = { 1700.0f, 7, 0.55f, 83.0f, 0 }, soil = { 190.0f, 10, 0.62f, 97.0f, 0 };
  static const Fractal fields = { 9.0f, 7, 0.74f, 101.0f, 0 }, rock = { 60.0f, 8, 0.62f, 151.0f, 0 };
  float wet[SPAN], tone[SPAN], patch[SPAN], bare[SPAN];

  noise_fractal (p, &rain, wet);
  noise_fractal (p, &soil, tone);
  noise_fractal (p, &fields, patch);
  noise_fractal (p, &rock, bare);
  for (int i = 0; i < SPAN; i++) {
    float north = fabsf (p->z[i]), dry = expf (-(north - 0.63f) * (north - 0.63f) * 18.0f);
    float green = ramp (-0.30f, 0.45f, wet[i] + 0.35f * tone[i] + 0.30f - 0.70f * dry);
    /* Red and grey rock and salt where it is dry, forest where it is wet. */
    float red = (1.0f - green) * ramp (-0.25f, 0.55f, bare[i]), wood = green * ramp (-0.10f, 0.40f, bare[i]);
    float shade = (1.0f + 0.55f * tone[i] + 0.34f * patch[i]) * fminf (fmaxf (1.0f + 1.25f * slope[i], 0.30f), 1.8f);
    float ice = ramp (0.90f, 0.97f, north + 0.06f * tone[i] + 0.05f * (height[i] - 0.9f));
    float peak = ramp (1.70f, 1.95f, height[i] + 0.5f * (north - 0.7f));
    float snow = fmaxf (ice, peak);
    g->red[i] = (0.335f + green * (0.062f - 0.335f) + 0.014f * red - 0.020f * wood) * shade;
    g->green[i] = (0.245f + green * (0.106f - 0.245f) - 0.030f * red - 0.034f * wood) * shade;
    g->blue[i] = (0.105f + green * (0.022f - 0.105f) - 0.022f * red - 0.003f * wood) * shade;
    g->red[i] += snow * (0.72f * (1.0f + slope[i]) - g->red[i]);
    g->green[i] += snow * (0.74f * (1.0f + slope[i]) - g->green[i]);
    g->blue[i] += snow * (0.78f * (1.0f + slope[i]) - g->blue[i]);
  }
}

/* Deep water is nearly black blue; shallows and plankton lighten it towards the coast. */
static void
flood (const Span *p, const float *coast, Ground *g)
{
  static const Fractal currents = { 320.0f, 7, 0.6f, 57.0f, 0 };
  float swirl[SPAN];

  noise_fractal (p, &currents, swirl);
  for (int i = 0; i < SPAN; i++) {
    float edge = 0.0002f + 0.7f * p->size[i], w = ramp (edge, -edge, coast[i]);
    float shoal = expf (fminf (coast[i], 0.0f) * 500.0f) * (0.7f + 0.5f * swirl[i]);
    g->red[i] += w * (0.006f + 0.012f * shoal - g->red[i]);
    g->green[i] += w * (0.021f + 0.004f * swirl[i] + 0.045f * shoal - g->green[i]);
    g->blue[i] += w * (0.042f + 0.008f * swirl[i] + 0.045f * shoal - g->blue[i]);
    g->water[i] = w;
  }
}

/* Towns are where many people live, on coasts and where roads meet, and thin out along the roads; every
 * one is many lights of some hundred metres, which run together only where they are far off. */
static void
light_towns (const Span *p, const float *coast, Ground *g)
{
  static const Fractal people = { 420.0f, 6, 0.62f, 71.0f, 0 }, town = { 46.0f, 5, 0.70f, 131.0f, 0 };
  static const Fractal roads = { 90.0f, 6, 0.55f, 141.0f, 1 }, lamps = { 3.4f, 3, 0.80f, 171.0f, 0 };
  float many[SPAN], spot[SPAN], road[SPAN], lamp[SPAN];

  noise_fractal (p, &people, many);
  noise_fractal (p, &town, spot);
  noise_fractal (p, &roads, road);
  noise_fractal (p, &lamps, lamp);
  for (int i = 0; i < SPAN; i++) {
    float shore = ramp (0.0f, 0.0006f, coast[i]);
    float lived = ramp (-0.25f, 0.75f, many[i] + 0.30f * expf (-coast[i] * 40.0f));
    float core = fmaxf (spot[i] - 0.62f + 0.30f * lived, 0.0f), street = ramp (1.25f, 1.95f, road[i]);
    float near = fminf (fmaxf (0.5f * 3.4f / (6371.0f * p->size[i]) - 1.0f, 0.0f), 1.0f);
    float bright = fmaxf (lamp[i] - 0.20f, 0.0f), sparkle = 0.08f + near * (5.0f * bright * bright - 0.08f);
    g->towns[i] = shore * lived * sparkle
        * (14.0f * core * core + 2.2f * street * street * lived + 0.25f * lived * lived);
  }
}

/* The way over the ground towards the Sun, @length Earth radii or a little more than a picture element. */
static void
towards (const Span *span, const float *sun, float length, float way[3][SPAN])
{
  for (int i = 0; i < SPAN; i++) {
    float up = sun[0] * span->x[i] + sun[1] * span->y[i] + sun[2] * span->z[i];
    float k = (length + 0.7f * span->size[i]) / sqrtf (fmaxf (1.0f - up * up, 1e-3f));
    way[0][i] = k * (sun[0] - up * span->x[i]);
    way[1][i] = k * (sun[1] - up * span->y[i]);
    way[2][i] = k * (sun[2] - up * span->z[i]);
  }
}

static void
relief (const Span *span, const float *sun, float *height, float *slope)
{
  static const Fractal hills = { 420.0f, 11, 0.54f, 113.0f, 1 };
  float there[SPAN], way[3][SPAN];
  Span near_sun = *span;

  towards (span, sun, 0.00016f, way);
  for (int i = 0; i < SPAN; i++) {
    near_sun.x[i] += way[0][i];
    near_sun.y[i] += way[1][i];
    near_sun.z[i] += way[2][i];
  }
  noise_fractal (span, &hills, height);
  noise_fractal (&near_sun, &hills, there);
  for (int i = 0; i < SPAN; i++)
    slope[i] = 2.4f * (height[i] - there[i]);
}

static void
cover (const Span *span, const float *sun, Ground *g)
{
  static const float nowhere[3][SPAN];
  float here[SPAN], near_sun[SPAN], far_sun[SPAN], way[3][SPAN];
  Weather weather;

  clouds_weather (span, &weather);
  clouds_thickness (&weather, nowhere, here);
  towards (span, sun, 0.00025f, way);
  clouds_thickness (&weather, way, near_sun);
  towards (span, sun, 0.0010f, way);
  clouds_thickness (&weather, way, far_sun);
  for (int i = 0; i < SPAN; i++) {
    float rise = here[i] - near_sun[i], shade = 0.55f * near_sun[i] + 0.45f * far_sun[i];
    g->cloud[i] = 1.0f - expf (-3.4f * here[i] * here[i] - 0.9f * here[i]);
    float light = 0.74f + 1.9f * rise - 0.35f * fmaxf (shade - here[i], 0.0f) + 0.16f * here[i];
    g->cloud_light[i] = fminf (fmaxf (light, 0.28f), 1.25f);
    g->shadow[i] = expf (-1.5f * shade);
  }
}

/* Whether the Sun is down anywhere in @span. */
static int
is_dark (const Span *span, const float *sun)
{
  float lowest = 1.0f;

  for (int i = 0; i < SPAN; i++)
    lowest = fminf (lowest, sun[0] * span->x[i] + sun[1] * span->y[i] + sun[2] * span->z[i]);
  return lowest < 0.02f;
}

void
ground_look (const Span *span, const float *sun, Ground *ground)
{
  float coast[SPAN], height[SPAN], slope[SPAN];

  coast_find (span, coast);
  relief (span, sun, height, slope);
  paint_land (span, height, slope, ground);
  flood (span, coast, ground);
  if (is_dark (span, sun))
    light_towns (span, coast, ground);
  else
    memset (ground->towns, 0, sizeof ground->towns);
  cover (span, sun, ground);
}
