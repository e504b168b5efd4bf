/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"
#include "core/space/frames/frame.h"

#include <string.h>

static const struct {
  const char *name;
  TlmFrame frame;
} known[] = {
  { "EME2000", TLM_FRAME_EME2000 }, { "J2000", TLM_FRAME_EME2000 },
  { "eme2000", TLM_FRAME_EME2000 }, { "GCRF", TLM_FRAME_GCRF }, { "GCRF3", TLM_FRAME_GCRF },
  { "ICRF", TLM_FRAME_GCRF }, { "ICRF1", TLM_FRAME_GCRF }, { "ICRF2", TLM_FRAME_GCRF },
  { "ICRF3", TLM_FRAME_GCRF }, { "MOD_EARTH", TLM_FRAME_MOD }, { "TOD", TLM_FRAME_TOD },
  { "TOD_EARTH", TLM_FRAME_TOD }, { "TEME", TLM_FRAME_TEME },
  { "TEMEOFDATE", TLM_FRAME_TEME }, { "CIRS", TLM_FRAME_CIRS }, { "TIRS", TLM_FRAME_TIRS },
  { "GTOD", TLM_FRAME_TIRS }, { "TDR", TLM_FRAME_TIRS }, { "ITRF", TLM_FRAME_ITRF },
  { "ITRF2014", TLM_FRAME_ITRF }, { "ITRF-97", TLM_FRAME_ITRF },
  { "ITRF2000", TLM_FRAME_ITRF }, { "itrf 2020", TLM_FRAME_ITRF },
  { "ECEF", TLM_FRAME_ITRF }, { "WGS84", TLM_FRAME_ITRF }, { "WGS-84", TLM_FRAME_ITRF },
  { "FIXED_EARTH", TLM_FRAME_ITRF },
};

static void
test_known (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autoptr (GError) error = NULL;
    TlmFrame frame = TLM_FRAME_NONE;
    gboolean of_epoch = TRUE;

    g_assert_true (tlm_frame_from_name (known[i].name, &frame, &of_epoch, &error));
    g_assert_no_error (error);
    g_assert_cmpint (frame, ==, known[i].frame);
    g_assert_false (of_epoch);
  }
}

/* The short name of each frame means that frame. */
static void
test_short_names (void)
{
  for (int i = TLM_FRAME_NONE + 1; i < TLM_N_FRAMES; i++) {
    TlmFrame frame = TLM_FRAME_NONE;

    g_assert_true (tlm_frame_from_name (tlm_frame_name (i), &frame, NULL, NULL));
    g_assert_cmpint (frame, ==, i);
  }
  g_assert_cmpstr (tlm_frame_name (TLM_FRAME_NONE), ==, "");
  g_assert_cmpstr (tlm_frame_name (TLM_N_FRAMES), ==, "");
}

static void
test_of_epoch (void)
{
  g_autoptr (GError) error = NULL;
  TlmFrame frame = TLM_FRAME_NONE;
  gboolean of_epoch = FALSE;

  g_assert_true (tlm_frame_from_name ("TEMEOFEPOCH", &frame, &of_epoch, NULL));
  g_assert_cmpint (frame, ==, TLM_FRAME_TEME);
  g_assert_true (of_epoch);
  frame = TLM_FRAME_NONE;
  g_assert_false (tlm_frame_from_name ("TEMEOFEPOCH", &frame, NULL, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_FORMAT);
  g_assert_cmpint (frame, ==, TLM_FRAME_NONE);
}

static void
test_refused (void)
{
  static const struct {
    const char *name, *why;
  } refused[] = {
    { "RSW", "orbit" }, { "RTN", "orbit" }, { "LVLH", "orbit" }, { "TNW_ROTATING", "orbit" },
    { "ECI", "equator" }, { "B1950", "1950" }, { "MOON_ME", "Moon" }, { "MCI", "Mars" },
    { "FOO", "not known" }, { "", "not known" }, { "ITRF20145", "not known" },
    { "ITRF2014X", "not known" }, { "TEME2000", "not known" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    TlmFrame frame = TLM_FRAME_NONE;
    gboolean of_epoch = FALSE;

    g_assert_false (tlm_frame_from_name (refused[i].name, &frame, &of_epoch, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_FORMAT);
    g_assert_nonnull (strstr (error->message, refused[i].name));
    g_assert_nonnull (strstr (error->message, refused[i].why));
    g_assert_nonnull (strstr (error->message, "EME2000"));
    g_assert_cmpint (frame, ==, TLM_FRAME_NONE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/known", test_known);
  g_test_add_func ("/frame/short-names", test_short_names);
  g_test_add_func ("/frame/of-epoch", test_of_epoch);
  g_test_add_func ("/frame/refused", test_refused);
  return g_test_run ();
}
