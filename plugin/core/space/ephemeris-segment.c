/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The state of one segment at an instant, by the plan of the interval that it is in. */
#include "core/space/ephemeris-private.h"

#include "core/time/sum.h"

#define NO_VECTOR ((TlmVec3) { NAN, NAN, NAN })

gsize
tlm_segment_find (const TlmSegment *segment, TlmInstant instant)
{
  gsize low = 0, high = segment->epochs->len;

  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (tlm_segment_epoch (segment, middle) <= instant)
      low = middle + 1;
    else
      high = middle;
  }
  return low - 1;
}

static gboolean
is_shown (const TlmSegment *segment, gsize interval)
{
  return segment->plans[interval].kind > TLM_PLAN_CONTRADICTED;
}

/* The node itself, with no interval beside it that is shown: nothing says that it is
 * wrong, or it is of no use. */
static gboolean
lone_node (const TlmSegment *segment, gsize node, TlmEphemerisState *out)
{
  const TlmVec3 *vectors = tlm_segment_vectors (segment, node);
  gsize n = segment->epochs->len - 1;

  if (!segment->has_velocity
      || (node > 0 && segment->plans[node - 1].kind == TLM_PLAN_CONTRADICTED)
      || (node < n && segment->plans[node].kind == TLM_PLAN_CONTRADICTED))
    return FALSE;
  out->state = (TlmState) { vectors[0], vectors[1] };
  out->acceleration_m_s2 = segment->has_acceleration ? vectors[2] : NO_VECTOR;
  return TRUE;
}

static void
coast_state (const TlmSegment *segment, gsize node, TlmInstant instant, TlmEphemerisState *out)
{
  guint low = 0, high = segment->coasts->len;
  const TlmSegmentCoast *found;

  while (low + 1 < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (segment->coasts, TlmSegmentCoast, middle).node <= node)
      low = middle;
    else
      high = middle;
  }
  found = &g_array_index (segment->coasts, TlmSegmentCoast, low);
  out->state = tlm_coast_at (&found->coast,
      tlm_duration_to_s (tlm_time_apart (tlm_segment_epoch (segment, node), instant)), &out->acceleration_m_s2);
}

/* At a node either of the two intervals will do, and the later one first. */
gboolean
tlm_segment_state (const TlmSegment *segment, TlmInstant instant, TlmEphemerisState *out)
{
  gsize node = tlm_segment_find (segment, instant), n = segment->epochs->len - 1;
  gboolean at_node = tlm_segment_epoch (segment, node) == instant;
  const TlmPlan *plan;

  if (node == n || (at_node && !is_shown (segment, node))) {
    if (node == 0 || !is_shown (segment, node - 1))
      return lone_node (segment, node, out);
    node--;
  }
  plan = &segment->plans[node];
  if (plan->kind == TLM_PLAN_POLYNOMIAL)
    tlm_segment_polynomial (segment, plan, node, instant, &out->state, &out->acceleration_m_s2);
  else if (plan->kind == TLM_PLAN_COAST)
    coast_state (segment, node, instant, out);
  else if (plan->kind == TLM_PLAN_MEASURED)
    tlm_segment_measured (segment, plan, node, instant, &out->state, &out->acceleration_m_s2);
  else
    return FALSE;
  return isfinite (tlm_vec3_norm (out->state.position_m))
      && isfinite (tlm_vec3_norm (out->state.velocity_m_s));
}
