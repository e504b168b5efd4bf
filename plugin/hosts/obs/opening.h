/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "host/canvas.h"
#include "hosts/obs/settings.h"

G_BEGIN_DECLS

/* Telemetry that is open, and what listens for more of it. Belongs to one thread at a time. */
typedef struct _TelemetryOpening TelemetryOpening;

/* Nothing is open. To be freed. */
TelemetryOpening *telemetry_opening_new (void);

/* Takes NULL. */
void telemetry_opening_free (TelemetryOpening *opening);

/* Closes what is open. */
void telemetry_opening_shut (TelemetryOpening *opening);

/* Whether what SETTINGS name is open: it need not be read. */
gboolean telemetry_opening_has (const TelemetryOpening *opening, const TelemetrySettings *settings);

/* What stands in the picture's place while SETTINGS are read. To be freed. */
char *telemetry_opening_words (const TelemetrySettings *settings);

/* Opens what SETTINGS name where it is not open, and makes a canvas of it, which is the caller's. NULL with WORDS (to be
 * freed) of what is wrong. OBS's log is told under NAME. Blocks. */
TlhCanvas *telemetry_opening_make (TelemetryOpening *opening, const TelemetrySettings *settings, const char *name,
    int width, int height, char **words);

/* What is open, or NULL; how often something was opened; whether it is live. */
TlhOverlay *telemetry_opening_overlay (const TelemetryOpening *opening);
guint telemetry_opening_n_readings (const TelemetryOpening *opening);
gboolean telemetry_opening_is_live (const TelemetryOpening *opening);

G_END_DECLS
