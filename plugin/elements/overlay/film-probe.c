/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/film-probe.h"

#include <gst/app/gstappsink.h>

/* Nothing comes for so long: the film cannot be read. */
#define PATIENCE (5 * GST_SECOND)

/* Pictures that others may be stored ahead of: at most 16 (H.264 A.3.1, H.265 A.4.2). */
#define REORDER 32

#define DECODED "video/x-raw(ANY)"

/* Streams of which a buffer is a picture. */
#define PARSED "video/x-h264,alignment=au; video/x-h265,alignment=au; video/mpeg; " \
    "video/x-vp8; video/x-vp9; video/x-av1; video/x-prores; video/x-dnxhd; video/x-h263; " \
    "video/x-raw; image/jpeg; image/x-jpc; video/x-theora; video/x-cineform; video/x-ffv"

static void
link_pad (GstElement *source, GstPad *pad, gpointer data)
{
  g_autoptr (GstPad) sink = gst_element_get_static_pad (data, "sink");

  if (!gst_pad_is_linked (sink))
    gst_pad_link (pad, sink);
}

/* The video of the film at URI in a sink that is at its first buffer; NULL where there
 * is none. STREAMS are its caps. */
static GstElement *
open_film (const char *uri, const char *decoder, const char *streams, GstElement **sink)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (streams);
  GstElement *source = g_str_has_prefix (uri, "file://") ?
      gst_element_make_from_uri (GST_URI_SRC, uri, NULL, NULL) : NULL;
  GstElement *pipeline = gst_pipeline_new (NULL);
  GstElement *bin = gst_element_factory_make (decoder, NULL);

  *sink = gst_element_factory_make ("appsink", NULL);
  if (!source || !bin || !*sink) {
    gst_clear_object (&source);
    gst_clear_object (&bin);
    gst_clear_object (sink);
    gst_object_unref (pipeline);
    return NULL;
  }
  g_object_set (*sink, "caps", caps, "sync", FALSE, "max-buffers", 64, NULL);
  if (g_str_equal (decoder, "decodebin"))
    g_object_set (bin, "caps", caps, "expose-all-streams", FALSE, NULL);
  gst_bin_add_many (GST_BIN (pipeline), source, bin, *sink, NULL);
  gst_element_link (source, bin);
  g_signal_connect (bin, "pad-added", G_CALLBACK (link_pad), *sink);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  return pipeline;
}

static void
close_film (GstElement *pipeline)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
}

gboolean
gst_telemetry_probe_first_picture (const char *uri, GstSegment *segment, GstClockTime *pts)
{
  GstElement *sink, *pipeline = open_film (uri, "decodebin", DECODED, &sink);
  g_autoptr (GstSample) sample = NULL;

  if (!pipeline)
    return FALSE;
  sample = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), PATIENCE);
  if (sample) {
    *pts = GST_BUFFER_PTS (gst_sample_get_buffer (sample));
    gst_segment_copy_into (gst_sample_get_segment (sample), segment);
  }
  close_film (pipeline);
  return sample != NULL;
}

/* FALSE for a picture whose time the film does not say. */
static gboolean
add_time (GstSample *sample, GArray *times)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstClockTime time;
  TlmDuration time_ns;
  int sign;

  if (!GST_BUFFER_PTS_IS_VALID (buffer))
    return FALSE;
  sign = gst_segment_to_stream_time_full (gst_sample_get_segment (sample), GST_FORMAT_TIME,
      GST_BUFFER_PTS (buffer), &time);
  if (sign == 0 || time > G_MAXINT64)
    return FALSE;
  time_ns = sign * (TlmDuration) time;
  g_array_append_val (times, time_ns);
  return TRUE;
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  TlmDuration x = *(const TlmDuration *) a, y = *(const TlmDuration *) b;

  return (x > y) - (x < y);
}

GArray *
gst_telemetry_probe_picture_times (const char *uri, guint64 n)
{
  GstElement *sink, *pipeline = open_film (uri, "parsebin", PARSED, &sink);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (TlmDuration));
  gboolean said = pipeline != NULL;

  while (said && times->len < n + REORDER) {
    g_autoptr (GstSample) sample = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), PATIENCE);
    if (!sample)
      break;
    said = add_time (sample, times);
  }
  if (pipeline)
    close_film (pipeline);
  if (!said || times->len == 0) {
    g_array_unref (times);
    return NULL;
  }
  g_array_sort (times, compare_times);
  for (guint i = times->len; i > 0; i--)
    g_array_index (times, TlmDuration, i - 1) -= g_array_index (times, TlmDuration, 0);
  g_array_set_size (times, (guint) MIN (times->len, n));
  return times;
}
