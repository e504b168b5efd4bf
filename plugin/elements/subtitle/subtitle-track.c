/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/subtitle/subtitle-track.h"

#include <string.h>

/* A cue, and a silence, is at most this long. */
#define CUE_MAX (600 * TLM_SECOND)

/* How long cues with the same words are joined where the end is not known. */
#define HOLD_MAX (10 * TLM_SECOND)

struct _GstTelemetryTrack {
  GstTelemetrySubtitle *element;
  GstPad *pad;
  guint number;
  GQueue events;                   /* GstEvent *, that wait for the caps */
  GstTelemetryWriter *writer;
  guint n_channels, n_vehicles;    /* of the timeline when the writer was made */
  gint64 position_ns;              /* stream time that is done */
  gboolean started, negotiated, begun, discont;
  GstBuffer *held;                 /* or NULL: its words may go on */
};

GstTelemetryTrack *
gst_telemetry_track_new (GstTelemetrySubtitle *element, GstPad *pad, guint number)
{
  GstTelemetryTrack *track = g_new0 (GstTelemetryTrack, 1);

  track->element = element;
  track->pad = gst_object_ref (pad);
  track->number = number;
  track->discont = TRUE;
  g_queue_init (&track->events);
  return track;
}

void
gst_telemetry_track_free (GstTelemetryTrack *track)
{
  if (!track)
    return;
  gst_telemetry_track_reset (track);
  gst_object_unref (track->pad);
  g_free (track);
}

GstPad *
gst_telemetry_track_get_pad (const GstTelemetryTrack *track)
{
  return track->pad;
}

void
gst_telemetry_track_reset (GstTelemetryTrack *track)
{
  g_queue_clear_full (&track->events, (GDestroyNotify) gst_event_unref);
  gst_telemetry_track_forget_writer (track);
  track->started = track->negotiated = track->begun = FALSE;
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
  return gst_telemetry_subtitle_source_is_whole (track->element->source);
}

/* Whether the writer knows all there is to be known. */
static gboolean
is_writer_current (const GstTelemetryTrack *track)
{
  const TlmTimeline *timeline = gst_telemetry_subtitle_source_timeline (track->element->source);

  return track->writer && (is_whole (track) ||
      (track->n_channels == tlm_timeline_n_channels (timeline) &&
          track->n_vehicles == tlm_timeline_n_vehicles (timeline)));
}

/* The format that was set, or the first that downstream takes; -1: none. */
static int
choose_format (GstTelemetryTrack *track)
{
  int wanted = gst_telemetry_subtitle_wanted_format (track->element);
  g_autoptr (GstCaps) allowed = NULL;

  if (wanted >= 0)
    return wanted;
  allowed = gst_pad_get_allowed_caps (track->pad);
  if (!allowed)
    allowed = gst_pad_get_pad_template_caps (track->pad);
  if (gst_caps_is_empty (allowed))
    return -1;
  allowed = gst_caps_fixate (g_steal_pointer (&allowed));
  return (int) gst_telemetry_text_format_from_caps (allowed);
}

/* Tracks that nobody has set a language for have none of their own. */
static GstTelemetryWriter *
load_writer (GstTelemetryTrack *track, GstTelemetryTextFormat format, GError **error)
{
  g_autofree char *language = NULL;

  if (!gst_telemetry_subtitle_language (track->element, track->number, &language)) {
    g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_PAD, "%s is linked, and no language is set "
        "for it: set language once for each pad", GST_PAD_NAME (track->pad));
    return NULL;
  }
  return gst_telemetry_subtitle_load_writer (track->element, format, language, error);
}

static gboolean
ensure_writer (GstTelemetryTrack *track)
{
  const TlmTimeline *timeline = gst_telemetry_subtitle_source_timeline (track->element->source);
  g_autoptr (GError) error = NULL;
  int format;

  if (is_writer_current (track))
    return TRUE;
  format = choose_format (track);
  if (format < 0)
    return FALSE;
  gst_telemetry_track_forget_writer (track);
  track->writer = load_writer (track, (GstTelemetryTextFormat) format, &error);
  if (!track->writer) {
    GST_ELEMENT_ERROR (track->element, RESOURCE, SETTINGS, ("%s", error->message), (NULL));
    return FALSE;
  }
  track->n_channels = tlm_timeline_n_channels (timeline);
  track->n_vehicles = tlm_timeline_n_vehicles (timeline);
  return TRUE;
}

/* Tracks are told apart by their language (ISO 639) in menus of players. */
static GstEvent *
tags_event (GstTelemetryTrack *track)
{
  g_autofree char *language = NULL;

  gst_telemetry_subtitle_language (track->element, track->number, &language);
  if (!language)
    language = g_strdup ("en");
  g_strdelimit (language, "_-.@", '\0');
  return gst_event_new_tag (gst_tag_list_new (GST_TAG_TITLE, "Telemetry", GST_TAG_LANGUAGE_CODE,
          language, NULL));
}

