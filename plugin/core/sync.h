/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission.h"
#include "core/timecode.h"
#include "core/timeline.h"

G_BEGIN_DECLS

/* Where liftoff is in the footage, as a person writes it. */
typedef enum {
  TLM_MARK_NONE,
  TLM_MARK_TIME,        /* "12.48", "-3", "00:01:12.500" */
  TLM_MARK_FRAME,       /* "#374": needs the frame rate */
  TLM_MARK_TIMECODE     /* "10:42:13:07", "10:42:13;07" with drop-frame: needs the frame rate */
} TlmMarkKind;

typedef struct {
  TlmMarkKind kind;
  TlmDuration time_ns;
  gint64 frame;
  TlmTimecode timecode;
  gboolean drop;
} TlmMark;

/* Reads liftoff-at: seconds ("12.48", any sign), [-]HH:MM:SS.mmm, a frame
 * ("#374"), a timecode ("10:42:13:07"). NULL and "" give TLM_MARK_NONE.
 * TLM_ERROR_TIME, OUT untouched, for anything else. Thread safe. */
gboolean tlm_mark_parse (const char *text, TlmMark *mark, GError **error);

/* Footage time of a mark; frame N begins at N × fps_d / fps_n seconds, rounded
 * to the nearest nanosecond in whole numbers. A
 * timecode is the time since 00:00:00:00, as footage time is where it comes from
 * timecode. FALSE, TIME_NS untouched, for TLM_MARK_NONE, for a frame or timecode
 * without a rate (0/1) or that its rate does not have, and outside 64 bits. */
gboolean tlm_mark_resolve (const TlmMark *mark, int fps_n, int fps_d, TlmDuration *time_ns);

/* What relates footage to telemetry. All zero but footage_start: no sync. */
typedef struct {
  TlmMark liftoff_at;
  TlmDuration time_offset_ns;
  TlmInstant footage_start;   /* TAI, or TLM_TIME_NONE */
} TlmSync;

/* How a footage time becomes a time on the timeline's clock: time + shift. */
typedef struct {
  gboolean known;             /* FALSE: a frame mark without a frame rate, a footage-start
                               * with elapsed data without T-0, or no telemetry yet */
  gint64 shift_ns;
  gboolean guessed;           /* nothing said where T-0 is, and the first sample of UTC data
                               * was taken for it: worth a warning */
} TlmSyncResult;

/* Shown instant = frame time + time-offset − liftoff-at, counted from T-0. With
 * footage_start and no mark: footage_start + frame time + time-offset. With
 * neither: elapsed 0 is footage 0. Where UTC data has no T-0, its first sample
 * stands for it. */
TlmSyncResult tlm_sync_resolve (const TlmSync *sync, const TlmTimeline *timeline, int fps_n, int fps_d);

/* Time on the timeline's clock, or TLM_TIME_NONE when the result is not known,
 * the footage time is TLM_TIME_NONE, or the sum leaves 64 bits. */
gint64 tlm_sync_apply (const TlmSyncResult *result, TlmDuration footage_time_ns);

G_END_DECLS
