/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/overlay-private.h"
#include "elements/settings/chapters.h"

static void
push_tags (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation)
{
  g_autoptr (GstTagList) ours = gst_telemetry_presentation_tags (presentation);

  if (!ours)
    return;
  gst_pad_push_event (GST_BASE_TRANSFORM_SRC_PAD (self), gst_event_new_tag (
          gst_tag_list_merge (self->upstream_tags, ours, GST_TAG_MERGE_APPEND)));
}

static void
post_warnings (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation)
{
  const GPtrArray *warnings = presentation->flight->warnings;
  g_autofree char *problem = tlm_sync_explain (&self->painter->sync);
  gboolean streamed;

  /* What comes on a pad plays at the times of its buffers. */
  gst_telemetry_lock (&self->lock);
  streamed = self->telemetry_pad != NULL;
  gst_telemetry_unlock (&self->lock);

  for (guint i = 0; i < warnings->len; i++)
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", (const char *) warnings->pdata[i]), (NULL));
  if (self->painter->sync.guessed && !streamed)
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS,
        ("The telemetry is in UTC and nothing says when the footage was taken: its first sample is "
            "shown at the start. Set liftoff-at, or footage-start in the mission."), (NULL));
  if (problem && self->painter->sync.problem != TLM_SYNC_NO_TELEMETRY)
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS, ("No number is shown: %s.", problem), (NULL));
}

/* Chapters, unless the stream has its own or is live, where nobody knows them.
 * They must come before the first buffer: muxers write them into the header. */
static void
push_chapters (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation)
{
  GstPad *srcpad = GST_BASE_TRANSFORM_SRC_PAD (self);
  g_autoptr (GstEvent) theirs = gst_pad_get_sticky_event (srcpad, GST_EVENT_TOC, 0);
  g_autoptr (GstToc) toc = NULL;
  gint64 duration = -1;
  gboolean live;

  gst_telemetry_lock (&self->lock);
  live = self->live;
  gst_telemetry_unlock (&self->lock);
  if (theirs || live)
    return;
  if (!gst_pad_peer_query_duration (GST_BASE_TRANSFORM_SINK_PAD (self), GST_FORMAT_TIME, &duration))
    duration = -1;
  toc = gst_telemetry_chapters_new (presentation->flight->timeline, &self->painter->sync,
      duration < 0 ? GST_CLOCK_TIME_NONE : (GstClockTime) duration, presentation->flight->profile,
      presentation->style.language);
  if (toc)
    gst_pad_push_event (srcpad, gst_event_new_toc (toc, FALSE));
}

void
gst_telemetry_overlay_send_tags (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation)
{
  if (self->tagged == presentation)
    return;
  g_clear_pointer (&self->tagged, gst_telemetry_presentation_unref);
  self->tagged = gst_telemetry_presentation_ref (presentation);
  push_tags (self, presentation);
  push_chapters (self, presentation);
  post_warnings (self, presentation);
}

GstEvent *
gst_telemetry_overlay_merge_tags (GstTelemetryOverlay *self, GstEvent *event)
{
  g_autoptr (GstTelemetryPresentation) presentation = gst_telemetry_overlay_ref_presentation (self);
  g_autoptr (GstTagList) ours = presentation ? gst_telemetry_presentation_tags (presentation) :
      NULL;
  GstTagList *tags;

  gst_event_parse_tag (event, &tags);
  gst_clear_tag_list (&self->upstream_tags);
  self->upstream_tags = gst_tag_list_ref (tags);
  if (!ours)
    return event;
  tags = gst_tag_list_merge (self->upstream_tags, ours, GST_TAG_MERGE_APPEND);
  gst_event_unref (event);
  return gst_event_new_tag (tags);
}
