/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Windows about an instant, and how long they may grow. */
#include <math.h>

#include "core/log/slope-private.h"

/* How windows grow, in knots, and how far they reach once they have enough. */
static const guint8 sizes[TLM_SLOPE_SIZES] = { 5, 7, 10, 14, 20, 28, 40, 56, 80, 112 };
#define LONGEST_S 60.0

/* Standard errors within which two slopes agree. */
#define AGREES 2.0

/* Residuals that are larger than the sigmas are noise, and not motion that a
 * parabola does not follow, when their mean square no longer grows: by this from
 * a window of half the size. Where it has grown by that, there is no more to be
 * had from longer windows. */
#define SATURATED 1.25
#define HOPELESS 1000

/* Windows whose error is this part of the slope need not grow: none is better
 * (slope.c). */
#define ENOUGH 0.01

/* From this size on a place whose error is so many times another's cannot win. */
#define PRUNED_SIZE 14
#define PRUNED 4

/* A parabola's square residual next to the instant, in mean squares, from which on
 * there is a corner. */
#define CORNER 6.0

const TlmSlopeSums *
tlm_slope_sums (TlmSlopeCursor *search, TlmSlopeSide side, guint n)
{
  if (search->n_sums[side] < n) {
    tlm_slope_sum (search->walk.knots[side], search->n_sums[side], n, search->sums[side]);
    search->n_sums[side] = n;
  }
  return &search->sums[side][n];
}

/* Whether a window of one side says something of the instant, where there is
 * nothing on the other: the nearest knot within a third of its span. */
static gboolean
reaches_instant (const TlmSlopeCursor *search, TlmSlopeSide side, guint n)
{
  return tlm_slope_reach_s (search, side, 1) * 4 <= tlm_slope_reach_s (search, side, n);
}

/* Whether a parabola is further off the knots next to the instant than it is off the
 * others, and than rounding is off: there is a corner, which a long window outweighs. */
static gboolean
misses_instant (const TlmSlopeCursor *search, const TlmSlopeWindow *window)
{
  for (guint side = 0; side < 2; side++) {
    const TlmSlopeKnot *knot = search->walk.knots[side];
    double off;
    if (search->walk.n_knots[side] == 0)
      continue;
    off = knot->y - (window->c[0] + knot->x_s * (window->c[1] + knot->x_s * window->c[2]));
    if (off * off > CORNER * window->excess * knot->sigma * knot->sigma)
      return TRUE;
  }
  return FALSE;
}

/* Takes a window of PLACE into account, at X. By the intersection of confidence intervals
 * one whose slope is off those of the shorter ones has grown too long. */
static void
judge (double x_s, TlmSlopePlace *place, const TlmSlopeWindow *window)
{
  double half = place->excess[0];
  gboolean is_noise = half > 0 && window->excess < SATURATED * half;
  TlmSlopeFit fit;

  place->excess[0] = place->excess[1];
  place->excess[1] = window->excess;
  if ((window->is_misfit && place->window && !is_noise) || window->is_off) {
    place->is_over = window->excess > HOPELESS * place->fair;
    return;
  }
  fit = tlm_slope_of_window (window, x_s);
  place->low = MAX (place->low, fit.slope - AGREES * fit.error);
  place->high = MIN (place->high, fit.slope + AGREES * fit.error);
  place->is_over = place->low > place->high;
  if (place->is_over)
    return;
  place->fair = MAX (place->fair, window->excess);
  if (place->window && fit.error >= place->best.error)
    return;
  place->best = fit;
  place->window = window;
}

/* How many knots before the instant a window of N has in a place. */
static guint
knots_before (const TlmSlopeCursor *search, guint at, guint n)
{
  const guint *least = search->least;

  return least[TLM_SLOPE_BEFORE] +
      ((n - least[TLM_SLOPE_BEFORE] - least[TLM_SLOPE_AFTER]) * at + 2) / (TLM_SLOPE_PLACES - 1);
}

/* Whether there is a window of N knots in a place, which says something of the instant;
 * where there is none and no longer one either, the place is over. */
