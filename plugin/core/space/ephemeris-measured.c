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
#include <stdlib.h>

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

static int
compare_durations (const void *a, const void *b)
{
  TlmDuration x = *(const TlmDuration *) a, y = *(const TlmDuration *) b;

  return (x > y) - (x < y);
}

/* Median of the steps FIRST to END - 1; 0 for none. */
static TlmDuration
usual_step (const TlmSegment *segment, gsize first, gsize end)
{
  TlmDuration steps[USUAL_STEPS];
  gsize n = end - first;

  if (n == 0)
    return 0;
  for (gsize i = 0; i < n; i++)
    steps[i] = tlm_segment_step (segment, first + i);
  qsort (steps, n, sizeof *steps, compare_durations);
  return steps[n / 2];
}

static gboolean
is_gap (const TlmSegment *segment, gsize interval)
{
  gsize n = segment->epochs->len - 1, before = MIN (interval, USUAL_STEPS);
  gsize after = MIN (n - interval - 1, USUAL_STEPS);
  TlmDuration step = tlm_segment_step (segment, interval);
  TlmDuration longest = interval >= segment->thinned ? segment->info.longest_gap_ns : 0;
  TlmDuration usual = MAX (usual_step (segment, interval - before, interval),
      usual_step (segment, interval + 1, interval + 1 + after));

  if (step > GAP_MAX || longest > 0)
    return step > MIN (longest > 0 ? longest : GAP_MAX, GAP_MAX);
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

/* How many intervals beside INTERVAL, at most one, on that SIDE (-1 or 1), are whole and
 * of about the same step: the noise of two nodes close together would be drawn out over
 * a longer step. */
static guint8
whole_beside (const TlmSegment *segment, gsize interval, int side)
{
  gsize n = segment->epochs->len - 1, other = interval + (gsize) side;
  TlmDuration step = tlm_segment_step (segment, interval), beside;
  double by_m;

  if ((side < 0 && interval == 0) || (side > 0 && interval + 1 == n))
    return 0;
  beside = tlm_segment_step (segment, other);
  return beside / 2 <= step && step / 2 <= beside && !is_broken (segment, other, &by_m);
}

G_STATIC_ASSERT (USUAL_STEPS + 1 <= TLM_SEGMENT_MEASURED_REACH);

void
tlm_segment_plan_measured (TlmSegment *segment, gsize first)
{
  gsize n = segment->epochs->len - 1;

  for (gsize i = first; i < n; i++) {
    TlmPlan *plan = &segment->plans[i];
    double by_m;

    *plan = (TlmPlan) { .kind = TLM_PLAN_MEASURED, .method = TLM_EPHEMERIS_HERMITE };
    if (is_broken (segment, i, &by_m)) {
      plan->kind = TLM_PLAN_UNKNOWN;
      if (by_m > 0)
        tlm_segment_refuse (segment, i, by_m, 0);
      continue;
    }
    plan->left = 1 + whole_beside (segment, i, -1);
    plan->right = 1 + whole_beside (segment, i, 1);
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
