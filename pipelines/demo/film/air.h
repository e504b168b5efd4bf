/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "camera.h"

/* Eight floats: light scattered towards the eye (red, green, blue, unused) and the part of the light
 * from behind that comes through (red, green, blue, unused). */
typedef float AirCell __attribute__ ((vector_size (32)));

#define AIR_ELEVATIONS 224
#define AIR_AZIMUTHS 48

/* The atmosphere as one camera sees it: one table for rays that meet the ground, one for rays that
 * leave. The first index is elevation, see air_row(); the second is the tangent of the azimuth right of
 * the camera's level direction, see air_column(). Radiance is in units of sunlight outside the air. */
typedef struct {
  float horizon;                        /* sine of the horizon's elevation */
  float reach[2];                       /* range of sine of elevation: ground, sky */
  float spread;                         /* largest tangent of azimuth */
  AirCell cell[2][AIR_ELEVATIONS][AIR_AZIMUTHS];
} AirView;

/* Prepares sunlight's way to every height; call once before anything else. Not thread safe. */
void air_init (void);

/* Works out @view: single scattering by air (8 km scale height) and haze, absorption by ozone, a first
 * estimate of light scattered more than once, and the green night glow at 95 km. @sun is a unit vector. */
void air_look (AirView *view, const Camera *camera, Vec3 sun);

/* Index into a table, from the sine of elevation above the horizon @x (not negative), 0 to
 * AIR_ELEVATIONS - 1; @reach is that table's. */
static inline float
air_row (float x, float reach)
{
  return (AIR_ELEVATIONS - 1) * sqrtf (fminf (x / reach, 1.0f));
}

/* Index from the tangent of azimuth. */
static inline float
air_column (float tangent, float spread)
{
  float u = 0.5f + 0.5f * tangent / spread;

  return (AIR_AZIMUTHS - 1) * fminf (fmaxf (u, 0.0f), 1.0f);
}

/* The part of sunlight (red, green, blue) that reaches height @h m where the Sun stands at sine of
 * elevation @mu. */
void air_sunlight (float h, float mu, float *rgb);
