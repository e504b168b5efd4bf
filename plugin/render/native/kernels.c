/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/kernels.h"

#include <string.h>

/* Resolvers of function clones run before AddressSanitizer is ready. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) \
    && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define CLONES __attribute__ ((target_clones ("avx2", "default")))
#else
#define CLONES
#endif

#define ALWAYS_INLINE static inline __attribute__ ((always_inline))

/* x y / 255 and x y / 65535, rounded to nearest: exact for all x, y. The high half
 * of a 16 bit product is one instruction. */
ALWAYS_INLINE guint16
mul_8 (guint16 x, guint16 y)
{
  guint16 p = (guint16) (x * y + 128u);

  return (guint16) ((guint32) p * 257u >> 16);
}

ALWAYS_INLINE guint32
mul_16 (guint16 x, guint16 y)
{
  guint32 p = (guint32) x * y + 32768u;

  return (p + (p >> 16)) >> 16;
}

ALWAYS_INLINE void
blend_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a, gsize n)
{
  for (gsize i = 0; i < n; i++)
    d[i] = (guint8) (s[i] + mul_8 (d[i], (guint16) (255 - a[i])));
}

CLONES void
tlr_kernel_blend_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a,
    gsize n)
{
  blend_8 (d, s, a, n);
}

/* The loop's end is a constant, so that the tile stays in registers. */
CLONES void
tlr_kernel_tile_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a,
    gsize n)
{
  gsize whole = n - n % TLR_TILE_WORDS;

  for (gsize i = 0; i < whole; i += TLR_TILE_WORDS)
    blend_8 (d + i, s, a, TLR_TILE_WORDS);
  blend_8 (d + whole, s, a, n - whole);
}

ALWAYS_INLINE guint16
swap_if (guint16 v, gboolean swapped)
{
  return swapped ? (guint16) (v << 8 | v >> 8) : v;
}

/* 16 bit codes. */
ALWAYS_INLINE void
blend_16 (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a, gsize n,
    gboolean swapped)
{
  for (gsize i = 0; i < n; i++) {
    guint16 v = swap_if (d[i], swapped);

    d[i] = swap_if ((guint16) (mul_16 (v, (guint16) (65535 - a[i])) + s[i]), swapped);
  }
}

/* Codes of fewer bits. Vectors of 16 bit words have no shift by a variable, but
 * the low and the high half of a product are the same. */
typedef struct {
  guint16 half, mask;   /* half a code, and all bits of one, at full scale */
  guint16 up, down;     /* factors that shift up, and to a code in the high half */
  guint16 place;        /* factor that takes a code to its place in the word */
} Scale;

ALWAYS_INLINE Scale
scale_of (TlrWord w)
{
  return (Scale) { (guint16) ((1u << w.down) >> 1), (guint16) (65535u << w.down),
    (guint16) (1u << w.up), (guint16) (65536u >> w.down), (guint16) (1u << w.shift) };
}

/* A rounded full-scale value as a code in its place; `high` where that is at the
 * top of the word. */
ALWAYS_INLINE guint16
code_of (guint16 sum, Scale scale, gboolean high)
{
  if (high)
    return sum & scale.mask;
  return (guint16) ((guint16) ((guint32) sum * scale.down >> 16) * scale.place);
}

/* The sum with s stays under 65536 - half, since neither has anything in the bits
 * that are rounded away when it is at its highest. */
ALWAYS_INLINE void
blend_10 (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a, gsize n,
    Scale scale, gboolean high, gboolean swapped)
{
  for (gsize i = 0; i < n; i++) {
    guint16 v = swap_if (d[i], swapped), t = (guint16) (65535 - a[i]);
    guint16 full = (high ? v : (guint16) (v * scale.up)) & scale.mask;
    guint16 sum = (guint16) ((guint16) ((guint32) full * t >> 16) + s[i] + scale.half);
    guint16 r = code_of (sum, scale, high);

    d[i] = swap_if (t == 65535 ? v : r, swapped);
  }
}

ALWAYS_INLINE void
blend_word (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a, gsize n,
    TlrWord word)
{
  if (word.down == 0 && word.swapped)
    blend_16 (d, s, a, n, TRUE);
  else if (word.down == 0)
    blend_16 (d, s, a, n, FALSE);
  else if (word.swapped)
    blend_10 (d, s, a, n, scale_of (word), FALSE, TRUE);
  else if (word.shift == word.down)
    blend_10 (d, s, a, n, scale_of (word), TRUE, FALSE);
  else
    blend_10 (d, s, a, n, scale_of (word), FALSE, FALSE);
}

CLONES void
tlr_kernel_blend_16 (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a,
    gsize n, TlrWord word)
{
  blend_word (d, s, a, n, word);
}

CLONES void
tlr_kernel_tile_16 (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a,
    gsize n, TlrWord word)
{
  gsize whole = n - n % TLR_TILE_WORDS;

  for (gsize i = 0; i < whole; i += TLR_TILE_WORDS)
    blend_word (d + i, s, a, TLR_TILE_WORDS, word);
  blend_word (d + whole, s, a, n - whole, word);
}

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
    guint16 v = w.swapped ? swap_if (da[i], TRUE) : da[i];
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
    guint16 v = w.swapped ? swap_if (d[i], TRUE) : d[i];
    float full = mix (s[i], (guint16) (v << w.up), (float) a[i] / 65535.0f, through[i]) + half;
    guint16 r = (guint16) ((guint16) ((guint16) (int) MIN (full, 65535.0f) >> w.down) << w.shift);

    r = w.swapped ? swap_if (r, TRUE) : r;
    d[i] = a[i] == 0 ? d[i] : r;
  }
}

/* Codes of 16 bits are whole words. */
ALWAYS_INLINE void
copy_16 (guint16 *restrict d, const guint16 *restrict s, gsize n, TlrWord w, gboolean swapped)
{
  Scale scale = scale_of (w);

  for (gsize i = 0; i < n; i++)
    d[i] = swap_if (w.down == 0 ? s[i] : code_of ((guint16) (s[i] + scale.half), scale, FALSE), swapped);
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
