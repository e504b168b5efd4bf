/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/film.h"
#include "core/footage/marks.h"
#include "core/footage/place.h"
#include "core/footage/warp.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* What relates footage to telemetry. TLM_SYNC_NONE: nothing. */
typedef struct {
  TlmPlace liftoff_at;
  TlmFootageStart footage_start;
  TlmMarks marks;
  TlmDuration time_offset_ns;
} TlmSync;

#define TLM_SYNC_NONE ((TlmSync) { .footage_start = { .instant = TLM_TIME_NONE } })

/* The same as a person writes it, each NULL or "" where it is not said; strings
 * are the caller's. */
typedef struct {
  const char *liftoff_at;      /* core/footage/place.h */
  const char *footage_start;
  const char *marks;           /* core/footage/marks.h */
} TlmSyncText;

/* Whether it says anything. */
gboolean tlm_sync_text_is_set (const TlmSyncText *text);

/* Reads it into SYNC, whose time_offset_ns stays. TLM_ERROR_TIME, SYNC untouched,
 * names what is wrong ("marks: …"). */
gboolean tlm_sync_read (TlmSync *sync, const TlmSyncText *text, GError **error);

/* Whether it says what some place of the footage shows: a start that is only a timecode
 * does not. */
gboolean tlm_sync_is_set (const TlmSync *sync);

/* Why footage cannot be related to telemetry. */
typedef enum {
  TLM_SYNC_FINE,
  TLM_SYNC_NO_TELEMETRY,       /* nothing is known yet */
  TLM_SYNC_NO_RATE,            /* a frame or a timecode, and no frame rate */
  TLM_SYNC_NO_LABEL,           /* a timecode that the frame rate does not have */
  TLM_SYNC_NO_EPOCH,           /* UTC, and telemetry that counts from an unknown T-0 */
  TLM_SYNC_NOT_INCREASING,     /* a later place has no later instant */
  TLM_SYNC_OUT_OF_RANGE
} TlmSyncProblem;

/* How a footage time becomes a time on the timeline's clock. */
typedef struct {
  gboolean known;              /* FALSE: PROBLEM says why not */
  gboolean guessed;            /* nothing said where T-0 is, and the first sample of UTC data
                                * was taken for it, or BY_FILM: worth a warning */
  gboolean by_film;            /* nothing said what the footage is, and it was taken for the film
                                * that the telemetry came in */
  const TlmFilm *film;         /* footage that is a film which was cut: its pieces say it, not WARP. Not owned;
                                * or NULL */
  TlmSyncProblem problem;
  guint culprit;               /* NOT_INCREASING: index of the knot */
  TlmWarp warp;
} TlmSyncResult;

/* The relation of SHIFT_NS more. */
TlmSyncResult tlm_sync_shift (gint64 shift_ns);

/* What relates footage is taken together: T-0 at liftoff_at, or else the first
 * frame at footage_start where that has a date, and each mark. One of them is an
 * offset; two are a line, which corrects a clock that drifts; more, a line through
 * all. With none, telemetry that came in a film is tied to the footage as it was to that
 * film, and else elapsed 0 is footage 0. Where UTC data has no T-0, its first
 * sample stands for it. time_offset is added to footage times. */
TlmSyncResult tlm_sync_resolve (const TlmSync *sync, const TlmTimeline *timeline, int fps_n, int fps_d);

/* What is wrong and what would be right, a sentence; NULL where it is known. To
 * be freed. */
char *tlm_sync_explain (const TlmSyncResult *result);

/* What RESULT of SYNC on TIMELINE has guessed, and what would say it: a sentence. To be
 * freed. */
char *tlm_sync_explain_guess (const TlmSync *sync, const TlmSyncResult *result,
    const TlmTimeline *timeline);

/* Time on the timeline's clock, or TLM_TIME_NONE when the result is not known,
 * the footage time is TLM_TIME_NONE, or that leaves 64 bits. */
gint64 tlm_sync_apply (const TlmSyncResult *result, TlmDuration footage_time_ns);

/* The same with telemetry that is OFFSET later. Of a film that was cut, what is later is what a piece
 * shows, and not the place in the film. */
gint64 tlm_sync_apply_later (const TlmSyncResult *result, TlmDuration footage_time_ns, TlmDuration offset_ns);

/* The relation of a film, which has to outlive it. */
TlmSyncResult tlm_sync_film (const TlmFilm *film);

/* A footage time that comes from timecode, which begins anew each DAY_NS, on the day that is
 * nearest the places which are tied to instants. */
TlmDuration tlm_sync_nearest_day (const TlmSyncResult *result, TlmDuration footage_time_ns,
    TlmDuration day_ns);

/* The first footage time that shows TIME_NS or later, or TLM_TIME_NONE as above. */
TlmDuration tlm_sync_invert (const TlmSyncResult *result, gint64 time_ns);

G_END_DECLS
