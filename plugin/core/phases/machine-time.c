/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/phases/machine-private.h"
#include "core/time/sum.h"

/* One standard deviation of an instant that lies somewhere between two. */
static TlmDuration
uncertainty (const TlmMachine *machine, const TlmMachineState *state)
{
  gint64 before = state->hold_index > 0 ?
      tlm_signals_time (machine->signals, state->hold_index - 1) : state->hold_ns;

  return (TlmDuration) ((double) MAX (state->hold_ns - before, TLM_SECOND / 10) / sqrt (12));
}

/* An event at TIME, in ERROR where that is known, that RULE has decided. */
void
tlm_machine_emit (TlmMachine *machine, const TlmMachineState *state, const char *id, const TlmCondition *rule,
    const TlmEdge *edge, gboolean under_way)
{
  const TlmPhaseTrack *track = machine->profile->tracks->pdata[state->track];
  g_autofree char *source = g_strconcat ("rule ", state->phase->id, NULL);
  const char *vehicle = track->common || !*machine->vehicle ? NULL : machine->vehicle;
  TlmEvent *event = tlm_event_new (edge->time_ns, id, NULL, vehicle, source,
      TLM_CONFIDENCE_DETECTED);

  event->under_way = under_way;
  event->error_ns = edge->error_ns;
  if (state->after_ns != TLM_TIME_NONE && edge->time_ns > state->after_ns &&
      edge->time_ns < state->hold_ns) {
    event->after_ns = state->after_ns;
    event->before_ns = state->hold_ns;
  } else if (edge->before_ns > edge->after_ns) {
    event->after_ns = edge->after_ns;
    event->before_ns = edge->before_ns;
  }
  event->why = tlm_reason_text (machine->signals, state->hold_index, rule);
  machine->under_way = TRUE;
  g_ptr_array_add (machine->found, event);
}

/* A liftoff seen so soon after T-0 is that of T-0; of a recording that begins
 * in flight, so much later. */
#define SAME_LIFTOFF (5 * TLM_SECOND)
#define LATE_RECORDING (60 * TLM_SECOND)

/* Nobody saw it rest after T-0: what is read off coarsely moves some time before it shows. */
static gboolean
is_hidden_since_t0 (const TlmMachine *machine, const TlmMachineState *state)
{
  return state->failed_ns == TLM_TIME_NONE || state->failed_ns < machine->t0_ns;
}

gboolean
tlm_machine_is_t0 (const TlmMachine *machine, const TlmMachineState *state)
{
  gint64 late;

  if (strcmp (state->phase->id, TLM_PHASE_LIFTOFF) != 0 || machine->t0_ns == TLM_TIME_NONE)
    return FALSE;
  late = tlm_time_apart (machine->t0_ns, state->hold_ns);
  return ABS (late) <= SAME_LIFTOFF || (late > 0 && late <= LATE_RECORDING &&
      (machine->known_ns == TLM_TIME_NONE || state->hold_ns - machine->known_ns <= TLM_SECOND ||
          is_hidden_since_t0 (machine, state)));
}

/* A slope's break is as good as this. */
#define BREAK_NS (TLM_SECOND)

/* What the rule saw goes before what breaks near it. */
static void
keep_strict (const TlmMachineState *state, TlmEdge *edge)
{
  if (!state->phase->strict)
    return;
  if (edge->time_ns > state->hold_ns ||
      (state->failed_ns != TLM_TIME_NONE && edge->time_ns < state->failed_ns - BREAK_NS))
    edge->time_ns = state->failed_ns == TLM_TIME_NONE ? state->hold_ns :
        state->failed_ns + (state->hold_ns - state->failed_ns) / 2;
}

/* To where RULE came to hold, if that was before it was asked. */
static void
date_back (TlmMachine *machine, TlmMachineState *state, TlmEdge *edge)
{
  const TlmMachineState *before = machine->current[state->track];
  gsize index = machine->index;

  if (state->failed_ns != TLM_TIME_NONE || !before)
    return;
  machine->index = state->hold_index;
  while (machine->index > 0 &&
      tlm_signals_time (machine->signals, machine->index - 1) > before->begun_ns) {
    machine->index--;
    if (tlm_machine_evaluate (machine, state, state->phase->rule) == 0)
      break;
    edge->time_ns = tlm_signals_time (machine->signals, machine->index);
  }
  machine->index = index;
}

static TlmEdge
edge_between (gint64 after_ns, gint64 before_ns)
{
  return (TlmEdge) { .time_ns = after_ns + (before_ns - after_ns) / 2,
    .error_ns = (TlmDuration) ((double) (before_ns - after_ns) / sqrt (12)),
    .after_ns = after_ns, .before_ns = before_ns };
}

