/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "overlay-fixture.h"

/* What a run brought to its end: buffers, in order, and what went by. */
typedef struct {
  GPtrArray *buffers;
  guint gaps;
  GstClockTime gap_time;
  gboolean sparse, eos, toc_early;
  GstSegment segment;
  GstCaps *caps;
} Run;

static inline void
run_clear (Run *run)
{
  g_clear_pointer (&run->buffers, g_ptr_array_unref);
  gst_clear_caps (&run->caps);
}

static inline GstPadProbeReturn
watch (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Run *run = data;
  GstEvent *event = GST_PAD_PROBE_INFO_TYPE (info) & GST_PAD_PROBE_TYPE_BUFFER ? NULL :
      GST_PAD_PROBE_INFO_EVENT (info);
  GstStreamFlags flags;
  GstClockTime duration;

  if (!event) {
    g_ptr_array_add (run->buffers, gst_buffer_ref (GST_PAD_PROBE_INFO_BUFFER (info)));
    return GST_PAD_PROBE_OK;
  }
  switch (GST_EVENT_TYPE (event)) {
    case GST_EVENT_STREAM_START:
      gst_event_parse_stream_flags (event, &flags);
      run->sparse = (flags & GST_STREAM_FLAG_SPARSE) != 0;
      break;
    case GST_EVENT_SEGMENT:
      gst_event_copy_segment (event, &run->segment);
      break;
    case GST_EVENT_GAP:
      gst_event_parse_gap (event, NULL, &duration);
      run->gaps++;
      run->gap_time += duration;
      break;
    case GST_EVENT_TOC:
      run->toc_early = run->buffers->len == 0;
      break;
    case GST_EVENT_EOS:
      run->eos = TRUE;
      break;
    default:
      break;
  }
  return GST_PAD_PROBE_OK;
}

static inline void
wait_for (GstElement *pipeline, GstMessageType type)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
      type | GST_MESSAGE_ERROR);

  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, type);
}

static inline void
watch_pad (GstPad *pad, Run *run)
{
  *run = (Run) { .buffers = g_ptr_array_new_with_free_func ((GDestroyNotify) gst_buffer_unref) };
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, watch,
      run, NULL);
}

static inline GstElement *
start (const char *line, Run *run)
{
  GstElement *pipeline = gst_parse_launch (line, NULL);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");

  watch_pad (pad, run);
  return pipeline;
}

static inline void
run_line (const char *line, Run *run)
{
  g_autoptr (GstElement) pipeline = start (line, run);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  wait_for (pipeline, GST_MESSAGE_EOS);
  run->caps = gst_pad_get_current_caps (pad);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static inline char *
text_of (const Run *run, guint index)
{
  GstMapInfo map;
  char *text;

  g_assert_cmpuint (index, <, run->buffers->len);
  g_assert_true (gst_buffer_map (run->buffers->pdata[index], &map, GST_MAP_READ));
  text = g_strndup ((const char *) map.data, map.size);
  gst_buffer_unmap (run->buffers->pdata[index], &map);
  return text;
}

static inline void
check_cue (const Run *run, guint index, GstClockTime start, GstClockTime duration, const char *wanted)
{
  g_autofree char *text = text_of (run, index);
  GstBuffer *buffer = run->buffers->pdata[index];

  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (GST_BUFFER_PTS (buffer), ==, start);
  g_assert_cmpuint (GST_BUFFER_DURATION (buffer), ==, duration);
}
