/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where passes stood, so that the next one over a recording that grows goes on from there. */
#include <string.h>

#include "core/log/event-index.h"
#include "core/phases/machine-private.h"

/* How far back passes may begin anew: what comes late, or is given late, is hardly as late. */
#define KEEP_NS (3600 * TLM_SECOND)
#define MOST_KEPT_NS (1000000 * KEEP_NS)

/* With what the profile looks back on itself: what holds for so long, and what is said so late. */
static TlmDuration
keep_ns (const TlmProfile *profile)
{
  TlmDuration most = 0;

  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    most = MAX (most, MAX (MAX (phase->dwell_ns, phase->leave_dwell_ns), MAX (phase->wait_ns, phase->together_ns)));
  }
  return KEEP_NS + MIN (most, MOST_KEPT_NS);
}

TlmMachineMemory *
tlm_machine_memory_new (const TlmProfile *profile)
{
  TlmMachineMemory *memory = g_new0 (TlmMachineMemory, 1);

  memory->profile = profile;
  memory->n = profile->phases->len;
  memory->states = g_new0 (TlmMachineState, memory->n + 1);
  memory->keep_ns = keep_ns (profile);
  memory->said = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  for (guint i = 0; i < TLM_MACHINE_SAVES; i++) {
    TlmMachineSave *save = &memory->saves[i];
    save->states = g_new0 (TlmMachineState, memory->n + 1);
    save->given = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
    save->found = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  }
  return memory;
}

void
tlm_machine_memory_free (TlmMachineMemory *memory)
{
  if (!memory)
    return;
  for (guint i = 0; i < TLM_MACHINE_SAVES; i++) {
    g_free (memory->saves[i].states);
    g_ptr_array_unref (memory->saves[i].given);
    g_ptr_array_unref (memory->saves[i].found);
  }
  g_ptr_array_unref (memory->said);
  g_free (memory->states);
  g_free (memory);
}

void
tlm_machine_save_clear (TlmMachineSave *save)
{
  save->index = 0;
  g_ptr_array_set_size (save->given, 0);
  g_ptr_array_set_size (save->found, 0);
}

gsize
tlm_machine_memory_index (const TlmMachineMemory *memory)
{
  gsize index = 0;

  for (guint i = 0; i < TLM_MACHINE_SAVES; i++)
    index = MAX (index, memory->saves[i].index);
  return memory->n_dropped + index;
}

guint64
tlm_machine_memory_n_taken (const TlmMachineMemory *memory)
{
  return memory->n_taken;
}

