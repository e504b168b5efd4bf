/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/video/video.h>

#include "render/native.h"

G_BEGIN_DECLS

/* What the frames of these caps are to the renderer; FALSE when it cannot
 * blend them. HDR: GRAPHICS_WHITE in cd/m², 0 for 203. */
gboolean gst_telemetry_native_spec (const GstVideoInfo *info, double graphics_white,
    TlrNativeSpec *spec);

/* A mapped frame as the renderer takes it. Nothing is owned. */
TlrFrame gst_telemetry_frame (const GstVideoFrame *frame, const TlrPixelFormat *format);

/* Caps of system memory frames of each format the renderer blends. */
GstCaps *gst_telemetry_blend_caps (void);

G_END_DECLS