static gboolean
can_grow (TlmSlopeCursor *search, guint at, guint n)
{
  TlmSlopePlace *place = &search->places[at];
  guint before = knots_before (search, at, n), after = n - before;

  place->is_over = !tlm_slope_need_knots (&search->walk, TLM_SLOPE_BEFORE, before) ||
      !tlm_slope_need_knots (&search->walk, TLM_SLOPE_AFTER, after) ||
      (n > sizes[0] && (tlm_slope_reach_s (search, TLM_SLOPE_BEFORE, before) > LONGEST_S ||
              tlm_slope_reach_s (search, TLM_SLOPE_AFTER, after) > LONGEST_S));
  return !place->is_over && (before > 0 || reaches_instant (search, TLM_SLOPE_AFTER, after)) &&
      (after > 0 || reaches_instant (search, TLM_SLOPE_BEFORE, before));
}

/* Fits the windows of a size in the places that MISSING has a bit of. */
static void
fit_windows (TlmSlopeCursor *search, guint size, guint missing)
{
  const TlmSlopeSums *before[2], *after[2];
  TlmSlopeWindow *windows[2];
  const guint n = sizes[size];
  guint lane = 0;

  search->fitted[size] |= (guint8) missing;
  for (guint at = 0; missing != 0; at++, missing >>= 1) {
    if (!(missing & 1))
      continue;
    before[lane] = tlm_slope_sums (search, TLM_SLOPE_BEFORE, knots_before (search, at, n));
    after[lane] = tlm_slope_sums (search, TLM_SLOPE_AFTER, n - knots_before (search, at, n));
    windows[lane++] = &search->windows[size][at];
    if (lane == 2)
      tlm_slope_fit_two (before, after, n, windows);
    lane %= 2;
  }
  if (lane == 0)
    return;
  before[1] = before[0];
  after[1] = after[0];
  windows[1] = windows[0];
  tlm_slope_fit_two (before, after, n, windows);
}

static void
look_beside (TlmSlopeCursor *search, guint size, guint places)
{
  for (guint at = 0; places != 0; at++, places >>= 1)
    if (places & 1)
      search->windows[size][at].is_off = misses_instant (search, &search->windows[size][at]);
}

static void
grow (TlmSlopeCursor *search, guint size)
{
  guint grown = 0, missing;

  for (guint at = 0; at < TLM_SLOPE_PLACES; at++)
    if (!search->places[at].is_over && can_grow (search, at, sizes[size]))
      grown |= 1u << at;
  missing = grown & ~search->fitted[size];
  if (missing != 0) {
    fit_windows (search, size, missing);
    look_beside (search, size, missing);
  }
  for (guint at = 0; at < TLM_SLOPE_PLACES; at++)
    if ((grown >> at & 1) && search->windows[size][at].n > 0)
      judge (search->x_s, &search->places[at], &search->windows[size][at]);
}

const TlmSlopePlace *
tlm_slope_best_place (const TlmSlopeCursor *search)
{
  const TlmSlopePlace *best = NULL;

  for (guint at = 0; at < TLM_SLOPE_PLACES; at++) {
    const TlmSlopePlace *place = &search->places[at];
    if (place->window && (!best || place->best.error < best->best.error))
      best = place;
  }
  return best;
}

static void
prune (TlmSlopeCursor *search, double error)
{
  for (guint at = 0; at < TLM_SLOPE_PLACES; at++) {
    TlmSlopePlace *place = &search->places[at];
    place->is_over |= place->window && place->best.error > PRUNED * error;
  }
}

void
tlm_slope_grow (TlmSlopeCursor *search)
{
  for (guint at = 0; at < TLM_SLOPE_PLACES; at++)
    search->places[at] = (TlmSlopePlace) { .low = -INFINITY, .high = INFINITY };
  for (guint size = 0; size < TLM_SLOPE_SIZES; size++) {
    const TlmSlopePlace *best;
    grow (search, size);
    best = tlm_slope_best_place (search);
    if (best && best->best.error <= ENOUGH * fabs (best->best.slope))
      break;
    if (best && sizes[size] >= PRUNED_SIZE)
      prune (search, best->best.error);
  }
}
