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

/* How a 16 bit word of a frame relates to full scale. */
typedef struct {
  guint up;          /* left shift that takes a word to full scale */
  guint down;        /* right shift that takes full scale to a code: 16 - depth */
  guint shift;       /* left shift that takes a code to its place in the word */
  gboolean swapped;  /* the word's bytes are in the other order */
} TlrWord;

/* d = s + d (1 - a), correctly rounded; a = 0 leaves d as it is. All shifts 0 is
 * the same on full scale values, and with s = a the alpha of Porter-Duff over. */
void tlr_kernel_blend_8 (guint8 *d, const guint8 *s, const guint8 *a, gsize n);
void tlr_kernel_blend_16 (guint16 *d, const guint16 *s, const guint16 *a, gsize n, TlrWord word);

/* d = s, in the frame's word. */
void tlr_kernel_copy_16 (guint16 *d, const guint16 *s, gsize n, TlrWord word);

/* The bitwise AND (all) and OR (any) of n words. */
void tlr_kernel_scan_8 (const guint8 *a, gsize n, guint *all, guint *any);
void tlr_kernel_scan_16 (const guint16 *a, gsize n, guint *all, guint *any);

/* Cairo pixels (premultiplied ARGB words) to premultiplied code values and
 * alpha, as real numbers: out[c] = m[c][0] R + m[c][1] G + m[c][2] B + m[c][3] A
 * for the four rows of m, with R, G, B, A of 0..255. */
void tlr_kernel_affine (double *const out[4], const guint32 *argb, gsize n,
    const double m[4][4]);

G_END_DECLS
