/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/sync.h"

#include <stdlib.h>

#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "core/time/sum.h"

/* Timecode and its marks are within two days of another; sums stay in 64 bits. */
#define MAX_DAYS 1000

G_STATIC_ASSERT (TLM_MARKS_MAX + 1 <= TLM_WARP_MAX);

gboolean
tlm_sync_text_is_set (const TlmSyncText *text)
{
  g_return_val_if_fail (text != NULL, FALSE);
  return (text->liftoff_at && *text->liftoff_at) || (text->footage_start && *text->footage_start) ||
      (text->marks && *text->marks);
}

gboolean
tlm_sync_read (TlmSync *sync, const TlmSyncText *text, GError **error)
{
  TlmSync read;

  g_return_val_if_fail (sync != NULL && text != NULL, FALSE);
  read = *sync;
  if (!tlm_place_parse (text->liftoff_at, &read.liftoff_at, error)) {
    g_prefix_error (error, "liftoff-at: ");
    return FALSE;
  }
  if (!tlm_footage_start_parse (text->footage_start, &read.footage_start, error)) {
    g_prefix_error (error, "footage-start: ");
    return FALSE;
  }
  if (!tlm_marks_parse (text->marks, &read.marks, error)) {
    g_prefix_error (error, "marks: ");
    return FALSE;
  }
  *sync = read;
  return TRUE;
}

gboolean
tlm_sync_is_set (const TlmSync *sync)
{
  g_return_val_if_fail (sync != NULL, FALSE);
  return sync->liftoff_at.kind != TLM_PLACE_NONE || sync->footage_start.instant != TLM_TIME_NONE ||
      sync->marks.n > 0;
}

TlmSyncResult
tlm_sync_shift (gint64 shift_ns)
{
  return (TlmSyncResult) { .known = TRUE, .warp = { 1, { { 0, shift_ns } } } };
}

/* What is needed to place marks, and what becomes of them. */
typedef struct {
  const TlmSync *sync;
  const TlmTimeline *timeline;
  int fps_n, fps_d;
  TlmSyncResult *result;
} Resolver;

static gboolean
fail (Resolver *resolver, TlmSyncProblem problem)
{
  resolver->result->problem = problem;
  return FALSE;
}

/* T-0 on the timeline's clock. */
static gboolean
find_liftoff (Resolver *resolver, gint64 *time_ns)
{
  gint64 first, last, liftoff = tlm_timeline_from_elapsed (resolver->timeline, 0);

  if (liftoff == TLM_TIME_NONE) {
    resolver->result->guessed = TRUE;
    if (!tlm_timeline_span (resolver->timeline, &first, &last))
      return fail (resolver, TLM_SYNC_NO_TELEMETRY);
    liftoff = first;
  }
  *time_ns = liftoff;
  return TRUE;
}

static gboolean
find_time (Resolver *resolver, TlmClock clock, gint64 said_ns, gint64 *time_ns)
{
  gint64 first, last, time = TLM_TIME_NONE;

  if (clock == TLM_CLOCK_TAI) {
    time = tlm_timeline_from_instant (resolver->timeline, said_ns);
    if (time == TLM_TIME_NONE)
      return fail (resolver, tlm_timeline_span (resolver->timeline, &first, &last) ?
          TLM_SYNC_NO_EPOCH : TLM_SYNC_NO_TELEMETRY);
  } else if (!find_liftoff (resolver, &time)) {
    return FALSE;
  } else if (__builtin_add_overflow (time, said_ns, &time)) {
    return fail (resolver, TLM_SYNC_OUT_OF_RANGE);
  }
  *time_ns = time;
  return TRUE;
}

/* A knot, where the offset of frame times is taken away. */
static gboolean
add_knot (Resolver *resolver, TlmDuration footage_ns, TlmClock clock, gint64 said_ns)
{
  TlmWarp *warp = &resolver->result->warp;
  TlmWarpKnot knot;

  if (!find_time (resolver, clock, said_ns, &knot.time_ns))
    return FALSE;
  if (__builtin_sub_overflow (footage_ns, resolver->sync->time_offset_ns, &knot.footage_ns))
    return fail (resolver, TLM_SYNC_OUT_OF_RANGE);
  warp->knots[warp->n++] = knot;
  return TRUE;
}

static gboolean
add_place (Resolver *resolver, const TlmPlace *place, TlmClock clock, gint64 said_ns)
{
  TlmDuration footage_ns;

  if (!tlm_place_resolve (place, &resolver->sync->footage_start, resolver->fps_n, resolver->fps_d,
          &footage_ns))
    return fail (resolver, resolver->fps_n <= 0 || resolver->fps_d <= 0 ? TLM_SYNC_NO_RATE :
        place->kind == TLM_PLACE_TIMECODE ? TLM_SYNC_NO_LABEL : TLM_SYNC_OUT_OF_RANGE);
  return add_knot (resolver, footage_ns, clock, said_ns);
}

