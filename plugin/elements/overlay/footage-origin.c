/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/footage-origin.h"

#include <math.h>

#include "core/time/sum.h"
#include "elements/overlay/container.h"
#include "elements/overlay/film-probe.h"
#include "elements/settings/settings.h"

void
gst_telemetry_origin_init (GstTelemetryOrigin *origin)
{
  *origin = (GstTelemetryOrigin) {
    .speed = 1,
    .last_ns = TLM_TIME_NONE,
    .last_running_ns = TLM_TIME_NONE,
  };
}

void
gst_telemetry_origin_clear (GstTelemetryOrigin *origin)
{
  g_clear_pointer (&origin->uri, g_free);
  g_clear_pointer (&origin->stream_id, g_free);
}

/* What plays from now on is another film: not a part that follows, since what was before it
 * was flushed away. */
static void
forget_film (GstTelemetryOrigin *origin)
{
  g_autofree char *stream_id = g_steal_pointer (&origin->stream_id);

  gst_telemetry_origin_clear (origin);
  gst_telemetry_origin_init (origin);
  origin->stream_id = g_steal_pointer (&stream_id);
}

static void
take_stream (GstTelemetryOrigin *origin, GstEvent *event)
{
  const char *id;

  gst_event_parse_stream_start (event, &id);
  if (g_strcmp0 (id, origin->stream_id) == 0)
    return;
  if (origin->last_ns == TLM_TIME_NONE)
    forget_film (origin);
  else
    origin->new_stream = TRUE;
  g_free (origin->stream_id);
  origin->stream_id = g_strdup (id);
}

void
gst_telemetry_origin_take_event (GstTelemetryOrigin *origin, GstEvent *event)
{
  if (GST_EVENT_TYPE (event) == GST_EVENT_STREAM_START) {
    take_stream (origin, event);
  } else if (GST_EVENT_TYPE (event) == GST_EVENT_SEGMENT) {
    origin->new_segment = TRUE;
  } else if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP) {
    origin->flushed = TRUE;
    origin->new_stream = FALSE;
    origin->last_ns = TLM_TIME_NONE;
  }
}

static TlmDuration
signed_time (int sign, GstClockTime time)
{
  if (sign == 0 || !GST_CLOCK_TIME_IS_VALID (time) || time > GST_TELEMETRY_LONGEST)
    return TLM_TIME_NONE;
  return sign * (TlmDuration) time;
}

static TlmDuration
stream_time (const GstSegment *segment, GstClockTime pts)
{
  GstClockTime time;
  int sign = gst_segment_to_stream_time_full (segment, GST_FORMAT_TIME, pts, &time);

  return signed_time (sign, time);
}

static TlmDuration
running_time (const GstSegment *segment, GstClockTime pts)
{
  GstClockTime time;
  int sign = gst_segment_to_running_time_full (segment, GST_FORMAT_TIME, pts, &time);

  return signed_time (sign, time);
}

/* The first picture of the container has that time in its first SEGMENT. A demuxer that
 * starts that at a time which is the stream's too (of transport streams, of FLV) counts
 * both by one clock; a seek to before the first picture then moves the start alone. */
static void
learn (GstTelemetryOrigin *origin, const GstSegment *segment, GstClockTime pts)
{
  TlmDuration first = stream_time (segment, pts);

  if (first == TLM_TIME_NONE)
    return;
  origin->is_first_known = TRUE;
  origin->lead_ns = first;
  origin->by_pts = segment->start > 0 && segment->start == segment->time;
}

static gboolean
is_live (GstPad *sinkpad)
{
  g_autoptr (GstQuery) query = gst_query_new_latency ();
  gboolean live = FALSE;

  if (gst_pad_peer_query (sinkpad, query))
    gst_query_parse_latency (query, &live, NULL, NULL);
  return live;
}

/* An edit gives stream time by the effect's own in-point, which is 0 until somebody sets it,
 * and is again where a clip is split: then the clip's says where in the medium it is. */
static void
follow_clip (GstTelemetryOrigin *origin, GstPad *sinkpad)
{
  GstTelemetryClip clip;

  origin->lead_ns = 0;
  origin->speed = 1;
  origin->is_apart = FALSE;
  if (!gst_telemetry_container_clip (sinkpad, &clip))
    return;
  if (clip.own_ns <= GST_TELEMETRY_LONGEST && clip.speed > 0) {
    origin->speed = clip.speed;
    origin->own_ns = (TlmDuration) clip.own_ns;
  }
  if (clip.own_ns == clip.clip_ns)
    return;
  if (clip.own_ns == 0 && clip.clip_ns <= GST_TELEMETRY_LONGEST)
    origin->lead_ns = -(TlmDuration) clip.clip_ns;
  else
    origin->is_apart = TRUE;
}

