/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/phases/machine-private.h"

static gboolean
lists (char **list, const char *id)
{
  return list && id && g_strv_contains ((const char *const *) list, id);
}

/* May it come now? It follows what its own track is in, or where that has not
 * begun yet, anything of another track. */
static gboolean
may_come (const TlmMachine *machine, const TlmMachineState *state)
{
  const TlmMachineState *current = machine->current[state->track];
  const TlmPhase *phase = state->phase;

  if (current == state && state->seen_under_way)
    return phase->start;
  if (current == state || (state->begun_ns != TLM_TIME_NONE && !phase->repeat))
    return FALSE;
  if (phase->first && (current || machine->under_way))
    return FALSE;
  if (current)
    return lists (phase->after, current->phase->id) ||
        (current->ended_ns != TLM_TIME_NONE && lists (phase->after, current->phase->end));
  if ((phase->start || phase->first) && !machine->under_way)
    return TRUE;
  for (guint i = 0; i < machine->n; i++) {
    const TlmMachineState *other = &machine->states[i];
    if ((other->begun_ns != TLM_TIME_NONE && lists (phase->after, other->phase->id)) ||
        (other->ended_ns != TLM_TIME_NONE && lists (phase->after, other->phase->end)))
      return TRUE;
  }
  return FALSE;
}

/* Not known for so long, the rule is taken up where it was. */
#define PAUSE_NS TLM_SECOND

static void
take_up (TlmMachine *machine, TlmMachineState *state)
{
  if (state->hold_ns == TLM_TIME_NONE) {
    state->hold_ns = machine->now_ns;
    state->hold_index = machine->index;
    state->held_ns = 0;
    state->n_held = 0;
    state->after_ns = machine->is_behind_gap && state->failed_ns != TLM_TIME_NONE ?
        tlm_signals_time (machine->signals, machine->index - 1) : TLM_TIME_NONE;
  } else if (!machine->is_behind_gap) {
    state->held_ns += machine->now_ns - state->last_ns;
  }
  state->n_held++;
  state->last_ns = machine->now_ns;
}

/* TRUE once RULE has held for DWELL, as far as it was seen. What is not known for a moment does
 * not end it where it PAUSES: a begin is dated by itself, an end is where it holds for good. */
static gboolean
holds (TlmMachine *machine, TlmMachineState *state, const TlmCondition *rule, TlmDuration dwell_ns,
    gboolean pauses)
{
  double truth = tlm_machine_evaluate (machine, state, rule);

  if (pauses && isnan (truth) && state->hold_ns != TLM_TIME_NONE &&
      machine->now_ns - state->last_ns <= PAUSE_NS)
    return FALSE;
  if (truth != 1) {
    state->hold_ns = TLM_TIME_NONE;
    if (truth == 0)
      state->failed_ns = machine->now_ns;
    state->blind = isnan (truth);
    return FALSE;
  }
  take_up (machine, state);
  return state->held_ns >= dwell_ns;
}

/* Of its dwell as much has to be seen where the recording breaks off. */
#define PART_SEEN 4

static gboolean
holds_to_the_end (const TlmMachineState *state, TlmDuration dwell_ns)
{
  return state->hold_ns != TLM_TIME_NONE && state->n_held >= 2 &&
      state->held_ns >= dwell_ns / PART_SEEN;
}

static void
enter (TlmMachine *machine, TlmMachineState *state)
{
  TlmEdge edge = tlm_machine_edge (machine, state);
  gboolean under_way = state->blind && (state->phase->start || state->phase->first) &&
      !tlm_machine_is_t0 (machine, state);
  gboolean is_news = !under_way || !state->seen_under_way;

  if (under_way)
    edge = (TlmEdge) { .time_ns = state->hold_ns, .error_ns = TLM_TIME_NONE };
  else if (machine->current[state->track])     /* what follows is not before it */
    edge.time_ns = MAX (edge.time_ns, machine->current[state->track]->begun_ns);
  if (is_news)
    tlm_machine_emit (machine, state, state->phase->id, state->phase->rule, &edge, under_way);
  tlm_machine_begin (machine, state, edge.time_ns);
  state->found_ns = machine->now_ns;
}

static void
leave (TlmMachine *machine, TlmMachineState *state)
{
  TlmEdge edge = tlm_machine_end_edge (machine, state);

  state->ended_ns = edge.time_ns;
  state->left_ns = machine->now_ns;
  tlm_machine_emit (machine, state, state->phase->end, state->phase->leave, &edge, FALSE);
  state->hold_ns = TLM_TIME_NONE;
}

