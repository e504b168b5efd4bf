/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "hosts/obs/address.h"
#include "host/live.h"

G_BEGIN_DECLS

/* Feeds a live overlay with what comes to an address, from a thread that sleeps until something does. */
typedef struct _TelemetryListener TelemetryListener;

/* Listens at ADDRESS for OVERLAY, to which it takes a reference; NAME is the source's, for OBS's log. To be freed. NULL
 * with an error where nobody can listen there. */
TelemetryListener *telemetry_listener_new (const TelemetryAddress *address, TlhOverlay *overlay, const char *name,
    GError **error);

/* Ends the thread and closes the address. Takes NULL. */
void telemetry_listener_free (TelemetryListener *listener);

G_END_DECLS
