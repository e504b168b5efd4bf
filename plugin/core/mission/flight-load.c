/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>
#include <string.h>

#include "core/base/location.h"
#include "core/decode/registry.h"
#include "core/mission/flight-private.h"
#include "core/timeline/plan-name.h"

#define WEBCAST_TAIL "-raw.json"

/* "stage1" of a path or URI that ends in /stage1-raw.json, or NULL. */
static char *
webcast_vehicle (const char *location)
{
  g_autofree char *name = g_path_get_basename (location);
  gsize digits;

  if (!g_str_has_prefix (name, "stage"))
    return NULL;
  digits = strspn (name + 5, "0123456789");
  if (digits == 0 || strcmp (name + 5 + digits, WEBCAST_TAIL) != 0)
    return NULL;
  return g_strndup (name, 5 + digits);
}

static gboolean
is_nameless (const TlmLog *log)
{
  const TlmLogVehicle *only = log->vehicles->len == 1 ? log->vehicles->pdata[0] : NULL;

  return only && *only->name == '\0';
}

/* What to call the only vehicle of a log, or NULL to leave its name. */
static char *
choose_vehicle (const TlmMission *mission, const TlmFlightLoad *load, const TlmLog *log)
{
  if (load->options.vehicle)
    return g_strdup (load->options.vehicle);
  if (!is_nameless (log))
    return NULL;
  if (mission->vehicles->len == 1)
    return g_strdup (((TlmMissionVehicle *) mission->vehicles->pdata[0])->name);
  return webcast_vehicle (load->location);
}

static void
report_log (TlmFlight *flight, const TlmLog *log)
{
  flight->is_day_assumed |= log->is_day_assumed;
  if (log->n_bad > 0)
    tlm_flight_warn (flight, "%s: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
        " records skipped; first: %s", log->source, log->n_bad, log->n_good + log->n_bad,
        log->first_bad ? log->first_bad : "unknown");
  for (guint i = 0; i < log->warnings->len; i++)
    tlm_flight_warn (flight, "%s: %s", log->source, (char *) log->warnings->pdata[i]);
  for (guint i = 0; i < log->notes->len; i++)
    g_ptr_array_add (flight->notes,
        g_strdup_printf ("%s: %s", log->source, (char *) log->notes->pdata[i]));
}

static gboolean
mission_has (const TlmMission *mission, const TlmEvent *event, const char *vehicle)
{
  for (guint i = 0; i < mission->events->len; i++) {
    const TlmMissionEvent *given = mission->events->pdata[i];
    if (strcmp (given->id, event->id) == 0 &&
        (!given->vehicle || !vehicle || strcmp (given->vehicle, vehicle) == 0))
      return TRUE;
  }
  return FALSE;
}

/* An event of the mission stands above the telemetry's. */
static void
drop_overruled_events (const TlmMission *mission, TlmLog *log, const char *vehicle)
{
  for (guint i = log->events->len; i > 0; i--) {
    const TlmEvent *event = log->events->pdata[i - 1];
    if (mission_has (mission, event, event->vehicle ? event->vehicle : vehicle))
      g_ptr_array_remove_index (log->events, i - 1);
  }
}

char *
tlm_flight_events_beside (const char *location)
{
  g_autofree char *stage = webcast_vehicle (location);
  g_autoptr (GFile) file = tlm_location_file (location);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) events = folder ? g_file_get_child (folder, "events.json") : NULL;
  char *path;

  if (!stage || !events || !g_file_query_exists (events, NULL))
    return NULL;
  path = g_file_get_path (events);
  return path ? path : g_file_get_uri (events);
}

/* The events of a webcast hold for the whole flight, whichever stage this is. */
static gboolean
load_events_beside (TlmFlight *flight, const TlmFlightLoad *load, GError **error)
{
  g_autofree char *events = tlm_flight_events_beside (load->location);
  g_autoptr (TlmLog) log = NULL;
  TlmDecodeOptions options = { .format = "events" };
  TlmJoin join = { .offset_ns = load->stamp_offset_ns, .events_only = TRUE };

  if (!events)
    return TRUE;
  log = tlm_decode_file (events, &options, error);
  if (!log)
    return FALSE;
  drop_overruled_events (flight->mission, log, NULL);
  if (!tlm_timeline_add_log (flight->timeline, log, &join, error))
    return FALSE;
  report_log (flight, log);
  return TRUE;
}

static void
set_up_predictions (const TlmLog *log, TlmDuration predicted_after_ns)
{
  for (guint i = 0; predicted_after_ns > 0 && i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    if (vehicle->ephemeris)
      tlm_ephemeris_set_predicted_after (vehicle->ephemeris, predicted_after_ns);
  }
}

gboolean
tlm_flight_load (TlmFlight *flight, const TlmFlightLoad *load, GError **error)
{
  g_autoptr (TlmLog) log = tlm_decode_file (load->location, &load->options, error);
  g_autofree char *vehicle = NULL;
  TlmJoin join = { 0 };

  if (!log)
    return FALSE;
  join.offset_ns = tlm_log_stamp_offset (log, load->stamp_offset_ns);
  set_up_predictions (log, load->predicted_after_ns);
  join.vehicle = vehicle = choose_vehicle (flight->mission, load, log);
  drop_overruled_events (flight->mission, log, vehicle);
  if (!tlm_timeline_add_log (flight->timeline, log, &join, error))
    return FALSE;
  report_log (flight, log);
  g_ptr_array_add (flight->logs, g_steal_pointer (&log));
  return load_events_beside (flight, load, error);
}

/* Who flies what was planned: the mission's word, the plan's own name, or the
 * only vehicle that there is. */
static char *
choose_planned_vehicle (const TlmFlight *flight, const TlmFlightLoad *load,
    const TlmLog *log)
{
  char *vehicle = choose_vehicle (flight->mission, load, log);

  if (!vehicle && is_nameless (log) && tlm_timeline_n_vehicles (flight->timeline) == 1)
    vehicle = g_strdup (tlm_timeline_vehicle_name (flight->timeline, 0));
  return vehicle;
}

gboolean
tlm_flight_load_planned (TlmFlight *flight, const TlmFlightLoad *load, GError **error)
{
  g_autoptr (TlmLog) log = tlm_decode_file (load->location, &load->options, error);
  g_autofree char *vehicle = NULL;
  TlmJoin join = { .prefix = TLM_PLANNED_PREFIX };

  if (!log)
    return FALSE;
  join.offset_ns = tlm_log_stamp_offset (log, load->stamp_offset_ns);
  join.vehicle = vehicle = choose_planned_vehicle (flight, load, log);
  /* Phases are entered when they are, not when they were to be. */
  g_ptr_array_set_size (log->events, 0);
  if (!tlm_timeline_add_log (flight->timeline, log, &join, error))
    return FALSE;
  report_log (flight, log);
  g_ptr_array_add (flight->logs, g_steal_pointer (&log));
  return TRUE;
}
