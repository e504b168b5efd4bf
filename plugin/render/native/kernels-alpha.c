/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/kernels-private.h"

#include <string.h>

ALWAYS_INLINE guint32
byte_of (guint32 pixel, guint shift)
{
  return pixel >> shift & 255u;
}

/* One byte of c = (s + d da (1 - a)) / (a + da (1 - a)): s and d of 0..255,
 * through = da (1 - a) times 255 squared, unit = 1 / (a + da (1 - a)) over that. */
ALWAYS_INLINE guint32
mix_byte (guint32 s, guint32 d, guint shift, float through, float unit)
{
  float sum = 65025.0f * (float) (int) byte_of (s, shift)
      + through * (float) (int) byte_of (d, shift);

  return (guint32) (int) MIN (sum * unit + 0.5f, 255.0f) << shift;
}

CLONES void
tlr_kernel_blend_alpha_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a,
    gsize n, guint alpha_word)
{
  guint alpha_shift = 8 * (G_BYTE_ORDER == G_LITTLE_ENDIAN ? alpha_word : 3 - alpha_word);
  guint32 alpha_mask = 255u << alpha_shift;

  for (gsize i = 0; i < n; i++) {
    guint32 dp, sp, ap;
    memcpy (&dp, d + 4 * i, 4);
    memcpy (&sp, s + 4 * i, 4);
    memcpy (&ap, a + 4 * i, 4);
    ap &= 255u;
    float through = (float) (int) ((255u - ap) * byte_of (dp, alpha_shift));
    float alpha = 255.0f * (float) (int) ap + through, unit = 1.0f / MAX (alpha, 1.0f);
    guint32 mixed = mix_byte (sp, dp, 0, through, unit) | mix_byte (sp, dp, 8, through, unit)
        | mix_byte (sp, dp, 16, through, unit) | mix_byte (sp, dp, 24, through, unit);
    guint32 opacity = (guint32) (int) (alpha * (1.0f / 255.0f) + 0.5f) << alpha_shift;

    mixed = (mixed & ~alpha_mask) | opacity;
    mixed = ap == 0 ? dp : mixed;
    memcpy (d + 4 * i, &mixed, 4);
  }
}

CLONES void
tlr_kernel_through_8 (float *restrict through, const guint8 *restrict a,
    const guint8 *restrict da, gsize n)
{
  for (gsize i = 0; i < n; i++)
    through[i] = (float) ((255 - a[i]) * da[i]) / 65025.0f;
}

CLONES void
tlr_kernel_through_16 (float *restrict through, const guint16 *restrict a,
    const guint16 *restrict da, gsize n, TlrWord w)
{
  float opaque = (float) (int) (65535u >> w.down << w.down);

  for (gsize i = 0; i < n; i++) {
    guint16 v = w.swapped ? tlr_kernel_swap_if (da[i], TRUE) : da[i];
    through[i] = (float) (65535 - a[i]) / 65535.0f * ((float) (guint16) (v << w.up) / opaque);
  }
}

/* The colour at full scale. */
ALWAYS_INLINE float
mix (int s, int d, float alpha, float through)
{
  float sum = alpha + through;

  return ((float) s + (float) d * through) / (sum > 0.0f ? sum : 1.0f);
}

CLONES void
tlr_kernel_mix_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a,
    const float *restrict through, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    float v = mix (s[i], d[i], (float) a[i] / 255.0f, through[i]) + 0.5f;

    d[i] = a[i] == 0 ? d[i] : (guint8) (int) MIN (v, 255.0f);
  }
}

CLONES void
tlr_kernel_mix_16 (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a,
    const float *restrict through, gsize n, TlrWord w)
{
  float half = (float) (int) (1u << w.down) * 0.5f;

  for (gsize i = 0; i < n; i++) {
    guint16 v = w.swapped ? tlr_kernel_swap_if (d[i], TRUE) : d[i];
    float full = mix (s[i], (guint16) (v << w.up), (float) a[i] / 65535.0f, through[i]) + half;
    guint16 r = (guint16) ((guint16) ((guint16) (int) MIN (full, 65535.0f) >> w.down) << w.shift);

    r = w.swapped ? tlr_kernel_swap_if (r, TRUE) : r;
    d[i] = a[i] == 0 ? d[i] : r;
  }
}
