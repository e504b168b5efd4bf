/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/moon.h"
#include "core/space/frames/sun.h"
#include "frames-util.h"

/* Meeus, Astronomical Algorithms, example 47.a: 1992-04-12T00:00 TD, 368409.7 km; longitude 133.162655 and latitude
 * -3.229126 degrees of the mean ecliptic of date, whose obliquity by his equation 22.2 is 23.44030 degrees. */
static void
test_meeus (void)
{
  const double e = 23.44030 * ERFA_DD2R;
  TlmInstant at = instant_from_utc (1992, 4, 12, 0, 0, 0.0) - 26 * TLM_SECOND - G_GINT64_CONSTANT (32184000000);
  TlmMat3 turn = tlm_frame_rotation (TLM_FRAME_GCRF, TLM_FRAME_MOD, at, NULL);
  TlmVec3 moon = tlm_mat3_apply (&turn, tlm_moon_gcrf (at).position_m);
  double distance_m = tlm_vec3_norm (moon), y = moon.y * cos (e) + moon.z * sin (e), z = moon.z * cos (e) - moon.y * sin (e);

  assert_near (distance_m / 1e3, 368409.7, 2);
  assert_near (atan2 (y, moon.x) * ERFA_DR2D, 133.162655, 1e-3);
  assert_near (asin (z / distance_m) * ERFA_DR2D, -3.229126, 1e-3);
}

/* Distances at perigee and apogee as almanacs have them (the closest for decades among them), km: the nearest hour is
 * within a km or two of the extreme. */
static void
test_distances (void)
{
  static const struct { int year, month, day, hour; double km; } rows[] = {
    { 2016, 11, 14, 11, 356509 }, { 2018, 1, 1, 22, 356565 }, { 2024, 10, 2, 20, 406516 }, { 2025, 11, 5, 22, 356833 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmInstant at = instant_from_utc (rows[i].year, rows[i].month, rows[i].day, rows[i].hour, 0, 0.0);

    assert_near (tlm_vec3_norm (tlm_moon_gcrf (at).position_m) / 1e3, rows[i].km, 25);
  }
}

/* NASA's eclipse pages: at the greatest eclipse of 2024-04-08, 18:17:18 UT, the shadow's axis passes 0.3431 Earth radii
 * from the Earth's centre: seen from there the Moon is asin (0.3431 * 6378 / 359800) = 0.348 degrees from the Sun. At
 * that of 2025-03-14, 06:58:43 UT, it is 0.3485 radii, in the Moon's distance of 401700 km, off the shadow's axis. */
static void
test_eclipses (void)
{
  TlmInstant solar = instant_from_utc (2024, 4, 8, 18, 17, 18.0), lunar = instant_from_utc (2025, 3, 14, 6, 58, 43.0);
  TlmMat3 turn = tlm_frame_rotation (TLM_FRAME_ITRF, TLM_FRAME_GCRF, solar, NULL);
  TlmVec3 sun = tlm_mat3_apply (&turn, tlm_sun_itrf_m (solar, NULL));

  assert_near (tlm_vec3_angle_rad (sun, tlm_moon_gcrf (solar).position_m) * ERFA_DR2D, 0.348, 0.02);
  turn = tlm_frame_rotation (TLM_FRAME_ITRF, TLM_FRAME_GCRF, lunar, NULL);
  sun = tlm_mat3_apply (&turn, tlm_sun_itrf_m (lunar, NULL));
  assert_near (180 - tlm_vec3_angle_rad (sun, tlm_moon_gcrf (lunar).position_m) * ERFA_DR2D,
      asin (0.3485 * 6378 / 401700) * ERFA_DR2D, 0.02);
}

/* The velocity is the rate of the position. */
static void
test_velocity (void)
{
  TlmInstant at = instant_from_utc (2026, 12, 1, 12, 0, 0.0);
  TlmVec3 before = tlm_moon_gcrf (at - 600 * TLM_SECOND).position_m, after = tlm_moon_gcrf (at + 600 * TLM_SECOND).position_m;
  TlmVec3 rate = tlm_vec3_scale (tlm_vec3_sub (after, before), 1.0 / 1200);

  assert_near (tlm_vec3_norm (tlm_vec3_sub (rate, tlm_moon_gcrf (at).velocity_m_s)), 0, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moon/meeus", test_meeus);
  g_test_add_func ("/moon/distances", test_distances);
  g_test_add_func ("/moon/eclipses", test_eclipses);
  g_test_add_func ("/moon/velocity", test_velocity);
  return g_test_run ();
}
