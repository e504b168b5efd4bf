/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Answers to programs: what the telemetry says at a stream time, and what is known of the flight. Stream time
 * becomes telemetry time as for the newest frame. No frame waits for an answer but while numbers are looked
 * up; names and words are found after that. */
#include <gst/telemetry/gsttelemetryquery.h>
#include <math.h>

#include "core/time/sum.h"
#include "elements/overlay/overlay-private.h"
#include "elements/settings/flight-answer.h"

/* The painter may go before whoever asks has come. */
static void
keep_film (GstTelemetryShown *shown, const TlmConform *conform)
{
  TlmFilm *film = conform ? conform->film : NULL;

  if (shown->film == film)
    return;
  tlm_film_unref (shown->film);
  shown->film = tlm_film_ref (film);
}

void
gst_telemetry_overlay_note_shown (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation)
{
  GstTelemetryShown *shown = &self->shown;

  if (shown->presentation != presentation) {
    gst_telemetry_presentation_unref (shown->presentation);
    shown->presentation = gst_telemetry_presentation_ref (presentation);
  }
  shown->sync = self->painter->sync;
  keep_film (shown, self->painter->conform);
  shown->time_source = self->now.time_source;
  shown->time_offset_ns = self->now.time_offset_ns;
  shown->by_place = self->shown_by_place;
  shown->segment = GST_BASE_TRANSFORM (self)->segment;
  shown->origin = self->origin;
  shown->origin.uri = shown->origin.stream_id = NULL;
}

void
gst_telemetry_overlay_forget_shown (GstTelemetryOverlay *self)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;
  g_autoptr (GstTelemetrySnapshot) newest = NULL;

  gst_telemetry_queue_acquire (self->queue, GST_CLOCK_TIME_NONE);
  presentation = g_steal_pointer (&self->shown.presentation);
  keep_film (&self->shown, NULL);
  self->shown.sync.film = NULL;
  gst_telemetry_queue_release (self->queue);
  gst_telemetry_lock (&self->lock);
  newest = g_steal_pointer (&self->newest);
  gst_telemetry_unlock (&self->lock);
}

void
gst_telemetry_overlay_note_newest (GstTelemetryOverlay *self, GstTelemetrySnapshot *snapshot)
{
  g_autoptr (GstTelemetrySnapshot) before = NULL;

  gst_telemetry_lock (&self->lock);
  before = self->newest;
  self->newest = gst_telemetry_snapshot_ref (snapshot);
  gst_telemetry_unlock (&self->lock);
}

static TlmDuration
signed_time (int sign, GstClockTime time)
{
  return sign == 0 || time > GST_TELEMETRY_LONGEST ? TLM_TIME_NONE : sign * (TlmDuration) time;
}

/* Running time in SEGMENT of a stream time; TLM_TIME_NONE before the PTS 0. */
static TlmDuration
running_time (const GstSegment *segment, GstClockTime stream_time)
{
  GstClockTime position, time;
  int sign;

  if (gst_segment_position_from_stream_time_full (segment, GST_FORMAT_TIME, stream_time, &position) <= 0)
    return TLM_TIME_NONE;
  sign = gst_segment_to_running_time_full (segment, GST_FORMAT_TIME, position, &time);
  return signed_time (sign, time);
}

/* Place in the footage of a stream time, where it says one. */
static TlmDuration
place_at (const GstTelemetryShown *shown, GstClockTime stream_time)
{
  GstClockTime pts;
  int sign;

  switch (shown->time_source) {
    case GST_TELEMETRY_TIME_SOURCE_STREAM_TIME:
      return gst_telemetry_origin_place_at (&shown->origin, &shown->segment, stream_time);
    case GST_TELEMETRY_TIME_SOURCE_RUNNING_TIME:
      return running_time (&shown->segment, stream_time);
    case GST_TELEMETRY_TIME_SOURCE_PTS:
      sign = gst_segment_position_from_stream_time_full (&shown->segment, GST_FORMAT_TIME, stream_time, &pts);
      return signed_time (sign, pts);
    default:
      return TLM_TIME_NONE;
  }
}

/* Whether stream time says what a frame shows: with the other time sources only the frame itself does. */
static gboolean
goes_by_stream_time (const GstTelemetryShown *shown)
{
  return shown->presentation && shown->segment.format == GST_FORMAT_TIME &&
      (shown->time_source == GST_TELEMETRY_TIME_SOURCE_STREAM_TIME ||
      shown->time_source == GST_TELEMETRY_TIME_SOURCE_RUNNING_TIME ||
      shown->time_source == GST_TELEMETRY_TIME_SOURCE_PTS);
}

/* With the lock on the timeline held. */
static gint64
time_at (GstTelemetryOverlay *self, GstClockTime stream_time, TlmDuration offset_ns)
{
  const GstTelemetryShown *shown = &self->shown;
  TlmDuration running;
  gint64 zero;

  if (!goes_by_stream_time (shown) || stream_time > GST_TELEMETRY_LONGEST)
    return TLM_TIME_NONE;
  if (shown->by_place)
    return tlm_sync_apply_later (&shown->sync, place_at (shown, stream_time), offset_ns);
  running = running_time (&shown->segment, stream_time);
  if (running >= 0)
    return tlm_time_moved (gst_telemetry_queue_map (self->queue, (GstClockTime) running), offset_ns);
  zero = gst_telemetry_queue_map (self->queue, 0);
  return tlm_time_moved (tlm_time_moved (zero, running), offset_ns);
}

/* The stream time of a time that is VALUE in SEGMENT where that begins at START and grows by RATE a nanosecond
 * of its own. */
