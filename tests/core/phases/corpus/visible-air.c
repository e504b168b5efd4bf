/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What can be seen of the air's load, of its beginning, and of a docking. */
#include <math.h>

#include "visible-private.h"

/* How far from the truth the maximum is for who knows only how fast it climbs. */
static double
climb_error_s (const CorpusRecord *record, double t_s)
{
  double best = 0, best_s = t_s;

  if (!isinf (corpus_sigma_of (record, RECORD_SPEED)))
    return 0;
  for (double t = t_s - 40; t < t_s + 40; t += 0.2) {
    CorpusPoint at = corpus_at (record->flight, t);
    double pressure = at.up_m_s > 0 ? corpus_density (record->flight->body, at.height_m) *
        at.up_m_s * at.up_m_s : 0;
    best_s = pressure > best ? t : best_s;
    best = fmax (best, pressure);
  }
  return fabs (best_s - t_s);
}

/* By so much the pressure grows, or what follows may be beyond the maximum: whole kilometres make
 * it 0.93 to 1.07 of what it is. */
#define GROWS 1.2

/* The maximum is flat: it can be anywhere where the pressure is as high as far as can be told. */
CorpusVisible
corpus_visible_max_q (const CorpusRecord *record, const CorpusEvent *event)
{
  double t = event->t_s, peak = corpus_at (record->flight, t).pressure_pa, low = t, high = t;
  double scale = 7000, n = corpus_readings (record, RECORD_ALTITUDE, 5, 300);
  double speed = corpus_record_true (record, RECORD_SPEED, t);
  double v = fmin (corpus_sigma_of (record, RECORD_SPEED), corpus_sigma_of (record, RECORD_VERTICAL_SPEED));
  double height = corpus_sigma_of (record, RECORD_ALTITUDE) / sqrt (n);
  double doubt = hypot (height / scale, isinf (v) ? 4 * height / (5 * speed) : 2 * v / speed);
  CorpusVisible out = { .tolerance_s = VISIBLE_SETTLED_S + corpus_step_s (record) };

  while (t - low < 40 && corpus_at (record->flight, low).pressure_pa > peak * (1 - 2 * doubt))
    low -= 0.1;
  while (high - t < 40 && corpus_at (record->flight, high).pressure_pa > peak * (1 - 2 * doubt))
    high += 0.1;
  out.tolerance_s += fmax (high - t, t - low);
  if (corpus_at (record->flight, record->first_s).pressure_pa * GROWS > peak)
    out.why = "it begins near it, and what it does not see grow may have been more before";
  else if (t - record->first_s < 5 + 3 * corpus_step_s (record) || record->last_s - t < 5 + 3 * corpus_step_s (record))
    out.why = "one side of it is missing";
  else if (climb_error_s (record, t) > 0.5)
    out.why = "only the climb is known, and that is not the speed";
  else if (out.tolerance_s > 15 || high - low < 0.2 * corpus_step_s (record))
    out.why = "its top is flatter than the rounding";
  out.asked = !out.why;
  return out;
}

/* A log that counts from its ground does not say how high that is: 100 km are passed as much later
 * as it takes to fall so far, and may never have been reached by its count. */
static gboolean
counts_100_km (const CorpusRecord *record, double t_s)
{
  for (double t = record->first_s; t < t_s; t += 0.5)
    if (corpus_record_true (record, RECORD_ALTITUDE, t) > 100e3)
      return TRUE;
  return FALSE;
}

CorpusVisible
corpus_visible_entry (const CorpusRecord *record, const CorpusEvent *event)
{
  double sink = fabs (corpus_record_true (record, RECORD_VERTICAL_SPEED, event->t_s));
  double blur = corpus_grain_of (record, RECORD_ALTITUDE) / fmax (sink, 1), w = corpus_whole_s (record, event);
  double datum = record->variant->above_sea || record->variant->states ? 0 :
      record->flight->ground_m / fmax (sink, 1);
  CorpusVisible out = { .tolerance_s = VISIBLE_SETTLED_S + corpus_step_s (record) + blur + datum };

  if (datum > 0 && !counts_100_km (record, event->t_s))
    out.why = "not by a count from the ground";
  else if (w < 2 + 2 * corpus_step_s (record) + blur)
    out.why = "one side of it is missing";
  else if (blur > 10)
    out.why = "it hardly sinks";
  out.asked = !out.why;
  return out;
}

CorpusVisible
corpus_visible_docking (const CorpusRecord *record, const CorpusEvent *event)
{
  double closing = fabs (corpus_record_true (record, RECORD_RANGE_RATE, event->t_s - 1));
  double blur = corpus_grain_of (record, RECORD_RANGE) / fmax (closing, 0.01);
  CorpusVisible out = { .tolerance_s = 3 + corpus_step_s (record) + blur };

  if (event->t_s < record->first_s + 10 || record->last_s < event->t_s + 10)
    out.why = "one side of it is missing";
  out.asked = !out.why;
  return out;
}
