/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/kernels-private.h"

#include <string.h>

CLONES guint32
tlr_kernel_scan_pixels_8 (const guint8 *pixels, gsize n)
{
  guint32 conj = G_MAXUINT32, pixel;

  for (gsize i = 0; i < n; i++) {
    memcpy (&pixel, pixels + i * sizeof pixel, sizeof pixel);
    conj &= pixel;
  }
  return conj;
}

CLONES guint64
tlr_kernel_scan_pixels_16 (const guint8 *pixels, gsize n)
{
  guint64 conj = G_MAXUINT64, pixel;

  for (gsize i = 0; i < n; i++) {
    memcpy (&pixel, pixels + i * sizeof pixel, sizeof pixel);
    conj &= pixel;
  }
  return conj;
}

CLONES void
tlr_kernel_affine (double *const out[4], const guint32 *restrict argb, gsize n,
    const double m[4][4])
{
  double *restrict x = out[0], *restrict y = out[1], *restrict z = out[2], *restrict w = out[3];
  double m00 = m[0][0], m01 = m[0][1], m02 = m[0][2], m03 = m[0][3];
  double m10 = m[1][0], m11 = m[1][1], m12 = m[1][2], m13 = m[1][3];
  double m20 = m[2][0], m21 = m[2][1], m22 = m[2][2], m23 = m[2][3], m33 = m[3][3];

  for (gsize i = 0; i < n; i++) {
    gint32 v = (gint32) argb[i];
    double r = v >> 16 & 255, g = v >> 8 & 255, b = v & 255, a = v >> 24 & 255;

    x[i] = m00 * r + m01 * g + m02 * b + m03 * a;
    y[i] = m10 * r + m11 * g + m12 * b + m13 * a;
    z[i] = m20 * r + m21 * g + m22 * b + m23 * a;
    w[i] = m33 * a;
  }
}

CLONES void
tlr_kernel_add (double *restrict sums, const double *restrict line, gsize n, guint shift)
{
  gsize i = 0;

  if (shift == 0)
    for (; i < n; i++)
      sums[i] += line[i];
  else if (shift == 1)
    for (; i + 1 < n; i += 2)
      sums[i / 2] += line[i] + line[i + 1];
  for (; i < n; i++)
    sums[i >> shift] += line[i];
}

ALWAYS_INLINE void
store_8 (guint8 *restrict d, guint8 *restrict a, gsize step, const double *restrict value,
    const double *restrict alpha, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    int rounded = (int) (alpha[i] + 0.5);
    int v = (int) (value[i] + (rounded - alpha[i]) * (128.0 / 255.0) + 0.5);

    a[i * step] = (guint8) rounded;
    d[i * step] = (guint8) MIN (v, rounded);
  }
}

CLONES void
tlr_kernel_store_8 (guint8 *restrict d, guint8 *restrict a, gsize step,
    const double *restrict value, const double *restrict alpha, gsize n)
{
  if (step == 1)
    store_8 (d, a, 1, value, alpha, n);
  else if (step == 2)
    store_8 (d, a, 2, value, alpha, n);
  else
    store_8 (d, a, step, value, alpha, n);
}

ALWAYS_INLINE void
store_16 (guint16 *restrict d, guint16 *restrict a, gsize step, const double *restrict value,
    const double *restrict alpha, gsize n, guint down)
{
  double unit = 1.0 / (double) (1u << down);

  for (gsize i = 0; i < n; i++) {
    int rounded = (int) (alpha[i] + 0.5), v = (int) (value[i] + 0.5);
    int code = (int) (value[i] * unit + 0.5) << down;

    v = rounded == 65535 ? code : v;
    a[i * step] = (guint16) rounded;
    d[i * step] = (guint16) MIN (v, rounded);
  }
}

CLONES void
tlr_kernel_store_16 (guint16 *restrict d, guint16 *restrict a, gsize step,
    const double *restrict value, const double *restrict alpha, gsize n, guint down)
{
  if (step == 1)
    store_16 (d, a, 1, value, alpha, n, down);
  else
    store_16 (d, a, step, value, alpha, n, down);
}

CLONES void
tlr_kernel_store_pixels_8 (guint8 *restrict d, guint8 *restrict a, const double *const value[4],
    const double *restrict alpha, gsize n)
{
  const double *restrict v0 = value[0], *restrict v1 = value[1];
  const double *restrict v2 = value[2], *restrict v3 = value[3];

  for (gsize i = 0; i < n; i++) {
    guint32 w0 = (guint32) (int) (v0[i] + 0.5), w1 = (guint32) (int) (v1[i] + 0.5);
    guint32 w2 = (guint32) (int) (v2[i] + 0.5), w3 = (guint32) (int) (v3[i] + 0.5);
    guint32 opacity = (guint32) (int) alpha[i] * 0x01010101u;
    guint32 pixel = G_BYTE_ORDER == G_LITTLE_ENDIAN ? w0 | w1 << 8 | w2 << 16 | w3 << 24
        : w3 | w2 << 8 | w1 << 16 | w0 << 24;

    memcpy (d + i * 4, &pixel, 4);
    memcpy (a + i * 4, &opacity, 4);
  }
}