/* Streams of one source have one group, and a name each. */
static GstEvent *
stream_start_event (GstTelemetryTrack *track)
{
  GstEvent *theirs = track->element->stream_start, *event;
  g_autofree char *id = NULL;
  const char *their_id;
  GstStreamFlags flags = 0;
  guint group;

  if (!theirs) {
    id = gst_pad_create_stream_id (track->pad, GST_ELEMENT (track->element), NULL);
    event = gst_event_new_stream_start (id);
  } else if (track->number == 0) {
    event = gst_event_copy (theirs);
    gst_event_parse_stream_flags (theirs, &flags);
  } else {
    gst_event_parse_stream_start (theirs, &their_id);
    gst_event_parse_stream_flags (theirs, &flags);
    id = g_strdup_printf ("%s/%u", their_id, track->number);
    event = gst_event_new_stream_start (id);
    if (gst_event_parse_group_id (theirs, &group))
      gst_event_set_group_id (event, group);
  }
  gst_event_set_stream_flags (event, flags | GST_STREAM_FLAG_SPARSE);
  return event;
}

static void
start (GstTelemetryTrack *track)
{
  if (!track->started)
    gst_pad_push_event (track->pad, stream_start_event (track));
  track->started = TRUE;
}

/* A muxer writes its header as soon as the last track has caps: the language has
 * to be there before. A caps filter holds it back, so that it goes after the caps
 * once more. */
gboolean
gst_telemetry_track_negotiate (GstTelemetryTrack *track)
{
  g_autoptr (GstEvent) tags = NULL;
  g_autoptr (GstCaps) caps = NULL;
  GstEvent *event;

  if (!ensure_writer (track))
    return FALSE;
  if (track->negotiated)
    return TRUE;
  start (track);
  tags = tags_event (track);
  gst_pad_push_event (track->pad, gst_event_ref (tags));
  caps = gst_telemetry_writer_caps (track->writer);
  if (!gst_pad_push_event (track->pad, gst_event_new_caps (caps)) &&
      gst_pad_is_linked (track->pad))
    GST_WARNING_OBJECT (track->pad, "%" GST_PTR_FORMAT " is not taken", caps);
  track->negotiated = TRUE;
  gst_pad_push_event (track->pad, gst_event_ref (tags));
  while ((event = g_queue_pop_head (&track->events)))
    gst_pad_push_event (track->pad, event);
  return TRUE;
}

gboolean
gst_telemetry_track_forward (GstTelemetryTrack *track, GstEvent *event)
{
  if (track->negotiated || !GST_EVENT_IS_SERIALIZED (event) ||
      GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    return gst_pad_push_event (track->pad, event);
  g_queue_push_tail (&track->events, event);
  return TRUE;
}

/* Pushing: the times of buffers are stream time until here. */

static GstFlowReturn
push_buffer (GstTelemetryTrack *track, GstBuffer *buffer)
{
  if (GST_BUFFER_PTS_IS_VALID (buffer))
    GST_BUFFER_PTS (buffer) = gst_segment_position_from_stream_time (&track->element->segment,
        GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));
  GST_BUFFER_DTS (buffer) = GST_BUFFER_PTS (buffer);
  if (track->discont)
    GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_DISCONT);
  track->discont = FALSE;
  track->begun = TRUE;
  return gst_pad_push (track->pad, buffer);
}

static GstFlowReturn
push_gap (GstTelemetryTrack *track, gint64 from_ns, gint64 end_ns)
{
  GstClockTime start = gst_segment_position_from_stream_time (&track->element->segment, GST_FORMAT_TIME,
      (GstClockTime) from_ns);

  gst_pad_push_event (track->pad, gst_event_new_gap (start, (GstClockTime) (end_ns - from_ns)));
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
  return !track->element->live && !is_whole (track) &&
      track->element->segment.rate > 0;
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
  GstBuffer *blank = track->begun ? NULL : gst_telemetry_writer_blank (track->writer, from_ns, end_ns);
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
    guint at = track->element->segment.rate < 0 ? out->len - 1 - i : i;
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
    return GST_PAD_IS_FLUSHING (track->pad) ? GST_FLOW_FLUSHING : GST_FLOW_NOT_NEGOTIATED;
  if (track->element->segment.rate < 0)
    return retreat (track, from_ns, end_ns);
  /* What comes after a sample is not known yet, unless all is. */
  return advance (track, is_whole (track) ? end_ns : from_ns + 1, track->element->end_ns);
}
