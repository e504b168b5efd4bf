/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/sun.h"
#include "frames-util.h"

/* Meeus, Astronomical Algorithms, example 25.a: 1992-10-13T00:00 TD. */
static void
test_meeus (void)
{
  TlmInstant at = instant_from_utc (1992, 10, 13, 0, 0, 0.0) - 27 * TLM_SECOND
      - G_GINT64_CONSTANT (32184000000);
  TlmMat3 turn = tlm_frame_rotation (TLM_FRAME_ITRF, TLM_FRAME_TOD, at, NULL);
  TlmVec3 sun = tlm_mat3_apply (&turn, tlm_sun_itrf_m (at, NULL));
  double distance_m = tlm_vec3_norm (sun);

  assert_near (atan2 (sun.y, sun.x) * ERFA_DR2D + 360.0, 198.38083, 1e-4);
  assert_near (asin (sun.z / distance_m) * ERFA_DR2D, -7.78507, 1e-4);
  assert_near (distance_m / ERFA_DAU, 0.99766, 1e-5);
}

/* The apparent Sun of ERFA's full theory (eraEpv00, aberration by eraAb), GCRF. */
static TlmVec3
sun_by_erfa (TlmInstant at)
{
  TlmJd tt = tlm_jd_tt (at);
  double pvh[2][3], pvb[2][3], u[3], v[3], out[3], v2 = 0.0, au;

  eraEpv00 (tt.day, tt.fraction, pvh, pvb);
  au = sqrt (pvh[0][0] * pvh[0][0] + pvh[0][1] * pvh[0][1] + pvh[0][2] * pvh[0][2]);
  for (int i = 0; i < 3; i++) {
    u[i] = -pvh[0][i] / au;
    v[i] = pvb[1][i] * ERFA_DAU / ERFA_DAYSEC / ERFA_CMPS;
    v2 += v[i] * v[i];
  }
  eraAb (u, v, au, sqrt (1.0 - v2), out);
  return tlm_vec3_scale ((TlmVec3) { out[0], out[1], out[2] }, au * ERFA_DAU);
}

/* The accuracy that Meeus states, over a century. */
static void
test_against_erfa (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  double worst_deg = 0.0, worst_distance = 0.0;

  for (int i = 0; i < 2000; i++) {
    TlmInstant at = (TlmInstant) (g_rand_double_range (rand, -10.0, 90.0) * 365.25 * TLM_DAY);
    TlmMat3 turn = tlm_frame_rotation (TLM_FRAME_GCRF, TLM_FRAME_ITRF, at, NULL);
    TlmVec3 expected = tlm_mat3_apply (&turn, sun_by_erfa (at));
    TlmVec3 sun = tlm_sun_itrf_m (at, NULL);

    worst_deg = MAX (worst_deg, tlm_vec3_angle_rad (sun, expected) * ERFA_DR2D);
    worst_distance = MAX (worst_distance,
        fabs (tlm_vec3_norm (sun) / tlm_vec3_norm (expected) - 1.0));
  }
  g_test_message ("at most %.4f deg and %.2g of the distance off", worst_deg, worst_distance);
  g_assert_cmpfloat (worst_deg, <, 0.01);
  g_assert_cmpfloat (worst_distance, <, 1e-4);
}

/* The equinox of 2024-03-20T03:06 UTC (Astronomical Almanac). The Sun lags the
 * clock by 7.4 min that day, so that it is overhead at
 * 180 - 15 (3.1 - 0.124) = 135.36 degrees east. */
static void
test_subsolar (void)
{
  TlmVec3 sun = tlm_sun_itrf_m (instant_from_utc (2024, 3, 20, 3, 6, 0.0), NULL);
  TlmGeodetic foot = tlm_subsolar_point (sun), antipode;

  assert_near (foot.latitude_rad * ERFA_DR2D, 0.0, 0.01);
  assert_near (foot.longitude_rad * ERFA_DR2D, 135.36, 0.05);
  g_assert_cmpfloat (foot.height_m, ==, 0.0);
  assert_near (tlm_sun_angles (&foot, sun).elevation_rad, G_PI_2, 1e-6);
  antipode = (TlmGeodetic) { foot.longitude_rad - G_PI, -foot.latitude_rad, 0.0 };
  assert_near (tlm_sun_angles (&antipode, sun).elevation_rad, -G_PI_2, 1e-6);
}

