/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "elements/show.h"
#include "elements/video-frame.h"
#include "render/scene.h"

G_BEGIN_DECLS

/* What the streaming thread needs to draw one show on frames of one format: a
 * scene, a snapshot to fill, and how footage time becomes telemetry time. Made
 * anew when the show or the caps change; belongs to the streaming thread. */
typedef struct {
  GstTelemetryShow *show;
  TlrNativeSpec spec;
  TlrScene *scene;
  TlmSnapshot *snapshot;
  TlmChannelSet wanted;
  TlmSyncResult sync;
  GstTelemetryNames *names;
  guint n_vehicles, n_channels;   /* of the timeline when this was made */
} GstTelemetryPainter;

/* A painter for SHOW (a reference is taken) on frames of INFO. */
GstTelemetryPainter *gst_telemetry_painter_new (GstTelemetryShow *show,
    const GstVideoInfo *info, GError **error);
void gst_telemetry_painter_free (GstTelemetryPainter *painter);

/* Time on the timeline's clock that a frame at FOOTAGE_TIME shows, by the sync
 * that the mission and the properties give. */
gint64 gst_telemetry_painter_map (const GstTelemetryPainter *painter, TlmDuration footage_time_ns);

/* Brings the picture to a time on the timeline's clock; TLM_TIME_NONE shows no
 * number. */
void gst_telemetry_painter_seek (GstTelemetryPainter *painter, gint64 time_ns);

/* Whether the timeline has grown by vehicles or channels since, so that the
 * painter must be made anew. */
gboolean gst_telemetry_painter_is_outgrown (const GstTelemetryPainter *painter);

/* What is on the picture, for applications. */
GstTelemetrySnapshot *gst_telemetry_painter_publish (const GstTelemetryPainter *painter);

/* Draws it on a frame mapped for reading and writing. */
void gst_telemetry_painter_blend (const GstTelemetryPainter *painter, const GstVideoFrame *frame);

G_END_DECLS
