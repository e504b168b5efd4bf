/* SPDX-License-Identifier: LGPL-2.1-or-later */

/**
 * SECTION:element-telemetrysubtitle
 * @title: telemetrysubtitle
 *
 * Telemetry to timed text: subtitles that can be switched off and cost no
 * re-encoding. What comes out is what the other side asks for: plain text
 * (`text/x-raw,format=utf8`), Pango markup, or ASS with the places, type and
 * colours of the layout; `application/x-ass,format=file` is a whole .ass file.
 *
 * ## Example launch line
 * |[
 * gst-launch-1.0 matroskamux name=mux ! filesink location=out.mkv \
 *     filesrc location=launch.mp4 ! parsebin ! queue ! mux. \
 *     telemetrysrc mission=flight.mission duration=60000000000 ! \
 *     telemetrysubtitle name=text format=ass language=en language=ru \
 *     text. ! queue ! mux.  text. ! queue ! mux.
 * ]| Gives a film two tracks of text, English and Russian, and leaves its picture as it is.
 *
 * `footage` names the clip that the text goes with. Where the first picture comes later than
 * at 0 (MP4 without an edit list, transport streams) the text comes as much later to the muxer.
 *
 * Each language that is set makes one track more, and the telemetry is read once.
 *
 * Behind telemetrysrc cues are exact: each says what telemetryoverlay would burn
 * into the frame at its start, begins and ends with what it says, and neighbours
 * with the same words are one. Behind other sources of application/x-telemetry
 * only the past is known: each cue lasts one interval, and not being live those
 * with the same words are joined up to ten seconds.
 */

#include "elements/subtitle/gsttelemetrysubtitle.h"

#include <gst/telemetry/telemetry.h>

#include "elements/settings/properties.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/sample-witness.h"
#include "elements/subtitle/subtitle-private.h"
#include "elements/subtitle/subtitle-track.h"

GST_DEBUG_CATEGORY_STATIC (telemetrysubtitle_debug);
#define GST_CAT_DEFAULT telemetrysubtitle_debug

static GstStaticPadTemplate sink_template = GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK,
    GST_PAD_ALWAYS, GST_STATIC_CAPS (GST_TELEMETRY_MEDIA_TYPE));

G_DEFINE_FINAL_TYPE_WITH_CODE (GstTelemetrySubtitle, gst_telemetry_subtitle, GST_TYPE_ELEMENT,
    GST_DEBUG_CATEGORY_INIT (telemetrysubtitle_debug, "telemetrysubtitle", 0,
        "telemetry to timed text"))
GST_ELEMENT_REGISTER_DEFINE (telemetrysubtitle, "telemetrysubtitle", GST_RANK_NONE,
    GST_TYPE_TELEMETRY_SUBTITLE)

static void
gst_telemetry_subtitle_set_property (GObject *object, guint id, const GValue *value,
    GParamSpec *pspec)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (object);

  gst_telemetry_object_lock (self);
  gst_telemetry_settings_set (&self->stream.settings, id, value);
  gst_telemetry_object_unlock (self);
}

static void
gst_telemetry_subtitle_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (object);

  gst_telemetry_object_lock (self);
  gst_telemetry_settings_get (&self->stream.settings, id, value);
  gst_telemetry_object_unlock (self);
}

/* Where the stream ends, as stream time. */
static gint64
stream_end (GstTelemetrySubtitle *self)
{
  gint64 end = GST_TELEMETRY_LONGEST, duration;
  GstClockTime stop = self->stream.segment.stop;

  if (gst_pad_peer_query_duration (self->sinkpad, GST_FORMAT_TIME, &duration) && duration > 0)
    end = MIN (end, duration);
  if (GST_CLOCK_TIME_IS_VALID (stop)) {
    stop = gst_segment_to_stream_time (&self->stream.segment, GST_FORMAT_TIME, stop);
    if (GST_CLOCK_TIME_IS_VALID (stop))
      end = MIN (end, (gint64) MIN (stop, (GstClockTime) GST_TELEMETRY_LONGEST));
  }
  return end;
}

