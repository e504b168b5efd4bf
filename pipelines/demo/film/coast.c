/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "coast.h"

#include <math.h>

/* A cap of the sphere: latitude and longitude in degrees, radius in km. */
typedef struct { float lat, lon, radius; } Cap;

static const Cap lands[] = {
  { 62, 95, 2700 }, { 58, 50, 1900 }, { 45, 75, 2100 }, { 32, 103, 1750 }, { 22, 79, 1150 },
  { 45, 118, 1300 },
  { 52, 20, 1300 }, { 42, -4, 600 }, { 30, 45, 1100 }, { 18, 8, 2000 }, { 18, 28, 1600 }, { -10, 25, 1600 },
  { -26, 24, 900 }, { 62, -110, 2000 }, { 45, -100, 1800 }, { 52, -75, 1000 }, { 22, -102, 700 },
  { -6, -60, 1800 }, { -22, -55, 1300 }, { -38, -66, 800 }, { -48, -70, 450 }, { -25, 134, 1800 },
  { -80, 60, 2300 }, { 73, -40, 1000 }, { 15, 102, 650 },
};

/* Black Sea, Caspian, Aral, Balkhash, Alakol, Zaysan, Issyk-Kul, Uvs, Khovsgol, Baikal. */
static const Cap seas[] = {
  { 43, 31, 230 }, { 43, 36, 230 }, { 46, 36.5f, 80 }, { 46, 50.5f, 170 }, { 44, 50, 190 },
  { 42, 50.5f, 180 },
  { 40, 51, 190 }, { 38, 51.5f, 190 }, { 45.5f, 59.9f, 120 }, { 44.5f, 58.9f, 100 }, { 45.7f, 73.9f, 55 },
  { 46.1f, 75, 42 }, { 46.6f, 76.6f, 45 }, { 46.5f, 78.2f, 50 }, { 46.2f, 81.7f, 38 }, { 48, 84, 42 },
  { 42.4f, 77.3f, 50 }, { 50.3f, 92.7f, 45 }, { 51, 100.5f, 35 }, { 51.7f, 104.8f, 40 },
  { 52.6f, 106.8f, 45 },
  { 53.6f, 108.2f, 48 }, { 54.6f, 109.2f, 48 }, { 55.4f, 109.6f, 38 },
};

/* The way from the edge of the nearest of @n caps, positive inside, Earth radii. */
static void
inside (const Cap *caps, unsigned n, const Span *p, float *out)
{
  for (int i = 0; i < SPAN; i++)
    out[i] = -1.0f;
  for (unsigned k = 0; k < n; k++) {
    float lat = caps[k].lat * 0.01745329f, lon = caps[k].lon * 0.01745329f, radius = caps[k].radius / 6371.0f;
    float x = cosf (lat) * cosf (lon), y = cosf (lat) * sinf (lon), z = sinf (lat);
    for (int i = 0; i < SPAN; i++) {
      float dx = p->x[i] - x, dy = p->y[i] - y, dz = p->z[i] - z;
      out[i] = fmaxf (out[i], radius - sqrtf (dx * dx + dy * dy + dz * dz));
    }
  }
}

void
coast_find (const Span *span, float *out)
{
  static const Fractal shape = { 1500.0f, 13, 0.55f, 1.0f, 0 }, bays = { 120.0f, 10, 0.55f, 151.0f, 0 };
  static const Fractal ponds = { 70.0f, 9, 0.50f, 163.0f, 0 };
  float rough[SPAN], sea[SPAN], bay[SPAN], pond[SPAN];

  inside (lands, sizeof lands / sizeof *lands, span, out);
  inside (seas, sizeof seas / sizeof *seas, span, sea);
  noise_fractal (span, &shape, rough);
  noise_fractal (span, &bays, bay);
  noise_fractal (span, &ponds, pond);
  for (int i = 0; i < SPAN; i++) {
    float shore = out[i] + 0.075f * rough[i] + 0.02f, lake = 0.0045f * (0.60f - pond[i] - 0.25f * rough[i]);
    out[i] = fminf (fminf (shore, -sea[i] - 0.006f * bay[i]), lake);
  }
}
