/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "visible-private.h"

#include <math.h>

/* What is physically there to be seen in a channel with white noise of one standard deviation
 * SIGMA, N samples in each of two windows of W seconds about an instant t0 (Cramér-Rao bounds
 * of the models, the other parameters free):
 *
 *   kink of a speed      a + b t + D max (0, t - t0)          2.8 sigma / (sqrt (n) D)
 *   bend of a height     a + b t + c t² + D/2 max (0, t - t0)²  19.6 sigma / (sqrt (n) W D)
 *   top of a height      h - g/2 (t - t0)²                    1.2 sigma / (sqrt (n) W g)
 *
 * What is rounded has the standard deviation step / sqrt (12), and not more independent samples
 * than readings that differ. An event is asked for where three of these are within what
 * is allowed, as everything else is a guess. */

#define SETTLED_S VISIBLE_SETTLED_S
#define MOST_WINDOW_S 20.0
#define PARACHUTE_S 3.0      /* while one opens */

double
corpus_step_s (const CorpusRecord *record)
{
  return 1 / record->variant->rate_hz;
}

/* One standard deviation of a sample; INFINITY where the channel is not written. */
double
corpus_sigma_of (const CorpusRecord *record, CorpusChannel channel)
{
  const CorpusWriting *writing = &record->variant->channels[channel];

  if (record->variant->states)
    return channel == RECORD_ALTITUDE ? 3 : channel <= RECORD_VERTICAL_SPEED ? 0.05 : INFINITY;
  if (!record->values[channel])
    return INFINITY;
  return hypot (hypot (writing->noise, writing->step / sqrt (12)), 1e-6);
}

/* What has to be exceeded to be seen at all. */
double
corpus_grain_of (const CorpusRecord *record, CorpusChannel channel)
{
  return fmax (record->variant->channels[channel].step, 3 * corpus_sigma_of (record, channel));
}

/* Samples of W seconds that say something of their own. */
double
corpus_readings (const CorpusRecord *record, CorpusChannel channel, double w, double slope)
{
  double n = fmax (w / corpus_step_s (record), 1), grain = record->variant->channels[channel].step;

  if (grain > 0 && grain > record->variant->channels[channel].noise)
    n = fmin (n, 1 + w * fabs (slope) / grain);
  return n;
}

/* Seconds of record around an event without a gap or an end. */
double
corpus_whole_s (const CorpusRecord *record, const CorpusEvent *event)
{
  double w = fmin (event->t_s - record->first_s, record->last_s - event->t_s);

  for (guint i = 0; i < record->gaps->len; i++) {
    const CorpusGap *gap = &g_array_index (record->gaps, CorpusGap, i);
    if (event->t_s <= gap->from_s)
      w = fmin (w, gap->from_s - event->t_s);
    else if (event->t_s >= gap->to_s)
      w = fmin (w, event->t_s - gap->to_s);
  }
  return w;
}

/* … that no other event disturbs either. */
static double
window (const CorpusRecord *record, const CorpusEvent *event)
{
  const GArray *events = record->flight->truth->events;
  double w = fmin (corpus_whole_s (record, event), MOST_WINDOW_S);

  for (guint i = 0; i < events->len; i++) {
    const CorpusEvent *other = &g_array_index (events, CorpusEvent, i);
    gboolean disturbs = other->kind != TRUTH_MAX_Q && other->kind != TRUTH_ENTRY &&
        other->kind != TRUTH_APOGEE &&
        !(other->kind == TRUTH_PARACHUTE && event->kind == TRUTH_APOGEE);
    if (disturbs && fabs (other->t_s - event->t_s) > 0.5)
      w = fmin (w, fabs (other->t_s - event->t_s));
  }
  return w;
}

static double
slope (const CorpusRecord *record, CorpusChannel channel, double from, double to)
{
  return (corpus_record_true (record, channel, to) - corpus_record_true (record, channel, from)) /
      (to - from);
}

/* What to compare: the slope until T with that from THEN on for AFTER seconds, in windows of W. */
typedef struct {
  double t, then, w, after;
} Edge;

