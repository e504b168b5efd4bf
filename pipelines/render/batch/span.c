/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "batch/span.h"

#include "core/base/error.h"
#include "core/footage/meeting.h"
#include "core/footage/picture-times.h"
#include "core/mission/flight.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"

static char *
format_time (const TlmTimeline *timeline, gint64 time_ns)
{
  static const TlmElapsedFormat format = { .style = TLM_ELAPSED_COMPACT, .decimals = 3, .trim = TRUE };
  char *elapsed = tlm_elapsed_format (tlm_timeline_to_elapsed (timeline, time_ns), &format);

  return elapsed ? elapsed : tlm_instant_format_utc (tlm_timeline_to_instant (timeline, time_ns), 3, TRUE);
}

static TlmFlight *
open_flight (const RenderJob *job, GError **error)
{
  TlmFlightSource source = {
    .location = job->telemetry,
    .mission = job->mission,
    .columns = render_job_get (job, "columns"),
    .timezone = render_job_get (job, "timezone"),
    .object = render_job_get (job, "object"),
    .footage_start = render_job_get (job, "footage-start"),
  };

  return tlm_flight_open (&source, error);
}

/* As telemetryoverlay has it: what a property says stands above all the mission says. */
static gboolean
read_sync (const RenderJob *job, const TlmMission *mission, TlmSync *sync, GError **error)
{
  TlmSyncText text = { .liftoff_at = render_job_get (job, "liftoff-at"),
    .footage_start = render_job_get (job, "footage-start"), .marks = render_job_get (job, "marks") };
  const char *offset = render_job_get (job, "time-offset");

  if (!tlm_sync_text_is_set (&text))
    text = (TlmSyncText) { mission->liftoff_at, mission->footage_start, mission->marks };
  *sync = TLM_SYNC_NONE;
  sync->time_offset_ns = mission->time_offset_ns + (offset ? g_ascii_strtoll (offset, NULL, 10) : 0);
  return tlm_sync_read (sync, &text, error);
}

static char *
describe (const TlmFlight *flight, const TlmSyncResult *result, gint64 duration_ns)
{
  TlmMeeting meeting = TLM_MEETING_NONE;
  gint64 first = tlm_sync_apply (result, 0), last = tlm_sync_apply (result, duration_ns);
  gboolean known = tlm_meeting_set_telemetry (&meeting, flight->timeline);
  g_autofree char *from = format_time (flight->timeline, first), *to = format_time (flight->timeline, last);
  g_autofree char *begin = known ? format_time (flight->timeline, meeting.telemetry_first_ns) : NULL;
  g_autofree char *end = known ? format_time (flight->timeline, meeting.telemetry_last_ns) : NULL;

  tlm_meeting_add_footage (&meeting, first);
  tlm_meeting_add_footage (&meeting, last);
  return g_strdup_printf ("%s to %s; telemetry %s%s%s%s", from ? from : "?", to ? to : "?", begin ? begin : "none",
      begin ? " to " : "", begin ? end : "", tlm_meeting_is_apart (&meeting) ? ": they do not meet" : "");
}

char *
render_span (const RenderJob *job, const RenderClip *clip, GError **error)
{
  g_autoptr (TlmFlight) flight = open_flight (job, error);
  AVRational rate = render_clip_video (clip)->avg_frame_rate;
  g_autofree char *problem = NULL;
  TlmSyncResult result;
  TlmSync sync;

  if (!flight || !read_sync (job, flight->mission, &sync, error))
    return NULL;
  result = tlm_sync_resolve (&sync, flight->timeline, rate.num, rate.den ? rate.den : 1);
  problem = tlm_sync_explain (&result);
  if (!problem)
    return describe (flight, &result, render_clip_duration_ns (clip));
  g_set_error_literal (error, TLM_ERROR, TLM_ERROR_TIME, problem);
  return NULL;
}