/* At the first frame. The film is opened anew where that is not its first. */
static void
settle (GstTelemetryOrigin *origin, GstPad *sinkpad, const GstSegment *segment, GstClockTime pts)
{
  GstSegment first_segment;
  GstTelemetryContainer container = gst_telemetry_container_find (sinkpad);

  origin->settled = TRUE;
  origin->is_film = container == GST_TELEMETRY_CONTAINER_FILM;
  origin->is_edit = container == GST_TELEMETRY_CONTAINER_EDIT;
  if (!origin->is_film) {
    origin->is_first_known = TRUE;
    return;
  }
  origin->uri = gst_telemetry_container_uri (sinkpad);
  if (is_live (sinkpad))
    return;
  if (!origin->flushed && segment->rate > 0)
    learn (origin, segment, pts);
  else if (origin->uri && gst_telemetry_probe_first_picture (origin->uri, &first_segment, &pts) &&
      GST_CLOCK_TIME_IS_VALID (pts))
    learn (origin, &first_segment, pts);
}

/* An effect that changes the speed before this one leaves its own time behind. */
static TlmDuration
at_speed (const GstTelemetryOrigin *origin, TlmDuration time)
{
  const double place = (double) origin->own_ns + (double) (time - origin->own_ns) * origin->speed;

  return ABS (place) <= GST_TELEMETRY_LONGEST ? (TlmDuration) llround (place) : time;
}

static gboolean
counts_by_pts (const GstTelemetryOrigin *origin, const GstSegment *segment)
{
  return origin->by_pts && segment->applied_rate == 1.0;
}

/* The place in the part that plays of a PTS, where that counts, or else of a stream time. */
static TlmDuration
place_of (const GstTelemetryOrigin *origin, TlmDuration time)
{
  if (time == TLM_TIME_NONE)
    return TLM_TIME_NONE;
  if (origin->speed != 1)
    time = at_speed (origin, time);
  return time - origin->lead_ns;
}

/* The place of a frame in the part that plays. */
static TlmDuration
place_in_part (const GstTelemetryOrigin *origin, const GstSegment *segment, GstClockTime pts)
{
  if (counts_by_pts (origin, segment))
    return place_of (origin, pts <= GST_TELEMETRY_LONGEST ? (TlmDuration) pts : TLM_TIME_NONE);
  return place_of (origin, stream_time (segment, pts));
}

TlmDuration
gst_telemetry_origin_place_at (const GstTelemetryOrigin *origin, const GstSegment *segment,
    GstClockTime time)
{
  GstClockTime pts;
  int sign;
  TlmDuration place;

  if (counts_by_pts (origin, segment)) {
    sign = gst_segment_position_from_stream_time_full (segment, GST_FORMAT_TIME, time, &pts);
    place = place_of (origin, signed_time (sign, pts));
  } else {
    place = place_of (origin, signed_time (1, time));
  }
  return tlm_time_moved (place, origin->joined_ns);
}

TlmDuration
gst_telemetry_origin_stream_time (const GstTelemetryOrigin *origin, const GstSegment *segment,
    TlmDuration place_ns)
{
  TlmDuration time = tlm_time_moved (tlm_time_moved (place_ns, -origin->joined_ns), origin->lead_ns);

  if (time == TLM_TIME_NONE || ABS (time) > (TlmDuration) GST_TELEMETRY_LONGEST)
    return TLM_TIME_NONE;
  if (origin->speed != 1)
    time = origin->own_ns + llround ((double) (time - origin->own_ns) / origin->speed);
  if (counts_by_pts (origin, segment))
    time = tlm_time_moved (stream_time (segment, segment->start), time - (TlmDuration) segment->start);
  return time;
}

/* The first frame of another segment that no flush is before: another part follows the one
 * before, as far after its last frame as it is shown after it. */
static void
follow (GstTelemetryOrigin *origin, TlmDuration place_ns, TlmDuration running_ns)
{
  TlmDuration next;

  if (origin->is_edit || origin->last_ns == TLM_TIME_NONE ||
      origin->last_running_ns == TLM_TIME_NONE || running_ns == TLM_TIME_NONE)
    return;
  if (!origin->new_stream || !origin->is_film) {
    origin->went_back |= place_ns < origin->last_ns;
    return;
  }
  next = origin->last_ns + running_ns - origin->last_running_ns;
  origin->joined_ns += next - place_ns;
}

TlmDuration
gst_telemetry_origin_place (GstTelemetryOrigin *origin, GstPad *sinkpad,
    const GstSegment *segment, GstBuffer *buffer)
{
  GstClockTime pts = GST_BUFFER_PTS (buffer);
  TlmDuration place, running;

  if (!GST_CLOCK_TIME_IS_VALID (pts) || segment->format != GST_FORMAT_TIME)
    return TLM_TIME_NONE;
  if (!origin->settled)
    settle (origin, sinkpad, segment, pts);
  if (origin->is_edit && origin->new_segment)
    follow_clip (origin, sinkpad);
  place = place_in_part (origin, segment, pts);
  if (place == TLM_TIME_NONE)
    return TLM_TIME_NONE;
  place += origin->joined_ns;
  running = running_time (segment, pts);
  if (origin->new_segment && segment->rate > 0) {
    TlmDuration joined = origin->joined_ns;
    follow (origin, place, running);
    place += origin->joined_ns - joined;
  }
  origin->new_segment = origin->new_stream = FALSE;
  origin->last_ns = place;
  origin->last_running_ns = running;
  return place;
}
