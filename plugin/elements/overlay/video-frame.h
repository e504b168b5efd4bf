/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/video/video.h>

#include "render/native/native.h"
#include "render/native/rect.h"

G_BEGIN_DECLS

/* What the frames of these caps are to the renderer: their own format, or the
 * one that GStreamer unpacks them to; FALSE when it cannot blend them. HDR:
 * GRAPHICS_WHITE in cd/m², 0 for 203. */
gboolean gst_telemetry_native_spec (const GstVideoInfo *info, double graphics_white,
    TlrNativeSpec *spec);

/* The VISIBLE part of a mapped frame, which is on the format's grid, as the
 * renderer takes it. Nothing is owned. */
TlrFrame gst_telemetry_frame (const GstVideoFrame *frame, const TlrPixelFormat *format,
    const TlrRect *visible);

/* The part of a frame that is shown: all of it, or what the buffer's crop meta
 * says, the corner moved up and left to the format's grid. For one field a
 * buffer, of that field. */
TlrRect gst_telemetry_visible_rect (const GstVideoInfo *info, GstBuffer *buffer);

/* Caps of frames of each format that GStreamer has: in system memory, whole or
 * one field a buffer, and in any other memory, where pictures can be attached. */
GstCaps *gst_telemetry_template_caps (void);

G_END_DECLS
