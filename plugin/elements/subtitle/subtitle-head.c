/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/subtitle/subtitle-head.h"

void
gst_telemetry_subtitle_head_init (GstTelemetrySubtitleHead *head, GstPad *pad, guint number)
{
  *head = (GstTelemetrySubtitleHead) { .pad = gst_object_ref (pad), .number = number };
  g_queue_init (&head->events);
}

void
gst_telemetry_subtitle_head_reset (GstTelemetrySubtitleHead *head)
{
  g_queue_clear_full (&head->events, (GDestroyNotify) gst_event_unref);
  head->started = head->negotiated = FALSE;
}

void
gst_telemetry_subtitle_head_clear (GstTelemetrySubtitleHead *head)
{
  gst_telemetry_subtitle_head_reset (head);
  gst_clear_object (&head->pad);
}

/* Tracks are told apart by their language (ISO 639) in menus of players. */
static GstEvent *
tags_event (GstTelemetrySubtitleHead *head, GstTelemetrySubtitleStream *stream)
{
  g_autofree char *language = NULL;

  gst_telemetry_subtitle_stream_language (stream, head->number, &language);
  if (!language)
    language = g_strdup ("en");
  g_strdelimit (language, "_-.@", '\0');
  return gst_event_new_tag (gst_tag_list_new (GST_TAG_TITLE, "Telemetry", GST_TAG_LANGUAGE_CODE,
          language, NULL));
}

/* Streams of one source have one group, and a name each. */
static GstEvent *
stream_start_event (GstTelemetrySubtitleHead *head, GstTelemetrySubtitleStream *stream)
{
  GstEvent *theirs = stream->stream_start, *event;
  g_autofree char *id = NULL;
  const char *their_id;
  GstStreamFlags flags = 0;
  guint group;

  if (!theirs) {
    id = gst_pad_create_stream_id (head->pad, stream->element, NULL);
    event = gst_event_new_stream_start (id);
  } else if (head->number == 0) {
    event = gst_event_copy (theirs);
    gst_event_parse_stream_flags (theirs, &flags);
  } else {
    gst_event_parse_stream_start (theirs, &their_id);
    gst_event_parse_stream_flags (theirs, &flags);
    id = g_strdup_printf ("%s/%u", their_id, head->number);
    event = gst_event_new_stream_start (id);
    if (gst_event_parse_group_id (theirs, &group))
      gst_event_set_group_id (event, group);
  }
  gst_event_set_stream_flags (event, flags | GST_STREAM_FLAG_SPARSE);
  return event;
}

static void
start (GstTelemetrySubtitleHead *head, GstTelemetrySubtitleStream *stream)
{
  if (!head->started)
    gst_pad_push_event (head->pad, stream_start_event (head, stream));
  head->started = TRUE;
}

/* A muxer writes its header as soon as the last track has caps: the language has
 * to be there before. A caps filter holds it back, so that it goes after the caps
 * once more. */
void
gst_telemetry_subtitle_head_send (GstTelemetrySubtitleHead *head,
    GstTelemetrySubtitleStream *stream, const GstTelemetryWriter *writer)
{
  g_autoptr (GstEvent) tags = NULL;
  g_autoptr (GstCaps) caps = NULL;
  GstEvent *event;

  if (head->negotiated)
    return;
  start (head, stream);
  tags = tags_event (head, stream);
  gst_pad_push_event (head->pad, gst_event_ref (tags));
  caps = gst_telemetry_writer_caps (writer);
  if (!gst_pad_push_event (head->pad, gst_event_new_caps (caps)) && gst_pad_is_linked (head->pad))
    GST_WARNING_OBJECT (head->pad, "%" GST_PTR_FORMAT " is not taken", caps);
  head->negotiated = TRUE;
  gst_pad_push_event (head->pad, gst_event_ref (tags));
  while ((event = g_queue_pop_head (&head->events)))
    gst_pad_push_event (head->pad, event);
}

gboolean
gst_telemetry_subtitle_head_forward (GstTelemetrySubtitleHead *head, GstEvent *event)
{
  if (head->negotiated || !GST_EVENT_IS_SERIALIZED (event) ||
      GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    return gst_pad_push_event (head->pad, event);
  g_queue_push_tail (&head->events, event);
  return TRUE;
}
