/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "elements/settings/settings.h"
#include "elements/subtitle/subtitle-source.h"
#include "elements/subtitle/subtitle-writer.h"

G_BEGIN_DECLS

/* What the tracks of one element have in common: the stream that they are written from,
 * and the settings. Of the streaming thread but for the settings, which the element's
 * object lock guards. */
typedef struct {
  GstElement *element;             /* which this is part of: errors are its own */
  GstTelemetrySettings settings;
  GstSegment segment;
  GstEvent *stream_start;          /* or NULL */
  GstTelemetrySubtitleSource *source;
  gboolean live;
  gint64 end_ns;                   /* of the stream, stream time */
} GstTelemetrySubtitleStream;

/* The language of the track of that NUMBER as a person wrote it, or NULL for the
 * first when none was set; FALSE when there are not as many. To be freed. Any thread. */
gboolean gst_telemetry_subtitle_stream_language (GstTelemetrySubtitleStream *stream,
    guint number, char **language);

/* The format that was set. Any thread. */
GstTelemetryTextFormat gst_telemetry_subtitle_stream_format (GstTelemetrySubtitleStream *stream);

/* A writer for what is known by now, in LANGUAGE (NULL: English). To be freed. NULL with
 * an error that names what is wrong with layout, template or marks. */
GstTelemetryWriter *gst_telemetry_subtitle_stream_load_writer (GstTelemetrySubtitleStream *stream,
    GstTelemetryTextFormat format, const char *language, GError **error);

G_END_DECLS
