/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdint.h>

#define GRADE_MAX_WIDTH 4096

/* From light to film: exposure, a film's response to it, a little darkening to the corners, grain. */
typedef struct {
  float exposure;
  int width, height;
  uint32_t grain;                       /* changes from frame to frame */
} Grade;

/* Makes rows @y and @y + 1 (@y even) of an I420 picture, BT.709 limited range, from two rows of linear
 * light in planes: @rgb[row][plane][x], which are overwritten. Width even, at most GRADE_MAX_WIDTH. */
void grade_rows (const Grade *grade, int y, float *rgb[2][3], uint8_t *luma, uint8_t *cb, uint8_t *cr);

/* Prepares the grain; once, before anything else. */
void grade_init (void);
