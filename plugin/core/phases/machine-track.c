/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/phases/machine-private.h"

static gboolean
fits (const TlmPhaseTrack *track, const char *vehicle)
{
  for (char **pattern = track->vehicles; pattern && *pattern; pattern++)
    if (g_pattern_match_simple (*pattern, vehicle))
      return TRUE;
  return FALSE;
}

gboolean
tlm_machine_has_track (const TlmProfile *profile, const char *name, const char *vehicle)
{
  gboolean any = FALSE, own = FALSE;

  for (guint i = 0; i < profile->tracks->len; i++) {
    const TlmPhaseTrack *track = profile->tracks->pdata[i];
    any |= fits (track, vehicle);
    if (strcmp (track->name ? track->name : "", name) == 0)
      own = !track->vehicles || fits (track, vehicle);
  }
  return own || !any;
}

/* When the last of those that it follows began. */
static gint64
followed_ns (const TlmMachine *machine, const TlmMachineState *state)
{
  gint64 last = TLM_TIME_NONE;

  for (guint i = 0; i < machine->n; i++) {
    const TlmMachineState *other = &machine->states[i];
    if (other->begun_ns != TLM_TIME_NONE && (last == TLM_TIME_NONE || other->begun_ns > last) &&
        state->phase->after &&
        g_strv_contains ((const char *const *) state->phase->after, other->phase->id))
      last = other->begun_ns;
  }
  return last;
}

void
tlm_machine_look_back (TlmMachine *machine, TlmMachineState *state)
{
  gint64 from = followed_ns (machine, state), now = machine->now_ns;
  gsize index = machine->index;

  if (from == TLM_TIME_NONE || from >= now)
    return;
  for (gsize i = tlm_signals_find (machine->signals, from); i < index; i++) {
    machine->index = i;
    machine->now_ns = tlm_signals_time (machine->signals, i);
    tlm_machine_follow_maximum (machine, state);
    if (state->phase->arm)
      state->armed |= tlm_machine_evaluate (machine, state, state->phase->arm) == 1;
    tlm_machine_evaluate (machine, state, state->phase->rule);
  }
  machine->index = index;
  machine->now_ns = now;
}

/* Of a start that was under way when it was first given a rule may still find the instant. */
static gboolean
is_given (const GPtrArray *given, const TlmPhase *phase, const char *vehicle)
{
  for (guint i = 0; i < given->len; i++) {
    const TlmEvent *event = given->pdata[i];
    if (event->under_way && phase->start)
      continue;
    if ((strcmp (event->id, phase->id) == 0 || g_strcmp0 (event->id, phase->end) == 0) &&
        (!event->vehicle || strcmp (event->vehicle, vehicle) == 0))
      return TRUE;
  }
  return FALSE;
}

gboolean
tlm_machine_is_mine (const TlmMachine *machine, const TlmPhase *phase, const GPtrArray *given)
{
  return tlm_machine_has_track (machine->profile, phase->track, machine->vehicle) &&
      !is_given (given, phase, machine->vehicle);
}

static guint
track_index (const TlmProfile *profile, const char *name)
{
  for (guint i = 0; i < profile->tracks->len; i++)
    if (g_strcmp0 (((TlmPhaseTrack *) profile->tracks->pdata[i])->name, name) == 0)
      return i;
  return 0;
}

void
tlm_machine_set_up (TlmMachine *machine, const GPtrArray *given)
{
  for (guint i = 0; i < machine->n; i++) {
    TlmMachineState *state = &machine->states[i];
    state->phase = machine->profile->phases->pdata[i];
    state->track = track_index (machine->profile, state->phase->track);
    state->begun_ns = state->ended_ns = state->hold_ns = TLM_TIME_NONE;
    state->after_ns = state->failed_ns = TLM_TIME_NONE;
    state->found_ns = state->left_ns = TLM_TIME_NONE;
    state->mine = tlm_machine_is_mine (machine, state->phase, given);
  }
}

void
tlm_machine_begin (TlmMachine *machine, TlmMachineState *state, gint64 time_ns)
{
  state->begun_ns = time_ns;
  state->ended_ns = TLM_TIME_NONE;
  state->found_ns = state->left_ns = TLM_TIME_NONE;
  state->certain = FALSE;
  state->hold_ns = TLM_TIME_NONE;
  state->failed_ns = TLM_TIME_NONE;
  state->eligible = FALSE;
  state->seen_under_way = FALSE;
  if (machine->current[state->track] != state)
    state->before = machine->current[state->track];
  machine->current[state->track] = state;
}

void
tlm_machine_take_given (TlmMachine *machine, const TlmEvent *event)
{
  for (guint i = 0; i < machine->n; i++) {
    TlmMachineState *state = &machine->states[i];
    const TlmMachineState *current = machine->current[state->track];
    if (strcmp (state->phase->id, event->id) == 0) {
      if (!current || event->time_ns >= current->begun_ns)
        tlm_machine_begin (machine, state, event->time_ns);
      state->begun_ns = event->time_ns;
      state->seen_under_way = event->under_way;
    } else if (g_strcmp0 (state->phase->end, event->id) == 0) {
      state->ended_ns = event->time_ns;
    }
  }
}
