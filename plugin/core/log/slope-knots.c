/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Runs made to knots: times at which a value is known, and how well. */
#include <math.h>

#include "core/log/slope-private.h"

/* Samples that make a run a stair of a staircase, and so many that even much
 * noise does not make one of. */
#define STAIR 3
#define SURE_STAIR 8

/* A read-out's clock is no better than this part of a stair. */
#define EDGE 0.02

/* Standard deviation of what is rounded to 1. */
#define ROUNDING 0.28867513

/* How far the value of a run is from that of the next one; infinite where there is none. */
static double
step_to (const TlmSlopeWalk *walk, const TlmSlopeRun *run, const TlmSlopeRun *next)
{
  return run && next ? fabs (tlm_slope_apart (walk, run->value, next->value)) : INFINITY;
}

/* What a sensor has missed that hung in RUN: the value that follows catches up with it, and
 * goes on by less. */
static double
find_catch_up (TlmSlopeWalk *walk, const TlmSlopeRun *run, const TlmSlopeRun *next,
    const TlmSlopeRun *then)
{
  if (run->length < 2 || !next || next->length > 2 || !then)
    return 0;
  return run->step_after > 3 * step_to (walk, next, then) ? run->step_after : 0;
}

/* What the runs beside the run K say of it. It stays known if they are there: others may be
 * too far from this instant only. */
static void
find_shape (TlmSlopeWalk *walk, int k, TlmSlopeRun *run)
{
  const TlmSlopeRun *before = tlm_slope_run (walk, k - 1);
  const TlmSlopeRun *next = tlm_slope_run (walk, k + 1), *then = tlm_slope_run (walk, k + 2);

  run->step_after = step_to (walk, run, next);
  run->catch_up = find_catch_up (walk, run, next, then);
  run->own_step = run->length >= STAIR && before && next ?
      MIN (step_to (walk, before, run), run->step_after) : 0;
  run->has_shape = before && next && then;
}

/* The run K, which is there, and what is said of it wherever the instant is. */
static inline TlmSlopeRun *
shaped_run (TlmSlopeWalk *walk, int k)
{
  TlmSlopeRun *run = tlm_slope_run (walk, k);

  if (!run->has_shape)
    find_shape (walk, k, run);
  return run;
}

static inline double
noise_of (TlmSlopeWalk *walk)
{
  return walk->noise >= 0 ? walk->noise : tlm_slope_noise (walk);
}

/* The step of the grid at a run: a staircase's own, as the grid may change, else that of the
 * surroundings. */
static inline double
step_of (const TlmSlopeWalk *walk, const TlmSlopeRun *run)
{
  return MAX (walk->quantum, run->own_step);
}

/* Whether a run's samples are equal for the rounding, not by chance in noise. */
static inline gboolean
is_stair (TlmSlopeWalk *walk, const TlmSlopeRun *run)
{
  return run->length >= STAIR && (run->length >= SURE_STAIR ||
      noise_of (walk) <= step_of (walk, run));
}

static inline gboolean
is_stuck (const TlmSlopeWalk *walk, const TlmSlopeRun *run)
{
  return run->catch_up > 4 * walk->quantum;
}

double
tlm_slope_step (TlmSlopeWalk *walk, int k)
{
  return step_of (walk, shaped_run (walk, k));
}

gboolean
tlm_slope_is_stuck (TlmSlopeWalk *walk, int k)
{
  return is_stuck (walk, shaped_run (walk, k));
}

/* Whether RUN, the run K, and the NEXT one, which may be NULL, are stairs that meet, one
 * step of their grid apart. */
static inline gboolean
has_edge (TlmSlopeWalk *walk, int k, TlmSlopeRun *run, TlmSlopeRun *next)
{
  if (!run || !next || run->length < STAIR || next->length < STAIR)
    return FALSE;
  if (!run->has_shape)
    find_shape (walk, k, run);
  if (!next->has_shape)
    find_shape (walk, k + 1, next);
  return is_stair (walk, run) && is_stair (walk, next) &&
      run->step_after <= 1.05 * MAX (step_of (walk, run), step_of (walk, next));
}

static double
begin_s (const TlmSlopeWalk *walk, const TlmSlopeRun *run)
{
  return tlm_duration_to_s (run->begin_ns - walk->reference_ns);
}

static double
end_s (const TlmSlopeWalk *walk, const TlmSlopeRun *run)
{
  return tlm_duration_to_s (run->end_ns - walk->reference_ns);
}

