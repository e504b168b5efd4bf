/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/native-private.h"

#include <string.h>

/* Frames with alpha whose colours are not premultiplied. Of picture (alpha a,
 * premultiplied code s) over frame (alpha da, code d) the alpha is
 * a + da (1 - a) and the colour (s + d da (1 - a)) / (a + da (1 - a)). Where
 * the frame is opaque that is the plain blend, which is tried first. */

/* Words that are looked at together. */
#define CHUNK_WORDS 256
/* The highest w_sub of a format. */
#define MAX_SUBSAMPLING 2

/* Frame words, any size and order, at full scale and back. */
static inline guint
load_frame (const TlrNative *native, const guint8 *row, gssize i)
{
  if (native->word == 1)
    return row[i];
  guint16 v = ((const guint16 *) row)[i];
  if (native->frame_word.swapped)
    v = GUINT16_SWAP_LE_BE (v);
  return (guint16) (v << native->frame_word.up);
}

static inline void
store_frame (const TlrNative *native, guint8 *row, gssize i, double value)
{
  guint v = (guint) (CLAMP (value, 0.0, (double) native->max) + 0.5);
  TlrWord w = native->frame_word;

  if (native->word == 1) {
    row[i] = (guint8) v;
    return;
  }
  v = MIN (v + ((1u << w.down) >> 1), 65535u) >> w.down << w.shift;
  ((guint16 *) row)[i] = w.swapped ? GUINT16_SWAP_LE_BE ((guint16) v) : (guint16) v;
}

static inline guint
load (const TlrNative *native, const guint8 *row, gsize i)
{
  return native->word == 1 ? row[i] : ((const guint16 *) row)[i];
}

static void
blend_plain (const TlrNative *native, guint plane, guint row, guint8 *d, guint first, guint end)
{
  gsize offset = (gsize) first * native->word;
  const guint8 *s = tlr_native_value_row (native, plane, row) + offset;
  const guint8 *a = tlr_native_alpha_row (native, plane, row) + offset;

  if (native->word == 1)
    tlr_kernel_blend_8 (d, s, a, end - first);
  else
    tlr_kernel_blend_16 ((guint16 *) d, (const guint16 *) s, (const guint16 *) a, end - first,
        native->frame_word);
}

static void
mix_words (const TlrNative *native, guint plane, guint row, guint8 *d, guint first, guint n,
    const float *through)
{
  gsize offset = (gsize) first * native->word;
  const guint8 *s = tlr_native_value_row (native, plane, row) + offset;
  const guint8 *a = tlr_native_alpha_row (native, plane, row) + offset;

  if (native->word == 1)
    tlr_kernel_mix_8 (d, s, a, through, n);
  else
    tlr_kernel_mix_16 ((guint16 *) d, (const guint16 *) s, (const guint16 *) a, through, n,
        native->frame_word);
}

/* Pixels of four 16 bit words, one of them alpha, from word `first` on. */
static void
blend_packed_16 (const TlrNative *native, guint row, guint8 *d, guint first, guint n)
{
  guint alpha_word = native->spec.format->components[3].offset / native->word;
  const guint16 *a = (const guint16 *) tlr_native_alpha_row (native, 0, row) + first;
  float through[CHUNK_WORDS] = { 0 };

  for (guint i = 0; i < n; i += 4) {
    float shown = (float) (65535 - a[i]) / 65535.0f
        * (float) load_frame (native, d, i + alpha_word) / (float) native->opaque;
    for (guint j = 0; j < 4; j++)
      through[i + j] = shown;
  }
  mix_words (native, 0, row, d, first, n, through);
  for (guint i = 0; i < n; i += 4)
    if (a[i] != 0)
      store_frame (native, d, i + alpha_word,
          (a[i] / 65535.0 + (double) through[i]) * native->opaque);
}

/* The frame's alpha row under luma row y of the picture. A chroma sample at the
 * edge may reach out of the frame, where the edge's alpha goes on. */
static const guint8 *
frame_alpha_row (const TlrNative *native, const TlrFrame *frame, int frame_y, guint y)
{
  guint plane = native->n_planes - 1;
  int row = CLAMP (frame_y + (int) y, 0, frame->height - 1);

  return frame->data[plane] + (gssize) row * frame->stride[plane];
}

/* What shows through in luma columns x to x + n of luma row y, all of them in
 * the picture, the first in the frame. */
static void
line_through (const TlrNative *native, guint x, guint y, guint n, const TlrFrame *frame,
    int frame_x, int frame_y, float *through)
{
  int column = (int) x + frame_x;
  guint inside = MIN (n, (guint) (frame->width - column));
  const guint8 *a = tlr_native_alpha_row (native, 0, y);
  const guint8 *da = frame_alpha_row (native, frame, frame_y, y);
  float max = (float) native->max;
  float edge = (float) load_frame (native, da, frame->width - 1) / (float) native->opaque;

  if (native->word == 1)
    tlr_kernel_through_8 (through, a + x, da + column, inside);
  else
    tlr_kernel_through_16 (through, (const guint16 *) a + x, (const guint16 *) da + column,
        inside, native->frame_word);
  for (guint i = inside; i < n; i++)
    through[i] = (max - (float) load (native, a, x + i)) / max * edge;
}