/* How well the instant can be had at which a channel's slope changes. */
static double
kink_sigma (const CorpusRecord *record, CorpusChannel channel, const Edge *edge)
{
  double t = edge->t, w = edge->w, before = slope (record, channel, t - fmin (w, 2), t - 0.05);
  double jump = fabs (slope (record, channel, edge->then + 0.05, edge->then + edge->after) - before);

  return 2.8 * corpus_sigma_of (record, channel) /
      (sqrt (corpus_readings (record, channel, w, before)) * fmax (jump, 1e-9));
}

static double
bend_sigma (const CorpusRecord *record, const Edge *edge)
{
  double t = edge->t, w = edge->w;
  double before = slope (record, RECORD_VERTICAL_SPEED, t - fmin (w, 2), t - 0.05);
  double jump = fabs (slope (record, RECORD_VERTICAL_SPEED, edge->then + 0.05,
          edge->then + edge->after) - before);
  double rate = corpus_record_true (record, RECORD_VERTICAL_SPEED, t);

  return 19.6 * corpus_sigma_of (record, RECORD_ALTITUDE) /
      (sqrt (corpus_readings (record, RECORD_ALTITUDE, w, rate)) * w * fmax (jump, 1e-9));
}

static double
step_sigma (const CorpusRecord *record, CorpusChannel channel, double t)
{
  double jump = fabs (corpus_record_true (record, channel, t + 0.3) -
      corpus_record_true (record, channel, t - 0.3));

  return jump > 5 * corpus_sigma_of (record, channel) ? corpus_step_s (record) / 2 : INFINITY;
}

/* How long a parachute takes until it pulls by half a weight: at apogee there is no air to
 * speak of that it could catch. */
static double
slack_s (const CorpusRecord *record, double t_s)
{
  const CorpusFlight *flight = record->flight;
  double half = corpus_gravity (flight->body, 0) / 2, s = 0;

  while (s < 20 && corpus_at (flight, t_s + s).load_m_s2 < half)
    s += 0.1;
  return s;
}

/* Who records a climb alone sees nothing of what pushes along the ground. An engine that starts or
 * stops changes it by the part of its push that points up, and so does one that is turned: guidance
 * holds a climb within a tenth of the weight of what free flight would be for minutes (into an
 * orbit, where the climb and its slope go to nought under full thrust), so that less than a tenth
 * does not tell the one from the other, however finely it is recorded. */
#define STEERED_PART 0.1

static gboolean
is_along_the_ground (const CorpusRecord *record, const Edge *edge)
{
  double altitude = corpus_record_true (record, RECORD_ALTITUDE, edge->t);
  double before = slope (record, RECORD_VERTICAL_SPEED, edge->t - fmin (edge->w, 2), edge->t - 0.05);
  double after = slope (record, RECORD_VERTICAL_SPEED, edge->then + 0.05, edge->then + edge->after);

  return isinf (corpus_sigma_of (record, RECORD_SPEED)) &&
      isinf (corpus_sigma_of (record, RECORD_ACCELERATION)) &&
      isinf (corpus_sigma_of (record, RECORD_G_LOAD)) &&
      fabs (after - before) < STEERED_PART * corpus_gravity (record->flight->body, altitude);
}

/* Thrust that starts or ends, a parachute that opens. */
static CorpusVisible
visible_edge (const CorpusRecord *record, const CorpusEvent *event)
{
  gboolean opens = event->kind == TRUTH_PARACHUTE;
  double w = window (record, event), t = event->t_s, best = INFINITY;
  double slack = opens ? slack_s (record, t) : 0;
  CorpusVisible out = { .tolerance_s = SETTLED_S + corpus_step_s (record) + slack };
  const Edge edge = { t, t + slack, w, fmin (w, opens ? PARACHUTE_S : 2) };

  if (w < 1 || w < 4 * corpus_step_s (record)) {
    out.why = "fewer than four samples beside it";
    return out;
  }
  if (!opens && is_along_the_ground (record, &edge)) {
    out.why = "it pushes along the ground, and only the climb is known";
    return out;
  }
  best = fmin (best, kink_sigma (record, RECORD_SPEED, &edge));
  best = fmin (best, kink_sigma (record, RECORD_VERTICAL_SPEED, &edge));
  best = fmin (best, bend_sigma (record, &edge));
  best = fmin (best, step_sigma (record, RECORD_ACCELERATION, t));
  best = fmin (best, step_sigma (record, RECORD_G_LOAD, t));
  out.asked = 3 * best <= out.tolerance_s;
  out.why = out.asked ? NULL : "its kink drowns in rounding and noise";
  return out;
}