#define LONG_BLIND_NS (10 * TLM_SECOND)

/* ARM could not be told for long before it held. */
static gboolean
is_blind_arm (const TlmMachineState *state)
{
  return state->armed_ns != TLM_TIME_NONE && state->arm_failed_ns != TLM_TIME_NONE &&
      state->armed_ns - state->arm_failed_ns > LONG_BLIND_NS;
}

/* Longer stretches are not of one motion before and one after. */
#define MAX_SHOWN_NS (50 * TLM_SECOND)

/* Moves EDGE to the break between where RULE was last seen not to hold and where it does, where that
 * dates it better than that it lies between them. */
static gboolean
shows_in_blind (const TlmMachine *machine, const TlmMachineState *state, TlmEdge *edge)
{
  TlmEdge between = edge_between (state->failed_ns, state->hold_ns), seen = between;

  if (state->phase->strict || state->hold_ns - state->failed_ns > MAX_SHOWN_NS)
    return FALSE;
  tlm_edge_find_between (machine->signals, (guint) state->phase->edge, state->failed_ns, state->hold_ns,
      &seen);
  if (seen.error_ns >= between.error_ns)
    return FALSE;
  edge->time_ns = seen.time_ns;
  edge->error_ns = seen.error_ns;
  return TRUE;
}

/* Where the rule says that it happened; in a gap the middle, and the edges say how sure. */
TlmEdge
tlm_machine_edge (TlmMachine *machine, TlmMachineState *state)
{
  const TlmPhase *phase = state->phase;
  const TlmMachineState *before = machine->current[state->track];
  TlmEdge edge = { .time_ns = state->hold_ns, .error_ns = uncertainty (machine, state) };

  for (guint i = 0; i < state->n_peaks; i++)
    if (!state->peaks[i].node)
      return (TlmEdge) { .time_ns = state->peaks[i].time_ns, .error_ns = edge.error_ns };
  if (tlm_machine_is_t0 (machine, state))
    return (TlmEdge) { .time_ns = machine->t0_ns };
  if (state->after_ns != TLM_TIME_NONE)
    return edge_between (state->after_ns, state->hold_ns);
  if (phase->together_ns > 0 && before && state->hold_ns - before->begun_ns <= phase->together_ns)
    edge.time_ns = before->begun_ns;
  if (phase->by_arm && state->armed_ns != TLM_TIME_NONE)
    edge.time_ns = state->armed_ns;
  if (phase->by_arm && is_blind_arm (state))
    return edge_between (state->arm_failed_ns, state->armed_ns);
  if (phase->zero >= 0)
    tlm_edge_zero (machine->signals, state->hold_index, (guint) phase->zero, &edge);
  /* Where it could not be told for long it lies somewhere there, as in a gap, unless it shows. */
  if (phase->edge >= 0 && !phase->by_arm && !phase->start && state->failed_ns != TLM_TIME_NONE &&
      state->hold_ns - state->failed_ns > LONG_BLIND_NS) {
    if (shows_in_blind (machine, state, &edge))
      return edge;
    state->after_ns = state->failed_ns - tlm_signals_blur (machine->signals, state->failed_ns);
    if (before)
      state->after_ns = MAX (state->after_ns, MIN (before->begun_ns, state->failed_ns));
    return edge_between (state->after_ns, state->hold_ns);
  }
  if (phase->edge == TLM_RULE_HOLD)
    tlm_edge_onset (machine->signals, state->hold_index, edge.time_ns, &edge);
  else if (phase->edge >= 0 && edge.time_ns < state->hold_ns)
    tlm_edge_find_between (machine->signals, (guint) phase->edge, edge.time_ns, state->hold_ns, &edge);
  else if (phase->edge >= 0)
    tlm_edge_find (machine->signals, (guint) phase->edge, &edge);
  if (phase->backdate)
    date_back (machine, state, &edge);
  keep_strict (state, &edge);
  return edge;
}

TlmEdge
tlm_machine_end_edge (const TlmMachine *machine, const TlmMachineState *state)
{
  TlmEdge edge = { .time_ns = state->hold_ns, .error_ns = uncertainty (machine, state) };

  if (state->after_ns != TLM_TIME_NONE)
    edge.time_ns = state->after_ns + (state->hold_ns - state->after_ns) / 2;
  else if (state->phase->edge >= 0)
    tlm_edge_find (machine->signals, (guint) state->phase->edge, &edge);
  return edge;
}
