/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/ephemeris.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "frames-util.h"

#define RADIUS_M 6778137.0

static double
rate_rad_s (void)
{
  return sqrt (3.986004418e14 / (RADIUS_M * RADIUS_M * RADIUS_M));
}

/* A circle about a point mass, as good a truth as any, AHEAD_M further along. */
static TlmState
circle (TlmInstant t, double ahead_m)
{
  double w = rate_rad_s (), angle = w * tlm_duration_to_s (t) + ahead_m / RADIUS_M;
  double c = RADIUS_M * cos (angle), s = RADIUS_M * sin (angle);

  return (TlmState) { { c, 0.6 * s, 0.8 * s }, { -w * s, 0.6 * w * c, 0.8 * w * c } };
}

static TlmVec3
circle_acceleration (TlmInstant t)
{
  return tlm_vec3_scale (circle (t, 0).position_m, -rate_rad_s () * rate_rad_s ());
}

static void
begin (TlmEphemeris *ephemeris, TlmEphemerisMethod method, guint degree, TlmInstant useable_start,
    TlmInstant useable_stop)
{
  const TlmEphemerisSegment segment = { TLM_FRAME_GCRF, NULL, method, degree, useable_start,
    useable_stop };

  tlm_ephemeris_begin_segment (ephemeris, &segment);
}

/* Nodes of the circle from FROM to TO, seconds, AHEAD_M further along. */
static void
add_nodes (TlmEphemeris *ephemeris, double from_s, double to_s, double step_s, double ahead_m)
{
  for (double t = from_s; t <= to_s; t += step_s) {
    TlmInstant at = (TlmInstant) (t * 1e9);
    TlmState state = circle (at, ahead_m);

    g_assert_true (tlm_ephemeris_append (ephemeris, at, &state, NULL, NULL));
  }
}

/* How far along it is what the ephemeris says; NaN where it says nothing. */
static double
ahead_at (const TlmEphemeris *ephemeris, double t_s)
{
  TlmEphemerisState state;
  TlmState here = circle ((TlmInstant) (t_s * 1e9), 0);

  if (!tlm_ephemeris_state (ephemeris, (TlmInstant) (t_s * 1e9), &state))
    return NAN;
  return RADIUS_M * tlm_vec3_dot (tlm_vec3_unit (here.velocity_m_s),
      tlm_vec3_unit (state.state.position_m));
}

static double
error_at (const TlmEphemeris *ephemeris, TlmInstant t)
{
  TlmEphemerisState state;

  g_assert_true (tlm_ephemeris_state (ephemeris, t, &state));
  return tlm_vec3_norm (tlm_vec3_sub (state.state.position_m, circle (t, 0).position_m));
}

/* Each method on 60 s steps, with what it can do: as the source names it where that is
 * right to 2 m, else better. Linear alone would be (w h)^2 r / 8 = 3902 m off. */
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
    { TLM_EPHEMERIS_LAGRANGE, 2, 0, 1e-4 },
    { TLM_EPHEMERIS_LINEAR, 1, 0, 1e-4 },
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
      TlmState node = circle (t, 0);
      if (!with_velocity)
        node.velocity_m_s = (TlmVec3) { NAN, NAN, NAN };
      g_assert_true (tlm_ephemeris_append (ephemeris, t, &node, NULL, NULL));
    }
    tlm_ephemeris_seal (ephemeris);
    g_assert_true (tlm_ephemeris_state (ephemeris, at, &state));
    assert_vec_near (state.state.velocity_m_s, circle (at, 0).velocity_m_s, 1e-4);
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
    TlmState node = circle (t, 0);
    g_assert_true (tlm_ephemeris_append (ephemeris, t, &node, i < 5 ? &told : NULL, NULL));
  }
  tlm_ephemeris_seal (ephemeris);
  g_assert_true (tlm_ephemeris_state (ephemeris, 90 * TLM_SECOND, &state));
  assert_vec_near (state.acceleration_m_s2, told, 1e-9);
  g_assert_true (tlm_ephemeris_state (ephemeris, 500 * TLM_SECOND, &state));
  assert_vec_near (state.acceleration_m_s2, circle_acceleration (500 * TLM_SECOND), 0.02);
}

