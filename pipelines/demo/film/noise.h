/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* How many points are worked on at a time: few enough to stay in the first cache. */
#define SPAN 128

/* Points of space in Earth radii, and the size of a picture element there, also in Earth radii:
 * noise finer than two of those is left out, so that the distance does not flicker. */
typedef struct {
  float x[SPAN], y[SPAN], z[SPAN], size[SPAN];
} Span;

/* How a sum of octaves is made. */
typedef struct {
  float wavelength_km;                  /* of the first octave */
  int octaves;
  float gain;                           /* amplitude of an octave over the one before */
  float seed;                           /* shifts the pattern */
  int ridged;                           /* creases where the noise changes sign */
} Fractal;

/* Gradient noise in octaves (after Perlin, SIGGRAPH 1985) at each point, about -1 to 1; ridged, about
 * 0 to 1. @out has SPAN elements. */
void noise_fractal (const Span *span, const Fractal *fractal, float *out);