static gboolean
may_enter (const TlmMachineState *state)
{
  return !state->phase->first || state->blind;
}

#define BRIEF_NS (10 * TLM_SECOND)
#define BRIEF_INSTANTS 4

static gboolean
is_brief (const TlmMachine *machine, gint64 since_ns)
{
  return machine->now_ns - since_ns <= BRIEF_NS || (machine->index >= BRIEF_INSTANTS &&
      tlm_signals_time (machine->signals, machine->index - BRIEF_INSTANTS) <= since_ns);
}

/* It took hold somewhere in what could not be told, where that is short. */
static void
follow_arm (TlmMachine *machine, TlmMachineState *state)
{
  gboolean held = state->arm_holds;
  double truth = tlm_machine_evaluate (machine, state, state->phase->arm);

  state->arm_holds = truth == 1;
  if (truth == 0)
    state->arm_failed_ns = machine->now_ns;
  state->armed |= state->arm_holds &&
      (!state->phase->afresh || state->arm_failed_ns != TLM_TIME_NONE);
  if (!state->arm_holds || held || state->hold_ns != TLM_TIME_NONE)
    return;
  state->armed_ns = machine->now_ns;
  if (state->arm_failed_ns != TLM_TIME_NONE && is_brief (machine, state->arm_failed_ns))
    state->armed_ns -= (machine->now_ns - state->arm_failed_ns) / 2;
}

static void
look_for_begin (TlmMachine *machine, TlmMachineState *state)
{
  const TlmPhase *phase = state->phase;

  if (!state->eligible) {
    state->eligible = TRUE;
    state->armed = !phase->arm;
    state->arm_holds = FALSE;
    state->armed_ns = state->arm_failed_ns = TLM_TIME_NONE;
    state->hold_ns = TLM_TIME_NONE;
    state->failed_ns = TLM_TIME_NONE;
    state->blind = machine->index == 0;
    state->n_peaks = 0;
    if (phase->backdate)
      tlm_machine_look_back (machine, state);
  }
  tlm_machine_follow_maximum (machine, state);
  if (phase->arm && (!state->armed || phase->by_arm))
    follow_arm (machine, state);
  if (state->armed && holds (machine, state, phase->rule, phase->dwell_ns, TRUE) && may_enter (state))
    enter (machine, state);
}

#define REFUTES_NS (2 * TLM_SECOND)

/* It was not this after all: the flight is in what it was in. */
static void
withdraw (TlmMachine *machine, TlmMachineState *state)
{
  for (guint i = machine->found->len; i-- > 0; ) {
    const TlmEvent *event = machine->found->pdata[i];
    if (event->time_ns == state->begun_ns && strcmp (event->id, state->phase->id) == 0) {
      g_ptr_array_remove_index (machine->found, i);
      break;
    }
  }
  state->begun_ns = state->hold_ns = TLM_TIME_NONE;
  state->eligible = state->armed = TRUE;
  state->blind = FALSE;
  machine->current[state->track] = state->before;
}

static gboolean
is_refutable (const TlmMachine *machine, const TlmMachineState *state)
{
  return state->phase->refute && machine->current[state->track] == state;
}

#define EXCEEDS 1.05

/* A maximum was none if REFUTE holds when there is more. */
static gboolean
is_exceeded (TlmMachine *machine, TlmMachineState *state)
{
  double value = tlm_machine_evaluate (machine, state, state->phase->at);

  if (tlm_machine_evaluate (machine, state, state->phase->refute) != 1)
    return FALSE;
  for (guint i = 0; i < state->n_peaks; i++)
    if (!state->peaks[i].node)
      return value > EXCEEDS * state->peaks[i].largest;
  return FALSE;
}

static gboolean
is_leaving (const TlmMachine *machine, const TlmMachineState *state)
{
  return state->phase->leave && machine->current[state->track] == state &&
      state->ended_ns == TLM_TIME_NONE;
}

/* What held where the recording breaks off is believed by what was seen of it. */
static void
break_off (TlmMachine *machine)
{
  for (guint i = 0; i < machine->n; i++) {
    TlmMachineState *state = &machine->states[i];
    if (!state->mine)
      continue;
    if (is_leaving (machine, state)) {
      if (holds_to_the_end (state, state->phase->leave_dwell_ns))
        leave (machine, state);
    } else if (state->phase->rule && state->eligible && state->armed && may_come (machine, state) &&
        holds_to_the_end (state, state->phase->dwell_ns) && may_enter (state)) {
      enter (machine, state);
    }
  }
}

