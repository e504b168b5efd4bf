/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/slope.h"

#include <math.h>
#include <string.h>

#include "core/log/slope-private.h"

/* How windows grow, in knots, and how far they reach once they have enough. */
static const guint8 sizes[] = { 5, 7, 10, 14, 20, 28, 40, 56, 80, 112 };
#define LONGEST_S 60.0

/* Where windows stand: quarters of their knots that are before the instant. */
#define PLACES 5

/* Standard errors within which two slopes agree. */
#define AGREES 2.0

/* Residuals that are larger than the sigmas are noise, and not motion that a
 * parabola does not follow, when their mean square no longer grows: by this from
 * a window of half the size. Where it has grown by that, there is no more to be
 * had from longer windows. */
#define SATURATED 1.25
#define HOPELESS 1000

/* Clocks of channels and sensors differ: no slope is better than this part of
 * it. Windows that come so far need not grow. */
#define BEST 0.01
#define ENOUGH 0.01

/* Knots of a side that serve where no window can be had. */
#define FEW 4

/* From this size on a place whose error is so many times another's cannot win. */
#define PRUNED_SIZE 14
#define PRUNED 4

/* A parabola's square residual next to the instant, in mean squares, from which on
 * there is a corner. */
#define CORNER 6.0

/* Windows of so many knots may not tell a jerk on a staircase from a curve. */
#define SHORT 40

/* So much longer than its neighbours is a run that is a wait. */
#define WAIT 10

/* Standing for less than this says nothing where the grid is not known. */
#define REST_S 5.0

/* Places whose errors are further apart than this do not contradict each other: the
 * one does not claim to know. */
#define COMPARABLE 3

/* The windows in one place about the instant. */
typedef struct {
  TlmSlopeFit best;            /* the smallest error of those that count */
  gboolean has_best, is_over;  /* over: they have grown enough */
  double low, high;            /* where all their slopes agree */
  double excess[2];            /* of the last two, older first; 0: none */
  double fair;                 /* the largest of those that count */
} Place;

typedef struct {
  TlmSlopeWalk walk;
  TlmSlopeSums sums[2][TLM_SLOPE_KNOTS + 1];   /* of the first knots of a side */
  guint n_sums[2];
  guint least[2];              /* knots of a side that each window has */
  Place places[PLACES];
} Search;

static const TlmSlopeSums *
sums_of (Search *search, TlmSlopeSide side, guint n)
{
  while (search->n_sums[side] < n) {
    guint i = search->n_sums[side]++;
    search->sums[side][i + 1] = search->sums[side][i];
    tlm_slope_sums_add (&search->sums[side][i + 1], &search->walk.knots[side][i]);
  }
  return &search->sums[side][n];
}

static gboolean
fit_window (Search *search, guint before, guint after, TlmSlopeFit *fit)
{
  TlmSlopeSums sums = *sums_of (search, TLM_SLOPE_BEFORE, before);

  tlm_slope_sums_join (&sums, sums_of (search, TLM_SLOPE_AFTER, after));
  return tlm_slope_fit (&sums, fit);
}

/* How far from the instant the N-th knot of SIDE is. */
static double
reach_s (const Search *search, TlmSlopeSide side, guint n)
{
  return n > 0 ? fabs (search->walk.knots[side][n - 1].x_s) : 0;
}

/* Whether a window of one side says something of the instant, where there is
 * nothing on the other: the nearest knot within a third of its span. */
static gboolean
reaches_instant (const Search *search, TlmSlopeSide side, guint n)
{
  return reach_s (search, side, 1) * 4 <= reach_s (search, side, n);
}

/* Whether a parabola is further off the knots next to the instant than it is off
 * the others: there is a corner, which a long window outweighs. */
static gboolean
misses_instant (const Search *search, const TlmSlopeFit *fit)
{
  for (guint side = 0; side < 2; side++) {
    const TlmSlopeKnot *knot = search->walk.knots[side];
    double off;
    if (search->walk.n_knots[side] == 0)
      continue;
    off = knot->y - (fit->c[0] + knot->x_s * (fit->c[1] + knot->x_s * fit->c[2]));
    if (off * off > CORNER * fit->excess * knot->sigma * knot->sigma)
      return TRUE;
  }
  return FALSE;
}

/* Takes a fit of PLACE into account. By the intersection of confidence intervals
 * a window whose slope is off those of the shorter ones has grown too long. */
static void
judge (const Search *search, Place *place, const TlmSlopeFit *fit)
{
  double half = place->excess[0];
  gboolean is_noise = half > 0 && fit->excess < SATURATED * half;

  place->excess[0] = place->excess[1];
  place->excess[1] = fit->excess;
  if (fit->is_misfit && ((place->has_best && !is_noise) || misses_instant (search, fit))) {
    place->is_over = fit->excess > HOPELESS * place->fair;
    return;
  }
  place->low = fmax (place->low, fit->slope - AGREES * fit->error);
  place->high = fmin (place->high, fit->slope + AGREES * fit->error);
  place->is_over = place->low > place->high;
  if (place->is_over)
    return;
  place->fair = fmax (place->fair, fit->excess);
  if (!place->has_best || fit->error < place->best.error)
    place->best = *fit;
  place->has_best = TRUE;
}