static gboolean
add_start (Resolver *resolver)
{
  TlmInstant instant;

  if (!tlm_footage_start_instant (&resolver->sync->footage_start, resolver->fps_n, resolver->fps_d,
          &instant))
    return fail (resolver, resolver->fps_n <= 0 || resolver->fps_d <= 0 ? TLM_SYNC_NO_RATE :
        TLM_SYNC_NO_LABEL);
  return add_knot (resolver, 0, TLM_CLOCK_TAI, instant);
}

static gboolean
add_film_knot (Resolver *resolver, const TlmClockFit *film, gint64 media_ns)
{
  return add_knot (resolver, media_ns, TLM_CLOCK_TAI, tlm_clock_fit_at (film, media_ns));
}

/* The footage is the film that the telemetry came in: its beginning, and its end where the
 * two clocks drift. */
static gboolean
add_film (Resolver *resolver, const TlmClockFit *film)
{
  resolver->result->guessed = resolver->result->by_film = TRUE;
  return add_film_knot (resolver, film, 0) && (!tlm_clock_fit_has_drift (film) ||
      film->last_ns <= 0 || add_film_knot (resolver, film, film->last_ns));
}

/* Nothing says what the footage shows. */
static gboolean
add_guess (Resolver *resolver)
{
  const TlmClockFit *film = tlm_timeline_get_film (resolver->timeline);

  if (film && tlm_timeline_from_instant (resolver->timeline, film->instant) != TLM_TIME_NONE)
    return add_film (resolver, film);
  return add_knot (resolver, 0, TLM_CLOCK_ELAPSED, 0);
}

static gboolean
add_all (Resolver *resolver)
{
  const TlmSync *sync = resolver->sync;

  if (sync->liftoff_at.kind != TLM_PLACE_NONE) {
    if (!add_place (resolver, &sync->liftoff_at, TLM_CLOCK_ELAPSED, 0))
      return FALSE;
  } else if (sync->footage_start.instant != TLM_TIME_NONE && !add_start (resolver)) {
    return FALSE;
  }
  for (guint i = 0; i < sync->marks.n; i++) {
    const TlmMark *mark = &sync->marks.marks[i];
    if (!add_place (resolver, &mark->place, mark->clock, mark->time_ns))
      return FALSE;
  }
  return resolver->result->warp.n > 0 || add_guess (resolver);
}

/* A day of the timecode that all places are, none of which is said to be the first frame's; 0
 * where they are not. */
static TlmDuration
day_of_places (const Resolver *resolver)
{
  const TlmSync *sync = resolver->sync;
  TlmTimecodeRate rate = { .fps_n = resolver->fps_n, .fps_d = resolver->fps_d };

  if (sync->footage_start.timecode.kind != TLM_PLACE_NONE || sync->footage_start.instant != TLM_TIME_NONE ||
      (sync->liftoff_at.kind != TLM_PLACE_NONE && sync->liftoff_at.kind != TLM_PLACE_TIMECODE))
    return 0;
  for (guint i = 0; i < sync->marks.n; i++) {
    if (sync->marks.marks[i].place.kind != TLM_PLACE_TIMECODE)
      return 0;
    rate.drop = sync->marks.marks[i].place.drop;
  }
  return tlm_timecode_rate_is_valid (&rate) ?
      tlm_timecode_frame_time (tlm_timecode_frames_per_day (&rate), &rate) : 0;
}

static int
compare_instants (gconstpointer a, gconstpointer b)
{
  const TlmWarpKnot *x = a, *y = b;

  return (x->time_ns > y->time_ns) - (x->time_ns < y->time_ns);
}

/* Timecode begins anew at midnight. A mark of a later instant that has an earlier timecode is of
 * the next day, where that is less than half a day on; else somebody has mistaken them. */
static void
pass_midnight (Resolver *resolver)
{
  TlmWarp *warp = &resolver->result->warp;
  TlmDuration day_ns = warp->n > 1 ? day_of_places (resolver) : 0;

  if (day_ns == 0)
    return;
  qsort (warp->knots, warp->n, sizeof *warp->knots, compare_instants);
  for (guint i = 1; i < warp->n; i++) {
    TlmDuration before = warp->knots[i - 1].footage_ns, *at = &warp->knots[i].footage_ns;
    TlmDuration days = *at < before ? (before - *at) / day_ns + 1 : 0;
    if (days > 0 && *at + days * day_ns - before < day_ns / 2)
      *at += days * day_ns;
  }
}

TlmSyncResult
tlm_sync_resolve (const TlmSync *sync, const TlmTimeline *timeline, int fps_n, int fps_d)
{
  TlmSyncResult result = { FALSE };
  Resolver resolver = { sync, timeline, fps_n, fps_d, &result };

  g_return_val_if_fail (sync != NULL && timeline != NULL, result);
  if (!add_all (&resolver))
    return result;
  pass_midnight (&resolver);
  if (tlm_warp_sort (&result.warp, &result.culprit))
    result.known = TRUE;
  else
    result.problem = TLM_SYNC_NOT_INCREASING;
  return result;
}

