/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "score.h"

#include <math.h>

#include "phases-on-screen.h"

/* A found event so far from a true one of its kind is meant for it, and misplaced. */
#define MISPLACED_S 30.0

typedef struct {
  const CorpusEvent *event;
  CorpusVisible visible;
  const TlmEvent *found;     /* what was said of it, or NULL */
  double off_s;
} Truth;

static GArray *
truths_of (const CorpusRecord *record)
{
  const GArray *events = record->flight->truth->events;
  GArray *out = g_array_new (FALSE, TRUE, sizeof (Truth));

  for (guint i = 0; i < events->len; i++) {
    Truth truth = { .event = &g_array_index (events, CorpusEvent, i) };
    truth.visible = corpus_visible (record, truth.event);
    g_array_append_val (out, truth);
  }
  return out;
}

/* How far an answer is off; 0 where it gives bounds that hold the truth. */
static double
off_by (const CorpusRecord *record, const TlmEvent *found, const CorpusEvent *event)
{
  if (found->after_ns != TLM_TIME_NONE && found->before_ns != TLM_TIME_NONE) {
    double after = corpus_record_s (record, found->after_ns);
    double before = corpus_record_s (record, found->before_ns), slack = 0.1;
    if (event->t_s >= after - slack && event->t_s <= before + slack)
      return 0;
  }
  return fabs (corpus_record_s (record, found->time_ns) - event->t_s);
}

/* The nearest true event of its kind that nobody has named yet. */
static Truth *
nearest (const CorpusRecord *record, GArray *truths, const TlmEvent *found, CorpusEventKind kind,
    guint states, double *off_s)
{
  Truth *best = NULL;

  *off_s = INFINITY;
  for (guint i = 0; i < truths->len; i++) {
    Truth *truth = &g_array_index (truths, Truth, i);
    double off = off_by (record, found, truth->event);
    gboolean engine = kind == TRUTH_THRUST_START || kind == TRUTH_THRUST_END;
    if (truth->found || truth->event->kind != kind || off >= *off_s ||
        (engine && !(truth->event->state & states)))
      continue;
    *off_s = off;
    best = truth;
  }
  return best;
}

/* What is under way at the first sample may be said, as long as it is. */
static gboolean
is_under_way (const CorpusRecord *record, const TlmProfile *profile, const TlmEvent *found)
{
  guint states = 0;
  double t = fmax (corpus_record_s (record, found->time_ns), record->first_s) + 0.5;

  return found->under_way && corpus_on_screen (tlm_profile_phase_after (profile, found->id), &states) &&
      (states & corpus_truth_at (record->flight->truth, t));
}

/* The engine that lights on the pad may be said besides liftoff, and one that lands. */
static gboolean
is_tolerated (const CorpusRecord *record, const GArray *truths, const TlmEvent *found,
    CorpusEventKind kind)
{
  for (guint i = 0; i < truths->len; i++) {
    const Truth *truth = &g_array_index (truths, Truth, i);
    double off = off_by (record, found, truth->event);
    if (kind == TRUTH_THRUST_START && truth->event->kind == TRUTH_LIFTOFF && off < 8)
      return TRUE;
    if (truth->event->optional && truth->event->kind == kind && off < 10)
      return TRUE;
  }
  return FALSE;
}

static void
say (GPtrArray *faults, const CorpusRecord *record, const char *what, const char *name, double t_s,
    const char *more)
{
  if (faults)
    g_ptr_array_add (faults, g_strdup_printf ("%-12s %-18s %9.1f s  %s", what, name,
            t_s - record->zero_s, more));
}

/* One found event: of which true one, if of any. */
static void
place (const CorpusRecord *record, const TlmProfile *profile, GArray *truths,
    const TlmEvent *found, CorpusScore *score, GPtrArray *faults)
{
  CorpusEventKind kind = TRUTH_N;
  guint states = 0;
  gboolean ignored = FALSE, known = corpus_meaning (found->id, &kind, &states, &ignored);
  double off = INFINITY;
  Truth *truth = known && !ignored ? nearest (record, truths, found, kind, states, &off) : NULL;

  if (ignored)
    return;
  score->said++;
  if (truth && off <= fmax (MISPLACED_S, truth->visible.tolerance_s)) {
    truth->found = found;
    truth->off_s = off;
    return;
  }
  if (is_under_way (record, profile, found) ||
      (known && is_tolerated (record, truths, found, kind)))
    return;
  score->invented++;
  say (faults, record, "invented", found->id, corpus_record_s (record, found->time_ns),
      known ? found->why : "no row in meaning.c is about it");
}

static void
judge (const CorpusRecord *record, const Truth *truth, CorpusScore *score, GPtrArray *faults)
{
  g_autofree char *more = NULL;

  if (!truth->visible.asked)
    return;
  score->asked++;
  if (truth->found && truth->off_s <= truth->visible.tolerance_s) {
    score->found++;
    return;
  }
  score->missed++;
  score->misplaced += truth->found != NULL;
  more = truth->found ? g_strdup_printf ("%s %.2f s off, %.2f allowed", truth->found->id,
      truth->off_s, truth->visible.tolerance_s) : g_strdup ("");
  say (faults, record, truth->found ? "misplaced" : "missed", corpus_event_name (truth->event->kind),
      truth->event->t_s, more);
}

/* Whether a rule of PROFILE can find events of KIND: what it has no rule for, nobody asks. */
static gboolean
can_find (const TlmProfile *profile, CorpusEventKind kind)
{
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    CorpusEventKind found;
    guint states;
    gboolean ignored;
    if ((phase->rule && corpus_meaning (phase->id, &found, &states, &ignored) && !ignored && found == kind) ||
        (phase->leave && corpus_meaning (phase->end, &found, &states, &ignored) && !ignored && found == kind))
      return TRUE;
  }
  return FALSE;
}

/* In two passes, so that an exact answer is not taken for a misplaced one of its neighbour. */
CorpusScore
corpus_score (const CorpusRecord *record, const TlmProfile *profile, const TlmTimeline *timeline,
    GPtrArray *faults)
{
  g_autoptr (GArray) truths = truths_of (record);
  CorpusScore score = { .flights = 1 };

  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *found = tlm_timeline_event (timeline, i);
    if (found->confidence != TLM_CONFIDENCE_NOMINAL)
      place (record, profile, truths, found, &score, faults);
  }
  for (guint i = 0; i < truths->len; i++) {
    const Truth *truth = &g_array_index (truths, Truth, i);
    if (can_find (profile, truth->event->kind))
      judge (record, truth, &score, faults);
  }
  score.wrong_s = corpus_wrong_phases (record, profile, timeline, faults);
  score.wrong_flights = score.wrong_s > 0;
  return score;
}

void
corpus_list_unasked (const CorpusRecord *record, GPtrArray *out)
{
  const GArray *events = record->flight->truth->events;

  for (guint i = 0; i < events->len; i++) {
    const CorpusEvent *event = &g_array_index (events, CorpusEvent, i);
    CorpusVisible visible = corpus_visible (record, event);
    if (!visible.asked && event->t_s >= record->first_s && event->t_s <= record->last_s)
      say (out, record, "not asked", corpus_event_name (event->kind), event->t_s, visible.why);
  }
}

void
corpus_score_add (CorpusScore *sum, const CorpusScore *one)
{
  sum->flights += one->flights;
  sum->asked += one->asked;
  sum->found += one->found;
  sum->misplaced += one->misplaced;
  sum->missed += one->missed;
  sum->said += one->said;
  sum->invented += one->invented;
  sum->wrong_flights += one->wrong_flights;
  sum->wrong_s += one->wrong_s;
}
