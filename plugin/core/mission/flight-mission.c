/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/mission/flight-private.h"

static gboolean
is_known_vehicle (const TlmFlight *flight, const char *name)
{
  guint index;

  return tlm_timeline_n_vehicles (flight->timeline) == 0 ||
      tlm_timeline_find_vehicle (flight->timeline, name, &index);
}

/* "stage1, stage2" */
static char *
list_vehicles (const TlmTimeline *timeline)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    const char *name = tlm_timeline_vehicle_name (timeline, i);
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", *name ? name : "one without a name");
  }
  return g_string_free (list, FALSE);
}

static void
warn_of_vehicle (TlmFlight *flight, const char *what, const char *vehicle)
{
  g_autofree char *names = list_vehicles (flight->timeline);

  tlm_flight_warn (flight, "%s: %s is of vehicle \"%s\", but the telemetry has %s",
      flight->mission->path, what, vehicle, names);
}

static void
add_event (TlmFlight *flight, const TlmMissionEvent *event)
{
  gint64 time = event->time.clock == TLM_CLOCK_TAI ?
      tlm_timeline_from_instant (flight->timeline, event->time.time_ns) :
      tlm_timeline_from_elapsed (flight->timeline, event->time.time_ns);

  if (time == TLM_TIME_NONE) {
    tlm_flight_warn (flight, "%s: event %s cannot be placed: liftoff is not known; add "
        "liftoff=UTC to [mission]", flight->mission->path, event->id);
    return;
  }
  if (event->vehicle && !is_known_vehicle (flight, event->vehicle)) {
    g_autofree char *what = g_strconcat ("event ", event->id, NULL);
    warn_of_vehicle (flight, what, event->vehicle);
  }
  tlm_timeline_add_event (flight->timeline, tlm_event_new (time, event->id, event->label,
          tlm_timeline_name_of_alias (flight->timeline, event->vehicle), "mission",
          event->nominal ? TLM_CONFIDENCE_NOMINAL : TLM_CONFIDENCE_GIVEN));
}

void
tlm_flight_add_mission_events (TlmFlight *flight)
{
  GPtrArray *events = flight->mission->events;

  for (guint i = 0; i < events->len; i++)
    add_event (flight, events->pdata[i]);
}

void
tlm_flight_add_aliases (TlmFlight *flight)
{
  GPtrArray *vehicles = flight->mission->vehicles;

  for (guint i = 0; i < vehicles->len; i++) {
    const TlmMissionVehicle *vehicle = vehicles->pdata[i];
    g_auto (GStrv) aliases = tlm_mission_aliases (vehicle);
    for (guint k = 0; aliases[k]; k++)
      tlm_timeline_add_alias (flight->timeline, aliases[k], vehicle->name);
  }
}

void
tlm_flight_label_vehicles (TlmFlight *flight)
{
  GPtrArray *vehicles = flight->mission->vehicles;
  guint index;

  for (guint i = 0; i < vehicles->len; i++) {
    const TlmMissionVehicle *vehicle = vehicles->pdata[i];
    if (tlm_timeline_find_vehicle (flight->timeline, vehicle->name, &index))
      tlm_timeline_set_vehicle_label (flight->timeline, index, vehicle->label);
    else if (!is_known_vehicle (flight, vehicle->name))
      warn_of_vehicle (flight, "a label", vehicle->name);
  }
}
