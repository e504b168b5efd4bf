/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/obs/hotkeys.h"

/* OBS saves bindings by name: a name is for ever. Labels are the locale's. */
static const struct { const char *name, *label; } keys[TELEMETRY_N_COMMANDS] = {
  [TELEMETRY_SET_T0] = { .name = "telemetry.t0", .label = "key.t0" },
  [TELEMETRY_HOLD] = { .name = "telemetry.hold", .label = "key.hold" },
  [TELEMETRY_RESUME] = { .name = "telemetry.resume", .label = "key.resume" },
  [TELEMETRY_GRAPHICS_ON] = { .name = "telemetry.on", .label = "key.on" },
  [TELEMETRY_GRAPHICS_OFF] = { .name = "telemetry.off", .label = "key.off" },
  [TELEMETRY_CONFIRM] = { .name = "telemetry.confirm", .label = "key.confirm" },
};

void
telemetry_hotkeys_register (TelemetryHotkeys *hotkeys, obs_source_t *source, obs_hotkey_func func, void *data)
{
  for (int i = 0; i < TELEMETRY_N_COMMANDS; i++)
    hotkeys->ids[i] = obs_hotkey_register_source (source, keys[i].name, obs_module_text (keys[i].label), func, data);
}

void
telemetry_hotkeys_unregister (TelemetryHotkeys *hotkeys)
{
  for (int i = 0; i < TELEMETRY_N_COMMANDS; i++)
    obs_hotkey_unregister (hotkeys->ids[i]);
}

TelemetryCommand
telemetry_hotkeys_command (const TelemetryHotkeys *hotkeys, obs_hotkey_id id)
{
  int i = 0;

  while (i < TELEMETRY_N_COMMANDS && hotkeys->ids[i] != id)
    i++;
  return (TelemetryCommand) i;
}
