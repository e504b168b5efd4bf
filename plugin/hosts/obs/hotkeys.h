/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <obs-module.h>

G_BEGIN_DECLS

/* What an operator does while the source is on air. */
typedef enum {
  TELEMETRY_SET_T0,            /* liftoff is now */
  TELEMETRY_HOLD,              /* the clock stands */
  TELEMETRY_RESUME,            /* and goes on */
  TELEMETRY_GRAPHICS_ON,
  TELEMETRY_GRAPHICS_OFF,
  TELEMETRY_CONFIRM,           /* what was detected is shown */
  TELEMETRY_N_COMMANDS
} TelemetryCommand;

/* The hotkeys of one source. */
typedef struct {
  obs_hotkey_id ids[TELEMETRY_N_COMMANDS];
} TelemetryHotkeys;

/* Registers one for each command with SOURCE: telemetry.t0, telemetry.hold, telemetry.resume, telemetry.on, telemetry.off,
 * telemetry.confirm. FUNC is called with DATA from OBS's thread of hotkeys, or any other. */
void telemetry_hotkeys_register (TelemetryHotkeys *hotkeys, obs_source_t *source, obs_hotkey_func func, void *data);

/* None is called any more. */
void telemetry_hotkeys_unregister (TelemetryHotkeys *hotkeys);

/* What the hotkey of this number does; TELEMETRY_N_COMMANDS: it is none of these. */
TelemetryCommand telemetry_hotkeys_command (const TelemetryHotkeys *hotkeys, obs_hotkey_id id);

G_END_DECLS
