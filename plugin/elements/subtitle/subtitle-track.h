/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "elements/subtitle/subtitle-head.h"

G_BEGIN_DECLS

/* One track: a source pad with cues in one language. Belongs to the streaming
 * thread of the element. */
typedef struct _GstTelemetryTrack GstTelemetryTrack;

/* A track on PAD (a reference is taken) that is written from STREAM, which outlives it;
 * NUMBER is that of its language. To be freed. */
GstTelemetryTrack *gst_telemetry_track_new (GstTelemetrySubtitleStream *stream, GstPad *pad,
    guint number);

/* Takes NULL. */
void gst_telemetry_track_free (GstTelemetryTrack *track);

/* The track's. */
GstPad *gst_telemetry_track_get_pad (const GstTelemetryTrack *track);

/* Another stream begins. */
void gst_telemetry_track_reset (GstTelemetryTrack *track);

/* Other telemetry is known, whatever was written. */
void gst_telemetry_track_forget_writer (GstTelemetryTrack *track);

/* Another segment begins, or a flush: the next buffer is a discontinuity. */
void gst_telemetry_track_jump (GstTelemetryTrack *track);

/* Where the segment starts, stream time; backwards, its end. */
void gst_telemetry_track_place (GstTelemetryTrack *track, gint64 position_ns);

/* Sends the stream's head where that is not done: words of the track, caps, what
 * waited for them. FALSE when no caps are taken, or an error was posted. */
gboolean gst_telemetry_track_negotiate (GstTelemetryTrack *track);

/* Forwards an event (taken over), which waits for the caps where it has to. */
gboolean gst_telemetry_track_forward (GstTelemetryTrack *track, GstEvent *event);

/* Pushes what is to be said in a stretch of stream time that telemetry has
 * passed. */
GstFlowReturn gst_telemetry_track_pass (GstTelemetryTrack *track, gint64 from_ns, gint64 end_ns);

/* Pushes a cue whose words might have gone on. */
GstFlowReturn gst_telemetry_track_drain (GstTelemetryTrack *track);

G_END_DECLS