static void
look_at_upstream (GstTelemetrySubtitle *self)
{
  g_autoptr (GstQuery) latency = gst_query_new_latency ();

  self->stream.live = FALSE;
  if (gst_pad_peer_query (self->sinkpad, latency))
    gst_query_parse_latency (latency, &self->stream.live, NULL, NULL);
}

/* The position at the start of a segment. */
static gint64
first_position (GstTelemetrySubtitle *self, gint64 at_ns)
{
  GstClockTime start = gst_segment_to_stream_time (&self->stream.segment, GST_FORMAT_TIME,
      self->stream.segment.start);

  if (self->stream.segment.rate < 0)
    return self->stream.end_ns;
  if (gst_telemetry_subtitle_source_is_whole (self->stream.source) &&
      GST_CLOCK_TIME_IS_VALID (start))
    return (gint64) MIN (start, (GstClockTime) GST_TELEMETRY_LONGEST);
  return self->stream.live ? at_ns : 0;
}

static void
place (GstTelemetrySubtitle *self, gint64 at_ns)
{
  gint64 position;

  if (!gst_telemetry_subtitle_source_is_whole (self->stream.source) || !self->placed)
    self->stream.end_ns = stream_end (self);
  if (self->placed)
    return;
  self->placed = TRUE;
  look_at_upstream (self);
  position = first_position (self, at_ns);
  for (guint i = 0; i < self->tracks->len; i++)
    gst_telemetry_track_place (self->tracks->pdata[i], position);
}

/* A stretch of stream time that telemetry has passed. The stream goes on while
 * anybody takes a track; one that is given back does not end it. */
static GstFlowReturn
pass (GstTelemetrySubtitle *self, gint64 from_ns, gint64 end_ns)
{
  GstFlowReturn flow = GST_FLOW_OK;

  place (self, from_ns);
  for (guint i = 0; i < self->tracks->len && flow == GST_FLOW_OK; i++) {
    GstTelemetryTrack *track = self->tracks->pdata[i];
    GstPad *pad = gst_telemetry_track_get_pad (track);
    flow = gst_telemetry_track_pass (track, from_ns, end_ns);
    if (flow != GST_FLOW_OK && gst_telemetry_subtitle_is_leaving (self, pad))
      flow = GST_FLOW_OK;
    flow = gst_flow_combiner_update_pad_flow (self->flows, pad, flow);
  }
  self->passed_ns = self->stream.segment.rate < 0 ? from_ns : end_ns;
  return flow;
}

static gboolean
stream_time (const GstTelemetrySubtitle *self, GstClockTime pts, gint64 *time_ns)
{
  GstClockTime time;

  if (!GST_CLOCK_TIME_IS_VALID (pts) || self->stream.segment.format != GST_FORMAT_TIME)
    return FALSE;
  time = gst_segment_to_stream_time (&self->stream.segment, GST_FORMAT_TIME, pts);
  if (!GST_CLOCK_TIME_IS_VALID (time) || time > (GstClockTime) GST_TELEMETRY_LONGEST)
    return FALSE;
  *time_ns = (gint64) time;
  return TRUE;
}

static GstFlowReturn
gst_telemetry_subtitle_chain (GstPad *pad, GstObject *parent, GstBuffer *buffer)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (parent);
  g_autoptr (GstBuffer) owned = buffer;
  g_autoptr (GError) error = NULL;
  gint64 at, end;

  gst_telemetry_subtitle_settle_tracks (self);
  if (!stream_time (self, GST_BUFFER_PTS (owned), &at)) {
    GST_DEBUG_OBJECT (self, "a sample without a time in the stream is left out");
    return GST_FLOW_OK;
  }
  if (!gst_telemetry_subtitle_source_push (self->stream.source, owned, at, &error)) {
    GST_ELEMENT_ERROR (self, STREAM, DECODE, ("%s", error->message), (NULL));
    return GST_FLOW_ERROR;
  }
  end = at + (GST_BUFFER_DURATION_IS_VALID (owned) ? (gint64) GST_BUFFER_DURATION (owned) : 1);
  return pass (self, at, MIN (end, GST_TELEMETRY_LONGEST));
}

