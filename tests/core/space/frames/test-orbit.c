/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/orbit.h"
#include "frames-util.h"

#define KM 1e3

/* Vallado, example 2-5, as many digits as are printed. */
static void
test_elements (void)
{
  TlmState state = { { 6524.834 * KM, 6862.875 * KM, 6448.296 * KM },
    { 4.901327 * KM, 5.533756 * KM, -1.976341 * KM } };
  TlmOrbit orbit = tlm_orbit_from_state (&state, tlm_body_earth ());

  assert_near (orbit.semi_latus_rectum_m, 11067.79 * KM, 10.0);
  assert_near (orbit.semi_major_axis_m, 36127.343 * KM, 100.0);
  assert_near (orbit.eccentricity, 0.832853, 1e-6);
  assert_near (orbit.inclination_rad * ERFA_DR2D, 87.870, 1e-3);
  assert_near (orbit.raan_rad * ERFA_DR2D, 227.898, 1e-3);
  assert_near (orbit.argp_rad * ERFA_DR2D, 53.38, 5e-3);
  assert_near (orbit.true_anomaly_rad * ERFA_DR2D, 92.335, 1e-3);
  assert_near (orbit.perigee_m, orbit.semi_major_axis_m * (1.0 - orbit.eccentricity)
      - 6378137.0, 1e-6);
  assert_near (orbit.apogee_m, orbit.semi_major_axis_m * (1.0 + orbit.eccentricity)
      - 6378137.0, 1e-6);
}

/* Vallado, example 2-6: the angles are given to 0.005 degrees (600 m at this
 * radius), the states to a metre and a millimetre per second. */
static void
test_state (void)
{
  TlmOrbit orbit = { .semi_latus_rectum_m = 11067.790 * KM, .eccentricity = 0.83285,
    .inclination_rad = 87.87 * ERFA_DD2R, .raan_rad = 227.89 * ERFA_DD2R,
    .argp_rad = 53.38 * ERFA_DD2R, .true_anomaly_rad = 92.335 * ERFA_DD2R };
  TlmState state = tlm_orbit_to_state (&orbit, tlm_body_earth ());

  assert_vec_near (state.position_m, ((TlmVec3) { 6525.344 * KM, 6861.535 * KM,
          6449.125 * KM }), 30.0);
  assert_vec_near (state.velocity_m_s, ((TlmVec3) { 4902.276, 5533.124, -1975.709 }), 0.03);
}

/* A circle in the equator by inspection: a day less 236 s at 42164.17 km. */
static void
test_geostationary (void)
{
  double r = 42164172.0, v = sqrt (3.986004418e14 / r);
  TlmState state = { { 0.0, r, 0.0 }, { -v, 0.0, 0.0 } }, back;
  TlmOrbit orbit = tlm_orbit_from_state (&state, tlm_body_earth ());

  assert_near (orbit.period_s, 86164.1, 0.05);
  assert_near (orbit.eccentricity, 0.0, 1e-12);
  assert_near (orbit.inclination_rad, 0.0, 1e-12);
  assert_near (orbit.apogee_m, r - 6378137.0, 1e-3);
  assert_near (orbit.perigee_m, r - 6378137.0, 1e-3);
  assert_near (orbit.true_anomaly_rad, G_PI_2, 1e-12);
  back = tlm_orbit_to_state (&orbit, tlm_body_earth ());
  assert_vec_near (back.position_m, state.position_m, 1e-3);
  assert_vec_near (back.velocity_m_s, state.velocity_m_s, 1e-6);
}

static void
test_open (void)
{
  double r = 6778137.0, escape = sqrt (2.0 * 3.986004418e14 / r);
  TlmState fast = { { r, 0.0, 0.0 }, { 0.0, 0.0, 1.2 * escape } };
  TlmState parabola = { { r, 0.0, 0.0 }, { 0.0, escape, 0.0 } };
  TlmOrbit orbit = tlm_orbit_from_state (&fast, tlm_body_earth ());

  /* Vis-viva: 1/a = 2/r - v^2/GM = (2 - 2.88) / r. */
  assert_near (orbit.semi_major_axis_m, r / (2.0 - 2.88), 1e-2);
  assert_near (orbit.eccentricity, 1.88, 1e-9);
  assert_near (orbit.perigee_m, 400000.0, 1e-2);
  assert_near (orbit.inclination_rad, G_PI_2, 1e-12);
  g_assert_true (isnan (orbit.apogee_m) && isnan (orbit.period_s));
  orbit = tlm_orbit_from_state (&parabola, tlm_body_earth ());
  assert_near (orbit.perigee_m, 400000.0, 1e-2);
  g_assert_true (isnan (orbit.semi_major_axis_m) && isnan (orbit.apogee_m));
  g_assert_true (isnan (orbit.period_s));
}

static void
test_nothing (void)
{
  TlmState plumb = { { 7e6, 0.0, 0.0 }, { 100.0, 0.0, 0.0 } };
  TlmState blank = { { 7e6, 0.0, 0.0 }, { NAN, NAN, NAN } };
  TlmState none = { { 0.0, 0.0, 0.0 }, { 0.0, 0.0, 0.0 } };

  g_assert_true (isnan (tlm_orbit_from_state (&plumb, tlm_body_earth ()).perigee_m));
  g_assert_true (isnan (tlm_orbit_from_state (&blank, tlm_body_earth ()).eccentricity));
  g_assert_true (isnan (tlm_orbit_from_state (&none, tlm_body_earth ()).inclination_rad));
}

/* State to elements and back, over all inclinations, closed and open, about
 * two bodies: what 15 digits leave of it. */
static void
test_round_trips (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const TlmBody *bodies[] = { tlm_body_earth (), tlm_body_find ("MOON", NULL) };

  for (int i = 0; i < 2000; i++) {
    const TlmBody *body = bodies[i % 2];
    double r = body->equatorial_radius_m * 1.5, v = sqrt (body->gm_m3_s2 / r), k[6];
    TlmState state, back;
    TlmOrbit orbit;

    for (int j = 0; j < 6; j++)
      k[j] = g_rand_double_range (rand, -1.0, 1.0);
    state = (TlmState) { { r * k[0], r * k[1], r * k[2] }, { v * k[3], v * k[4], v * k[5] } };
    orbit = tlm_orbit_from_state (&state, body);
    if (orbit.semi_latus_rectum_m < 0.01 * r || fabs (orbit.eccentricity - 1.0) < 1e-3)
      continue;
    back = tlm_orbit_to_state (&orbit, body);
    assert_vec_near (back.position_m, state.position_m, 1e-5);
    assert_vec_near (back.velocity_m_s, state.velocity_m_s, 1e-8);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orbit/elements", test_elements);
  g_test_add_func ("/orbit/state", test_state);
  g_test_add_func ("/orbit/geostationary", test_geostationary);
  g_test_add_func ("/orbit/open", test_open);
  g_test_add_func ("/orbit/nothing", test_nothing);
  g_test_add_func ("/orbit/round-trips", test_round_trips);
  return g_test_run ();
}
