/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>

#include "core/base/error.h"
#include "core/space/frames/eop.h"
#include "frames-util.h"

/* Rows as published by the IERS and by CelesTrak. */
static const char finals[] =
    "73 1 2 41684.00 I  0.120733 0.009786  0.136966 0.015902  I 0.8084178 0.0002710  0.0000 "
    "0.1916  P    -0.766    0.199    -0.720    0.300   .143000   .137000   .8075000   -18.637"
    "    -3.667  \n"
    "73 1 3 41685.00 I  0.118980 0.011039  0.135656 0.013616  I 0.8056163 0.0002710  3.5563 "
    "0.1916  P    -0.751    0.199    -0.701    0.300   .141000   .134000   .8044000   -18.636"
    "    -3.571  \n"
    "73 1 4 41686.00                                                                         "
    "          \n";

static const char c04_14[] =
    "      Date      MJD      x          y        UT1-UTC       LOD         dX        dY\n"
    "     (0h UTC)\n\n"
    "1962   1   1  37665  -0.012700   0.213000   0.0326338   0.0017230   0.000000   0.000000"
    "   0.030000   0.030000  0.0020000  0.0014000    0.004774    0.002000\n"
    "1962   1   2  37666  -0.015900   0.214100   0.0320547   0.0016690   0.000000   0.000000"
    "   0.030000   0.030000  0.0020000  0.0014000    0.004774    0.002000\n";

static const char c04_20[] =
    "# EOP (IERS) 20 C04 TIME SERIES  consistent with ITRF 2020\n"
    "1962   1   1   0  37665.00   -0.012700    0.213000   0.0326338    0.000000    0.000000"
    "    0.000000    0.000000   0.0017230    0.030000    0.030000   0.0020000\n"
    "1962   1   2   0  37666.00   -0.015900    0.214100   0.0320547    0.000000    0.000000"
    "    0.000000    0.000000   0.0016690    0.030000    0.030000   0.0020000\n";

static const char csv[] =
    "DATE,MJD,X,Y,UT1-UTC,LOD,DPSI,DEPS,DX,DY,DAT,DATA_TYPE\r\n"
    "2018-01-01,58119,0.059258,0.247585,0.2163567,0.0008094,0.000118,-0.000175,0,0,37,O\r\n"
    "2018-01-02,58120,0.057424,0.248531,0.2155887,0.0007372,0.000150,-0.000206,0,0,37,O\r\n";

static const struct {
  const char *text, *name;
  int year, month, day;
  double x_arcsec, y_arcsec, dut1_s, tai_utc_s, lod_s;
} files[] = {
  { finals, "finals", 1973, 1, 3, 0.118980, 0.135656, 0.8056163, 12.0, 0.0035563 },
  { c04_14, "c04-14", 1962, 1, 2, -0.015900, 0.214100, 0.0320547, 1.8469812, 0.0016690 },
  { c04_20, "c04-20", 1962, 1, 2, -0.015900, 0.214100, 0.0320547, 1.8469812, 0.0016690 },
  { csv, "csv", 2018, 1, 2, 0.057424, 0.248531, 0.2155887, 37.0, 0.0007372 },
};

/* The last row of each, at its own instant. TAI-UTC of 1962 from the USNO's tai-utc.dat:
 * 1.8458580 s + (MJD - 37665) 0.0011232 s. */
static void
test_formats (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmEop) eop = tlm_eop_parse (files[i].text, files[i].name, &error);
    TlmEopValues values;

    g_assert_no_error (error);
    values = tlm_eop_at (eop, instant_from_utc (files[i].year, files[i].month, files[i].day,
            0, 0, 0.0));
    g_assert_true (values.known);
    assert_near (values.ut1_minus_tai_s, files[i].dut1_s - files[i].tai_utc_s, 1e-6);
    assert_near (values.pole_x_rad, files[i].x_arcsec * ERFA_DAS2R, 1e-15);
    assert_near (values.pole_y_rad, files[i].y_arcsec * ERFA_DAS2R, 1e-15);
    assert_near (values.lod_s, files[i].lod_s, 1e-12);
  }
}

/* UT1 is smooth over the leap second of 2017 while UT1-UTC jumps by one: at
 * noon before it, halfway between the rows, and in the leap second itself. */
