/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a pass stood, so that the next one over a recording that grows goes on from there. */
#include <string.h>

#include "core/log/event-index.h"
#include "core/phases/machine-private.h"

TlmMachineMemory *
tlm_machine_memory_new (const TlmProfile *profile)
{
  TlmMachineMemory *memory = g_new0 (TlmMachineMemory, 1);

  memory->n = profile->phases->len;
  memory->states = g_new0 (TlmMachineState, memory->n + 1);
  memory->saved = g_new0 (TlmMachineState, memory->n + 1);
  memory->given = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  memory->found = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  return memory;
}

void
tlm_machine_memory_free (TlmMachineMemory *memory)
{
  if (!memory)
    return;
  g_free (memory->states);
  g_free (memory->saved);
  g_ptr_array_unref (memory->given);
  g_ptr_array_unref (memory->found);
  g_free (memory);
}

void
tlm_machine_memory_forget (TlmMachineMemory *memory)
{
  memory->index = 0;
  g_ptr_array_set_size (memory->given, 0);
  g_ptr_array_set_size (memory->found, 0);
}

gsize
tlm_machine_memory_index (const TlmMachineMemory *memory)
{
  return memory->index;
}

guint64
tlm_machine_memory_n_taken (const TlmMachineMemory *memory)
{
  return memory->n_taken;
}

/* The events that a pass looks at: those with the name of a phase or of its end. */
static gboolean
matters (const TlmProfile *profile, const TlmEvent *event)
{
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    if (strcmp (phase->id, event->id) == 0 || g_strcmp0 (phase->end, event->id) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_same (const TlmEvent *a, const TlmEvent *b)
{
  return a == b || (a->time_ns == b->time_ns && strcmp (a->id, b->id) == 0 &&
      g_strcmp0 (a->vehicle, b->vehicle) == 0 && a->under_way == b->under_way);
}

/* How many of GIVEN were taken before the instant INDEX, which is not the first. */
static guint
n_past (const TlmSignals *signals, gsize index, const GPtrArray *given)
{
  return tlm_events_until (given, tlm_signals_time (signals, index - 1));
}

/* Those of later than the memory are taken when their time comes. */
static gboolean
is_same_past (const TlmMachineMemory *memory, const TlmMachine *machine, const GPtrArray *given)
{
  guint past = n_past (machine->signals, memory->index, given), n = 0;

  for (guint i = 0; i < past; i++) {
    const TlmEvent *event = given->pdata[i];
    if (!matters (machine->profile, event))
      continue;
    if (n == memory->given->len || !is_same (event, memory->given->pdata[n]))
      return FALSE;
    n++;
  }
  return n == memory->given->len;
}

/* … but of whichever time, they decide what is looked for from the first instant on. */
static gboolean
is_same_search (const TlmMachineMemory *memory, const TlmMachine *machine, const GPtrArray *given)
{
  for (guint i = 0; i < memory->n; i++)
    if (memory->saved[i].mine != tlm_machine_is_mine (machine, memory->saved[i].phase, given))
      return FALSE;
  return TRUE;
}

static void
add_all (GPtrArray *to, const GPtrArray *from, guint first)
{
  for (guint i = first; i < from->len; i++)
    g_ptr_array_add (to, tlm_event_ref (from->pdata[i]));
}

gsize
tlm_machine_recall (TlmMachine *machine, const TlmMachineMemory *memory, const GPtrArray *given)
{
  if (memory->index == 0 || memory->index > tlm_signals_kept (machine->signals) ||
      memory->t0_ns != machine->t0_ns || !is_same_past (memory, machine, given) ||
      !is_same_search (memory, machine, given))
    return 0;
  /* Whose addresses are the same as then: they point at each other. */
  memcpy (machine->states, memory->saved, memory->n * sizeof *memory->saved);
  memcpy (machine->current, memory->saved_current, sizeof memory->saved_current);
  machine->known_ns = memory->known_ns;
  machine->under_way = memory->under_way;
  add_all (machine->found, memory->found, 0);
  return memory->index;
}

void
tlm_machine_memorise (const TlmMachine *machine, TlmMachineMemory *memory, gsize index,
    const GPtrArray *given, guint n_found_before)
{
  guint past = n_past (machine->signals, index, given);

  tlm_machine_memory_forget (memory);
  memory->index = index;
  memcpy (memory->saved, machine->states, memory->n * sizeof *memory->saved);
  memcpy (memory->saved_current, machine->current, sizeof memory->saved_current);
  memory->known_ns = machine->known_ns;
  memory->under_way = machine->under_way;
  memory->t0_ns = machine->t0_ns;
  add_all (memory->found, machine->found, n_found_before);
  for (guint i = 0; i < past; i++)
    if (matters (machine->profile, given->pdata[i]))
      g_ptr_array_add (memory->given, tlm_event_ref (given->pdata[i]));
}

/* What an edge looks ahead for, and samples that overtake each other, are far less late. */
#define LAG_NS (600 * TLM_SECOND)
/* Instants that are gone through again rather than copy what is known each time. */
#define STRIDE 256

gsize
tlm_machine_goal (const TlmSignals *signals, const TlmMachineMemory *memory)
{
  gsize length = tlm_signals_length (signals), goal;

  if (length == 0)
    return 0;
  goal = tlm_signals_find (signals, tlm_signals_time (signals, length - 1) - LAG_NS);
  goal = MIN (goal, tlm_signals_kept (signals));
  return goal >= memory->index + STRIDE ? goal : 0;
}
