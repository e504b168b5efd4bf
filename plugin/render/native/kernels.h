/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The inner loops, over n words of a row. They are compiled for AVX2 as well as
 * for the plain machine and chosen when the program is loaded; the C is written
 * so that the compiler makes vectors of it. Pointers of one call do not overlap
 * and need no alignment.
 *
 * Values of 16 bit pictures are kept at full scale: a code of depth n times
 * 2^(16-n). Alpha is 0..255 or 0..65535. */

/* How a 16 bit word of a frame relates to full scale; down = up + shift. */
typedef struct {
  guint up;          /* left shift that takes a word to full scale */
  guint down;        /* right shift that takes full scale to a code: 16 - depth */
  guint shift;       /* left shift that takes a code to its place in the word */
  gboolean swapped;  /* the word's bytes are in the other order */
} TlrWord;

/* d = s + d (1 - a); a = 0 leaves d as it is. Correctly rounded for 8 and 16 bit
 * codes; for those between, the product is rounded down at full scale, which is
 * at most 1/16 of a code. All shifts 0 is the same on full scale values, and
 * with s = a the alpha of Porter-Duff over. */
void tlr_kernel_blend_8 (guint8 *d, const guint8 *s, const guint8 *a, gsize n);

/* The same for 16 bit words. */
void tlr_kernel_blend_16 (guint16 *d, const guint16 *s, const guint16 *a, gsize n, TlrWord word);

/* The same where s and a repeat after TLR_TILE_WORDS words, of which only the
 * first are read: an even ground costs no more memory traffic than the frame. */
#define TLR_TILE_WORDS 64

/* 8 bit words. */
void tlr_kernel_tile_8 (guint8 *d, const guint8 *s, const guint8 *a, gsize n);

/* tlr_kernel_tile_8() with a threshold T for each word in place of a half: the product is rounded up where its
 * part behind the point, times 255, and T make 255. T is 2 to 254 and repeats after PERIOD words, of which
 * PERIOD + TLR_TILE_WORDS are there. */
void tlr_kernel_dither_8 (guint8 *d, const guint8 *s, const guint8 *a, const guint8 *t, gsize period, gsize n);

/* 16 bit words. */
void tlr_kernel_tile_16 (guint16 *d, const guint16 *s, const guint16 *a, gsize n, TlrWord word);

/* The same for pixels of four 8 bit words with an alpha of their own that is not
 * premultiplied: n pixels, alpha in word `alpha_word` of each, all at once. */
void tlr_kernel_blend_alpha_8 (guint8 *d, const guint8 *s, const guint8 *a, gsize n,
    guint alpha_word);

/* For frames with alpha da that is not premultiplied: how much of the frame shows
 * through, da (1 - a) as 0..1; and the colour it makes with the picture,
 * (s + d through) / (a + through), left alone where a is 0. */
void tlr_kernel_through_8 (float *through, const guint8 *a, const guint8 *da, gsize n);

/* The same for 16 bit words. */
void tlr_kernel_through_16 (float *through, const guint16 *a, const guint16 *da, gsize n,
    TlrWord word);

/* The colour, 8 bit words. */
void tlr_kernel_mix_8 (guint8 *d, const guint8 *s, const guint8 *a, const float *through, gsize n);

/* The colour, 16 bit words. */
void tlr_kernel_mix_16 (guint16 *d, const guint16 *s, const guint16 *a, const float *through,
    gsize n, TlrWord word);

/* d = s, in the frame's word. */
void tlr_kernel_copy_16 (guint16 *d, const guint16 *s, gsize n, TlrWord word);

/* The bitwise AND (all) and OR (any) of n words. */
void tlr_kernel_scan_8 (const guint8 *a, gsize n, guint *all, guint *any);

/* The same for 16 bit words. */
void tlr_kernel_scan_16 (const guint16 *a, gsize n, guint *all, guint *any);

/* The bitwise AND of n pixels of four words. */
guint32 tlr_kernel_scan_pixels_8 (const guint8 *pixels, gsize n);

/* The same for 16 bit words. */
guint64 tlr_kernel_scan_pixels_16 (const guint8 *pixels, gsize n);

/* Cairo pixels (premultiplied ARGB words) to premultiplied code values and
 * alpha, as real numbers: out[c] = m[c][0] R + m[c][1] G + m[c][2] B + m[c][3] A
 * with R, G, B, A of 0..255, for the first three rows of m; out[3] = m[3][3] A. */
void tlr_kernel_affine (double *const out[4], const guint32 *argb, gsize n,
    const double m[4][4]);

/* Adds the n samples of a line to sums of 2^shift neighbours each. */
void tlr_kernel_add (double *sums, const double *line, gsize n, guint shift);

/* Rounds n values with their alpha (both 0..255, or at full scale) and writes
 * them to every step-th word from d and a. A value ends no higher than its
 * alpha, so that no blend overflows.
 *
 * 8 bit: an alpha that was averaged is rounded by up to half a step, which would
 * shift what shows through; the value takes up the difference for a frame sample
 * of mid scale. 16 bit: what is opaque is rounded to a whole code of 16 - down
 * bits here, where the exact value is known. */
void tlr_kernel_store_8 (guint8 *d, guint8 *a, gsize step, const double *value,
    const double *alpha, gsize n);

/* The same for 16 bit words. */
void tlr_kernel_store_16 (guint16 *d, guint16 *a, gsize step, const double *value,
    const double *alpha, gsize n, guint down);

/* tlr_kernel_store_8() for pixels of four words whose alpha is whole: value[j]
 * goes to word j of each. */
void tlr_kernel_store_pixels_8 (guint8 *d, guint8 *a, const double *const value[4],
    const double *alpha, gsize n);

G_END_DECLS
