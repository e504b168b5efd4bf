/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/vehicle-signal.h"

#include "core/timeline/timeline-live.h"

/* The best there is of what was measured, and the age of the youngest. */
static TlmValidity
find_best (const TlmTimeline *timeline, guint vehicle, const TlmSnapshot *snapshot,
    TlmDuration *age_ns)
{
  TlmValidity best = TLM_VALIDITY_ABSENT;

  *age_ns = G_MAXINT64;
  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    TlmValue value;
    if (!tlm_timeline_track (timeline, vehicle, i))
      continue;
    value = tlm_snapshot_value (snapshot, vehicle, i);
    best = MAX (best, value.validity);
    *age_ns = MIN (*age_ns, value.age_ns);
  }
  return best;
}

static gboolean
has_later (const TlmTimeline *timeline, guint vehicle, gint64 time_ns)
{
  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    const TlmTrack *track = tlm_timeline_track (timeline, vehicle, i);
    gsize n = track ? tlm_series_length (track->series) : 0;
    if (n > 0 && tlm_series_time (track->series, n - 1) > time_ns)
      return TRUE;
  }
  return FALSE;
}

TlmSignal
tlm_signal_at (const TlmTimeline *timeline, guint vehicle, const TlmSnapshot *snapshot,
    TlmDuration *age_ns)
{
  TlmValidity best;
  TlmDuration age;

  g_return_val_if_fail (timeline != NULL && snapshot != NULL, TLM_SIGNAL_NONE);
  best = find_best (timeline, vehicle, snapshot, &age);
  if (best == TLM_VALIDITY_ABSENT)
    return TLM_SIGNAL_NONE;
  if (best >= TLM_VALIDITY_STALE)
    return TLM_SIGNAL_FOUND;
  if (age_ns)
    *age_ns = age;
  return tlm_timeline_is_open (timeline) || has_later (timeline, vehicle, snapshot->time_ns) ?
      TLM_SIGNAL_LOST : TLM_SIGNAL_ENDED;
}

const char *
tlm_signal_name (TlmSignal signal)
{
  static const char *const names[] = { "none", "found", "lost", "ended" };

  g_return_val_if_fail (signal <= TLM_SIGNAL_ENDED, "");
  return names[signal];
}

void
tlm_signal_add_channels (const TlmTimeline *timeline, guint vehicle, TlmChannelSet *set)
{
  g_return_if_fail (timeline != NULL && set != NULL);
  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++)
    if (tlm_timeline_track (timeline, vehicle, i))
      tlm_channel_set_add (set, i);
}
