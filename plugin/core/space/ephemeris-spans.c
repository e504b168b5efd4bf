/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the nodes of a segment tell of how they were made: with or without J2, rounded to
 * what, and where the acceleration breaks, that no polynomial may reach over. */
#include "core/space/ephemeris-plan-private.h"

/* A break moves the vehicle by this much in a step, more than the forces left out can,
 * and is this much more than the acceleration's own curvature explains (1/6 where it is
 * smooth, 1 at a jump). */
#define BREAK_M 10.0
#define BREAK_M_S 0.2
#define BREAK_CURVATURE 0.35

/* Two drifts are the same when they differ by no more than this part. */
#define DRIFT_PART 0.25

/* Forces left out, as a part of the pull on the surface, less by the square of the
 * distance beyond the pull's own: the Earth's higher harmonics (5e-4 m/s^2 at most along
 * the orbit of the ISS), any harmonic of another body's. */
#define LEFT_OUT_EARTH 6e-5
#define LEFT_OUT_OTHER 3e-3

/* Intervals looked at to tell whether a file was computed with J2. */
#define SAMPLES 64

static TlmState
node_state (const TlmSegment *segment, gsize node)
{
  const TlmVec3 *vectors = tlm_segment_vectors (segment, node);

  return (TlmState) { vectors[0], vectors[1] };
}

gboolean
tlm_planner_join (TlmPlanner *planner, gsize from, gsize to, gboolean has_j2, TlmCoast *coast,
    TlmState *quarters)
{
  const TlmSegment *segment = planner->segment;
  TlmState a = node_state (segment, from), b = node_state (segment, to);
  TlmInstant start = tlm_segment_epoch (segment, from), stop = tlm_segment_epoch (segment, to);
  TlmForces forces = tlm_forces_new (segment->info.centre, segment->info.frame, planner->pole,
      has_j2, start, a.position_m, &planner->sky);

  return tlm_coast_join (&forces, &a, &b, tlm_duration_to_s (stop - start), coast, quarters);
}

/* Some files are computed about a point mass. */
static gboolean
is_with_j2 (TlmPlanner *planner)
{
  gsize n = planner->segment->epochs->len - 1, every = n / SAMPLES + 1;
  int votes = 0;

  for (gsize i = 0; i < n; i += every) {
    TlmCoast with, without;
    if (tlm_planner_join (planner, i, i + 1, TRUE, &with, NULL) &&
        tlm_planner_join (planner, i, i + 1, FALSE, &without, NULL))
      votes += tlm_coast_hidden_m_s (&with) <= tlm_coast_hidden_m_s (&without) ? 1 : -1;
  }
  return votes >= 0;
}

/* The coarsest power of ten that all the numbers sampled are multiples of, to the
 * precision of a double; 0 when there is none from 1 mm up. */
static double
grain (const TlmSegment *segment, guint kind)
{
  gsize n = segment->epochs->len, every = n / SAMPLES + 1;

  for (double unit = 10; unit > 0.5e-3; unit /= 10) {
    gboolean all = TRUE;
    for (gsize i = 0; i < n && all; i += every) {
      TlmVec3 a = tlm_vec3_scale (tlm_segment_vectors (segment, i)[kind], 1 / unit);
      double rest = fabs (a.x - round (a.x)) + fabs (a.y - round (a.y)) + fabs (a.z - round (a.z));
      all = rest < 1e-3;
    }
    if (all)
      return unit;
  }
  return 0;
}

double
tlm_planner_rounding_m (const TlmPlanner *planner, double span_s)
{
  return 2 * (planner->grain_m + span_s * planner->grain_m_s);
}

double
tlm_planner_left_out_m_s2 (const TlmSegment *segment, gsize node)
{
  const TlmBody *centre = segment->info.centre;
  double r = tlm_vec3_norm (tlm_segment_vectors (segment, node)[0]);
  double near = centre->equatorial_radius_m / r;

  return centre->gm_m3_s2 / (r * r) * near * near *
      (centre == tlm_body_earth () ? LEFT_OUT_EARTH : LEFT_OUT_OTHER);
}

TlmVec3
tlm_planner_drift_m_s (const TlmPlanner *planner, gsize interval)
{
  double h = tlm_duration_to_s (tlm_segment_step (planner->segment, interval));

  return tlm_vec3_scale (tlm_vec3_sub (planner->missing[2 * interval],
          planner->missing[2 * interval + 1]), h / 12);
}

static TlmVec3
mean_missing (const TlmPlanner *planner, gsize interval)
{
  return tlm_vec3_scale (tlm_vec3_add (planner->missing[2 * interval],
          planner->missing[2 * interval + 1]), 0.5);
}

