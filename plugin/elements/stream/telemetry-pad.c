/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/telemetry-pad.h"

#include "elements/stream/flight-event.h"
#include "elements/stream/move-event.h"
#include "elements/stream/sibling-streams.h"
#include "elements/stream/wire-format.h"

GstPadTemplate *
gst_telemetry_pad_template (void)
{
  g_autoptr (GstCaps) caps = gst_telemetry_wire_caps ();

  return gst_pad_template_new ("telemetry_sink", GST_PAD_SINK, GST_PAD_REQUEST, caps);
}

/* Where the pad's stream stands; belongs to its streaming thread. */
typedef struct {
  GstTelemetryQueue *queue;
  GstSegment segment;
  gboolean live, live_known; /* whether the video is */
  gboolean broken;           /* the rest is dropped */
  gboolean told;             /* a warning was given */
} PadState;

static GstClockTime
arrival_time (GstElement *element)
{
  g_autoptr (GstClock) clock = gst_element_get_clock (element);
  GstClockTime base = gst_element_get_base_time (element);

  return clock && GST_CLOCK_TIME_IS_VALID (base) ? gst_clock_get_time (clock) - base :
      GST_CLOCK_TIME_NONE;
}

static gboolean
is_live (PadState *state, GstElement *element)
{
  g_autoptr (GstPad) video = gst_element_get_static_pad (element, "sink");
  g_autoptr (GstQuery) query = gst_query_new_latency ();

  if (state->live_known)
    return state->live;
  if (gst_pad_peer_query (video, query)) {
    gst_query_parse_latency (query, &state->live, NULL, NULL);
    state->live_known = TRUE;
  }
  return state->live;
}

/* Running time of a buffer. One without a time (a source stamps the first one of a
 * stream of bytes with 0, which says nothing) plays when it comes, where the video is
 * live; from a file at the times of what is in it. */
static GstClockTime
running_time (PadState *state, GstElement *element, GstBuffer *buffer)
{
  GstClockTime pts = GST_BUFFER_PTS (buffer);

  if (GST_CLOCK_TIME_IS_VALID (pts) && state->segment.format == GST_FORMAT_TIME)
    return gst_segment_to_running_time (&state->segment, GST_FORMAT_TIME, pts);
  if (GST_CLOCK_TIME_IS_VALID (pts) && pts > 0)
    return pts;
  return is_live (state, element) ? arrival_time (element) : GST_CLOCK_TIME_NONE;
}

/* Whether the time of a buffer is by the same clock as those of the frames. */
static gboolean
is_of_video (PadState *state, GstPad *pad, GstElement *element, GstBuffer *buffer)
{
  g_autoptr (GstPad) video = gst_element_get_static_pad (element, "sink");

  return GST_BUFFER_PTS_IS_VALID (buffer) && state->segment.format == GST_FORMAT_TIME &&
      gst_telemetry_pads_are_siblings (pad, video);
}

/* Nothing follows: no frame waits for it. */
static void
give_up (PadState *state, GstElement *element, const GError *error)
{
  gst_telemetry_queue_end (state->queue, NULL);
  if (!state->told)
    GST_ELEMENT_WARNING (element, STREAM, DECODE, ("%s", error->message),
        ("the rest of this telemetry stream is ignored"));
  state->broken = state->told = TRUE;
}

static GstFlowReturn
chain (GstPad *pad, GstObject *parent, GstBuffer *buffer)
{
  PadState *state = gst_pad_get_element_private (pad);
  g_autoptr (GError) error = NULL;
  GstFlowReturn result = GST_FLOW_OK;

  gst_telemetry_queue_set_of_video (state->queue,
      is_of_video (state, pad, GST_ELEMENT (parent), buffer));
  if (!state->broken)
    result = gst_telemetry_queue_push (state->queue, buffer,
        running_time (state, GST_ELEMENT (parent), buffer), &error);
  gst_buffer_unref (buffer);
  if (error) {
    give_up (state, GST_ELEMENT (parent), error);
    return GST_FLOW_OK;
  }
  return result;
}

