/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/flight-private.h"
#include "core/mission/reported-phases.h"
#include "core/phases/engine.h"

/* The mission's word, or what the shape of the flight says. */
static void
choose (TlmFlight *flight)
{
  g_autoptr (GPtrArray) dialects = g_ptr_array_new ();
  TlmFlightShape shape;

  tlm_profile_choice_clear (&flight->choice);
  if (flight->mission->profile) {
    flight->choice = (TlmProfileChoice) { .profile = g_strdup (flight->mission->profile),
      .likely = g_strdup (flight->mission->profile), .probability = 1,
      .reason = g_strdup ("the mission says so") };
    return;
  }
  for (guint i = 0; i < flight->logs->len; i++) {
    const TlmLog *log = flight->logs->pdata[i];
    if (log->dialect)
      g_ptr_array_add (dialects, log->dialect);
  }
  g_ptr_array_add (dialects, NULL);
  shape = tlm_flight_shape (flight->timeline);
  flight->choice = tlm_profile_choose (&shape, (const char *const *) dialects->pdata);
}

static TlmProfile *
load (const TlmFlight *flight, const char *name, GError **error)
{
  TlmProfile *profile = tlm_profile_load (name, error);

  if (!profile && flight->mission->path)
    g_prefix_error (error, "%s:%u: [mission] profile: ", flight->mission->path,
        tlm_key_file_line (flight->mission->keys, "mission", "profile"));
  return profile;
}

void
tlm_flight_set_profile (TlmFlight *flight, TlmProfile *profile)
{
  g_autoptr (GHashTable) phases = profile ? tlm_profile_phase_table (profile) : NULL;

  g_clear_pointer (&flight->profile, tlm_profile_free);
  flight->profile = profile;
  tlm_timeline_set_phases (flight->timeline, phases);
}

gboolean
tlm_flight_find_phases (TlmFlight *flight, const char *columns, GError **error)
{
  TlmProfile *profile;

  for (guint i = 0; i < flight->logs->len; i++)
    tlm_reported_phases_from_comments (flight->timeline, flight->logs->pdata[i]);
  if (!tlm_reported_phases_from_columns (flight->timeline, flight->mission, columns, error))
    return FALSE;
  choose (flight);
  profile = load (flight, flight->choice.profile, error);
  if (!profile)
    return FALSE;
  tlm_flight_set_profile (flight, profile);
  tlm_phases_find (flight->profile, flight->timeline);
  return TRUE;
}
