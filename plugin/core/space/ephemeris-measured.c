/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* States that a receiver measured. A high polynomial or the rate of change of one
 * makes a gale of their noise: positions good to half a metre a second apart gave
 * 1,203 m/s^2 in free fall. So each number comes from as few neighbours as it can and
 * from the one that measured it: the position from the cubic of two positions and
 * velocities, the velocity from the cubic through four velocities, which lets less
 * than their own noise through; no acceleration but one that was measured.
 *
 * Validity: steps h up to a hundredth of a revolution (60 s in low orbit: position
 * within (w h)^4 r / 384 = 0.4 m, velocity within 3/128 (w h)^4 v = 4 mm/s). */
#include "core/space/ephemeris-private.h"
#include "core/space/interpolate.h"

#define NO_VECTOR ((TlmVec3) { NAN, NAN, NAN })

/* Nodes of the cubic of velocities; of positions where there are no velocities. */
#define CUBIC_NODES 4

/* Two neighbours further apart than this many of their neighbours' steps have a gap
 * between. */
#define GAP_STEPS 3
#define GAP_MIN (2 * TLM_SECOND)

/* Over more than this a cubic is further off than a receiver: 6 m in low orbit. */
#define GAP_MAX (120 * TLM_SECOND)

/* Steps on either side that say what is usual there. */
#define USUAL_STEPS 3

/* A jump that no vehicle makes: half as far again as its speed takes it, with 50 m/s^2
 * of thrust, and a receiver's worst scatter. */
#define REACH_SPEEDS 1.5
#define REACH_THRUST_M_S2 50.0
#define REACH_SCATTER_M 200.0

/* Median of the steps FIRST to END - 1, at most three; the greater of two, 0 for none. */
static TlmDuration
usual_step (const TlmSegment *segment, gsize first, gsize end)
{
  TlmDuration a, b, c;

  if (first == end)
    return 0;
  a = tlm_segment_step (segment, first);
  if (end - first == 1)
    return a;
  b = tlm_segment_step (segment, first + 1);
  if (end - first == 2)
    return MAX (a, b);
  c = tlm_segment_step (segment, first + 2);
  return MAX (MIN (a, b), MIN (MAX (a, b), c));
}

G_STATIC_ASSERT (USUAL_STEPS == 3);

static gboolean
is_gap (const TlmSegment *segment, gsize interval)
{
  gsize n = segment->epochs->len - 1, before = MIN (interval, USUAL_STEPS);
  gsize after = MIN (n - interval - 1, USUAL_STEPS);
  TlmDuration step = tlm_segment_step (segment, interval), usual;
  TlmDuration longest = interval >= segment->thinned ? segment->info.longest_gap_ns : 0;

  if (step > GAP_MAX || longest > 0)
    return step > MIN (longest > 0 ? longest : GAP_MAX, GAP_MAX);
  if (step <= GAP_MIN)
    return FALSE;
  usual = MAX (usual_step (segment, interval - before, interval),
      usual_step (segment, interval + 1, interval + 1 + after));
  return usual > 0 && step > MAX (GAP_STEPS * usual, GAP_MIN);
}

/* By how much the second node is out of the first one's reach, m; 0 when it is not. */
static double
out_of_reach_m (const TlmSegment *segment, gsize interval)
{
  const TlmVec3 *a = tlm_segment_vectors (segment, interval);
  const TlmVec3 *b = tlm_segment_vectors (segment, interval + 1);
  double h = tlm_duration_to_s (tlm_segment_step (segment, interval)), speed, reach;

  if (!segment->has_velocity)
    return 0;
  speed = MAX (tlm_vec3_norm (a[1]), tlm_vec3_norm (b[1]));
  reach = REACH_SPEEDS * speed * h + REACH_THRUST_M_S2 / 2 * h * h + REACH_SCATTER_M;
  return MAX (tlm_vec3_norm (tlm_vec3_sub (b[0], a[0])) - reach, 0);
}

static gboolean
is_broken (const TlmSegment *segment, gsize interval, double *by_m)
{
  *by_m = out_of_reach_m (segment, interval);
  return *by_m > 0 || is_gap (segment, interval);
}

/* Whether the interval OTHER, which is whole or not, is of about the same step as its
 * neighbour: the noise of two nodes close together would be drawn out over a longer one. */
static guint8
goes_with (const TlmSegment *segment, gsize interval, gsize other, gboolean is_whole)
{
  TlmDuration step = tlm_segment_step (segment, interval), beside;

  if (!is_whole)
    return 0;
  beside = tlm_segment_step (segment, other);
  return beside / 2 <= step && step / 2 <= beside;
}

G_STATIC_ASSERT (USUAL_STEPS + 1 <= TLM_SEGMENT_MEASURED_REACH);

void
tlm_segment_plan_measured (TlmSegment *segment, gsize first)
{
  gsize n = segment->epochs->len - 1;
  double by_m, next_m = 0;
  gboolean before = first > 0 && first < n && !is_broken (segment, first - 1, &by_m);
  gboolean here, after = first < n && !is_broken (segment, first, &next_m);

  for (gsize i = first; i < n; i++, before = here) {
    TlmPlan *plan = &segment->plans[i];

    here = after;
    by_m = next_m;
    after = i + 1 < n && !is_broken (segment, i + 1, &next_m);
    *plan = (TlmPlan) { .kind = TLM_PLAN_MEASURED, .method = TLM_EPHEMERIS_HERMITE };
    if (!here) {
      plan->kind = TLM_PLAN_UNKNOWN;
      if (by_m > 0)
        tlm_segment_refuse (segment, i, by_m, 0);
      continue;
    }
    plan->left = 1 + goes_with (segment, i, i - 1, before);
    plan->right = 1 + goes_with (segment, i, i + 1, after);
    plan->n_nodes = plan->left + plan->right;
  }
}

static TlmPolynomialValue
cubic (const TlmSegment *segment, const TlmPlan *plan, gsize node, guint kind, TlmInstant instant)
{
  double times_s[CUBIC_NODES];
  TlmVec3 values[CUBIC_NODES];
  gsize first = node + 1 - plan->left;

  for (guint i = 0; i < plan->n_nodes; i++) {
    times_s[i] = tlm_duration_to_s (tlm_segment_epoch (segment, first + i) - instant);
    values[i] = tlm_segment_vectors (segment, first + i)[kind];
  }
  return tlm_lagrange_interpolate (plan->n_nodes, times_s, values, 0);
}

void
tlm_segment_measured (const TlmSegment *segment, const TlmPlan *plan, gsize node,
    TlmInstant instant, TlmState *state, TlmVec3 *acceleration_m_s2)
{
  const TlmVec3 *a = tlm_segment_vectors (segment, node);
  const TlmVec3 *b = tlm_segment_vectors (segment, node + 1);

  *acceleration_m_s2 = NO_VECTOR;
  if (segment->has_velocity) {
    const double times_s[2] = { tlm_duration_to_s (tlm_segment_epoch (segment, node) - instant),
      tlm_duration_to_s (tlm_segment_epoch (segment, node + 1) - instant) };
    const TlmVec3 positions[2] = { a[0], b[0] }, velocities[2] = { a[1], b[1] };
    state->position_m = tlm_hermite_interpolate (2, times_s, positions, velocities, 0).value;
    state->velocity_m_s = cubic (segment, plan, node, 1, instant).value;
  } else {
    TlmPolynomialValue position = cubic (segment, plan, node, 0, instant);
    *state = (TlmState) { position.value, position.rate };
  }
  if (segment->has_acceleration)
    *acceleration_m_s2 = cubic (segment, plan, node, segment->stride - 1, instant).value;
}
