/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "elements/subtitle/subtitle-stream.h"

G_BEGIN_DECLS

/* What goes before the first cue of a track: its stream-start, the words that players call
 * it by, caps, and the events that waited for these. Of the streaming thread. */
typedef struct {
  GstPad *pad;                     /* a reference */
  guint number;                    /* of the track's language */
  GQueue events;                   /* GstEvent *, that wait for the caps */
  gboolean started, negotiated;    /* stream-start went out; caps did */
} GstTelemetrySubtitleHead;

/* Of a track on PAD (a reference is taken). */
void gst_telemetry_subtitle_head_init (GstTelemetrySubtitleHead *head, GstPad *pad, guint number);

/* Frees what it holds. */
void gst_telemetry_subtitle_head_clear (GstTelemetrySubtitleHead *head);

/* Another stream begins: all is to be sent again, and what waited is dropped. */
void gst_telemetry_subtitle_head_reset (GstTelemetrySubtitleHead *head);

/* Sends what was not sent, with the caps of WRITER. */
void gst_telemetry_subtitle_head_send (GstTelemetrySubtitleHead *head,
    GstTelemetrySubtitleStream *stream, const GstTelemetryWriter *writer);

/* Pushes an event (taken over), which waits for the caps where it has to. */
gboolean gst_telemetry_subtitle_head_forward (GstTelemetrySubtitleHead *head, GstEvent *event);

G_END_DECLS
