/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* What the frames on a pad come out of. */
typedef enum {
  GST_TELEMETRY_CONTAINER_NONE,        /* a camera, an application, single pictures */
  GST_TELEMETRY_CONTAINER_FILM,        /* a demuxer */
  GST_TELEMETRY_CONTAINER_EDIT         /* an edit of GES, which gives stream time its meaning */
} GstTelemetryContainer;

/* Walks upstream from SINKPAD, over bins and the first input of elements that have several,
 * to the first demuxer. Of the streaming thread. */
GstTelemetryContainer gst_telemetry_container_find (GstPad *sinkpad);

/* An effect on a clip of an edit. */
typedef struct {
  guint64 own_ns, clip_ns;             /* where in its medium the effect begins, and the clip */
  double speed;                        /* of the medium against the effect's time: 2 after videorate rate=2 */
} GstTelemetryClip;

/* What clip of an edit SINKPAD's element is an effect on; FALSE, CLIP untouched, where it is none. */
gboolean gst_telemetry_container_clip (GstPad *sinkpad, GstTelemetryClip *clip);

/* The URI that upstream reads, to be freed; NULL where it has none. */
char *gst_telemetry_container_uri (GstPad *sinkpad);

/* Whether an element before SINKPAD turns the picture, or may: the tag that says how to goes on
 * past videoflip of GStreamer 1.22 as it was. */
gboolean gst_telemetry_container_turns (GstPad *sinkpad);

G_END_DECLS