/* Events */

static void
forget_position (GstTelemetrySubtitle *self)
{
  self->placed = FALSE;
  gst_flow_combiner_reset (self->flows);
  for (guint i = 0; i < self->tracks->len; i++)
    gst_telemetry_track_jump (self->tracks->pdata[i]);
}

static void
forget_stream (GstTelemetrySubtitle *self)
{
  for (guint i = 0; i < self->tracks->len; i++)
    gst_telemetry_track_reset (self->tracks->pdata[i]);
  g_clear_pointer (&self->stream.source, gst_telemetry_subtitle_source_free);
  self->stream.source = gst_telemetry_subtitle_source_new ();
  gst_clear_event (&self->stream.stream_start);
  gst_segment_init (&self->stream.segment, GST_FORMAT_TIME);
  self->lead_ns = -1;
  forget_position (self);
}

/* To each track; TRUE when any takes it. */
static gboolean
forward (GstTelemetrySubtitle *self, GstEvent *event)
{
  gboolean taken = FALSE;

  for (guint i = 0; i < self->tracks->len; i++)
    taken |= gst_telemetry_track_forward (self->tracks->pdata[i], gst_event_ref (event));
  gst_event_unref (event);
  return taken;
}

static void
drain (GstTelemetrySubtitle *self)
{
  for (guint i = 0; i < self->tracks->len; i++)
    gst_telemetry_track_drain (self->tracks->pdata[i]);
}

static gboolean
take_gap (GstTelemetrySubtitle *self, GstEvent *event)
{
  GstClockTime start, duration;
  gint64 at, end;

  gst_event_parse_gap (event, &start, &duration);
  gst_event_unref (event);
  if (!stream_time (self, start, &at))
    return TRUE;
  if (GST_CLOCK_TIME_IS_VALID (duration))
    end = MIN (at + (gint64) MIN (duration, (GstClockTime) GST_TELEMETRY_LONGEST),
        GST_TELEMETRY_LONGEST);
  else
    end = at + 1;
  pass (self, at, end);
  return TRUE;
}

static gboolean
take_segment (GstTelemetrySubtitle *self, GstEvent *event)
{
  drain (self);
  gst_event_copy_segment (event, &self->stream.segment);
  forget_position (self);
  gst_telemetry_subtitle_meet_footage (self);
  return forward (self, event);
}

/* Goes out with the caps of each track. */
static gboolean
take_stream_start (GstTelemetrySubtitle *self, GstEvent *event)
{
  forget_stream (self);
  self->stream.stream_start = event;
  return TRUE;
}

static gboolean
take_flight (GstTelemetrySubtitle *self, GstEvent *event)
{
  if (!gst_telemetry_subtitle_source_take_event (self->stream.source, event))
    return forward (self, event);
  for (guint i = 0; i < self->tracks->len; i++)
    gst_telemetry_track_forget_writer (self->tracks->pdata[i]);
  gst_event_unref (event);
  return TRUE;
}

static void
finish (GstTelemetrySubtitle *self)
{
  for (guint i = 0; i < self->tracks->len; i++)
    gst_telemetry_track_negotiate (self->tracks->pdata[i]);
  drain (self);
}

