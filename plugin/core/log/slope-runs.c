/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A series as runs of equal values, outward from an instant. */
#include <math.h>

#include "core/log/slope-private.h"

/* A sample far outside its neighbours, which agree: a wrong digit. What goes and comes back
 * over more than a few seconds is motion. */
static gboolean
is_spike (const TlmSlopeWalk *walk, gsize i)
{
  const TlmSample *sample = walk->samples + i;
  double near[2], far[2], least, most;

  if (i < 2 || i + 2 >= walk->series->length)
    return FALSE;
  if (sample[1].time_ns - sample[-1].time_ns > 2 * TLM_SERIES_NEVER_GAP)
    return FALSE;
  near[0] = tlm_slope_apart (walk, sample->value, sample[-1].value);
  near[1] = tlm_slope_apart (walk, sample->value, sample[1].value);
  if (near[0] * near[1] <= 0)
    return FALSE;
  far[0] = tlm_slope_apart (walk, sample->value, sample[-2].value);
  far[1] = tlm_slope_apart (walk, sample->value, sample[2].value);
  least = MIN (near[0], near[1]);
  least = MIN (least, MIN (far[0], far[1]));
  most = MAX (near[0], near[1]);
  most = MAX (most, MAX (far[0], far[1]));
  return 0 > most + 4 * (most - least) || 0 < least - 4 * (most - least);
}

/* Whether there is a sample next to I on SIDE, not across a gap. */
static inline gboolean
can_step (const TlmSlopeWalk *walk, TlmSlopeSide side, gsize i)
{
  return side == TLM_SLOPE_BEFORE ? i > 0 && tlm_series_joined (walk->series, i - 1)
      : i + 1 < walk->series->length && tlm_series_joined (walk->series, i);
}

/* Steps of up to this are no gaps of SERIES, which has no breaks. */
static TlmDuration
never_gap_ns (const TlmSeries *series)
{
  return series->longest_gap_ns > 0 ? MIN (series->longest_gap_ns, TLM_SERIES_NEVER_GAP) :
      TLM_SERIES_NEVER_GAP;
}

/* Goes on from I to SIDE over samples that are equal, N at most, with no doubt of a gap
 * between them. */
static gsize
over_equal (const TlmSlopeWalk *walk, TlmSlopeSide side, gsize i, gsize n)
{
  const TlmSample *sample = walk->samples + i, *end = sample + n;
  const TlmDuration most = never_gap_ns (walk->series);
  const double value = sample->value;

  if (side == TLM_SLOPE_AFTER) {
    while (sample != end && sample[1].value == value &&
        sample[1].time_ns - sample[0].time_ns <= most)
      sample++;
  } else {
    for (end = sample - n; sample != end && sample[-1].value == value &&
        sample[0].time_ns - sample[-1].time_ns <= most;)
      sample--;
  }
  return (gsize) (sample - walk->samples);
}

/* … and over a long wait by the blocks that are known to be one. */
static gsize
over_rest (const TlmSlopeWalk *walk, TlmSlopeSide side, gsize i)
{
  const gsize part = TLM_SERIES_BLOCK;
  gsize room, n, was;

  if (walk->series->breaks)
    return i;
  do {
    was = i;
    room = side == TLM_SLOPE_BEFORE ? i : walk->series->length - 1 - i;
    n = side == TLM_SLOPE_BEFORE ? (i - 1) % part + 1 : part - i % part;
    i = over_equal (walk, side, i, MIN (room, n));
    if (i % part != 0 || never_gap_ns (walk->series) < TLM_SERIES_NEVER_GAP)
      continue;
    if (side == TLM_SLOPE_AFTER)
      while (tlm_series_block_rests (walk->series, i))
        i += part;
    else
      while (i > 0 && tlm_series_block_rests (walk->series, i - part))
        i -= part;
  } while (i % part == 0 && i != was);
  return i;
}

/* Goes on from RUN's end on SIDE while the values are equal, wrong digits between them
 * left out, and makes it longer. A long wait is followed to its end, as since when it
 * lasts and how far the value then was tells how well it rests. */
static void
extend (const TlmSlopeWalk *walk, TlmSlopeSide side, TlmSlopeRun *run)
{
  gsize *end = side == TLM_SLOPE_BEFORE ? &run->first : &run->last, i = *end, was;
  const double value = walk->samples[i].value;

  for (;;) {
    was = i;
    i = over_rest (walk, side, i);
    run->length += (guint) MIN (i > was ? i - was : was - i, G_MAXINT / 4);
    *end = i;
    do {
      if (!can_step (walk, side, i))
        return;
      i = side == TLM_SLOPE_BEFORE ? i - 1 : i + 1;
      if (walk->samples[i].value != value && !is_spike (walk, i))
        return;
    } while (walk->samples[i].value != value);
    *end = i;
    run->length++;
  }
}

static void
begin_run (const TlmSlopeWalk *walk, gsize at, TlmSlopeRun *run)
{
  run->first = run->last = at;
  run->value = walk->samples[at].value;
  run->third = NAN;
  run->length = 1;
  run->has_shape = run->has_edge = FALSE;
}

