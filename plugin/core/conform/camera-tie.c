/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/conform/camera-tie.h"

#include <math.h>
#include <string.h>

#include "core/footage/sync.h"

/* Where the second knot of a clock that drifts is: a day away, what it is rounded by is less than
 * a nanosecond in a day. */
#define FAR_NS (86400 * TLM_SECOND)

/* The knots as marks, for the one place that knows clocks (core/footage/sync.h). */
static void
add_mark (TlmSync *sync, TlmDuration footage_ns, TlmMissionTime time)
{
  sync->marks.marks[sync->marks.n++] = (TlmMark) { .place = { .kind = TLM_PLACE_TIME, .time_ns = footage_ns },
    .clock = time.clock, .time_ns = time.time_ns };
}

static void
add_line (TlmSync *sync, const TlmMissionCamera *camera, TlmMissionTime zero)
{
  add_mark (sync, 0, zero);
  if (camera->drift_ppm == 0)
    return;
  zero.time_ns += (gint64) llroundl ((long double) FAR_NS / (1 + (long double) camera->drift_ppm * 1e-6L));
  add_mark (sync, FAR_NS, zero);
}

static gboolean
are_labels (const TlmMarks *marks)
{
  for (guint i = 0; i < marks->n; i++)
    if (marks->marks[i].place.kind != TLM_PLACE_TIMECODE)
      return FALSE;
  return TRUE;
}

char *
tlm_camera_tie (const TlmMissionCamera *camera, const TlmTimeline *timeline, TlmCameraTie *tie)
{
  TlmSync sync = TLM_SYNC_NONE;
  TlmSyncText text = { .marks = camera->marks, .footage_start = camera->start_timecode };
  TlmSyncResult result;
  g_autoptr (GError) error = NULL;

  *tie = (TlmCameraTie) { .camera = camera, .origin = TLM_EDIT_FROM_FIRST_FRAME };
  if (camera->marks) {
    if (!tlm_sync_read (&sync, &text, &error))
      return g_strdup (error->message);
    if (!camera->start_timecode && are_labels (&sync.marks))
      tie->origin = TLM_EDIT_FROM_LABEL_ZERO;
  } else if (camera->has_timecode_zero) {
    tie->origin = TLM_EDIT_FROM_LABEL_ZERO;
    add_line (&sync, camera, camera->timecode_zero);
  } else {
    add_line (&sync, camera, camera->footage_start);
  }
  result = tlm_sync_resolve (&sync, timeline, camera->rate.fps_n, camera->rate.fps_d);
  if (!result.known)
    return tlm_sync_explain (&result);
  /* For one clip the first sample is taken for T-0, with a warning; a film would have it in every shot. */
  if (result.guessed)
    return g_strdup ("it counts from liftoff, and the telemetry is in UTC and nothing says when that was: set liftoff in the "
        "[mission], or give UTC");
  tie->warp = result.warp;
  return NULL;
}

/* Matching */

static gboolean
fits (const char *glob, const char *text)
{
  return text && g_pattern_match_simple (glob, text);
}

gboolean
tlm_camera_took (const TlmMissionCamera *camera, const TlmEditSource *source)
{
  g_auto (GStrv) globs = g_strsplit (camera->match ? camera->match : camera->name, ";", -1);
  const char *slash = source->path ? strrchr (source->path, '/') : NULL;

  for (char **glob = globs; *glob; glob++) {
    g_strstrip (*glob);
    if (**glob && (fits (*glob, source->reel) || fits (*glob, source->name) || fits (*glob, source->path) ||
        fits (*glob, slash ? slash + 1 : NULL)))
      return TRUE;
  }
  return FALSE;
}

/* Source time */

#define BEYOND "its time is beyond what can be counted"

static gint64
nominal (const TlmTimecodeRate *rate)
{
  return ((gint64) rate->fps_n + rate->fps_d - 1) / rate->fps_d;
}