/* A function of time says nothing outside its span, at once. */
static void
test_no_extrapolation (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  TlmEphemerisState state;

  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 100, 1000, 60, 0);
  tlm_ephemeris_seal (ephemeris);
  g_assert_true (isnan (ahead_at (ephemeris, 99.999999999)));
  assert_near (ahead_at (ephemeris, 100), 0, 1e-6);
  assert_near (ahead_at (ephemeris, 1000), 0, 1e-6);
  g_assert_true (isnan (ahead_at (ephemeris, 1000.000001)));
  g_assert_false (tlm_ephemeris_last_before (ephemeris, 99 * TLM_SECOND, &state));
  g_assert_false (tlm_ephemeris_last_before (ephemeris, 1001 * TLM_SECOND, &state));
  g_assert_true (tlm_ephemeris_last_before (ephemeris, 999 * TLM_SECOND, &state));
  g_assert_cmpint (state.instant, ==, 999 * TLM_SECOND);
  g_assert_false (tlm_ephemeris_state (ephemeris, TLM_TIME_NONE, &state));
}

/* Steps may change, and some nodes may be missing: what is shown is right. Over a longer
 * hole nothing is, and no node beyond it is used. */
static void
test_steps (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  const TlmEphemerisRefusal *refusal;

  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 0, 600, 10, 0);
  add_nodes (ephemeris, 660, 1200, 60, 0);
  add_nodes (ephemeris, 1500, 2400, 60, 0);
  add_nodes (ephemeris, 3600, 5000, 60, 5e5);
  tlm_ephemeris_seal (ephemeris);
  for (double t = 0; t <= 2400; t += 1.5)
    assert_near (ahead_at (ephemeris, t), 0, 2e-2);
  g_assert_true (isnan (ahead_at (ephemeris, 2400.5)));
  g_assert_true (isnan (ahead_at (ephemeris, 3599.5)));
  assert_near (ahead_at (ephemeris, 3600), RADIUS_M * sin (5e5 / RADIUS_M), 1e-3);
  g_assert_cmpuint (tlm_ephemeris_n_refusals (ephemeris), ==, 1);
  refusal = tlm_ephemeris_refusal (ephemeris, 0);
  g_assert_cmpint (refusal->start, ==, 2400 * TLM_SECOND);
  g_assert_cmpint (refusal->stop, ==, 3600 * TLM_SECOND);
  g_assert_cmpfloat (refusal->position_m, >, 1e5);
  g_assert_null (tlm_ephemeris_refusal (ephemeris, 1));
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
  assert_near (ahead_at (ephemeris, 1199.9), 0, 1e-3);
  assert_near (ahead_at (ephemeris, 1200), 1000, 1e-3);
  assert_near (ahead_at (ephemeris, 1999), 1000, 1e-3);
  assert_near (ahead_at (ephemeris, 2000), 2000, 1e-3);
  assert_near (ahead_at (ephemeris, 2999), 2000, 1e-3);
  g_assert_true (tlm_ephemeris_span (ephemeris, &first, &last));
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (last, ==, 3980 * TLM_SECOND);
}

/* Short ones inside a long one hide their own span of it and no more. */
static void
test_segments_within (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();

  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 1100, 1130, 10, 2000);
  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 0, 3000, 60, 0);
  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 1000, 1300, 10, 1000);
  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  add_nodes (ephemeris, 3600, 4000, 10, 3000);
  tlm_ephemeris_seal (ephemeris);
  assert_near (ahead_at (ephemeris, 999.9), 0, 1e-3);
  assert_near (ahead_at (ephemeris, 1000), 1000, 1e-3);
  assert_near (ahead_at (ephemeris, 1099), 1000, 1e-3);
  assert_near (ahead_at (ephemeris, 1100), 2000, 1e-3);
  assert_near (ahead_at (ephemeris, 1130), 2000, 1e-3);
  assert_near (ahead_at (ephemeris, 1131), 1000, 1e-3);
  assert_near (ahead_at (ephemeris, 1300), 1000, 1e-3);
  assert_near (ahead_at (ephemeris, 1300.1), 0, 1e-3);
  assert_near (ahead_at (ephemeris, 3000), 0, 1e-3);
  g_assert_true (isnan (ahead_at (ephemeris, 3300)));
  assert_near (ahead_at (ephemeris, 3600), RADIUS_M * sin (3000 / RADIUS_M), 1e-3);
}

