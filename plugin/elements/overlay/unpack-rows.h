/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/video/video.h>

#include "render/native/rect.h"
#include "render/scene/stage.h"

G_BEGIN_DECLS

/* Blending into formats that the renderer has no layout for (samples packed into
 * words, tiles, palettes): the covered rows are unpacked by GStreamer to AYUV,
 * AYUV64, ARGB or ARGB64, blended there, and packed again. What GStreamer unpacks
 * it packs to the same bits, so that only covered samples change. Subsampled
 * chroma becomes the average over the pixels of its sample. A picture in a
 * palette takes the nearest colours that the frame's own palette has.
 *
 * Belongs to one thread at a time. */
typedef struct _GstTelemetryRows GstTelemetryRows;

/* For frames of INFO that show a stage, which is for INFO's unpacked format and the
 * size of VISIBLE, at VISIBLE's place in the frame. All memory is taken here. */
GstTelemetryRows *gst_telemetry_rows_new (const GstVideoInfo *info, const TlrRect *visible);

/* Takes NULL. */
void gst_telemetry_rows_free (GstTelemetryRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetryRows, gst_telemetry_rows_free)

/* Blends the stage into a frame that is mapped for reading and writing; rows that
 * share no sample with its regions are neither read nor written. */
void gst_telemetry_rows_blend (GstTelemetryRows *rows, const TlrStage *stage,
    const GstVideoFrame *frame);

G_END_DECLS
