/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/subtitle/subtitle-stream.h"

#include <string.h>

#include "core/base/limits.h"
#include "elements/settings/presentation.h"
#include "elements/settings/properties.h"
#include "elements/settings/ranked-lock.h"
#include "host/wishes.h"
#include "render/widgets/layout-load.h"

/* The name of no layout. */
#define PLAIN "none"

gboolean
gst_telemetry_subtitle_stream_language (GstTelemetrySubtitleStream *stream, guint number,
    char **language)
{
  g_auto (GStrv) languages = NULL;
  guint n;

  gst_telemetry_object_lock (stream->element);
  languages = g_strsplit (stream->settings.languages ? stream->settings.languages : "", ",", -1);
  gst_telemetry_object_unlock (stream->element);
  n = g_strv_length (languages);
  *language = number < n ? g_strdup (languages[number]) : NULL;
  return number < MAX (n, 1);
}

GstTelemetryTextFormat
gst_telemetry_subtitle_stream_format (GstTelemetrySubtitleStream *stream)
{
  GstTelemetryTextFormat format;

  gst_telemetry_object_lock (stream->element);
  format = stream->settings.text_format;
  gst_telemetry_object_unlock (stream->element);
  return format;
}

/* How stream time relates to the telemetry: as upstream says, unless marks do. */
static gboolean
find_sync (GstTelemetrySubtitleStream *stream, const char *marks, TlrCueSpec *spec, GError **error)
{
  g_autofree char *problem = NULL;
  TlmSync sync = TLM_SYNC_NONE;

  spec->sync = gst_telemetry_subtitle_source_sync (stream->source);
  if (!marks)
    return TRUE;
  if (!tlm_sync_read (&sync, &(TlmSyncText) { .marks = marks }, error))
    return FALSE;
  spec->sync = tlm_sync_resolve (&sync, spec->timeline, spec->fps_n, spec->fps_d);
  problem = tlm_sync_explain (&spec->sync);
  if (problem && spec->sync.problem != TLM_SYNC_NO_TELEMETRY)
    g_set_error (error, GST_LIBRARY_ERROR, GST_LIBRARY_ERROR_SETTINGS, "marks: %s", problem);
  return !problem || spec->sync.problem == TLM_SYNC_NO_TELEMETRY;
}

static GstTelemetryWriter *
writer_new (GstTelemetrySubtitleStream *stream, const GstTelemetrySettings *settings,
    GstTelemetryTextFormat format, const char *language, GError **error)
{
  const char *name = tlh_layout_name (settings->layout, gst_telemetry_subtitle_source_mission (stream->source));
  gboolean plain = strcmp (name, PLAIN) == 0;
  g_autoptr (TlrLayout) layout = NULL;
  TlrCueSpec spec = {
    .timeline = gst_telemetry_subtitle_source_timeline (stream->source),
    .mission = gst_telemetry_subtitle_source_mission (stream->source),
    .style = {
      .units = settings->units,
      .language = language,
      .profile = gst_telemetry_subtitle_source_profile (stream->source),
    },
    .text = settings->lines,
    .interval_ns = settings->interval_ns,
    .fps_n = settings->frame_rate.n,
    .fps_d = settings->frame_rate.d,
    .width = settings->width,
    .height = settings->height,
    .par_n = settings->pixel_aspect.n,
    .par_d = settings->pixel_aspect.d,
    .bottom = settings->position == GST_TELEMETRY_SUBTITLE_POSITION_BOTTOM,
  };

  if (!tlm_limits_set (settings->limits, error) || !find_sync (stream, settings->marks, &spec, error))
    return NULL;
  spec.layout = layout = tlr_layout_load (plain ? "webcast" : name, error);
  return layout ? gst_telemetry_writer_new (format, &spec, plain, error) : NULL;
}

GstTelemetryWriter *
gst_telemetry_subtitle_stream_load_writer (GstTelemetrySubtitleStream *stream,
    GstTelemetryTextFormat format, const char *language, GError **error)
{
  GstTelemetrySettings settings;
  GstTelemetryWriter *writer;

  gst_telemetry_object_lock (stream->element);
  gst_telemetry_settings_copy (&settings, &stream->settings);
  gst_telemetry_object_unlock (stream->element);
  writer = writer_new (stream, &settings, format, language, error);
  gst_telemetry_settings_clear (&settings);
  return writer;
}
