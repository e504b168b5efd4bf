/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>
#include <gst/video/video.h>
#include <string.h>

/* Pictures that say their number in black and white blocks, so that it outlives a lossy
 * codec: 16 bits, and 8 that tell a broken one. */

#define PICTURE_NUMBER_CAPS "video/x-raw,format=I420,width=192,height=128,framerate=25/1"
#define PICTURE_WIDTH 192
#define PICTURE_HEIGHT 128
#define PICTURE_BLOCK 16
#define PICTURE_BITS 24

static inline guint
picture_number_code (guint number)
{
  return (number & 0xffff) << 8 | ((number * 167 + (number >> 8) * 29 + 91) & 0xff);
}

static inline void
picture_number_place (guint bit, guint *x, guint *y)
{
  *x = bit % 12 * PICTURE_BLOCK;
  *y = bit / 12 * PICTURE_BLOCK;
}

static inline GstBuffer *
picture_number_new (guint number)
{
  gsize luma = PICTURE_WIDTH * PICTURE_HEIGHT, size = luma * 3 / 2;
  guint8 *data = g_malloc (size);
  guint code = picture_number_code (number), left, top;

  memset (data, 64, luma);
  memset (data + luma, 128, size - luma);
  for (guint bit = 0; bit < PICTURE_BITS; bit++) {
    picture_number_place (bit, &left, &top);
    for (guint y = 0; y < PICTURE_BLOCK; y++)
      memset (data + (top + y) * PICTURE_WIDTH + left, code >> bit & 1 ? 220 : 32, PICTURE_BLOCK);
  }
  return gst_buffer_new_wrapped (data, size);
}

/* FALSE for a picture that lost it. Its rows may be further apart than they are wide. */
static inline gboolean
picture_number_read (GstBuffer *buffer, guint *number)
{
  GstVideoMeta *meta = gst_buffer_get_video_meta (buffer);
  guint stride = meta ? (guint) meta->stride[0] : PICTURE_WIDTH, code = 0, left, top;
  gsize begin = meta ? meta->offset[0] : 0;
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return FALSE;
  for (guint bit = 0; bit < PICTURE_BITS; bit++) {
    picture_number_place (bit, &left, &top);
    gsize at = begin + (gsize) (top + PICTURE_BLOCK / 2) * stride + left + PICTURE_BLOCK / 2;
    code |= (guint) (at < map.size && map.data[at] > 128) << bit;
  }
  gst_buffer_unmap (buffer, &map);
  *number = code >> 8;
  return code == picture_number_code (*number);
}
