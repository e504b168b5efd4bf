/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/interpolate.h"

#include "frames-util.h"

/* (1 + 2t - t^2/3, t^3, 5t^7 - t) and its derivatives. */
static TlmPolynomialValue
polynomial (double t)
{
  return (TlmPolynomialValue) {
    { 1 + 2 * t - t * t / 3, pow (t, 3), 5 * pow (t, 7) - t },
    { 2 - 2 * t / 3, 3 * t * t, 35 * pow (t, 6) - 1 },
    { -2.0 / 3, 6 * t, 210 * pow (t, 5) } };
}

static void
fill (guint n, double *times_s, TlmVec3 *values, TlmVec3 *rates)
{
  for (guint i = 0; i < n; i++) {
    times_s[i] = -1.0 + 2.1 * i / n + 0.01 * i * i / n;
    values[i] = polynomial (times_s[i]).value;
    rates[i] = polynomial (times_s[i]).rate;
  }
}

static void
check (TlmPolynomialValue found, TlmPolynomialValue expected)
{
  assert_vec_near (found.value, expected.value, 1e-11);
  assert_vec_near (found.rate, expected.rate, 1e-10);
  assert_vec_near (found.rate2, expected.rate2, 1e-8);
}

/* Degree 7 is met exactly from 8 nodes by Lagrange and from 4 by Hermite. */
static void
test_exact (void)
{
  double times_s[TLM_INTERPOLATE_MAX_NODES];
  TlmVec3 values[TLM_INTERPOLATE_MAX_NODES], rates[TLM_INTERPOLATE_MAX_NODES];

  for (double t = -1.0; t <= 1.0; t += 0.125) {
    fill (8, times_s, values, rates);
    check (tlm_lagrange_interpolate (8, times_s, values, t), polynomial (t));
    fill (4, times_s, values, rates);
    check (tlm_hermite_interpolate (4, times_s, values, rates, t), polynomial (t));
  }
}

/* One node short, they are not: a method of a lower degree would not pass. */
static void
test_degree (void)
{
  double times_s[TLM_INTERPOLATE_MAX_NODES];
  TlmVec3 values[TLM_INTERPOLATE_MAX_NODES], rates[TLM_INTERPOLATE_MAX_NODES];

  fill (7, times_s, values, rates);
  g_assert_cmpfloat (fabs (tlm_lagrange_interpolate (7, times_s, values, 0.93).value.z
      - polynomial (0.93).value.z), >, 1e-3);
  fill (3, times_s, values, rates);
  g_assert_cmpfloat (fabs (tlm_hermite_interpolate (3, times_s, values, rates, 0.93).value.z
      - polynomial (0.93).value.z), >, 1e-3);
}

static void
test_one_node (void)
{
  const double time_s = 0.5;
  const TlmVec3 value = { 1, 2, 3 }, rate = { 4, 5, 6 };

  assert_vec_near (tlm_lagrange_interpolate (1, &time_s, &value, 7.0).value, value, 0.0);
  assert_vec_near (tlm_hermite_interpolate (1, &time_s, &value, &rate, 1.5).value,
      ((TlmVec3) { 5, 7, 9 }), 1e-15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interpolate/exact", test_exact);
  g_test_add_func ("/interpolate/degree", test_degree);
  g_test_add_func ("/interpolate/one-node", test_one_node);
  return g_test_run ();
}
