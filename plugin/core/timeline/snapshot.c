/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/snapshot.h"

#include <string.h>

TlmSnapshot *
tlm_snapshot_new (void)
{
  TlmSnapshot *snapshot = g_new0 (TlmSnapshot, 1);

  snapshot->time_ns = snapshot->instant = snapshot->elapsed_ns = TLM_TIME_NONE;
  return snapshot;
}

static void
phase_clear (TlmPhaseState *phase)
{
  g_clear_pointer (&phase->previous, tlm_event_unref);
  g_clear_pointer (&phase->current, tlm_event_unref);
  g_clear_pointer (&phase->next, tlm_event_unref);
  phase->since_ns = TLM_TIME_NONE;
}

TlmPhaseState
tlm_phase_state_copy (const TlmPhaseState *phase)
{
  return (TlmPhaseState) {
    .previous = phase->previous ? tlm_event_ref (phase->previous) : NULL,
    .current = phase->current ? tlm_event_ref (phase->current) : NULL,
    .next = phase->next ? tlm_event_ref (phase->next) : NULL,
    .since_ns = phase->since_ns,
  };
}

void
tlm_snapshot_free (TlmSnapshot *snapshot)
{
  if (!snapshot)
    return;
  phase_clear (&snapshot->phase);
  for (guint i = 0; i < snapshot->vehicle_capacity; i++) {
    phase_clear (&snapshot->vehicles[i].phase);
    g_free (snapshot->vehicles[i].values);
  }
  g_free (snapshot->vehicles);
  tlm_slope_memory_free (snapshot->slopes);
  g_free (snapshot);
}

static void
reserve (TlmSnapshot *snapshot, guint n_vehicles, guint n_channels)
{
  if (n_vehicles > snapshot->vehicle_capacity) {
    guint old = snapshot->vehicle_capacity;
    snapshot->vehicles = g_renew (TlmVehicleState, snapshot->vehicles, n_vehicles);
    memset (snapshot->vehicles + old, 0, (n_vehicles - old) * sizeof (TlmVehicleState));
    for (guint i = old; i < n_vehicles; i++)
      snapshot->vehicles[i].values = g_new (TlmValue, MAX (snapshot->capacity, 1));
    snapshot->vehicle_capacity = n_vehicles;
  }
  if (n_channels > snapshot->capacity) {
    for (guint i = 0; i < snapshot->vehicle_capacity; i++)
      snapshot->vehicles[i].values = g_renew (TlmValue, snapshot->vehicles[i].values, n_channels);
    snapshot->capacity = n_channels;
  }
}

void
tlm_snapshot_reset (TlmSnapshot *snapshot, guint n_vehicles, guint n_channels)
{
  g_return_if_fail (snapshot != NULL);
  reserve (snapshot, n_vehicles, n_channels);
  snapshot->time_ns = snapshot->instant = snapshot->elapsed_ns = TLM_TIME_NONE;
  snapshot->n_vehicles = n_vehicles;
  snapshot->n_channels = n_channels;
  phase_clear (&snapshot->phase);
  for (guint i = 0; i < snapshot->vehicle_capacity; i++) {
    TlmVehicleState *vehicle = &snapshot->vehicles[i];
    phase_clear (&vehicle->phase);
    vehicle->speed_frame = TLM_SPEED_UNDECLARED;
    vehicle->is_predicted = FALSE;
    for (guint j = 0; j < n_channels; j++)
      vehicle->values[j] = TLM_VALUE_ABSENT;
  }
}

TlmSnapshot *
tlm_snapshot_copy (const TlmSnapshot *snapshot)
{
  TlmSnapshot *copy = tlm_snapshot_new ();

  g_return_val_if_fail (snapshot != NULL, copy);
  tlm_snapshot_reset (copy, snapshot->n_vehicles, snapshot->n_channels);
  copy->time_ns = snapshot->time_ns;
  copy->instant = snapshot->instant;
  copy->elapsed_ns = snapshot->elapsed_ns;
  copy->phase = tlm_phase_state_copy (&snapshot->phase);
  for (guint i = 0; i < snapshot->n_vehicles; i++) {
    const TlmVehicleState *from = &snapshot->vehicles[i];
    TlmVehicleState *to = &copy->vehicles[i];
    to->speed_frame = from->speed_frame;
    to->is_predicted = from->is_predicted;
    to->phase = tlm_phase_state_copy (&from->phase);
    memcpy (to->values, from->values, snapshot->n_channels * sizeof (TlmValue));
  }
  return copy;
}

gboolean
tlm_snapshot_is_predicted (const TlmSnapshot *snapshot, guint vehicle)
{
  g_return_val_if_fail (snapshot != NULL, FALSE);
  if (vehicle < snapshot->n_vehicles)
    return snapshot->vehicles[vehicle].is_predicted;
  for (guint i = 0; i < snapshot->n_vehicles; i++)
    if (snapshot->vehicles[i].is_predicted)
      return TRUE;
  return FALSE;
}

TlmValue
tlm_snapshot_value (const TlmSnapshot *snapshot, guint vehicle, guint channel)
{
  g_return_val_if_fail (snapshot != NULL, TLM_VALUE_ABSENT);
  if (vehicle >= snapshot->n_vehicles || channel >= snapshot->n_channels)
    return TLM_VALUE_ABSENT;
  return snapshot->vehicles[vehicle].values[channel];
}
