/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "elements/stream/arrival.h"

G_BEGIN_DECLS

/* The decoder of a telemetry pad: buffers in, logs of samples out. Locks itself,
 * so that nobody who waits for telemetry waits for its decoding. */
typedef struct _GstTelemetryReceiver GstTelemetryReceiver;

/* Samples, and the running time at which the first of them came in. */
typedef struct {
  TlmLog *log;             /* NULL: nothing new */
  GstClockTime came;       /* or GST_CLOCK_TIME_NONE */
  gboolean of_video;       /* CAME is by the clock of the demuxer that the video comes from */
} GstTelemetryDelivery;

/* Without caps; to be freed. */
GstTelemetryReceiver *gst_telemetry_receiver_new (void);

/* When no thread uses it any more; nothing for NULL. */
void gst_telemetry_receiver_free (GstTelemetryReceiver *receiver);

/* What a person says of the telemetry (copied); for the next caps. TRUE where a stream is being
 * read by other words, and goes on to be. */
gboolean gst_telemetry_receiver_set_options (GstTelemetryReceiver *receiver,
    const TlmDecodeOptions *options);

/* Begins a stream of these CAPS. FALSE with an error when they say nothing that
 * can be read; what was there before stays. */
gboolean gst_telemetry_receiver_set_caps (GstTelemetryReceiver *receiver, const GstCaps *caps,
    GError **error);

/* Decodes a buffer that plays at RUNNING_TIME (or GST_CLOCK_TIME_NONE). FALSE with
 * an error when the stream cannot be read; DELIVERY then has what came before. Its
 * log is the caller's. */
gboolean gst_telemetry_receiver_push (GstTelemetryReceiver *receiver, GstBuffer *buffer,
    GstClockTime running_time, GstTelemetryDelivery *delivery, GError **error);

/* The stream is over, as far as it goes: gives what was held back. FALSE with an
 * error when all of it was of no use. */
gboolean gst_telemetry_receiver_end (GstTelemetryReceiver *receiver, GstTelemetryDelivery *delivery,
    GError **error);

/* The stream jumps, or another one of the same caps begins after the end. */
void gst_telemetry_receiver_restart (GstTelemetryReceiver *receiver);

/* What happened since the caps came. */
void gst_telemetry_receiver_get_stats (GstTelemetryReceiver *receiver, TlmFeedStats *stats);

G_END_DECLS
