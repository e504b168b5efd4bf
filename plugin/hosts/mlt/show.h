/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <framework/mlt.h>

#include "host/overlay.h"

G_BEGIN_DECLS

/* What a service's properties name (mission, telemetry, layout, liftoff, offset, units, language, reserve), opened when
 * they are new. Thread safe. */
typedef struct _TelemetryShow TelemetryShow;

TelemetryShow *telemetry_show_new (void);

/* For mlt_properties_set_data(). Takes NULL. */
void telemetry_show_free (void *show);

/* The overlay that PROPERTIES name now, for frames of FPS_N / FPS_D a second: to be unreffed. NULL where it cannot be
 * opened, with WHY (to be freed), which is logged for SERVICE once. Blocks while it reads. */
TlhOverlay *telemetry_show_ref (TelemetryShow *show, mlt_properties properties, int fps_n, int fps_d, mlt_service service,
    char **why);

G_END_DECLS
