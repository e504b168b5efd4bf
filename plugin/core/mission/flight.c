/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/flight.h"

#include "core/mission/flight-private.h"

void
tlm_flight_warn (TlmFlight *flight, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (flight->warnings, g_strdup_vprintf (format, args));
  va_end (args);
}

TlmFlight *
tlm_flight_new (TlmMission *mission)
{
  TlmFlight *flight = g_new0 (TlmFlight, 1);

  flight->mission = mission;
  flight->timeline = tlm_timeline_new ();
  flight->logs = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_log_free);
  flight->warnings = g_ptr_array_new_with_free_func (g_free);
  flight->notes = g_ptr_array_new_with_free_func (g_free);
  return flight;
}

void
tlm_flight_free (TlmFlight *flight)
{
  if (!flight)
    return;
  tlm_mission_free (flight->mission);
  tlm_timeline_unref (flight->timeline);
  tlm_profile_free (flight->profile);
  tlm_profile_choice_clear (&flight->choice);
  g_ptr_array_unref (flight->logs);
  g_ptr_array_unref (flight->warnings);
  g_ptr_array_unref (flight->notes);
  g_free (flight);
}
