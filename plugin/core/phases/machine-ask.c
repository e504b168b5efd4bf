/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a rule asks the machine for. */
#include <math.h>
#include <string.h>

#include "core/phases/machine-private.h"
#include "core/time/sum.h"

static double
ask_signal (gpointer data, guint channel, guint order)
{
  const TlmMachine *machine = data;

  return tlm_signals_value (machine->signals, machine->index, channel, order);
}

static double
ask_error (gpointer data, guint channel)
{
  const TlmMachine *machine = data;

  return tlm_signals_error (machine->signals, machine->index, channel);
}

static double
ask_since (gpointer data, const char *id)
{
  const TlmMachine *machine = data;

  for (guint i = 0; i < machine->n; i++) {
    const TlmMachineState *state = &machine->states[i];
    gint64 time = strcmp (state->phase->id, id) == 0 ? state->begun_ns :
        g_strcmp0 (state->phase->end, id) == 0 ? state->ended_ns : TLM_TIME_NONE;
    if (time != TLM_TIME_NONE)
      return tlm_duration_to_s (machine->now_ns - time);
  }
  return NAN;
}

static TlmMachinePeak *
peak_of (TlmMachineState *state, const TlmConditionNode *node, double value, gint64 time_ns)
{
  for (guint i = 0; i < state->n_peaks; i++)
    if (state->peaks[i].node == node)
      return &state->peaks[i];
  if (state->n_peaks == TLM_MACHINE_PEAKS)
    return NULL;
  state->peaks[state->n_peaks] = (TlmMachinePeak) { node, value, value, time_ns };
  return &state->peaks[state->n_peaks++];
}

/* Now over the largest so far: not known until it has grown by a fifth, so that
 * a recording that begins beyond the peak has none. */
static double
ask_of_peak (gpointer data, const TlmConditionNode *node, double now)
{
  const TlmMachine *machine = data;
  TlmMachinePeak *peak = isnan (now) ? NULL : peak_of (machine->asking, node, now, machine->now_ns);

  if (!peak)
    return NAN;
  if (now > peak->largest) {
    peak->largest = now;
    peak->time_ns = machine->now_ns;
  }
  peak->first = MIN (peak->first, now == peak->largest ? now : peak->first);
  return peak->largest > 0 && peak->largest >= 1.2 * peak->first ? now / peak->largest : NAN;
}

double
tlm_machine_evaluate (TlmMachine *machine, TlmMachineState *state, const TlmCondition *rule)
{
  TlmRuleView view = { .signal = ask_signal, .since = ask_since, .of_peak = ask_of_peak,
    .error = ask_error, .elapsed = NAN, .data = machine };

  machine->asking = state;
  if (machine->t0_ns != TLM_TIME_NONE)
    view.elapsed = tlm_duration_to_s (tlm_time_apart (machine->t0_ns, machine->now_ns));
  return tlm_rule_evaluate (rule, &view);
}

void
tlm_machine_follow_maximum (TlmMachine *machine, TlmMachineState *state)
{
  double value = state->phase->at ? tlm_machine_evaluate (machine, state, state->phase->at) : NAN;
  TlmMachinePeak *peak = isnan (value) ? NULL : peak_of (state, NULL, value, machine->now_ns);

  if (peak && value > peak->largest) {
    peak->largest = value;
    peak->time_ns = machine->now_ns;
  }
}
