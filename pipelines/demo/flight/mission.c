/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mission.h"

#include <glib.h>

/* Published times, seconds after liftoff; the approach counts back from contact. What the
 * telemetry itself shows (Max-Q, the boosters' end, the rendezvous) is
 * left to the rules of the profile, so that the film has events of both kinds. */
static const struct { const char *id; int met; } events[] = {
  { "liftoff", 0 },
  { "escape-tower-separation", 114 },
  { "fairing-separation", 157 },
  { "core-separation", 285 },
  { "third-stage-cutoff", 525 },
  { "spacecraft-separation", 528 },
  { "flyaround", 12449 - 30 * 60 },
  { "final-approach", 12449 - 9 * 60 },
  { "docking", 12449 },
};

char *
mission_text (void)
{
  GString *text = g_string_new (
      "# Worked out from published figures. speed-relative is to the turning Earth, speed-inertial to\n"
      "# the stars; altitude is above the WGS84 ellipsoid. Events that are not given here are found\n"
      "# in the telemetry by the rules of the profile.\n"
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
  return g_string_free (text, FALSE);
}
