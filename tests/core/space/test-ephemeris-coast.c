/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/ephemeris-coast.h"

#include "core/space/frames/earth.h"
#include "ephemeris-truth.h"
#include "frames-util.h"

#define EPOCH ((TlmInstant) (TRUTH_EPOCH_S * 1e9))

static const TlmVec3 north = { 0, 0, 1 };

static TlmForces
forces_at (TlmVec3 position_m)
{
  return tlm_forces_new (tlm_body_earth (), TLM_FRAME_GCRF, north, TRUE, EPOCH, position_m, NULL);
}

/* Against the same laws written in another way, low and on the way to the Moon. */
static void
test_forces (void)
{
  static const TlmVec3 places[] = { { 6778137, 0, 0 }, { 3e6, -4e6, 5e6 }, { 0, 0, -7e6 },
    { 42e6, 1e6, 2e5 }, { 1e8, -2.5e8, 1e8 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    const TlmState state = { places[i], { 0, 0, 1 } };
    const TruthFlight flight = { .has_moon = tlm_vec3_norm (places[i]) > TLM_FORCES_FAR_M };
    TlmForces forces = forces_at (places[i]);
    TlmVec3 right = truth_acceleration (&flight, 0, &state);

    assert_vec_near (tlm_forces_at (&forces, 0, places[i]), right, 1e-8 * tlm_vec3_norm (right) + 1e-8);
  }
}

/* Twenty minutes in a low orbit. */
static void
test_step (void)
{
  const TruthFlight flight = { .start = { { 6778137, 0, 0 }, { 0, 4766, 6009 } }, .span_s = 1200,
    .dt_s = 1 };
  gsize n;
  g_autofree TlmState *truth = truth_fly (&flight, &n);
  TlmForces forces = forces_at (truth[0].position_m);
  TlmState state = truth[0];
  guint steps = tlm_forces_steps (&forces, &state, 1200);

  g_assert_cmpuint (steps % 4, ==, 0);
  g_assert_cmpuint (steps, <=, TLM_FORCES_MAX_STEPS);
  for (guint i = 0; i < steps; i++)
    state = tlm_forces_step (&forces, i * 1200.0 / steps, &state, 1200.0 / steps);
  assert_vec_near (state.position_m, truth[1200].position_m, 1.0);
  g_assert_cmpuint (tlm_forces_steps (&forces, &state, 1e6), ==, 0);
  g_assert_cmpuint (tlm_forces_steps (&forces, &state, NAN), ==, 0);
}

/* From Earth-fixed axes and back; and what stands still there goes round elsewhere. */
static void
test_freeze (void)
{
  const TlmState still = { { 6378137, 0, 1000 }, { 0, 0, 0 } };
  TlmForces forces = tlm_forces_new (tlm_body_earth (), TLM_FRAME_ITRF, north, TRUE, EPOCH,
      still.position_m, NULL);
  TlmState frozen = tlm_forces_freeze (&forces, 600, &still);
  TlmState back = tlm_forces_thaw (&forces, 600, &frozen);

  assert_near (frozen.position_m.y, 6378137 * sin (7.292115e-5 * 600), 0.5);
  assert_near (tlm_vec3_norm (frozen.velocity_m_s), 6378137 * 7.292115e-5, 1e-3);
  assert_vec_near (back.position_m, still.position_m, 1e-7);
  assert_vec_near (back.velocity_m_s, still.velocity_m_s, 1e-10);
}

static TlmCoast
coast_of (const TruthFlight *flight, TlmState **truth)
{
  TlmCoast coast;
  gsize n;

  *truth = truth_fly (flight, &n);
  TlmForces forces = forces_at ((*truth)[0].position_m);
  g_assert_true (tlm_coast_join (&forces, &(*truth)[0], &(*truth)[n - 1], flight->span_s, &coast,
          NULL));
  return coast;
}

/* Right to 3 cm where a steady thrust is missing, which it finds. */
static void
test_steady_thrust (void)
{
  const TruthFlight flight = { .start = { { 6778137, 0, 0 }, { 0, 4766, 6009 } }, .span_s = 120,
    .dt_s = 1, .burns = { { 0, 120, 0.02 } } };
  g_autofree TlmState *truth = NULL;
  TlmCoast coast = coast_of (&flight, &truth);
  TlmVec3 acceleration;

  for (int t = 0; t <= 120; t += 5) {
    TlmState state = tlm_coast_at (&coast, t, &acceleration);
    assert_vec_near (state.position_m, truth[t].position_m, 0.03);
    assert_vec_near (state.velocity_m_s, truth[t].velocity_m_s, 1e-3);
    assert_vec_near (acceleration, truth_acceleration (&flight, t == 120 ? 119 : t, &truth[t]), 2e-4);
  }
  assert_near (tlm_vec3_norm (tlm_coast_missing_first (&coast)), 0.02, 3e-4);
  assert_near (tlm_vec3_norm (tlm_coast_missing_last (&coast)), 0.02, 3e-4);
  assert_near (tlm_coast_hidden_m_s (&coast), 1.2, 0.02);
  assert_near (tlm_coast_hidden_m (&coast), 2.4 * 120 / 8, 0.5);
  g_assert_cmpfloat (tlm_coast_contradiction_m (&coast), <, 0.01);
}

/* Thrust of any length anywhere contradicts nothing, and hides no more than is said, but for the
 * tenth part that gravity adds on the way. */
static void
test_short_thrust (void)
{
  for (int from = 0; from < 110; from += 12) {
    const TruthFlight flight = { .start = { { 6778137, 0, 0 }, { 0, 4766, 6009 } }, .span_s = 120,
      .dt_s = 1, .burns = { { from, from + 5, 0.4 } } };
    g_autofree TlmState *truth = NULL;
    TlmCoast coast = coast_of (&flight, &truth);

    g_assert_cmpfloat (tlm_coast_contradiction_m (&coast), <, 0.1);
    for (int t = 0; t <= 120; t += 5) {
      TlmState state = tlm_coast_at (&coast, t, NULL);
      g_assert_cmpfloat (tlm_vec3_norm (tlm_vec3_sub (state.position_m, truth[t].position_m)), <=,
          1.1 * tlm_coast_hidden_m (&coast));
    }
  }
}

/* A state that is 100 m off contradicts by so much. */
static void
test_contradiction (void)
{
  const TruthFlight flight = { .start = { { 6778137, 0, 0 }, { 0, 4766, 6009 } }, .span_s = 120,
    .dt_s = 1 };
  gsize n;
  g_autofree TlmState *truth = truth_fly (&flight, &n);
  TlmForces forces = forces_at (truth[0].position_m);
  TlmCoast coast;

  truth[120].position_m.y += 100;
  g_assert_true (tlm_coast_join (&forces, &truth[0], &truth[120], 120, &coast, NULL));
  assert_near (tlm_coast_contradiction_m (&coast), 100, 0.1);
  g_assert_false (tlm_coast_join (&forces, &truth[0], &truth[120], 1e6, &coast, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ephemeris-coast/forces", test_forces);
  g_test_add_func ("/ephemeris-coast/step", test_step);
  g_test_add_func ("/ephemeris-coast/freeze", test_freeze);
  g_test_add_func ("/ephemeris-coast/steady-thrust", test_steady_thrust);
  g_test_add_func ("/ephemeris-coast/short-thrust", test_short_thrust);
  g_test_add_func ("/ephemeris-coast/contradiction", test_contradiction);
  return g_test_run ();
}
