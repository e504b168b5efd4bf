/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "timecode.h"

#include <stdio.h>

#include "core/base/error.h"
#include "core/base/wide.h"
#include "core/time/instant.h"

int
inspect_timecode_nominal (const InspectTimecode *timecode)
{
  const TlmTimecodeRate *rate = &timecode->rate;

  return (rate->fps_n + rate->fps_d - 1) / rate->fps_d;
}

gboolean
inspect_timecode_read_rate (InspectTimecode *timecode, const char *text, GError **error)
{
  int n = 0, d = 1, used = 0;

  if ((sscanf (text, "%d/%d%n", &n, &d, &used) < 2 || text[used]) &&
      (d = 1, used = 0, sscanf (text, "%d%n", &n, &used) < 1 || text[used]))
    n = 0;
  if (n <= 0 || d <= 0 || n / d > 1000 || n < d) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "--fps: \"%s\" is no frame rate; give frames a second, as in 25 or 30000/1001", text);
    return FALSE;
  }
  timecode->rate.fps_n = n;
  timecode->rate.fps_d = d;
  return TRUE;
}

gboolean
inspect_timecode_read_start (InspectTimecode *timecode, const char *text, GError **error)
{
  TlmTimecode start;
  gint64 frame;
  gboolean drop;

  if (!tlm_timecode_rate_is_valid (&timecode->rate) ||
      !tlm_timecode_parse (text, &start, &drop) ||
      !tlm_timecode_to_frame (&start, &timecode->rate, &frame)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "--start-tc: \"%s\" is no timecode at this rate; write it as in 01:00:00:00", text);
    return FALSE;
  }
  if (drop && !timecode->rate.drop) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "--start-tc: \"%s\" is drop-frame timecode; add --drop-frame, or write colons", text);
    return FALSE;
  }
  timecode->start = frame;
  return TRUE;
}

gint64
inspect_timecode_frame (const InspectTimecode *timecode, gint64 time_ns)
{
  gint64 step = timecode->rate.fps_d * TLM_SECOND, frame = 0;

  /* Upwards. */
  tlm_wide_floor (tlm_wide_sum (tlm_wide_product (tlm_wide (time_ns), timecode->rate.fps_n),
          tlm_wide (step - 1)), (guint64) step, &frame);
  return frame;
}

void
inspect_timecode_print (const InspectTimecode *timecode, gint64 frame, char *buf)
{
  TlmTimecode label;

  *buf = '\0';
  if (!tlm_timecode_rate_is_valid (&timecode->rate))
    return;
  label = tlm_timecode_from_frame (frame + timecode->start, &timecode->rate);
  g_snprintf (buf, INSPECT_TIMECODE_SIZE, "%02u:%02u:%02u%c%02u", label.hours, label.minutes,
      label.seconds, timecode->rate.drop ? ';' : ':', label.frames);
}
