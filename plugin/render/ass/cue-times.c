/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass/cue-times.h"

#include "core/base/wide.h"

/* No footage is longer (73 years), so that sums cannot overflow. */
#define LONGEST (G_MAXINT64 / 4)

void
tlr_cue_times_clear (TlrCueTimes *times)
{
  g_clear_pointer (&times->scratch, tlm_snapshot_free);
}

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* Start of a frame, to the nearest nanosecond. */
static gint64
frame_start (const TlrCueTimes *times, gint64 frame)
{
  gint64 start_ns = LONGEST;

  tlm_wide_nearest (tlm_wide_product (tlm_wide (frame), times->fps_d * TLM_SECOND), times->fps_n,
      &start_ns);
  return start_ns;
}

TlmDuration
tlr_cue_times_step (const TlrCueTimes *times)
{
  return times->step_ns > 0 ? times->step_ns : TLR_CUE_STEP;
}

/* The time of the first frame that begins at or after TIME_NS, or of the first step. */
static gint64
snap (const TlrCueTimes *times, gint64 time_ns)
{
  TlmDuration step = tlr_cue_times_step (times);
  gint64 frame = 0;

  if (times->fps_n <= 0 || times->fps_d <= 0)
    return (floor_divide (time_ns - 1, step) + 1) * step;
  tlm_wide_floor (tlm_wide_product (tlm_wide (time_ns), times->fps_n),
      (guint64) (times->fps_d * TLM_SECOND), &frame);
  frame--;
  while (frame_start (times, frame) < time_ns)
    frame++;
  return frame_start (times, frame);
}

/* Frames that the format cannot tell apart. */
static gboolean
has_short_frames (const TlrCueTimes *times)
{
  gint64 step_ns;

  return times->fps_n > 0 && (__builtin_mul_overflow (tlr_cue_times_step (times), times->fps_n, &step_ns) ||
      times->fps_d * TLM_SECOND < step_ns);
}

/* Footage time of the first event after a footage time. */
static gint64
next_event (const TlrCueTimes *times, gint64 after_ns)
{
  gint64 time_ns = tlm_sync_apply (&times->sync, after_ns), footage;
  guint index;

  if (time_ns == TLM_TIME_NONE)
    return G_MAXINT64;
  index = tlm_timeline_n_events_until (times->timeline, time_ns);
  if (index == tlm_timeline_n_events (times->timeline))
    return G_MAXINT64;
  footage = tlm_sync_invert (&times->sync, tlm_timeline_event (times->timeline, index)->time_ns);
  return footage == TLM_TIME_NONE ? G_MAXINT64 : footage;
}

/* What may be shown at a time: a hash of the validity of each wanted value. */
static guint64
signature (TlrCueTimes *times, gint64 footage_ns)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  TlmSnapshot *snapshot;

  if (!times->scratch)
    times->scratch = tlm_snapshot_new ();
  snapshot = times->scratch;
  tlm_timeline_at (times->timeline, tlm_sync_apply (&times->sync, footage_ns), times->wanted,
      snapshot);
  for (guint i = 0; i < snapshot->n_vehicles; i++)
    for (guint j = 0; j < snapshot->n_channels; j++)
      if (tlm_channel_set_has (times->wanted, j))
        hash = (hash ^ snapshot->vehicles[i].values[j].validity) *
            G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

/* The first time in (LOW, HIGH] whose signature is not that of LOW. */
static gint64
bisect (TlrCueTimes *times, gint64 low, gint64 high, guint64 at_low)
{
  while (high - low > 1) {
    gint64 middle = low + (high - low) / 2;
    if (signature (times, middle) == at_low)
      low = middle;
    else
      high = middle;
  }
  return high;
}

/* The first change of validity after AFTER and before LIMIT, or LIMIT. */
static gint64
next_change (TlrCueTimes *times, gint64 after_ns, gint64 limit_ns)
{
  guint64 start = signature (times, after_ns);

  for (gint64 at = after_ns; at < limit_ns;) {
    gint64 probe = limit_ns - at > TLR_CUE_PROBE ? at + TLR_CUE_PROBE : limit_ns;
    if (signature (times, probe) != start)
      return bisect (times, at, probe, start);
    at = probe;
  }
  return limit_ns;
}

gint64
tlr_cue_times_next (TlrCueTimes *times, gint64 after_ns)
{
  gint64 next;

  g_return_val_if_fail (times != NULL && times->interval_ns > 0, G_MAXINT64);
  if (after_ns > LONGEST - times->interval_ns || after_ns < -LONGEST)
    return G_MAXINT64;
  next = (floor_divide (after_ns, times->interval_ns) + 1) * times->interval_ns;
  next = MIN (next, next_event (times, after_ns));
  next = snap (times, next_change (times, after_ns, next));
  if (has_short_frames (times) && next - after_ns < tlr_cue_times_step (times))
    next = snap (times, after_ns + tlr_cue_times_step (times));
  return next;
}

gint64
tlr_cue_times_floor (TlrCueTimes *times, gint64 time_ns)
{
  gint64 at, next;

  g_return_val_if_fail (times != NULL && times->interval_ns > 0, time_ns);
  if (time_ns > LONGEST - times->interval_ns || time_ns < times->interval_ns - LONGEST)
    return time_ns;
  at = floor_divide (time_ns, times->interval_ns) * times->interval_ns;
  if (snap (times, at) > time_ns)
    at -= times->interval_ns;
  at = snap (times, at);
  if (at > time_ns)
    return time_ns;
  while ((next = tlr_cue_times_next (times, at)) <= time_ns)
    at = next;
  return at;
}
