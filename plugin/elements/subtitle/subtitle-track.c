/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/subtitle/subtitle-track.h"

#include <string.h>

/* A cue, and a silence, is at most this long. */
#define CUE_MAX (600 * TLM_SECOND)

/* How long cues with the same words are joined where the end is not known. */
#define HOLD_MAX (10 * TLM_SECOND)

struct _GstTelemetryTrack {
  GstTelemetrySubtitleStream *stream;
  GstTelemetrySubtitleHead head;
  GstTelemetryWriter *writer;
  guint n_channels, n_vehicles;    /* of the timeline when the writer was made */
  gint64 position_ns;              /* stream time that is done */
  gboolean begun, discont;
  GstBuffer *held;                 /* or NULL: its words may go on */
};

GstTelemetryTrack *
gst_telemetry_track_new (GstTelemetrySubtitleStream *stream, GstPad *pad, guint number)
{
  GstTelemetryTrack *track = g_new0 (GstTelemetryTrack, 1);

  track->stream = stream;
  gst_telemetry_subtitle_head_init (&track->head, pad, number);
  track->discont = TRUE;
  return track;
}

void
gst_telemetry_track_free (GstTelemetryTrack *track)
{
  if (!track)
    return;
  gst_telemetry_track_reset (track);
  gst_telemetry_subtitle_head_clear (&track->head);
  g_free (track);
}

GstPad *
gst_telemetry_track_get_pad (const GstTelemetryTrack *track)
{
  return track->head.pad;
}

void
gst_telemetry_track_reset (GstTelemetryTrack *track)
{
  gst_telemetry_subtitle_head_reset (&track->head);
  gst_telemetry_track_forget_writer (track);
  track->begun = FALSE;
  gst_telemetry_track_jump (track);
}

void
gst_telemetry_track_forget_writer (GstTelemetryTrack *track)
{
  g_clear_pointer (&track->writer, gst_telemetry_writer_free);
}

void
gst_telemetry_track_jump (GstTelemetryTrack *track)
{
  track->discont = TRUE;
  gst_clear_buffer (&track->held);
}

void
gst_telemetry_track_place (GstTelemetryTrack *track, gint64 position_ns)
{
  track->position_ns = position_ns;
}

static gboolean
is_whole (const GstTelemetryTrack *track)
{
  return gst_telemetry_subtitle_source_is_whole (track->stream->source);
}

/* Whether the writer knows all there is to be known. */
static gboolean
is_writer_current (const GstTelemetryTrack *track)
{
  const TlmTimeline *timeline = gst_telemetry_subtitle_source_timeline (track->stream->source);

  return track->writer && (is_whole (track) ||
      (track->n_channels == tlm_timeline_n_channels (timeline) &&
          track->n_vehicles == tlm_timeline_n_vehicles (timeline)));
}

/* The format that was set, or the first that downstream takes; ANY: none. */
static GstTelemetryTextFormat
choose_format (GstTelemetryTrack *track)
{
  GstTelemetryTextFormat wanted = gst_telemetry_subtitle_stream_format (track->stream);
  g_autoptr (GstCaps) allowed = NULL;

  if (wanted != GST_TELEMETRY_TEXT_ANY)
    return wanted;
  allowed = gst_pad_get_allowed_caps (track->head.pad);
  if (!allowed)
    allowed = gst_pad_get_pad_template_caps (track->head.pad);
  if (gst_caps_is_empty (allowed))
    return GST_TELEMETRY_TEXT_ANY;
  allowed = gst_caps_fixate (g_steal_pointer (&allowed));
  return gst_telemetry_text_format_from_caps (allowed);
}

/* Tracks that nobody has set a language for have none of their own. */
static GstTelemetryWriter *
load_writer (GstTelemetryTrack *track, GstTelemetryTextFormat format, GError **error)
{
  g_autofree char *language = NULL;

  if (!gst_telemetry_subtitle_stream_language (track->stream, track->head.number, &language)) {
    g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_PAD, "%s is linked, and no language is set "
        "for it: set language once for each pad", GST_PAD_NAME (track->head.pad));
    return NULL;
  }
  return gst_telemetry_subtitle_stream_load_writer (track->stream, format, language, error);
}

