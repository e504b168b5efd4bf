/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/refresh.h"

struct _TlrRefresh {
  const TlmTimeline *timeline;
  TlmDuration period_ns;
  gint64 slot;
  guint64 revision;        /* of the timeline, when it was asked */
  TlmSnapshot *snapshot;   /* of slot, or NULL before the first */
};

TlrRefresh *
tlr_refresh_new (const TlmTimeline *timeline, TlmDuration period_ns)
{
  TlrRefresh *refresh = g_new0 (TlrRefresh, 1);

  g_return_val_if_fail (period_ns > 0, NULL);
  refresh->timeline = timeline;
  refresh->period_ns = period_ns;
  return refresh;
}

void
tlr_refresh_free (TlrRefresh *refresh)
{
  if (!refresh)
    return;
  tlm_snapshot_free (refresh->snapshot);
  g_free (refresh);
}

TlmDuration
tlr_refresh_get_period (const TlrRefresh *refresh)
{
  return refresh->period_ns;
}

static gint64
origin (const TlmTimeline *timeline)
{
  gint64 zero = tlm_timeline_from_elapsed (timeline, 0);

  return zero == TLM_TIME_NONE ? 0 : zero;
}

gint64
tlr_refresh_slot (const TlmTimeline *timeline, TlmDuration period_ns, gint64 time_ns)
{
  gint64 since = time_ns - origin (timeline);

  return since / period_ns - (since % period_ns < 0);
}

gint64
tlr_refresh_time (const TlmTimeline *timeline, TlmDuration period_ns, gint64 slot)
{
  return origin (timeline) + slot * period_ns;
}

const TlmSnapshot *
tlr_refresh_at (TlrRefresh *refresh, const TlmChannelSet *channels, const TlmSnapshot *now)
{
  guint64 revision = tlm_timeline_get_revision (refresh->timeline);
  gint64 slot;

  if (now->time_ns == TLM_TIME_NONE)
    return now;
  slot = tlr_refresh_slot (refresh->timeline, refresh->period_ns, now->time_ns);
  if (refresh->snapshot && refresh->slot == slot && refresh->revision == revision)
    return refresh->snapshot;
  if (!refresh->snapshot)
    refresh->snapshot = tlm_snapshot_new ();
  refresh->slot = slot;
  refresh->revision = revision;
  tlm_timeline_at (refresh->timeline, tlr_refresh_time (refresh->timeline, refresh->period_ns, slot),
      channels, refresh->snapshot);
  return refresh->snapshot;
}
