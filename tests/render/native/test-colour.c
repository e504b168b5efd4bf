/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/colour.h"

#include <math.h>

static void
check_codes (TlrColorimetry colorimetry, guint depth, const double rgb[3], double c0, double c1,
    double c2, double tolerance)
{
  double code[3];

  tlr_colour_encode (&colorimetry, depth, rgb, code);
  g_assert_cmpfloat_with_epsilon (code[0], c0, tolerance);
  g_assert_cmpfloat_with_epsilon (code[1], c1, tolerance);
  g_assert_cmpfloat_with_epsilon (code[2], c2, tolerance);
}

static const double red[3] = { 1, 0, 0 }, white[3] = { 1, 1, 1 }, black[3] = { 0, 0, 0 };

/* Limited-range codes of pure red as tabled for the three systems. */
static void
test_red (void)
{
  check_codes ((TlrColorimetry) { TLR_MATRIX_BT709 }, 8, red, 63, 102, 240, 0.5);
  check_codes ((TlrColorimetry) { TLR_MATRIX_BT601 }, 8, red, 81, 90, 240, 0.5);
  check_codes ((TlrColorimetry) { TLR_MATRIX_BT2020 }, 8, red, 74, 97, 240, 0.5);
}

/* H.273 section 8.3: black, white and neutral at each depth. */
static void
test_range (void)
{
  TlrColorimetry limited = { TLR_MATRIX_BT601 }, full = { TLR_MATRIX_BT601, TLR_RANGE_FULL };
  TlrColorimetry rgb = { TLR_MATRIX_RGB, TLR_RANGE_FULL }, studio = { TLR_MATRIX_RGB };

  for (guint depth = 8; depth <= 16; depth++) {
    double unit = 1u << (depth - 8), max = (1u << depth) - 1;

    check_codes (limited, depth, black, 16 * unit, 128 * unit, 128 * unit, 1e-6);
    check_codes (limited, depth, white, 235 * unit, 128 * unit, 128 * unit, 1e-6);
    check_codes (full, depth, black, 0, 128 * unit, 128 * unit, 1e-6);
    check_codes (full, depth, white, max, 128 * unit, 128 * unit, 1e-6);
    check_codes (full, depth, red, 0.299 * max, 128 * unit - 0.299 / 1.772 * max, max, 1e-6);
    check_codes (rgb, depth, red, max, 0, 0, 1e-6);
    check_codes (studio, depth, red, 235 * unit, 16 * unit, 16 * unit, 1e-6);
  }
}

static void
test_clip (void)
{
  check_codes ((TlrColorimetry) { TLR_MATRIX_RGB, TLR_RANGE_FULL }, 10, (double[3]) { -1, 2, 0.5 },
      0, 1023, 511.5, 1e-6);
}

/* BT.2408 table 1: graphics white 203 cd/m2 is 58 % PQ and 75 % HLG; in 10 bit
 * limited range that is Y 573 and 721. 100 cd/m2 is 51 % PQ. */
static void
test_graphics_white (void)
{
  TlrColorimetry pq = { TLR_MATRIX_BT2020, TLR_RANGE_LIMITED, TLR_TRANSFER_PQ,
    TLR_PRIMARIES_BT2020, 0 };
  TlrColorimetry hlg = { TLR_MATRIX_BT2020, TLR_RANGE_LIMITED, TLR_TRANSFER_HLG,
    TLR_PRIMARIES_BT2020, 203 };

  check_codes (pq, 10, white, 573, 512, 512, 1);
  check_codes (hlg, 10, white, 721, 512, 512, 1);
  pq.graphics_white_cd_m2 = 100;
  check_codes (pq, 10, white, 64 + 876 * 0.508, 512, 512, 1);
  check_codes (pq, 10, black, 64, 512, 512, 1e-3);
  check_codes (hlg, 10, black, 64, 512, 512, 1e-6);
}

/* Light of an ST 2084 code 0..1, cd/m2: the EOTF, where the code under test has
 * its inverse. */
static double
pq_eotf (double code)
{
  double p = pow (code, 1 / 78.84375);

  return 10000 * pow (MAX (p - 0.8359375, 0) / (18.8515625 - 18.6875 * p), 1 / 0.1593017578125);
}

