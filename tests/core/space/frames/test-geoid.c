/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/geoid.h"
#include "frames-util.h"

/* NGA's test points of the 15' grid (OUTINTPT.DAT of its program INTPT), which
 * splines it; bilinear interpolation is some centimetres from that. */
static const struct {
  double latitude_deg, longitude_deg, undulation_m;
} points[] = {
  { 38.6281550, 269.7791550, -31.628 },
  { -14.6212170, 305.0211140, -2.969 },
  { 46.8743190, 102.4487290, -43.575 },
  { -23.6174460, 133.8747120, 15.871 },
  { 38.6254730, 359.9995000, 50.066 },
  { -0.4667440, 0.0023000, 17.329 },
};

static double
undulation (double latitude_deg, double longitude_deg)
{
  return tlm_geoid_undulation_m (latitude_deg * ERFA_DD2R, longitude_deg * ERFA_DD2R);
}

static gboolean
missing (void)
{
  if (tlm_geoid_available ())
    return FALSE;
  g_test_skip ("PROJ's EGM96 grid is not installed (proj-data)");
  return TRUE;
}

static void
test_published (void)
{
  if (missing ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++) {
    double n = undulation (points[i].latitude_deg, points[i].longitude_deg);

    g_test_message ("%.4f %.4f: %.3f, published %.3f m", points[i].latitude_deg,
        points[i].longitude_deg, n, points[i].undulation_m);
    assert_near (n, points[i].undulation_m, 0.1);
  }
}

/* Both signs of a longitude, the date line and the poles have an answer. */
static void
test_wrap (void)
{
  if (missing ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    assert_near (undulation (points[i].latitude_deg, points[i].longitude_deg - 360.0),
        undulation (points[i].latitude_deg, points[i].longitude_deg), 1e-6);
  for (double latitude = -90.0; latitude <= 90.0; latitude += 22.5)
    for (double longitude = -180.0; longitude <= 360.0; longitude += 22.5) {
      double n = undulation (latitude, longitude);

      g_assert_true (n > -108.0 && n < 87.0);
    }
}

static void
test_nothing (void)
{
  g_assert_true (isnan (tlm_geoid_undulation_m (NAN, 0.0)));
  g_assert_true (isnan (tlm_geoid_undulation_m (0.0, INFINITY)));
  g_assert_true (isnan (tlm_geoid_undulation_m (1.6, 0.0)));
}

static gpointer
walk (gpointer data)
{
  double *sum = data;

  for (int i = 0; i < 2000; i++)
    *sum += undulation (i * 0.04, i * 0.17);
  return NULL;
}

static void
test_threads (void)
{
  double sums[4] = { 0.0 };
  GThread *threads[4];

  if (missing ())
    return;
  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("geoid", walk, &sums[i]);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  for (int i = 0; i < 4; i++)
    g_assert_true (sums[i] == sums[0] && isfinite (sums[0]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geoid/threads", test_threads);
  g_test_add_func ("/geoid/published", test_published);
  g_test_add_func ("/geoid/wrap", test_wrap);
  g_test_add_func ("/geoid/nothing", test_nothing);
  return g_test_run ();
}