static TlmDuration
on_line (const GstSegment *segment, TlmDuration value, TlmDuration start, double rate)
{
  GstClockTime first;
  int sign = gst_segment_to_stream_time_full (segment, GST_FORMAT_TIME, segment->start, &first);
  double span = (double) (value - start) * rate;

  if (value == TLM_TIME_NONE || start == TLM_TIME_NONE || fabs (span) > (double) GST_TELEMETRY_LONGEST)
    return TLM_TIME_NONE;
  return tlm_time_moved (signed_time (sign, first), rate == 1 ? value - start : llround (span));
}

static TlmDuration
from_running_time (const GstSegment *segment, TlmDuration running)
{
  GstClockTime first;
  int sign = gst_segment_to_running_time_full (segment, GST_FORMAT_TIME, segment->start, &first);

  return on_line (segment, running, signed_time (sign, first), segment->rate * segment->applied_rate);
}

/* GstTelemetryStreamTimeFunc of an overlay. */
static TlmDuration
stream_time_of (gint64 time_ns, gconstpointer data)
{
  const GstTelemetryOverlay *self = data;
  const GstTelemetryShown *shown = &self->shown;
  TlmDuration place;
  gint64 zero;

  if (!goes_by_stream_time (shown))
    return TLM_TIME_NONE;
  if (!shown->by_place) {
    zero = gst_telemetry_queue_map (self->queue, 0);
    return from_running_time (&shown->segment,
        tlm_time_moved (tlm_time_between (zero, time_ns), -shown->time_offset_ns));
  }
  place = shown->film ? tlm_film_invert (shown->film, tlm_time_moved (time_ns, -shown->time_offset_ns)) :
      tlm_time_moved (tlm_sync_invert (&shown->sync, time_ns), -shown->time_offset_ns);
  if (shown->time_source == GST_TELEMETRY_TIME_SOURCE_STREAM_TIME)
    return gst_telemetry_origin_stream_time (&shown->origin, &shown->segment, place);
  if (shown->time_source == GST_TELEMETRY_TIME_SOURCE_RUNNING_TIME)
    return from_running_time (&shown->segment, place);
  return on_line (&shown->segment, place, (TlmDuration) shown->segment.start, shown->segment.applied_rate);
}

/* The time-offset of a stream time, which an edit may animate. */
static TlmDuration
offset_at (GstTelemetryOverlay *self, GstClockTime stream_time)
{
  GValue *animated = gst_object_get_value (GST_OBJECT (self), "time-offset", stream_time);
  gint64 offset;

  if (animated) {
    offset = g_value_get_int64 (animated);
    g_value_unset (animated);
    g_free (animated);
    return offset;
  }
  g_object_get (self, "time-offset", &offset, NULL);
  return offset;
}

static gboolean
answer_newest (GstTelemetryOverlay *self, GstQuery *query)
{
  g_autoptr (GstTelemetrySnapshot) newest = NULL;

  gst_telemetry_lock (&self->lock);
  newest = self->newest ? gst_telemetry_snapshot_ref (self->newest) : NULL;
  gst_telemetry_unlock (&self->lock);
  if (newest)
    gst_structure_set (gst_query_writable_structure (query), "snapshot", GST_TYPE_TELEMETRY_SNAPSHOT, newest, NULL);
  return newest != NULL;
}

static gboolean
answer_snapshot (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation, GstQuery *query)
{
  GstClockTime stream_time = gst_telemetry_query_stream_time (query);
  GstTelemetryFlightNotes *notes = NULL;
  TlmDuration offset;
  gint64 time_ns;

  if (!GST_CLOCK_TIME_IS_VALID (stream_time))
    return answer_newest (self, query);
  offset = offset_at (self, stream_time);
  gst_telemetry_queue_acquire (self->queue, GST_CLOCK_TIME_NONE);
  time_ns = self->shown.presentation == presentation ? time_at (self, stream_time, offset) : TLM_TIME_NONE;
  if (time_ns != TLM_TIME_NONE)
    notes = gst_telemetry_flight_note_snapshot (presentation, time_ns);
  gst_telemetry_queue_release (self->queue);
  if (notes)
    gst_telemetry_flight_notes_answer (notes, query);
  return notes != NULL;
}

static TlmDuration
no_stream_time (gint64 time_ns, gconstpointer data)
{
  return TLM_TIME_NONE;
}

static gboolean
answer_timeline (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation, GstQuery *query)
{
  GstTelemetryFlightNotes *notes;

  gst_telemetry_queue_acquire (self->queue, GST_CLOCK_TIME_NONE);
  notes = gst_telemetry_flight_note_timeline (presentation,
      self->shown.presentation == presentation ? stream_time_of : no_stream_time, self);
  gst_telemetry_queue_release (self->queue);
  gst_telemetry_flight_notes_answer (notes, query);
  return TRUE;
}

gboolean
gst_telemetry_overlay_answer (GstTelemetryOverlay *self, GstQuery *query)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;

  if (GST_QUERY_TYPE (query) != GST_QUERY_CUSTOM)
    return FALSE;
  presentation = gst_telemetry_overlay_ref_presentation (self);
  if (!presentation)
    return FALSE;
  if (gst_telemetry_query_asks (query, GST_TELEMETRY_QUERY_SNAPSHOT, GST_ELEMENT (self)))
    return answer_snapshot (self, presentation, query);
  if (gst_telemetry_query_asks (query, GST_TELEMETRY_QUERY_TIMELINE, GST_ELEMENT (self)))
    return answer_timeline (self, presentation, query);
  return FALSE;
}