static inline void
emit (TlmSlopeEmission *out, const TlmSlopeWalk *walk, double x_s, double value, double sigma)
{
  const TlmSlopeRun *centre = &walk->runs[(guint) walk->centre % TLM_SLOPE_RUNS];

  out->knots[out->n++] = (TlmSlopeKnot) { x_s, tlm_slope_apart (walk, centre->value, value),
    MAX (sigma, walk->least_sigma) };
}

/* Whether the values step to and fro about the end of the run K, which smooth
 * motion does but once. */
static gboolean
flickers (TlmSlopeWalk *walk, int k)
{
  const TlmSlopeRun *run[4];

  for (int i = 0; i < 4; i++)
    run[i] = tlm_slope_run (walk, k - 1 + i);
  return run[0] && run[3] &&
      tlm_slope_apart (walk, run[0]->value, run[1]->value) *
      tlm_slope_apart (walk, run[1]->value, run[2]->value) < 0 &&
      tlm_slope_apart (walk, run[1]->value, run[2]->value) *
      tlm_slope_apart (walk, run[2]->value, run[3]->value) < 0;
}

/* How well a value is known: to its rounding, or to the noise where that is more. */
static double
known_to (TlmSlopeWalk *walk, double rounding)
{
  double noise = noise_of (walk);

  return MAX (rounding, noise);
}

static TlmDuration
lasts_ns (const TlmSlopeRun *run)
{
  return run ? run->end_ns - run->begin_ns : 0;
}

/* Where the run K and the next one meet. It stays known as the shape of a run does. */
static void
find_edge (TlmSlopeWalk *walk, int k, TlmSlopeRun *run, const TlmSlopeRun *next)
{
  double between = tlm_duration_to_s (next->begin_ns - run->end_ns), step = run->step_after;
  double rate = step / (tlm_duration_to_s (MIN (lasts_ns (run), lasts_ns (next))) + between);
  double jitter = rate * between * ROUNDING;

  run->edge_s = between / 2;
  run->edge_value = run->value + tlm_slope_apart (walk, run->value, next->value) / 2;
  run->edge_sigma = sqrt (jitter * jitter + EDGE * EDGE * step * step);
  run->edge_flickers = flickers (walk, k);
  run->has_edge = run->has_shape;
}

/* Where two stairs meet the value is half-way between them, to the time between
 * two samples. */
static void
emit_edge (TlmSlopeEmission *out, TlmSlopeWalk *walk, int k, TlmSlopeRun *run,
    const TlmSlopeRun *next)
{
  double sigma;

  if (!run->has_edge)
    find_edge (walk, k, run, next);
  sigma = run->edge_flickers ? known_to (walk, run->edge_sigma) : run->edge_sigma;
  emit (out, walk, end_s (walk, run) + run->edge_s, run->edge_value, sigma);
}

/* Of a stair its value is said where it is much longer than those beside it (an
 * apogee, a pad) or has none beside it: also in its quarters where it is LONGER yet, and
 * at the ends that no edge BEGINS or ENDS. */
static void
emit_long_stair (TlmSlopeEmission *out, TlmSlopeWalk *walk, const TlmSlopeRun *run,
    gboolean begins, gboolean ends, gboolean is_longer)
{
  const double begin = begin_s (walk, run), end = end_s (walk, run), quarter = (end - begin) / 4;
  const double sigma = step_of (walk, run) * ROUNDING;

  if (!begins)
    emit (out, walk, begin, run->value, sigma);
  if (is_longer)
    emit (out, walk, begin + quarter, run->value, sigma);
  emit (out, walk, begin + 2 * quarter, run->value, sigma);
  if (is_longer)
    emit (out, walk, end - quarter, run->value, sigma);
  if (!ends)
    emit (out, walk, end, run->value, sigma);
}

static void
emit_stair (TlmSlopeEmission *out, TlmSlopeWalk *walk, int k, TlmSlopeRun *run)
{
  TlmSlopeRun *before = tlm_slope_run (walk, k - 1), *after = tlm_slope_run (walk, k + 1);
  const TlmDuration lasts = lasts_ns (run), beside = MAX (lasts_ns (before), lasts_ns (after));
  const gboolean ends = has_edge (walk, k, run, after);

  if (!before || !after || lasts > 4 * beside)
    emit_long_stair (out, walk, run, has_edge (walk, k - 1, before, run), ends,
        before && after && lasts > 10 * beside);
  else if (!ends && !has_edge (walk, k - 1, before, run))
    emit (out, walk, (begin_s (walk, run) + end_s (walk, run)) / 2, run->value,
        known_to (walk, step_of (walk, run) * ROUNDING));
  if (ends)
    emit_edge (out, walk, k, run, after);
}

