/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/video/video.h>

#include "render/native/rect.h"
#include "render/scene/stage.h"

G_BEGIN_DECLS

/* A stage as an overlay composition for a sink to draw: a rectangle for each
 * region, kept while the region's picture does not change, so that a GPU uploads
 * only what moved. Belongs to one thread at a time; the buffers it has decorated
 * do not depend on it. */
typedef struct _GstTelemetryAttachment GstTelemetryAttachment;

/* The pixels that a composition is made of: premultiplied sRGB. */
void gst_telemetry_attachment_native_spec (TlrNativeSpec *spec);

/* For a stage of WIDTH x HEIGHT pixels (of the window) that stands for the part
 * VISIBLE of the frame. */
GstTelemetryAttachment *gst_telemetry_attachment_new (const TlrRect *visible, int width, int height);

/* Takes NULL. */
void gst_telemetry_attachment_free (GstTelemetryAttachment *attachment);

/* Puts what the stage (the same one each time) shows on a buffer whose metas can be written, over any
 * composition that is there already: one composition results. */
void gst_telemetry_attachment_apply (GstTelemetryAttachment *attachment, const TlrStage *stage,
    GstBuffer *buffer);

G_END_DECLS
