/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether a sample is where no vehicle can be. */
#include <math.h>

#include "core/log/outlier-private.h"

/* What no vehicle does between two samples: m/s at once, m/s2, and m/s in all. */
#define SHOCK_M_S 30.0
#define THRUST_M_S2 1000.0
#define SPEED_CHANGE_M_S 1000.0

/* How many of the samples before are needed, and how often their scatter may be
 * exceeded. */
#define LEAST_HISTORY 3
#define SCATTERS 8
#define ROUNDINGS 2.5

static double
distance (const TlmJudgedPoint *a, const TlmJudgedPoint *b)
{
  if (a->x[1] == b->x[1] && a->x[2] == b->x[2])
    return fabs (a->x[0] - b->x[0]);
  return sqrt ((a->x[0] - b->x[0]) * (a->x[0] - b->x[0]) + (a->x[1] - b->x[1]) *
      (a->x[1] - b->x[1]) + (a->x[2] - b->x[2]) * (a->x[2] - b->x[2]));
}

static double
apart_s (const TlmJudged *a, const TlmJudged *b)
{
  return fabs (tlm_duration_to_s (b->time_ns - a->time_ns));
}

/* How far SAMPLE is off what those before it foretell. */
static double
off_by (const TlmJudgedPast *past, TlmJudgedOrder order, const TlmJudged *sample)
{
  const TlmJudged *last = &past->samples[1], *older = &past->samples[0];
  TlmJudgedPoint foretold = last->at;
  double ratio;

  if (order == TLM_JUDGED_POSITION && past->n_samples == 2) {
    ratio = apart_s (last, sample) / apart_s (older, last);
    for (guint i = 0; i < 3; i++)
      foretold.x[i] += ratio * (last->at.x[i] - older->at.x[i]);
  }
  return distance (&foretold, &sample->at);
}

static double
reach (TlmJudgedOrder order, double s)
{
  if (order == TLM_JUDGED_SPEED)
    return SHOCK_M_S + THRUST_M_S2 * s;
  return SHOCK_M_S * s + (s <= SPEED_CHANGE_M_S / THRUST_M_S2 ? THRUST_M_S2 * s * s / 2 :
      SPEED_CHANGE_M_S * s / 2);
}

/* The least step between those before; where they all stand, of a coarse read-out. */
static double
rounding (const TlmJudgedPast *past, TlmJudgedOrder order)
{
  double least = INFINITY;

  for (guint i = 0; i < past->n; i++)
    if (past->step[i] > 0)
      least = fmin (least, past->step[i]);
  return isfinite (least) ? least : order == TLM_JUDGED_SPEED ? 10 : 1000;
}

static double
scatter (const TlmJudgedPast *past)
{
  double most = 0;

  for (guint i = 0; i < past->n; i++)
    most = fmax (most, past->off[i]);
  return most;
}

gboolean
tlm_judged_is_off (const TlmJudgedPast *past, TlmJudgedOrder order, const TlmJudged *sample,
    double reaches)
{
  double off;

  if (past->n < LEAST_HISTORY)
    return FALSE;
  off = off_by (past, order, sample);
  return off > reaches * reach (order, apart_s (&past->samples[1], sample)) &&
      off > SCATTERS * scatter (past) && off > ROUNDINGS * rounding (past, order);
}

gboolean
tlm_judged_is_back (const TlmJudgedPast *past, TlmJudgedOrder order, const TlmJudged *sample,
    const TlmJudged *later)
{
  return !tlm_judged_is_off (past, order, later, 1) &&
      off_by (past, order, later) < distance (&sample->at, &later->at);
}

void
tlm_judged_accept (TlmJudgedPast *past, TlmJudgedOrder order, const TlmJudged *sample)
{
  if (past->n_samples == (order == TLM_JUDGED_POSITION ? 2 : 1)) {
    past->off[past->next] = off_by (past, order, sample);
    past->step[past->next] = distance (&past->samples[1].at, &sample->at);
    past->next = (past->next + 1) % TLM_JUDGED_HISTORY;
    past->n = MIN (past->n + 1, TLM_JUDGED_HISTORY);
  }
  past->samples[0] = past->samples[1];
  past->samples[1] = *sample;
  past->n_samples = MIN (past->n_samples + 1, order == TLM_JUDGED_POSITION ? 2 : 1);
}
