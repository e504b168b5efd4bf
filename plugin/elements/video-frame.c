/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/video-frame.h"

static const struct {
  GstVideoColorMatrix theirs;
  TlrMatrix ours;
} matrices[] = {
  { GST_VIDEO_COLOR_MATRIX_BT709, TLR_MATRIX_BT709 },
  { GST_VIDEO_COLOR_MATRIX_BT601, TLR_MATRIX_BT601 },
  { GST_VIDEO_COLOR_MATRIX_BT2020, TLR_MATRIX_BT2020 },
  { GST_VIDEO_COLOR_MATRIX_SMPTE240M, TLR_MATRIX_SMPTE240M },
  { GST_VIDEO_COLOR_MATRIX_FCC, TLR_MATRIX_FCC },
  { GST_VIDEO_COLOR_MATRIX_RGB, TLR_MATRIX_RGB },
};

/* YUV without a matrix is read as players do: BT.601 up to SD, else BT.709. */
static TlrMatrix
matrix_of (const GstVideoInfo *info)
{
  for (guint i = 0; i < G_N_ELEMENTS (matrices); i++)
    if (matrices[i].theirs == info->colorimetry.matrix)
      return matrices[i].ours;
  return GST_VIDEO_INFO_HEIGHT (info) > 576 ? TLR_MATRIX_BT709 : TLR_MATRIX_BT601;
}

static TlrTransfer
transfer_of (const GstVideoInfo *info)
{
  switch (info->colorimetry.transfer) {
    case GST_VIDEO_TRANSFER_SMPTE2084:
      return TLR_TRANSFER_PQ;
    case GST_VIDEO_TRANSFER_ARIB_STD_B67:
      return TLR_TRANSFER_HLG;
    default:
      return TLR_TRANSFER_SDR;
  }
}

static TlrPrimaries
primaries_of (const GstVideoInfo *info)
{
  switch (info->colorimetry.primaries) {
    case GST_VIDEO_COLOR_PRIMARIES_BT2020:
      return TLR_PRIMARIES_BT2020;
    case GST_VIDEO_COLOR_PRIMARIES_SMPTEEG432:
      return TLR_PRIMARIES_P3;
    default:
      return TLR_PRIMARIES_BT709;
  }
}

static TlrRange
range_of (const GstVideoInfo *info, const TlrPixelFormat *format)
{
  if (info->colorimetry.range == GST_VIDEO_COLOR_RANGE_UNKNOWN)
    return format->model == TLR_MODEL_RGB ? TLR_RANGE_FULL : TLR_RANGE_LIMITED;
  return info->colorimetry.range == GST_VIDEO_COLOR_RANGE_0_255 ? TLR_RANGE_FULL :
      TLR_RANGE_LIMITED;
}

/* Both fields in one buffer: mixed content may be either, and averaging chroma
 * by field is right for both where the overlay does not move. */
static gboolean
fields_share_frame (const GstVideoInfo *info)
{
  return GST_VIDEO_INFO_INTERLACE_MODE (info) == GST_VIDEO_INTERLACE_MODE_INTERLEAVED ||
      GST_VIDEO_INFO_INTERLACE_MODE (info) == GST_VIDEO_INTERLACE_MODE_MIXED;
}

gboolean
gst_telemetry_native_spec (const GstVideoInfo *info, double graphics_white, TlrNativeSpec *spec)
{
  const TlrPixelFormat *format;

  g_return_val_if_fail (info != NULL && spec != NULL, FALSE);
  format = tlr_pixel_format_find (GST_VIDEO_INFO_NAME (info));
  if (!format)
    return FALSE;
  *spec = (TlrNativeSpec) {
    .format = format,
    .colorimetry = {
      .matrix = format->model == TLR_MODEL_RGB ? TLR_MATRIX_RGB : matrix_of (info),
      .range = range_of (info, format),
      .transfer = transfer_of (info),
      .primaries = primaries_of (info),
      .graphics_white_cd_m2 = graphics_white,
    },
    .interlaced = fields_share_frame (info),
  };
  return TRUE;
}

TlrFrame
gst_telemetry_frame (const GstVideoFrame *frame, const TlrPixelFormat *format)
{
  TlrFrame out = {
    .format = format,
    .width = GST_VIDEO_FRAME_WIDTH (frame),
    .height = GST_VIDEO_FRAME_HEIGHT (frame),
    .premultiplied = (GST_VIDEO_INFO_FLAGS (&frame->info) &
        GST_VIDEO_FLAG_PREMULTIPLIED_ALPHA) != 0,
  };

  for (guint i = 0; i < GST_VIDEO_FRAME_N_PLANES (frame) && i < TLR_MAX_PLANES; i++) {
    out.data[i] = GST_VIDEO_FRAME_PLANE_DATA (frame, i);
    out.stride[i] = GST_VIDEO_FRAME_PLANE_STRIDE (frame, i);
  }
  return out;
}

GstCaps *
gst_telemetry_blend_caps (void)
{
  GValue formats = G_VALUE_INIT;
  guint n_formats;
  const TlrPixelFormat *table = tlr_pixel_format_table (&n_formats);
  GstCaps *caps = gst_caps_from_string ("video/x-raw, width=(int)[1,32768], "
      "height=(int)[1,32768], framerate=(fraction)[0/1,2147483647/1]");

  g_value_init (&formats, GST_TYPE_LIST);
  for (guint i = 0; i < n_formats; i++) {
    GValue name = G_VALUE_INIT;
    if (gst_video_format_from_string (table[i].name) == GST_VIDEO_FORMAT_UNKNOWN)
      continue;
    g_value_init (&name, G_TYPE_STRING);
    g_value_set_static_string (&name, table[i].name);
    gst_value_list_append_and_take_value (&formats, &name);
  }
  gst_caps_set_value (caps, "format", &formats);
  g_value_unset (&formats);
  return caps;
}
