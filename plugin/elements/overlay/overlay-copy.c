/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames that others still refer to (a decoder's reference frames, a tee's) are
 * copied once, to a pool of our own, so that no memory is taken a frame. */
#include "elements/overlay/overlay-private.h"

#include <string.h>

void
gst_telemetry_overlay_drop_pool (GstTelemetryOverlay *self)
{
  if (self->copies)
    gst_buffer_pool_set_active (self->copies, FALSE);
  gst_clear_object (&self->copies);
}

static gboolean
start_pool (GstTelemetryOverlay *self)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (GST_BASE_TRANSFORM_SRC_PAD (self));
  GstStructure *config;

  if (self->copies || !caps)
    return self->copies != NULL;
  self->copies = gst_video_buffer_pool_new ();
  config = gst_buffer_pool_get_config (self->copies);
  gst_buffer_pool_config_set_params (config, caps, (guint) GST_VIDEO_INFO_SIZE (&self->info), 2, 0);
  if (gst_buffer_pool_set_config (self->copies, config) &&
      gst_buffer_pool_set_active (self->copies, TRUE))
    return TRUE;
  gst_clear_object (&self->copies);
  return FALSE;
}

/* Of a row of two-pixel groups (YUY2) with an odd number of pixels,
 * gst_video_frame_copy() leaves out the end of the last group. */
static void
copy_last_group (const GstVideoFrame *target, const GstVideoFrame *source)
{
  const GstVideoFormatInfo *format = source->info.finfo;
  gsize group = (gsize) GST_VIDEO_FORMAT_INFO_PSTRIDE (format, 1);
  gsize offset = (gsize) GST_VIDEO_FRAME_WIDTH (source) / 2 * group;

  if (GST_VIDEO_FRAME_N_PLANES (source) != 1 || GST_VIDEO_FRAME_WIDTH (source) % 2 == 0 ||
      !GST_VIDEO_FORMAT_INFO_IS_YUV (format) || GST_VIDEO_FORMAT_INFO_W_SUB (format, 1) != 1)
    return;
  for (gint y = 0; y < GST_VIDEO_INFO_FIELD_HEIGHT (&source->info); y++)
    memcpy ((guint8 *) target->data[0] + y * target->info.stride[0] + offset,
        (const guint8 *) source->data[0] + y * source->info.stride[0] + offset, group);
}

static gboolean
copy_pixels (const GstVideoInfo *info, GstBuffer *from, GstBuffer *to)
{
  GstVideoFrame source, target;
  gboolean copied;

  if (!gst_video_frame_map (&source, info, from, GST_MAP_READ | GST_VIDEO_FRAME_MAP_FLAG_NO_REF))
    return FALSE;
  copied = gst_video_frame_map (&target, info, to, GST_MAP_WRITE | GST_VIDEO_FRAME_MAP_FLAG_NO_REF);
  if (copied) {
    copied = gst_video_frame_copy (&target, &source);
    copy_last_group (&target, &source);
    gst_video_frame_unmap (&target);
  }
  gst_video_frame_unmap (&source);
  return copied;
}

/* A copy of the frame, laid out as the caps alone say; NULL when the frame's
 * memory cannot be read. */
static GstBuffer *
copy_frame (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  GstBuffer *copy = NULL;
  GstVideoMeta *layout;

  if (!start_pool (self) ||
      gst_buffer_pool_acquire_buffer (self->copies, &copy, NULL) != GST_FLOW_OK)
    return NULL;
  if (!copy_pixels (&self->info, buffer, copy)) {
    gst_buffer_unref (copy);
    return NULL;
  }
  gst_buffer_copy_into (copy, buffer, GST_BUFFER_COPY_METADATA, 0, (gsize) -1);
  layout = gst_buffer_get_video_meta (copy);
  if (layout)
    gst_buffer_remove_meta (copy, (GstMeta *) layout);
  return copy;
}

GstFlowReturn
gst_telemetry_overlay_prepare_output_buffer (GstBaseTransform *trans, GstBuffer *in, GstBuffer **out)
{
  GstTelemetryOverlay *self = GST_TELEMETRY_OVERLAY_CAST (trans);
  gboolean burning = !self->attaching && self->has_info;

  *out = in;
  if (gst_base_transform_is_passthrough (trans))
    return GST_FLOW_OK;
  if (gst_buffer_is_writable (in) && (!burning || gst_buffer_is_all_memory_writable (in)))
    return GST_FLOW_OK;
  *out = burning ? copy_frame (self, in) : NULL;
  if (!*out)
    *out = gst_buffer_copy (in);
  return GST_FLOW_OK;
}
