/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which way of having a state between two nodes is believed, decided once, interval by
 * interval. A polynomial fits anything that it is given: eight nodes across steps of
 * 2 s and 240 s, or across the beginning of thrust, put a station 33,000 km high. So
 *
 *   nodes are divided into spans, at a change of step by more than a factor of 2 and at
 *   a break of the acceleration that the known forces do not explain, and no polynomial
 *   reaches beyond its span;
 *   what it says is held against the equations of motion between the two nodes alone
 *   (ephemeris-coast.h), or for positions without velocities against a polynomial
 *   through other nodes;
 *   where they differ by too much another order is tried, then the equations of motion
 *   alone where nothing can hide between the two nodes, and otherwise nothing is shown.
 *
 * The source's method and degree (CCSDS 502.0-B-3, table 5-3) are tried first. */
#include <string.h>

#include "core/space/ephemeris-plan-private.h"

/* Largest difference of two estimates that are both believed. */
#define TOLERANCE_M 2.0
#define TOLERANCE_M_S 0.05

/* Beyond this from the Earth it grows as the distance. */
#define FAR_M 60e6
#define FAR_TOLERANCE 1e-6

/* A difference this small proves nothing and harms nobody. */
#define SMALL_M 0.1
#define SMALL_M_S 0.0025

/* Positions rounded to a grain make this many grains a span of the rate of change. */
#define ROUGH_SLOPE 3.0

/* Where the source names no order, one that differs by more is held against others. */
#define GOOD_M 0.25

/* Of what thrust hides above the tolerance, the part that estimates must agree to. */
#define THRUST_PART 0.05

/* An order of fewer nodes is none that anybody but the source would take. */
#define FEWEST_NODES 4

/* The equations of motion stand in for a polynomial over no more than this, an eighth of a
 * revolution: over a longer hole nobody tabulated anything. */
#define COAST_STEPS 28

/* A drift below this is no drift. */
#define DRIFT_LEAST_M_S 0.005

/* How many times a revolution the forces left out change. */
#define LEFT_OUT_TURNS 4

/* Nodes of the orders tried after the source's own. */
#define LOW_NODES 4
#define CHECK_NODES 6

/* An interval looked at more closely. */
typedef struct {
  TlmCoast coast;
  TlmState quarters[TLM_COAST_QUARTERS];
  double tolerance_m, tolerance_m_s;
  double contradiction_m;
  gboolean is_contradicted;
  gboolean has_drift;          /* velocities are those of the nodes, not of the positions */
  gboolean is_clean;           /* nothing can hide in it */
  gboolean is_smooth;          /* nothing but the forces left out can */
  double grain_m;              /* of positions too rough for their rate of change; 0: none */
  double differ_m, differ_m_s; /* least, of the estimates tried */
} Interval;

static double
tolerance_m (const TlmSegment *segment, gsize node)
{
  double r = tlm_vec3_norm (tlm_segment_vectors (segment, node)[0]);

  return segment->info.centre == tlm_body_earth () && r > FAR_M ? FAR_TOLERANCE * r : TOLERANCE_M;
}

/* What they can make of tlm_coast_contradiction_m(): their rate of change times
 * span^3 / 12. */
static double
left_out_m (const TlmSegment *segment, gsize node, const TlmCoast *coast)
{
  double r = tlm_vec3_norm (coast->start.position_m), h = coast->span_s;
  double rate = LEFT_OUT_TURNS * sqrt (coast->forces.gm_m3_s2 / (r * r * r));

  return tlm_planner_left_out_m_s2 (segment, node) * rate * h * h * h / 12;
}

/* Lessens the contradiction of an interval by the drift that a neighbour has too, and
 * takes that one's part off the velocities between. */
static void
allow_drift (const TlmPlanner *planner, gsize interval, Interval *out)
{
  gsize n = planner->segment->epochs->len - 1;
  TlmVec3 least = { 0, 0, 0 };

  for (int side = -1; side <= 1; side += 2) {
    TlmCoast less = out->coast;
    TlmVec3 usual;
    double contradiction_m;
    if ((side < 0 && interval == 0) || (side > 0 && interval + 1 >= n))
      continue;
    usual = tlm_planner_drift_m_s (planner, interval + (gsize) side, interval);
    less.missing_m = tlm_vec3_sub (less.missing_m, tlm_vec3_scale (usual, less.span_s));
    contradiction_m = tlm_coast_contradiction_m (&less);
    if (!(tlm_vec3_norm (usual) <= TLM_PLANNER_DRIFT_M_S)
        || contradiction_m >= out->contradiction_m)
      continue;
    out->contradiction_m = contradiction_m;
    least = usual;
  }
  for (int i = 0; i < TLM_COAST_QUARTERS; i++) {
    double part = (i + 1) / 4.0;
    out->quarters[i].velocity_m_s = tlm_vec3_sub (out->quarters[i].velocity_m_s,
        tlm_vec3_scale (least, 6 * part * (1 - part)));
  }
  out->has_drift = tlm_vec3_norm (least) > 0;
}