guint64
tlm_machine_memory_n_late (const TlmMachineMemory *memory)
{
  return memory->n_late;
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

gboolean
tlm_machine_is_same_event (const TlmEvent *a, const TlmEvent *b)
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

/* Those of later than the save are taken when their time comes. */
static gboolean
is_same_past (const TlmMachineSave *save, const TlmMachine *machine, const GPtrArray *given)
{
  guint past = n_past (machine->signals, save->index, given), n = 0;

  for (guint i = 0; i < past; i++) {
    const TlmEvent *event = given->pdata[i];
    if (!matters (machine->profile, event))
      continue;
    if (n == save->given->len || !tlm_machine_is_same_event (event, save->given->pdata[n]))
      return FALSE;
    n++;
  }
  return n == save->given->len;
}

/* … but of whichever time, they decide what is looked for from the first instant on. */
static gboolean
is_same_search (const TlmMachineSave *save, const TlmMachine *machine, const GPtrArray *given)
{
  for (guint i = 0; i < machine->n; i++)
    if (save->states[i].mine != tlm_machine_is_mine (machine, save->states[i].phase, given))
      return FALSE;
  return TRUE;
}

static void
add_all (GPtrArray *to, const GPtrArray *from, guint first)
{
  for (guint i = first; i < from->len; i++)
    g_ptr_array_add (to, tlm_event_ref (from->pdata[i]));
}

void
tlm_machine_restore (TlmMachine *machine, const TlmMachineMemory *memory, const TlmMachineSave *save)
{
  /* Whose addresses are the same as then: they point at each other. */
  memcpy (machine->states, save->states, memory->n * sizeof *save->states);
  memcpy (machine->current, save->current, sizeof save->current);
  machine->known_ns = save->known_ns;
  machine->under_way = save->under_way;
  add_all (machine->found, save->found, 0);
}

void
tlm_machine_save_copy (const TlmMachineMemory *memory, TlmMachineSave *save, const TlmMachineSave *from)
{
  tlm_machine_save_clear (save);
  save->index = from->index;
  memcpy (save->states, from->states, memory->n * sizeof *save->states);
  memcpy (save->current, from->current, sizeof save->current);
  save->known_ns = from->known_ns;
  save->under_way = from->under_way;
  save->t0_ns = from->t0_ns;
  add_all (save->found, from->found, 0);
  add_all (save->given, from->given, 0);
}

/* Whether what SAVE is of is still so. */
static gboolean
stands (const TlmMachineSave *save, const TlmMachine *machine, const GPtrArray *given)
{
  return save->index > 0 && save->index <= tlm_signals_kept (machine->signals) &&
      save->t0_ns == machine->t0_ns && is_same_past (save, machine, given) &&
      is_same_search (save, machine, given);
}

gsize
tlm_machine_recall (TlmMachine *machine, TlmMachineMemory *memory, const GPtrArray *given)
{
  for (guint i = TLM_MACHINE_SAVES; i-- > 0;) {
    TlmMachineSave *save = &memory->saves[i];
    if (stands (save, machine, given)) {
      tlm_machine_restore (machine, memory, save);
      return save->index;
    }
    if (i > TLM_MACHINE_BASE || memory->n_dropped == 0)
      tlm_machine_save_clear (save);
  }
  return 0;
}

void
tlm_machine_save_given (TlmMachineSave *save, const TlmMachine *machine, gsize index, const GPtrArray *given)
{
  guint past = n_past (machine->signals, index, given);

  g_ptr_array_set_size (save->given, 0);
  for (guint i = 0; i < past; i++)
    if (matters (machine->profile, given->pdata[i]))
      g_ptr_array_add (save->given, tlm_event_ref (given->pdata[i]));
}

void
tlm_machine_memorise (const TlmMachine *machine, TlmMachineMemory *memory, guint which, gsize index,
    const GPtrArray *given, guint n_found_before)
{
  TlmMachineSave *save = &memory->saves[which], *next = &memory->saves[TLM_MACHINE_NEXT];

  tlm_machine_save_clear (save);
  save->index = index;
  memcpy (save->states, machine->states, memory->n * sizeof *save->states);
  memcpy (save->current, machine->current, sizeof save->current);
  save->known_ns = machine->known_ns;
  save->under_way = machine->under_way;
  save->t0_ns = machine->t0_ns;
  add_all (save->found, machine->found, n_found_before);
  tlm_machine_save_given (save, machine, index, given);
  if (which == TLM_MACHINE_RECENT && next->index == 0)
    tlm_machine_save_copy (memory, next, save);
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
  return goal >= memory->saves[TLM_MACHINE_RECENT].index + STRIDE ? goal : 0;
}

/* Where much comes late the recent ones never stand for long enough: a pass that begins so far back
 * keeps what is just old enough. */
gsize
tlm_machine_next_goal (const TlmSignals *signals, const TlmMachineMemory *memory, gsize from)
{
  gsize length = tlm_signals_length (signals), goal;

  if (length == 0 || memory->saves[TLM_MACHINE_NEXT].index > 0)
    return 0;
  goal = tlm_signals_find (signals, tlm_signals_time (signals, length - 1) - memory->keep_ns);
  return goal > from ? goal : 0;
}
