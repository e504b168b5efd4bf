/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"
#include "core/space/frames/geodetic.h"
#include "frames-util.h"
#include "shared-data.h"

/* ERFA's own test vector of eraGc2gd; its digits are given to 1e-14 rad. */
static void
test_published (void)
{
  TlmGeodetic place = tlm_geodetic_from_itrf ((TlmVec3) { 2e6, 3e6, 5.244e6 });
  TlmVec3 back = tlm_geodetic_to_itrf (&place);

  assert_near (place.longitude_rad, 0.98279372324732907, 1e-14);
  assert_near (place.latitude_rad, 0.97160184819075459, 1e-14);
  assert_near (place.height_m, 331.4172461426, 1e-8);
  assert_vec_near (back, ((TlmVec3) { 2e6, 3e6, 5.244e6 }), 1e-8);
}

static void
test_edges (void)
{
  TlmGeodetic pole = tlm_geodetic_from_itrf ((TlmVec3) { 0.0, 0.0, 6356752.314245 + 100.0 });
  TlmGeodetic nowhere = tlm_geodetic_from_itrf ((TlmVec3) { NAN, 0.0, 0.0 });

  assert_near (pole.latitude_rad, G_PI_2, 1e-12);
  assert_near (pole.height_m, 100.0, 1e-6);
  g_assert_true (isnan (nowhere.height_m) && isnan (nowhere.latitude_rad));
}

/* Every listed packet's published geodetic columns from its Earth-fixed ones: 1 mm in
 * height, 1e-8 degrees (1 mm) in place, and both speeds. */
static void
test_jpss (void)
{
  g_autofree char *path = shared_data_path ("packets/jpss/expected.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!path)
    return;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] && *lines[i]; i++, n++) {
    g_auto (GStrv) row = g_strsplit (lines[i], ",", -1);
    double v[15];
    TlmGeodetic place;
    TlmLocalMotion motion;

    g_assert_cmpuint (g_strv_length (row), >=, 15);
    for (int k = 4; k < 15; k++)
      v[k] = g_ascii_strtod (row[k], NULL);
    place = tlm_geodetic_from_itrf ((TlmVec3) { v[4], v[5], v[6] });
    motion = tlm_local_motion (&place, (TlmVec3) { v[7], v[8], v[9] });
    assert_near (place.latitude_rad * ERFA_DR2D, v[10], 1e-8);
    assert_near (place.longitude_rad * ERFA_DR2D, v[11], 1e-8);
    assert_near (place.height_m, v[12], 1e-3);
    assert_near (motion.speed_m_s, v[13], 1e-6);
  }
  g_assert_cmpuint (n, ==, 171);
}

/* Directions at the equator and at Greenwich's antipode, by inspection. */
static void
test_local_motion (void)
{
  TlmGeodetic gulf = { 0.0, 0.0, 0.0 }, east = { G_PI_2, 0.0, 0.0 };
  TlmLocalMotion motion = tlm_local_motion (&gulf, (TlmVec3) { 3.0, 4.0, 12.0 });

  assert_near (motion.vertical_m_s, 3.0, 1e-12);
  assert_near (motion.east_m_s, 4.0, 1e-12);
  assert_near (motion.north_m_s, 12.0, 1e-12);
  assert_near (motion.horizontal_m_s, sqrt (160.0), 1e-12);
  assert_near (motion.speed_m_s, 13.0, 1e-12);
  assert_near (motion.track_rad, atan2 (4.0, 12.0), 1e-12);
  assert_near (motion.flight_path_rad, asin (3.0 / 13.0), 1e-12);
  motion = tlm_local_motion (&east, (TlmVec3) { 5.0, 0.0, 0.0 });
  assert_near (motion.track_rad, 1.5 * ERFA_DPI, 1e-12);
  motion = tlm_local_motion (&gulf, (TlmVec3) { 7.0, 0.0, 0.0 });
  assert_near (motion.flight_path_rad, G_PI_2, 1e-12);
  g_assert_true (isnan (motion.track_rad));
  motion = tlm_local_motion (&gulf, (TlmVec3) { 0.0, 0.0, 0.0 });
  g_assert_true (isnan (motion.flight_path_rad));
}

/* The rate of the height is the vertical speed, on the ellipsoid too: a step
 * of 1 s along a straight line, whose curvature adds v^2/2r = 4.6 m. */
static void
test_vertical_is_rate_of_height (void)
{
  TlmVec3 at = { 4.2e6, -3.9e6, 3.6e6 }, velocity = { 4000.0, 5000.0, 3000.0 };
  TlmVec3 step = tlm_vec3_scale (velocity, 0.5e-2);
  TlmGeodetic place = tlm_geodetic_from_itrf (at);
  double rate = (tlm_geodetic_from_itrf (tlm_vec3_add (at, step)).height_m
      - tlm_geodetic_from_itrf (tlm_vec3_sub (at, step)).height_m) / 1e-2;

  assert_near (tlm_local_motion (&place, velocity).vertical_m_s, rate, 1e-5);
}

/* Karney's test set of geodesics has: from (0, 0) along the equator one degree
 * is a pi / 180 exactly; along a meridian the quarter is 10 001 965.7293 m
 * (Karney 2013, section 1, WGS84). */
static void
test_downrange (void)
{
  TlmGeodetic origin = { 0.0, 0.0, 0.0 }, east = { ERFA_DD2R, 0.0, 5e5 };
  TlmGeodetic pole = { 0.0, G_PI_2, 0.0 }, west = { -ERFA_DD2R, 0.0, 0.0 };
  TlmGeodesic line = tlm_geodetic_downrange (&origin, &east);

  assert_near (line.distance_m, 6378137.0 * ERFA_DD2R, 1e-6);
  assert_near (line.azimuth_rad, G_PI_2, 1e-12);
  line = tlm_geodetic_downrange (&origin, &pole);
  assert_near (line.distance_m, 10001965.729, 1e-3);
  assert_near (line.azimuth_rad, 0.0, 1e-12);
  line = tlm_geodetic_downrange (&origin, &west);
  assert_near (line.azimuth_rad, 1.5 * ERFA_DPI, 1e-12);
}

static void
test_bodies (void)
{
  g_autoptr (GError) error = NULL;
  TlmVec3 position = { 0.0, -4e6, 0.0 };

  assert_near (tlm_altitude_above_body_m (tlm_body_find ("Moon", NULL), position), 2262600.0,
      1e-6);
  assert_near (tlm_altitude_above_body_m (tlm_body_find ("MARS", NULL), position), 603810.0,
      1e-6);
  g_assert_true (tlm_body_find ("Earth", NULL) == tlm_body_earth ());
  g_assert_true (isnan (tlm_altitude_above_body_m (tlm_body_earth (), position)));
  g_assert_null (tlm_body_find ("VENUS", &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "VENUS"));
  g_assert_nonnull (strstr (error->message, "MARS"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geodetic/published", test_published);
  g_test_add_func ("/geodetic/edges", test_edges);
  g_test_add_func ("/geodetic/jpss", test_jpss);
  g_test_add_func ("/geodetic/local-motion", test_local_motion);
  g_test_add_func ("/geodetic/vertical-is-rate-of-height", test_vertical_is_rate_of_height);
  g_test_add_func ("/geodetic/downrange", test_downrange);
  g_test_add_func ("/geodetic/bodies", test_bodies);
  return g_test_run ();
}
