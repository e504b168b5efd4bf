/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstflowcombiner.h>

#include "elements/subtitle/subtitle-stream.h"

G_BEGIN_DECLS

#define GST_TYPE_TELEMETRY_SUBTITLE (gst_telemetry_subtitle_get_type ())
G_DECLARE_FINAL_TYPE (GstTelemetrySubtitle, gst_telemetry_subtitle, GST, TELEMETRY_SUBTITLE,
    GstElement)

/* Without a check of the type: what helps the element does not call the element's file. */
#define GST_TELEMETRY_SUBTITLE_CAST(object) ((GstTelemetrySubtitle *) (object))

struct _GstTelemetrySubtitle {
  GstElement parent;
  GstPad *sinkpad;

  GstTelemetrySubtitleStream stream;

  GPtrArray *joining;              /* GstPad *, without a track yet; under the object lock */
  GPtrArray *leaving;              /* GstPad *, whose track is to go; likewise */

  GPtrArray *tracks;               /* GstTelemetryTrack *; under the sink's stream lock */
  GstFlowCombiner *flows;          /* likewise */

  gboolean placed;                 /* end and the tracks' positions are those of the segment */
  gint64 passed_ns;                /* stream time up to which tracks are written, once placed */
  gint64 lead_ns;                  /* running time of the clip's first picture; < 0: not asked */
};

/* subtitle-pads.c: source pads that come and go. */
void gst_telemetry_subtitle_install_pads (GstElementClass *element_class);

/* The pad `src` of a new element, with its track. */
void gst_telemetry_subtitle_add_first_pad (GstTelemetrySubtitle *self);

/* Makes tracks for pads that came, and frees those of pads that went. On the streaming
 * thread: whoever asks for a pad, or gives one back, does not wait for a thread that may
 * be waiting for its sinks. */
void gst_telemetry_subtitle_settle_tracks (GstTelemetrySubtitle *self);

/* subtitle-footage.c: the tracks' running time begins at the first picture of the clip that
 * is set, whose file is read for it once a stream. On the streaming thread. Blocks. */
void gst_telemetry_subtitle_meet_footage (GstTelemetrySubtitle *self);

/* Whether PAD is being given back. Any thread. */
gboolean gst_telemetry_subtitle_is_leaving (GstTelemetrySubtitle *self, GstPad *pad);

G_END_DECLS
