/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Polynomials through the nodes around an instant. */
#include "core/space/ephemeris-private.h"
#include "core/space/interpolate.h"
#include "core/time/sum.h"

#define NO_VECTOR ((TlmVec3) { NAN, NAN, NAN })

TlmEphemerisMethod
tlm_segment_method (const TlmSegment *segment)
{
  if (!segment->has_velocity && segment->info.method != TLM_EPHEMERIS_LINEAR)
    return TLM_EPHEMERIS_LAGRANGE;
  return segment->info.method == TLM_EPHEMERIS_DEFAULT ? TLM_EPHEMERIS_HERMITE
      : segment->info.method;
}

guint
tlm_segment_wanted_nodes (const TlmSegment *segment)
{
  guint degree = MIN (segment->info.degree, 2 * TLM_EPHEMERIS_MAX_NODES - 1), n;

  if (segment->info.method == TLM_EPHEMERIS_DEFAULT)
    return TLM_EPHEMERIS_DEFAULT_NODES;
  if (segment->info.method == TLM_EPHEMERIS_LINEAR)
    return 2;
  n = tlm_segment_method (segment) == TLM_EPHEMERIS_HERMITE ? degree / 2 + 1 : degree + 1;
  return CLAMP (n, 2, TLM_EPHEMERIS_MAX_NODES);
}

/* The nodes around an instant, gathered by kind. */
typedef struct {
  guint n;
  double times_s[TLM_INTERPOLATE_MAX_NODES];   /* from the instant */
  TlmVec3 vectors[3][TLM_INTERPOLATE_MAX_NODES];
} Stencil;

/* As many nodes on either side as the span has; an odd one on the nearer side. */
static void
gather (const TlmSegment *segment, const TlmPlan *plan, gsize node, TlmInstant instant,
    Stencil *stencil)
{
  guint n = plan->n_nodes;
  gsize low = node + 1 - plan->left, high = node + plan->right + 1 - n;
  gsize centre = node, before = (n - 1) / 2, first;

  if (n % 2 == 1 && tlm_time_apart (instant, tlm_segment_epoch (segment, node + 1))
      < tlm_time_apart (tlm_segment_epoch (segment, node), instant))
    centre++;
  first = centre > before ? centre - before : 0;
  first = CLAMP (first, low, high);
  stencil->n = n;
  for (guint i = 0; i < n; i++) {
    const TlmVec3 *vectors = tlm_segment_vectors (segment, first + i);

    stencil->times_s[i] = tlm_duration_to_s (tlm_segment_epoch (segment, first + i) - instant);
    for (guint kind = 0; kind < segment->stride; kind++)
      stencil->vectors[kind][i] = vectors[kind];
  }
}

static gboolean
is_finite (TlmVec3 a)
{
  return isfinite (a.x) && isfinite (a.y) && isfinite (a.z);
}

void
tlm_segment_polynomial (const TlmSegment *segment, const TlmPlan *plan, gsize node,
    TlmInstant instant, TlmState *state, TlmVec3 *acceleration_m_s2)
{
  TlmPolynomialValue position, velocity;
  Stencil stencil;

  gather (segment, plan, node, instant, &stencil);
  if (plan->method == TLM_EPHEMERIS_HERMITE) {
    position = tlm_hermite_interpolate (stencil.n, stencil.times_s, stencil.vectors[0],
        stencil.vectors[1], 0.0);
    velocity = (TlmPolynomialValue) { .value = position.rate, .rate = position.rate2 };
  } else {
    position = tlm_lagrange_interpolate (stencil.n, stencil.times_s, stencil.vectors[0], 0.0);
    velocity = (TlmPolynomialValue) { .value = position.rate, .rate = position.rate2 };
    if (segment->has_velocity)
      velocity = tlm_lagrange_interpolate (stencil.n, stencil.times_s, stencil.vectors[1], 0.0);
  }
  *state = (TlmState) { position.value, velocity.value };
  *acceleration_m_s2 = plan->method == TLM_EPHEMERIS_LINEAR ? NO_VECTOR : velocity.rate;
  if (segment->has_acceleration) {
    TlmVec3 tabulated = tlm_lagrange_interpolate (stencil.n, stencil.times_s,
        stencil.vectors[segment->stride - 1], 0.0).value;
    if (is_finite (tabulated))
      *acceleration_m_s2 = tabulated;
  }
}
