/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mission.h"

#include <glib.h>

/* Published times, seconds after liftoff; the approach counts back from contact. */
static const struct { const char *id, *label; int met; } events[] = {
  { "liftoff", "Liftoff", 0 },
  { "escape-tower-jettison", "Escape tower jettison", 114 },
  { "booster-separation", "Booster separation", 118 },
  { "fairing-separation", "Fairing separation", 157 },
  { "core-separation", "Core stage separation", 285 },
  { "orbit-insertion", "Orbit insertion", 525 },
  { "spacecraft-separation", "Spacecraft separation", 528 },
  { "approach", "Approach", 12449 - 74 * 60 },
  { "flyaround", "Flyaround", 12449 - 30 * 60 },
  { "station-keeping", "Station-keeping", 12449 - 16 * 60 },
  { "final-approach", "Final approach", 12449 - 9 * 60 },
  { "docking", "Contact and capture", 12449 },
};

char *
mission_text (void)
{
  GString *text = g_string_new (
      "# Worked out from published figures. speed is relative to the turning Earth, speed-inertial to\n"
      "# the stars; altitude is above the WGS84 ellipsoid.\n"
      "[mission]\n"
      "name=Soyuz MS-19\n"
      "liftoff=2021-10-05T08:55:02Z\n"
      "profile=soyuz\n"
      "data=reconstructed\n"
      "credit=Reconstructed from the published timeline\n"
      "\n[telemetry]\n"
      "location=soyuz-ms-19.csv\n"
      "\n[vehicle.soyuz]\n"
      "label=Soyuz MS-19\n"
      "\n[events]\n");

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    g_string_append_printf (text, "%s=%d\n", events[i].id, events[i].met);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    g_string_append_printf (text, "\n[event.%s]\nlabel=%s\n", events[i].id, events[i].label);
  return g_string_free (text, FALSE);
}