static gboolean
ensure_writer (GstTelemetryTrack *track)
{
  const TlmTimeline *timeline = gst_telemetry_subtitle_source_timeline (track->stream->source);
  g_autoptr (GError) error = NULL;
  GstTelemetryTextFormat format;

  if (is_writer_current (track))
    return TRUE;
  format = choose_format (track);
  if (format == GST_TELEMETRY_TEXT_ANY)
    return FALSE;
  gst_telemetry_track_forget_writer (track);
  track->writer = load_writer (track, format, &error);
  if (!track->writer) {
    GST_ELEMENT_ERROR (track->stream->element, RESOURCE, SETTINGS, ("%s", error->message), (NULL));
    return FALSE;
  }
  track->n_channels = tlm_timeline_n_channels (timeline);
  track->n_vehicles = tlm_timeline_n_vehicles (timeline);
  return TRUE;
}

gboolean
gst_telemetry_track_negotiate (GstTelemetryTrack *track)
{
  if (!ensure_writer (track))
    return FALSE;
  gst_telemetry_subtitle_head_send (&track->head, track->stream, track->writer);
  return TRUE;
}

gboolean
gst_telemetry_track_forward (GstTelemetryTrack *track, GstEvent *event)
{
  return gst_telemetry_subtitle_head_forward (&track->head, event);
}

/* Pushing: the times of buffers are stream time until here. */

static GstFlowReturn
push_buffer (GstTelemetryTrack *track, GstBuffer *buffer)
{
  if (GST_BUFFER_PTS_IS_VALID (buffer))
    GST_BUFFER_PTS (buffer) = gst_segment_position_from_stream_time (&track->stream->segment,
        GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));
  GST_BUFFER_DTS (buffer) = GST_BUFFER_PTS (buffer);
  if (track->discont)
    GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_DISCONT);
  track->discont = FALSE;
  track->begun = TRUE;
  return gst_pad_push (track->head.pad, buffer);
}

static GstFlowReturn
push_gap (GstTelemetryTrack *track, gint64 from_ns, gint64 end_ns)
{
  GstClockTime start = gst_segment_position_from_stream_time (&track->stream->segment,
      GST_FORMAT_TIME, (GstClockTime) from_ns);

  gst_pad_push_event (track->head.pad,
      gst_event_new_gap (start, (GstClockTime) (end_ns - from_ns)));
  return GST_FLOW_OK;
}

GstFlowReturn
gst_telemetry_track_drain (GstTelemetryTrack *track)
{
  return track->held ? push_buffer (track, g_steal_pointer (&track->held)) : GST_FLOW_OK;
}

static gboolean
same_words (GstBuffer *a, GstBuffer *b)
{
  GstMapInfo map;
  gboolean same;

  if (gst_buffer_get_size (a) != gst_buffer_get_size (b) ||
      GST_BUFFER_PTS (a) + GST_BUFFER_DURATION (a) != GST_BUFFER_PTS (b) ||
      GST_BUFFER_DURATION (a) + GST_BUFFER_DURATION (b) > HOLD_MAX)
    return FALSE;
  if (!gst_buffer_map (a, &map, GST_MAP_READ))
    return FALSE;
  same = gst_buffer_memcmp (b, 0, map.data, map.size) == 0;
  gst_buffer_unmap (a, &map);
  return same;
}

/* Joins cues whose ends were not known when they began. */
static GstFlowReturn
hold_buffer (GstTelemetryTrack *track, GstBuffer *buffer)
{
  GstFlowReturn flow;

  if (track->held && same_words (track->held, buffer)) {
    GST_BUFFER_DURATION (track->held) += GST_BUFFER_DURATION (buffer);
    gst_buffer_unref (buffer);
    return GST_FLOW_OK;
  }
  flow = gst_telemetry_track_drain (track);
  track->held = buffer;
  return flow;
}

static gboolean
joins (const GstTelemetryTrack *track)
{
  return !track->stream->live && !is_whole (track) &&
      track->stream->segment.rate > 0;
}

