/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>

#include "core/base/location.h"
#include "elements/overlay/overlay-private.h"
#include "elements/settings/chapters.h"
#include "elements/settings/properties.h"
#include "render/draw/glyphs.h"

static void
push_tags (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation)
{
  g_autoptr (GstTagList) ours = gst_telemetry_presentation_tags (presentation);

  if (!ours)
    return;
  gst_pad_push_event (GST_BASE_TRANSFORM_SRC_PAD (self), gst_event_new_tag (
          gst_tag_list_merge (self->upstream_tags, ours, GST_TAG_MERGE_APPEND)));
}

void
gst_telemetry_overlay_warn_of_fonts (GstTelemetryOverlay *self,
    const GstTelemetryPresentation *presentation)
{
  if (self->told & GST_TELEMETRY_TOLD_FONTS)
    return;
  g_autofree char *letters = tlr_glyphs_explain_missing (presentation->style.language);
  g_auto (GStrv) families = tlr_layout_missing_fonts (presentation->layout);
  if (letters)
    GST_ELEMENT_WARNING (self, RESOURCE, NOT_FOUND, ("%s", letters), (NULL));
  for (char **words = families; *words; words++)
    GST_ELEMENT_WARNING (self, RESOURCE, NOT_FOUND, ("%s", *words), (NULL));
  if (letters || *families)
    self->told |= GST_TELEMETRY_TOLD_FONTS;
}

static void
post_warnings (GstTelemetryOverlay *self, GstTelemetryPresentation *presentation)
{
  const GPtrArray *warnings = presentation->flight->warnings;

  for (guint i = 0; i < warnings->len; i++)
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", (const char *) warnings->pdata[i]), (NULL));
  for (guint i = 0; i < presentation->doubts->len; i++)
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS, ("%s", (const char *) presentation->doubts->pdata[i]), (NULL));
  gst_telemetry_overlay_warn_of_nothing (self, presentation);
  gst_telemetry_overlay_warn_of_fonts (self, presentation);
  gst_telemetry_overlay_warn_of_orientation (self);
}

/* The file that the telemetry is read from, if it is only one; NULL else. */
static const char *
only_location (const GstTelemetryPresentation *presentation)
{
  const GPtrArray *sources = presentation->flight->mission->sources;

  if (presentation->settings.location)
    return presentation->settings.location;
  return sources->len == 1 ? ((const TlmMissionSource *) sources->pdata[0])->location : NULL;
}

/* Whether the video comes from the file that the telemetry is in: nothing is guessed then. */
static gboolean
is_own_film (GstTelemetryOverlay *self, const GstTelemetryPresentation *presentation)
{
  const char *location = only_location (presentation);
  g_autoptr (GstQuery) query = gst_query_new_uri ();
  g_autoptr (GFile) telemetry = NULL, footage = NULL;
  g_autofree char *uri = NULL;

  if (!location || !gst_pad_peer_query (GST_BASE_TRANSFORM_SINK_PAD (self), query))
    return FALSE;
  gst_query_parse_uri (query, &uri);
  telemetry = tlm_location_file (location);
  footage = uri ? g_file_new_for_uri (uri) : NULL;
  return footage && g_file_equal (telemetry, footage);
}

void
gst_telemetry_overlay_warn_of_sync (GstTelemetryOverlay *self)
{
  const TlmSyncResult *sync = &self->painter->sync;
  const TlmSync *said = &self->painter->said;
  g_autofree char *problem = tlm_sync_explain (sync);
  g_autofree char *words = NULL;
  g_autoptr (GError) warning = NULL;

  /* What comes on a pad plays at the times of its buffers where nobody says otherwise. */
  if (sync->by_film && is_own_film (self, self->painter->presentation))
    return;
  if (sync->guessed && (!self->streamed || tlm_sync_is_set (said)))
    words = tlm_sync_explain_guess (said, sync, self->painter->presentation->flight->timeline);
  else if (problem && sync->problem != TLM_SYNC_NO_TELEMETRY)
    words = g_strdup_printf ("No number is shown: %s.", problem);
  if (self->painter->conform)
    words = tlm_conform_explain (self->painter->conform);
  if (!words)
    return;
  warning = g_error_new_literal (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_SETTINGS, words);
  gst_telemetry_announcer_add (self->announcer,
      gst_message_new_warning (GST_OBJECT (self), warning, NULL));
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
