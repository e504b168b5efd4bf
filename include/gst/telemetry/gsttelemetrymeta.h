/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/gsttelemetrysnapshot.h>

G_BEGIN_DECLS

/**
 * GstTelemetryMeta:
 * @meta: the parent
 * @snapshot: what the frame shows; owned by the meta
 * @source: (nullable): name of the element that shows it; owned by the meta
 *
 * Rides on each frame that telemetryoverlay lets out, one for each overlay that it went through. Copies of the buffer
 * keep it, since it says what is in the picture, whatever its size or format.
 */
typedef struct {
  GstMeta meta;
  GstTelemetrySnapshot *snapshot;
  gchar *source;
} GstTelemetryMeta;

/**
 * gst_telemetry_meta_api_get_type:
 *
 * The API type of #GstTelemetryMeta, for gst_buffer_iterate_meta_filtered(), which walks those of all overlays.
 *
 * Returns: the type
 */
GST_TELEMETRY_API
GType gst_telemetry_meta_api_get_type (void);
#define GST_TELEMETRY_META_API_TYPE (gst_telemetry_meta_api_get_type ())

/**
 * gst_telemetry_meta_get_info:
 *
 * How GStreamer makes, copies and frees a #GstTelemetryMeta.
 *
 * Returns: (transfer none): the implementation
 */
GST_TELEMETRY_API
const GstMetaInfo *gst_telemetry_meta_get_info (void);
#define GST_TELEMETRY_META_INFO (gst_telemetry_meta_get_info ())

/**
 * gst_buffer_add_telemetry_meta:
 * @buffer: a writable buffer
 * @snapshot: (transfer full): what it shows
 *
 * Says what @buffer shows, with no element that shows it.
 *
 * Returns: (transfer none): the meta
 */
GST_TELEMETRY_API
GstTelemetryMeta *gst_buffer_add_telemetry_meta (GstBuffer *buffer, GstTelemetrySnapshot *snapshot);

/**
 * gst_buffer_add_telemetry_meta_from:
 * @buffer: a writable buffer
 * @snapshot: (transfer full): what it shows
 * @source: (nullable): name of the element that shows it
 *
 * Says what @buffer shows. An element that passes frames on gives its name, so that the metas of several can be
 * told apart.
 *
 * Returns: (transfer none): the meta
 */
GST_TELEMETRY_API
GstTelemetryMeta *gst_buffer_add_telemetry_meta_from (GstBuffer *buffer,
    GstTelemetrySnapshot *snapshot, const gchar *source);

/**
 * gst_buffer_get_telemetry_meta_from:
 * @buffer: a buffer
 * @source: (nullable): name of an element
 *
 * Finds what one element shows on a frame.
 *
 * Returns: (transfer none) (nullable): what that element shows on it
 */
GST_TELEMETRY_API
GstTelemetryMeta *gst_buffer_get_telemetry_meta_from (GstBuffer *buffer, const gchar *source);

/**
 * gst_buffer_get_telemetry_meta:
 * @buffer: a buffer
 *
 * Finds what a frame shows. Where it went through several overlays, gst_buffer_get_telemetry_meta_from() finds
 * that of one of them.
 *
 * Returns: (transfer none) (nullable): its telemetry, of the first element that showed some
 */
GST_TELEMETRY_API
GstTelemetryMeta *gst_buffer_get_telemetry_meta (GstBuffer *buffer);

G_END_DECLS
