/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/slope.h"

#include <math.h>
#include <string.h>

#include "core/log/slope-private.h"

/* Clocks of channels and sensors differ: no slope is better than this part of it. */
#define BEST 0.01

/* Knots of a side that serve where no window can be had. */
#define FEW 4

/* Sigmas that a value may be off unseen; knots next to the instant that tell how close they
 * are; and errors, of the slope in question, that another place may have and still say how the
 * motion changes. */
#define UNSEEN 2.0
#define NEAREST 5
#define VAGUE 24

/* Windows of so many knots may not tell a jerk on a staircase from a curve. */
#define SHORT 40

/* So much longer than its neighbours is a run that is a wait. */
#define WAIT 10

/* Standing for less than this says nothing where the grid is not known. */
#define REST_S 5.0

/* Places whose errors are further apart than this do not contradict each other: the
 * one does not claim to know. */
#define COMPARABLE 3

/* A value that stands, rounded to a step, has moved by no more than that step since it
 * came and until it goes: within three errors. */
static gboolean
find_rest (TlmSlopeWalk *walk, gint64 time_ns, TlmSlopeFit *fit)
{
  const TlmSlopeRun *run = tlm_slope_run (walk, 0);
  double nearest = INFINITY;

  if (run->length < 3 || run->end_ns < time_ns || tlm_slope_is_stuck (walk, 0))
    return FALSE;
  if (tlm_slope_run (walk, -1))
    nearest = tlm_duration_to_s (time_ns - run->begin_ns);
  if (tlm_slope_run (walk, 1))
    nearest = fmin (nearest, tlm_duration_to_s (run->end_ns - time_ns));
  if (isinf (nearest) && tlm_slope_lasts_s (run) < REST_S)
    return FALSE;
  *fit = (TlmSlopeFit) { .error =
      tlm_slope_step (walk, 0) / 3 / fmax (nearest, 1e-9) };
  return TRUE;
}

/* Whether the run at the instant is a wait, far longer than those beside it: it may
 * begin or end with a jerk, of which the rounding shows nothing for a while. */
static gboolean
is_wait (TlmSlopeWalk *walk)
{
  const TlmSlopeRun *before = tlm_slope_run (walk, -1), *after = tlm_slope_run (walk, 1);
  double lasts = tlm_slope_lasts_s (tlm_slope_run (walk, 0));

  return (!before || lasts > WAIT * tlm_slope_lasts_s (before)) &&
      (!after || lasts > WAIT * tlm_slope_lasts_s (after));
}

/* The rate between the knots on both sides of the instant, where neighbouring
 * ones show how much it may change. */
