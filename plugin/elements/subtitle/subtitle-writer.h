/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "elements/settings/settings.h"
#include "render/ass/cues.h"

G_BEGIN_DECLS

/* Makes the buffers of one text format. Times are stream time. Belongs to the
 * streaming thread. */
typedef struct _GstTelemetryWriter GstTelemetryWriter;

/* What all formats together can be, the first being preferred. */
#define GST_TELEMETRY_TEXT_CAPS \
  "text/x-raw, format=(string){ utf8, pango-markup }; application/x-ass"

/* The format that fixed caps (without codec data) ask for. */
GstTelemetryTextFormat gst_telemetry_text_format_from_caps (const GstCaps *caps);

/* FORMAT is any but ANY. PLAIN_ASS: lines of the template, not the widgets of the layout.
 * To be freed; NULL with what is wrong with template or layout. */
GstTelemetryWriter *gst_telemetry_writer_new (GstTelemetryTextFormat format,
    const TlrCueSpec *spec, gboolean plain_ass, GError **error);

/* Takes NULL. */
void gst_telemetry_writer_free (GstTelemetryWriter *writer);

/* The caps of what it writes, with codec data. To be unreffed. */
GstCaps *gst_telemetry_writer_caps (const GstTelemetryWriter *writer);

/* What begins a file: a buffer without a time, or NULL. */
GstBuffer *gst_telemetry_writer_header (const GstTelemetryWriter *writer);

/* Adds to OUT (of GstBuffer, PTS is stream time) what is to be seen from FROM
 * up to the next change or LIMIT, and returns that time. Nothing is added where
 * there is nothing to say. */
gint64 gst_telemetry_writer_write (GstTelemetryWriter *writer, gint64 from_ns, gint64 limit_ns,
    GPtrArray *out);

/* A cue without words, for a stream that begins with nothing to say; NULL in
 * formats that need none. */
GstBuffer *gst_telemetry_writer_blank (const GstTelemetryWriter *writer, gint64 from_ns,
    gint64 end_ns);

/* The next time after AFTER at which something may change. */
gint64 gst_telemetry_writer_next_time (GstTelemetryWriter *writer, gint64 after_ns);

G_END_DECLS
