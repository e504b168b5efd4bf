/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/kepler.h"

#include "frames-util.h"

#define GM 3.986004418e14

/* Vallado, Fundamentals of Astrodynamics and Applications, example 2-4, to the
 * digits printed there (GM 398600.4418 km^3/s^2). */
static void
test_vallado (void)
{
  const TlmState state = { { 1131340, -2282343, 6672423 }, { -5643.05, 4303.33, 2428.79 } };
  TlmState later;

  g_assert_true (tlm_kepler_propagate (GM, &state, 40 * 60.0, &later));
  assert_vec_near (later.position_m, ((TlmVec3) { -4219752.7, 4363029.2, -3958766.6 }), 0.2);
  assert_vec_near (later.velocity_m_s, ((TlmVec3) { 3689.866, -1916.735, -6112.511 }), 0.002);
}

/* The equation of motion by fourth-order Runge and Kutta: an oracle that knows
 * nothing of conic sections. */
static TlmState
integrate (TlmState state, double dt_s, guint n)
{
  double h = dt_s / n;

  for (guint i = 0; i < n; i++) {
    TlmVec3 dr[4], dv[4];
    TlmState at = state;

    for (guint k = 0; k < 4; k++) {
      double r = tlm_vec3_norm (at.position_m), part = k < 2 ? h / 2 : h;

      dr[k] = at.velocity_m_s;
      dv[k] = tlm_vec3_scale (at.position_m, -GM / (r * r * r));
      at.position_m = tlm_vec3_add (state.position_m, tlm_vec3_scale (dr[k], part));
      at.velocity_m_s = tlm_vec3_add (state.velocity_m_s, tlm_vec3_scale (dv[k], part));
    }
    for (guint k = 0; k < 4; k++) {
      double weight = h / (k == 0 || k == 3 ? 6 : 3);

      state.position_m = tlm_vec3_add (state.position_m, tlm_vec3_scale (dr[k], weight));
      state.velocity_m_s = tlm_vec3_add (state.velocity_m_s, tlm_vec3_scale (dv[k], weight));
    }
  }
  return state;
}

static void
test_shapes (void)
{
  static const struct {
    const char *what;
    TlmState state;
    double dt_s;
  } rows[] = {
    { "circle", { { 6778e3, 0, 0 }, { 0, 5000, 5842.6 } }, 4000 },
    { "backwards", { { 6778e3, 0, 0 }, { 0, 5000, 5842.6 } }, -4000 },
    { "ellipse", { { 6678e3, 1e5, 0 }, { 100, 9500, 1000 } }, 9000 },
    { "nearly parabolic", { { 6678e3, 0, 0 }, { 0, 10926, 0 } }, 20000 },
    { "hyperbola", { { 6678e3, 0, 1e6 }, { 500, 13500, 0 } }, 12000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmState found, expected = integrate (rows[i].state, rows[i].dt_s, 40000);

    g_test_message ("%s", rows[i].what);
    g_assert_true (tlm_kepler_propagate (GM, &rows[i].state, rows[i].dt_s, &found));
    assert_vec_near (found.position_m, expected.position_m, 1e-3);
    assert_vec_near (found.velocity_m_s, expected.velocity_m_s, 1e-6);
  }
}

/* After one revolution it is back. */
static void
test_period (void)
{
  const TlmState state = { { 6678e3, 1e5, 0 }, { 100, 9500, 1000 } };
  TlmState later;

  g_assert_true (tlm_kepler_propagate (GM, &state, tlm_kepler_period_s (GM, &state), &later));
  assert_vec_near (later.position_m, state.position_m, 1e-3);
  assert_vec_near (later.velocity_m_s, state.velocity_m_s, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kepler/vallado", test_vallado);
  g_test_add_func ("/kepler/shapes", test_shapes);
  g_test_add_func ("/kepler/period", test_period);
  return g_test_run ();
}
