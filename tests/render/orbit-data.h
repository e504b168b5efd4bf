/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/flight.h"

/* The example's station: an orbit that is known by its states alone. */
static inline TlmFlight *
orbit_flight (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "pipelines",
      "examples", "station.mission", NULL);
  TlmFlightSource source = { .mission = path };
  g_autoptr (GError) error = NULL;
  TlmFlight *flight = tlm_flight_open (&source, &error);

  g_assert_no_error (error);
  return flight;
}