static gboolean
look (TlmPlanner *planner, gsize from, gsize to, Interval *out)
{
  double left_out_m_s, most_m;

  if (!tlm_planner_join (planner, from, to, planner->has_j2, &out->coast, out->quarters))
    return FALSE;
  out->tolerance_m = tolerance_m (planner->segment, from);
  out->tolerance_m_s = TOLERANCE_M_S;
  out->differ_m = tlm_coast_hidden_m (&out->coast);
  out->differ_m_s = tlm_coast_hidden_m_s (&out->coast);
  most_m = out->tolerance_m / 2 + tlm_planner_rounding_m (planner, out->coast.span_s) +
      left_out_m (planner->segment, from, &out->coast);
  out->contradiction_m = tlm_coast_contradiction_m (&out->coast);
  out->has_drift = FALSE;
  if (to == from + 1
      && out->contradiction_m > fmin (most_m, DRIFT_LEAST_M_S * out->coast.span_s))
    allow_drift (planner, from, out);
  out->is_contradicted = out->contradiction_m > most_m;
  out->is_clean = !out->is_contradicted && out->differ_m <= out->tolerance_m &&
      out->differ_m_s <= out->tolerance_m_s;
  out->grain_m = 2 * planner->grain_m > out->tolerance_m_s * out->coast.span_s ?
      planner->grain_m : 0;
  left_out_m_s = tlm_planner_left_out_m_s2 (planner->segment, from) * out->coast.span_s;
  out->is_smooth = out->is_clean || (!out->is_contradicted &&
      out->differ_m - left_out_m_s * out->coast.span_s / 8 <= out->tolerance_m &&
      out->differ_m_s - left_out_m_s / 2 <= out->tolerance_m_s);
  return TRUE;
}

/* Largest difference at the quarters of the way. */
static void
differ (const TlmSegment *segment, const TlmPlan *plan, gsize node, const TlmState *quarters,
    double *position_m, double *velocity_m_s)
{
  TlmInstant start = tlm_segment_epoch (segment, node);
  TlmDuration step = tlm_segment_step (segment, node);

  *position_m = *velocity_m_s = 0;
  for (int i = 0; i < TLM_COAST_QUARTERS; i++) {
    TlmState state;
    TlmVec3 acceleration;

    (plan->kind == TLM_PLAN_MEASURED ? tlm_segment_measured : tlm_segment_polynomial) (segment,
        plan, node, start + step / 4 * (i + 1), &state, &acceleration);
    *position_m = fmax (*position_m, tlm_vec3_norm (tlm_vec3_sub (state.position_m,
                quarters[i].position_m)));
    *velocity_m_s = fmax (*velocity_m_s, tlm_vec3_norm (tlm_vec3_sub (state.velocity_m_s,
                quarters[i].velocity_m_s)));
  }
}

/* Up to N nodes of those there are, by METHOD. */
static TlmPlan
polynomial (const TlmPlan *span, TlmEphemerisMethod method, guint n)
{
  TlmPlan plan = *span;

  plan.kind = TLM_PLAN_POLYNOMIAL;
  plan.method = (guint8) method;
  plan.n_nodes = (guint8) MIN (n, (guint) span->left + span->right);
  return plan;
}

/* Whether the source names this order. */
static gboolean
is_wanted (const TlmSegment *segment, const TlmPlan *plan)
{
  return segment->info.method != TLM_EPHEMERIS_DEFAULT
      && plan->method == tlm_segment_method (segment)
      && plan->n_nodes == tlm_segment_wanted_nodes (segment);
}

