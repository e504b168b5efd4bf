/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/video-frame.h"

static const struct {
  GstVideoColorMatrix theirs;
  TlrMatrix ours;
} matrices[] = {
  { .theirs = GST_VIDEO_COLOR_MATRIX_BT709, .ours = TLR_MATRIX_BT709 },
  { .theirs = GST_VIDEO_COLOR_MATRIX_BT601, .ours = TLR_MATRIX_BT601 },
  { .theirs = GST_VIDEO_COLOR_MATRIX_BT2020, .ours = TLR_MATRIX_BT2020 },
  { .theirs = GST_VIDEO_COLOR_MATRIX_SMPTE240M, .ours = TLR_MATRIX_SMPTE240M },
  { .theirs = GST_VIDEO_COLOR_MATRIX_FCC, .ours = TLR_MATRIX_FCC },
  { .theirs = GST_VIDEO_COLOR_MATRIX_RGB, .ours = TLR_MATRIX_RGB },
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
  if (!format && info->finfo->unpack_func && info->finfo->pack_func)
    format = tlr_pixel_format_find (gst_video_format_to_string (info->finfo->unpack_format));
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
gst_telemetry_frame (const GstVideoFrame *frame, const TlrPixelFormat *format,
    const TlrRect *visible)
{
  TlrFrame out = {
    .format = format,
    .width = visible->width,
    .height = visible->height,
    .premultiplied = (GST_VIDEO_INFO_FLAGS (&frame->info) &
        GST_VIDEO_FLAG_PREMULTIPLIED_ALPHA) != 0,
  };

  for (guint i = 0; i < format->n_planes; i++) {
    TlrPlaneLayout layout = tlr_pixel_format_plane (format, i);
    int column = (visible->x >> layout.w_shift) * layout.group_words * format->word;

    out.stride[i] = GST_VIDEO_FRAME_PLANE_STRIDE (frame, i);
    out.data[i] = (guint8 *) GST_VIDEO_FRAME_PLANE_DATA (frame, i) + column +
        (gssize) (visible->y >> layout.h_shift) * out.stride[i];
  }
  return out;
}

TlrRect
gst_telemetry_visible_rect (const GstVideoInfo *info, GstBuffer *buffer)
{
  TlrRect frame = { 0, 0, GST_VIDEO_INFO_WIDTH (info), GST_VIDEO_INFO_FIELD_HEIGHT (info) };
  const TlrPixelFormat *format = tlr_pixel_format_find (GST_VIDEO_INFO_NAME (info));
  const GstVideoCropMeta *crop = gst_buffer_get_video_crop_meta (buffer);
  guint columns = 1, rows = 1;

  if (!crop || crop->x >= (guint) frame.width || crop->y >= (guint) frame.height)
    return frame;
  if (format)
    tlr_pixel_format_grid (format, fields_share_frame (info), &columns, &rows);
  int x = (int) (crop->x & -columns), y = (int) (crop->y & -rows);
  return (TlrRect) { x, y, (int) MIN (crop->width, (guint) (frame.width - x)),
    (int) MIN (crop->height, (guint) (frame.height - y)) };
}

/* A field has half the rows, each twice as high. */
static const char *const templates[] = {
  "video/x-raw", "video/x-raw(format:Interlaced), interlace-mode=(string)alternate",
  "video/x-raw(ANY)"
};

static void
set_all_formats (GstCaps *caps)
{
  GValue formats = G_VALUE_INIT;
  guint n_formats;
  const GstVideoFormat *all = gst_video_formats_raw (&n_formats);

  g_value_init (&formats, GST_TYPE_LIST);
  for (guint i = 0; i < n_formats; i++) {
    GValue name = G_VALUE_INIT;
    g_value_init (&name, G_TYPE_STRING);
    g_value_set_static_string (&name, gst_video_format_to_string (all[i]));
    gst_value_list_append_and_take_value (&formats, &name);
  }
  gst_caps_set_value (caps, "format", &formats);
  g_value_unset (&formats);
}

GstCaps *
gst_telemetry_template_caps (void)
{
  GstCaps *caps = gst_caps_new_empty ();

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    gst_caps_append (caps, gst_caps_from_string (templates[i]));
  gst_caps_set_simple (caps, "width", GST_TYPE_INT_RANGE, 1, TLR_NATIVE_MAX_SIZE,
      "height", GST_TYPE_INT_RANGE, 1, TLR_NATIVE_MAX_SIZE,
      "framerate", GST_TYPE_FRACTION_RANGE, 0, 1, G_MAXINT, 1, NULL);
  set_all_formats (caps);
  return caps;
}
