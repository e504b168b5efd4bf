/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/decode/feed.h"
#include "core/timeline/timeline-live.h"
#include "elements/settings/presentation.h"
#include "elements/stream/feed-stats.h"

G_BEGIN_DECLS

/* Telemetry that arrives as the video plays: decoded, put on the video's running time,
 * kept for as long as the history wants, and waited for where that is asked. Two threads
 * meet here: the one that brings telemetry and the one that brings frames; every function
 * may be called from either. */
typedef struct _GstTelemetryQueue GstTelemetryQueue;

/* To be freed. */
GstTelemetryQueue *gst_telemetry_queue_new (void);

/* When no thread uses it any more; nothing for NULL. */
void gst_telemetry_queue_free (GstTelemetryQueue *queue);

/* How long a frame waits for telemetry: GST_CLOCK_TIME_NONE is as long as it
 * takes while either stream moves, 0 not at all. */
void gst_telemetry_queue_set_max_wait (GstTelemetryQueue *queue, GstClockTime max_wait);

/* How much of the past the timeline keeps, from the next samples on. HISTORY is copied. */
void gst_telemetry_queue_set_history (GstTelemetryQueue *queue, const TlmHistory *history);

/* Samples that come more than WINDOW ns behind the newest are counted as late;
 * they are used all the same. */
void gst_telemetry_queue_set_reorder_window (GstTelemetryQueue *queue, TlmDuration window_ns);

/* Whose timeline grows (a reference is taken); NULL: none, and what comes waits. Phases are
 * looked for by the profile of its flight, once a second of telemetry. */
void gst_telemetry_queue_set_presentation (GstTelemetryQueue *queue,
    GstTelemetryPresentation *presentation);

/* The presentation that the stream announces, whose flight is whole from the start (a
 * reference is taken); NULL: none. Where the presentation set above names no telemetry of
 * its own, samples say nothing new then, and no frame waits for them. */
void gst_telemetry_queue_set_announced (GstTelemetryQueue *queue,
    GstTelemetryPresentation *announced);

/* That presentation, or NULL, as a reference of the caller's. Only between acquire() and
 * release(). */
GstTelemetryPresentation *gst_telemetry_queue_ref_announced (const GstTelemetryQueue *queue);

/* What a person says of the telemetry (copied); for the next caps. TRUE where a stream is being
 * read by other words, and goes on to be: what its columns are is settled when it begins. */
gboolean gst_telemetry_queue_set_options (GstTelemetryQueue *queue, const TlmDecodeOptions *options);

/* What came so far, and what became of it. */
void gst_telemetry_queue_get_stats (GstTelemetryQueue *queue, GstTelemetryStreamStats *stats);

/* The oldest warning about the stream that nobody has had yet, to be freed; or NULL. */
char *gst_telemetry_queue_pop_warning (GstTelemetryQueue *queue);

/* The telemetry side. */

/* Begins a stream of these CAPS. FALSE with an error when they say nothing that can be
 * read; what was there before stays. */
gboolean gst_telemetry_queue_set_caps (GstTelemetryQueue *queue, const GstCaps *caps,
    GError **error);

/* Whether the running times of buffers from now on are by the clock of the demuxer that the video
 * comes from, too, and not of arrival; not at first. */
void gst_telemetry_queue_set_of_video (GstTelemetryQueue *queue, gboolean of_video);

/* Decodes a buffer (which stays the caller's) that plays at RUNNING_TIME. Waits while
 * it is far ahead of the frames. With GST_CLOCK_TIME_NONE what it brings plays at the
 * samples' own times, from 0 on. GST_FLOW_FLUSHING without an error; GST_FLOW_ERROR with
 * one when the stream cannot be read. */
GstFlowReturn gst_telemetry_queue_push (GstTelemetryQueue *queue, GstBuffer *buffer,
    GstClockTime running_time, GError **error);

/* The clock of the samples so far was MOVED ns slow: they move, with the next that comes. */
void gst_telemetry_queue_move (GstTelemetryQueue *queue, TlmDuration moved_ns);

/* Nothing will come before RUNNING_TIME. */
void gst_telemetry_queue_advance (GstTelemetryQueue *queue, GstClockTime running_time);

/* The end of the stream. FALSE with an error (which may be NULL) when what came was of
 * no use. */
gboolean gst_telemetry_queue_end (GstTelemetryQueue *queue, GError **error);

/* Another stream begins, after the end of one as well. */
void gst_telemetry_queue_begin (GstTelemetryQueue *queue);

/* While FLUSHING nobody waits; what is queued is dropped when that ends. */
void gst_telemetry_queue_set_flushing (GstTelemetryQueue *queue, gboolean flushing);

/* The frames' side. */

/* Waits until telemetry has passed RUNNING_TIME (GST_CLOCK_TIME_NONE: does not wait), then
 * holds the lock on the timeline until release(). Where frames wait, the timeline has
 * what came up to the first buffer that passed the time, and no more, however far
 * ahead telemetry is; where they do not, it has all that came. TRUE when the wait timed
 * out, once until telemetry moves again. */
gboolean gst_telemetry_queue_acquire (GstTelemetryQueue *queue, GstClockTime running_time);

/* Between acquire() and release(): the frame shows TIME on the timeline's clock,
 * which marks or an offset may set ahead of its running time. Waits for it too; TRUE as
 * above. */
gboolean gst_telemetry_queue_need (GstTelemetryQueue *queue, gint64 time_ns);

/* Between acquire() and release(): TRUE with an error, once, when what came cannot be
 * put on the timeline. */
gboolean gst_telemetry_queue_report (GstTelemetryQueue *queue, GError **error);

/* Time on the timeline's clock of a running time, TLM_TIME_NONE before the first
 * sample. Only between acquire() and release(). */
gint64 gst_telemetry_queue_map (const GstTelemetryQueue *queue, GstClockTime running_time);

/* Gives the lock back that acquire() took, in the same thread. */
void gst_telemetry_queue_release (GstTelemetryQueue *queue);

/* A frame of RUNNING_TIME goes by and shows nothing: telemetry need not wait for it. */
void gst_telemetry_queue_pass (GstTelemetryQueue *queue, GstClockTime running_time);

/* The frames were flushed, or have ended: nobody waits for them. */
void gst_telemetry_queue_frames_reset (GstTelemetryQueue *queue, gboolean ended);

G_END_DECLS
