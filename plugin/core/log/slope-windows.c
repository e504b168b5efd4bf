/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Windows about an instant, and how long they may grow. */
#include <math.h>

#include "core/log/slope-private.h"

/* How windows grow, in knots, and how far they reach once they have enough. */
static const guint8 sizes[TLM_SLOPE_SIZES] = { 5, 7, 10, 14, 20, 28, 40, 56, 80, 112 };
#define LONGEST_S 60.0

/* Of N knots less the LEAST that both sides have, those before the instant by place. */
#define SHARE(n, least, at) (((n) - (least)) * (at) + 2) / (TLM_SLOPE_PLACES - 1)
#define SHARES(n, least) { SHARE (n, least, 0), SHARE (n, least, 1), SHARE (n, least, 2), \
    SHARE (n, least, 3), SHARE (n, least, 4) }
#define SHARES_OF_SIZES(least) { SHARES (5, least), SHARES (7, least), SHARES (10, least), \
    SHARES (14, least), SHARES (20, least), SHARES (28, least), SHARES (40, least), \
    SHARES (56, least), SHARES (80, least), SHARES (112, least) }
static const guint8 shares[3][TLM_SLOPE_SIZES][TLM_SLOPE_PLACES] = {
  SHARES_OF_SIZES (0), SHARES_OF_SIZES (1), SHARES_OF_SIZES (2)
};

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

/* The knots next to the instant, a lane a side: a value that is not a number where there
 * is none. */
typedef struct {
  TlmSlopePair x_s, y, sigma;
} Nearest;

static Nearest
nearest_knots (const TlmSlopeWalk *walk)
{
  static const TlmSlopeKnot none = { 0, NAN, 1 };
  const TlmSlopeKnot *before = walk->n_knots[TLM_SLOPE_BEFORE] > 0 ?
      walk->knots[TLM_SLOPE_BEFORE] : &none;
  const TlmSlopeKnot *after = walk->n_knots[TLM_SLOPE_AFTER] > 0 ?
      walk->knots[TLM_SLOPE_AFTER] : &none;

  return (Nearest) { { before->x_s, after->x_s }, { before->y, after->y },
    { before->sigma, after->sigma } };
}

/* Whether a parabola is further off the knots next to the instant than it is off the
 * others, and than rounding is off: there is a corner, which a long window outweighs. */
static inline gboolean
misses_instant (const Nearest *near, const TlmSlopeWindow *window)
{
  TlmSlopePair off = near->y - (window->c[0] +
      near->x_s * (window->c[1] + near->x_s * window->c[2]));
  TlmSlopePair square = off * off, most = CORNER * window->excess * near->sigma * near->sigma;

  return square[0] > most[0] || square[1] > most[1];
}

/* Takes a window of the place AT into account, which has a FIT at the instant. By the
 * intersection of confidence intervals one whose slope is off those of the shorter ones has
 * grown too long. */
static inline void
judge (TlmSlopeCursor *search, guint at, const TlmSlopeWindow *window, TlmSlopeFit fit)
{
  TlmSlopePlace *place = &search->places[at];
  double half = place->excess[0];

  place->excess[0] = place->excess[1];
  place->excess[1] = window->excess;
  if (window->is_off || (window->is_misfit && place->window &&
          !(half > 0 && window->excess < SATURATED * half))) {
    if (window->excess > HOPELESS * place->fair)
      search->growing &= ~(1u << at);
    return;
  }
  place->low = MAX (place->low, fit.slope - AGREES * fit.error);
  place->high = MIN (place->high, fit.slope + AGREES * fit.error);
  if (place->low > place->high) {
    search->growing &= ~(1u << at);
    return;
  }
  place->fair = MAX (place->fair, window->excess);
  if (place->window && fit.error >= place->best.error)
    return;
  place->best = fit;
  place->window = window;
  if (!search->best || fit.error < search->best->best.error ||
      (fit.error == search->best->best.error && place < search->best))
    search->best = place;
}

/* How many knots before the instant a window of a size has in a place. */
static inline guint
knots_before (const TlmSlopeCursor *search, guint at, guint size)
{
  return search->least[TLM_SLOPE_BEFORE] + search->shares[size * TLM_SLOPE_PLACES + at];
}

/* The first and the last place of those that PLACES has a bit of, which are some. */
static inline guint
first_of (guint places)
{
  return (guint) __builtin_ctz (places);
}

static inline guint
last_of (guint places)
{
  return 31 - (guint) __builtin_clz (places);
}

/* Whether no knot of a side is too far for windows of a size that has N of them. */
static gboolean
is_near (const TlmSlopeCursor *search, TlmSlopeSide side, guint n, guint size)
{
  return search->walk.n_knots[side] >= n &&
      (size == 0 || tlm_slope_reach_s (search, side, n) <= LONGEST_S);
}

/* The places of those that grow where there is a window of this size, which says something
 * of the instant; where there is none and no longer one either, the place grows no more.
 * Knots are in the order of their distance. */
