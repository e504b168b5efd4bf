/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/log/clock-path.h"
#include "core/mission/flight.h"
#include "core/phases/engine.h"
#include "core/timeline/timeline-live.h"
#include "elements/stream/feed-stats.h"
#include "elements/stream/receiver.h"

G_BEGIN_DECLS

/* The timeline of a flight as it grows with what a stream brings: where its clock is on the
 * running time of the video, how much of the past is kept, and the phases, which are looked
 * for once a second of telemetry. A sender's clock that steps is tied anew within a second or
 * two, and what came before goes with it. Not thread safe: the queue's lock guards it. */
typedef struct {
  TlmTimeline *timeline;         /* of a flight that somebody keeps, or NULL */
  const TlmMission *mission;     /* of that flight */
  TlmPhaseEngine *engine;        /* by the profile of that flight, or NULL; owned */
  guint64 n_late;                /* what came too late for ENGINE, when it was looked at last */
  gint64 phases_from;            /* the oldest sample that it has not seen, G_MAXINT64: none */
  gint64 phases_at;              /* the newest that it has seen, or TLM_TIME_NONE */
  TlmHistory history;
  TlmDuration reorder_window;    /* ns */
  GstTelemetryStreamStats stats; /* but for those of the feed */
  guint64 n_thinned;             /* events that TIMELINE had forgotten when it was looked at last */
  TlmClockWatch watch;           /* time on the timeline's clock, against running time */
  TlmClockPath path;             /* the same, where that is of the video's demuxer */
  GQueue aside;                  /* GstTelemetryDelivery *: doubted, oldest first */
  GPtrArray *warnings;           /* char *, for the bus, not posted yet */
  gint64 shift_ns;               /* time on the timeline's clock − running time */
  gboolean has_shift;
} GstTelemetryStreamTimeline;

/* Without a flight, with the default history and window. */
void gst_telemetry_stream_timeline_init (GstTelemetryStreamTimeline *self);

/* The stream jumps: it is tied to the running time anew. */
void gst_telemetry_stream_timeline_untie (GstTelemetryStreamTimeline *self);

/* Frees what it owns. */
void gst_telemetry_stream_timeline_clear (GstTelemetryStreamTimeline *self);

/* Whose timeline grows: FLIGHT, which outlives it, or none. The same flight goes on with
 * the phases that were found. */
void gst_telemetry_stream_timeline_set_flight (GstTelemetryStreamTimeline *self,
    const TlmFlight *flight);

/* Puts what came on the timeline, of which there is one, or keeps it (DELIVERY's log is then
 * NULL) until it is known which clock it is on. REACHED becomes the running time
 * that a stream without times has come to with it, else GST_CLOCK_TIME_NONE. FALSE with an
 * error when it cannot be put there. */
gboolean gst_telemetry_stream_timeline_extend (GstTelemetryStreamTimeline *self,
    GstTelemetryDelivery *delivery, GstClockTime *reached, GError **error);

/* What came before was of a clock that is better known now: it moves by MOVED ns, and its tie. There
 * is a timeline. */
void gst_telemetry_stream_timeline_move (GstTelemetryStreamTimeline *self, TlmDuration moved_ns);

/* Nothing more will come: the phases of all that came. */
void gst_telemetry_stream_timeline_end (GstTelemetryStreamTimeline *self);

/* Time on the timeline's clock of a running time; TLM_TIME_NONE before the first sample,
 * for GST_CLOCK_TIME_NONE, and out of 64 bits. */
gint64 gst_telemetry_stream_timeline_at (const GstTelemetryStreamTimeline *self,
    GstClockTime running_time);

/* The running time that shows TIME on the timeline's clock; GST_CLOCK_TIME_NONE before the
 * first sample, for TLM_TIME_NONE, and before 0. */
GstClockTime gst_telemetry_stream_timeline_running_time (const GstTelemetryStreamTimeline *self,
    gint64 time_ns);

/* Whether LOG has a sample or an event. */
gboolean gst_telemetry_log_says_anything (const TlmLog *log);

G_END_DECLS
