/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/interpolate.h"

#define MAX_TERMS (2 * TLM_INTERPOLATE_MAX_NODES)

static inline TlmVec3
slope (TlmVec3 from, TlmVec3 to, double step_s)
{
  return tlm_vec3_scale (tlm_vec3_sub (to, from), 1.0 / step_s);
}

/* Divided differences from order FIRST_ORDER on, in place. */
static void
difference (guint n, guint first_order, const double *times_s, TlmVec3 *terms)
{
  for (guint order = first_order; order < n; order++)
    for (guint j = n - 1; j >= order; j--)
      terms[j] = slope (terms[j - 1], terms[j], times_s[j] - times_s[j - order]);
}

static inline TlmVec3
step_up (TlmVec3 a, double k, TlmVec3 b)
{
  return tlm_vec3_add (tlm_vec3_scale (a, k), b);
}

static TlmPolynomialValue
evaluate (guint n, const double *times_s, const TlmVec3 *terms, double at_s)
{
  TlmPolynomialValue out = { .value = terms[n - 1] };

  for (guint j = n - 1; j-- > 0;) {
    double k = at_s - times_s[j];

    out.rate2 = step_up (out.rate2, k, tlm_vec3_scale (out.rate, 2.0));
    out.rate = step_up (out.rate, k, out.value);
    out.value = step_up (out.value, k, terms[j]);
  }
  return out;
}

TlmPolynomialValue
tlm_lagrange_interpolate (guint n, const double *times_s, const TlmVec3 *values, double at_s)
{
  TlmVec3 terms[TLM_INTERPOLATE_MAX_NODES];

  g_return_val_if_fail (n >= 1 && n <= TLM_INTERPOLATE_MAX_NODES, (TlmPolynomialValue) { 0 });
  for (guint i = 0; i < n; i++)
    terms[i] = values[i];
  difference (n, 1, times_s, terms);
  return evaluate (n, times_s, terms, at_s);
}

TlmPolynomialValue
tlm_hermite_interpolate (guint n, const double *times_s, const TlmVec3 *values,
    const TlmVec3 *rates, double at_s)
{
  TlmVec3 terms[MAX_TERMS];
  double doubled_s[MAX_TERMS];

  g_return_val_if_fail (n >= 1 && n <= TLM_INTERPOLATE_MAX_NODES, (TlmPolynomialValue) { 0 });
  for (guint i = 0; i < n; i++) {
    doubled_s[2 * i] = doubled_s[2 * i + 1] = times_s[i];
    terms[2 * i + 1] = rates[i];
    terms[2 * i] = i == 0 ? values[0]
        : slope (values[i - 1], values[i], times_s[i] - times_s[i - 1]);
  }
  difference (2 * n, 2, doubled_s, terms);
  return evaluate (2 * n, doubled_s, terms, at_s);
}