#define ORBIT_S 5.0

static CorpusVisible
visible_insertion (const CorpusRecord *record, const CorpusEvent *event)
{
  /* Nothing tells the engine which body it is. */
  if (record->flight->body != &corpus_earth)
    return (CorpusVisible) { .tolerance_s = SETTLED_S + corpus_step_s (record), .why = "not the Earth" };
  if (isinf (corpus_sigma_of (record, RECORD_SPEED)))
    return (CorpusVisible) { .tolerance_s = SETTLED_S + corpus_step_s (record), .why = "no speed" };
  /* An engine may be throttled down, or pause, for a moment. */
  if (record->last_s - event->t_s < ORBIT_S)
    return (CorpusVisible) { .tolerance_s = SETTLED_S + corpus_step_s (record),
      .why = "too little without thrust after it" };
  return visible_edge (record, event);
}

static CorpusVisible
visible_apogee (const CorpusRecord *record, const CorpusEvent *event)
{
  double w = fmax (window (record, event), corpus_step_s (record)), t = event->t_s;
  double pull = fabs (slope (record, RECORD_VERTICAL_SPEED, t - fmin (w, 2), t + fmin (w, 2)));
  double drop = corpus_record_true (record, RECORD_ALTITUDE, t) -
      corpus_record_true (record, RECORD_ALTITUDE, t + w);
  double n = corpus_readings (record, RECORD_ALTITUDE, w, drop / w);
  double sigma = 1.2 * corpus_sigma_of (record, RECORD_ALTITUDE) / (sqrt (n) * w * fmax (pull, 0.1));
  CorpusVisible out = { .tolerance_s = 2.5 + corpus_step_s (record) };

  if (!isinf (corpus_sigma_of (record, RECORD_VERTICAL_SPEED)))
    sigma = 0;
  out.tolerance_s += 3 * sigma;
  if (w < 4 * corpus_step_s (record) || w < 1)
    out.why = "fewer than four samples beside it";
  else if (sigma > 4)
    out.why = "its top is flatter than the rounding";
  out.asked = !out.why;
  return out;
}

/* How long a channel still, or already, shows less than its grain, from the ground; FORWARDS
 * after liftoff, else before landing. */
static double
hidden_s (const CorpusRecord *record, CorpusChannel channel, double t, double direction)
{
  double ground = channel == RECORD_ALTITUDE ? corpus_record_true (record, channel, t) : 0;
  double grain = corpus_grain_of (record, channel);

  for (double s = 0; s < 120; s += 0.1)
    if (fabs (corpus_record_true (record, channel, t + direction * s) - ground) > grain)
      return s;
  return INFINITY;
}

static double
hidden (const CorpusRecord *record, double t, double direction)
{
  double best = hidden_s (record, RECORD_ALTITUDE, t, direction);

  best = fmin (best, hidden_s (record, RECORD_SPEED, t, direction));
  return fmin (best, hidden_s (record, RECORD_VERTICAL_SPEED, t, direction));
}

static gboolean
gap_within (const CorpusRecord *record, double from_s, double span_s)
{
  for (guint i = 0; i < record->gaps->len; i++) {
    const CorpusGap *gap = &g_array_index (record->gaps, CorpusGap, i);
    if (gap->to_s > from_s && gap->from_s < from_s + span_s)
      return TRUE;
  }
  return FALSE;
}

static CorpusVisible
visible_liftoff (const CorpusRecord *record, const CorpusEvent *event)
{
  double late = hidden (record, event->t_s, 1);
  CorpusVisible out = { .tolerance_s = SETTLED_S + corpus_step_s (record) + fmin (late, 60) };

  if (event->t_s - record->first_s < fmax (2, 3 * corpus_step_s (record)))
    out.why = "no rest before it";
  else if (record->last_s - event->t_s < late + 3 + 3 * corpus_step_s (record) ||
      gap_within (record, event->t_s, late + 3))
    out.why = "too little of the climb";
  out.asked = !out.why;
  return out;
}