static void
take_gap (PadState *state, GstEvent *event)
{
  GstClockTime start, duration;

  gst_event_parse_gap (event, &start, &duration);
  if (GST_CLOCK_TIME_IS_VALID (duration))
    start += duration;
  if (state->segment.format == GST_FORMAT_TIME)
    gst_telemetry_queue_advance (state->queue,
        gst_segment_to_running_time (&state->segment, GST_FORMAT_TIME, start));
}

static gboolean
take_caps (PadState *state, GstElement *element, GstEvent *event)
{
  g_autoptr (GError) error = NULL;
  GstCaps *caps;

  gst_event_parse_caps (event, &caps);
  if (state->broken)
    gst_telemetry_queue_begin (state->queue);
  state->broken = state->told = FALSE;
  if (gst_telemetry_queue_set_caps (state->queue, caps, &error))
    return TRUE;
  /* Refused caps would be an error of whoever sends them, and stop the video. */
  give_up (state, element, error);
  return TRUE;
}

/* A document is read at its end: it may be of no use. */
static void
end (PadState *state, GstElement *element)
{
  g_autoptr (GError) error = NULL;

  if (!state->broken && !gst_telemetry_queue_end (state->queue, &error))
    give_up (state, element, error);
}

static void
take_flight (PadState *state, GstEvent *event)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;
  TlmSyncResult sync;

  if (gst_telemetry_flight_event_parse (event, &presentation, &sync))
    gst_telemetry_queue_set_announced (state->queue, presentation);
}

static gboolean
sink_event (GstPad *pad, GstObject *parent, GstEvent *event)
{
  PadState *state = gst_pad_get_element_private (pad);
  gboolean result = TRUE;
  TlmDuration moved_ns;

  switch (GST_EVENT_TYPE (event)) {
    case GST_EVENT_STREAM_START:
      gst_telemetry_queue_set_announced (state->queue, NULL);
      gst_telemetry_queue_begin (state->queue);
      break;
    case GST_EVENT_CUSTOM_DOWNSTREAM_STICKY:
      take_flight (state, event);
      break;
    case GST_EVENT_CUSTOM_DOWNSTREAM:
      if (gst_telemetry_move_event_parse (event, &moved_ns))
        gst_telemetry_queue_move (state->queue, moved_ns);
      break;
    case GST_EVENT_CAPS:
      result = take_caps (state, GST_ELEMENT (parent), event);
      break;
    case GST_EVENT_SEGMENT:
      gst_event_copy_segment (event, &state->segment);
      break;
    case GST_EVENT_GAP:
      take_gap (state, event);
      break;
    case GST_EVENT_EOS:
      end (state, GST_ELEMENT (parent));
      break;
    case GST_EVENT_FLUSH_START:
      gst_telemetry_queue_set_flushing (state->queue, TRUE);
      break;
    case GST_EVENT_FLUSH_STOP:
      gst_segment_init (&state->segment, GST_FORMAT_TIME);
      gst_telemetry_queue_set_flushing (state->queue, FALSE);
      state->broken = FALSE;
      break;
    default:
      break;
  }
  gst_event_unref (event);
  return result;
}

static gboolean
activate (GstPad *pad, GstObject *parent, GstPadMode mode, gboolean active)
{
  PadState *state = gst_pad_get_element_private (pad);

  if (mode != GST_PAD_MODE_PUSH)
    return FALSE;
  gst_telemetry_queue_set_flushing (state->queue, !active);
  gst_segment_init (&state->segment, GST_FORMAT_TIME);
  return TRUE;
}

GstPad *
gst_telemetry_pad_new (GstPadTemplate *templ, GstTelemetryQueue *queue)
{
  GstPad *pad = gst_pad_new_from_template (templ, "telemetry_sink");
  PadState *state = g_new0 (PadState, 1);

  state->queue = queue;
  gst_segment_init (&state->segment, GST_FORMAT_TIME);
  gst_pad_set_element_private (pad, state);
  g_object_set_data_full (G_OBJECT (pad), "telemetry-pad-state", state, g_free);
  gst_pad_set_chain_function (pad, chain);
  gst_pad_set_event_function (pad, sink_event);
  gst_pad_set_activatemode_function (pad, activate);
  return pad;
}