static void
grow (Search *search, guint at, guint n)
{
  Place *place = &search->places[at];
  const guint *least = search->least;
  guint before = least[TLM_SLOPE_BEFORE] +
      ((n - least[TLM_SLOPE_BEFORE] - least[TLM_SLOPE_AFTER]) * at + 2) / (PLACES - 1);
  guint after = n - before;
  TlmSlopeFit fit;

  place->is_over = !tlm_slope_need_knots (&search->walk, TLM_SLOPE_BEFORE, before) ||
      !tlm_slope_need_knots (&search->walk, TLM_SLOPE_AFTER, after) ||
      (n > sizes[0] && fmax (reach_s (search, TLM_SLOPE_BEFORE, before),
              reach_s (search, TLM_SLOPE_AFTER, after)) > LONGEST_S);
  if (place->is_over || (before == 0 && !reaches_instant (search, TLM_SLOPE_AFTER, after)) ||
      (after == 0 && !reaches_instant (search, TLM_SLOPE_BEFORE, before)))
    return;
  if (fit_window (search, before, after, &fit))
    judge (search, place, &fit);
}

static const TlmSlopeFit *
best_place (const Search *search)
{
  const TlmSlopeFit *best = NULL;

  for (guint at = 0; at < PLACES; at++) {
    const Place *place = &search->places[at];
    if (place->has_best && (!best || place->best.error < best->error))
      best = &place->best;
  }
  return best;
}

static void
prune (Search *search, double error)
{
  for (guint at = 0; at < PLACES; at++) {
    Place *place = &search->places[at];
    place->is_over |= place->has_best && place->best.error > PRUNED * error;
  }
}

/* A window holds the knots on both sides of the instant, or the one at it: what
 * is said of one side alone may end at a corner before it comes to the instant. */
static void
grow_all (Search *search)
{
  search->least[TLM_SLOPE_BEFORE] = tlm_slope_need_knots (&search->walk, TLM_SLOPE_BEFORE, 1);
  search->least[TLM_SLOPE_AFTER] = tlm_slope_need_knots (&search->walk, TLM_SLOPE_AFTER, 1) &&
      !(search->least[TLM_SLOPE_BEFORE] && reach_s (search, TLM_SLOPE_BEFORE, 1) <= 0);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    const TlmSlopeFit *best;
    for (guint at = 0; at < PLACES; at++)
      if (!search->places[at].is_over)
        grow (search, at, sizes[i]);
    best = best_place (search);
    if (best && best->error <= ENOUGH * fabs (best->slope))
      break;
    if (best && sizes[i] >= PRUNED_SIZE)
      prune (search, best->error);
  }
}

/* A value that stands, rounded to a step, has moved by no more than that step
 * since it came and until it goes. */
static gboolean
find_rest (TlmSlopeWalk *walk, TlmSlopeFit *fit)
{
  const TlmSlopeRun *run = &walk->centre;
  double nearest = INFINITY;

  if (run->length < 3 || run->end_s < 0 || tlm_slope_is_stuck (walk, 0))
    return FALSE;
  if (tlm_slope_run (walk, -1))
    nearest = -run->begin_s;
  if (tlm_slope_run (walk, 1))
    nearest = fmin (nearest, run->end_s);
  if (isinf (nearest) && run->end_s - run->begin_s < REST_S)
    return FALSE;
  *fit = (TlmSlopeFit) { .error =
      tlm_slope_step (walk, 0) / sqrt (12) / fmax (nearest, 1e-9) };
  return TRUE;
}

/* Whether the run at the instant is a wait, far longer than those beside it: it may
 * begin or end with a jerk, of which the rounding shows nothing for a while. */
static gboolean
is_wait (TlmSlopeWalk *walk)
{
  const TlmSlopeRun *before = tlm_slope_run (walk, -1), *after = tlm_slope_run (walk, 1);
  double lasts = walk->centre.end_s - walk->centre.begin_s;

  return (!before || lasts > WAIT * (before->end_s - before->begin_s)) &&
      (!after || lasts > WAIT * (after->end_s - after->begin_s));
}

/* The rate between the knots on both sides of the instant, where neighbouring
 * ones show how much it may change. */
static gboolean
find_secant (TlmSlopeWalk *walk, TlmSlopeFit *fit)
{
  const TlmSlopeKnot *before = walk->knots[TLM_SLOPE_BEFORE];
  const TlmSlopeKnot *after = walk->knots[TLM_SLOPE_AFTER];
  double span, was, then;

  if (!tlm_slope_need_knots (walk, TLM_SLOPE_BEFORE, 2) ||
      !tlm_slope_need_knots (walk, TLM_SLOPE_AFTER, 2))
    return FALSE;
  span = after->x_s - before->x_s;
  was = (before[0].y - before[1].y) / (before[0].x_s - before[1].x_s);
  then = (after[1].y - after[0].y) / (after[1].x_s - after[0].x_s);
  *fit = (TlmSlopeFit) { .slope = (after->y - before->y) / span };
  fit->error = hypot (fmax (fabs (was - fit->slope), fabs (then - fit->slope)) / 2,
      hypot (after->sigma, before->sigma) / span);
  return TRUE;
}

