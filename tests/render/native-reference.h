/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <math.h>
#include <string.h>

#include "render/native/native.h"

/* A frame with guard bytes around its planes, and the blend computed sample by
 * sample in double precision from the definition: no tables, kernels or spans
 * of the code under test, only the format table, which is itself compared with
 * GStreamer's in another test. */

#define GUARD 64
#define GUARD_BYTE 0xA5

typedef struct {
  TlrFrame frame;
  guint8 *memory[TLR_MAX_PLANES];
  gsize size[TLR_MAX_PLANES];   /* with both guards */
} TestFrame;

/* Rows of a plane of a frame `height` high, and bytes of its row. */
static inline int
test_plane_rows (const TlrPixelFormat *format, guint plane, int height)
{
  int h_shift = tlr_pixel_format_plane (format, plane).h_shift;

  return (height + (1 << h_shift) - 1) >> h_shift;
}

static inline int
test_plane_bytes (const TlrPixelFormat *format, guint plane, int width)
{
  TlrPlaneLayout layout = tlr_pixel_format_plane (format, plane);

  return ((width + (1 << layout.w_shift) - 1) >> layout.w_shift) * layout.group_words * format->word;
}

static inline void
test_frame_init (TestFrame *f, const TlrPixelFormat *format, int width, int height, int extra)
{
  memset (f, 0, sizeof *f);
  f->frame.format = format;
  f->frame.width = width;
  f->frame.height = height;
  for (guint i = 0; i < format->n_planes; i++) {
    f->frame.stride[i] = test_plane_bytes (format, i, width) + extra * format->word;
    f->size[i] = (gsize) f->frame.stride[i] * test_plane_rows (format, i, height) + 2 * GUARD;
    f->memory[i] = g_malloc (f->size[i]);
    memset (f->memory[i], GUARD_BYTE, f->size[i]);
    f->frame.data[i] = f->memory[i] + GUARD;
  }
}

static inline void
test_frame_clear (TestFrame *f)
{
  for (int i = 0; i < TLR_MAX_PLANES; i++)
    g_free (f->memory[i]);
  memset (f, 0, sizeof *f);
}

static inline TestFrame
test_frame_copy (const TestFrame *f)
{
  TestFrame copy = *f;

  for (int i = 0; i < TLR_MAX_PLANES; i++) {
    copy.memory[i] = f->size[i] ? g_memdup2 (f->memory[i], f->size[i]) : NULL;
    copy.frame.data[i] = copy.memory[i] ? copy.memory[i] + GUARD : NULL;
  }
  return copy;
}

static inline guint8 *
test_word (const TlrFrame *frame, const TlrComponent *c, int column, int row)
{
  return frame->data[c->plane] + (gssize) row * frame->stride[c->plane] + c->offset
      + (gssize) column * c->stride;
}

static inline guint
test_get (const TlrFrame *frame, const TlrComponent *c, int column, int row)
{
  const guint8 *p = test_word (frame, c, column, row);
  guint16 v;

  if (frame->format->word == 1)
    return *p;
  memcpy (&v, p, 2);
  return (frame->format->swapped ? GUINT16_SWAP_LE_BE (v) : v) >> c->shift;
}

static inline void
test_set (const TlrFrame *frame, const TlrComponent *c, int column, int row, guint code)
{
  guint8 *p = test_word (frame, c, column, row);
  guint16 v = (guint16) (code << c->shift);

  if (frame->format->word == 1) {
    *p = (guint8) code;
    return;
  }
  v = frame->format->swapped ? GUINT16_SWAP_LE_BE (v) : v;
  memcpy (p, &v, 2);
}

static inline int
test_columns (const TlrFrame *frame, const TlrComponent *c)
{
  return (frame->width + (1 << c->w_sub) - 1) >> c->w_sub;
}

static inline int
test_rows (const TlrFrame *frame, const TlrComponent *c)
{
  return (frame->height + (1 << c->h_sub) - 1) >> c->h_sub;
}

/* Every sample, super-blacks and super-whites included. */
static inline void
test_frame_fill_random (TestFrame *f, GRand *rand, gboolean opaque)
{
  const TlrPixelFormat *format = f->frame.format;
  guint max = (1u << format->depth) - 1;

  for (guint i = 0; i < format->n_components; i++) {
    const TlrComponent *c = &format->components[i];
    gboolean alpha = format->has_alpha && i + 1 == format->n_components;

    for (int row = 0; row < test_rows (&f->frame, c); row++)
      for (int column = 0; column < test_columns (&f->frame, c); column++) {
        guint code = g_rand_int (rand) & max;
        if (alpha && (opaque || (code & 3) == 0))
          code = opaque || (code & 4) ? max : 0;
        test_set (&f->frame, c, column, row, code);
      }
  }
}

