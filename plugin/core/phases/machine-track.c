/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/phases/machine.h"

static gboolean
fits (const TlmPhaseTrack *track, const char *vehicle)
{
  for (char **pattern = track->vehicles; pattern && *pattern; pattern++)
    if (g_pattern_match_simple (*pattern, vehicle))
      return TRUE;
  return FALSE;
}

gboolean
tlm_machine_has_track (const TlmProfile *profile, const char *name, const char *vehicle)
{
  gboolean any = FALSE, own = FALSE;

  for (guint i = 0; i < profile->tracks->len; i++) {
    const TlmPhaseTrack *track = profile->tracks->pdata[i];
    any |= fits (track, vehicle);
    if (strcmp (track->name ? track->name : "", name) == 0)
      own = !track->vehicles || fits (track, vehicle);
  }
  return own || !any;
}