static const char *const problems[] = {
  [TLM_SYNC_NO_TELEMETRY] = "no telemetry is known yet",
  [TLM_SYNC_NO_RATE] = "a frame number or a timecode says where the telemetry is in the footage, and "
      "nothing says the frame rate; give seconds",
  [TLM_SYNC_NO_LABEL] = "a timecode says where the telemetry is in the footage that there is none of "
      "at this frame rate; drop-frame timecode is written 10:42:13;07 and leaves out labels",
  [TLM_SYNC_NO_EPOCH] = "UTC says where the telemetry is in the footage, and the telemetry counts from "
      "a liftoff whose UTC is not known; give liftoff in a mission file, or times as in T+72.5",
  [TLM_SYNC_OUT_OF_RANGE] = "what says where the telemetry is in the footage is further away than "
      "time can be counted",
};

char *
tlm_sync_explain (const TlmSyncResult *result)
{
  const TlmWarpKnot *knots;

  g_return_val_if_fail (result != NULL, NULL);
  if (result->known)
    return NULL;
  if (result->problem != TLM_SYNC_NOT_INCREASING)
    return g_strdup (problems[result->problem]);
  knots = &result->warp.knots[result->culprit];
  g_autofree char *before = tlm_elapsed_seconds (knots[-1].footage_ns, 9);
  g_autofree char *after = tlm_elapsed_seconds (knots[0].footage_ns, 9);
  return g_strdup_printf ("the marks at %s s and %s s of the footage do not go on: a later place "
      "must have a later instant, and each place one; liftoff-at and footage-start are marks too",
      before, after);
}

/* Its first frame's instant: what is taken for it is on a clock of UTC, or tied to it. */
static char *
explain_film (const TlmSyncResult *result, const TlmTimeline *timeline)
{
  g_autofree char *begins = tlm_instant_format_utc (tlm_timeline_to_instant (timeline,
          tlm_warp_apply (&result->warp, 0)), 6, FALSE);

  return g_strdup_printf ("The telemetry came in a film and nothing says what the footage is: it is "
      "taken to be that film. Where it is another, or to say so, set marks=\"0@%s\".", begins);
}

char *
tlm_sync_explain_guess (const TlmSync *sync, const TlmSyncResult *result,
    const TlmTimeline *timeline)
{
  g_return_val_if_fail (sync != NULL && result != NULL && timeline != NULL, NULL);
  if (result->by_film)
    return explain_film (result, timeline);
  if (tlm_sync_is_set (sync))
    return g_strdup ("The telemetry is in UTC and nothing says when T-0 was: its first sample is "
        "taken for it. Set liftoff in the mission, or say in UTC what the footage shows.");
  return g_strdup ("The telemetry is in UTC and nothing says when the footage was taken: its first "
      "sample is shown at the start. Set liftoff-at, or footage-start in the mission.");
}

gint64
tlm_sync_apply (const TlmSyncResult *result, TlmDuration footage_time_ns)
{
  g_return_val_if_fail (result != NULL, TLM_TIME_NONE);
  if (!result->known)
    return TLM_TIME_NONE;
  return result->film ? tlm_film_apply (result->film, footage_time_ns) :
      tlm_warp_apply (&result->warp, footage_time_ns);
}

gint64
tlm_sync_apply_later (const TlmSyncResult *result, TlmDuration footage_time_ns, TlmDuration offset_ns)
{
  g_return_val_if_fail (result != NULL, TLM_TIME_NONE);
  return result->film ? tlm_time_moved (tlm_sync_apply (result, footage_time_ns), offset_ns) :
      tlm_sync_apply (result, tlm_time_moved (footage_time_ns, offset_ns));
}

TlmSyncResult
tlm_sync_film (const TlmFilm *film)
{
  return (TlmSyncResult) { .known = TRUE, .film = film };
}

/* How far TIME_NS is from the nearest knot, before the first or after the last. */
static TlmDuration
distance (const TlmWarp *warp, TlmDuration time_ns)
{
  TlmDuration before = warp->knots[0].footage_ns - time_ns;
  TlmDuration after = time_ns - warp->knots[warp->n - 1].footage_ns;

  return MAX (MAX (before, after), 0);
}

TlmDuration
tlm_sync_nearest_day (const TlmSyncResult *result, TlmDuration footage_time_ns,
    TlmDuration day_ns)
{
  TlmDuration best = footage_time_ns;

  g_return_val_if_fail (result != NULL && day_ns > 0, footage_time_ns);
  if (!result->known || result->warp.n == 0 || footage_time_ns == TLM_TIME_NONE ||
      ABS (footage_time_ns) > MAX_DAYS * day_ns ||
      ABS (result->warp.knots[0].footage_ns) > MAX_DAYS * day_ns)
    return footage_time_ns;
  for (int days = -2; days <= 2; days++)
    if (distance (&result->warp, footage_time_ns + days * day_ns) < distance (&result->warp, best))
      best = footage_time_ns + days * day_ns;
  return best;
}

TlmDuration
tlm_sync_invert (const TlmSyncResult *result, gint64 time_ns)
{
  g_return_val_if_fail (result != NULL, TLM_TIME_NONE);
  if (!result->known)
    return TLM_TIME_NONE;
  return result->film ? tlm_film_invert (result->film, time_ns) : tlm_warp_invert (&result->warp, time_ns);
}