/* At the June solstice of 2024 noon in Greenwich (51.4779 N) the Sun stands
 * 90 - 51.478 + 23.436 degrees high, due south. */
static void
test_elevation (void)
{
  TlmGeodetic greenwich = { 0.0, 51.4779 * ERFA_DD2R, 50.0 };
  TlmVec3 sun = tlm_sun_itrf_m (instant_from_utc (2024, 6, 20, 12, 1, 50.0), NULL);
  TlmSunAngles angles = tlm_sun_angles (&greenwich, sun);

  assert_near (angles.elevation_rad * ERFA_DR2D, 61.958, 0.01);
  assert_near (angles.azimuth_rad * ERFA_DR2D, 180.0, 0.2);
}

/* The cones by similar triangles, Sun on the x axis and everything in the
 * equator, where the Earth is a circle: 5 km to either side of each edge. */
static void
test_cones (void)
{
  static const double behind_m[] = { 6.8e6, 4.2e7, 3.8e8 };
  TlmVec3 sun = { ERFA_DAU, 0.0, 0.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (behind_m); i++) {
    double d = behind_m[i], umbra = 6378137.0 - d * (695.7e6 - 6378137.0) / ERFA_DAU;
    double penumbra = 6378137.0 + d * (695.7e6 + 6378137.0) / ERFA_DAU;

    g_assert_cmpint (tlm_sunlight ((TlmVec3) { -d, 0.0, 0.0 }, sun), ==, TLM_UMBRA);
    g_assert_cmpint (tlm_sunlight ((TlmVec3) { -d, umbra - 5e3, 0.0 }, sun), ==, TLM_UMBRA);
    g_assert_cmpint (tlm_sunlight ((TlmVec3) { -d, umbra + 5e3, 0.0 }, sun), ==, TLM_PENUMBRA);
    g_assert_cmpint (tlm_sunlight ((TlmVec3) { -d, penumbra - 5e3, 0.0 }, sun), ==,
        TLM_PENUMBRA);
    g_assert_cmpint (tlm_sunlight ((TlmVec3) { -d, penumbra + 5e3, 0.0 }, sun), ==, TLM_SUNLIT);
    g_assert_cmpint (tlm_sunlight ((TlmVec3) { d, 0.0, 0.0 }, sun), ==, TLM_SUNLIT);
  }
  /* Past the tip of the umbra, 1.38 million km out, a ring of Sun is left. */
  g_assert_cmpint (tlm_sunlight ((TlmVec3) { -1.5e9, 0.0, 0.0 }, sun), ==, TLM_PENUMBRA);
}

/* Over the pole the Earth is 21 km flatter: what a sphere would hide is lit. */
static void
test_oblate (void)
{
  TlmVec3 sun = { ERFA_DAU, 0.0, 0.0 };

  g_assert_cmpint (tlm_sunlight ((TlmVec3) { -1e6, 0.0, 6.366e6 }, sun), ==, TLM_SUNLIT);
  g_assert_cmpint (tlm_sunlight ((TlmVec3) { -1e6, 6.366e6, 0.0 }, sun), ==, TLM_UMBRA);
}

static void
test_ground (void)
{
  TlmVec3 sun = { ERFA_DAU, 0.0, 0.0 };

  g_assert_cmpint (tlm_sunlight ((TlmVec3) { 6378137.0, 0.0, 0.0 }, sun), ==, TLM_SUNLIT);
  g_assert_cmpint (tlm_sunlight ((TlmVec3) { 6378000.0, 0.0, 0.0 }, sun), ==, TLM_SUNLIT);
  g_assert_cmpint (tlm_sunlight ((TlmVec3) { -6378000.0, 0.0, 0.0 }, sun), ==, TLM_UMBRA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sun/meeus", test_meeus);
  g_test_add_func ("/sun/against-erfa", test_against_erfa);
  g_test_add_func ("/sun/subsolar", test_subsolar);
  g_test_add_func ("/sun/elevation", test_elevation);
  g_test_add_func ("/sun/cones", test_cones);
  g_test_add_func ("/sun/oblate", test_oblate);
  g_test_add_func ("/sun/ground", test_ground);
  return g_test_run ();
}