/* How much the missing acceleration bends around an interval, m/s^2. */
static double
curvature (const TlmPlanner *planner, gsize interval)
{
  gsize n = planner->segment->epochs->len - 1;
  TlmVec3 before, after, here = mean_missing (planner, interval);

  if (interval == 0 || interval + 1 >= n)
    return 0;
  before = tlm_vec3_sub (here, mean_missing (planner, interval - 1));
  after = tlm_vec3_sub (mean_missing (planner, interval + 1), here);
  return tlm_vec3_norm (tlm_vec3_sub (after, before));
}

/* Change of the missing acceleration at a node, but for what a drift makes of it. */
static double
jump_m_s2 (const TlmPlanner *planner, gsize node)
{
  TlmVec3 before = tlm_planner_drift_m_s (planner, node - 1), after = tlm_planner_drift_m_s (planner, node);
  double most = fmax (tlm_vec3_norm (before), tlm_vec3_norm (after));
  double jump = tlm_vec3_norm (tlm_vec3_sub (planner->missing[2 * node],
          planner->missing[2 * node - 1]));

  if (most <= TLM_PLANNER_DRIFT_M_S && tlm_vec3_norm (tlm_vec3_sub (after, before)) <= DRIFT_PART * most)
    jump = fmin (jump, tlm_vec3_norm (tlm_vec3_sub (mean_missing (planner, node),
                mean_missing (planner, node - 1))));
  return jump;
}

static gboolean
is_break (const TlmPlanner *planner, gsize node)
{
  double h = tlm_duration_to_s (MIN (tlm_segment_step (planner->segment, node - 1),
          tlm_segment_step (planner->segment, node)));
  double jump = jump_m_s2 (planner, node);
  double floor_m = 5 * tlm_planner_rounding_m (planner, h) +
      tlm_planner_left_out_m_s2 (planner->segment, node) * h * h;

  if (!isfinite (jump))
    return TRUE;
  if (jump * h * h <= fmax (BREAK_M, floor_m) && jump * h <= fmax (BREAK_M_S, floor_m / h))
    return FALSE;
  return !(jump <= BREAK_CURVATURE * fmax (curvature (planner, node - 1),
          curvature (planner, node)));
}

/* A step more than twice the one beside it. */
static gboolean
is_change (const TlmSegment *segment, gsize node)
{
  TlmDuration before = tlm_segment_step (segment, node - 1);
  TlmDuration after = tlm_segment_step (segment, node);

  return after / 2 > before || before / 2 > after;
}

/* Until it is chosen, the kind of a plan says whether there is a break beside it. */
static void
find_spans (const TlmPlanner *planner)
{
  TlmSegment *segment = planner->segment;
  TlmPlan *plans = segment->plans;
  gsize n = segment->epochs->len - 1;

  plans[0].left = plans[n - 1].right = 1;
  for (gsize i = 1; i < n; i++) {
    gboolean broken = segment->has_velocity && is_break (planner, i);
    plans[i].left = broken || is_change (segment, i) ? 1 : (guint8) MIN (plans[i - 1].left + 1,
        TLM_EPHEMERIS_MAX_NODES);
    plans[i - 1].kind |= (guint8) broken;
    plans[i].kind |= (guint8) broken;
  }
  for (gsize i = n - 1; i-- > 0;)
    plans[i].right = plans[i + 1].left == 1 ? 1 : (guint8) MIN (plans[i + 1].right + 1,
        TLM_EPHEMERIS_MAX_NODES);
}

static void
find_missing (TlmPlanner *planner)
{
  gsize n = planner->segment->epochs->len - 1;
  TlmCoast coast;

  for (gsize i = 0; i < n; i++) {
    gboolean known = tlm_planner_join (planner, i, i + 1, planner->has_j2, &coast, NULL);
    planner->missing[2 * i] = known ? tlm_coast_missing_first (&coast) : (TlmVec3) { NAN, NAN, NAN };
    planner->missing[2 * i + 1] = known ? tlm_coast_missing_last (&coast) :
        (TlmVec3) { NAN, NAN, NAN };
  }
}

void
tlm_planner_init (TlmPlanner *planner, TlmSegment *segment)
{
  const TlmEphemerisSegment *info = &segment->info;
  gsize n = segment->epochs->len - 1;

  *planner = (TlmPlanner) { .segment = segment, .pole = { 0, 0, 1 } };
  if (segment->has_velocity) {
    planner->grain_m = grain (segment, 0);
    planner->grain_m_s = grain (segment, 1);
    if (info->centre == tlm_body_earth () && !tlm_frame_is_earth_fixed (info->frame))
      planner->pole = tlm_forces_pole (info->frame, tlm_segment_epoch (segment, n / 2));
    planner->has_j2 = is_with_j2 (planner);
    planner->missing = g_new (TlmVec3, 2 * n);
    find_missing (planner);
  }
  find_spans (planner);
}

void
tlm_planner_clear (TlmPlanner *planner)
{
  g_free (planner->missing);
}
