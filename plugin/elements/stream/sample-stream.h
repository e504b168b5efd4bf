/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/decode/feed.h"
#include "elements/stream/feed-stats.h"

G_BEGIN_DECLS

/* Bytes on their way to samples: a decoder, found from the first bytes where
 * nobody named it, and the times at which what it says is played.
 *
 * The earliest sample that a buffer with a time brings plays at that time, and
 * those with it as far after it as their own clock says. Where buffers have no
 * time (a file), a log that counts from liftoff plays at its own times when none
 * is negative, and any other from 0 on. Not thread-safe. */
typedef struct _GstTelemetrySampleStream GstTelemetrySampleStream;

/* DECODER may be NULL: it is found. OPTIONS are copied. To be freed. */
GstTelemetrySampleStream *gst_telemetry_sample_stream_new (const TlmDecoder *decoder,
    const TlmDecodeOptions *options);

/* Whether each buffer is a datagram, of which none goes on in another; it is not at first. */
void gst_telemetry_sample_stream_set_datagrams (GstTelemetrySampleStream *stream,
    gboolean datagrams);

/* Drops what was not pulled; nothing for NULL. */
void gst_telemetry_sample_stream_free (GstTelemetrySampleStream *stream);

/* Takes BYTES of a buffer that plays at PTS for DURATION (either may be
 * GST_CLOCK_TIME_NONE). FALSE with an error when the stream is of no use. */
gboolean gst_telemetry_sample_stream_push (GstTelemetrySampleStream *stream, GBytes *bytes,
    GstClockTime pts, GstClockTime duration, GError **error);

/* What follows does not go on where the bytes before ended. */
void gst_telemetry_sample_stream_jump (GstTelemetrySampleStream *stream);

/* The end of the stream; what was held back can be pulled. Nothing can be pushed
 * after it. */
gboolean gst_telemetry_sample_stream_finish (GstTelemetrySampleStream *stream, GError **error);

/* The next sample, or NULL: one line of application/x-telemetry with its PTS. */
GstBuffer *gst_telemetry_sample_stream_pull (GstTelemetrySampleStream *stream);

/* What happened so far. */
void gst_telemetry_sample_stream_get_stats (const GstTelemetrySampleStream *stream,
    GstTelemetryStreamStats *stats);

/* Posts warnings about the stream that were not posted yet, as ELEMENT's. */
void gst_telemetry_sample_stream_post_warnings (GstTelemetrySampleStream *stream,
    GstElement *element);

G_END_DECLS
