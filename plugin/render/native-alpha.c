/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native-private.h"

/* Frames with alpha whose colours are not premultiplied. Of picture (alpha a,
 * premultiplied code s) over frame (alpha da, code d) the alpha is
 * a + da (1 - a) and the colour (s + d da (1 - a)) / (a + da (1 - a)). Where
 * the frame is opaque that is the plain blend, which is tried first. */

/* Words that are looked at together. */
#define CHUNK_WORDS 256

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

/* Pixels of four 16 bit words, one of them alpha, from word `first` on. */
static void
blend_packed_16 (const TlrNative *native, guint row, guint8 *d, guint first, guint end)
{
  guint alpha_word = native->spec.format->components[3].offset / native->word;
  const guint8 *s = tlr_native_value_row (native, 0, row);
  const guint8 *alpha = tlr_native_alpha_row (native, 0, row);
  double opaque = native->opaque, max = native->max;

  for (guint i = first; i < end; i += 4) {
    guint8 *pixel = d + (gsize) (i - first) * native->word;
    double a = load (native, alpha, i) / max;
    double through = (1 - a) * load_frame (native, pixel, alpha_word) / opaque;

    if (a == 0)
      continue;
    for (guint j = 0; j < 4; j++) {
      double value = load (native, s, i + j);
      if (j == alpha_word)
        value = (a + through) * opaque;
      else
        value = (value + through * load_frame (native, pixel, j)) / (a + through);
      store_frame (native, pixel, j, value);
    }
  }
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

/* How much of the frame's colour shows through in the luma columns and rows
 * under a sample: the mean of da (1 - a). */
static double
shown_through (const TlrNative *native, const TlrPlaneLayout *layout, guint row, guint group,
    const TlrFrame *frame, int frame_x, int frame_y)
{
  guint x0 = group << layout->w_shift, n = 0;
  guint x1 = MIN ((group + 1) << layout->w_shift, (guint) native->width);
  double sum = 0, max = native->max;

  for (guint k = 0; k < 1u << layout->h_shift; k++) {
    guint y = tlr_luma_row (native, layout->h_shift, row, k);

    if (y >= (guint) native->height)
      continue;
    const guint8 *da = frame_alpha_row (native, frame, frame_y, y);
    const guint8 *a = tlr_native_alpha_row (native, 0, y);
    for (guint x = x0; x < x1; x++, n++)
      sum += (max - load (native, a, x))
          * load_frame (native, da, MIN ((int) x + frame_x, frame->width - 1));
  }
  return n ? sum / (n * max * native->opaque) : 0;
}

/* Any plane of a planar format but alpha. */
static void
blend_planar (const TlrNative *native, guint plane, guint row, guint8 *d, guint first, guint end,
    const TlrFrame *frame, int frame_x, int frame_y)
{
  const TlrPlaneLayout *layout = &native->planes[plane].layout;
  const guint8 *s = tlr_native_value_row (native, plane, row);
  const guint8 *alpha = tlr_native_alpha_row (native, plane, row);

  for (guint i = first; i < end; i++) {
    double a = load (native, alpha, i) / (double) native->max, through;

    if (a == 0)
      continue;
    through = shown_through (native, layout, row, i / layout->group_words, frame, frame_x, frame_y);
    store_frame (native, d, i - first, (load (native, s, i)
        + through * load_frame (native, d, i - first)) / (a + through));
  }
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
        blend_packed_16 (native, row, d, first, next);
    } else if (plane + 1 == native->n_planes
        || planar_is_opaque (native, layout, row, first, next, frame, frame_x, frame_y)) {
      blend_plain (native, plane, row, d, first, next);
    } else {
      blend_planar (native, plane, row, d, first, next, frame, frame_x, frame_y);
    }
  }
}
