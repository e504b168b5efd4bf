/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/mission/flight-private.h"
#include "core/mission/reported-phases.h"
#include "core/phases/engine.h"

/* Above this nothing flies but on orbit or on its way there. */
#define ORBIT_M 120e3
#define ORBIT_SPEED_M_S 5e3

static gboolean
on_orbit (const TlmTimeline *timeline, guint vehicle, gint64 time_ns)
{
  TlmValue altitude = tlm_timeline_value (timeline, vehicle, TLM_CHANNEL_ALTITUDE, time_ns);
  TlmValue speed = tlm_timeline_value (timeline, vehicle, TLM_CHANNEL_SPEED, time_ns);

  return tlm_value_is_shown (&altitude) && altitude.value > ORBIT_M &&
      tlm_value_is_shown (&speed) && speed.value > ORBIT_SPEED_M_S;
}

/* A dialect that only one kind of vehicle writes, or NULL. */
static char *
by_dialect (const TlmFlight *flight)
{
  char *profile = NULL;

  for (guint i = 0; i < flight->logs->len && !profile; i++) {
    const TlmLog *log = flight->logs->pdata[i];
    if (log->dialect)
      profile = tlm_profile_for_dialect (log->dialect);
  }
  return profile;
}

/* Only what is certain is chosen: what the kind of source says, and a single
 * vehicle that is on orbit at both ends and in between. */
static char *
choose (const TlmFlight *flight)
{
  char *kind = NULL;
  gint64 first, last;

  if (flight->mission->profile)
    return g_strdup (flight->mission->profile);
  kind = by_dialect (flight);
  if (kind)
    return kind;
  if (tlm_timeline_n_vehicles (flight->timeline) != 1 ||
      !tlm_timeline_span (flight->timeline, &first, &last))
    return g_strdup (TLM_PROFILE_GENERIC);
  for (int i = 0; i <= 8; i++)
    if (!on_orbit (flight->timeline, 0, first + (last - first) / 8 * i))
      return g_strdup (TLM_PROFILE_GENERIC);
  return g_strdup (TLM_PROFILE_STATION);
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
  g_autofree char *name = NULL;
  TlmProfile *profile;

  for (guint i = 0; i < flight->logs->len; i++)
    tlm_reported_phases_from_comments (flight->timeline, flight->logs->pdata[i]);
  if (!tlm_reported_phases_from_columns (flight->timeline, flight->mission, columns, error))
    return FALSE;
  name = choose (flight);
  profile = load (flight, name, error);
  if (!profile)
    return FALSE;
  tlm_flight_set_profile (flight, profile);
  tlm_phases_find (flight->profile, flight->timeline);
  return TRUE;
}
