/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/wishes.h"

const char *
tlh_layout_name (const char *wished, const TlmMission *mission)
{
  const char *of_mission = mission && mission->layout ? mission->layout : "webcast";

  return wished ? wished : of_mission;
}

gboolean
tlh_sync_read (TlmSync *sync, const TlmSyncText *own, const TlmMission *mission, GError **error)
{
  TlmSyncText text = *own;

  if (!tlm_sync_text_is_set (&text))
    text = (TlmSyncText) {
      .liftoff_at = mission->liftoff_at,
      .footage_start = mission->footage_start,
      .marks = mission->marks,
    };
  sync->time_offset_ns = mission->time_offset_ns;
  return tlm_sync_read (sync, &text, error);
}

gboolean
tlh_footage_end (const TlmTimeline *timeline, const TlmSyncResult *sync, TlmDuration *end_ns)
{
  gint64 first, last = G_MININT64, end;

  if (!tlm_timeline_span (timeline, &first, &last))
    last = G_MININT64;
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++)
    last = MAX (last, tlm_timeline_event (timeline, i)->time_ns);
  end = last == G_MININT64 ? TLM_TIME_NONE : tlm_sync_invert (sync, last);
  if (end == TLM_TIME_NONE)
    return FALSE;
  *end_ns = end;
  return TRUE;
}
