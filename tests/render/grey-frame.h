/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "native-reference.h"

/* Frames of any format with an even ground, and their pixels as colours. */

static const TlrColorimetry test_bt709 = { .matrix = TLR_MATRIX_BT709, .range = TLR_RANGE_LIMITED };

/* Grey of 0 .. 255; alpha full. */
static inline void
test_fill_grey (TestFrame *f, double grey)
{
  const TlrPixelFormat *format = f->frame.format;
  double rgb[3] = { grey / 255, grey / 255, grey / 255 }, code[4];

  test_encode (format, &test_bt709, rgb, code);
  code[3] = pow (2, format->depth) - 1;
  for (guint i = 0; i < format->n_components; i++) {
    const TlrComponent *c = &format->components[i];
    for (int row = 0; row < test_rows (&f->frame, c); row++)
      for (int column = 0; column < test_columns (&f->frame, c); column++)
        test_set (&f->frame, c, column, row, (guint) (code[i] + 0.5));
  }
}

/* R'G'B' or, for grey, Y' of a pixel, 0..255: the inverse of test_encode() with test_bt709. */
static inline void
test_decode (const TlrFrame *frame, int x, int y, double rgb[3])
{
  const TlrPixelFormat *format = frame->format;
  double unit = pow (2, format->depth - 8), v[3] = { 0, 128 * unit, 128 * unit };

  for (guint i = 0; i < MIN (format->n_components, 3u); i++) {
    const TlrComponent *c = &format->components[i];
    v[i] = test_get (frame, c, x >> c->w_sub, y >> c->h_sub);
  }
  if (format->model == TLR_MODEL_RGB) {
    for (int i = 0; i < 3; i++)
      rgb[i] = (v[i] / unit - 16) / 219 * 255;
    return;
  }
  double luma = (v[0] / unit - 16) / 219, pb = (v[1] / unit - 128) / 224, pr = (v[2] / unit - 128) / 224;
  rgb[0] = 255 * (luma + 2 * (1 - 0.2126) * pr);
  rgb[2] = 255 * (luma + 2 * (1 - 0.0722) * pb);
  rgb[1] = (255 * luma - 0.2126 * rgb[0] - 0.0722 * rgb[2]) / 0.7152;
}

static inline double
test_luma (const double rgb[3])
{
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}
