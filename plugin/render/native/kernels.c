/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/kernels-private.h"

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

/* Glyphs and needles are composed in runs of 8 and 16 words, which a loop of unknown length would take one by one:
 * loops whose ends are constants are vectors as wide as these. */
CLONES void
tlr_kernel_blend_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a,
    gsize n)
{
  gsize i = 0;

  for (; i + 32 <= n; i += 32)
    blend_8 (d + i, s + i, a + i, 32);
  if (n & 16) {
    blend_8 (d + i, s + i, a + i, 16);
    i += 16;
  }
  if (n & 8) {
    blend_8 (d + i, s + i, a + i, 8);
    i += 8;
  }
  if (n & 4) {
    blend_8 (d + i, s + i, a + i, 4);
    i += 4;
  }
  for (; i < n; i++)
    blend_8 (d + i, s + i, a + i, 1);
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

/* x y / 255 rounded up from 255 - t on: still exact where x or y is 0 or 255, for t of 2 to 254. */
ALWAYS_INLINE void
dither_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a, const guint8 *restrict t, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    guint16 p = (guint16) (d[i] * (guint16) (255 - a[i]) + t[i]);

    d[i] = (guint8) (s[i] + (guint8) ((guint32) p * 257u >> 16));
  }
}

CLONES void
tlr_kernel_dither_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a,
    const guint8 *restrict t, gsize period, gsize n)
{
  gsize whole = n - n % TLR_TILE_WORDS;

  for (gsize i = 0; i < whole; i += TLR_TILE_WORDS)
    dither_8 (d + i, s, a, t + i % period, TLR_TILE_WORDS);
  dither_8 (d + whole, s, a, t + whole % period, n - whole);
}

/* 16 bit codes. */
ALWAYS_INLINE void
blend_16 (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a, gsize n,
    gboolean swapped)
{
  for (gsize i = 0; i < n; i++) {
    guint16 v = tlr_kernel_swap_if (d[i], swapped);

    d[i] = tlr_kernel_swap_if ((guint16) (mul_16 (v, (guint16) (65535 - a[i])) + s[i]), swapped);
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
    guint16 v = tlr_kernel_swap_if (d[i], swapped), t = (guint16) (65535 - a[i]);
    guint16 full = (high ? v : (guint16) (v * scale.up)) & scale.mask;
    guint16 sum = (guint16) ((guint16) ((guint32) full * t >> 16) + s[i] + scale.half);
    guint16 r = code_of (sum, scale, high);

    d[i] = tlr_kernel_swap_if (t == 65535 ? v : r, swapped);
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

/* Codes of 16 bits are whole words. */
ALWAYS_INLINE void
copy_16 (guint16 *restrict d, const guint16 *restrict s, gsize n, TlrWord w, gboolean swapped)
{
  Scale scale = scale_of (w);

  for (gsize i = 0; i < n; i++)
    d[i] = tlr_kernel_swap_if (w.down == 0 ? s[i] : code_of ((guint16) (s[i] + scale.half), scale, FALSE), swapped);
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
