/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/meeting.h"

#include "core/time/elapsed.h"
#include "core/time/iso8601.h"

gboolean
tlm_meeting_set_telemetry (TlmMeeting *meeting, const TlmTimeline *timeline)
{
  g_return_val_if_fail (meeting != NULL && timeline != NULL, FALSE);
  return tlm_timeline_span (timeline, &meeting->telemetry_first_ns, &meeting->telemetry_last_ns);
}

void
tlm_meeting_add_footage (TlmMeeting *meeting, gint64 time_ns)
{
  g_return_if_fail (meeting != NULL);
  if (time_ns == TLM_TIME_NONE)
    return;
  meeting->footage_first_ns = MIN (meeting->footage_first_ns, time_ns);
  meeting->footage_last_ns = MAX (meeting->footage_last_ns, time_ns);
}

gboolean
tlm_meeting_is_apart (const TlmMeeting *meeting)
{
  g_return_val_if_fail (meeting != NULL, FALSE);
  return meeting->footage_first_ns <= meeting->footage_last_ns &&
      meeting->telemetry_first_ns <= meeting->telemetry_last_ns &&
      (meeting->footage_last_ns < meeting->telemetry_first_ns ||
          meeting->footage_first_ns > meeting->telemetry_last_ns);
}

static char *
format_time (const TlmTimeline *timeline, gint64 time_ns)
{
  const TlmElapsedFormat format = { .style = TLM_ELAPSED_COMPACT, .decimals = 3 };
  TlmInstant instant = tlm_timeline_to_instant (timeline, time_ns);
  TlmDuration elapsed = tlm_timeline_to_elapsed (timeline, time_ns);

  if (instant != TLM_TIME_NONE)
    return tlm_instant_format_utc (instant, 3, FALSE);
  return tlm_elapsed_format (elapsed == TLM_TIME_NONE ? time_ns : elapsed, &format);
}

char *
tlm_meeting_explain (const TlmMeeting *meeting, const TlmTimeline *timeline)
{
  g_autofree char *footage_first = NULL, *footage_last = NULL;
  g_autofree char *telemetry_first = NULL, *telemetry_last = NULL;

  g_return_val_if_fail (meeting != NULL && timeline != NULL, NULL);
  footage_first = format_time (timeline, meeting->footage_first_ns);
  footage_last = format_time (timeline, meeting->footage_last_ns);
  telemetry_first = format_time (timeline, meeting->telemetry_first_ns);
  telemetry_last = format_time (timeline, meeting->telemetry_last_ns);
  return g_strdup_printf ("The footage is of %s to %s, the telemetry of %s to %s: they do not meet, "
      "and no number is shown. Set footage-start, liftoff-at or marks to where the footage is, or "
      "stamp-offset in the mission where the telemetry's clock was wrong.", footage_first,
      footage_last, telemetry_first, telemetry_last);
}
