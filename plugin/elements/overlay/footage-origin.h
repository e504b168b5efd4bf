/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Where in the footage a frame is, counted from the first picture of its container whatever
 * the container's clock says there, the same after any seek and over parts that follow one
 * another. Frames that come out of no container are where their stream time says, and so are
 * those in an edit; there an effect that was not trimmed goes with the clip that it is on. Belongs to the streaming thread. */
typedef struct {
  gboolean settled;              /* the fields down to the next comment are known */
  gboolean is_film;              /* the frames come out of a container */
  gboolean is_first_known;       /* LEAD_NS is that of the first picture */
  gboolean is_edit;              /* they are in an edit */
  gboolean is_apart;             /* where this is trimmed otherwise than its clip */
  gboolean by_pts;               /* stream time is the PTS, but for some seeks */
  TlmDuration lead_ns;           /* of the first picture */
  double speed;                  /* of the medium from stream time OWN_NS on, in an edit that changes it before */
  TlmDuration own_ns;
  char *uri;                     /* of the film, or NULL */

  TlmDuration joined_ns;         /* footage before the part that plays */
  gboolean flushed;              /* since the stream began, or the last frame */
  gboolean new_segment, new_stream;
  char *stream_id;
  TlmDuration last_ns;           /* of the last frame: its place, or TLM_TIME_NONE */
  TlmDuration last_running_ns;
  gboolean went_back;            /* a frame was before the last one, and nothing says why */
} GstTelemetryOrigin;

/* Nothing is known: a new start. */
void gst_telemetry_origin_init (GstTelemetryOrigin *origin);

/* Frees what it holds. */
void gst_telemetry_origin_clear (GstTelemetryOrigin *origin);

/* Looks at an event that comes before frames. */
void gst_telemetry_origin_take_event (GstTelemetryOrigin *origin, GstEvent *event);

/* The place of a frame that comes on SINKPAD in SEGMENT, or TLM_TIME_NONE; where a decoder has
 * cut a picture that a seek went into the middle of, of what is left, as its time stamp says. To be asked for
 * each frame; may block at the first. */
TlmDuration gst_telemetry_origin_place (GstTelemetryOrigin *origin, GstPad *sinkpad,
    const GstSegment *segment, GstBuffer *buffer);

/* The place of a stream TIME in the part that plays in SEGMENT, or TLM_TIME_NONE, by what is known from frames
 * so far. Pure. */
TlmDuration gst_telemetry_origin_place_at (const GstTelemetryOrigin *origin, const GstSegment *segment,
    GstClockTime time);

/* The stream time of a place, which may be before or after the part that plays; TLM_TIME_NONE as above. Pure. */
TlmDuration gst_telemetry_origin_stream_time (const GstTelemetryOrigin *origin, const GstSegment *segment,
    TlmDuration place_ns);

G_END_DECLS