/* Whether PLAN is believed, and how far it is off the equations of motion. */
static gboolean
agrees (const TlmSegment *segment, const TlmPlan *plan, gsize node, Interval *interval,
    double *off_m)
{
  double off_m_s, most_m = interval->tolerance_m, most_m_s = interval->tolerance_m_s;

  *off_m = INFINITY;
  if (plan->n_nodes < FEWEST_NODES && plan->kind == TLM_PLAN_POLYNOMIAL
      && !(interval->is_smooth && is_wanted (segment, plan)))
    return FALSE;
  if (!interval->is_smooth) {
    most_m = CLAMP (THRUST_PART * tlm_coast_hidden_m (&interval->coast), SMALL_M, most_m);
    most_m_s = CLAMP (THRUST_PART * tlm_coast_hidden_m_s (&interval->coast), SMALL_M_S, most_m_s);
  }
  if (interval->grain_m > 0) {
    most_m += interval->grain_m;
    most_m_s += ROUGH_SLOPE * interval->grain_m / interval->coast.span_s;
  }
  differ (segment, plan, node, interval->quarters, off_m, &off_m_s);
  if (*off_m <= most_m && off_m_s <= most_m_s)
    return TRUE;
  interval->differ_m = fmin (interval->differ_m, *off_m);
  interval->differ_m_s = fmin (interval->differ_m_s, off_m_s);
  return FALSE;
}

/* The first of the orders that is believed; where the source names none, the one that is
 * off least, unless the first one is hardly off. FALSE, PLAN untouched, for none. */
static gboolean
choose_order (const TlmSegment *segment, gsize node, const TlmPlan *orders, gsize n,
    Interval *interval, TlmPlan *plan)
{
  double least_m = INFINITY, off_m;
  gboolean is_free = segment->info.method == TLM_EPHEMERIS_DEFAULT;

  for (gsize i = 0; i < n; i++) {
    if ((i > 0 && memcmp (&orders[i], &orders[i - 1], sizeof orders[i]) == 0)
        || !agrees (segment, &orders[i], node, interval, &off_m) || off_m >= least_m)
      continue;
    least_m = off_m;
    *plan = orders[i];
    if (!is_free || off_m <= GOOD_M)
      break;
  }
  return least_m < INFINITY;
}

static void
keep_coast (TlmSegment *segment, gsize node, const TlmCoast *coast)
{
  TlmSegmentCoast kept = { node, *coast };

  g_array_append_val (segment->coasts, kept);
}

/* Positions rounded to a metre a few seconds apart have no rate of change worth the name:
 * the velocities are interpolated by themselves, as if they had been measured. */
static gboolean
choose_rough (TlmSegment *segment, gsize node, Interval *interval, TlmPlan *plan)
{
  TlmPlan rough = *plan;
  double off_m;

  rough.kind = TLM_PLAN_MEASURED;
  rough.method = TLM_EPHEMERIS_HERMITE;
  rough.left = MIN (rough.left, 2);
  rough.right = MIN (rough.right, 2);
  rough.n_nodes = rough.left + rough.right;
  if (!agrees (segment, &rough, node, interval, &off_m))
    return FALSE;
  *plan = rough;
  return TRUE;
}

/* The source's own order, the default one, a low one, the equations of motion. */
static void
choose (TlmPlanner *planner, gsize node)
{
  TlmSegment *segment = planner->segment;
  TlmPlan *plan = &segment->plans[node], span = *plan;
  const TlmPlan orders[] = {
    polynomial (&span, tlm_segment_method (segment), tlm_segment_wanted_nodes (segment)),
    polynomial (&span, TLM_EPHEMERIS_HERMITE, TLM_EPHEMERIS_DEFAULT_NODES),
    polynomial (&span, TLM_EPHEMERIS_HERMITE, LOW_NODES),
    polynomial (&span, TLM_EPHEMERIS_LAGRANGE, TLM_EPHEMERIS_DEFAULT_NODES),
  };
  Interval interval;

  if (!look (planner, node, node + 1, &interval)) {
    plan->kind = TLM_PLAN_UNKNOWN;
    tlm_segment_refuse (segment, node, INFINITY, INFINITY);
    return;
  }
  interval.is_smooth &= interval.is_clean || !plan->kind;
  plan->kind = interval.is_contradicted ? TLM_PLAN_CONTRADICTED : TLM_PLAN_UNKNOWN;
  if (interval.is_contradicted)
    interval.differ_m = interval.contradiction_m;
  if (!interval.is_contradicted && (interval.grain_m > 0 ?
          choose_rough (segment, node, &interval, plan) :
          choose_order (segment, node, orders, G_N_ELEMENTS (orders), &interval, plan)))
    return;
  if (interval.is_clean && !interval.has_drift && interval.grain_m == 0
      && interval.coast.n_steps <= COAST_STEPS) {
    plan->kind = TLM_PLAN_COAST;
    keep_coast (segment, node, &interval.coast);
    return;
  }
  tlm_segment_refuse (segment, node, interval.differ_m, interval.differ_m_s);
}