static gboolean
gst_telemetry_subtitle_sink_event (GstPad *pad, GstObject *parent, GstEvent *event)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (parent);

  /* The tracks belong to the thread whose events come in order. */
  if (!GST_EVENT_IS_SERIALIZED (event))
    return gst_pad_event_default (pad, parent, event);
  gst_telemetry_subtitle_settle_tracks (self);
  switch (GST_EVENT_TYPE (event)) {
    case GST_EVENT_STREAM_START:
      return take_stream_start (self, event);
    case GST_EVENT_CAPS:
      gst_event_unref (event);
      return TRUE;
    case GST_EVENT_SEGMENT:
      return take_segment (self, event);
    case GST_EVENT_GAP:
      return take_gap (self, event);
    case GST_EVENT_CUSTOM_DOWNSTREAM_STICKY:
      return take_flight (self, event);
    case GST_EVENT_FLUSH_STOP:
      gst_segment_init (&self->stream.segment, GST_FORMAT_TIME);
      forget_position (self);
      break;
    case GST_EVENT_EOS:
      finish (self);
      break;
    default:
      break;
  }
  return forward (self, event);
}

static GstStateChangeReturn
gst_telemetry_subtitle_change_state (GstElement *element, GstStateChange transition)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (element);
  GstStateChangeReturn result;

  result = GST_ELEMENT_CLASS (gst_telemetry_subtitle_parent_class)->change_state (element, transition);
  if (transition == GST_STATE_CHANGE_PAUSED_TO_READY) {
    gst_telemetry_subtitle_settle_tracks (self);
    forget_stream (self);
  }
  return result;
}

static void
gst_telemetry_subtitle_finalize (GObject *object)
{
  GstTelemetrySubtitle *self = GST_TELEMETRY_SUBTITLE (object);

  g_ptr_array_unref (self->joining);
  g_ptr_array_unref (self->leaving);
  g_ptr_array_unref (self->tracks);
  gst_flow_combiner_free (self->flows);
  gst_telemetry_subtitle_source_free (self->stream.source);
  gst_clear_event (&self->stream.stream_start);
  gst_telemetry_settings_clear (&self->stream.settings);
  G_OBJECT_CLASS (gst_telemetry_subtitle_parent_class)->finalize (object);
}

static void
gst_telemetry_subtitle_init (GstTelemetrySubtitle *self)
{
  self->stream.element = GST_ELEMENT (self);
  gst_telemetry_settings_init (&self->stream.settings, GST_TELEMETRY_ELEMENT_SUBTITLE);
  self->joining = g_ptr_array_new_with_free_func (gst_object_unref);
  self->leaving = g_ptr_array_new_with_free_func (gst_object_unref);
  self->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) gst_telemetry_track_free);
  self->flows = gst_flow_combiner_new ();
  self->sinkpad = gst_pad_new_from_static_template (&sink_template, "sink");
  gst_pad_set_chain_function (self->sinkpad, gst_telemetry_subtitle_chain);
  gst_pad_set_event_function (self->sinkpad, gst_telemetry_subtitle_sink_event);
  gst_telemetry_witness_attach (GST_ELEMENT (self), self->sinkpad);
  gst_pad_set_query_function (self->sinkpad, gst_telemetry_witness_query);
  gst_element_add_pad (GST_ELEMENT (self), self->sinkpad);
  gst_telemetry_subtitle_add_first_pad (self);
  forget_stream (self);
}

static void
gst_telemetry_subtitle_class_init (GstTelemetrySubtitleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);

  object_class->finalize = gst_telemetry_subtitle_finalize;
  object_class->set_property = gst_telemetry_subtitle_set_property;
  object_class->get_property = gst_telemetry_subtitle_get_property;
  gst_telemetry_properties_install (object_class, GST_TELEMETRY_ELEMENT_SUBTITLE);

  element_class->change_state = gst_telemetry_subtitle_change_state;
  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_telemetry_subtitle_install_pads (element_class);
  gst_element_class_set_static_metadata (element_class, "Telemetry subtitles", "Codec/Encoder/Subtitle",
      "Writes spacecraft telemetry as timed text: plain, Pango markup or ASS",
      "The gst-telemetry developers");
}
