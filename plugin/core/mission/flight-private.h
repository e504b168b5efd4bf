/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/flight.h"

G_BEGIN_DECLS

/* The pieces of tlm_flight_open (), which is on top: no file calls one after it of
 * flight, flight-load, flight-mission, reported-columns, reported-phases, flight-phases, flight-open. */

/* A flight of MISSION, which is taken over, without telemetry. To be freed. */
TlmFlight *tlm_flight_new (TlmMission *mission);

/* Adds a line to the flight's warnings. */
void tlm_flight_warn (TlmFlight *flight, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* One source to load. Strings are the caller's. */
typedef struct {
  const char *location;      /* path or URI */
  TlmDecodeOptions options;
  TlmDuration stamp_offset_ns; /* added to its times */
  TlmDuration predicted_after_ns; /* of ephemerides that are propagated; 0: a day */
} TlmFlightLoad;

/* Decodes one source and joins it to the timeline, with the events that lie beside it.
 * FALSE with the decoder's or the timeline's error; the flight is then of no more
 * use. Blocks while it reads. */
gboolean tlm_flight_load (TlmFlight *flight, const TlmFlightLoad *load, GError **error);

/* The same for what was planned: channels planned.*, and no events. */
gboolean tlm_flight_load_planned (TlmFlight *flight, const TlmFlightLoad *load, GError **error);

/* Adds the mission's events, once all telemetry is there; one that cannot be placed, or
 * of a vehicle that no telemetry has, is a warning. */
void tlm_flight_add_mission_events (TlmFlight *flight);

/* Tells the timeline the mission's other names of vehicles, before any telemetry is there. */
void tlm_flight_add_aliases (TlmFlight *flight);

/* Sets the mission's labels of vehicles, once all telemetry is there; of a vehicle that
 * no telemetry has is a warning. */
void tlm_flight_label_vehicles (TlmFlight *flight);

/* Names phases and begins them by PROFILE (NULL: each event is one), which is taken over. */
void tlm_flight_set_profile (TlmFlight *flight, TlmProfile *profile);

/* Chooses the phase profile and finds what no event gives: the last step. FALSE when the
 * profile cannot be read or [phases] names no channel that there is. COLUMNS are those that
 * override the mission's, or NULL. */
gboolean tlm_flight_find_phases (TlmFlight *flight, const char *columns, GError **error);

G_END_DECLS