/* A receiver's states, scattered by SCATTER_M. */
static void
add_measured (TlmEphemeris *ephemeris, GRand *random, double from_s, double to_s, double step_s,
    double scatter_m)
{
  for (double t = from_s; t <= to_s; t += step_s) {
    TlmInstant at = (TlmInstant) (t * 1e9);
    TlmState state = circle (at, 0);

    state.position_m.x += g_rand_double_range (random, -scatter_m, scatter_m);
    state.position_m.y += g_rand_double_range (random, -scatter_m, scatter_m);
    state.velocity_m_s.z += g_rand_double_range (random, -scatter_m, scatter_m) / 100;
    g_assert_true (tlm_ephemeris_append (ephemeris, at, &state, NULL, NULL));
  }
}

/* No more scatter between than there is in what was measured; no acceleration; an age
 * after a gap and after the end. */
static void
test_measured (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  TlmEphemerisState state;

  segment.frame = TLM_FRAME_GCRF;
  segment.is_measured = TRUE;
  tlm_ephemeris_begin_segment (ephemeris, &segment);
  add_measured (ephemeris, random, 0, 100, 1, 10);
  add_measured (ephemeris, random, 104, 200, 1, 10);
  add_measured (ephemeris, random, 210, 600, 10, 10);
  tlm_ephemeris_seal (ephemeris);
  for (double t = 0; t <= 600; t += 0.125) {
    TlmInstant at = (TlmInstant) (t * 1e9);
    if (!tlm_ephemeris_state (ephemeris, at, &state)) {
      g_assert_true (t > 100 && t < 104);
      continue;
    }
    assert_vec_near (state.state.position_m, circle (at, 0).position_m, 10.2 * G_SQRT2);
    assert_vec_near (state.state.velocity_m_s, circle (at, 0).velocity_m_s, 0.13);
    g_assert_true (isnan (state.acceleration_m_s2.x));
    g_assert_cmpint (state.origin, ==, TLM_EPHEMERIS_MEASURED);
  }
  g_assert_true (tlm_ephemeris_last_before (ephemeris, 103 * TLM_SECOND, &state));
  g_assert_cmpint (state.instant, ==, 100 * TLM_SECOND);
  g_assert_true (tlm_ephemeris_last_before (ephemeris, 700 * TLM_SECOND, &state));
  g_assert_cmpint (state.instant, ==, 600 * TLM_SECOND);
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
  g_assert_true (isnan (ahead_at (with, 1199)));
  g_assert_true (isnan (ahead_at (with, 3001)));
}

static void
test_refusals (void)
{
  g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
  TlmState state = circle (0, 0), broken = state, still = state;
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

/* As many as the limit was when the first one came. */
static void
test_limit (void)
{
  g_autoptr (TlmEphemeris) ephemeris = NULL;
  g_autoptr (GError) error = NULL;
  TlmState state = circle (0, 0);

  g_assert_true (tlm_limits_set ("states=2", NULL));
  ephemeris = tlm_ephemeris_new ();
  begin (ephemeris, TLM_EPHEMERIS_DEFAULT, 0, TLM_TIME_NONE, TLM_TIME_NONE);
  g_assert_true (tlm_ephemeris_append (ephemeris, 1, &state, NULL, NULL));
  g_assert_true (tlm_ephemeris_append (ephemeris, 2, &state, NULL, NULL));
  g_assert_true (tlm_limits_set ("states=5", NULL));
  g_assert_false (tlm_ephemeris_append (ephemeris, 3, &state, NULL, &error));
  tlm_limits_reset ();
  g_assert_error (error, TLM_ERROR, TLM_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "limits=states=4"));
  g_assert_false (tlm_ephemeris_append (ephemeris, 3, &state, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ephemeris/methods", test_methods);
  g_test_add_func ("/ephemeris/rates", test_rates);
  g_test_add_func ("/ephemeris/tabulated-acceleration", test_tabulated_acceleration);
  g_test_add_func ("/ephemeris/no-extrapolation", test_no_extrapolation);
  g_test_add_func ("/ephemeris/steps", test_steps);
  g_test_add_func ("/ephemeris/segments", test_segments);
  g_test_add_func ("/ephemeris/segments-within", test_segments_within);
  g_test_add_func ("/ephemeris/measured", test_measured);
  g_test_add_func ("/ephemeris/useable-feeds", test_useable_feeds);
  g_test_add_func ("/ephemeris/refusals", test_refusals);
  g_test_add_func ("/ephemeris/limit", test_limit);
  g_test_add_func ("/ephemeris/elements", test_elements);
  g_test_add_func ("/ephemeris/orbit", test_orbit);
  return g_test_run ();
}
