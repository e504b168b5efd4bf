/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/mlt/picture.h"

#include <math.h>

#define ASPECT_PARTS 100000

mlt_image_format
telemetry_picture_format (mlt_image_format wanted, int width, int height)
{
  gboolean fits = (wanted == mlt_image_yuv422 && width % 2 == 0) ||
      (wanted == mlt_image_yuv420p && width % 2 == 0 && height % 2 == 0);

  return fits ? wanted : mlt_image_rgba;
}

/* mlt_frame's "colorspace" is the number of the standard. */
static TlrMatrix
matrix_of (int colorspace, int height)
{
  switch (colorspace) {
    case 601:
    case 470:
    case 170:
      return TLR_MATRIX_BT601;
    case 240:
      return TLR_MATRIX_SMPTE240M;
    case 2020:
      return TLR_MATRIX_BT2020;
    case 709:
      return TLR_MATRIX_BT709;
    default:
      /* Nothing is said: what is no higher than television's standard definition is taken for that, as by custom. */
      return height < 750 ? TLR_MATRIX_BT601 : TLR_MATRIX_BT709;
  }
}

/* The shape of a pixel as a fraction; whole parts of it where it is none of television's. */
static void
take_aspect (TlhFrame *frame, double aspect)
{
  if (!(aspect > 0.01 && aspect < 100.0) || fabs (aspect - 1.0) < 1e-6) {
    frame->par_n = frame->par_d = 1;
    return;
  }
  frame->par_n = (int) lround (aspect * ASPECT_PARTS);
  frame->par_d = ASPECT_PARTS;
}

static void
take_planes (TlhFrame *frame, guint8 *image, mlt_image_format format)
{
  int luma = frame->width * frame->height, chroma = (frame->width / 2) * (frame->height / 2);

  frame->data[0] = image;
  switch (format) {
    case mlt_image_yuv422:
      frame->format = "YUY2";
      frame->stride[0] = 2 * frame->width;
      break;
    case mlt_image_yuv420p:
      frame->format = "I420";
      frame->stride[0] = frame->width;
      frame->data[1] = image + luma;
      frame->data[2] = image + luma + chroma;
      frame->stride[1] = frame->stride[2] = frame->width / 2;
      break;
    default:
      frame->format = "RGBA";
      frame->stride[0] = 4 * frame->width;
  }
}

TlhFrame
telemetry_picture (mlt_frame frame, guint8 *image, mlt_image_format format, int width, int height)
{
  mlt_properties properties = MLT_FRAME_PROPERTIES (frame);
  TlhFrame picture = { .width = width, .height = height };

  take_planes (&picture, image, format);
  take_aspect (&picture, mlt_frame_get_aspect_ratio (frame));
  picture.colorimetry.matrix = matrix_of (mlt_properties_get_int (properties, "colorspace"), height);
  picture.colorimetry.range = mlt_properties_get_int (properties, "full_range") ? TLR_RANGE_FULL : TLR_RANGE_LIMITED;
  picture.interlaced = !mlt_properties_get_int (properties, "progressive");
  return picture;
}
