/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/ephemeris.h"

#include "core/base/error.h"
#include "frames-util.h"

#define RADIUS_M 6778137.0
#define RATE_RAD_S 1.131e-3

/* A circle, as good a truth as any: position, velocity and acceleration. */
static TlmState
circle (TlmInstant t)
{
  double angle = RATE_RAD_S * tlm_duration_to_s (t), c = cos (angle), s = sin (angle);

  return (TlmState) { { RADIUS_M * c, RADIUS_M * s, 1000 },
    { -RADIUS_M * RATE_RAD_S * s, RADIUS_M * RATE_RAD_S * c, 0 } };
}

static TlmVec3
circle_acceleration (TlmInstant t)
{
  TlmVec3 r = circle (t).position_m;

  r.z = 0;
  return tlm_vec3_scale (r, -RATE_RAD_S * RATE_RAD_S);
}

static void
begin (TlmEphemeris *ephemeris, TlmEphemerisMethod method, guint degree, TlmInstant useable_start,
    TlmInstant useable_stop)
{
  const TlmEphemerisSegment segment = { TLM_FRAME_GCRF, NULL, method, degree, useable_start,
    useable_stop };

  tlm_ephemeris_begin_segment (ephemeris, &segment);
}

/* Nodes of the circle from FROM to TO, seconds, shifted by OFFSET_M in z. */
static void
add_nodes (TlmEphemeris *ephemeris, double from_s, double to_s, double step_s, double offset_m)
{
  for (double t = from_s; t <= to_s; t += step_s) {
    TlmInstant at = (TlmInstant) (t * 1e9);
    TlmState state = circle (at);

    state.position_m.z += offset_m;
    g_assert_true (tlm_ephemeris_append (ephemeris, at, &state, NULL, NULL));
  }
}

static double
z_at (const TlmEphemeris *ephemeris, double t_s)
{
  TlmEphemerisState state;

  return tlm_ephemeris_state (ephemeris, (TlmInstant) (t_s * 1e9), &state)
      ? state.state.position_m.z : NAN;
}

static double
error_at (const TlmEphemeris *ephemeris, TlmInstant t)
{
  TlmEphemerisState state;

  g_assert_true (tlm_ephemeris_state (ephemeris, t, &state));
  return tlm_vec3_norm (tlm_vec3_sub (state.state.position_m, circle (t).position_m));
}

/* Each method on 60 s steps, with what it can do. */
static void
test_methods (void)
{
  static const struct {
    TlmEphemerisMethod method;
    guint degree;
    double at_least_m, at_most_m;
  } rows[] = {
    { TLM_EPHEMERIS_DEFAULT, 0, 0, 1e-5 },
    { TLM_EPHEMERIS_HERMITE, 7, 0, 1e-4 },
    { TLM_EPHEMERIS_HERMITE, 3, 0.1, 0.5 },       /* (w h)^4 r / 384 = 0.37 m */
    { TLM_EPHEMERIS_LAGRANGE, 7, 0, 1e-3 },
    { TLM_EPHEMERIS_LAGRANGE, 5, 0, 1e-1 },
    { TLM_EPHEMERIS_LINEAR, 1, 3800, 3950 },      /* (w h)^2 r / 8 = 3902 m */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
    double worst_m = 0;

    begin (ephemeris, rows[i].method, rows[i].degree, TLM_TIME_NONE, TLM_TIME_NONE);
    add_nodes (ephemeris, 0, 3600, 60, 0);
    tlm_ephemeris_seal (ephemeris);
    for (TlmInstant t = 600 * TLM_SECOND; t <= 3000 * TLM_SECOND; t += 7 * TLM_SECOND)
      worst_m = MAX (worst_m, error_at (ephemeris, t));
    g_test_message ("%s %u: %.2e m", tlm_ephemeris_method_name (rows[i].method), rows[i].degree,
        worst_m);
    g_assert_cmpfloat (worst_m, >=, rows[i].at_least_m);
    g_assert_cmpfloat (worst_m, <=, rows[i].at_most_m);
  }
}

