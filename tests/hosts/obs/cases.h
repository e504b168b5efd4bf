/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "host/overlay.h"
#include "studio.h"

G_BEGIN_DECLS

#define SOURCE_ID "spacecraft_telemetry"
#define SECOND_NS G_GINT64_CONSTANT (1000000000)

/* The tests of each file are added. */
void add_source_tests (void);
void add_settings_tests (void);
void add_live_tests (void);
void add_filter_tests (void);

/* A rocket's log and mission, in the studio's folder: written before the tests, removed after them. */
extern char *flight_log, *flight_mission;

/* Settings of a source that shows the flight, and MORE ("" or "\"layout\":\"hud\""). To be freed. */
char *flight_values (const char *more);

/* What OVERLAY shows at a place, on a transparent frame, as studio_shoot() has it. To be freed. */
guint8 *flight_draw (TlhOverlay *overlay, gint64 place_ns);

/* A source of the flight that is read, and what it shows at MS of its clock, which stands there; to be freed. */
obs_source_t *flight_source (const char *more);
guint8 *flight_shoot (obs_source_t *source, gint64 ms);

G_END_DECLS
