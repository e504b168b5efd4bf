/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "grade.h"

#include <math.h>
#include <stddef.h>

#define GRAIN 256

static float grain[GRAIN * GRAIN];

void
grade_init (void)
{
  uint32_t state = 12345u;
  static float raw[GRAIN * GRAIN];

  for (int i = 0; i < GRAIN * GRAIN; i++) {
    float sum = 0.0f;
    for (int k = 0; k < 4; k++) {
      state = state * 1664525u + 1013904223u;
      sum += (float) (state >> 8) / 16777216.0f - 0.5f;
    }
    raw[i] = sum;
  }
  /* Grains of film are a little larger than a pixel. */
  for (int i = 0; i < GRAIN * GRAIN; i++) {
    int x = i % GRAIN, row = i - x, right = row + (x + 1) % GRAIN, below = (i + GRAIN) % (GRAIN * GRAIN);
    grain[i] = 1.1f * raw[i] + 0.35f * (raw[right] + raw[below]);
  }
}

/* So that a cloud under a high Sun is white. */
static const float balance[3] = { 0.985f, 0.985f, 1.045f };
#define SATURATION 1.24f

/* Linear light to a display value with gamma in it: a toe, a straight part and a shoulder. */
static inline float
film (float light)
{
  float x = fmaxf (light - 0.010f, 0.0f), v = x * (6.2f * x + 0.5f) / (x * (6.2f * x + 1.7f) + 0.06f);

  return v + 0.80f * (v * v * (3.0f - 2.0f * v) - v);
}

static void
develop (const Grade *grade, int y, float *rgb[3])
{
  float dy = (y + 0.5f) / grade->height - 0.5f, scale = 1.0f / grade->width;

  for (int x = 0; x < grade->width; x++) {
    float dx = (x + 0.5f) * scale - 0.5f, r2 = dx * dx + dy * dy;
    float k = grade->exposure * (1.0f - 0.62f * r2 * r2 - 0.30f * r2);
    float r = rgb[0][x] * k * balance[0], g = rgb[1][x] * k * balance[1], b = rgb[2][x] * k * balance[2];
    float grey = 0.25f * r + 0.65f * g + 0.10f * b;
    /* Very bright light burns out to white: the layers of film are not quite blind to each other's. */
    float burn = grey / (grey + 5.0f), keep = SATURATION * (1.0f - burn);
    rgb[0][x] = film (grey + keep * (r - grey));
    rgb[1][x] = film (grey + keep * (g - grey));
    rgb[2][x] = film (grey + keep * (b - grey));
  }
}

static void
write_luma (const Grade *grade, int y, float *rgb[3], uint8_t *luma)
{
  const float *noise = grain + ((y + (grade->grain >> 8)) % GRAIN) * GRAIN;

  for (int x = 0; x < grade->width; x++) {
    float v = 0.2126f * rgb[0][x] + 0.7152f * rgb[1][x] + 0.0722f * rgb[2][x];
    float n = noise[(x + grade->grain) % GRAIN] * (1.5f + 1.6f * v * (1.0f - v));
    luma[x] = (uint8_t) fminf (fmaxf (16.5f + 219.0f * v + n, 16.0f), 235.0f);
  }
}

static void
write_chroma (const Grade *grade, int y, float *rgb[2][3], uint8_t *cb, uint8_t *cr)
{
  const float *noise = grain + ((y + 91 + (grade->grain >> 8)) % GRAIN) * GRAIN;

  for (int i = 0; i < grade->width / 2; i++) {
    int a = 2 * i, b = a + 1;
    float r = 0.25f * (rgb[0][0][a] + rgb[0][0][b] + rgb[1][0][a] + rgb[1][0][b]);
    float g = 0.25f * (rgb[0][1][a] + rgb[0][1][b] + rgb[1][1][a] + rgb[1][1][b]);
    float u = 0.25f * (rgb[0][2][a] + rgb[0][2][b] + rgb[1][2][a] + rgb[1][2][b]);
    float v = 0.2126f * r + 0.7152f * g + 0.0722f * u, n = 0.7f * noise[(i + grade->grain) % GRAIN];
    cb[i] = (uint8_t) fminf (fmaxf (128.5f + 224.0f / 1.8556f * (u - v) + n, 16.0f), 240.0f);
    cr[i] = (uint8_t) fminf (fmaxf (128.5f + 224.0f / 1.5748f * (r - v) - n, 16.0f), 240.0f);
  }
}

void
grade_rows (const Grade *grade, int y, float *rgb[2][3], uint8_t *luma, uint8_t *cb, uint8_t *cr)
{
  for (int row = 0; row < 2; row++) {
    develop (grade, y + row, rgb[row]);
    write_luma (grade, y + row, rgb[row], luma + (size_t) row * grade->width);
  }
  write_chroma (grade, y, rgb, cb, cr);
}
