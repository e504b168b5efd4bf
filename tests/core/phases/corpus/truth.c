/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "truth.h"

static const char *const event_names[] = {
  [TRUTH_LIFTOFF] = "liftoff", [TRUTH_THRUST_START] = "thrust-start",
  [TRUTH_THRUST_END] = "thrust-end", [TRUTH_MAX_Q] = "max-q", [TRUTH_APOGEE] = "apogee",
  [TRUTH_ORBIT_INSERTION] = "orbit-insertion", [TRUTH_ENTRY] = "entry",
  [TRUTH_PARACHUTE] = "parachute", [TRUTH_LANDING] = "landing", [TRUTH_DOCKING] = "docking",
};

static const char *const state_names[] = { "ground", "powered-ascent", "coast-up", "free-descent",
  "powered-descent", "parachute", "orbit", "orbit-burn", "boostback", "rising", "landed", "docked" };

CorpusTruth *
corpus_truth_new (void)
{
  CorpusTruth *truth = g_new0 (CorpusTruth, 1);

  truth->events = g_array_new (FALSE, FALSE, sizeof (CorpusEvent));
  truth->stretches = g_array_new (FALSE, FALSE, sizeof (CorpusStretch));
  return truth;
}

void
corpus_truth_free (CorpusTruth *truth)
{
  if (!truth)
    return;
  g_array_unref (truth->events);
  g_array_unref (truth->stretches);
  g_free (truth);
}

void
corpus_truth_event (CorpusTruth *truth, CorpusEventKind kind, double t_s, CorpusState state)
{
  CorpusEvent event = { .kind = kind, .t_s = t_s, .state = state };
  guint at = truth->events->len;

  while (at > 0 && g_array_index (truth->events, CorpusEvent, at - 1).t_s > t_s)
    at--;
  g_array_insert_val (truth->events, at, event);
}

void
corpus_truth_state (CorpusTruth *truth, double t_s, CorpusState state)
{
  CorpusStretch stretch = { .from_s = t_s, .state = state };
  guint n = truth->stretches->len;

  if (n == 0 || g_array_index (truth->stretches, CorpusStretch, n - 1).state != state)
    g_array_append_val (truth->stretches, stretch);
}

CorpusState
corpus_truth_at (const CorpusTruth *truth, double t_s)
{
  CorpusState state = STATE_GROUND;

  for (guint i = 0; i < truth->stretches->len; i++) {
    const CorpusStretch *stretch = &g_array_index (truth->stretches, CorpusStretch, i);
    if (i == 0 || stretch->from_s <= t_s)
      state = stretch->state;
  }
  return state;
}

const char *
corpus_event_name (CorpusEventKind kind)
{
  return kind < TRUTH_N ? event_names[kind] : "?";
}

const char *
corpus_state_name (CorpusState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (state == 1u << i)
      return state_names[i];
  return "?";
}
