/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/tracks.h"

TlmValue
tlm_tracks_at (const GPtrArray *tracks, gint64 time_ns, const TlmAgeLimits *limits,
    const TlmTrack **track)
{
  TlmValue best = TLM_VALUE_ABSENT;

  for (guint i = 0; i < tracks->len; i++) {
    const TlmTrack *next = tracks->pdata[i];
    TlmValue value = tlm_series_at (next->series, time_ns, next->interpolation, limits);
    if (value.validity > best.validity) {
      best = value;
      if (track)
        *track = next;
    }
    if (best.validity == TLM_VALIDITY_FRESH)
      break;
  }
  return best;
}