/* Positions alone: by the polynomial through more or fewer nodes instead. */
static void
choose_of_positions (TlmSegment *segment, gsize node)
{
  TlmPlan *plan = &segment->plans[node], span = *plan;
  const TlmPlan orders[] = {
    polynomial (&span, tlm_segment_method (segment), tlm_segment_wanted_nodes (segment)),
    polynomial (&span, TLM_EPHEMERIS_LAGRANGE, TLM_EPHEMERIS_DEFAULT_NODES),
  };
  Interval interval = { .tolerance_m = tolerance_m (segment, node),
    .tolerance_m_s = TOLERANCE_M_S, .is_clean = TRUE, .is_smooth = TRUE, .differ_m = INFINITY,
    .differ_m_s = INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++) {
    guint n = orders[i].n_nodes;
    guint others = n > CHECK_NODES ? CHECK_NODES : TLM_EPHEMERIS_DEFAULT_NODES;
    TlmPlan check = polynomial (&span, TLM_EPHEMERIS_LAGRANGE, others);
    TlmInstant start = tlm_segment_epoch (segment, node);
    TlmVec3 acceleration;
    double off_m;

    if (check.n_nodes == n)
      check.n_nodes--;
    if (check.n_nodes < 2)
      continue;
    for (int j = 0; j < TLM_COAST_QUARTERS; j++)
      tlm_segment_polynomial (segment, &check, node,
          start + tlm_segment_step (segment, node) / 4 * (j + 1), &interval.quarters[j],
          &acceleration);
    if (agrees (segment, &orders[i], node, &interval, &off_m)) {
      *plan = orders[i];
      return;
    }
  }
  tlm_segment_refuse (segment, node, interval.differ_m, interval.differ_m_s);
}

static gboolean
is_unknown (const TlmSegment *segment, gsize interval)
{
  return segment->plans[interval].kind <= TLM_PLAN_CONTRADICTED;
}

/* Velocity missing at the end of an interval, as tlm_coast_hidden_m_s() counts it. */
static double
hidden_m_s (const TlmPlanner *planner, gsize interval)
{
  const TlmVec3 *missing = &planner->missing[2 * interval];

  return tlm_vec3_norm (tlm_vec3_add (missing[0], missing[1])) / 4 *
      tlm_duration_to_s (tlm_segment_step (planner->segment, interval));
}

/* A node with nothing shown on either side is wrong when the vehicle coasted from the
 * node before to the one after and did not pass there: less is missing over the whole
 * way than over each half of it. */
static void
find_wrong_nodes (TlmPlanner *planner)
{
  TlmSegment *segment = planner->segment;
  Interval around;

  for (gsize i = 1; i + 1 < segment->epochs->len; i++) {
    if (!is_unknown (segment, i - 1) || !is_unknown (segment, i)
        || !look (planner, i - 1, i + 1, &around) || !around.is_smooth)
      continue;
    if (2 * tlm_coast_hidden_m_s (&around.coast) < fmin (hidden_m_s (planner, i - 1),
            hidden_m_s (planner, i)))
      segment->plans[i - 1].kind = segment->plans[i].kind = TLM_PLAN_CONTRADICTED;
  }
}

void
tlm_segment_plan (TlmSegment *segment)
{
  TlmPlanner planner;

  if (segment->epochs->len < 2)
    return;
  segment->plans = g_new0 (TlmPlan, segment->epochs->len - 1);
  if (segment->info.is_measured) {
    tlm_segment_plan_measured (segment, 0);
    return;
  }
  tlm_planner_init (&planner, segment);
  for (gsize i = 0; i + 1 < segment->epochs->len; i++) {
    if (segment->has_velocity)
      choose (&planner, i);
    else
      choose_of_positions (segment, i);
  }
  if (segment->has_velocity)
    find_wrong_nodes (&planner);
  tlm_planner_clear (&planner);
}
