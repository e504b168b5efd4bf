/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/timecode.h"

#include "core/base/wide.h"

/* Labels a second. */
static gint64
nominal (const TlmTimecodeRate *rate)
{
  return (rate->fps_n + rate->fps_d - 1) / rate->fps_d;
}

/* Labels left out in nine of ten minutes. */
static gint64
dropped (const TlmTimecodeRate *rate)
{
  return rate->drop ? nominal (rate) / 15 : 0;
}

gboolean
tlm_timecode_rate_is_valid (const TlmTimecodeRate *rate)
{
  gboolean slowed;

  g_return_val_if_fail (rate != NULL, FALSE);
  if (rate->fps_n <= 0 || rate->fps_d <= 0 || rate->fps_n / rate->fps_d > 120)
    return FALSE;
  slowed = (gint64) rate->fps_n * 1001 == nominal (rate) * 1000 * rate->fps_d;
  if (rate->drop)
    return slowed && nominal (rate) % 30 == 0;
  return slowed || rate->fps_n % rate->fps_d == 0;
}

static gint64
frames_per_ten_minutes (const TlmTimecodeRate *rate)
{
  return 600 * nominal (rate) - 9 * dropped (rate);
}

gint64
tlm_timecode_frames_per_day (const TlmTimecodeRate *rate)
{
  g_return_val_if_fail (rate != NULL && tlm_timecode_rate_is_valid (rate), 0);
  return 144 * frames_per_ten_minutes (rate);
}

/* Two digits, or up to three for the frames of a fast camera. */
static gboolean
read_digits (const char **text, guint most, guint *out)
{
  guint value = 0, n = 0;

  for (; n < most && g_ascii_isdigit (**text); n++, ++*text)
    value = 10 * value + (guint) (**text - '0');
  *out = value;
  return n >= 2;
}

gboolean
tlm_timecode_parse (const char *text, TlmTimecode *out, gboolean *drop)
{
  TlmTimecode read;
  char separator;

  g_return_val_if_fail (text != NULL && out != NULL && drop != NULL, FALSE);
  if (!read_digits (&text, 2, &read.hours) || *text++ != ':' ||
      !read_digits (&text, 2, &read.minutes) || *text++ != ':' ||
      !read_digits (&text, 2, &read.seconds))
    return FALSE;
  separator = *text;
  if (separator != ':' && separator != ';' && separator != '.' && separator != ',')
    return FALSE;
  text++;
  if (!read_digits (&text, 3, &read.frames) || *text != '\0' || read.hours > 23 ||
      read.minutes > 59 || read.seconds > 59)
    return FALSE;
  *out = read;
  *drop = separator != ':';
  return TRUE;
}

gboolean
tlm_timecode_to_frame (const TlmTimecode *timecode, const TlmTimecodeRate *rate, gint64 *frame)
{
  gint64 minutes;

  g_return_val_if_fail (timecode != NULL && rate != NULL && frame != NULL, FALSE);
  if (!tlm_timecode_rate_is_valid (rate) || timecode->hours > 23 || timecode->minutes > 59 ||
      timecode->seconds > 59 || timecode->frames >= nominal (rate))
    return FALSE;
  if (timecode->seconds == 0 && timecode->minutes % 10 != 0 && timecode->frames < dropped (rate))
    return FALSE;
  minutes = 60 * (gint64) timecode->hours + timecode->minutes;
  *frame = (60 * minutes + timecode->seconds) * nominal (rate) + timecode->frames -
      dropped (rate) * (minutes - minutes / 10);
  return TRUE;
}

TlmTimecode
tlm_timecode_from_frame (gint64 frame, const TlmTimecodeRate *rate)
{
  TlmTimecode none = { 0 };
  gint64 day, tens, rest, first, minute, label;

  g_return_val_if_fail (rate != NULL && tlm_timecode_rate_is_valid (rate), none);
  day = tlm_timecode_frames_per_day (rate);
  frame = (frame % day + day) % day;
  tens = frame / frames_per_ten_minutes (rate);
  rest = frame % frames_per_ten_minutes (rate);
  /* The first of ten minutes has all its labels. */
  first = 60 * nominal (rate);
  minute = rest < first ? 0 : 1 + (rest - first) / (first - dropped (rate));
  label = (600 * tens) * nominal (rate) + rest + minute * dropped (rate);
  return (TlmTimecode) {
    (guint) (label / (3600 * nominal (rate))), (guint) (label / (60 * nominal (rate)) % 60),
    (guint) (label / nominal (rate) % 60), (guint) (label % nominal (rate))
  };
}

TlmDuration
tlm_timecode_frame_time (gint64 frame, const TlmTimecodeRate *rate)
{
  TlmDuration time_ns = TLM_TIME_NONE;

  g_return_val_if_fail (rate != NULL && rate->fps_n > 0 && rate->fps_d > 0, 0);
  tlm_wide_nearest (tlm_wide_product (tlm_wide (frame), rate->fps_d * TLM_SECOND), rate->fps_n,
      &time_ns);
  return time_ns;
}
