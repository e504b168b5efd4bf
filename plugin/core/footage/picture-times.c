/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/picture-times.h"

static gint64
last_frame (const TlmPlace *place, gint64 before)
{
  return place->kind == TLM_PLACE_FRAME ? MAX (before, place->frame) : before;
}

gint64
tlm_sync_last_frame (const TlmSync *sync)
{
  gint64 last = -1;

  g_return_val_if_fail (sync != NULL, -1);
  last = last_frame (&sync->liftoff_at, last);
  for (guint i = 0; i < sync->marks.n; i++)
    last = last_frame (&sync->marks.marks[i].place, last);
  return last;
}

static gboolean
settle (TlmPlace *place, const TlmPictureTimes *times)
{
  if (place->kind != TLM_PLACE_FRAME)
    return TRUE;
  if (place->frame < 0 || (guint64) place->frame >= times->n)
    return FALSE;
  *place = (TlmPlace) { .kind = TLM_PLACE_TIME, .time_ns = times->times_ns[place->frame] };
  return TRUE;
}

gboolean
tlm_sync_settle_frames (TlmSync *sync, const TlmPictureTimes *times)
{
  gboolean settled;

  g_return_val_if_fail (sync != NULL && times != NULL, FALSE);
  settled = settle (&sync->liftoff_at, times);
  for (guint i = 0; i < sync->marks.n; i++)
    settled &= settle (&sync->marks.marks[i].place, times);
  return settled;
}
