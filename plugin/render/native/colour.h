/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How luma and colour differences are made of R'G'B'
 * (H.273 MatrixCoefficients). RGB is no matrix at all. */
typedef enum {
  TLR_MATRIX_BT709,      /* Kr 0.2126, Kb 0.0722 */
  TLR_MATRIX_BT601,      /* Kr 0.299, Kb 0.114 */
  TLR_MATRIX_BT2020,     /* Kr 0.2627, Kb 0.0593, non-constant luminance */
  TLR_MATRIX_SMPTE240M,  /* Kr 0.212, Kb 0.087 */
  TLR_MATRIX_FCC,        /* Kr 0.30, Kb 0.11 */
  TLR_MATRIX_RGB
} TlrMatrix;

/* Limited: black 16, white 235, chroma 16..240 at 8 bit, times 2^(n-8) at n
 * bit. Full: 0 to 2^n - 1, chroma centred on 2^(n-1). H.273 section 8.3. */
typedef enum {
  TLR_RANGE_LIMITED,
  TLR_RANGE_FULL
} TlrRange;

typedef enum {
  TLR_TRANSFER_SDR,  /* the graphics' code values are the frame's */
  TLR_TRANSFER_PQ,   /* SMPTE ST 2084 */
  TLR_TRANSFER_HLG   /* ARIB STD-B67, BT.2100, for a display of 1000 cd/m2 */
} TlrTransfer;

/* The frame's primaries; all have the white point D65. SD primaries are so
 * close to BT.709 that graphics are by custom not converted to them. */
typedef enum {
  TLR_PRIMARIES_BT709,
  TLR_PRIMARIES_BT2020,
  TLR_PRIMARIES_P3       /* SMPTE EG 432, Display P3 */
} TlrPrimaries;

/* The colour space of a frame. All zero is BT.709 limited SDR. A plain value. */
typedef struct {
  TlrMatrix matrix;
  TlrRange range;
  TlrTransfer transfer;
  TlrPrimaries primaries;
  double graphics_white_cd_m2;  /* PQ and HLG: luminance of RGB 1,1,1;
                                   0 means 203, BT.2408 section 2 */
} TlrColorimetry;

/* Code values of a graphics colour in a frame.
 *
 * rgb: sRGB-coded, BT.709 primaries, not premultiplied, each 0..1.
 * depth: bits of the code, 8 to 16.
 * out: the three codes, not rounded, clipped to 0..2^depth-1: Y, Cb, Cr; or R,
 * G, B when the matrix is TLR_MATRIX_RGB.
 *
 * SDR: code values pass as they are; to wider primaries, light is converted
 * with the BT.1886 exponent 2.4, so that neutral colours keep their codes. PQ:
 * sRGB light (IEC 61966-2-1) times graphics white through the ST 2084 inverse
 * EOTF. HLG: the same light through the inverse OOTF of BT.2100 table 5 for
 * 1000 cd/m2 (gamma 1.2) and the HLG OETF; 203 cd/m2 comes to 75 %. */
void tlr_colour_encode (const TlrColorimetry *colorimetry, guint depth,
    const double rgb[3], double out[3]);

/* When encoding is affine in rgb (SDR without change of primaries), writes
 * code[i] = m[i][0] R + m[i][1] G + m[i][2] B + m[i][3] to m and returns TRUE;
 * otherwise leaves m alone and returns FALSE. */
gboolean tlr_colour_affine (const TlrColorimetry *colorimetry, guint depth,
    double m[3][4]);

G_END_DECLS
