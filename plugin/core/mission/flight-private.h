/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/flight.h"

G_BEGIN_DECLS

/* The pieces of tlm_flight_open(). */

/* Adds a line to the flight's warnings. */
void tlm_flight_warn (TlmFlight *flight, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Decodes one source and joins it to the timeline, with the events that lie
 * beside it. On failure the flight is of no more use. */
gboolean tlm_flight_load (TlmFlight *flight, const TlmMissionSource *source, GError **error);

/* The same for what was planned: channels planned.*, and no events. */
gboolean tlm_flight_load_planned (TlmFlight *flight, const TlmMissionSource *source,
    GError **error);

/* What the mission says of events and vehicles, once all telemetry is there. */
void tlm_flight_add_mission_events (TlmFlight *flight);
void tlm_flight_label_vehicles (TlmFlight *flight);

/* Names phases and begins them by PROFILE (may be NULL), which is taken over. */
void tlm_flight_set_profile (TlmFlight *flight, TlmProfile *profile);

/* Chooses the phase profile and finds what no event says: the last step. */
gboolean tlm_flight_find_phases (TlmFlight *flight, GError **error);

G_END_DECLS
