/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/place.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/wide.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"

/* Frames of 292 years at 120 a second: every footage time that 64 bits hold. */
#define MAX_FRAME (G_GINT64_CONSTANT (1) << 40)

static gboolean
fail (GError **error, const char *text, const char *reason)
{
  g_autofree char *shown = g_strndup (text, MIN (strlen (text), 64));
  g_autofree char *valid = g_utf8_make_valid (shown, -1);

  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "\"%s\" %s; write seconds, as in 12.48, "
      "HH:MM:SS.mmm, a frame, as in #374, or a timecode, as in 10:42:13:07", valid, reason);
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
parse_place (const char *text, TlmPlace *place, GError **error)
{
  TlmPlace read = { TLM_PLACE_TIME };

  if (*text == '#') {
    read.kind = TLM_PLACE_FRAME;
    if (!g_ascii_string_to_signed (text + 1, 10, -MAX_FRAME, MAX_FRAME, &read.frame, NULL))
      return fail (error, text, "has no whole frame number after #");
  } else if (is_timecode (text)) {
    read.kind = TLM_PLACE_TIMECODE;
    if (!tlm_timecode_parse (text, &read.timecode, &read.drop))
      return fail (error, text, "is no timecode of a day");
  } else if (g_ascii_isalpha (*text) ||
      !tlm_elapsed_parse (text, strlen (text), &read.time_ns)) {
    return fail (error, text, "is no place in the footage");
  }
  *place = read;
  return TRUE;
}

gboolean
tlm_place_parse (const char *text, TlmPlace *place, GError **error)
{
  g_return_val_if_fail (place != NULL, FALSE);
  g_autofree char *copy = g_strstrip (g_strdup (text ? text : ""));

  if (*copy)
    return parse_place (copy, place, error) || tlm_error_make_safe (error);
  *place = (TlmPlace) { TLM_PLACE_NONE };
  return TRUE;
}

/* A date before a timecode; the rest of TEXT when it begins with one. */
static const char *
skip_date (const char *text)
{
  gsize n = strcspn (text, "T ");

  return text[n] && n >= 8 && strspn (text, "0123456789-") == n ? text + n + 1 : text;
}

static gboolean
parse_start (const char *text, TlmFootageStart *start, GError **error)
{
  const char *label = skip_date (text);
  gboolean dated = label > text;
  g_autofree char *bare = g_strndup (label, strlen (label) - (dated && g_str_has_suffix (label, "Z")));
  TlmFootageStart read = { TLM_TIME_NONE };

  if (!is_timecode (bare))
    return tlm_iso8601_read (text, -1, TLM_SCALE_UTC, &start->instant, error);
  if (!parse_place (bare, &read.timecode, error))
    return FALSE;
  if (dated && !tlm_iso8601_read (text, label - text - 1, TLM_SCALE_UTC, &read.instant, error))
    return FALSE;
  *start = read;
  return TRUE;
}

gboolean
tlm_footage_start_parse (const char *text, TlmFootageStart *start, GError **error)
{
  g_return_val_if_fail (start != NULL, FALSE);
  g_autofree char *copy = g_strstrip (g_strdup (text ? text : ""));
  TlmFootageStart read = { TLM_TIME_NONE };

  if (*copy && !parse_start (copy, &read, error))
    return FALSE;
  *start = read;
  return TRUE;
}

/* A film does not begin 18 h before what is in it, nor 6 h after: a label is of the day
 * that puts it between. It is a guess where a film is longer, or a mark further away; of
 * frames tlm_sync_nearest_day() then takes the day nearest the marks. */
static gint64
near_start (gint64 since, gint64 day)
{
  since = (since % day + day) % day;
  return since < day / 4 * 3 ? since : since - day;
}

/* Frames since that of the start, on its day or the one before or after. */
static gboolean
count_frames (const TlmPlace *place, const TlmFootageStart *start, const TlmTimecodeRate *rate,
    gint64 *frame)
{
  TlmTimecodeRate first_rate = *rate;
  gint64 first, at;

  if (!tlm_timecode_to_frame (&place->timecode, rate, &at))
    return FALSE;
  *frame = at;
  if (!start || start->timecode.kind != TLM_PLACE_TIMECODE)
    return TRUE;
  first_rate.drop = start->timecode.drop;
  if (!tlm_timecode_to_frame (&start->timecode.timecode, &first_rate, &first))
    return FALSE;
  *frame = near_start (at - first, tlm_timecode_frames_per_day (rate));
  return TRUE;
}

static gboolean
resolve_timecode (const TlmPlace *place, const TlmFootageStart *start, int fps_n, int fps_d,
    TlmDuration *time_ns)
{
  TlmTimecodeRate rate = { fps_n, fps_d, place->drop };
  gint64 frame;

  if (!count_frames (place, start, &rate, &frame))
    return FALSE;
  *time_ns = tlm_timecode_frame_time (frame, &rate);
  return TRUE;
}

gboolean
tlm_place_resolve (const TlmPlace *place, const TlmFootageStart *start, int fps_n, int fps_d,
    TlmDuration *time_ns)
{
  g_return_val_if_fail (place != NULL && time_ns != NULL, FALSE);
  if (place->kind == TLM_PLACE_TIME) {
    *time_ns = place->time_ns;
    return TRUE;
  }
  if (place->kind == TLM_PLACE_TIMECODE)
    return resolve_timecode (place, start, fps_n, fps_d, time_ns);
  return place->kind == TLM_PLACE_FRAME && fps_n > 0 && fps_d > 0 &&
      tlm_wide_nearest (tlm_wide_product (tlm_wide (place->frame), fps_d * TLM_SECOND), fps_n, time_ns);
}

TlmDuration
tlm_footage_start_since (const TlmFootageStart *start, TlmDuration since_midnight_ns, int fps_n,
    int fps_d)
{
  TlmTimecodeRate rate = { fps_n, fps_d, start->timecode.drop };
  TlmDuration first;

  if (start->timecode.kind != TLM_PLACE_TIMECODE ||
      !resolve_timecode (&start->timecode, NULL, fps_n, fps_d, &first))
    return since_midnight_ns;
  return near_start (since_midnight_ns - first,
      tlm_timecode_frame_time (tlm_timecode_frames_per_day (&rate), &rate));
}

gboolean
tlm_footage_start_instant (const TlmFootageStart *start, int fps_n, int fps_d, TlmInstant *out)
{
  TlmDuration since_midnight = 0;

  g_return_val_if_fail (start != NULL && out != NULL, FALSE);
  if (start->instant == TLM_TIME_NONE || (start->timecode.kind == TLM_PLACE_TIMECODE &&
          !resolve_timecode (&start->timecode, NULL, fps_n, fps_d, &since_midnight)))
    return FALSE;
  return !__builtin_add_overflow (start->instant, since_midnight, out);
}
