/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/flight.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/footage/place.h"
#include "core/mission/flight-private.h"
#include "core/mission/mission-clock.h"

static TlmDuration
first_set (TlmDuration a, TlmDuration b, TlmDuration c)
{
  return a > 0 ? a : b > 0 ? b : c;
}

static void
set_up_timeline (TlmFlight *flight, const TlmAgeLimits *asked)
{
  static const TlmAgeLimits usual = TLM_AGE_LIMITS_DEFAULT;
  const TlmAgeLimits *mission = &flight->mission->limits;
  TlmAgeLimits limits = {
    .stale_after_ns =
        first_set (asked->stale_after_ns, mission->stale_after_ns, usual.stale_after_ns),
    .lost_after_ns = first_set (asked->lost_after_ns, mission->lost_after_ns, usual.lost_after_ns),
  };

  tlm_timeline_set_age_limits (flight->timeline, &limits);
  tlm_timeline_set_epoch (flight->timeline, flight->mission->liftoff);
  tlm_flight_add_aliases (flight);
}

/* The count is read for its errors; before liftoff its T-0 is the epoch. */
static gboolean
set_up_clock (TlmFlight *flight, GError **error)
{
  g_autoptr (TlmMissionClock) clock = tlm_mission_clock_new (flight->mission, error);

  if (!clock)
    return FALSE;
  if (clock->liftoff == TLM_TIME_NONE && clock->counts->len > 0)
    tlm_timeline_set_epoch (flight->timeline, g_array_index (clock->counts, TlmCount, 0).t0);
  return TRUE;
}

/* What derived channels need to know of the mission. */
static gboolean
set_up_derivation (TlmFlight *flight, GError **error)
{
  const TlmMission *mission = flight->mission;
  TlmTimelineSite site = { .datum = mission->datum, .has_pad = mission->has_pad,
    .pad_latitude_deg = mission->pad.latitude_deg, .pad_longitude_deg = mission->pad.longitude_deg,
    .pad_altitude_m = mission->pad.altitude_m, .body = mission->body };
  TlmEop *eop;

  tlm_timeline_set_site (flight->timeline, &site);
  tlm_timeline_set_first_orbit (flight->timeline, mission->first_orbit);
  tlm_timeline_prefer_derived (flight->timeline, &mission->preferred);
  if (!mission->earth_orientation)
    return TRUE;
  eop = tlm_eop_load (mission->earth_orientation, error);
  if (!eop) {
    g_prefix_error (error, "%s:%u: [derived] earth-orientation: ", mission->path,
        tlm_key_file_line (mission->keys, "derived", "earth-orientation"));
    return FALSE;
  }
  tlm_timeline_set_eop (flight->timeline, eop);
  return TRUE;
}

TlmFlight *
tlm_flight_new_empty (const TlmAgeLimits *limits)
{
  TlmFlight *flight = tlm_flight_new (tlm_mission_new ());

  set_up_timeline (flight, limits);
  tlm_flight_set_profile (flight, tlm_profile_load (TLM_PROFILE_GENERIC, NULL));
  return flight;
}

/* The first frame by what is written of it, to the second; FALSE where that has no date. */
static gboolean
read_start (const char *text, TlmInstant *instant)
{
  TlmFootageStart start = { .instant = TLM_TIME_NONE };
  const TlmTimecode *timecode = &start.timecode.timecode;

  if (!text || !tlm_footage_start_parse (text, &start, NULL) || start.instant == TLM_TIME_NONE)
    return FALSE;
  *instant = start.instant;
  if (start.timecode.kind == TLM_PLACE_TIMECODE)
    *instant += (timecode->hours * 3600 + timecode->minutes * 60 + timecode->seconds) * TLM_SECOND;
  return TRUE;
}

gint64
tlm_flight_near (const TlmMission *mission, const char *footage_start)
{
  TlmInstant start;

  g_return_val_if_fail (mission != NULL, 0);
  if (read_start (footage_start, &start) || read_start (mission->footage_start, &start))
    return start;
  return mission->liftoff != TLM_TIME_NONE ? mission->liftoff : 0;
}

static gboolean
load_location (TlmFlight *flight, const char *location, const TlmFlightSource *source,
    GError **error)
{
  TlmFlightLoad load = {
    .location = location,
    .options = { .columns = source->columns, .timezone = source->timezone,
      .near_ns = tlm_flight_near (flight->mission, source->footage_start), .format = source->format,
      .object = source->object, .pid = source->pid, .strict = source->strict,
      .special_files = source->special_files },
  };

  return tlm_flight_load (flight, &load, error);
}

