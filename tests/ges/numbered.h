/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

/* Footage that says itself which frame is seen: bars at its top are the bits of the number. */
#define NUMBERED_WIDTH 320
#define NUMBERED_HEIGHT 180
#define NUMBERED_RATE 25
#define NUMBERED_BITS 16
#define NUMBERED_BAR 16
#define NUMBERED_FRAME_NS (GST_SECOND / NUMBERED_RATE)

/* The bars are the first rows of luma, so that any planar format shows them. */
static inline int
numbered_read (GstBuffer *buffer)
{
  GstMapInfo map;
  int number = 0;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  for (guint i = 0; i < NUMBERED_BITS; i++)
    if (map.data[8 * NUMBERED_WIDTH + i * NUMBERED_BAR + NUMBERED_BAR / 2] > 128)
      number |= 1 << i;
  gst_buffer_unmap (buffer, &map);
  return number;
}

static inline GstBuffer *
numbered_draw (guint number)
{
  const gsize size = NUMBERED_WIDTH * NUMBERED_HEIGHT * 3 / 2;
  g_autofree guint8 *data = g_malloc (size);
  GstBuffer *buffer;

  memset (data, 0x60, NUMBERED_WIDTH * NUMBERED_HEIGHT);
  memset (data + NUMBERED_WIDTH * NUMBERED_HEIGHT, 0x80, NUMBERED_WIDTH * NUMBERED_HEIGHT / 2);
  for (guint y = 0; y < 16; y++)
    for (guint x = 0; x < NUMBERED_BITS * NUMBERED_BAR; x++)
      data[y * NUMBERED_WIDTH + x] = number >> (x / NUMBERED_BAR) & 1 ? 235 : 16;
  buffer = gst_buffer_new_memdup (data, size);
  GST_BUFFER_PTS (buffer) = number * NUMBERED_FRAME_NS;
  GST_BUFFER_DURATION (buffer) = NUMBERED_FRAME_NS;
  return buffer;
}

/* Writes N frames of it to PATH, without loss, and a tone as long. */
static inline void
numbered_write (const char *path, guint n)
{
  g_autofree char *line = g_strdup_printf ("appsrc name=frames format=time caps=video/x-raw,format=I420,width=%u,"
      "height=%u,framerate=%u/1 ! avenc_ffv1 gop-size=1 ! queue ! matroskamux name=mux ! filesink location=%s "
      "audiotestsrc num-buffers=%u samplesperbuffer=%u ! audio/x-raw,rate=44100 ! flacenc ! queue ! mux.", NUMBERED_WIDTH,
      NUMBERED_HEIGHT, NUMBERED_RATE, path, n, 44100 / NUMBERED_RATE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) frames = gst_bin_get_by_name (GST_BIN (pipeline), "frames");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (gst_app_src_push_buffer (GST_APP_SRC (frames), numbered_draw (i)), ==, GST_FLOW_OK);
  gst_app_src_end_of_stream (GST_APP_SRC (frames));
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}