static void
set_times (const TlmSlopeWalk *walk, TlmSlopeRun *run)
{
  run->begin_ns = walk->samples[run->first].time_ns;
  run->end_ns = walk->samples[run->last].time_ns;
}

/* The next run on SIDE of those that are known, in the place of one that is too far on
 * the other side, if need be; FALSE when there is none. */
static gboolean
add_run (TlmSlopeWalk *walk, TlmSlopeSide side)
{
  const int way = side == TLM_SLOPE_BEFORE ? -1 : 1, number = walk->known[side] + way;
  const TlmSlopeRun *last = tlm_slope_run_of (walk, walk->known[side]);
  TlmSlopeRun *run = tlm_slope_run_of (walk, number);
  gsize i = side == TLM_SLOPE_BEFORE ? last->first : last->last;

  do {
    if (!can_step (walk, side, i))
      return FALSE;
    i = side == TLM_SLOPE_BEFORE ? i - 1 : i + 1;
  } while (is_spike (walk, i));
  if (walk->known[TLM_SLOPE_AFTER] - walk->known[TLM_SLOPE_BEFORE] + 1 == TLM_SLOPE_RUNS) {
    walk->known[!side] += way;
    walk->run_out[!side] = FALSE;
  }
  begin_run (walk, i, run);
  extend (walk, side, run);
  set_times (walk, run);
  walk->known[side] = number;
  return TRUE;
}

/* Whether what follows the run NUMBER on SIDE is still to be looked at. */
static gboolean
is_near (TlmSlopeWalk *walk, TlmSlopeSide side, int number)
{
  const TlmSlopeRun *centre = tlm_slope_run_of (walk, walk->centre);
  const TlmSlopeRun *run = tlm_slope_run_of (walk, number);

  return ABS (number - walk->centre) < TLM_SLOPE_SIDE_RUNS &&
      (side == TLM_SLOPE_BEFORE ? centre->first - run->first : run->last - centre->last) <
      walk->budget;
}

gboolean
tlm_slope_need_run (TlmSlopeWalk *walk, int number)
{
  const TlmSlopeSide side = number < walk->centre ? TLM_SLOPE_BEFORE : TLM_SLOPE_AFTER;
  const int way = side == TLM_SLOPE_BEFORE ? -1 : 1;
  int known = CLAMP (walk->known[side], walk->centre - TLM_SLOPE_SIDE_RUNS,
      walk->centre + TLM_SLOPE_SIDE_RUNS);

  if (known != walk->near[side] && is_near (walk, side, known - way))
    walk->near[side] = known;
  if ((number - walk->near[side]) * way <= 0)
    return TRUE;
  while (walk->near[side] != number) {
    if (!is_near (walk, side, walk->near[side]))
      return FALSE;
    if (walk->near[side] == walk->known[side] &&
        (walk->run_out[side] || (walk->run_out[side] = !add_run (walk, side))))
      return FALSE;
    walk->near[side] += way;
  }
  return TRUE;
}

/* What is found of the surroundings of the run NUMBER. */
static void
look_from (TlmSlopeWalk *walk, int number)
{
  const TlmSlopeRun *run = tlm_slope_run_of (walk, number);

  walk->centre = walk->near[TLM_SLOPE_BEFORE] = walk->near[TLM_SLOPE_AFTER] = number;
  walk->noise = walk->plain_sigma = -1;
  walk->budget = run->length > TLM_SLOPE_SAMPLES ? TLM_SLOPE_SAMPLES / 4 : TLM_SLOPE_SAMPLES;
  walk->reference_ns = run->begin_ns + (run->end_ns - run->begin_ns) / 2;
  walk->emission.n = 0;
}

void
tlm_slope_walk_begin (TlmSlopeWalk *walk, const TlmSeries *series, gsize at, gboolean is_angle)
{
  TlmSlopeRun *run = &walk->runs[0];

  walk->samples = series->samples;
  walk->series = series;
  walk->is_angle = is_angle;
  for (guint side = 0; side < 2; side++) {
    walk->known[side] = 0;
    walk->run_out[side] = FALSE;
  }
  begin_run (walk, is_spike (walk, at) ? at - 1 : at, run);
  extend (walk, TLM_SLOPE_BEFORE, run);
  extend (walk, TLM_SLOPE_AFTER, run);
  set_times (walk, run);
  look_from (walk, 0);
}

gboolean
tlm_slope_walk_move (TlmSlopeWalk *walk, gsize at)
{
  const TlmSlopeRun *run = tlm_slope_run_of (walk, walk->centre);
  int number = walk->centre;

  if (is_spike (walk, at))
    at--;
  if (at >= run->first && at <= run->last)
    return FALSE;
  while (at > run->last && number < walk->known[TLM_SLOPE_AFTER])
    run = tlm_slope_run_of (walk, ++number);
  while (at < run->first && number > walk->known[TLM_SLOPE_BEFORE])
    run = tlm_slope_run_of (walk, --number);
  if (at >= run->first && at <= run->last && ABS (number) < G_MAXINT / 2)
    look_from (walk, number);
  else
    tlm_slope_walk_begin (walk, walk->series, at, walk->is_angle);
  return TRUE;
}