/* What hangs from a parachute sinks as slowly as this: without a speed, rest is told from it once
 * it would have sunk by what the altitude is read to (1 km: 200 s). */
#define SLOW_SINK_M_S 5.0

/* Rest takes as long as it takes to be told from a steady sink. */
static CorpusVisible
visible_landing (const CorpusRecord *record, const CorpusEvent *event)
{
  double early = hidden (record, event->t_s, -1), after = record->last_s - event->t_s;
  gboolean has_speed = !isinf (corpus_sigma_of (record, RECORD_SPEED)) ||
      !isinf (corpus_sigma_of (record, RECORD_VERTICAL_SPEED));
  CorpusVisible out = { .tolerance_s = 3 + corpus_step_s (record) + fmin (early, 120) };

  if (after < (has_speed ? 3 : fmax (10 + early,
          corpus_grain_of (record, RECORD_ALTITUDE) / SLOW_SINK_M_S)) + 3 * corpus_step_s (record))
    out.why = "too little rest after it";
  else if (event->t_s - record->first_s < 5 + 4 * corpus_step_s (record) || early > 100)
    out.why = "too little of the way down";
  out.asked = !out.why;
  return out;
}

static const struct {
  CorpusVisible (*visible) (const CorpusRecord *record, const CorpusEvent *event);
} criteria[TRUTH_N] = {
  [TRUTH_LIFTOFF] = { visible_liftoff }, [TRUTH_THRUST_START] = { visible_edge },
  [TRUTH_THRUST_END] = { visible_edge }, [TRUTH_MAX_Q] = { corpus_visible_max_q },
  [TRUTH_APOGEE] = { visible_apogee }, [TRUTH_ORBIT_INSERTION] = { visible_insertion },
  [TRUTH_ENTRY] = { corpus_visible_entry }, [TRUTH_PARACHUTE] = { visible_edge },
  [TRUTH_LANDING] = { visible_landing }, [TRUTH_DOCKING] = { corpus_visible_docking },
};

/* In a gap only what changes from one side to the other can be told: no maximum, and not one
 * of two events. */
static CorpusVisible
visible_in_gap (const CorpusRecord *record, const CorpusEvent *event, const CorpusGap *gap)
{
  const GArray *events = record->flight->truth->events;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (CorpusGap));
  CorpusRecord plain = *record;
  CorpusVisible out;

  plain.gaps = none;
  out = criteria[event->kind].visible (&plain, event);
  out.tolerance_s = fmax (out.tolerance_s, (gap->to_s - gap->from_s) / 2 + corpus_step_s (record));
  for (guint i = 0; i < events->len; i++) {
    const CorpusEvent *other = &g_array_index (events, CorpusEvent, i);
    if (other != event && !other->optional && other->kind != TRUTH_ENTRY &&
        other->kind != TRUTH_MAX_Q && other->t_s > gap->from_s - 6 && other->t_s < gap->to_s + 6)
      out.why = "another event lies in the same gap";
  }
  if (event->kind == TRUTH_MAX_Q || event->kind == TRUTH_PARACHUTE)
    out.why = "a gap hides it";
  if (gap->from_s - record->first_s < 6 || record->last_s - gap->to_s < 6)
    out.why = "too little on one side of the gap";
  out.asked = !out.why;
  return out;
}

CorpusVisible
corpus_visible (const CorpusRecord *record, const CorpusEvent *event)
{
  const CorpusGap *gap = corpus_record_gap (record, event->t_s);
  CorpusVisible out = { .tolerance_s = SETTLED_S + corpus_step_s (record), .why = "outside the recording" };

  if (event->t_s < record->first_s || event->t_s > record->last_s)
    return out;
  out = gap ? visible_in_gap (record, event, gap) : criteria[event->kind].visible (record, event);
  if (event->optional) {
    out.asked = FALSE;
    out.why = "another event says the same";
  }
  return out;
}