/* R'G'B' 0..1 to codes straight from Kr and Kb (H.273 equations 21 to 31). */
static inline void
test_encode (const TlrPixelFormat *format, const TlrColorimetry *colorimetry, const double rgb[3],
    double out[3])
{
  static const double kr[] = { 0.2126, 0.299, 0.2627, 0.212, 0.30 };
  static const double kb[] = { 0.0722, 0.114, 0.0593, 0.087, 0.11 };
  int n = format->depth, m = colorimetry->matrix;
  double top = pow (2, n) - 1, unit = pow (2, n - 8);
  gboolean full = colorimetry->range == TLR_RANGE_FULL;

  if (format->model == TLR_MODEL_RGB) {
    for (int i = 0; i < 3; i++)
      out[i] = full ? rgb[i] * top : (16 + 219 * rgb[i]) * unit;
    return;
  }
  double y = kr[m] * rgb[0] + (1 - kr[m] - kb[m]) * rgb[1] + kb[m] * rgb[2];
  double pb = 0.5 * (rgb[2] - y) / (1 - kb[m]), pr = 0.5 * (rgb[0] - y) / (1 - kr[m]);
  out[0] = full ? y * top : (16 + 219 * y) * unit;
  out[1] = full ? pb * top + pow (2, n - 1) : (128 + 224 * pb) * unit;
  out[2] = full ? pr * top + pow (2, n - 1) : (128 + 224 * pr) * unit;
  for (int i = 0; i < 3; i++)
    out[i] = CLAMP (out[i], 0, top);
}

/* A Cairo image and where it lies in the frame. */
typedef struct {
  const guint32 *argb;
  int width, height, x, y;
  const TlrColorimetry *colorimetry;
  gboolean interlaced;
} TestPicture;

/* Sums over the luma samples under one sample of a component. */
typedef struct {
  double value;    /* mean of a times code */
  double alpha;    /* mean of a */
  double through;  /* mean of (1 - a) da */
  gboolean covered;
} TestSums;

static inline void
test_add_pixel (const TestPicture *p, const TlrFrame *before, guint component, int x, int y,
    TestSums *sums, double *n)
{
  const TlrPixelFormat *format = before->format;
  double top = pow (2, format->depth) - 1, da = 1, rgb[3], code[3];
  int px = x - p->x, py = y - p->y;

  if (px < 0 || py < 0 || px >= p->width || py >= p->height)
    return;
  guint32 argb = p->argb[py * p->width + px];
  double a = (argb >> 24) / 255.0;
  for (int i = 0; i < 3; i++)
    rgb[i] = a > 0 ? (argb >> (16 - 8 * i) & 255) / 255.0 / a : 0;
  test_encode (format, p->colorimetry, rgb, code);
  if (format->has_alpha && component == format->n_components - 1u)
    code[0] = top, component = 0;
  sums->value += a * code[component];
  sums->alpha += a;
  if (format->has_alpha)
    da = test_get (before, &format->components[3], MIN (x, before->width - 1),
        MIN (y, before->height - 1)) / top;
  sums->through += (1 - a) * da;
  *n += 1;
  if (x < before->width && y < before->height)
    sums->covered = TRUE;
}

static inline TestSums
test_sum (const TestPicture *p, const TlrFrame *before, guint component, int column, int row)
{
  const TlrComponent *c = &before->format->components[component];
  TestSums sums = { 0, 0, 0, FALSE };
  double n = 0;

  for (int k = 0; k < 1 << c->h_sub; k++) {
    int y = (row << c->h_sub) + k;
    if (p->interlaced && c->h_sub)
      y = (((row / 2) << c->h_sub) + k) * 2 + row % 2;
    for (int x = column << c->w_sub; x < (column + 1) << c->w_sub; x++)
      test_add_pixel (p, before, component, x, y, &sums, &n);
  }
  sums.value /= MAX (n, 1);
  sums.alpha /= MAX (n, 1);
  sums.through /= MAX (n, 1);
  return sums;
}

/* What a sample must become, and by how much whole premultiplied values may miss
 * it: a nearly transparent result divides their rounding by its alpha, which is itself
 * a rounded mean where pixels share the sample. */
static inline double
test_expect (const TestPicture *p, const TlrFrame *before, guint component, int column, int row,
    double *tolerance)
{
  const TlrPixelFormat *format = before->format;
  double d = test_get (before, &format->components[component], column, row);
  TestSums sums = test_sum (p, before, component, column, row);
  double result = sums.alpha + sums.through;

  *tolerance = 1;
  if (!sums.covered || sums.alpha == 0) {
    *tolerance = 0;
    return d;
  }
  if (sums.alpha == 1) {
    *tolerance = 0;
    return sums.value;
  }
  if (!format->has_alpha || before->premultiplied || component + 1u == format->n_components)
    return sums.value + d * (1 - sums.alpha);
  gboolean is_shared = format->components[component].w_sub + format->components[component].h_sub > 0;
  *tolerance = 1 + (format->word == 1 ? 1.25 : (is_shared ? 1.5 : 0.75) / pow (2, 16 - format->depth)) / result;
  return (sums.value + d * sums.through) / result;
}
