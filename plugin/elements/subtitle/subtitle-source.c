/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/subtitle/subtitle-source.h"

#include <string.h>

#include "core/decode/feed.h"
#include "core/decode/registry.h"
#include "core/timeline/timeline-live.h"
#include "elements/stream/flight-event.h"

struct _GstTelemetrySubtitleSource {
  GstTelemetryPresentation *presentation;    /* or NULL */
  TlmTimeline *timeline;
  TlmSyncResult sync;
  TlmFeed *feed;
};

GstTelemetrySubtitleSource *
gst_telemetry_subtitle_source_new (void)
{
  GstTelemetrySubtitleSource *source = g_new0 (GstTelemetrySubtitleSource, 1);

  source->timeline = tlm_timeline_new ();
  return source;
}

void
gst_telemetry_subtitle_source_free (GstTelemetrySubtitleSource *source)
{
  if (!source)
    return;
  gst_telemetry_presentation_unref (source->presentation);
  tlm_timeline_unref (source->timeline);
  tlm_feed_free (source->feed);
  g_free (source);
}

gboolean
gst_telemetry_subtitle_source_take_event (GstTelemetrySubtitleSource *source, GstEvent *event)
{
  GstTelemetryPresentation *presentation;

  if (!gst_telemetry_flight_event_parse (event, &presentation, &source->sync))
    return FALSE;
  gst_telemetry_presentation_unref (source->presentation);
  source->presentation = presentation;
  tlm_timeline_unref (source->timeline);
  source->timeline = tlm_timeline_ref (presentation->flight->timeline);
  return TRUE;
}

/* The first time that a log speaks of, of a sample or an event. */
static gboolean
first_time (const TlmLog *log, gint64 *time_ns)
{
  gint64 last;

  if (tlm_log_span (log, time_ns, &last))
    return TRUE;
  if (log->events->len == 0)
    return FALSE;
  *time_ns = ((const TlmEvent *) log->events->pdata[0])->time_ns;
  return TRUE;
}

static gboolean
extend (GstTelemetrySubtitleSource *source, TlmLog *log, gint64 stream_time_ns, GError **error)
{
  gint64 first;

  if (!source->sync.known && first_time (log, &first))
    source->sync = tlm_sync_shift (first - stream_time_ns);
  if (!tlm_timeline_extend (source->timeline, log, NULL, error))
    return FALSE;
  tlm_timeline_forget (source->timeline, &TLM_HISTORY_DEFAULT);
  return TRUE;
}

gboolean
gst_telemetry_subtitle_source_push (GstTelemetrySubtitleSource *source, GstBuffer *buffer,
    gint64 stream_time_ns, GError **error)
{
  g_autoptr (TlmLog) log = NULL;
  GstMapInfo map;
  gboolean pushed;

  if (source->presentation)
    return TRUE;
  if (!source->feed) {
    source->feed = tlm_feed_new (tlm_decoder_by_name ("jsonl"), "telemetry", NULL, error);
    if (!source->feed)
      return FALSE;
  }
  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return TRUE;
  pushed = tlm_feed_push (source->feed, map.data, map.size, error);
  /* A sample may come without its newline. */
  if (pushed && map.size > 0 && map.data[map.size - 1] != '\n')
    pushed = tlm_feed_push (source->feed, (const guint8 *) "\n", 1, error);
  gst_buffer_unmap (buffer, &map);
  if (!pushed)
    return FALSE;
  log = tlm_feed_take (source->feed);
  return !log || extend (source, log, stream_time_ns, error);
}

gboolean
gst_telemetry_subtitle_source_is_whole (const GstTelemetrySubtitleSource *source)
{
  return source->presentation != NULL;
}

TlmTimeline *
gst_telemetry_subtitle_source_timeline (GstTelemetrySubtitleSource *source)
{
  return source->timeline;
}

const TlmMission *
gst_telemetry_subtitle_source_mission (const GstTelemetrySubtitleSource *source)
{
  return source->presentation ? source->presentation->flight->mission : NULL;
}

const TlmProfile *
gst_telemetry_subtitle_source_profile (const GstTelemetrySubtitleSource *source)
{
  return source->presentation ? source->presentation->flight->profile : NULL;
}

TlmSyncResult
gst_telemetry_subtitle_source_sync (const GstTelemetrySubtitleSource *source)
{
  return source->sync;
}