/* Frames counted from label zero, as RATE counts them and drops labels, to the count of the same label
 * as CAMERA does. */
static gboolean
recount (const TlmTimecodeRate *rate, const TlmTimecodeRate *camera, gint64 *frame)
{
  TlmTimecode label;

  if (rate->drop == camera->drop)
    return TRUE;
  label = tlm_timecode_from_frame (*frame, rate);
  return tlm_timecode_to_frame (&label, camera, frame);
}

/* Seconds since label zero at the source's rate to those at the camera's: the label stays, and the exact
 * rate is the camera's. */
static const char *
count_again (const TlmMissionCamera *camera, const TlmEditSource *source, TlmRational *time, TlmRational *scale)
{
  TlmRational from, to, frames, whole, part;
  gint64 frame, again;

  *scale = TLM_RATIONAL_ONE;
  if (camera->rate.fps_n <= 0 || source->rate.fps_n <= 0)
    return NULL;
  if (nominal (&camera->rate) != nominal (&source->rate))
    return "its labels count another number of frames a second in the edit than the camera's rate= says";
  if (!tlm_rational_make (source->rate.fps_n, source->rate.fps_d, &from) ||
      !tlm_rational_make (camera->rate.fps_n, camera->rate.fps_d, &to) || !tlm_rational_multiply (*time, from, &frames))
    return BEYOND;
  again = frame = tlm_rational_floor (frames);
  whole = (TlmRational) { .n = frame, .d = 1 };
  if (!recount (&source->rate, &camera->rate, &again))
    return "its label is one that the camera's rate= and drop= do not have";
  if (!tlm_rational_subtract (frames, whole, &part) ||
      !tlm_rational_add (part, (TlmRational) { .n = again, .d = 1 }, &frames) ||
      !tlm_rational_divide (frames, to, time) || !tlm_rational_divide (from, to, scale))
    return BEYOND;
  return NULL;
}

/* The label of the first frame, seconds since label zero as the camera counts: the edit's or the
 * camera's own. NULL, or why it is not known. */
static const char *
find_start (const TlmMissionCamera *camera, const TlmEditSource *source, TlmRational *start)
{
  TlmRational scale;
  TlmTimecodeRate rate = camera->rate.fps_n > 0 ? camera->rate : source->rate;
  TlmTimecode label;
  gboolean drop;
  gint64 count;

  *start = source->start;
  if (source->has_start)
    return count_again (camera, source, start, &scale);
  if (!camera->start_timecode || !tlm_timecode_parse (camera->start_timecode, &label, &drop))
    return source->origin == TLM_EDIT_FROM_LABEL_ZERO ?
        "the edit has its timecode and the camera counts from the first frame: start-timecode= says that one's" :
        "the edit counts from its first frame and the camera from timecode: start-timecode= says that frame's";
  rate.drop |= drop;
  if (!tlm_timecode_rate_is_valid (&rate) || !tlm_timecode_to_frame (&label, &rate, &count))
    return "the camera's start-timecode= is a label that its rate does not have";
  return tlm_rational_multiply ((TlmRational) { .n = count, .d = 1 },
      (TlmRational) { .n = rate.fps_d, .d = rate.fps_n }, start) ? NULL : BEYOND;
}

const char *
tlm_camera_time (const TlmCameraTie *tie, const TlmEditSource *source, TlmRational media, TlmRational *footage,
    TlmRational *scale)
{
  gboolean has_labels = source->origin == TLM_EDIT_FROM_LABEL_ZERO;
  const char *problem = NULL;
  TlmRational start;

  *footage = media;
  *scale = TLM_RATIONAL_ONE;
  if (has_labels)
    problem = count_again (tie->camera, source, footage, scale);
  if (problem || source->origin == tie->origin)
    return problem;
  problem = find_start (tie->camera, source, &start);
  if (problem)
    return problem;
  return (has_labels ? tlm_rational_subtract (*footage, start, footage) : tlm_rational_add (media, start, footage)) ?
      NULL : BEYOND;
}
