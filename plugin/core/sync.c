/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/sync.h"

#include <string.h>

#include "core/error.h"
#include "core/time/elapsed.h"

__extension__ typedef __int128 Wide;

/* Frames of 292 years at 120 a second: every footage time that 64 bits hold. */
#define MAX_FRAME (G_GINT64_CONSTANT (1) << 40)

static gboolean
fail (GError **error, const char *text, const char *reason)
{
  g_autofree char *shown = g_strndup (text, MIN (strlen (text), 64));
  g_autofree char *valid = g_utf8_make_valid (shown, -1);

  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "liftoff-at \"%s\" %s; write seconds, as in "
      "12.48, HH:MM:SS.mmm, or a frame, as in #374", valid, reason);
  return FALSE;
}

/* HH:MM:SS:FF, with a semicolon before the frames when it drops some. */
static gboolean
is_timecode (const char *text)
{
  guint colons = 0;

  if (strspn (text, "0123456789:;") != strlen (text))
    return FALSE;
  for (const char *at = text; *at; at++)
    colons += *at == ':' || *at == ';';
  return colons == 3 || strchr (text, ';');
}

static gboolean
parse_mark (const char *text, TlmMark *mark, GError **error)
{
  TlmMark read = { TLM_MARK_TIME };

  if (*text == '#') {
    read.kind = TLM_MARK_FRAME;
    if (!g_ascii_string_to_signed (text + 1, 10, -MAX_FRAME, MAX_FRAME, &read.frame, NULL))
      return fail (error, text, "has no whole frame number after #");
  } else if (is_timecode (text)) {
    read.kind = TLM_MARK_TIMECODE;
    if (!tlm_timecode_parse (text, &read.timecode, &read.drop))
      return fail (error, text, "is no timecode of a day");
  } else if (g_ascii_isalpha (*text) ||
      !tlm_elapsed_parse (text, strlen (text), &read.time_ns)) {
    return fail (error, text, "is no place in the footage");
  }
  *mark = read;
  return TRUE;
}

gboolean
tlm_mark_parse (const char *text, TlmMark *mark, GError **error)
{
  g_return_val_if_fail (mark != NULL, FALSE);
  g_autofree char *copy = g_strstrip (g_strdup (text ? text : ""));

  if (*copy)
    return parse_mark (copy, mark, error);
  *mark = (TlmMark) { TLM_MARK_NONE };
  return TRUE;
}

static gboolean
resolve_timecode (const TlmMark *mark, int fps_n, int fps_d, TlmDuration *time_ns)
{
  TlmTimecodeRate rate = { fps_n, fps_d, mark->drop };
  gint64 frame;

  if (!tlm_timecode_to_frame (&mark->timecode, &rate, &frame))
    return FALSE;
  *time_ns = tlm_timecode_frame_time (frame, &rate);
  return TRUE;
}

gboolean
tlm_mark_resolve (const TlmMark *mark, int fps_n, int fps_d, TlmDuration *time_ns)
{
  g_return_val_if_fail (mark != NULL && time_ns != NULL, FALSE);
  if (mark->kind == TLM_MARK_TIME) {
    *time_ns = mark->time_ns;
    return TRUE;
  }
  if (mark->kind == TLM_MARK_TIMECODE)
    return resolve_timecode (mark, fps_n, fps_d, time_ns);
  if (mark->kind != TLM_MARK_FRAME || fps_n <= 0 || fps_d <= 0)
    return FALSE;
  /* The nearest whole quotient, as the floor of that plus a half. */
  Wide twice = 2 * (Wide) mark->frame * fps_d * TLM_SECOND + fps_n;
  Wide divisor = 2 * (Wide) fps_n;
  Wide time = twice / divisor - (twice % divisor < 0);
  if (time <= G_MININT64 || time > G_MAXINT64)
    return FALSE;
  *time_ns = (TlmDuration) time;
  return TRUE;
}

/* T-0 on the timeline's clock. */
static gboolean
find_liftoff (const TlmTimeline *timeline, gint64 *time_ns, gboolean *guessed)
{
  gint64 first, last, liftoff = tlm_timeline_from_elapsed (timeline, 0);

  *guessed = liftoff == TLM_TIME_NONE;
  if (*guessed) {
    if (!tlm_timeline_span (timeline, &first, &last))
      return FALSE;
    liftoff = first;
  }
  *time_ns = liftoff;
  return TRUE;
}

TlmSyncResult
tlm_sync_resolve (const TlmSync *sync, const TlmTimeline *timeline, int fps_n, int fps_d)
{
  TlmSyncResult result = { FALSE };
  TlmDuration mark = 0;
  gint64 base;

  g_return_val_if_fail (sync != NULL && timeline != NULL, result);
  if (sync->liftoff_at.kind == TLM_MARK_NONE && sync->footage_start != TLM_TIME_NONE) {
    base = tlm_timeline_from_instant (timeline, sync->footage_start);
    if (base == TLM_TIME_NONE)
      return result;
  } else if ((sync->liftoff_at.kind != TLM_MARK_NONE &&
          !tlm_mark_resolve (&sync->liftoff_at, fps_n, fps_d, &mark)) ||
      !find_liftoff (timeline, &base, &result.guessed)) {
    return result;
  }
  result.known = !__builtin_add_overflow (base, sync->time_offset_ns, &result.shift_ns) &&
      !__builtin_sub_overflow (result.shift_ns, mark, &result.shift_ns);
  return result;
}

gint64
tlm_sync_apply (const TlmSyncResult *result, TlmDuration footage_time_ns)
{
  gint64 time_ns;

  g_return_val_if_fail (result != NULL, TLM_TIME_NONE);
  if (!result->known || footage_time_ns == TLM_TIME_NONE ||
      __builtin_add_overflow (footage_time_ns, result->shift_ns, &time_ns))
    return TLM_TIME_NONE;
  return time_ns;
}
