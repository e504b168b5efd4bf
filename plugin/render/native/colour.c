/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/colour.h"

#include <math.h>

/* Luminance of RGB 1,1,1 for TlrColorimetry.graphics_white_cd_m2 = 0. */
#define GRAPHICS_WHITE_CD_M2 203.0
/* Peak of ST 2084's scale, and of the display HLG is rendered for. */
#define PQ_PEAK_CD_M2 10000.0
#define HLG_PEAK_CD_M2 1000.0
/* System gamma of a 1000 cd/m2 HLG display (BT.2100 table 5 note 5f). */
#define HLG_GAMMA 1.2
/* BT.1886: the exponent of an SDR display. */
#define SDR_GAMMA 2.4

/* Weights of red and blue in luma, by TlrMatrix. */
static const struct {
  double kr, kb;
} luma_weights[] = {
  [TLR_MATRIX_BT709] = { 0.2126, 0.0722 },
  [TLR_MATRIX_BT601] = { 0.299, 0.114 },
  [TLR_MATRIX_BT2020] = { 0.2627, 0.0593 },
  [TLR_MATRIX_SMPTE240M] = { 0.212, 0.087 },
  [TLR_MATRIX_FCC] = { 0.30, 0.11 },
};

/* Linear light, BT.709 primaries to the frame's, by TlrPrimaries: the product
 * of the RGB to XYZ matrices made of the chromaticities (BT.2087 annex 1 for
 * BT.2020). Rows add up to 1, since all share the white point D65. */
static const double from_bt709[][3][3] = {
  [TLR_PRIMARIES_BT709] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  [TLR_PRIMARIES_BT2020] = {
    { 0.62740389593, 0.32928303838, 0.04331306569 },
    { 0.06909728935, 0.91954039508, 0.01136231557 },
    { 0.01639143887, 0.08801330788, 0.89559525325 },
  },
  [TLR_PRIMARIES_P3] = {
    { 0.82246196871, 0.17753803129, 0 },
    { 0.03319419885, 0.96680580115, 0 },
    { 0.01708263072, 0.07239744067, 0.91051992861 },
  },
};

