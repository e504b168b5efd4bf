/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The state that no pass begins before, once the instants before it were dropped. What was found up to
 * there is all that is known of them, and stays. */
#include <string.h>

#include "core/log/event-index.h"
#include "core/phases/machine-private.h"
#include "core/time/sum.h"

gsize
tlm_machine_memory_floor (const TlmMachineMemory *memory, const TlmSignals *signals, gint64 until_ns)
{
  gsize index = memory->saves[TLM_MACHINE_NEXT].index, length = tlm_signals_length (signals);

  if (index == 0 || index >= length)
    return 0;
  until_ns = MIN (until_ns, tlm_signals_time (signals, length - 1) - memory->keep_ns);
  return tlm_signals_time (signals, index) <= until_ns ? index : 0;
}

static void
drop (TlmMachineMemory *memory, TlmMachineSave *save, gsize n)
{
  if (save->index == 0)
    return;
  save->index -= n;
  /* What has held for longer is as good as from the first one on. */
  for (guint i = 0; i < memory->n; i++)
    save->states[i].hold_index -= MIN (save->states[i].hold_index, n);
}

void
tlm_machine_memory_advance (TlmMachineMemory *memory, gsize n_dropped)
{
  TlmMachineSave *next = &memory->saves[TLM_MACHINE_NEXT], *recent = &memory->saves[TLM_MACHINE_RECENT];

  tlm_machine_save_copy (memory, &memory->saves[TLM_MACHINE_BASE], next);
  if (recent->index > next->index)
    tlm_machine_save_copy (memory, next, recent);
  else
    tlm_machine_save_clear (next);
  for (guint i = 0; i < TLM_MACHINE_SAVES; i++)
    drop (memory, &memory->saves[i], n_dropped);
  memory->n_dropped += n_dropped;
  memory->was_moved = FALSE;
}

static void
shift_state (TlmMachineState *state, TlmDuration offset_ns)
{
  gint64 *const times[] = { &state->armed_ns, &state->arm_failed_ns, &state->hold_ns, &state->last_ns,
    &state->after_ns, &state->failed_ns, &state->begun_ns, &state->ended_ns, &state->found_ns, &state->left_ns };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    *times[i] = tlm_time_moved (*times[i], offset_ns);
  for (guint i = 0; i < state->n_peaks; i++)
    state->peaks[i].time_ns = tlm_time_moved (state->peaks[i].time_ns, offset_ns);
}

void
tlm_machine_memory_shift (TlmMachineMemory *memory, TlmDuration offset_ns)
{
  TlmMachineSave *base = &memory->saves[TLM_MACHINE_BASE];

  tlm_events_move (memory->said, offset_ns);
  tlm_machine_save_clear (&memory->saves[TLM_MACHINE_NEXT]);
  tlm_machine_save_clear (&memory->saves[TLM_MACHINE_RECENT]);
  if (memory->n_dropped == 0) {
    tlm_machine_save_clear (base);
    return;
  }
  for (guint i = 0; i < memory->n; i++)
    shift_state (&base->states[i], offset_ns);
  base->known_ns = tlm_time_moved (base->known_ns, offset_ns);
  tlm_events_move (base->found, offset_ns);
  /* What the mission gives stands where it stood: all of it is taken anew. */
  g_ptr_array_set_size (base->given, 0);
  memory->was_moved = TRUE;
}

/* STATE was found by its rule, and is given now: it has not been found. TRUE where anything was, which are among those
 * from N_FOUND_BEFORE on. */
static gboolean
withdraw (TlmMachine *machine, TlmMachineState *state, guint n_found_before)
{
  g_autofree char *source = g_strconcat ("rule ", state->phase->id, NULL);
  gboolean any = FALSE;

  for (guint i = machine->found->len; i-- > n_found_before;) {
    if (strcmp (((TlmEvent *) machine->found->pdata[i])->source, source) != 0)
      continue;
    g_ptr_array_remove_index (machine->found, i);
    any = TRUE;
  }
  state->begun_ns = state->ended_ns = state->found_ns = state->left_ns = TLM_TIME_NONE;
  state->hold_ns = TLM_TIME_NONE;
  if (machine->current[state->track] == state)
    machine->current[state->track] = state->before;
  return any;
}

/* What is looked for by what is given now. */
static gboolean
look_for_others (TlmMachine *machine, const GPtrArray *given, guint n_found_before)
{
  gboolean late = FALSE;

  for (guint i = 0; i < machine->n; i++) {
    TlmMachineState *state = &machine->states[i];
    gboolean is_mine = tlm_machine_is_mine (machine, state->phase, given);
    if (state->mine && !is_mine)
      late |= withdraw (machine, state, n_found_before);
    state->mine = is_mine;
  }
  return late;
}

/* A start that was under way when it was given: the rule may have found when it was since. */
static gboolean
has_begun (const TlmMachine *machine, const TlmEvent *event)
{
  for (guint i = 0; i < machine->n; i++)
    if (strcmp (machine->states[i].phase->id, event->id) == 0 && machine->states[i].begun_ns != TLM_TIME_NONE)
      return TRUE;
  return FALSE;
}

static gboolean
is_among (const GPtrArray *events, const TlmEvent *event)
{
  for (guint i = 0; i < events->len; i++)
    if (tlm_machine_is_same_event (events->pdata[i], event))
      return TRUE;
  return FALSE;
}

/* All that was given up to now, in its order: of one name the last counts. TRUE where any of it is not
 * among KNOWN. */
static gboolean
take_past (TlmMachine *machine, const GPtrArray *past, const GPtrArray *known)
{
  gboolean late = FALSE;

  for (guint i = 0; i < past->len; i++) {
    const TlmEvent *event = past->pdata[i];
    late |= !is_among (known, event);
    if ((!event->vehicle || strcmp (event->vehicle, machine->vehicle) == 0) &&
        !(event->under_way && has_begun (machine, event)))
      tlm_machine_take_given (machine, event);
  }
  return late;
}

gsize
tlm_machine_begin_at_base (TlmMachine *machine, TlmMachineMemory *memory, const GPtrArray *given)
{
  TlmMachineSave *base = &memory->saves[TLM_MACHINE_BASE];
  g_autoptr (GPtrArray) known = NULL;
  guint before = machine->found->len;
  gboolean late;

  if (memory->n_dropped == 0)
    return 0;
  tlm_machine_restore (machine, memory, base);
  machine->index = base->index - 1;
  machine->now_ns = tlm_signals_time (machine->signals, machine->index);
  late = base->t0_ns != machine->t0_ns && base->found->len > 0;
  late |= look_for_others (machine, given, before);
  known = g_steal_pointer (&base->given);
  base->given = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  tlm_machine_save_given (base, machine, base->index, given);
  late |= take_past (machine, base->given, known);
  memory->n_late += late && !memory->was_moved;
  memory->was_moved = FALSE;
  tlm_machine_memorise (machine, memory, TLM_MACHINE_BASE, base->index, given, before);
  return base->index;
}
