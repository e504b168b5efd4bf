/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "grade.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

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
develop (const Grade *grade, int y, float *restrict red, float *restrict green, float *restrict blue)
{
  float dy = (y + 0.5f) / grade->height - 0.5f, scale = 1.0f / grade->width, exposure = grade->exposure;
  int width = grade->width;

  for (int x = 0; x < width; x++) {
    float dx = (x + 0.5f) * scale - 0.5f, r2 = dx * dx + dy * dy;
    float k = exposure * (1.0f - 0.62f * r2 * r2 - 0.30f * r2);
    float r = red[x] * k * balance[0], g = green[x] * k * balance[1], b = blue[x] * k * balance[2];
    float grey = 0.25f * r + 0.65f * g + 0.10f * b;
    /* Very bright light burns out to white: the layers of film are not quite blind to each other's. */
    float burn = grey / (grey + 5.0f), keep = SATURATION * (1.0f - burn);
    red[x] = film (grey + keep * (r - grey));
    green[x] = film (grey + keep * (g - grey));
    blue[x] = film (grey + keep * (b - grey));
  }
}

/* A line of @n grains, in one piece, so that what is made of it needs no remainder for each pixel. */
static void
lay_grain (const Grade *grade, int y, int n, float *out)
{
  const float *line = grain + ((y + (grade->grain >> 8)) % GRAIN) * GRAIN;
  int from = (int) (grade->grain % GRAIN);

  for (int x = 0; x < n; from = 0) {
    int part = n - x < GRAIN - from ? n - x : GRAIN - from;
    memcpy (out + x, line + from, part * sizeof *out);
    x += part;
  }
}

static void
write_luma (const Grade *grade, int y, float *restrict rgb[3], uint8_t *restrict luma)
{
  const float *restrict r = rgb[0], *restrict g = rgb[1], *restrict b = rgb[2];
  float noise[GRADE_MAX_WIDTH];

  lay_grain (grade, y, grade->width, noise);
  for (int x = 0; x < grade->width; x++) {
    float v = 0.2126f * r[x] + 0.7152f * g[x] + 0.0722f * b[x];
    float n = noise[x] * (1.5f + 1.6f * v * (1.0f - v));
    luma[x] = (uint8_t) (int) fminf (fmaxf (16.5f + 219.0f * v + n, 16.0f), 235.0f);
  }
}

/* The mean of each two by two pixels. */
static void
halve (int n, const float *restrict above, const float *restrict below, float *restrict out)
{
  for (int i = 0; i < n; i++)
    out[i] = 0.25f * (above[2 * i] + above[2 * i + 1] + below[2 * i] + below[2 * i + 1]);
}

static void
write_chroma (const Grade *grade, int y, float *rgb[2][3], uint8_t *restrict cb, uint8_t *restrict cr)
{
  float noise[GRADE_MAX_WIDTH / 2], half[3][GRADE_MAX_WIDTH / 2];
  const float *restrict r = half[0], *restrict g = half[1], *restrict b = half[2];
  int n = grade->width / 2;

  lay_grain (grade, y + 91, n, noise);
  for (int k = 0; k < 3; k++)
    halve (n, rgb[0][k], rgb[1][k], half[k]);
  for (int i = 0; i < n; i++) {
    float v = 0.2126f * r[i] + 0.7152f * g[i] + 0.0722f * b[i], grey = 128.5f, more = 0.7f * noise[i];
    float blue = grey + 224.0f / 1.8556f * (b[i] - v) + more, red = grey + 224.0f / 1.5748f * (r[i] - v) - more;
    cb[i] = (uint8_t) (int) fminf (fmaxf (blue, 16.0f), 240.0f);
    cr[i] = (uint8_t) (int) fminf (fmaxf (red, 16.0f), 240.0f);
  }
}

void
grade_rows (const Grade *grade, int y, float *rgb[2][3], uint8_t *luma, uint8_t *cb, uint8_t *cr)
{
  for (int row = 0; row < 2; row++) {
    develop (grade, y + row, rgb[row][0], rgb[row][1], rgb[row][2]);
    write_luma (grade, y + row, rgb[row], luma + (size_t) row * grade->width);
  }
  write_chroma (grade, y, rgb, cb, cr);
}
