/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/kernels.h"

/* Resolvers of function clones run before AddressSanitizer is ready. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) \
    && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define CLONES __attribute__ ((target_clones ("avx2", "default")))
#else
#define CLONES
#endif

#define ALWAYS_INLINE static inline __attribute__ ((always_inline))

/* x y / 255 and x y / 65535, rounded to nearest: exact for all x, y. */
ALWAYS_INLINE guint16
mul_8 (guint16 x, guint16 y)
{
  guint16 p = (guint16) (x * y + 128u);

  return (guint16) ((guint16) (p + (p >> 8)) >> 8);
}

ALWAYS_INLINE guint32
mul_16 (guint16 x, guint16 y)
{
  guint32 p = (guint32) x * y + 32768u;

  return (p + (p >> 16)) >> 16;
}

CLONES void
tlr_kernel_blend_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a,
    gsize n)
{
  for (gsize i = 0; i < n; i++)
    d[i] = (guint8) (s[i] + mul_8 (d[i], (guint16) (255 - a[i])));
}

ALWAYS_INLINE guint16
swap_if (guint16 v, gboolean swapped)
{
  return swapped ? (guint16) (v << 8 | v >> 8) : v;
}

ALWAYS_INLINE void
blend_16 (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a, gsize n,
    TlrWord w, gboolean swapped)
{
  guint32 half = (1u << w.down) >> 1;

  for (gsize i = 0; i < n; i++) {
    guint16 v = swap_if (d[i], swapped), t = (guint16) (65535 - a[i]);
    guint32 sum = mul_16 ((guint16) (v << w.up), t) + s[i] + half;
    guint16 r = (guint16) ((MIN (sum, 65535u) >> w.down) << w.shift);

    d[i] = swap_if (t == 65535 ? v : r, swapped);
  }
}

CLONES void
tlr_kernel_blend_16 (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a,
    gsize n, TlrWord word)
{
  if (word.swapped)
    blend_16 (d, s, a, n, word, TRUE);
  else
    blend_16 (d, s, a, n, word, FALSE);
}

ALWAYS_INLINE void
copy_16 (guint16 *restrict d, const guint16 *restrict s, gsize n, TlrWord w, gboolean swapped)
{
  guint32 half = (1u << w.down) >> 1;

  for (gsize i = 0; i < n; i++)
    d[i] = swap_if ((guint16) ((MIN (s[i] + half, 65535u) >> w.down) << w.shift), swapped);
}

CLONES void
tlr_kernel_copy_16 (guint16 *restrict d, const guint16 *restrict s, gsize n, TlrWord word)
{
  if (word.swapped)
    copy_16 (d, s, n, word, TRUE);
  else
    copy_16 (d, s, n, word, FALSE);
}

CLONES void
tlr_kernel_scan_8 (const guint8 *a, gsize n, guint *all, guint *any)
{
  guint8 conj = 255, disj = 0;

  for (gsize i = 0; i < n; i++) {
    conj &= a[i];
    disj |= a[i];
  }
  *all = conj;
  *any = disj;
}

CLONES void
tlr_kernel_scan_16 (const guint16 *a, gsize n, guint *all, guint *any)
{
  guint16 conj = 65535, disj = 0;

  for (gsize i = 0; i < n; i++) {
    conj &= a[i];
    disj |= a[i];
  }
  *all = conj;
  *any = disj;
}

CLONES void
tlr_kernel_affine (double *const out[4], const guint32 *restrict argb, gsize n,
    const double m[4][4])
{
  for (int c = 0; c < 4; c++) {
    double *restrict o = out[c];
    double r = m[c][0], g = m[c][1], b = m[c][2], a = m[c][3];

    for (gsize i = 0; i < n; i++) {
      gint32 v = (gint32) argb[i];
      o[i] = r * (v >> 16 & 255) + g * (v >> 8 & 255) + b * (v & 255) + a * (v >> 24 & 255);
    }
  }
}