static gboolean
find_secant (TlmSlopeWalk *walk, TlmSlopeFit *fit)
{
  const TlmSlopeKnot *before = walk->knots[TLM_SLOPE_BEFORE];
  const TlmSlopeKnot *after = walk->knots[TLM_SLOPE_AFTER];
  double span, was, then, most;

  if (!tlm_slope_need_knots (walk, TLM_SLOPE_BEFORE, 2) ||
      !tlm_slope_need_knots (walk, TLM_SLOPE_AFTER, 2))
    return FALSE;
  span = after->x_s - before->x_s;
  was = (before[0].y - before[1].y) / (before[0].x_s - before[1].x_s);
  then = (after[1].y - after[0].y) / (after[1].x_s - after[0].x_s);
  *fit = (TlmSlopeFit) { .slope = (after->y - before->y) / span };
  most = MAX (fabs (was - fit->slope), fabs (then - fit->slope)) / 2;
  fit->error = sqrt (most * most + (after->sigma * after->sigma + before->sigma * before->sigma) /
          (span * span));
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
jerk (const TlmSlopeCursor *search, const TlmSlopeWindow *window)
{
  double most = 0;

  for (guint side = 0; side < 2; side++) {
    const TlmSlopeKnot *near = &search->walk.knots[side][0], *far = near + 1;
    double span, rate, off, sigma;
    if (search->walk.n_knots[side] < 2)
      continue;
    span = far->x_s - near->x_s;
    rate = (far->y - near->y) / span;
    off = rate - window->c[1] - window->c[2] * (near->x_s + far->x_s);
    sigma = sqrt (window->excess) * hypot (near->sigma, far->sigma) / fabs (span);
    if (fabs (off) > 3 * sigma && 2 * fabs (off) > fmax (fabs (rate), fabs (rate - off)))
      most = fmax (most, fabs (off));
  }
  return most;
}

/* Acceleration of the best window in a place, and its error; FALSE where the slope of that
 * window is known to MOST only or less well. */
static gboolean
acceleration (const TlmSlopePlace *place, double most, double *rate, double *error)
{
  if (!place->window || place->best.error > most)
    return FALSE;
  *rate = 2 * place->window->c[2];
  *error = 2 * sqrt (place->window->square[1]);
  return TRUE;
}

/* How far values are off unseen about SECONDS of SIDE: their sigma, less where more of them
 * are there. */
static double
unseen (const TlmSlopeCursor *search, TlmSlopeSide side, double seconds)
{
  const TlmSlopeKnot *knots = search->walk.knots[side];
  guint n = MIN (search->walk.n_knots[side], NEAREST);
  double spacing;

  if (n == 0)
    return 0;
  spacing = n > 1 ? fabs (knots[n - 1].x_s - knots[0].x_s) / (n - 1) : INFINITY;
  return UNSEEN * knots[0].sigma / sqrt (MAX (seconds / spacing, 1));
}

/* Where the motion is another one before the instant than after it, the one may reach beyond
 * the instant for as long as its way from the other is not seen: the square root of twice
 * that way times the difference of the accelerations is what the speed is off then. ERROR is
 * that of the slope in question. */
static double
hidden (const TlmSlopeCursor *search, double error)
{
  double after, after_error, before, before_error, apart, most = 0;

  if (!acceleration (&search->places[0], VAGUE * error, &after, &after_error) ||
      !acceleration (&search->places[TLM_SLOPE_PLACES - 1], VAGUE * error, &before,
          &before_error))
    return 0;
  apart = fabs (after - before) - after_error - before_error;
  for (guint side = 0; side < 2 && apart > 0; side++) {
    double lasts = sqrt (2 * unseen (search, side, 0) / apart);
    most = MAX (most, sqrt (2 * unseen (search, side, lasts) * apart));
  }
  return most;
}

/* What speaks against a choice, as an error: other places that claim to know and do
 * not agree, a value that stands, a jerk, motion that cannot be seen. WINDOW is NULL where
 * none is the choice. */
static double
doubt (TlmSlopeCursor *search, const TlmSlopeFit *chosen, const TlmSlopeWindow *window,
    const TlmSlopeFit *rest)
{
  double most = 0;

  if (window && window->n <= SHORT && tlm_slope_run (&search->walk, 0)->length >= 3)
    most = jerk (search, window) / 3;
  for (guint at = 0; at < TLM_SLOPE_PLACES; at++) {
    const TlmSlopePlace *place = &search->places[at];
    if (place->window && place->best.error <= COMPARABLE * chosen->error)
      most = fmax (most, contradiction (chosen, &place->best));
  }
  most = fmax (most, hidden (search, chosen->error) / 3);
  return rest ? fmax (most, contradiction (chosen, rest)) : most;
}

/* Of the few knots there are. */
static gboolean
fit_few (TlmSlopeCursor *search, TlmSlopeFit *fit)
{
  const guint *n_knots = search->walk.n_knots;
  guint n[2] = { MIN (n_knots[TLM_SLOPE_BEFORE], FEW), MIN (n_knots[TLM_SLOPE_AFTER], FEW) };
  TlmSlopeWindow window;

  if (!tlm_slope_fit_few (tlm_slope_sums (search, TLM_SLOPE_BEFORE, n[0]),
          tlm_slope_sums (search, TLM_SLOPE_AFTER, n[1]), n[0] + n[1], &window))
    return FALSE;
  *fit = tlm_slope_of_window (&window, search->x_s);
  return TRUE;
}

/* The smallest error of windows, rest and secant, widened by what speaks against it;
 * or the few knots there are, where those make no window. */
static gboolean
choose (TlmSlopeCursor *search, TlmSlopeFit *chosen)
{
  TlmSlopeWalk *walk = &search->walk;
  const TlmSlopePlace *place = search->best;
  const TlmSlopeFit *best = place ? &place->best : NULL;
  TlmSlopeFit rest, secant;
  gboolean rests = find_rest (walk, search->time_ns, &rest);

  if (rests && (!best || rest.error < best->error))
    best = &rest;
  if (find_secant (walk, &secant) && (!best || secant.error < best->error))
    best = &secant;
  if (!best)
    return fit_few (search, chosen);
  *chosen = *best;
  chosen->error = fmax (best->error, doubt (search, best,
          place && best == &place->best ? place->window : NULL, rests ? &rest : NULL));
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

/* Comes to the run at the sample AT. */
static void
walk_to (TlmSlopeCursor *search, const TlmSeries *series, gsize at, gboolean is_angle)
{
  TlmSlopeWalk *walk = &search->walk;
  gboolean is_same = search->version == series->version && walk->is_angle == is_angle;

  if (is_same && !tlm_slope_walk_move (walk, at))
    return;
  if (!is_same)
    tlm_slope_walk_begin (walk, series, at, is_angle);
  tlm_slope_find_quantum (walk);
  search->has_knots = FALSE;
  search->version = series->version;
}

/* Comes to the instant: those of the windows that have been fitted stay between two knots.
 * A window holds the knots on both sides of the instant, or the one at it: what is
 * said of one side alone may end at a corner before it comes to the instant. */
static void
come_to (TlmSlopeCursor *search, gint64 time_ns)
{
  TlmSlopeWalk *walk = &search->walk;
  guint split, least[2];

  search->time_ns = time_ns;
  search->x_s = tlm_duration_to_s (time_ns - walk->reference_ns);
  split = tlm_slope_split (walk, search->x_s);
  if (!search->has_knots || split != search->split) {
    tlm_slope_knots_begin (walk, split);
    search->n_sums[TLM_SLOPE_BEFORE] = search->n_sums[TLM_SLOPE_AFTER] = 0;
    memset (search->fitted, 0, sizeof search->fitted);
    search->split = split;
    search->has_knots = TRUE;
  }
  least[TLM_SLOPE_BEFORE] = tlm_slope_need_knots (walk, TLM_SLOPE_BEFORE, 1);
  least[TLM_SLOPE_AFTER] = tlm_slope_need_knots (walk, TLM_SLOPE_AFTER, 1) &&
      !(least[TLM_SLOPE_BEFORE] && tlm_slope_reach_s (search, TLM_SLOPE_BEFORE, 1) <= 0);
  if (memcmp (least, search->least, sizeof least) != 0)
    memset (search->fitted, 0, sizeof search->fitted);
  memcpy (search->least, least, sizeof least);
}

static void
begin (TlmSlopeCursor *cursor)
{
  cursor->version = 0;
  cursor->at = 0;
  cursor->least[TLM_SLOPE_BEFORE] = cursor->least[TLM_SLOPE_AFTER] = 0;
  for (guint side = 0; side < 2; side++)
    memset (&cursor->sums[side][0], 0, sizeof cursor->sums[side][0]);
}

TlmSlopeCursor *
tlm_slope_cursor_new (void)
{
  TlmSlopeCursor *cursor = g_new (TlmSlopeCursor, 1);

  begin (cursor);
  return cursor;
}

void
tlm_slope_cursor_free (TlmSlopeCursor *cursor)
{
  g_free (cursor);
}

/* The last sample at or before an instant, or -1: mostly that of the instant before, or the
 * next one. */
static gssize
find_sample (const TlmSlopeCursor *cursor, const TlmSeries *series, gint64 time_ns)
{
  const TlmSample *sample = series->samples + cursor->at;

  if (cursor->version != series->version || cursor->at + 2 >= series->length ||
      time_ns < sample[0].time_ns || time_ns >= sample[2].time_ns)
    return tlm_series_last_until (series, time_ns);
  return (gssize) cursor->at + (time_ns >= sample[1].time_ns);
}

gboolean
tlm_slope_cursor_at (TlmSlopeCursor *cursor, const TlmSeries *series, gint64 time_ns,
    gboolean is_angle, TlmSlope *slope)
{
  TlmSlopeFit fit;
  gssize at;

  g_return_val_if_fail (cursor != NULL && series != NULL && slope != NULL, FALSE);
  at = find_sample (cursor, series, time_ns);
  if (at < 0 || stands_alone (series, (gsize) at))
    return FALSE;
  if ((gsize) at + 1 >= series->length || !tlm_series_joined (series, (gsize) at))
    time_ns = series->samples[at].time_ns;
  walk_to (cursor, series, (gsize) at, is_angle);
  cursor->at = (gsize) at;
  come_to (cursor, time_ns);
  tlm_slope_grow (cursor);
  if (!choose (cursor, &fit))
    return FALSE;
  slope->per_s = fit.slope;
  slope->error_per_s = sqrt (fit.error * fit.error + BEST * BEST * fit.slope * fit.slope);
  return TRUE;
}

gboolean
tlm_slope_at (const TlmSeries *series, gint64 time_ns, gboolean is_angle, TlmSlope *slope)
{
  TlmSlopeCursor cursor;

  begin (&cursor);
  return tlm_slope_cursor_at (&cursor, series, time_ns, is_angle, slope);
}
