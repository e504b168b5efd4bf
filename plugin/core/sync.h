/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission.h"
#include "core/timeline.h"

G_BEGIN_DECLS

/* Where liftoff is in the footage, as a person writes it. */
typedef enum {
  TLM_MARK_NONE,
  TLM_MARK_TIME,        /* "12.48", "-3", "00:01:12.500" */
  TLM_MARK_FRAME        /* "#374": needs the frame rate */
} TlmMarkKind;

typedef struct {
  TlmMarkKind kind;
  TlmDuration time_ns;
  gint64 frame;
} TlmMark;

/* Reads liftoff-at. NULL and "" give TLM_MARK_NONE. */
gboolean tlm_mark_parse (const char *text, TlmMark *mark, GError **error);

/* Footage time of a mark; frame N begins at N × fps_d / fps_n seconds, rounded
 * to the nanosecond. FALSE for a frame without a rate (0/1). */
gboolean tlm_mark_resolve (const TlmMark *mark, int fps_n, int fps_d, TlmDuration *time_ns);

/* What relates footage to telemetry. All zero but footage_start: no sync. */
typedef struct {
  TlmMark liftoff_at;
  TlmDuration time_offset_ns;
  TlmInstant footage_start;   /* TAI, or TLM_TIME_NONE */
} TlmSync;

/* How a footage time becomes a time on the timeline's clock: time + shift. */
typedef struct {
  gboolean known;             /* FALSE: a frame mark without a frame rate */
  gint64 shift_ns;
  gboolean guessed;           /* no sync was given and the first sample of UTC data was taken */
} TlmSyncResult;

/* Shown instant = frame time + time-offset − liftoff-at, counted from T-0. With
 * footage_start: footage_start + frame time + time-offset. With neither:
 * elapsed 0 is footage 0, or for UTC data without T-0 the first sample. */
TlmSyncResult tlm_sync_resolve (const TlmSync *sync, const TlmTimeline *timeline, int fps_n, int fps_d);

/* Time on the timeline's clock, or TLM_TIME_NONE. */
gint64 tlm_sync_apply (const TlmSyncResult *result, TlmDuration footage_time_ns);

G_END_DECLS
