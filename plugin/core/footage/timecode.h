/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Timecode: a label for each frame of a day, HH:MM:SS:FF (SMPTE ST 12-1). It
 * counts 24, 25, 30, 48, 50 or 60 frames a second; at the rates that are 1000/1001 of
 * those a label second lasts 1.001 s. With drop-frame, at 29.97 and 59.94, the first
 * two (four) labels of each minute are left out but for every tenth minute, so
 * that labels stay with the clock to 86 ms a day (ST 12-1, 5.2.2). All in whole
 * numbers: exact over 24 h. Pure functions, thread safe. */

typedef struct {
  int fps_n, fps_d;      /* 24000/1001, 24/1, 25/1, 30000/1001, 30/1, 48/1, 50/1, 60000/1001, 60/1, … */
  gboolean drop;         /* 30000/1001 and 60000/1001 only */
} TlmTimecodeRate;

typedef struct {
  guint hours, minutes, seconds, frames;
} TlmTimecode;

/* Whether there is timecode at this rate: its nominal rate is whole and no more
 * than 120, and drop-frame where it is asked for. */
gboolean tlm_timecode_rate_is_valid (const TlmTimecodeRate *rate);

/* Frames that are labelled in a day: 2 589 408 at 29.97 with drop-frame. */
gint64 tlm_timecode_frames_per_day (const TlmTimecodeRate *rate);

/* Reads HH:MM:SS:FF, or HH:MM:SS;FF (also with a point or a comma) where frames
 * are dropped. FALSE, OUT and DROP untouched, for any other text. What the rate
 * makes of it is not looked at. */
gboolean tlm_timecode_parse (const char *text, TlmTimecode *out, gboolean *drop);

/* The number of the frame since 00:00:00:00. FALSE for a label that the rate does
 * not have: too many frames, or one that is dropped. */
gboolean tlm_timecode_to_frame (const TlmTimecode *timecode, const TlmTimecodeRate *rate,
    gint64 *frame);

/* The label of FRAME (any sign), which begins anew each day. */
TlmTimecode tlm_timecode_from_frame (gint64 frame, const TlmTimecodeRate *rate);

/* When FRAME (within 100 years) begins, ns after frame 0, to the nearest. */
TlmDuration tlm_timecode_frame_time (gint64 frame, const TlmTimecodeRate *rate);

G_END_DECLS