static GstFlowReturn
push_header (GstTelemetryTrack *track, gint64 at_ns)
{
  GstBuffer *header = gst_telemetry_writer_header (track->writer);

  if (!header)
    return GST_FLOW_OK;
  GST_BUFFER_PTS (header) = (GstClockTime) at_ns;
  GST_BUFFER_DURATION (header) = 0;
  GST_BUFFER_FLAG_SET (header, GST_BUFFER_FLAG_HEADER);
  return push_buffer (track, header);
}

/* A stream that begins with nothing to say begins with a blank cue, since some
 * muxers and players take the first cue for the start of the track. */
static GstFlowReturn
push_nothing (GstTelemetryTrack *track, gint64 from_ns, gint64 end_ns)
{
  GstBuffer *blank = track->begun ? NULL :
      gst_telemetry_writer_blank (track->writer, from_ns, end_ns);
  GstFlowReturn flow = gst_telemetry_track_drain (track);

  if (flow != GST_FLOW_OK) {
    gst_clear_buffer (&blank);
    return flow;
  }
  return blank ? push_buffer (track, blank) : push_gap (track, from_ns, end_ns);
}

/* Pushes what a step wrote, the last first when playing backwards. */
static GstFlowReturn
push_all (GstTelemetryTrack *track, GPtrArray *out)
{
  GstFlowReturn flow = GST_FLOW_OK;

  for (guint i = 0; i < out->len && flow == GST_FLOW_OK; i++) {
    guint at = track->stream->segment.rate < 0 ? out->len - 1 - i : i;
    GstBuffer *buffer = g_steal_pointer (&out->pdata[at]);
    flow = joins (track) ? hold_buffer (track, buffer) : push_buffer (track, buffer);
  }
  return flow;
}

static void
unref_buffer (gpointer buffer)
{
  if (buffer)
    gst_buffer_unref (buffer);
}

static GPtrArray *
new_out (void)
{
  return g_ptr_array_new_with_free_func (unref_buffer);
}

/* Forwards: writes from the position on until COVERED is passed; a cue may reach
 * beyond it, to LIMIT. */
static GstFlowReturn
advance (GstTelemetryTrack *track, gint64 covered_ns, gint64 limit_ns)
{
  GstFlowReturn flow = GST_FLOW_OK;

  if (!track->begun)
    flow = push_header (track, track->position_ns);
  while (flow == GST_FLOW_OK && track->position_ns < covered_ns && track->position_ns < limit_ns) {
    g_autoptr (GPtrArray) out = new_out ();
    gint64 from = track->position_ns, end = MIN (limit_ns, from + CUE_MAX);

    if (!is_whole (track))
      end = MIN (end, gst_telemetry_writer_next_time (track->writer, from));
    track->position_ns = gst_telemetry_writer_write (track->writer, from, end, out);
    flow = out->len ? push_all (track, out) : push_nothing (track, from, track->position_ns);
  }
  return flow;
}

/* Backwards: the cues of one stretch, the last first. */
static GstFlowReturn
retreat (GstTelemetryTrack *track, gint64 from_ns, gint64 end_ns)
{
  g_autoptr (GPtrArray) out = new_out ();
  gint64 at = from_ns;

  end_ns = MIN (end_ns, track->position_ns);
  if (at >= end_ns)
    return GST_FLOW_OK;
  track->position_ns = from_ns;
  while (at < end_ns)
    at = gst_telemetry_writer_write (track->writer, at, end_ns, out);
  return out->len ? push_all (track, out) : push_gap (track, from_ns, end_ns);
}

GstFlowReturn
gst_telemetry_track_pass (GstTelemetryTrack *track, gint64 from_ns, gint64 end_ns)
{
  if (!gst_telemetry_track_negotiate (track))
    return GST_PAD_IS_FLUSHING (track->head.pad) ? GST_FLOW_FLUSHING : GST_FLOW_NOT_NEGOTIATED;
  if (track->stream->segment.rate < 0)
    return retreat (track, from_ns, end_ns);
  /* What comes after a sample is not known yet, unless all is. */
  return advance (track, is_whole (track) ? end_ns : from_ns + 1, track->stream->end_ns);
}