static guint
can_grow (TlmSlopeCursor *search, guint size)
{
  const guint n = sizes[size], places = search->growing;
  const guint most_before = knots_before (search, last_of (places), size);
  const guint most_after = n - knots_before (search, first_of (places), size);
  guint grown = places;

  tlm_slope_need_knots (&search->walk, TLM_SLOPE_BEFORE, most_before);
  tlm_slope_need_knots (&search->walk, TLM_SLOPE_AFTER, most_after);
  if (search->least[TLM_SLOPE_BEFORE] > 0 && search->least[TLM_SLOPE_AFTER] > 0 &&
      is_near (search, TLM_SLOPE_BEFORE, most_before, size) &&
      is_near (search, TLM_SLOPE_AFTER, most_after, size))
    return grown;
  for (guint rest = places; rest != 0; rest &= rest - 1) {
    guint at = first_of (rest), before = knots_before (search, at, size), after = n - before;
    if (!is_near (search, TLM_SLOPE_BEFORE, before, size) ||
        !is_near (search, TLM_SLOPE_AFTER, after, size))
      search->growing &= ~(1u << at);
    else if ((before > 0 || reaches_instant (search, TLM_SLOPE_AFTER, after)) &&
        (after > 0 || reaches_instant (search, TLM_SLOPE_BEFORE, before)))
      continue;
    grown &= ~(1u << at);
  }
  return grown;
}

/* Windows that are to be fitted, two at a time. */
typedef struct {
  TlmSlopeCursor *search;
  Nearest near;
  const TlmSlopeSums *before[2], *after[2];
  TlmSlopeWindow *windows[2];
  guint n[2], lane;
} Fitting;

static inline void
fit_both (Fitting *fitting)
{
  tlm_slope_fit_two (fitting->before, fitting->after, fitting->n, fitting->windows);
  for (guint lane = 0; lane < 2; lane++)
    fitting->windows[lane]->is_off = misses_instant (&fitting->near, fitting->windows[lane]);
  fitting->lane = 0;
}

static inline void
add_window (Fitting *fitting, guint size, guint at)
{
  TlmSlopeCursor *search = fitting->search;
  const guint lane = fitting->lane++, before = knots_before (search, at, size);

  fitting->n[lane] = sizes[size];
  fitting->before[lane] = tlm_slope_sums (search, TLM_SLOPE_BEFORE, before);
  fitting->after[lane] = tlm_slope_sums (search, TLM_SLOPE_AFTER, sizes[size] - before);
  fitting->windows[lane] = &search->windows[size][at];
  search->fitted[size] |= (guint8) (1u << at);
  if (lane == 1)
    fit_both (fitting);
}

/* Whether the longer window in a place, which is likely to be asked for next, can be fitted
 * of the knots that are there. */
static gboolean
can_fit_longer (const TlmSlopeCursor *search, guint size, guint at)
{
  guint before;

  if (size + 1 == TLM_SLOPE_SIZES || (search->fitted[size + 1] >> at & 1))
    return FALSE;
  before = knots_before (search, at, size + 1);
  return search->walk.n_knots[TLM_SLOPE_BEFORE] >= before &&
      search->walk.n_knots[TLM_SLOPE_AFTER] >= sizes[size + 1] - before;
}

/* Fits the windows of a size in the places that MISSING has a bit of: the one in the middle
 * last, whose longer one has no more knots of a side than the others have. */
static void
fit_windows (TlmSlopeCursor *search, guint size, guint missing)
{
  const guint middle = TLM_SLOPE_PLACES / 2;
  Fitting fitting;
  guint at = middle;

  fitting.search = search;
  fitting.near = nearest_knots (&search->walk);
  fitting.lane = 0;
  for (guint rest = missing & ~(1u << middle); rest != 0; rest &= rest - 1) {
    at = first_of (rest);
    add_window (&fitting, size, at);
  }
  if (missing >> middle & 1) {
    at = middle;
    add_window (&fitting, size, at);
  }
  if (fitting.lane > 0)
    add_window (&fitting, size + can_fit_longer (search, size, at), at);
}

static void
grow (TlmSlopeCursor *search, guint size)
{
  const guint grown = can_grow (search, size), missing = grown & ~search->fitted[size];
  const TlmSlopeWindow *windows = search->windows[size];
  TlmSlopeFit fits[TLM_SLOPE_PLACES];

  if (missing != 0)
    fit_windows (search, size, missing);
  /* All square roots before the first of them is waited for. */
  for (guint rest = grown; rest != 0; rest &= rest - 1)
    fits[first_of (rest)] = tlm_slope_of_window (&windows[first_of (rest)], search->x_s);
  for (guint rest = grown; rest != 0; rest &= rest - 1)
    if (windows[first_of (rest)].n > 0)
      judge (search, first_of (rest), &windows[first_of (rest)], fits[first_of (rest)]);
}

static inline void
prune (TlmSlopeCursor *search, double error)
{
  for (guint rest = search->growing; rest != 0; rest &= rest - 1) {
    const TlmSlopePlace *place = &search->places[first_of (rest)];
    if (place->window && place->best.error > PRUNED * error)
      search->growing &= ~(1u << first_of (rest));
  }
}

void
tlm_slope_grow (TlmSlopeCursor *search)
{
  for (guint at = 0; at < TLM_SLOPE_PLACES; at++) {
    TlmSlopePlace *place = &search->places[at];
    place->window = NULL;
    place->low = -INFINITY;
    place->high = INFINITY;
    place->excess[0] = place->excess[1] = place->fair = 0;
  }
  search->shares = shares[search->least[TLM_SLOPE_BEFORE] + search->least[TLM_SLOPE_AFTER]][0];
  search->best = NULL;
  search->growing = (1u << TLM_SLOPE_PLACES) - 1;
  for (guint size = 0; size < TLM_SLOPE_SIZES && search->growing != 0; size++) {
    const TlmSlopePlace *best;
    grow (search, size);
    best = search->best;
    if (best && best->best.error <= ENOUGH * fabs (best->best.slope))
      break;
    if (best && sizes[size] >= PRUNED_SIZE)
      prune (search, best->best.error);
  }
}
