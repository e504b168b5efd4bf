/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/native/kernels.h"
#include "render/native/native.h"

G_BEGIN_DECLS

/* Words of a row that are classed together. */
#define TLR_BLOCK_WORDS TLR_TILE_WORDS

/* What a blend does with a block of words. */
typedef enum {
  TLR_SPAN_SKIP,   /* alpha is 0 throughout */
  TLR_SPAN_COPY,   /* alpha is full throughout */
  TLR_SPAN_BLEND,
  TLR_SPAN_TILE    /* blocks to blend that are all the same; the last one of a
                      row may be the beginning of one */
} TlrSpanKind;

/* A run of words of one kind, from the end of the run before (or 0). The last
 * one of a row ends at the plane's number of words. */
typedef struct {
  guint32 end : 30;
  guint32 kind : 2;
} TlrSpan;

/* One plane of a native picture. Planes whose samples lie alike (U and V of
 * I420) share alpha, kinds and spans: those of plane `alpha_plane`, which are
 * NULL in the others. */
typedef struct {
  TlrPlaneLayout layout;
  guint words;       /* a row */
  guint rows;
  guint blocks;      /* a row */
  gsize stride;      /* bytes from row to row in value and alpha */
  guint alpha_plane;
  guint8 *value;     /* premultiplied codes, words of 1 or 2 bytes, full scale */
  guint8 *alpha;     /* of each word */
  guint8 *kinds;     /* TlrSpanKind of each block: to be blended alone, or TILE
                        where it is the same as the block before, which is to be
                        blended too */
  TlrSpan *spans;    /* `blocks` places a row */
} TlrNativePlane;

/* Codes of a colour that costs powers and logarithms to find. */
typedef struct {
  guint32 argb;      /* the premultiplied pixel, 0 for an empty place */
  double value[3];   /* premultiplied, full scale */
} TlrCodeCache;

#define TLR_CODE_CACHE_SIZE 1024

/* Rows and columns of the pattern that gradients are rounded by (native-dither.h), the most words of a pixel of it,
 * and the words of a row that are kept: a tile from anywhere in two periods. */
#define TLR_DITHER_SIZE 8
#define TLR_DITHER_STRIDE 4
#define TLR_DITHER_WORDS (2 * TLR_DITHER_STRIDE * TLR_DITHER_SIZE + TLR_TILE_WORDS)

struct _TlrNative {
  TlrNativeSpec spec;
  int width, height;
  guint grid_columns, grid_rows;
  guint word;                       /* bytes, 1 or 2 */
  guint max;                        /* full scale: 255 or 65535 */
  guint opaque;                     /* the frame's highest code at full scale */
  TlrWord frame_word;
  guint n_planes;
  TlrNativePlane planes[TLR_MAX_PLANES];

  /* For import: the order in which the format lists R G B or Y U V, and the affine
   * form of the conversion when it has one. */
  guint order[3];
  gboolean affine;
  double matrix[4][4];
  TlrCodeCache *cache;              /* NULL when affine */

  guint8 thresholds[TLR_DITHER_SIZE][TLR_DITHER_WORDS];   /* of words, by rows */
  gsize size;                       /* bytes allocated */
};

static inline guint8 *
tlr_native_value_row (const TlrNative *native, guint plane, guint row)
{
  return native->planes[plane].value + row * native->planes[plane].stride;
}

static inline guint8 *
tlr_native_alpha_row (const TlrNative *native, guint plane, guint row)
{
  const TlrNativePlane *p = &native->planes[native->planes[plane].alpha_plane];

  return p->alpha + row * p->stride;
}

/* The row of a plane with h_shift that luma row y belongs to, and back: the
 * luma row that is number k of those under a row of the plane. */
static inline guint
tlr_plane_row (const TlrNative *native, guint h_shift, guint y)
{
  if (native->spec.interlaced && h_shift)
    return (y >> 1 >> h_shift) << 1 | (y & 1);
  return y >> h_shift;
}

static inline guint
tlr_luma_row (const TlrNative *native, guint h_shift, guint row, guint k)
{
  if (native->spec.interlaced && h_shift)
    return (((row >> 1) << h_shift) + k) << 1 | (row & 1);
  return (row << h_shift) + k;
}

/* Blends words first <= i < end of a row of a plane into d, a row of a frame
 * with alpha that is not premultiplied. d is the frame's word that lies under
 * the picture's word 0; alpha of the frame is read where it stands. frame_x and
 * frame_y are the picture's place in the frame. */
void tlr_native_blend_alpha (const TlrNative *native, guint plane, guint row, guint8 *d,
    guint first, guint end, const TlrFrame *frame, int frame_x, int frame_y);

G_END_DECLS
