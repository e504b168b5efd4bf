/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "phases-on-screen.h"

#define MOST_WRONG_S 3.0
#define LOOK_S 0.25

static const char *
phase_at (const TlmProfile *profile, const TlmTimeline *timeline, gint64 time_ns)
{
  const char *phase = NULL;

  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->time_ns > time_ns)
      break;
    if (g_str_equal (tlm_profile_phase_after (profile, event->id), TLM_PHASE_NONE))
      continue;
    if (event->confidence != TLM_CONFIDENCE_NOMINAL &&
        tlm_profile_find (profile, event->id))
      phase = tlm_profile_phase_after (profile, event->id);
    else if (event->confidence != TLM_CONFIDENCE_NOMINAL &&
        tlm_profile_phase_after (profile, event->id) != event->id)
      phase = tlm_profile_phase_after (profile, event->id);
  }
  return phase;
}

/* How long both sides of the change of state at T may be shown: as far as its event may be off;
 * -1: nobody is asked to see it, so both sides are one. */
static double
blur_of (const CorpusRecord *record, double t_s)
{
  const GArray *events = record->flight->truth->events;
  double blur = -1;

  for (guint i = 0; i < events->len; i++) {
    const CorpusEvent *event = &g_array_index (events, CorpusEvent, i);
    CorpusVisible visible;
    if (ABS (event->t_s - t_s) > 0.2)
      continue;
    visible = corpus_visible (record, event);
    if (visible.asked)
      blur = MAX (blur, visible.tolerance_s);
  }
  return blur;
}

/* The states that may be on the screen from FROM to TO: the one that it is in, those beyond
 * changes that nobody can see, and those close by. */
typedef struct {
  double from_s, to_s;
  guint states;
} Allowed;

static GArray *
allowed_states (const CorpusRecord *record)
{
  const GArray *stretches = record->flight->truth->stretches;
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Allowed));

  for (guint i = 0; i < stretches->len; i++) {
    const CorpusStretch *stretch = &g_array_index (stretches, CorpusStretch, i);
    Allowed allowed = { stretch->from_s, G_MAXDOUBLE, stretch->state };
    double blur = i > 0 ? blur_of (record, stretch->from_s) : 0;
    if (i > 0 && blur < 0) {
      g_array_index (out, Allowed, out->len - 1).states |= stretch->state;
      continue;
    }
    if (i > 0) {
      g_array_index (out, Allowed, out->len - 1).to_s = stretch->from_s + blur;
      allowed.from_s -= blur;
    }
    g_array_append_val (out, allowed);
  }
  return out;
}

static gboolean
may_show (const GArray *allowed, double t_s, guint states)
{
  for (guint i = 0; i < allowed->len; i++) {
    const Allowed *span = &g_array_index (allowed, Allowed, i);
    if ((i == 0 || t_s >= span->from_s) && t_s <= span->to_s && (span->states & states))
      return TRUE;
  }
  return FALSE;
}

static void
tell (const CorpusRecord *record, GPtrArray *faults, double from, double to, const char *phase)
{
  if (faults)
    g_ptr_array_add (faults, g_strdup_printf ("wrong phase  %-18s %9.1f to %.1f s, in %s", phase,
            from - record->zero_s, to - record->zero_s,
            corpus_state_name (corpus_truth_at (record->flight->truth, (from + to) / 2))));
}

double
corpus_wrong_phases (const CorpusRecord *record, const TlmProfile *profile,
    const TlmTimeline *timeline, GPtrArray *faults)
{
  g_autoptr (GArray) allowed = allowed_states (record);
  const char *since_phase = NULL;
  double since = 0, sum = 0;

  for (double t = record->first_s; t <= record->last_s + LOOK_S; t += LOOK_S) {
    const char *phase = t > record->last_s || corpus_record_gap (record, t) ? NULL :
        phase_at (profile, timeline, corpus_record_ns (record, t));
    guint states = 0;
    gboolean wrong = phase && (!corpus_on_screen (phase, &states) || !may_show (allowed, t, states));
    if (since_phase && !wrong) {
      if (t - since > MOST_WRONG_S) {
        sum += t - since;
        tell (record, faults, since, t, since_phase);
      }
      since_phase = NULL;
    }
    if (wrong && !since_phase) {
      since_phase = phase;
      since = t;
    }
  }
  return sum;
}