/* The same for n groups of a row of a plane: the mean over the luma columns and
 * rows under each. */
static void
groups_through (const TlrNative *native, const TlrPlaneLayout *layout, guint row, guint group,
    guint n, const TlrFrame *frame, int frame_x, int frame_y, float *through)
{
  float line[CHUNK_WORDS << MAX_SUBSAMPLING];
  guint x = group << layout->w_shift, rows = 0, columns = 1u << layout->w_shift;
  guint width = MIN ((group + n) << layout->w_shift, (guint) native->width) - x;

  if (columns == 1 && layout->h_shift == 0) {
    line_through (native, x, row, width, frame, frame_x, frame_y, through);
    return;
  }
  memset (through, 0, n * sizeof (float));
  for (guint k = 0; k < 1u << layout->h_shift; k++) {
    guint y = tlr_luma_row (native, layout->h_shift, row, k);

    if (y >= (guint) native->height)
      continue;
    line_through (native, x, y, width, frame, frame_x, frame_y, line);
    for (guint i = 0; i < width; i++)
      through[i >> layout->w_shift] += line[i];
    rows++;
  }
  for (guint i = 0; i < n; i++)
    through[i] /= (float) (MAX (rows, 1) * MIN (columns, width - i * columns));
}

/* n words of any plane of a planar format but alpha. */
static void
blend_planar (const TlrNative *native, guint plane, guint row, guint8 *d, guint first, guint n,
    const TlrFrame *frame, int frame_x, int frame_y)
{
  const TlrPlaneLayout *layout = &native->planes[plane].layout;
  guint words = layout->group_words;
  float through[CHUNK_WORDS] = { 0 };

  groups_through (native, layout, row, first / words, n / words, frame, frame_x, frame_y, through);
  for (guint i = n; words > 1 && i-- > 0;)
    through[i] = through[i / words];
  mix_words (native, plane, row, d, first, n, through);
}

/* n words of whole pixels. */
static gboolean
packed_is_opaque (const TlrNative *native, const guint8 *d, guint n)
{
  guint alpha_word = native->spec.format->components[3].offset / native->word;
  guint32 conj_8;
  guint64 conj_16;

  if (native->word == 1) {
    conj_8 = tlr_kernel_scan_pixels_8 (d, n / 4);
    return load_frame (native, (const guint8 *) &conj_8, alpha_word) == native->opaque;
  }
  conj_16 = tlr_kernel_scan_pixels_16 (d, n / 4);
  return (load_frame (native, (const guint8 *) &conj_16, alpha_word) & native->opaque)
      == native->opaque;
}

/* Whether the frame is opaque wherever words first <= i < end cover it. */
static gboolean
planar_is_opaque (const TlrNative *native, const TlrPlaneLayout *layout, guint row, guint first,
    guint end, const TlrFrame *frame, int frame_x, int frame_y)
{
  guint all, any;
  int x0 = (int) ((first / layout->group_words) << layout->w_shift) + frame_x;
  int x1 = (int) (((end - 1) / layout->group_words + 1) << layout->w_shift) + frame_x;

  x1 = MIN (x1, frame->width);
  for (guint k = 0; k < 1u << layout->h_shift; k++) {
    guint y = MIN (tlr_luma_row (native, layout->h_shift, row, k), (guint) native->height - 1);
    const guint8 *da = frame_alpha_row (native, frame, frame_y, y);

    if (native->word == 1) {
      tlr_kernel_scan_8 (da + x0, (gsize) (x1 - x0), &all, &any);
    } else {
      guint16 conj;
      tlr_kernel_scan_16 ((const guint16 *) da + x0, (gsize) (x1 - x0), &all, &any);
      conj = (guint16) all;
      all = load_frame (native, (const guint8 *) &conj, 0);
    }
    if ((all & native->opaque) != native->opaque)
      return FALSE;
  }
  return TRUE;
}

void
tlr_native_blend_alpha (const TlrNative *native, guint plane, guint row, guint8 *d, guint first,
    guint end, const TlrFrame *frame, int frame_x, int frame_y)
{
  const TlrPlaneLayout *layout = &native->planes[plane].layout;

  for (guint next; first < end; d += (gsize) (next - first) * native->word, first = next) {
    next = MIN ((first / CHUNK_WORDS + 1) * CHUNK_WORDS, end);
    if (native->n_planes == 1) {
      if (packed_is_opaque (native, d, next - first))
        blend_plain (native, plane, row, d, first, next);
      else if (native->word == 1)
        tlr_kernel_blend_alpha_8 (d, tlr_native_value_row (native, plane, row) + first,
            tlr_native_alpha_row (native, plane, row) + first, (next - first) / 4,
            native->spec.format->components[3].offset);
      else
        blend_packed_16 (native, row, d, first, next - first);
    } else if (plane + 1 == native->n_planes
        || planar_is_opaque (native, layout, row, first, next, frame, frame_x, frame_y)) {
      blend_plain (native, plane, row, d, first, next);
    } else {
      blend_planar (native, plane, row, d, first, next - first, frame, frame_x, frame_y);
    }
  }
}
