/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/video/video.h>

G_BEGIN_DECLS

/* The colours of an RGB8P frame, and which of them is nearest to any colour. */
typedef struct {
  guint8 colours[256][4];    /* A R G B, as GStreamer unpacks them */
  gint16 nearest[1 << 15];   /* by 5 bits each of R G B; -1 where not yet known */
  gboolean known;            /* whether a frame's palette was read */
} GstTelemetryPalette;

/* Takes the palette of a mapped frame. */
void gst_telemetry_palette_read (GstTelemetryPalette *palette, const GstVideoFrame *frame);

/* The index of the opaque colour that is nearest to an A R G B pixel. */
guint8 gst_telemetry_palette_find (GstTelemetryPalette *palette, const guint8 *pixel);

G_END_DECLS