/* Two that are sure of different slopes: a corner is at the instant, and the
 * slope is either. */
static double
contradiction (const TlmSlopeFit *chosen, const TlmSlopeFit *other)
{
  double apart = fabs (chosen->slope - other->slope);

  return apart > 3 * (chosen->error + other->error) ? apart / 2 : 0;
}

/* On a staircase a jerk between two edges cannot be told from one at them. How far
 * a parabola is off the rates on both sides of the edges next to the instant. */
static double
jerk (const Search *search, const TlmSlopeFit *fit)
{
  double most = 0;

  for (guint side = 0; side < 2; side++) {
    const TlmSlopeKnot *near = &search->walk.knots[side][0], *far = near + 1;
    double span, rate, off, sigma;
    if (search->walk.n_knots[side] < 2)
      continue;
    span = far->x_s - near->x_s;
    rate = (far->y - near->y) / span;
    off = rate - fit->c[1] - fit->c[2] * (near->x_s + far->x_s);
    sigma = sqrt (fit->excess) * hypot (near->sigma, far->sigma) / fabs (span);
    if (fabs (off) > 3 * sigma && 2 * fabs (off) > fmax (fabs (rate), fabs (rate - off)))
      most = fmax (most, fabs (off));
  }
  return most;
}

/* What speaks against a choice, as an error: other places that claim to know and do
 * not agree, a value that stands, a jerk. */
static double
doubt (const Search *search, const TlmSlopeFit *chosen, const TlmSlopeFit *rest)
{
  double most = 0;

  if (chosen->n > 0 && chosen->n <= SHORT && search->walk.centre.length >= 3)
    most = jerk (search, chosen) / 3;
  for (guint at = 0; at < PLACES; at++) {
    const Place *place = &search->places[at];
    if (place->has_best && place->best.error <= COMPARABLE * chosen->error)
      most = fmax (most, contradiction (chosen, &place->best));
  }
  return rest ? fmax (most, contradiction (chosen, rest)) : most;
}

/* The smallest error of windows, rest and secant, widened by what speaks against it;
 * or the few knots there are, where those make no window. */
static gboolean
choose (Search *search, TlmSlopeFit *chosen)
{
  TlmSlopeWalk *walk = &search->walk;
  const TlmSlopeFit *best = best_place (search);
  TlmSlopeFit rest, secant;
  gboolean rests = find_rest (walk, &rest);

  if (rests && (!best || rest.error < best->error))
    best = &rest;
  if (find_secant (walk, &secant) && (!best || secant.error < best->error))
    best = &secant;
  if (!best)
    return fit_window (search, MIN (walk->n_knots[TLM_SLOPE_BEFORE], FEW),
        MIN (walk->n_knots[TLM_SLOPE_AFTER], FEW), chosen);
  *chosen = *best;
  chosen->error = fmax (best->error, doubt (search, best, rests ? &rest : NULL));
  if (rests && is_wait (walk))
    chosen->error = fmax (chosen->error, fabs (best->slope) / 3);
  return TRUE;
}

/* A sample before the instant with no gap to the next one before or after. */
static gboolean
stands_alone (const TlmSeries *series, gsize at)
{
  return (at == 0 || !tlm_series_joined (series, at - 1)) &&
      (at + 1 >= series->length || !tlm_series_joined (series, at));
}

static void
begin (Search *search)
{
  for (guint side = 0; side < 2; side++) {
    memset (&search->sums[side][0], 0, sizeof search->sums[side][0]);
    search->n_sums[side] = 0;
  }
  for (guint at = 0; at < PLACES; at++)
    search->places[at] = (Place) { .low = -INFINITY, .high = INFINITY };
}

gboolean
tlm_slope_at (const TlmSeries *series, gint64 time_ns, gboolean is_angle, TlmSlope *slope)
{
  Search search;
  TlmSlopeFit fit;
  gssize at;

  g_return_val_if_fail (series != NULL && slope != NULL, FALSE);
  at = tlm_series_last_until (series, time_ns);
  if (at < 0 || stands_alone (series, (gsize) at))
    return FALSE;
  if ((gsize) at + 1 >= series->length || !tlm_series_joined (series, (gsize) at))
    time_ns = series->samples[at].time_ns;
  begin (&search);
  tlm_slope_walk_begin (&search.walk, series, (gsize) at, time_ns, is_angle);
  grow_all (&search);
  if (!choose (&search, &fit))
    return FALSE;
  slope->per_s = fit.slope;
  slope->error_per_s = hypot (fit.error, BEST * fit.slope);
  return TRUE;
}