/* The inverse of the HLG OETF, BT.2100 table 5. */
static double
hlg_scene_light (double code)
{
  return code <= 0.5 ? code * code / 3 : (exp ((code - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/* Display light of R'G'B' codes of a full-range frame. */
static void
displayed (const TlrColorimetry *colorimetry, const double rgb[3], double light[3])
{
  double code[3], y;

  tlr_colour_encode (colorimetry, 16, rgb, code);
  for (int i = 0; i < 3; i++) {
    double v = code[i] / 65535;
    light[i] = colorimetry->transfer == TLR_TRANSFER_PQ ? pq_eotf (v)
        : colorimetry->transfer == TLR_TRANSFER_HLG ? hlg_scene_light (v) : pow (v, 2.4);
  }
  if (colorimetry->transfer != TLR_TRANSFER_HLG)
    return;
  y = 0.2627 * light[0] + 0.6780 * light[1] + 0.0593 * light[2];
  for (int i = 0; i < 3; i++)
    light[i] *= 1000 * pow (y, 0.2);
}

/* X, Y, Z of light in BT.2020 and BT.709 (SMPTE RP 177 matrices, 4 decimals). */
static void
to_xyz (gboolean wide, const double rgb[3], double xyz[3])
{
  static const double bt709[3][3] = { { 0.4124, 0.3576, 0.1805 }, { 0.2126, 0.7152, 0.0722 },
    { 0.0193, 0.1192, 0.9505 } };
  static const double bt2020[3][3] = { { 0.6370, 0.1446, 0.1689 }, { 0.2627, 0.6780, 0.0593 },
    { 0.0000, 0.0281, 1.0610 } };

  for (int i = 0; i < 3; i++) {
    const double *m = wide ? bt2020[i] : bt709[i];
    xyz[i] = m[0] * rgb[0] + m[1] * rgb[1] + m[2] * rgb[2];
  }
}

/* On an ideal display the colour is the one the graphics mean. */
static void
check_displayed (TlrTransfer transfer, const double rgb[3], double scale, const double light709[3])
{
  TlrColorimetry colorimetry = { TLR_MATRIX_RGB, TLR_RANGE_FULL, transfer, TLR_PRIMARIES_BT2020, 0 };
  double light[3], got[3], want[3];

  displayed (&colorimetry, rgb, light);
  to_xyz (TRUE, light, got);
  to_xyz (FALSE, light709, want);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (got[i] / scale, want[i], 0.0005);
}

static void
test_wide_gamut (void)
{
  static const double colours[][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 1, 1, 1 },
    { 0.2, 0.5, 0.8 }, { 0.9, 0.7, 0.1 }, { 0.02, 0.03, 0.01 } };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++) {
    double srgb[3], gamma[3];
    for (int j = 0; j < 3; j++) {
      double v = colours[i][j];
      srgb[j] = v < 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
      gamma[j] = pow (v, 2.4);
    }
    check_displayed (TLR_TRANSFER_SDR, colours[i], 1, gamma);
    check_displayed (TLR_TRANSFER_PQ, colours[i], 203, srgb);
    check_displayed (TLR_TRANSFER_HLG, colours[i], 203, srgb);
  }
}

/* Greys keep their codes in SDR whatever the primaries. */
static void
test_neutral (void)
{
  for (int i = 0; i <= 10; i++) {
    double grey[3] = { i / 10.0, i / 10.0, i / 10.0 }, y = 64 + 876 * i / 10.0;

    for (int p = TLR_PRIMARIES_BT709; p <= TLR_PRIMARIES_P3; p++)
      check_codes ((TlrColorimetry) { .matrix = TLR_MATRIX_BT2020, .primaries = (TlrPrimaries) p },
          10, grey, y, 512, 512, 1e-4);
  }
}

static void
test_affine (void)
{
  TlrColorimetry colorimetry = { TLR_MATRIX_SMPTE240M };
  double m[3][4], code[3], rgb[3] = { 0.3, 0.6, 0.9 };

  g_assert_true (tlr_colour_affine (&colorimetry, 12, m));
  tlr_colour_encode (&colorimetry, 12, rgb, code);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (m[i][0] * rgb[0] + m[i][1] * rgb[1] + m[i][2] * rgb[2] + m[i][3],
        code[i], 1e-9);
  colorimetry.transfer = TLR_TRANSFER_PQ;
  g_assert_false (tlr_colour_affine (&colorimetry, 12, m));
  colorimetry.transfer = TLR_TRANSFER_SDR;
  colorimetry.primaries = TLR_PRIMARIES_BT2020;
  g_assert_false (tlr_colour_affine (&colorimetry, 12, m));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/colour/red", test_red);
  g_test_add_func ("/colour/range", test_range);
  g_test_add_func ("/colour/clip", test_clip);
  g_test_add_func ("/colour/graphics-white", test_graphics_white);
  g_test_add_func ("/colour/wide-gamut", test_wide_gamut);
  g_test_add_func ("/colour/neutral", test_neutral);
  g_test_add_func ("/colour/affine", test_affine);
  return g_test_run ();
}