static gboolean
load_locations (TlmFlight *flight, const TlmFlightSource *source, GError **error)
{
  if (source->location && !load_location (flight, source->location, source, error))
    return FALSE;
  for (const char *const *more = source->more; more && *more; more++) {
    if (!load_location (flight, *more, source, error))
      return FALSE;
  }
  return TRUE;
}

static TlmFlightLoad
load_of (const TlmMissionSource *source)
{
  return (TlmFlightLoad) {
    .location = source->location,
    .options = tlm_mission_source_options (source),
    .stamp_offset_ns = source->stamp_offset_ns,
    .predicted_after_ns = source->predicted_after_ns,
  };
}

static gboolean
fail_source (const TlmMission *mission, const TlmMissionSource *source, GError **error)
{
  g_prefix_error (error, "%s:%u: [%s] location: ", mission->path,
      tlm_key_file_line (mission->keys, source->group, "location"), source->group);
  return FALSE;
}

static gboolean
load_mission_sources (TlmFlight *flight, const TlmFlightSource *asked, GError **error)
{
  const TlmMission *mission = flight->mission;

  for (guint i = 0; i < mission->sources->len; i++) {
    const TlmMissionSource *source = mission->sources->pdata[i];
    TlmFlightLoad load = load_of (source);
    if (asked->columns)
      load.options.columns = asked->columns;
    if (asked->timezone)
      load.options.timezone = asked->timezone;
    if (asked->format)
      load.options.format = asked->format;
    if (asked->object)
      load.options.object = asked->object;
    if (asked->pid > 0)
      load.options.pid = asked->pid;
    load.options.strict = asked->strict;
    load.options.near_ns = tlm_flight_near (mission, asked->footage_start);
    if (!tlm_flight_load (flight, &load, error))
      return fail_source (mission, source, error);
  }
  return TRUE;
}

static gboolean
load_planned_sources (TlmFlight *flight, const TlmFlightSource *asked, GError **error)
{
  const TlmMission *mission = flight->mission;

  for (guint i = 0; i < mission->planned->len; i++) {
    TlmFlightLoad load = load_of (mission->planned->pdata[i]);
    load.options.near_ns = tlm_flight_near (mission, asked->footage_start);
    if (!tlm_flight_load_planned (flight, &load, error))
      return fail_source (mission, mission->planned->pdata[i], error);
  }
  return TRUE;
}

static void
pass_on_warnings (TlmFlight *flight)
{
  const GPtrArray *warnings = flight->mission->warnings;

  for (guint i = 0; i < warnings->len; i++)
    tlm_flight_warn (flight, "%s", (const char *) warnings->pdata[i]);
}

static void
warn_of_thinned (TlmFlight *flight)
{
  guint64 n = tlm_timeline_n_thinned_events (flight->timeline);

  if (n > 0)
    tlm_flight_warn (flight, "the oldest %" G_GUINT64_FORMAT " events are left out: %s", n,
        tlm_limit_said (TLM_LIMIT_EVENTS));
}

TlmFlight *
tlm_flight_open (const TlmFlightSource *source, GError **error)
{
  g_autoptr (TlmFlight) flight = NULL;
  TlmMission *mission;
  gboolean loaded;

  g_return_val_if_fail (source != NULL, NULL);
  if (!source->location && !source->mission) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
        "there is nothing to open: name a telemetry file or a mission file");
    return NULL;
  }
  mission = source->mission ? tlm_mission_load (source->mission, error) : tlm_mission_new ();
  if (!mission)
    return NULL;
  flight = tlm_flight_new (mission);
  pass_on_warnings (flight);
  set_up_timeline (flight, &source->limits);
  if (!set_up_clock (flight, error) || !set_up_derivation (flight, error))
    return NULL;
  loaded = source->location ? load_locations (flight, source, error) :
      load_mission_sources (flight, source, error);
  if (!loaded || !load_planned_sources (flight, source, error))
    return NULL;
  tlm_flight_add_mission_events (flight);
  warn_of_thinned (flight);
  tlm_flight_label_vehicles (flight);
  if (!tlm_flight_find_phases (flight, source->columns, error))
    return NULL;
  return g_steal_pointer (&flight);
}
