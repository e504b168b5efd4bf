/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What was found while samples still come, and is not said yet: what is said and taken back was
 * never true. The pass itself goes on with it, so that it is dated as at the end. */
#include <string.h>

#include "core/phases/machine-private.h"

void
tlm_machine_follow_certainty (TlmMachine *machine, TlmMachineState *state)
{
  if (state->phase->certain && !state->certain && machine->current[state->track] == state)
    state->certain = tlm_machine_evaluate (machine, state, state->phase->certain) == 1;
}

/* Something else may refute it yet: what follows it, or its own end, has shown that it was this. */
static gboolean
waits (const TlmMachine *machine, const TlmMachineState *state)
{
  return machine->current[state->track] == state && !state->certain && state->ended_ns == TLM_TIME_NONE &&
      machine->now_ns - state->found_ns < state->phase->wait_ns;
}

static gboolean
is_held_back (const TlmMachine *machine, const TlmMachineState *state, const TlmEvent *event)
{
  gint64 firm = tlm_signals_firm (machine->signals);
  gboolean is_end = g_strcmp0 (event->id, state->phase->end) == 0;

  if (is_end)
    return state->left_ns != TLM_TIME_NONE && state->left_ns > firm;
  if (state->found_ns == TLM_TIME_NONE)
    return FALSE;
  return (!state->phase->prompt && state->found_ns > firm) || waits (machine, state);
}

/* The state that EVENT is the last begin or the last end of, or NULL. */
static const TlmMachineState *
state_of (const TlmMachine *machine, const TlmEvent *event)
{
  for (guint i = 0; i < machine->n; i++) {
    const TlmMachineState *state = &machine->states[i];
    if ((state->begun_ns == event->time_ns && strcmp (state->phase->id, event->id) == 0) ||
        (state->ended_ns == event->time_ns && g_strcmp0 (state->phase->end, event->id) == 0))
      return state;
  }
  return NULL;
}

/* What was said of it before may have been so far off, or as far as its error lets it. */
#define SAME_NS (10 * TLM_SECOND)

/* Whether it was said already: that a slope under it was known a sample later than it seemed does not make it less
 * true, as long as it is found. */
static gboolean
was_said (const TlmMachineMemory *memory, const TlmEvent *event)
{
  TlmDuration most = event->error_ns == TLM_TIME_NONE ? SAME_NS : MAX (SAME_NS, 3 * event->error_ns);

  for (guint i = 0; i < memory->said->len; i++) {
    const TlmEvent *said = memory->said->pdata[i];
    if (strcmp (said->id, event->id) == 0 && ABS (said->time_ns - event->time_ns) <= most)
      return TRUE;
  }
  return FALSE;
}

static void
remember (const TlmMachine *machine, TlmMachineMemory *memory, guint n_found_before)
{
  g_ptr_array_set_size (memory->said, 0);
  for (guint i = n_found_before; i < machine->found->len; i++)
    g_ptr_array_add (memory->said, tlm_event_ref (machine->found->pdata[i]));
}

void
tlm_machine_hold_back (TlmMachine *machine, TlmMachineMemory *memory, guint n_found_before)
{
  for (guint i = machine->found->len; i-- > n_found_before; ) {
    const TlmEvent *event = machine->found->pdata[i];
    const TlmMachineState *state = state_of (machine, event);
    if (state && is_held_back (machine, state, event) && !was_said (memory, event))
      g_ptr_array_remove_index (machine->found, i);
  }
  remember (machine, memory, n_found_before);
}