static void
emit_run (TlmSlopeEmission *out, TlmSlopeWalk *walk, int k)
{
  TlmSlopeRun *run = shaped_run (walk, k);
  double rounding = walk->quantum * ROUNDING;

  out->n = 0;
  if (is_stuck (walk, run))
    emit (out, walk, begin_s (walk, run), run->value, known_to (walk, rounding));
  else if (is_stair (walk, run))
    emit_stair (out, walk, k, run);
  else
    emit (out, walk, (begin_s (walk, run) + end_s (walk, run)) / 2, run->value,
        known_to (walk, rounding));
}

static void
take (TlmSlopeWalk *walk, TlmSlopeSide side, const TlmSlopeKnot *knot)
{
  if (walk->n_knots[side] < TLM_SLOPE_KNOTS)
    walk->knots[side][walk->n_knots[side]++] = *knot;
}

guint
tlm_slope_split (TlmSlopeWalk *walk, double x_s)
{
  guint split = 0;

  if (walk->emission.n == 0)
    emit_run (&walk->emission, walk, 0);
  while (split < walk->emission.n && walk->emission.knots[split].x_s <= x_s)
    split++;
  return split;
}

void
tlm_slope_knots_begin (TlmSlopeWalk *walk, guint split)
{
  walk->n_knots[TLM_SLOPE_BEFORE] = walk->n_knots[TLM_SLOPE_AFTER] = 0;
  for (guint i = split; i-- > 0;)
    take (walk, TLM_SLOPE_BEFORE, &walk->emission.knots[i]);
  for (guint i = split; i < walk->emission.n; i++)
    take (walk, TLM_SLOPE_AFTER, &walk->emission.knots[i]);
  walk->n_emitted[TLM_SLOPE_BEFORE] = walk->n_emitted[TLM_SLOPE_AFTER] = 1;
}

/* Takes the values of runs from K on, to SIDE, that are no stairs and not stuck, in their
 * middles, until there are N knots. */
static void
take_values (TlmSlopeWalk *walk, TlmSlopeSide side, int k, guint n)
{
  const int way = side == TLM_SLOPE_BEFORE ? -1 : 1;
  const double centre = tlm_slope_run (walk, 0)->value;
  TlmSlopeKnot *knot = &walk->knots[side][walk->n_knots[side]];
  TlmSlopeKnot *end = &walk->knots[side][n];
  const TlmSlopeRun *run;

  if (walk->plain_sigma < 0)
    walk->plain_sigma = MAX (known_to (walk, walk->quantum * ROUNDING), walk->least_sigma);
  for (; knot != end && (run = tlm_slope_run (walk, k)) != NULL; knot++, k += way) {
    if (run->length > 1 && (run->length >= STAIR || is_stuck (walk, shaped_run (walk, k))))
      break;
    knot->x_s = begin_s (walk, run);
    if (run->length > 1)
      knot->x_s = (knot->x_s + end_s (walk, run)) / 2;
    knot->y = tlm_slope_apart (walk, centre, run->value);
    knot->sigma = walk->plain_sigma;
  }
  walk->n_knots[side] = (guint) (knot - walk->knots[side]);
  walk->n_emitted[side] = (guint) ABS (k);
}

gboolean
tlm_slope_more_knots (TlmSlopeWalk *walk, TlmSlopeSide side, guint n)
{
  const int way = side == TLM_SLOPE_BEFORE ? -1 : 1;
  TlmSlopeEmission out;

  while (walk->n_knots[side] < n && walk->n_knots[side] < TLM_SLOPE_KNOTS) {
    int k = way * (int) walk->n_emitted[side];
    const TlmSlopeRun *run = tlm_slope_run (walk, k);
    if (!run)
      break;
    if (run->length < STAIR && !is_stuck (walk, shaped_run (walk, k))) {
      take_values (walk, side, k, MIN (n, TLM_SLOPE_KNOTS));
      continue;
    }
    walk->n_emitted[side]++;
    emit_run (&out, walk, k);
    for (guint i = 0; i < out.n; i++)
      take (walk, side, &out.knots[side == TLM_SLOPE_BEFORE ? out.n - 1 - i : i]);
  }
  return walk->n_knots[side] >= n;
}
