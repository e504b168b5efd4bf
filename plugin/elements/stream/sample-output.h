/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* What telemetryparse lets out: samples, gaps, and before them the caps and a segment of
 * time, whatever came in. Belongs to the streaming thread; all zero but for the pads and
 * the segment, which jump() begins. */
typedef struct {
  GstPad *sink, *src;        /* of one element, which owns them */
  GstSegment segment;        /* as it came in */
  GstEvent *own_segment;     /* goes out before the first buffer, or NULL */
  gboolean has_caps;         /* they went out */
  gboolean discont;          /* the next sample does not go on where the last one ended */
} GstTelemetrySampleOutput;

/* Pushes caps and segment where that is not done, with a stream-start where none came. */
void gst_telemetry_sample_output_head (GstTelemetrySampleOutput *output);

/* Pushes a SAMPLE (taken over) after its head. */
GstFlowReturn gst_telemetry_sample_output_push (GstTelemetrySampleOutput *output,
    GstBuffer *sample);

/* Says that no sample comes from PTS on for DURATION (GST_CLOCK_TIME_NONE: not known). */
void gst_telemetry_sample_output_gap (GstTelemetrySampleOutput *output, GstClockTime pts,
    GstClockTime duration);

/* Takes up a segment EVENT, which stays the caller's; a stream of bytes becomes one of
 * time. FALSE where downstream does not take it. */
gboolean gst_telemetry_sample_output_segment (GstTelemetrySampleOutput *output, GstEvent *event);

/* Forgets the segment, for a flush and before the first buffer. */
void gst_telemetry_sample_output_jump (GstTelemetrySampleOutput *output);

G_END_DECLS
