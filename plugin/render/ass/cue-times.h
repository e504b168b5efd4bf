/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/sync.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* When timed text may change: on a grid, at each event, and where a value grows
 * old, is lost or is there again. Times are footage time, ns. The grid counts
 * from footage 0, so that a cue does not depend on where one began to play. */
typedef struct {
  TlmTimeline *timeline;       /* not owned */
  TlmSyncResult sync;          /* footage time to the timeline's clock */
  TlmDuration interval_ns;     /* of the grid, above 0 */
  int fps_n, fps_d;            /* times are those of frames of this rate; 0: any time */
  TlmDuration step_ns;         /* what the format can tell apart; 0: TLR_CUE_STEP */
  const TlmChannelSet *wanted; /* values whose age matters; NULL: all */
  TlmSnapshot *scratch;        /* owned; tlr_cue_times_clear() frees it */
} TlrCueTimes;

/* What SubRip, WebVTT, Matroska and timed text of MP4 tell apart. */
#define TLR_CUE_STEP (TLM_SECOND / 1000)

/* Longest distance looked at when a loss is searched; two losses closer than
 * that may be taken for none. */
#define TLR_CUE_PROBE TLM_SECOND

/* Frees what it owns; the times themselves belong to the caller. */
void tlr_cue_times_clear (TlrCueTimes *times);

/* The first time after AFTER_NS at which something may change: a frame's own time where
 * there are frames, of which number n begins at n × fps_d / fps_n seconds, rounded to the
 * nearest nanosecond; else whole steps. One that follows another lasts a step at least, so
 * that what is shown between can be written. G_MAXINT64 when that leaves 64 bits. */
gint64 tlr_cue_times_next (TlrCueTimes *times, gint64 after_ns);

/* What the times of the format are apart at least. */
TlmDuration tlr_cue_times_step (const TlrCueTimes *times);

/* The last such time at or before TIME_NS; TIME_NS itself where there is none
 * down to 64 bits. */
gint64 tlr_cue_times_floor (TlrCueTimes *times, gint64 time_ns);

G_END_DECLS