static void
test_leap_second (void)
{
  static const char text[] = "DATE,MJD,X,Y,UT1-UTC,LOD,\n"
      "2016-12-31,57753,0.2,0.3,-0.4077,0.001\n2017-01-01,57754,0.3,0.4,0.5913,0.001\n"
      "2017-01-02,57755,0.3,0.4,0.5903,0.001\n";
  g_autoptr (TlmEop) eop = tlm_eop_parse (text, "leap", NULL);
  TlmInstant leap = instant_from_utc (2016, 12, 31, 23, 59, 59.0) + TLM_SECOND;

  assert_near (tlm_eop_at (eop, instant_from_utc (2016, 12, 31, 12, 0, 0.0)).ut1_minus_tai_s,
      -0.4082 - 36.0, 1e-5);
  assert_near (tlm_eop_at (eop, leap).ut1_minus_tai_s, -36.4087, 1e-5);
  assert_near (tlm_eop_at (eop, leap + TLM_SECOND).ut1_minus_tai_s, 0.5913 - 37.0, 1e-9);
}

/* Outside the table and without one: UT1 is UTC, which in the leap second still
 * counts by the old offset. */
static void
test_outside (void)
{
  g_autoptr (TlmEop) eop = tlm_eop_parse (csv, "csv", NULL);
  TlmInstant midnight = instant_from_utc (2017, 1, 1, 0, 0, 0.0);
  TlmEopValues values = tlm_eop_at (eop, midnight);

  g_assert_false (values.known);
  g_assert_cmpfloat (values.ut1_minus_tai_s, ==, -37.0);
  g_assert_cmpfloat (values.pole_x_rad, ==, 0.0);
  g_assert_cmpfloat (values.lod_s, ==, 0.0);
  g_assert_cmpfloat (tlm_eop_at (NULL, midnight - 1).ut1_minus_tai_s, ==, -36.0);
  g_assert_cmpfloat (tlm_eop_at (NULL, midnight - TLM_SECOND - 1).ut1_minus_tai_s, ==, -36.0);
  g_assert_cmpfloat (tlm_eop_at (NULL, instant_from_utc (2035, 1, 1, 0, 0, 0)).ut1_minus_tai_s,
      ==, -37.0);
}

static void
test_malformed (void)
{
  static const struct {
    const char *text, *says;
  } bad[] = {
    { "", "no table" },
    { "hello\nworld\n", "no table" },
    { "DATE,MJD,X,Y,UT1-UTC,LOD,\n", "0 days" },
    { "DATE,MJD,X,Y,UT1-UTC,LOD,\n2018-01-01,58119,0.1,0.2,0.3,0\n", "1 days" },
    { "DATE,MJD,X,Y,UT1-UTC,LOD,\n2018-01-01,58119,0.1,0.2,abc,0\n", "bad:2:" },
    { "DATE,MJD,X,Y,UT1-UTC,LOD,\n2018-01-01,58119,0.1\n", "bad:2:" },
    { "DATE,MJD,X,Y,UT1-UTC,LOD,\na,58119,0,0,0,0\na,58119,0,0,0,0\n", "bad:3:" },
    { "DATE,MJD,X,Y,UT1-UTC,LOD,\na,58119,0,0,1e9,0\n", "bad:2:" },
    { "DATE,MJD,X,Y,UT1-UTC,LOD,\na,nan,0,0,0,0\n", "bad:2:" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (tlm_eop_parse (bad[i].text, "bad", &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_FORMAT);
    g_assert_nonnull (strstr (error->message, bad[i].says));
  }
}

static void
test_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("eop-XXXXXX", &path, NULL);
  TlmEop *eop;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, finals, -1, NULL));
  eop = tlm_eop_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (tlm_eop_at (eop, instant_from_utc (1973, 1, 2, 12, 0, 0.0)).known);
  tlm_eop_free (eop);
  g_remove (path);
  g_assert_null (tlm_eop_load (path, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_READ);
  g_assert_nonnull (strstr (error->message, path));
  tlm_eop_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/eop/formats", test_formats);
  g_test_add_func ("/eop/leap-second", test_leap_second);
  g_test_add_func ("/eop/outside", test_outside);
  g_test_add_func ("/eop/malformed", test_malformed);
  g_test_add_func ("/eop/file", test_file);
  return g_test_run ();
}
