/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/native-dither.h"

gboolean
tlr_native_is_gradient (const TlrNative *native, guint plane, guint row, guint first)
{
  const TlrPixelFormat *format = native->spec.format;

  if (native->word != 1 || row == 0 || format->components[0].stride > TLR_DITHER_STRIDE ||
      (format->model == TLR_MODEL_YUV && format->components[0].plane != plane))
    return FALSE;
  guint8 above = tlr_native_alpha_row (native, plane, row - 1)[first];
  guint8 here = tlr_native_alpha_row (native, plane, row)[first];
  return above != here && above > 0 && above < 255;
}

/* Bayer's matrix by its rule: the bits of x ^ y and y in turn, the lowest first. */
static guint
bayer (guint x, guint y)
{
  guint value = 0;

  for (guint bit = 0; bit < 3; bit++)
    value = value << 2 | ((x ^ y) >> bit & 1) << 1 | (y >> bit & 1);
  return value;
}

/* Words of one pixel share a threshold, chroma has a half. */
void
tlr_native_dither_init (TlrNative *native)
{
  const TlrPixelFormat *format = native->spec.format;
  const TlrComponent *c = &format->components[0];
  gboolean is_yuv = format->model == TLR_MODEL_YUV;

  for (guint y = 0; y < TLR_DITHER_SIZE; y++)
    for (guint word = 0; native->word == 1 && word < TLR_DITHER_WORDS; word++) {
      gboolean is_dithered = !is_yuv || word % c->stride == c->offset % c->stride;

      native->thresholds[y][word] = is_dithered ?
          (guint8) (2 + 4 * bayer (word / c->stride % TLR_DITHER_SIZE, y)) : 128;
    }
}

void
tlr_native_dither_tiles (const TlrNative *native, guint plane, guint row, guint8 *d, guint first, gsize n)
{
  const guint8 *s = tlr_native_value_row (native, plane, row) + first;
  const guint8 *a = tlr_native_alpha_row (native, plane, row) + first;
  gsize period = TLR_DITHER_SIZE * native->spec.format->components[0].stride;
  gsize head = MIN (-first & (TLR_BLOCK_WORDS - 1), n);
  const guint8 *t = native->thresholds[row % TLR_DITHER_SIZE];

  tlr_kernel_dither_8 (d, s, a, t + first % period, period, head);
  tlr_kernel_dither_8 (d + head, s + head, a + head, t + (first + head) % period, period, n - head);
}