/* IEC 61966-2-1. */
static double
srgb_to_light (double v)
{
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

/* ST 2084 inverse EOTF; light 1 is 10000 cd/m2. */
static double
pq_from_light (double light)
{
  const double m1 = 2610.0 / 16384.0, m2 = 2523.0 / 4096.0 * 128.0;
  const double c1 = 3424.0 / 4096.0, c2 = 2413.0 / 4096.0 * 32.0, c3 = 2392.0 / 4096.0 * 32.0;
  double p = pow (light, m1);

  return pow ((c1 + c2 * p) / (1.0 + c3 * p), m2);
}

/* BT.2100 table 5, HLG reference OETF of scene light 0..1. */
static double
hlg_oetf (double light)
{
  const double a = 0.17883277, b = 0.28466892, c = 0.55991073;

  return light <= 1.0 / 12.0 ? sqrt (3.0 * light) : a * log (12.0 * light - b) + c;
}

static void
convert_primaries (TlrPrimaries primaries, double rgb[3])
{
  double in[3] = { rgb[0], rgb[1], rgb[2] };

  for (int i = 0; i < 3; i++) {
    const double *m = from_bt709[primaries][i];
    rgb[i] = CLAMP (m[0] * in[0] + m[1] * in[1] + m[2] * in[2], 0.0, 1.0);
  }
}

static void
encode_sdr (TlrPrimaries primaries, double rgb[3])
{
  if (primaries == TLR_PRIMARIES_BT709)
    return;
  for (int i = 0; i < 3; i++)
    rgb[i] = pow (rgb[i], SDR_GAMMA);
  convert_primaries (primaries, rgb);
  for (int i = 0; i < 3; i++)
    rgb[i] = pow (rgb[i], 1.0 / SDR_GAMMA);
}

/* Display light to scene light by the inverse OOTF of BT.2100 table 5, whose
 * luminance weights are those of BT.2020. */
static void
encode_hlg (double white_cd_m2, double rgb[3])
{
  double white = white_cd_m2 / HLG_PEAK_CD_M2;
  double y = white * (0.2627 * rgb[0] + 0.6780 * rgb[1] + 0.0593 * rgb[2]);
  double scale = y > 0 ? white * pow (y, (1.0 - HLG_GAMMA) / HLG_GAMMA) : 0;

  for (int i = 0; i < 3; i++)
    rgb[i] = hlg_oetf (MIN (rgb[i] * scale, 1.0));
}

/* sRGB-coded BT.709 to R'G'B' of the frame, in place. */
static void
encode_transfer (const TlrColorimetry *colorimetry, double rgb[3])
{
  double white = colorimetry->graphics_white_cd_m2;

  if (!(white > 0))
    white = GRAPHICS_WHITE_CD_M2;
  if (colorimetry->transfer == TLR_TRANSFER_SDR) {
    encode_sdr (colorimetry->primaries, rgb);
    return;
  }
  for (int i = 0; i < 3; i++)
    rgb[i] = srgb_to_light (rgb[i]);
  convert_primaries (colorimetry->primaries, rgb);
  if (colorimetry->transfer == TLR_TRANSFER_HLG) {
    encode_hlg (white, rgb);
    return;
  }
  for (int i = 0; i < 3; i++)
    rgb[i] = pq_from_light (MIN (rgb[i] * white / PQ_PEAK_CD_M2, 1.0));
}

/* R'G'B' to codes: m as tlr_colour_affine() gives it (H.273 section 8.3). */
static void
code_matrix (const TlrColorimetry *colorimetry, guint depth, double m[3][4])
{
  gboolean full = colorimetry->range == TLR_RANGE_FULL;
  double unit = (double) (1u << (depth - 8)), max = (double) ((1u << depth) - 1);
  double luma = full ? max : 219.0 * unit, black = full ? 0.0 : 16.0 * unit;
  double chroma = full ? max : 224.0 * unit, neutral = 128.0 * unit;

  if (colorimetry->matrix == TLR_MATRIX_RGB) {
    for (int i = 0; i < 3; i++)
      for (int j = 0; j < 4; j++)
        m[i][j] = j == 3 ? black : i == j ? luma : 0.0;
    return;
  }
  double kr = luma_weights[colorimetry->matrix].kr, kb = luma_weights[colorimetry->matrix].kb;
  double y[3] = { kr, 1.0 - kr - kb, kb };
  for (int j = 0; j < 3; j++) {
    m[0][j] = luma * y[j];
    m[1][j] = chroma * ((j == 2) - y[j]) / (2.0 * (1.0 - kb));
    m[2][j] = chroma * ((j == 0) - y[j]) / (2.0 * (1.0 - kr));
  }
  m[0][3] = black;
  m[1][3] = m[2][3] = neutral;
}

void
tlr_colour_encode (const TlrColorimetry *colorimetry, guint depth, const double rgb[3],
    double out[3])
{
  double m[3][4], v[3];

  g_return_if_fail (colorimetry != NULL && depth >= 8 && depth <= 16);
  for (int i = 0; i < 3; i++)
    v[i] = CLAMP (rgb[i], 0.0, 1.0);
  encode_transfer (colorimetry, v);
  code_matrix (colorimetry, depth, m);
  for (int i = 0; i < 3; i++) {
    double code = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2] + m[i][3];
    out[i] = CLAMP (code, 0.0, (double) ((1u << depth) - 1));
  }
}

gboolean
tlr_colour_affine (const TlrColorimetry *colorimetry, guint depth, double m[3][4])
{
  g_return_val_if_fail (colorimetry != NULL && depth >= 8 && depth <= 16, FALSE);

  if (colorimetry->transfer != TLR_TRANSFER_SDR || colorimetry->primaries != TLR_PRIMARIES_BT709)
    return FALSE;
  code_matrix (colorimetry, depth, m);
  return TRUE;
}