/* Velocity is the position's rate even where none was given; acceleration too. */
static void
test_rates (void)
{
  for (int with_velocity = 0; with_velocity < 2; with_velocity++) {
    g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
    TlmInstant at = 1234567890123;
    TlmEphemerisState state;

    begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
    for (TlmInstant t = 0; t <= 3600 * TLM_SECOND; t += 60 * TLM_SECOND) {
      TlmState node = circle (t);
      if (!with_velocity)
        node.velocity_m_s = (TlmVec3) { NAN, NAN, NAN };
      g_assert_true (tlm_ephemeris_append (ephemeris, t, &node, NULL, NULL));
    }
    tlm_ephemeris_seal (ephemeris);
    g_assert_true (tlm_ephemeris_state (ephemeris, at, &state));
    assert_vec_near (state.state.velocity_m_s, circle (at).velocity_m_s, 1e-4);
    assert_vec_near (state.acceleration_m_s2, circle_acceleration (at), 1e-5);
    g_assert_cmpint (state.step_ns, ==, 60 * TLM_SECOND);
  }
}

/* Tabulated accelerations are given back; where one is missing the rate is. */
static void
test_tabulated_acceleration (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  const TlmVec3 told = { 1, 2, 3 };
  TlmEphemerisState state;

  begin (ephemeris, TLM_EPHEMERIS_HERMITE, 3, TLM_TIME_NONE, TLM_TIME_NONE);
  for (int i = 0; i <= 9; i++) {
    TlmInstant t = i * 60 * TLM_SECOND;
    TlmState node = circle (t);
    g_assert_true (tlm_ephemeris_append (ephemeris, t, &node, i < 5 ? &told : NULL, NULL));
  }
  tlm_ephemeris_seal (ephemeris);
  g_assert_true (tlm_ephemeris_state (ephemeris, 90 * TLM_SECOND, &state));
  assert_vec_near (state.acceleration_m_s2, told, 1e-9);
  g_assert_true (tlm_ephemeris_state (ephemeris, 500 * TLM_SECOND, &state));
  assert_vec_near (state.acceleration_m_s2, circle_acceleration (500 * TLM_SECOND), 0.02);
}

static void
test_no_extrapolation (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  TlmEphemerisState state;

  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 100, 1000, 60, 0);
  tlm_ephemeris_seal (ephemeris);
  g_assert_true (isnan (z_at (ephemeris, 99.999999999)));
  assert_near (z_at (ephemeris, 100), 1000, 1e-6);
  assert_near (z_at (ephemeris, 1000), 1000, 1e-6);
  g_assert_true (isnan (z_at (ephemeris, 1000.000001)));
  g_assert_false (tlm_ephemeris_last_before (ephemeris, 99 * TLM_SECOND, &state));
  g_assert_true (tlm_ephemeris_last_before (ephemeris, 1234 * TLM_SECOND, &state));
  g_assert_cmpint (state.instant, ==, 1000 * TLM_SECOND);
  g_assert_false (tlm_ephemeris_state (ephemeris, TLM_TIME_NONE, &state));
}

/* 3 median steps are bridged, more are not, and no node beyond a gap is used. */
static void
test_gap (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  TlmEphemerisState state;

  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 0, 600, 60, 0);
  add_nodes (ephemeris, 780, 1200, 60, 0);
  add_nodes (ephemeris, 1381, 2000, 60, 5e5);
  tlm_ephemeris_seal (ephemeris);
  assert_near (z_at (ephemeris, 700), 1000, 1e-3);
  g_assert_true (isnan (z_at (ephemeris, 1200.5)));
  g_assert_true (isnan (z_at (ephemeris, 1380.5)));
  assert_near (z_at (ephemeris, 1199), 1000, 1e-3);
  assert_near (z_at (ephemeris, 1382), 501000, 1e-3);
  g_assert_true (tlm_ephemeris_last_before (ephemeris, 1300 * TLM_SECOND, &state));
  g_assert_cmpint (state.instant, ==, 1200 * TLM_SECOND);
}

