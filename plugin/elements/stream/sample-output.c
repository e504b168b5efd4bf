/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/sample-output.h"

#include <gst/telemetry/gsttelemetrycaps.h>

#include "elements/stream/move-event.h"

static void
push_caps (GstTelemetrySampleOutput *output)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (GST_TELEMETRY_CAPS);
  g_autoptr (GstEvent) start = gst_pad_get_sticky_event (output->sink, GST_EVENT_STREAM_START, 0);

  if (!start) {
    g_autofree char *id = gst_pad_create_stream_id (output->src,
        GST_ELEMENT (GST_PAD_PARENT (output->src)), NULL);
    gst_pad_push_event (output->src, gst_event_new_stream_start (id));
  }
  gst_pad_push_event (output->src, gst_event_new_caps (caps));
  output->has_caps = TRUE;
}

void
gst_telemetry_sample_output_head (GstTelemetrySampleOutput *output)
{
  if (!output->has_caps)
    push_caps (output);
  if (output->own_segment)
    gst_pad_push_event (output->src, g_steal_pointer (&output->own_segment));
}

GstFlowReturn
gst_telemetry_sample_output_push (GstTelemetrySampleOutput *output, GstBuffer *sample)
{
  TlmDuration moved_ns = gst_telemetry_move_of (sample);

  gst_telemetry_sample_output_head (output);
  if (moved_ns != 0)
    gst_pad_push_event (output->src, gst_telemetry_move_event_new (moved_ns));
  if (output->discont)
    GST_BUFFER_FLAG_SET (sample, GST_BUFFER_FLAG_DISCONT);
  output->discont = FALSE;
  return gst_pad_push (output->src, sample);
}

void
gst_telemetry_sample_output_gap (GstTelemetrySampleOutput *output, GstClockTime pts,
    GstClockTime duration)
{
  gst_telemetry_sample_output_head (output);
  gst_pad_push_event (output->src, gst_event_new_gap (pts, duration));
}

gboolean
gst_telemetry_sample_output_segment (GstTelemetrySampleOutput *output, GstEvent *event)
{
  g_autoptr (GstSegment) segment = NULL;

  gst_event_copy_segment (event, &output->segment);
  gst_clear_event (&output->own_segment);
  if (output->segment.format == GST_FORMAT_TIME) {
    gst_telemetry_sample_output_head (output);
    return gst_pad_push_event (output->src, gst_event_ref (event));
  }
  segment = gst_segment_new ();
  gst_segment_init (segment, GST_FORMAT_TIME);
  output->own_segment = gst_event_new_segment (segment);
  return TRUE;
}

void
gst_telemetry_sample_output_jump (GstTelemetrySampleOutput *output)
{
  gst_segment_init (&output->segment, GST_FORMAT_UNDEFINED);
  gst_clear_event (&output->own_segment);
  output->discont = TRUE;
}
