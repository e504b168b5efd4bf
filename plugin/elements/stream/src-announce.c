/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What telemetrysrc says before its first buffer. */
#include "elements/settings/chapters.h"
#include "elements/settings/meeting-message.h"
#include "elements/stream/flight-event.h"
#include "elements/stream/src-private.h"

void
gst_telemetry_src_post_warnings (GstTelemetrySrc *self)
{
  const GPtrArray *warnings = self->presentation->flight->warnings;

  for (guint i = 0; i < warnings->len; i++)
    GST_ELEMENT_WARNING (self, STREAM, DECODE, ("%s", (const char *) warnings->pdata[i]), (NULL));
  if (self->instants.sync.guessed) {
    g_autofree char *words = tlm_sync_explain_guess (&self->presentation->sync,
            &self->instants.sync, self->presentation->flight->timeline);
    GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS, ("%s", words), (NULL));
  }
  gst_telemetry_meeting_check (GST_ELEMENT (self), self->instants.timeline, &self->instants.sync,
      self->end_ns);
}

void
gst_telemetry_src_announce (GstTelemetrySrc *self)
{
  const GstTelemetryPresentation *presentation = self->presentation;
  const TlmSyncResult *sync = &self->instants.sync;
  GstPad *pad = GST_BASE_SRC_PAD (self);
  GstTagList *tags = gst_telemetry_presentation_tags (presentation);
  g_autoptr (GstToc) toc = gst_telemetry_chapters_new (presentation->flight->timeline, sync,
      (GstClockTime) self->end_ns, presentation->flight->profile, presentation->style.language);

  self->announced = TRUE;
  gst_pad_push_event (pad, gst_telemetry_flight_event_new (self->presentation, sync));
  if (tags)
    gst_pad_push_event (pad, gst_event_new_tag (tags));
  if (toc)
    gst_pad_push_event (pad, gst_event_new_toc (toc, FALSE));
  gst_telemetry_src_post_warnings (self);
}