/* Half-second steps may be up to 2 s apart. */
static void
test_gap_floor (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();

  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 0, 5, 0.5, 0);
  add_nodes (ephemeris, 7, 12, 0.5, 0);
  add_nodes (ephemeris, 14.25, 20, 0.5, 0);
  tlm_ephemeris_seal (ephemeris);
  assert_near (z_at (ephemeris, 6), 1000, 1e-3);
  g_assert_true (isnan (z_at (ephemeris, 13)));
}

/* Segments are never mixed; the later one holds from its start on. */
static void
test_segments (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  TlmInstant first, last;

  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, 1200 * TLM_SECOND);
  add_nodes (ephemeris, 0, 1500, 60, 0);
  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, 1200 * TLM_SECOND, TLM_TIME_NONE);
  add_nodes (ephemeris, 900, 3000, 60, 1000);
  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 2000, 4000, 60, 2000);
  tlm_ephemeris_seal (ephemeris);
  assert_near (z_at (ephemeris, 1199.9), 1000, 1e-3);
  assert_near (z_at (ephemeris, 1200), 2000, 1e-3);
  assert_near (z_at (ephemeris, 1999), 2000, 1e-3);
  assert_near (z_at (ephemeris, 2000), 3000, 1e-3);
  assert_near (z_at (ephemeris, 2999), 3000, 1e-3);
  g_assert_true (tlm_ephemeris_span (ephemeris, &first, &last));
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (last, ==, 3980 * TLM_SECOND);
}

/* Nodes outside the useable times sharpen the ends. The error of six nodes goes
 * with the product of the distances: 14.8 steps at one end, 3.5 in the middle. */
