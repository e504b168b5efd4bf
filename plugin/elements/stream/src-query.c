/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What telemetrysrc answers, in any thread. */
#include "elements/settings/flight-answer.h"
#include "elements/settings/ranked-lock.h"
#include "elements/stream/src-private.h"

static gboolean
answer_duration (GstQuery *query, gint64 end_ns)
{
  GstFormat format;

  gst_query_parse_duration (query, &format, NULL);
  if (format == GST_FORMAT_TIME)
    gst_query_set_duration (query, format, end_ns);
  return format == GST_FORMAT_TIME;
}

gboolean
gst_telemetry_src_answer (GstTelemetrySrc *self, GstQuery *query)
{
  g_autoptr (GstTelemetryPresentation) presentation = NULL;
  TlmSyncResult sync = { .known = FALSE };
  gint64 end_ns = 0;

  if (GST_QUERY_TYPE (query) != GST_QUERY_DURATION && GST_QUERY_TYPE (query) != GST_QUERY_CUSTOM)
    return FALSE;
  gst_telemetry_object_lock (self);
  if (self->answering) {
    presentation = gst_telemetry_presentation_ref (self->presentation);
    sync = self->instants.sync;
    end_ns = self->end_ns;
  }
  gst_telemetry_object_unlock (self);
  if (!presentation)
    return FALSE;
  if (GST_QUERY_TYPE (query) == GST_QUERY_DURATION)
    return answer_duration (query, end_ns);
  return gst_telemetry_flight_answer (presentation, &sync, GST_ELEMENT (self), query);
}