static void
step (TlmMachine *machine)
{
  for (guint i = 0; i < machine->n; i++) {
    TlmMachineState *state = &machine->states[i];
    if (!state->mine)
      continue;
    tlm_machine_follow_certainty (machine, state);
    if (is_leaving (machine, state)) {
      if (holds (machine, state, state->phase->leave, state->phase->leave_dwell_ns, FALSE))
        leave (machine, state);
    } else if (is_refutable (machine, state) && state->phase->at) {
      if (is_exceeded (machine, state))
        withdraw (machine, state);
    } else if (is_refutable (machine, state)) {
      if (holds (machine, state, state->phase->refute, REFUTES_NS, FALSE))
        withdraw (machine, state);
    } else if (state->phase->rule && may_come (machine, state)) {
      look_for_begin (machine, state);
    } else {
      state->eligible = FALSE;
    }
  }
}

static void
take_due (TlmMachine *machine, const GPtrArray *given, guint *taken)
{
  for (; *taken < given->len; ++*taken) {
    const TlmEvent *event = given->pdata[*taken];
    if (event->time_ns > machine->now_ns)
      break;
    if (!event->vehicle || strcmp (event->vehicle, machine->vehicle) == 0)
      tlm_machine_take_given (machine, event);
  }
}

static void
take_instant (TlmMachine *machine, gsize i)
{
  machine->is_behind_gap = i > 0 && tlm_signals_is_behind_gap (machine->signals, i);
  if (machine->is_behind_gap) {
    machine->index = i - 1;
    break_off (machine);
  }
  machine->index = i;
  machine->now_ns = tlm_signals_time (machine->signals, i);
  if (machine->known_ns == TLM_TIME_NONE &&
      !isnan (tlm_signals_value (machine->signals, i, TLM_CHANNEL_SPEED, 0)))
    machine->known_ns = machine->now_ns;
}

/* The instant from which MACHINE goes on: its first, or one where MEMORY stood. */
static gsize
take_up_pass (TlmMachine *machine, TlmMachineMemory *memory, const GPtrArray *given, guint *taken)
{
  gsize from = tlm_machine_recall (machine, memory, given);

  *taken = 0;
  if (from == 0)
    from = tlm_machine_begin_at_base (machine, memory, given);
  if (from == 0) {
    memset (machine->states, 0, memory->n * sizeof *machine->states);
    memset (machine->current, 0, sizeof memory->current);
    tlm_machine_set_up (machine, given);
    return 0;
  }
  machine->index = from - 1;
  machine->now_ns = tlm_signals_time (machine->signals, from - 1);
  while (*taken < given->len && ((const TlmEvent *) given->pdata[*taken])->time_ns <= machine->now_ns)
    ++*taken;
  return from;
}

void
tlm_machine_run (const TlmProfile *profile, const TlmSignals *signals, const char *vehicle,
    const GPtrArray *given, gint64 t0_ns, gboolean ends, TlmMachineMemory *memory, GPtrArray *found)
{
  TlmMachine machine = { .signals = signals, .vehicle = vehicle, .t0_ns = t0_ns,
    .n = memory->n, .states = memory->states, .current = memory->current, .found = found,
    .profile = profile, .known_ns = TLM_TIME_NONE };
  gsize length = ends ? tlm_signals_length (signals) : tlm_signals_settled (signals);
  gsize from, goal, next_goal;
  guint taken, before = found->len;

  from = take_up_pass (&machine, memory, given, &taken);
  goal = ends ? 0 : tlm_machine_goal (signals, memory);
  next_goal = ends ? 0 : tlm_machine_next_goal (signals, memory, from);
  memory->n_taken += length > from ? length - from : 0;
  for (gsize i = from; i < length; i++) {
    if (i == next_goal && next_goal > 0)
      tlm_machine_memorise (&machine, memory, TLM_MACHINE_NEXT, i, given, before);
    if (i == goal && goal > 0)
      tlm_machine_memorise (&machine, memory, TLM_MACHINE_RECENT, i, given, before);
    take_instant (&machine, i);
    take_due (&machine, given, &taken);
    step (&machine);
  }
  if (!ends)
    tlm_machine_hold_back (&machine, memory, before);
  else if (tlm_signals_length (signals) > 0)
    break_off (&machine);
}