static void
test_useable_feeds (void)
{
  g_autoptr (TlmEphemeris) with = tlm_ephemeris_new (), without = tlm_ephemeris_new ();
  TlmInstant at = 1230 * TLM_SECOND;

  begin (with, TLM_EPHEMERIS_LAGRANGE, 5, 1200 * TLM_SECOND, 3000 * TLM_SECOND);
  add_nodes (with, 900, 3300, 60, 0);
  begin (without, TLM_EPHEMERIS_LAGRANGE, 5, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (without, 1200, 3000, 60, 0);
  tlm_ephemeris_seal (with);
  tlm_ephemeris_seal (without);
  g_assert_cmpfloat (error_at (with, at), <, error_at (without, at) / 3);
  g_assert_true (isnan (z_at (with, 1199)));
  g_assert_true (isnan (z_at (with, 3001)));
}

static void
test_refusals (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  TlmState state = circle (0), broken = state, still = state;
  g_autoptr (GError) error = NULL;

  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  g_assert_true (tlm_ephemeris_append (ephemeris, 10, &state, NULL, NULL));
  g_assert_false (tlm_ephemeris_append (ephemeris, 10, &state, NULL, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
  g_clear_error (&error);
  broken.position_m.y = NAN;
  g_assert_false (tlm_ephemeris_append (ephemeris, 20, &broken, NULL, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_RANGE);
  g_clear_error (&error);
  still.velocity_m_s = (TlmVec3) { NAN, NAN, NAN };
  g_assert_false (tlm_ephemeris_append (ephemeris, 20, &still, NULL, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_RANGE);
  g_clear_error (&error);
  still.velocity_m_s = state.position_m;
  g_assert_false (tlm_ephemeris_add_orbit (ephemeris, TLM_FRAME_GCRF, NULL, 0, &still,
      TLM_TIME_NONE, TLM_TIME_NONE, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_RANGE);
}

static TlmMeanElements
elements_at (TlmInstant epoch)
{
  return (TlmMeanElements) { .epoch = epoch, .mean_motion = 15.5 * TLM_REV_PER_DAY,
    .eccentricity = 0.0005, .inclination = 0.9, .bstar = 1e-5, .catalogue_number = 25544 };
}

/* The nearest set; nothing outside the reach. With the perigee at the node and
 * mean anomaly 0, z is 0 at each epoch and nowhere near. */
static void
test_elements (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  const TlmInstant day = 86400 * TLM_SECOND;
  TlmEphemerisState state;

  for (int i = 2; i >= 0; i--) {
    TlmMeanElements elements = elements_at ((10000 + 3 * i) * day);
    g_assert_true (tlm_ephemeris_add_elements (ephemeris, &elements, NULL));
  }
  tlm_ephemeris_seal (ephemeris);
  g_assert_cmpuint (tlm_ephemeris_n_elements (ephemeris), ==, 3);
  for (int i = 0; i < 3; i++) {
    g_assert_true (tlm_ephemeris_state (ephemeris, (10000 + 3 * i) * day, &state));
    assert_near (state.state.position_m.z, 0, 20e3);
    g_assert_cmpint (state.frame, ==, TLM_FRAME_TEME);
    g_assert_cmpint (state.origin, ==, TLM_EPHEMERIS_SGP4);
  }
  g_assert_true (tlm_ephemeris_state (ephemeris, 10000 * day - TLM_EPHEMERIS_ELEMENTS_REACH, &state));
  g_assert_false (tlm_ephemeris_state (ephemeris, 10000 * day - TLM_EPHEMERIS_ELEMENTS_REACH - 1,
          &state));
  g_assert_false (tlm_ephemeris_state (ephemeris, 10006 * day + TLM_EPHEMERIS_ELEMENTS_REACH + 1,
          &state));
  g_assert_false (tlm_ephemeris_state (ephemeris, G_MAXINT64, &state));
}

/* One revolution and no further, and not past a manoeuvre. */
static void
test_orbit (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  const TlmInstant epoch = 1000000 * TLM_SECOND;
  const TlmState state = { { 6778137, 0, 0 }, { 0, 7668.558, 0 } };   /* circular */
  TlmEphemerisState found;

  g_assert_true (tlm_ephemeris_add_orbit (ephemeris, TLM_FRAME_EME2000, NULL, epoch, &state,
      TLM_TIME_NONE, epoch + 2000 * TLM_SECOND, NULL));
  tlm_ephemeris_seal (ephemeris);
  g_assert_true (tlm_ephemeris_state (ephemeris, epoch - 5550 * TLM_SECOND, &found));
  g_assert_cmpint (found.origin, ==, TLM_EPHEMERIS_TWO_BODY);
  assert_near (tlm_vec3_norm (found.state.position_m), 6778137, 30);
  g_assert_false (tlm_ephemeris_state (ephemeris, epoch - 5560 * TLM_SECOND, &found));
  g_assert_true (tlm_ephemeris_state (ephemeris, epoch + 2000 * TLM_SECOND, &found));
  g_assert_false (tlm_ephemeris_state (ephemeris, epoch + 2000 * TLM_SECOND + 1, &found));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ephemeris/methods", test_methods);
  g_test_add_func ("/ephemeris/rates", test_rates);
  g_test_add_func ("/ephemeris/tabulated-acceleration", test_tabulated_acceleration);
  g_test_add_func ("/ephemeris/no-extrapolation", test_no_extrapolation);
  g_test_add_func ("/ephemeris/gap", test_gap);
  g_test_add_func ("/ephemeris/gap-floor", test_gap_floor);
  g_test_add_func ("/ephemeris/segments", test_segments);
  g_test_add_func ("/ephemeris/useable-feeds", test_useable_feeds);
  g_test_add_func ("/ephemeris/refusals", test_refusals);
  g_test_add_func ("/ephemeris/elements", test_elements);
  g_test_add_func ("/ephemeris/orbit", test_orbit);
  return g_test_run ();
}
