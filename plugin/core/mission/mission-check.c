/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/place.h"
#include "core/mission/mission-private.h"

#define GROUP "mission"

/* Liftoff and the first frame are two ways to say the same; a timecode without a date
 * only names the first frame. */
static gboolean
check_places (const TlmMission *mission, GError **error)
{
  TlmFootageStart start;

  if (!mission->liftoff_at)
    return TRUE;
  if (!tlm_footage_start_parse (mission->footage_start, &start, error))
    return FALSE;
  if (start.instant == TLM_TIME_NONE)
    return TRUE;
  tlm_key_file_error (mission->keys, GROUP, "footage-start", error,
      "liftoff-at says the same in another way; remove one of the two");
  return FALSE;
}

static gboolean
check_limits (const TlmMission *mission, GError **error)
{
  const TlmAgeLimits *limits = &mission->limits;

  if (!limits->stale_after_ns || !limits->lost_after_ns ||
      limits->stale_after_ns <= limits->lost_after_ns)
    return TRUE;
  tlm_key_file_error (mission->keys, GROUP, "lost-after", error, "is less than stale-after");
  return FALSE;
}

gboolean
tlm_mission_check (const TlmMission *mission, GError **error)
{
  return check_places (mission, error) && check_limits (mission, error);
}
