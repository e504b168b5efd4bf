/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstflowcombiner.h>

#include "elements/settings/settings.h"
#include "elements/subtitle/gsttelemetrysubtitle.h"
#include "elements/subtitle/subtitle-source.h"
#include "elements/subtitle/subtitle-writer.h"

G_BEGIN_DECLS

/* No footage is longer (73 years), so that sums of times cannot overflow. */
#define LONGEST (G_MAXINT64 / 4)

/* What the properties say; under the object lock. */
typedef struct {
  char *text;
  GPtrArray *languages;            /* char *, one a track; none: English */
  gint64 interval_ns;
  int fps_n, fps_d;
  int width, height;
  gboolean bottom;
  guint format;                    /* 0: as downstream asks, else 1 + GstTelemetryTextFormat */
  GstTelemetrySettings settings;       /* of which it has layout, units and marks */
} GstTelemetrySubtitleSettings;

struct _GstTelemetrySubtitle {
  GstElement parent;
  GstPad *sinkpad;

  GstTelemetrySubtitleSettings settings;

  GPtrArray *joining;              /* GstPad *, without a track yet; under the object lock */
  GPtrArray *leaving;              /* GstPad *, whose track is to go; likewise */

  GPtrArray *tracks;               /* GstTelemetryTrack *; under the sink's stream lock */
  GstFlowCombiner *flows;          /* likewise */

  GstSegment segment;              /* of the streaming thread */
  GstEvent *stream_start;
  GstTelemetrySubtitleSource *source;
  gboolean live;
  gboolean placed;                 /* end and the tracks' positions are those of the segment */
  gint64 end_ns;                   /* of the stream, stream time */
  gint64 passed_ns;                /* stream time up to which tracks are written, once placed */
};

/* subtitle-properties.c */
void gst_telemetry_subtitle_install_properties (GObjectClass *object_class);
void gst_telemetry_subtitle_init_settings (GstTelemetrySubtitle *self);
void gst_telemetry_subtitle_clear_settings (GstTelemetrySubtitle *self);

/* The language of the track of that NUMBER as a person wrote it, or NULL for the
 * first when none was set; FALSE when there are not as many. To be freed. */
gboolean gst_telemetry_subtitle_language (GstTelemetrySubtitle *self, guint number,
    char **language);

/* A format that was set, or -1. */
int gst_telemetry_subtitle_wanted_format (GstTelemetrySubtitle *self);

/* A writer for what is known by now, in LANGUAGE (NULL: English). */
GstTelemetryWriter *gst_telemetry_subtitle_load_writer (GstTelemetrySubtitle *self,
    GstTelemetryTextFormat format, const char *language, GError **error);

G_END_DECLS
